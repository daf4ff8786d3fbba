import { opaqueBlocks } from "../syntax/opaque.ts";
import { inOneOf, trim } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-trailing-space",
  group: "Structure",
  kind: "form",
  summary: "Lines have no spaces at the end.",
  why: `Spaces at the end of a line are invisible, and make a change show up where nothing has changed. Two of them within a
paragraph of the Markdown form break the line; a backslash there can be seen. It is offered, but not written without asking:
CommonMark, Pandoc and MyST read it alike, other dialects show it.`,
  severity: "information",
  options: {},
  *check({ text, tree, passages }) {
    if (!mayEndInSpace(text)) return;
    const isInBlockOfCode = inOneOf(opaqueBlocks(tree.blocks).filter(({ type }) => type === "code"));
    const isInCode = inOneOf(passages.flatMap(({ prose }) => prose.marks.filter(({ kind }) => kind === "code")));
    const isInDefinition = inOneOf(tree.definitions);
    const isWithinProse = inOneOf(passages.map(({ range }) => ({ range: trim(text, range) })));
    for (const match of text.matchAll(/(?<![ \t])[ \t]+(?=[\n\r]|$)/g)) {
      const range = { start: match.index, end: match.index + match[0].length };
      if (isInBlockOfCode(range) || isInCode(range)) continue;
      // Without them two line ends would become one.
      if (text[range.start - 1] === "\r" && text[range.end] === "\n") continue;
      const breaks =
        tree.form === "markdown" && /^ {2,}$/.test(match[0]) && isWithinProse(range) && !isInDefinition(range);
      if (breaks && !canEndInBackslash(text.slice(0, range.start))) continue;
      if (breaks) {
        const message = "Spaces at the end of this line break it. A backslash does the same, and is visible.";
        // Its writer meant it, and older dialects than CommonMark show the backslash.
        yield {
          range,
          severity: "hint",
          message,
          suggestions: [{ title: "Write a backslash", edits: [{ range, newText: "\\" }] }],
        };
      } else {
        const message = "There are spaces at the end of this line.";
        yield { range, message, fix: { title: "Remove them", edits: [{ range, newText: "" }] } };
      }
    }
  },
});

/** Looks at the line ends alone, since nearly all texts are well; at all of a text where lines end otherwise. */
function mayEndInSpace(text: string): boolean {
  if (text.includes("\r") || isSpace(text.at(-1))) return true;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) if (isSpace(text[at - 1])) return true;
  return false;
}

function isSpace(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

/** A backslash after another one is that sign, and after what begins a definition its address. */
function canEndInBackslash(before: string): boolean {
  return !before.endsWith("\\") && !before.endsWith("]:");
}

export const examples: readonly Example[] = [
  {
    title: "Spaces that do nothing",
    text: `
      # Rain\u0020
            ^ There are spaces at the end of this line.

      It rains.\u0020\u0020
               ^^ There are spaces at the end of this line.
    `,
    fixed: `
      # Rain

      It rains.
    `,
  },
  {
    title: "Spaces that break a line",
    text: `
      # Rain

      It rains\u0020\u0020
              ^^ Spaces at the end of this line break it. A backslash does the same, and is visible.
      on me.
    `,
  },
  {
    title: "Spaces in a block of code",
    text: `
      # Rain

      \`\`\`
      rain\u0020
      \`\`\`

      - It rains.

        \`\`\`
        rain\u0020\u0020
        drops
        \`\`\`

      The word \`rain\u0020\u0020
      drops\` is code, too.
    `,
  },
];
