import { showsNoWords, wholeLists } from "../station/broken-lists.ts";
import type { StationList } from "../station/station.ts";
import type { Block } from "../syntax/tree.ts";
import type { TextEdit } from "../text/edit.ts";
import { type Range, trim } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "list-unbroken",
  group: "Lists",
  kind: "fault",
  summary: "What belongs to a list's item is indented to the item's text.",
  why: `Markdown ends a list at whatever is not indented: the next item begins another list, with other spacing, and screen readers
announce several lists of one item. A numbered list is broken where the next number follows below the same heading; bullets are
broken by code, pictures, tables and quotes, and by paragraphs where each item is all alone.`,
  severity: "information",
  options: {},
  *check({ text, tree, lists }) {
    if (tree.form === "paste") return;
    for (const [first, ...others] of wholeLists(lists)) {
      const breaks = others.flatMap(({ continued }) => continued ?? []);
      const broken = breaks.flatMap(({ between }) => between.filter(({ type }) => type !== "html"))[0];
      if (!first || !broken) continue;
      const isWell = others.every((list) => isNumberedOn(text, list) || isBesideText(list));
      const edits = breaks.flatMap(({ list, between }) => indented(text, list, between));
      yield {
        range: firstLine(text, trim(text, broken.range)),
        ...(isWell ? { severity: "hint" as const } : {}),
        message: "This breaks the list that goes on below. Please indent what belongs to an item to the item's text.",
        suggestions: edits.length > 0 ? [{ title: "Indent what belongs to the items of this list", edits }] : [],
      };
    }
  },
});

/** Whether a list goes on with its own number after no more than pictures, tables, formulas or boxes: only its indent is lost. */
function isNumberedOn(text: string, { list, continued }: StationList): boolean {
  if (!list.ordered || /^\s*1[.)]/.test(text.slice(list.range.start, list.range.start + 8))) return false;
  return continued?.between.every((block) => block.type !== "paragraph" && block.type !== "list") ?? false;
}

/** Whether no more than a picture or words in parentheses stands between two parts of a list, which lead away from it. */
function isBesideText({ continued }: StationList): boolean {
  const isAside = (block: Block) =>
    block.type === "paragraph" && (showsNoWords(block) || /^\([^()]*\)\.?$/.test(block.prose.text.trim()));
  return continued?.between.every(isAside) ?? false;
}

/** Spaces before each line of what stands between two parts of a list; none where a quote or another list holds it. */
function indented(text: string, { items }: StationList, between: readonly Block[]): readonly TextEdit[] {
  const last = items[items.length - 1];
  const inside = last?.passage?.range.start;
  if (last === undefined || inside === undefined || lineStart(text, last.range.start) !== last.range.start) return [];
  const from = lineStart(text, between[0]!.range.start);
  const { end } = between[between.length - 1]!.range;
  return [...text.slice(from, end).matchAll(/[^\n\r]+/g)].map(({ index }) => ({
    range: { start: from + index, end: from + index },
    newText: " ".repeat(inside - last.range.start),
  }));
}

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
}

function firstLine(text: string, { start, end }: Range): Range {
  return { start, end: start + /^[^\n\r]*/.exec(text.slice(start, end))![0].length };
}

export const examples: readonly Example[] = [
  {
    title: "A numbered list that goes on with its own number after a table",
    text: `
      # Clouds

      Do this:

      1. Look.

      | Sky | Wind |
      ^^^^^^^^^^^^^^ This breaks the list that goes on below. Please indent what belongs to an item to the item's text.
      |---|---|
      | Gray | West |

      2. Wait.
    `,
  },
  {
    title: "Bold words above lists of one item are their headings",
    text: `
      # Clouds

      **Low** - below two kilometers

      - Stratus

      **Middle** - below six

      - Altostratus
    `,
  },
  {
    title: "Steps with text and bullets that are not indented",
    text: `
      # Clouds

      Do this:

      1. **Look:**

      See the sky.
      ^^^^^^^^^^^^ This breaks the list that goes on below. Please indent what belongs to an item to the item's text.

      2. **Wait:**

      - Count to ten.
      - Count again.

      3. **Go.**
    `,
  },
  {
    title: "Bullets with a picture in between",
    text: `
      # Clouds

      The sky has two layers:

      - The lowest is gray.

      ![Gray clouds](gray.png)
      ^^^^^^^^^^^^^^^^^^^^^^^^ This breaks the list that goes on below. Please indent what belongs to an item to the item's text.

      - The next is white.
    `,
  },
  {
    title: "Lists that are whole, lists of their own, and HTML beside the text",
    text: `
      # Clouds

      Do this:

      1. **Look:**

         See the sky.

      2. **Wait.**

      There are two kinds:

      - High
      - Low

      They are seen in two places:

      - In the hills

      <aside>Mind the wind.</aside>

      - At the sea

      There are two more:

      1. One
      2. Two
    `,
  },
  {
    title: "Bullets with words in parentheses in between",
    text: `
      # Clouds

      The sky has two layers:

      - The lowest is gray.

      (See the picture on the wall.)
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This breaks the list that goes on below. Please indent what belongs to an item to the item's text.

      - The next is white.
    `,
  },
];
