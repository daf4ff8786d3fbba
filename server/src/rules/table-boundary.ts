import { swallowedRows } from "../station/table-rows.ts";
import type { Block, Table, Tree } from "../syntax/tree.ts";
import { lineStart } from "../text/line-start.ts";
import { newlineOf } from "../text/newline.ts";
import { type Range, slice, trim } from "../text/range.ts";
import { defineRule, type Example, type Finding, type Fix } from "./rule.ts";

export default defineRule({
  id: "table-boundary",
  group: "Tables",
  kind: "fault",
  summary: "There is a blank line above and below a table.",
  why: `In the Markdown form a line right below a table becomes a row of it, and many readers take a table right below a line
for more of that line. Only a comment may touch a table. In the paste form every line stands for itself, so nothing is
asked there.`,
  severity: "warning",
  options: {},
  *check({ tree }) {
    if (tree.form === "markdown") yield* checkBlocks(tree, tree.blocks);
  },
});

function* checkBlocks(tree: Tree, blocks: readonly Block[]): Generator<Finding> {
  for (const [index, block] of blocks.entries()) {
    switch (block.type) {
      case "table":
        yield* checkTable(tree, block, blocks[index - 1], blocks[index + 1]);
        break;
      case "list":
        for (const item of block.items) yield* checkBlocks(tree, item.blocks);
        break;
      case "quote":
      case "footnoteDefinition":
        yield* checkBlocks(tree, block.blocks);
        break;
      case "heading":
      case "paragraph":
      case "code":
      case "html":
      case "break":
        break;
    }
  }
}

function* checkTable(tree: Tree, table: Table, above: Block | undefined, below: Block | undefined): Generator<Finding> {
  const { text } = tree;
  const header = trim(text, table.rows[0]?.range ?? table.range);
  if (above && above.type !== "html" && touching(text, above.range.end, header.start)) {
    yield {
      range: header,
      message: "This table comes right after another line. Please put a blank line between them.",
      fix: addBlankLine(text, header.start, "above the table"),
    };
  }
  const [swallowed] = swallowedRows(tree, table);
  if (swallowed) {
    const range = trim(text, swallowed.range);
    yield {
      range,
      message: "This line becomes part of the table above it. Please put a blank line between them.",
      fix: addBlankLine(text, range.start, "below the table"),
    };
  } else if (below && below.type !== "html" && touching(text, table.range.end, below.range.start)) {
    yield {
      range: firstLine(text, below.range),
      message: "This line comes right after a table. Please put a blank line between them.",
      fix: addBlankLine(text, below.range.start, "below the table"),
    };
  }
}

/** Whether no blank line parts two blocks. Code without an end has the blank lines after it within. */
function touching(text: string, end: number, start: number): boolean {
  const between = text.slice(end, start);
  const lines = text.slice(Math.max(0, start - LONGEST), start).split(/\r\n|\n|\r/);
  return between.length < LONGEST && isBlank(between) && !isBlank(lines.at(-2) ?? "-");
}

/** A line with only the mark of a quotation is blank. */
function isBlank(text: string): boolean {
  return /^[\s>]*$/.test(text);
}

/** White space longer than this, in UTF-16 code units, parts any two blocks. */
const LONGEST = 1_000;

/** Adds a blank line above a line, with the quotation marks that the line begins with. */
function addBlankLine(text: string, start: number, where: string): Fix | undefined {
  const at = lineStart(text, start);
  const before = text.slice(at, start);
  if (!/^[ \t>]*$/.test(before)) return undefined;
  const newText = `${before.trimEnd()}${newlineOf(text)}`;
  return { title: `Add a blank line ${where}`, edits: [{ range: { start: at, end: at }, newText }] };
}

function firstLine(text: string, range: Range): Range {
  const line = slice(text, range).search(/[\n\r]/);
  return line < 0 ? range : trim(text, { start: range.start, end: range.start + line });
}

export const examples: readonly Example[] = [
  {
    title: "A table between two paragraphs without blank lines",
    text: `
      # Alliances

      The table compares two mechanisms.
      | Mechanism | Goal |
      ^^^^^^^^^^^^^^^^^^^^ This table comes right after another line. Please put a blank line between them.
      |---|---|
      | Alliance | Defense |
      | Forum | Mediation |
      These structures assign roles to their members.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This line becomes part of the table above it. Please put a blank line between them.
      Some give support.
    `,
    fixed: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal |
      |---|---|
      | Alliance | Defense |
      | Forum | Mediation |

      These structures assign roles to their members.
      Some give support.
    `,
  },
  {
    title: "A heading right below a table, and a table in a quotation",
    text: `
      # Alliances

      | Mechanism | Goal |
      |---|---|
      | Alliance | Defense |
      ## Forums
      ^^^^^^^^^ This line comes right after a table. Please put a blank line between them.

      > The charter lists two.
      > | Mechanism | Goal |
        ^^^^^^^^^^^^^^^^^^^^ This table comes right after another line. Please put a blank line between them.
      > |---|---|
      > | Forum | Mediation |
    `,
    fixed: `
      # Alliances

      | Mechanism | Goal |
      |---|---|
      | Alliance | Defense |

      ## Forums

      > The charter lists two.
      >
      > | Mechanism | Goal |
      > |---|---|
      > | Forum | Mediation |
    `,
  },
  {
    title: "A comment may stand right above a table",
    text: `
      # Alliances

      The table compares two mechanisms.

      <!-- stationmaster-disable-next table-cells: still open -->
      | Mechanism | Goal |
      |---|---|
      | Alliance | |
      Forum | Mediation
    `,
  },
  {
    title: "Attributes belong right below a table",
    text: `
      # Alliances

      | Mechanism | Goal |
      |---|---|
      | Alliance | Defense |
      {: .wide }

      Some give support.
    `,
  },
  {
    title: "In the paste form every line stands for itself",
    text: `
      Alliances

      The table compares two mechanisms.
      | Mechanism | Goal |
      |---|---|
      | Alliance | Defense |
      These structures assign roles to their members.
    `,
  },
];
