import { cellRanges, isDelimiterRow } from "../syntax/pipe-row.ts";
import type { Table } from "../syntax/tree.ts";
import { displayWidth } from "../text/display-width.ts";
import type { TextEdit } from "../text/edit.ts";
import { type Range, slice, trim } from "../text/range.ts";
import { respace } from "../text/respace.ts";

/** Where lines would be wider than this they wrap in most editors, and lining up helps no one (our judgement). */
export const WIDEST_TABLE = 160;

/** A line of a table as it is written, the row of dashes among them. */
export interface TableLine {
  readonly range: Range;
  readonly cells: readonly string[];
  /** Where its pipes stand, in columns. */
  readonly pipes: readonly number[];
}

/** The lines of a table, the row of dashes second; undefined where it has no such row. */
export function tableLines(text: string, { rows, delimiter }: Table): readonly TableLine[] | undefined {
  const header = rows[0];
  if (!header || !delimiter) return undefined;
  const ranges = [header.range, delimiter, ...rows.slice(1).map(({ range }) => range)];
  return ranges.map((range) => lineOf(text, trim(text, range)));
}

/** Whether every line begins alike and has its pipes in the same columns. */
export function linesUp(text: string, lines: readonly TableLine[]): boolean {
  const [first, ...others] = lines;
  const starts = new Set(lines.map(({ range }) => text[range.start] === "|"));
  return (
    starts.size === 1 &&
    others.every(
      ({ pipes }) => pipes.length === first!.pipes.length && pipes.every((pipe, at) => pipe === first!.pipes[at]),
    )
  );
}

/** The edits that line up the pipes of a table; undefined where it would become wider than `widest`. */
export function alignTable(text: string, lines: readonly TableLine[], widest: number): readonly TextEdit[] | undefined {
  const aligned = aligner(
    lines.map(({ cells }) => cells),
    widest,
  );
  return aligned && lines.flatMap(({ range }, at) => respace(slice(text, range), aligned[at]!, range.start));
}

/**
 * The lines of a table of these rows, the row of dashes second. Where lined up it would be too wide, its cells have one
 * space around them instead.
 */
export function layOutTable(given: readonly (readonly string[])[]): readonly string[] {
  // A row whose cells all are dashes would be taken for the row below a header.
  const rows = given.map((cells, line) =>
    line !== 1 && isDelimiterRow(written(cells)) ? cells.map((cell) => cell.replace("-", "\\-")) : cells,
  );
  return aligner(rows, WIDEST_TABLE) ?? rows.map((cells, line) => written(line === 1 ? cells.map(shortDashes) : cells));
}

/** A cell's text as it is written in a row: a pipe gets a backslash, a line break becomes a space. */
export function cellSource(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/(?<!\\)(\\*)\|/g, (found, slashes: string) => (slashes.length % 2 ? found : `${slashes}\\|`));
}

function lineOf(text: string, range: Range): TableLine {
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

/** Rows may have fewer or more cells than the header: each cell is as wide as its column. */
function aligner(lines: readonly (readonly string[])[], widest: number): readonly string[] | undefined {
  const dashes = lines[1] ?? [];
  const widths: number[] = [];
  lines.forEach((cells, line) => {
    cells.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 3, line === 1 ? 3 : displayWidth(cell));
    });
  });
  if (widths.reduce((sum, width) => sum + width + 3, 1) > widest) return undefined;
  return lines.map((cells, line) =>
    written(
      cells.map((cell, column) => {
        const width = widths[column]!;
        return line === 1 ? dashCell(cell, width) : pad(cell, width, dashes[column] ?? "-");
      }),
    ),
  );
}

function written(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function shortDashes(cell: string): string {
  return dashCell(cell, 3);
}

function dashCell(cell: string, width: number): string {
  const left = cell.startsWith(":") ? ":" : "";
  const right = cell.endsWith(":") ? ":" : "";
  return `${left}${"-".repeat(width - left.length - right.length)}${right}`;
}

/** A cell with the spaces that its column's alignment puts before and after it. */
function pad(cell: string, width: number, dashes: string): string {
  const space = width - displayWidth(cell);
  const before = !dashes.endsWith(":") ? 0 : dashes.startsWith(":") ? space >> 1 : space;
  return " ".repeat(before) + cell + " ".repeat(space - before);
}
