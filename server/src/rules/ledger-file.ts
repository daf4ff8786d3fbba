import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "ledger-file",
  group: "Sources and claims",
  kind: "fault",
  summary: "A station's ledger can be read, line by line.",
  why: "A line that can't be read proves nothing. Lines are written by commands and joined by Git; by hand they are easily broken.",
  severity: "error",
  options: {},
  *checkPath(path): Generator<Finding> {
    for (const { ledger } of path.stops) {
      for (const problem of ledger?.ledger.problems ?? []) yield { file: ledger!.file, ...problem };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "Lines that are broken, or left by a merge",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      {"h":"9f2c6f0d1a2b3c4d","text":
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This line can't be read: it is not a JSON object. Please fix it or remove it.
      <<<<<<< ours
      ^^^^^^^^^^^^ Unresolved merge conflict. Keep the right lines, and remove this one.
      -- rain.station.md --
      # Rain

      It rains.
    `,
  },
  {
    title: "A ledger with lines in order",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      {"h":"afdad026ee3bbd7c","text":"All of it ran off.","prefix":"","suffix":"","role":"fact","cites":[],"by":null,"method":null,"at":null,"expires":null}
      -- rain.station.md --
      # Rain

      All of it ran off.
    `,
  },
];
