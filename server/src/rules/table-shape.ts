import { isClosed, swallowedRows } from "../station/table-rows.ts";
import { cellRanges, isDelimiterRow } from "../syntax/pipe-row.ts";
import { beginsBody } from "../syntax/table-bodies.ts";
import type { Row, Table, Tree } from "../syntax/tree.ts";
import { newlineOf } from "../text/newline.ts";
import { type Range, slice, trim } from "../text/range.ts";
import { defineRule, type Example, type Finding, type Fix } from "./rule.ts";

export default defineRule({
  id: "table-shape",
  group: "Tables",
  kind: "fault",
  summary: "A table has a row of dashes below its header, and as many cells in every row as in the header.",
  why: `Without the row of dashes a table is shown as a line of pipes. What stands in a cell too many is never shown,
and where a cell is missing the reader can't tell which fact was forgotten.`,
  severity: "error",
  options: {},
  *check(station) {
    const { tree } = station;
    for (const { table } of station.tables) yield* checkTable(tree, table);
    if (tree.form === "paste") return;
    for (const { kind, range } of station.passages) {
      if (kind !== "cell" && kind !== "heading" && kind !== "title") yield* checkParagraph(tree.text, range);
    }
  },
});

function* checkTable(tree: Tree, table: Table): Generator<Finding> {
  const [header, ...body] = table.rows;
  const { text } = tree;
  // The cells of a pasted table may stand between tabs; “Convert to Markdown” writes its pipes and dashes.
  if (!header || (tree.form === "paste" && text[header.range.start] !== "|")) return;
  const width = header.cells.length;
  const crossed = table.delimiter ? undefined : body.find(({ range }) => CROSSED.test(slice(text, trim(text, range))));
  if (crossed) yield dashesWithCrosses(text, crossed);
  else if (!table.delimiter) yield missingDashes(tree, header, body);
  else {
    const dashes = { range: table.delimiter, cells: cellRanges(text, table.delimiter).map((range) => ({ range })) };
    if (dashes.cells.length !== width) yield wrongDashes(text, dashes.range, dashes.cells.length, width);
  }
  yield* brokenTable(tree, table);
  const swallowed = swallowedRows(tree, table);
  for (const row of body.slice(0, body.length - swallowed.length)) {
    if (row === crossed) continue;
    if (row.cells.length < width && !isDashes(text, row.range)) yield shortRow(text, row, width);
    if (row.cells.length > width) yield longRow(text, row, width);
  }
}

/** A blank line may be there on purpose where there are several, or where the file says that it is in MultiMarkdown. */
function* brokenTable({ text, frontMatter }: Tree, { rows }: Table): Generator<Finding> {
  const breaks = rows.slice(1).filter((row, at) => beginsBody(text, rows[at]!, row));
  const [row] = breaks;
  if (!row || breaks.length > 1 || frontMatter?.format === "multimarkdown") return;
  const above = rows[rows.indexOf(row) - 1]!;
  const newText = text.slice(above.range.end, row.range.start).replace(/^[ \t]*(?:\r\n|\n|\r)[ \t>]*(?=[\n\r])/, "");
  yield {
    range: trim(text, row.range),
    severity: "hint",
    message: "Most programs end this table at the blank line above this row. Please remove that line.",
    suggestions: [
      { title: "Remove the blank line", edits: [{ range: { start: above.range.end, end: row.range.start }, newText }] },
    ],
  };
}

/** The row of dashes as Emacs and Org write it, which Pandoc reads, too. */
const CROSSED = /^\|[-:]+(?:\+[-:]+)+\|$/;

function dashesWithCrosses(text: string, row: Row): Finding {
  const range = trim(text, row.range);
  const newText = slice(text, range).replaceAll("+", "|");
  return {
    range,
    severity: "warning",
    message: "This row of dashes has “+” between its cells, so few programs read a table here. Please write “|”.",
    suggestions: [{ title: "Write “|” between the cells", edits: [{ range, newText }] }],
  };
}

function missingDashes({ text, form }: Tree, header: Row, body: readonly Row[]): Finding {
  const misplaced = body.find(({ range }) => isDashes(text, range));
  if (misplaced) {
    const range = trim(text, misplaced.range);
    return { range, message: "This row of dashes belongs right below the header. Please move it there." };
  }
  const range = trim(text, header.range);
  const message = "This table has no row of dashes below its header.";
  // defense: fixes-that-settle
  const add = header.cells.length ? addDashes(text, range, header.cells.length) : undefined;
  const sure = form === "paste" || isPlainTable(text, [header, ...body]);
  return add && !sure ? { range, message, suggestions: [add] } : { range, message, fix: add };
}

/** Code, a formula, an escape, a line of a drawn table, or a bracket that closes in another cell. */
const NO_PLAIN_ROW = /[`$\\+]|\[[^[\]|]*\||\([^()|]*\||<[^<>|]*\|/;

/** Whether nobody means anything but a table: other dialects draw verse and columns with pipes, and code may hold some. */
function isPlainTable(text: string, rows: readonly Row[]): boolean {
  const width = rows[0]!.cells.length;
  return (
    width > 1 &&
    rows.every((row) => row.cells.length === width && isClosed(text, row) && !NO_PLAIN_ROW.test(slice(text, row.range)))
  );
}

/** The row of dashes goes on a line of its own, after whatever a quote or a list puts before the header. */
function addDashes(text: string, header: Range, width: number): Fix | undefined {
  let lineStart = header.start;
  while (lineStart > 0 && text[lineStart - 1] !== "\n" && text[lineStart - 1] !== "\r") lineStart--;
  const marks = text.slice(lineStart, header.start);
  // No row of a table starts with a form feed or the like, with dashes or without.
  if (/[^\P{Cc}\t]/u.test(marks)) return undefined;
  const before = marks.replace(/[^ \t>]/g, " ");
  const newline = newlineOf(text);
  const newText = `${newline}${before}${dashRow(width)}`;
  return { title: "Add the row of dashes", edits: [{ range: { start: header.end, end: header.end }, newText }] };
}

function wrongDashes(text: string, range: Range, count: number, width: number): Finding {
  const cells = cellRanges(text, range).map((cell) => slice(text, cell));
  const newText = `| ${[...cells, ...Array<string>(Math.max(0, width - count)).fill("---")].slice(0, width).join(" | ")} |`;
  return {
    range,
    message: `The row of dashes has ${cellCount(count)}, the header has ${width}.`,
    fix: { title: `Make it ${cellCount(width)}`, edits: [{ range, newText }] },
  };
}

function shortRow(text: string, row: Row, width: number): Finding {
  const range = trim(text, row.range);
  const missing = width - row.cells.length;
  const newText = `${isClosed(text, row) ? "" : " |"}${" |".repeat(missing)}`;
  return {
    range,
    message: `This row has ${cellCount(row.cells.length)}, the header has ${width}. Is a cell missing?`,
    fix: {
      title: `Add ${missing === 1 ? "the missing cell" : `the ${missing} missing cells`}`,
      edits: [{ range: { start: range.end, end: range.end }, newText }],
    },
  };
}

function longRow(text: string, { range: rowRange, cells }: Row, width: number): Finding {
  const surplus = cells.slice(width);
  const end = trim(text, rowRange).end;
  const range = { start: surplus[0]!.range.start, end: surplus[surplus.length - 1]!.range.end };
  const message = `This row has ${cellCount(cells.length)}, the header has ${width}. What stands here is not shown on the page.`;
  if (surplus.some((cell) => cell.range.start < cell.range.end)) return { range, message };
  const afterCell = text.indexOf("|", cells[width - 1]?.range.end ?? rowRange.start) + 1;
  return {
    range: { start: end - 1, end },
    message: `This row has ${cellCount(cells.length)}, the header has ${width}. The last one is empty.`,
    fix: { title: "Remove the empty cells", edits: [{ range: { start: afterCell, end }, newText: "" }] },
  };
}

/** Lines that begin with a pipe and stand in the middle of a paragraph are meant as a table, too. */
function* checkParagraph(text: string, range: Range): Generator<Finding> {
  const lines = slice(text, range).split(/(\r\n|\n|\r)/);
  let at = range.start;
  let first: Range | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = trim(text, { start: at, end: at + lines[index]!.length });
    at += lines[index]!.length;
    if (index % 2 === 1) continue;
    if (!isPipeLine(text, line)) first = undefined;
    else if (!first) first = line;
    else {
      const dashes = isDashes(text, line);
      const message = dashes
        ? "These lines are not read as a table: the header and the row of dashes have different numbers of cells."
        : "These lines are not read as a table. Please add a row of dashes below the first.";
      // These lines may be a table of another dialect, or no table at all.
      const add = dashes ? undefined : addDashes(text, first, cellRanges(text, first).length);
      yield { range: first, message, suggestions: add ? [add] : [] };
      return;
    }
  }
}

function isPipeLine(text: string, line: Range): boolean {
  return text[line.start] === "|" && text[line.end - 1] === "|" && cellRanges(text, line).length > 1;
}

function isDashes(text: string, row: Range): boolean {
  return isDelimiterRow(slice(text, trim(text, row)));
}

function dashRow(width: number): string {
  return `|${" --- |".repeat(width)}`;
}

function cellCount(count: number): string {
  return count === 1 ? "1 cell" : `${count} cells`;
}

export const examples: readonly Example[] = [
  {
    title: "A table without its row of dashes",
    text: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal |
      ^^^^^^^^^^^^^^^^^^^^ This table has no row of dashes below its header.
      | Alliance | Defense |
      | Forum | Mediation |
    `,
    fixed: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal |
      | --- | --- |
      | Alliance | Defense |
      | Forum | Mediation |
    `,
  },
  {
    title: "A row with a cell too few, and one with a cell too many",
    text: `
      Alliances

      The table compares two mechanisms.
      | Mechanism | Goal | Method |
      |---|---|---|
      | Alliance | Defense |
      ^^^^^^^^^^^^^^^^^^^^^^ This row has 2 cells, the header has 3. Is a cell missing?
      | Forum | Mediation | Pressure | High |
                                       ^^^^ This row has 4 cells, the header has 3. What stands here is not shown on the page.
      | Force | Monitoring | Presence | |
                                        ^ This row has 4 cells, the header has 3. The last one is empty.
    `,
    fixed: `
      Alliances

      The table compares two mechanisms.
      | Mechanism | Goal | Method |
      |---|---|---|
      | Alliance | Defense | |
      | Forum | Mediation | Pressure | High |
      | Force | Monitoring | Presence |
    `,
  },
  {
    title: "A row of dashes with a cell too few",
    text: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal |
      |---|
      ^^^^^ The row of dashes has 1 cell, the header has 2.
      | Alliance | Defense |
    `,
    fixed: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal |
      | --- | --- |
      | Alliance | Defense |
    `,
  },
  {
    title: "A row of dashes with crosses",
    text: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal      |
      |-----------+-----------|
      ^^^^^^^^^^^^^^^^^^^^^^^^^ This row of dashes has “+” between its cells, so few programs read a table here. Please write “|”.
      | Alliance  | Defense   |
    `,
  },
  {
    title: "A blank line in a table, and the groups of rows of MultiMarkdown",
    text: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal |
      |---|---|
      | Alliance | Defense |

      | Forum | Mediation |
      ^^^^^^^^^^^^^^^^^^^^^ Most programs end this table at the blank line above this row. Please remove that line.

      The next table has groups.

      | Region | Member |
      |---|---|
      | Europe | France |
      | | Spain |

      | America | Canada |
      | | Mexico |

      | Asia | Japan |
    `,
  },
  {
    title: "A row of dashes in the wrong place",
    text: `
      Alliances

      The table compares two mechanisms.
      | Mechanism | Goal |
      | Alliance | Defense |
      |---|
      ^^^^^ This row of dashes belongs right below the header. Please move it there.
      | Forum | Mediation |
    `,
  },
  {
    title: "Rows right below a sentence, without dashes",
    text: `
      # Alliances

      The table compares two mechanisms.
      | Mechanism | Goal |
      ^^^^^^^^^^^^^^^^^^^^ These lines are not read as a table. Please add a row of dashes below the first.
      | Alliance | Defense |
    `,
  },
  {
    title: "A pasted table whose cells stand between tabs",
    text: `
      Alliances

      The table compares two mechanisms.
      Mechanism\tGoal
      Alliance\tDefense
    `,
  },
  {
    title: "Escaped pipes, rows without outer pipes, and a table in a quotation",
    text: `
      # Alliances

      Sets are written with a bar.

      | Notation | Meaning |
      |---|---|
      | A \\| B | A given B |

      Outer pipes may be left out.

      Mechanism | Goal
      --- | ---
      Alliance | Defense

      > | Mechanism | Goal |
      > |---|---|
      > | Forum | Mediation |
    `,
  },
];
