import { needsCitation } from "../ledger/roles.ts";
import { keysCitedBy, roleOf, statusOf } from "../path/verification.ts";
import { namesSource } from "../station/attribution.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "sentence-cited",
  group: "Sources and claims",
  kind: "fault",
  summary: "Every fact and every definition names its source.",
  why: `A reader who doubts a sentence must be able to look it up. A citation stands in the sentence or in the station's ledger; author and year, a name, a link, or a line “Source: …” below
    say it, too.
    Which sentences are facts is proposed from their words (our judgement) until a person decides: an analogy, a signpost or an
    opinion needs no source.`,
  severity: "off",
  premium: "error",
  needs: "language",
  options: {},
  *checkInPath(station, { path, stop, today }): Generator<Finding> {
    const { sentences } = statusOf(path, stop, { today });
    for (const status of sentences) {
      const { sentence, line } = status;
      const role = roleOf(status);
      if (!needsCitation(role) || line?.entry.cites.length) continue;
      // What belongs to the page around a lesson is reported as that, unless somebody calls it a fact.
      if (!line && sentence.sentence.passage.role === "footer") continue;
      const cited = keysCitedBy(path, stop, sentence);
      if (cited.length || namesSource(station, sentence.sentence)) continue;
      const { range } = sentence.sentence;
      const is = line?.entry.role === undefined ? "seems to be" : "is";
      yield {
        range,
        message: `This ${is} a ${role} without a source. Please cite one, or set another sentence type.`,
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "Facts with and without a source",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain, author: [{ family: Noah }], issued: 2019, URL: "https://example.org/rain" }
      -- rain.station.md --
      # Rain

      Some 40 liters fell on each square meter of the town in a day.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This seems to be a fact without a source. Please cite one, or set another sentence type.
      Some 40 liters fell on each square meter of the field in a day [@noah].
      A gutter works like a valley.
      Some 50 liters fell on each square meter of the road (Okafor, 2019).
      Some 60 liters fell on [each square meter of the hill](https://example.org/hill).
    `,
  },
  {
    title: "Sentences that need none",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- rain.station.md --
      # Rain

      A gutter works like a valley. The following list names three gutters. Why is that so?
    `,
  },
];
