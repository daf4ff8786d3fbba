import type { Cell, Row, Table, Tree } from "../syntax/tree.ts";
import { type Range, slice, trim } from "../text/range.ts";

/**
 * The last rows of a table that hold no pipe at all: prose that stood right below the table and was taken into it.
 * In the paste form a row always begins with a pipe, so there are none.
 */
export function swallowedRows({ text, form }: Tree, { rows, delimiter }: Table): readonly Row[] {
  const header = rows[0];
  if (form === "paste" || !delimiter || !header || !holdsPipe(text, header)) return [];
  let from = rows.length;
  while (from > 1 && !holdsPipe(text, rows[from - 1]!)) from--;
  return rows.slice(from);
}

/** Whether a row ends with the pipe that closes its last cell. */
export function isClosed(text: string, { range, cells }: Row): boolean {
  const last = cells[cells.length - 1];
  return !last || last.range.end < trim(text, range).end;
}

function holdsPipe(text: string, row: Row): boolean {
  return row.cells.length !== 1 || slice(text, trim(text, row.range)) !== slice(text, row.cells[0]!.range);
}

/** Whether a cell shows nothing: neither text nor an image, a footnote mark or HTML. */
export function isBlankCell({ prose }: Cell): boolean {
  return /^[\s\u200b\u2060\ufeff]*$/.test(prose.text) && prose.marks.every(({ text }) => text.start < text.end);
}

/** Where to point at a blank cell: the space between its pipes, or the pipe after it where there is no space. */
export function blankCellRange(text: string, { range }: Cell): Range {
  let { start } = range;
  while (text[start - 1] === " " || text[start - 1] === "\t") start--;
  return { start, end: start < range.end ? range.end : Math.min(range.end + 1, text.length) };
}
