import type { LearningPath } from "../path/learning-path.ts";
import { fieldOf, type Source } from "../path/source.ts";
import { statusOf } from "../path/verification.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "no-retracted-source",
  group: "Sources and claims",
  kind: "fault",
  summary: "No source that was retracted is cited.",
  why: `A source that was retracted supports nothing any more, and sentences outlive it unnoticed. It says so by a field
    “retracted” in its list: “true”, or the reason. A station that is about the retraction can suppress this with a comment.`,
  severity: "warning",
  premium: "error",
  options: {},
  *checkInPath(station, { path, stop, today }): Generator<Finding> {
    // Nearly no path has one, and what each sentence rests on takes long to work out.
    if (!hasRetracted(path.sources)) return;
    const inText = new Set<string>();
    for (const { key, keyRange } of station.citations) {
      inText.add(key);
      const source = path.sources.get(key);
      if (source?.retracted) yield { range: keyRange, message: messageOf(source) };
    }
    for (const { sentence, line } of statusOf(path, stop, { today }).sentences) {
      for (const key of new Set(line?.entry.cites.map((cite) => cite.key))) {
        const source = inText.has(key) ? undefined : path.sources.get(key);
        if (source?.retracted) yield { range: sentence.sentence.range, message: messageOf(source) };
      }
    }
  },
});

function hasRetracted(sources: LearningPath["sources"]): boolean {
  for (const { retracted } of sources.values()) if (retracted) return true;
  return false;
}

function messageOf(source: Source): string {
  const said = fieldOf(source, "retracted").trim();
  const reason = /^(?:true|yes|y|1|retracted|)$/i.test(said) ? "" : `: ${said}`;
  return `“${source.key}” was retracted${reason}. Please cite another source.`;
}

export const examples: readonly Example[] = [
  {
    title: "Sources that were retracted, with and without a reason",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain, retracted: true }
      - { id: shem, title: On Hail, retracted: The figures were invented }
      - { id: ham, title: On Snow, retracted: false }
      -- rain.station.md --
      # Rain

      Rain is wet [@noah]. So is hail [see @shem, p. 4], and so is snow [@ham].
                    ^^^^ “noah” was retracted. Please cite another source.
                                            ^^^^ “shem” was retracted: The figures were invented. Please cite another source.
    `,
  },
  {
    title: "As CSL and publishers say it, and in one of two entries",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain, status: retracted }
      - { id: shem, title: "RETRACTED ARTICLE: On Hail" }
      - { id: ham, title: On Snow }
      - { id: ham, title: On Snow, retracted: The figures were invented }
      -- rain.station.md --
      # Rain

      Rain is wet [@noah]. So is hail [@shem], and so is snow [@ham].
                    ^^^^ “noah” was retracted. Please cite another source.
                                        ^^^^ “shem” was retracted. Please cite another source.
                                                                ^^^ “ham” was retracted: The figures were invented. Please cite another source.
    `,
  },
  {
    title: "A source that only a ledger cites",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain, retracted: true }
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      {"h":"afdad026ee3bbd7c","text":"All of it ran off.","prefix":"","suffix":"","role":"fact","cites":[{"key":"noah"}],"by":null,"method":null,"at":null,"expires":null}
      -- rain.station.md --
      # Rain

      All of it ran off.
      ^^^^^^^^^^^^^^^^^^ “noah” was retracted. Please cite another source.
    `,
  },
  {
    title: "A retracted source that nothing cites",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain, retracted: true }
      - { id: ham, title: On Snow }
      -- rain.station.md --
      # Rain

      Snow is white [@ham].
    `,
  },
];
