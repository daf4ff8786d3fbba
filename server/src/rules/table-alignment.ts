import { cellRanges } from "../syntax/pipe-row.ts";
import type { Table } from "../syntax/tree.ts";
import { displayWidth } from "../text/display-width.ts";
import type { TextEdit } from "../text/edit.ts";
import { type Range, slice, trim } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "table-alignment",
  group: "Tables",
  summary: "The pipes of a table line up in its source.",
  why: `Columns that line up can be read and mended without a preview. Nothing changes for the reader of the page, so the rule
is off unless you ask for it. Wide East Asian characters and emoji count as two columns (Unicode Standard Annex 11).
Where a row would be wider than the option \`width\`, lines wrap in most editors and lining up helps no one (our judgement).`,
  severity: "off",
  options: {
    width: { default: 160, minimum: 10, description: "Tables that would become wider than this are left alone." },
  },
  *check({ text, tables }, { options }) {
    for (const { table } of tables) {
      const lines = linesOf(text, table);
      if (!lines || linesUp(text, lines)) continue;
      const edits = align(text, lines, options.width);
      const { range } = lines[0]!;
      if (edits)
        yield { range, message: "The pipes of this table don’t line up.", fix: { title: "Line up the pipes", edits } };
    }
  },
});

interface Line {
  readonly range: Range;
  readonly cells: readonly string[];
  /** Where its pipes stand, in columns. */
  readonly pipes: readonly number[];
}

/** The lines of a table, or undefined where they are not of one shape: then other things come first. */
function linesOf(text: string, { rows, delimiter }: Table): readonly Line[] | undefined {
  const header = rows[0];
  if (!header || !delimiter) return undefined;
  const ranges = [header.range, delimiter, ...rows.slice(1).map(({ range }) => range)];
  const lines = ranges.map((range) => lineOf(text, trim(text, range)));
  return lines.every(({ cells }) => cells.length === header.cells.length) ? lines : undefined;
}

function lineOf(text: string, range: Range): Line {
  const cells = cellRanges(text, range);
  const pipes: number[] = text[range.start] === "|" ? [0] : [];
  let at = range.start;
  let column = 0;
  for (const { end } of cells) {
    let pipe = end;
    while (pipe < range.end && text[pipe] !== "|") pipe++;
    column += displayWidth(text.slice(at, pipe));
    if (pipe < range.end) pipes.push(column);
    at = pipe;
  }
  return { range, cells: cells.map((cell) => slice(text, cell)), pipes };
}

function linesUp(text: string, lines: readonly Line[]): boolean {
  const [first, ...others] = lines;
  const starts = new Set(lines.map(({ range }) => text[range.start] === "|"));
  return (
    starts.size === 1 &&
    others.every(
      ({ pipes }) => pipes.length === first!.pipes.length && pipes.every((pipe, at) => pipe === first!.pipes[at]),
    )
  );
}

function align(text: string, lines: readonly Line[], widest: number): readonly TextEdit[] | undefined {
  const dashes = lines[1]!.cells;
  const widths = dashes.map((_, column) =>
    lines.reduce(
      (widest, { cells }, line) => (line === 1 ? widest : Math.max(widest, displayWidth(cells[column]!))),
      3,
    ),
  );
  if (widths.reduce((sum, width) => sum + width + 3, 1) > widest) return undefined;
  return lines.flatMap(({ range, cells }, line) => {
    const shown = cells.map((cell, column) => {
      const width = widths[column]!;
      return line === 1 ? dashCell(cell, width) : pad(cell, width, dashes[column]!);
    });
    const newText = `| ${shown.join(" | ")} |`;
    return newText === slice(text, range) ? [] : [{ range, newText }];
  });
}

function dashCell(cell: string, width: number): string {
  const left = cell.startsWith(":") ? ":" : "";
  const right = cell.endsWith(":") ? ":" : "";
  return `${left}${"-".repeat(width - left.length - right.length)}${right}`;
}

/** A cell with the spaces that its column's alignment puts before and behind it. */
function pad(cell: string, width: number, dashes: string): string {
  const space = width - displayWidth(cell);
  const before = !dashes.endsWith(":") ? 0 : dashes.startsWith(":") ? space >> 1 : space;
  return " ".repeat(before) + cell + " ".repeat(space - before);
}

export const examples: readonly Example[] = [
  {
    title: "A table with ragged pipes",
    text: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal | Members |
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The pipes of this table don’t line up.
      |---|:-:|--:|
      | Alliance | Defense | 32 |
      | Forum | Talks | 150 |
    `,
    fixed: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism |  Goal   | Members |
      | --------- | :-----: | ------: |
      | Alliance  | Defense |      32 |
      | Forum     |  Talks  |     150 |
    `,
  },
  {
    title: "Wide characters count as two columns",
    text: `
      Words

      The table gives words in two languages.
      | English | Japanese |
      ^^^^^^^^^^^^^^^^^^^^^^ The pipes of this table don’t line up.
      |---|---|
      | peace | 平和 |
      | 🕊 | é |
    `,
    fixed: `
      Words

      The table gives words in two languages.
      | English | Japanese |
      | ------- | -------- |
      | peace   | 平和     |
      | 🕊       | é        |
    `,
  },
  {
    title: "Pipes that line up in another way",
    text: `
      # Alliances

      The table compares two mechanisms.

      Mechanism | Goal
      --------- | ----
      Alliance  | Defense
    `,
  },
  {
    title: "A table too wide to line up",
    text: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal |
      |---|---|
      | Alliance | Defense of every member |
    `,
    options: { width: 30 },
  },
];
