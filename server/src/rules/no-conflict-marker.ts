import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-conflict-marker",
  group: "Structure",
  kind: "fault",
  summary: "No merge conflict markers are left.",
  why: "Git leaves these lines where two versions could not be joined; readers would see both versions, one after the other.",
  severity: "error",
  options: {},
  *check({ text }) {
    if (!text.includes("<<<<<<<") && !text.includes(">>>>>>>")) return;
    let open = false;
    for (const match of text.matchAll(MARKER)) {
      const line = match[1]!;
      const start = match.index + match[0].length - line.length;
      if (line.startsWith("<")) open = true;
      if (/^[=|]/.test(line) && !open) continue;
      if (line.startsWith(">")) open = false;
      yield {
        range: { start, end: start + line.length },
        message: "Unresolved merge conflict. Keep the right text, and remove this line.",
      };
    }
  },
});

/** At the start of a line; A `^` with the flag `m` would also match after U+2028, which ends no line. */
const MARKER = /(?:^|[\n\r])(<{7} [^\n\r]*|\|{7} [^\n\r]*|={7}(?=[\n\r]|$)|>{7} [^\n\r]*)/g;

export const examples: readonly Example[] = [
  {
    title: "A merge that was not finished",
    text: `
      # Rain

      <<<<<<< HEAD
      ^^^^^^^^^^^^ Unresolved merge conflict. Keep the right text, and remove this line.
      It rains.
      ||||||| 4f1a2b3
      ^^^^^^^^^^^^^^^ Unresolved merge conflict. Keep the right text, and remove this line.
      It drizzles.
      =======
      ^^^^^^^ Unresolved merge conflict. Keep the right text, and remove this line.
      It pours.
      >>>>>>> summer
      ^^^^^^^^^^^^^^ Unresolved merge conflict. Keep the right text, and remove this line.
    `,
  },
  {
    title: "A heading underlined by seven equal signs",
    text: `
      Harmony
      =======

      Notes that sound together.
    `,
  },
];
