import { newlineOf } from "../text/newline.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "final-newline",
  group: "Structure",
  kind: "form",
  summary: "The file ends with exactly one line end.",
  why: "Without it, tools that join or compare files run the last line into the next; more than one makes blank lines that no one meant.",
  severity: "information",
  options: {},
  *check({ text }) {
    if (/[^\s](?:\r\n|\n|\r)$/.test(text.slice(-3)) || text.trim() === "") return;
    let start = text.length;
    while (start > 0 && " \t\n\r".includes(text[start - 1]!)) start--;
    const lines = text.slice(start).match(/\r\n|\n|\r/g) ?? [];
    const range = { start, end: text.length };
    const newline = newlineOf(text);
    if (lines.length === 0) {
      const last = { start: text.length - 1, end: text.length };
      const edit = { range: { start: text.length, end: text.length }, newText: newline };
      yield {
        range: last,
        message: "The last line has no line end.",
        fix: { title: "End the last line", edits: [edit] },
      };
    } else if (lines.length > 1) {
      yield {
        range,
        message: `${lines.length - 1} blank ${lines.length === 2 ? "line stands" : "lines stand"} at the end.`,
        fix: { title: "Remove the blank lines at the end", edits: [{ range, newText: lines[0]! }] },
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "No line end",
    text: `
      # Rain

      Rain falls.
                ^ The last line has no line end.
      \\ no newline
    `,
    fixed: `
      # Rain

      Rain falls.
    `,
  },
  {
    title: "Blank lines at the end",
    text: `
      # Rain
            ^… 2 blank lines stand at the end.
      
      
    `,
    fixed: `
      # Rain
    `,
  },
  {
    title: "One line end",
    text: `
      # Rain
    `,
  },
];
