import { needsCitation } from "../ledger/roles.ts";
import { PREMIUM_STANDARD } from "../ledger/standard.ts";
import { isFresh, type SentenceStatus } from "../ledger/states.ts";
import { citingEdits, supportOf, type WantedCites } from "../path/cite-verified.ts";
import { roleOf, statusOf } from "../path/verification.ts";
import { explainStatus } from "../path/verification-words.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "sentence-verified",
  group: "Sources and claims",
  kind: "fault",
  summary:
    "Verified sentences have not changed in meaning, and on premium paths every fact and definition is verified.",
  why: `A station's ledger says of each sentence who compared it with which words of which source. A change of a number, a name,
    a negation or a quantity makes that worthless, however small it looks; spaces, quotation marks and moved paragraphs do not.
    That a quote stands in a source does not prove a claim: a person decides that.`,
  severity: "hint",
  premium: "error",
  options: {
    days: {
      default: PREMIUM_STANDARD.days,
      minimum: 0,
      description: "How many days a verification is valid; 0 means forever.",
    },
    quote: {
      default: PREMIUM_STANDARD.quote,
      description: "Whether a verification on a premium path must quote the source and say where the quote is.",
    },
    stored: {
      default: PREMIUM_STANDARD.stored,
      description:
        "Whether the text of the source must be stored on a premium path, so that the quote is looked up in it.",
    },
    cited: {
      default: PREMIUM_STANDARD.cited,
      description:
        "Whether the text must cite the source on a premium path: the sentence, its footnote, or a later sentence of its paragraph.",
    },
    methods: {
      default: PREMIUM_STANDARD.methods,
      description: "The methods that count on a premium path; an empty list means all.",
    },
    independent: {
      default: PREMIUM_STANDARD.independent,
      description: "Whether someone other than an author in the front matter must verify a station on a premium path.",
    },
    tables: {
      default: PREMIUM_STANDARD.tables,
      description: "Whether each row of a table must be verified like a sentence.",
    },
  },
  *checkInPath(station, { stop, path, today }): Generator<Finding> {
    const premium = path.pathFile?.tier === "premium";
    if (!premium && !stop.ledger) return;
    const statuses = statusOf(path, stop, { today }).sentences;
    for (const status of statuses) {
      const { sentence, state, reason, line } = status;
      if (isFresh(state)) continue;
      const role = roleOf(status);
      // Elsewhere nothing has to be verified; what was, has to stay true.
      const isDue = premium ? needsCitation(role) || line !== undefined : state !== "missing";
      if (!isDue) continue;
      const edits = reason?.kind === "uncited" ? citingEdits(station, statuses, toCite(status, reason.key)) : [];
      yield {
        range: sentence.sentence.range,
        message: explainStatus(state, reason, role),
        ...(reason?.kind === "uncited" &&
          edits.length > 0 && { suggestions: [{ title: `Cite “${reason.key}” in this sentence`, edits }] }),
      };
    }
  },
  *checkPath(path, { today }): Generator<Finding> {
    for (const stop of path.stops) {
      const { orphans, unread } = statusOf(path, stop, { today });
      // A station that is missing is reported as that.
      if (unread && stop.station && stop.entry && path.pathFile?.tier === "premium")
        yield { range: stop.entry, message: "This station can't be read, so nothing in it is verified." };
      for (const { range } of orphans)
        yield {
          file: stop.ledger!.file,
          range,
          message: "The sentence of this line is no longer in its station. Please remove the line.",
        };
    }
  },
});

function toCite(status: SentenceStatus, key: string): WantedCites {
  return new Map([[status.sentence.index, supportOf(status).filter((cite) => cite.key === key)]]);
}

const LINES = {
  liters: `{"h":"c6b8f20675a3206c","text":"Some 40 liters fell in a day.","prefix":"","suffix":"All of it ran off. Water works l","role":"fact","cites":[{"key":"noah","loc":"p. 4","verdict":"supports","evidence":{"exact":"Some 40 liters fell in a day.","prefix":"","suffix":""}}],"by":"Ann","method":"human","at":"2026-11-23","expires":null}`,
  off: `{"h":"afdad026ee3bbd7c","text":"All of it ran off.","prefix":"Some 40 liters fell in a day.","suffix":"Water works like a snake. Snow f","role":"fact","cites":[{"key":"noah","loc":"p. 4","verdict":"supports","evidence":{"exact":"All of it ran off.","prefix":"","suffix":""}}],"by":"Ann","method":"human","at":"2026-11-23","expires":null}`,
  snow: `{"h":"0a1eab87c470885c","text":"Snow fell, too.","prefix":"n off. Water works like a snake.","suffix":"","role":"fact","cites":[],"by":null,"method":null,"at":null,"expires":null}`,
};

export const examples: readonly Example[] = [
  {
    title: "A number that changed, a sentence that is gone, one that is new",
    text: `
      -- path.yaml --
      tier: premium
      stations: [rain.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain }
      -- sources/noah.txt --
      Some 40 liters fell in a day. All of it ran off.
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      ${LINES.off}
      ${LINES.snow}
      ${"^".repeat(LINES.snow.length)} The sentence of this line is no longer in its station. Please remove the line.
      -- rain.station.md --
      # Rain

      Some 42 liters fell in a day.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This was changed after it was verified: “40” is gone, “42” is new. Please verify it again.
      All of it ran off [@noah].
      Water works like a snake.
      No river in town overflowed.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nobody has verified this fact yet. Please verify it, or set another sentence type.
    `,
  },
  {
    title: "Words that are not in the stored text of their source any more",
    text: `
      -- path.yaml --
      tier: premium
      stations: [rain.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain }
      -- sources/noah.txt --
      Some 42 liters fell in a day.
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      ${LINES.off}
      -- rain.station.md --
      # Rain

      Some 40 liters fell in a day.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The words that it was compared with are no longer in the stored text of “noah”: “40” is gone, “42” is new. Please verify it again.
      All of it ran off.
      ^^^^^^^^^^^^^^^^^^ The words that it was compared with are no longer in the stored text of “noah”. Please verify it again.
    `,
  },
  {
    title: "Its author is not the one to check it",
    text: `
      -- path.yaml --
      tier: premium
      stations: [rain.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain }
      -- sources/noah.txt --
      Some 40 liters fell in a day.
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      -- rain.station.md --
      ---
      author: [ann, Noah]
      ---

      # Rain

      Some 40 liters fell in a day [@noah].
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This was verified by its author, Ann. Please ask someone else to verify it.
    `,
  },
  {
    title: "What was compared with a source that is not there, or not cited, or not stored",
    text: `
      -- path.yaml --
      tier: premium
      stations: [rain.station.md, hail.station.md, snow.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain }
      - { id: crumb, title: On Hail }
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters.replace("noah", "Noah")}
      -- rain.station.md --
      # Rain

      Some 40 liters fell in a day [@noah].
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The source that it was compared with, “Noah”, is not among the sources. Did you mean “noah”?
      -- hail.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      -- hail.station.md --
      # Hail

      Some 40 liters fell in a day [@crumb].
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ It was compared with “noah”, which it does not cite. Please cite that source, or verify it with the one it cites.
      -- snow.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      -- snow.station.md --
      # Snow

      Some 40 liters fell in a day [@noah].
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No text of “noah” is stored, so the quote was not looked up. Please save it as “sources/noah.txt”, or with “stationmaster sources add”.
    `,
  },
  {
    title: "What only a retracted source supports",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain, retracted: true }
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      -- rain.station.md --
      # Rain

      Some 40 liters fell in a day [@noah].
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Its source “noah” is retracted. Please verify it with another source.
    `,
  },
  {
    title: "A path that asks for less",
    text: `
      -- path.yaml --
      tier: premium
      stations: [rain.station.md]
      rules: { sentence-verified: { stored: false, cited: false, days: 30 } }
      -- sources.yaml --
      - { id: noah, title: On Rain }
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      -- rain.station.md --
      # Rain

      Some 40 liters fell in a day.
    `,
  },
  {
    title: "Elsewhere nothing has to be verified, but what was stays true",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain }
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      ${LINES.off}
      -- rain.station.md --
      # Rain

      All of it ran off. Some  *40 liters* fell in a day.
      No river in town overflowed.
    `,
  },
];
