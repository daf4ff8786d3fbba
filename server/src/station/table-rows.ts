import type { Row, Table, Tree } from "../syntax/tree.ts";
import { slice, trim } from "../text/range.ts";

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
