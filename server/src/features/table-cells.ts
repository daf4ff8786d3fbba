import type { Station, StationTable } from "../station/station.ts";
import { swallowedRows } from "../station/table-rows.ts";
import { cellRanges } from "../syntax/pipe-row.ts";
import { applyEdits, changedMiddle, type TextEdit } from "../text/edit.ts";
import { lineEnd, lineStart } from "../text/line-start.ts";
import { newlineOf } from "../text/newline.ts";
import { intersects, type Range, trim } from "../text/range.ts";
import { formatEdits } from "./format.ts";

/**
 * Tab in a table: goes to the next cell and selects what is in it, Shift+Tab to the one before; after the last cell comes a new
 * row. The table is lined up on the way.
 *
 * @param cursor in a cell, in the row of dashes, or after a row's last pipe
 * @returns undefined where there is no such cell
 */
export function goToCell(
  station: Station,
  read: (text: string) => Station,
  cursor: number,
  to: CellWanted,
): CellFound | undefined {
  const table = pipeTableAt(station, cursor);
  const rows = table && rowsOf(station.text, table);
  const place = rows && placeIn(station.text, table, rows, cursor);
  const wanted = place && targetOf(table, rows, place, to);
  if (!wanted) return undefined;
  const { text } = station;
  const extended = read(applyEdits(text, extensionFor(text, table, rows, wanted)));
  const index = station.tables.indexOf(table);
  const start = extended.tables[index]?.range.start;
  if (start === undefined || extended.tables.length !== station.tables.length) return undefined;
  const aligned = read(applyEdits(extended.text, formatEdits(extended, read, { start, end: start })));
  const after = aligned.tables[index];
  const row = after && rowsOf(aligned.text, after)[wanted.row];
  const cell = row?.cells[wanted.column];
  if (!cell) return undefined;
  return { edits: changedMiddle(text, aligned.text), selection: selectionOf(aligned.text, cell) };
}

/** The cell that is wanted; `into` is the first one of an empty row that the cursor is after, and none otherwise. */
export type CellWanted = "next" | "previous" | "into";

export interface CellFound {
  readonly edits: readonly TextEdit[];
  /** What is in the cell, in the text after the edits. */
  readonly selection: Range;
}

/** The table around a place whose rows begin with pipes; undefined where there is none, and where prose was taken into it. */
export function pipeTableAt({ text, tables, tree }: Station, offset: number): StationTable | undefined {
  const table = tables.find(({ range }) => intersects(range, { start: offset, end: offset }));
  if (!table || text[trim(text, table.table.rows[0]!.range).start] !== "|") return undefined;
  return swallowedRows(tree, table.table).length ? undefined : table;
}

interface TableRow {
  readonly range: Range;
  readonly cells: readonly Range[];
}

/** Its rows without the row of dashes. */
function rowsOf(text: string, { table }: StationTable): readonly TableRow[] {
  return table.rows.map((row) => {
    const range = trim(text, row.range);
    return { range, cells: cellRanges(text, range) };
  });
}

interface CellPlace {
  readonly row: number;
  /** -1 before the first cell; as many as there are after the last pipe. */
  readonly column: number;
}

function placeIn(
  text: string,
  { table }: StationTable,
  rows: readonly TableRow[],
  cursor: number,
): CellPlace | undefined {
  const line = lineStart(text, cursor);
  const isOn = (range: Range) => lineStart(text, range.start) === line;
  if (table.delimiter && isOn(table.delimiter)) return { row: 0, column: rows[0]!.cells.length };
  const row = rows.findIndex(({ range }) => isOn(range));
  if (row < 0) return undefined;
  const { range, cells } = rows[row]!;
  if (cursor <= range.start) return { row, column: -1 };
  const column = cells.findIndex((cell) => !text.slice(cell.end, cursor).includes("|"));
  return { row, column: column < 0 ? cells.length : column };
}

function targetOf(
  { table }: StationTable,
  rows: readonly TableRow[],
  { row, column }: CellPlace,
  to: CellWanted,
): CellPlace | undefined {
  const { cells } = rows[row]!;
  const isEmpty = row > 0 && cells.every(({ start, end }) => start === end);
  const first = { row, column: 0 };
  const isAfterEmpty = isEmpty && column === cells.length;
  if (to === "into") return isAfterEmpty ? first : undefined;
  if (to === "previous") {
    if (column > 0) return { row, column: column - 1 };
    return row > 0 ? { row: row - 1, column: rows[row - 1]!.cells.length - 1 } : first;
  }
  if (isAfterEmpty) return first;
  const next = Math.min(column, cells.length - 1) + 1;
  // A header that is being written gets another column; Enter ends it.
  const isHeaderAlone = rows.length === 1 && !table.delimiter;
  return next < rows[0]!.cells.length || next < cells.length || isHeaderAlone
    ? { row, column: next }
    : { row: row + 1, column: 0 };
}

/** What a table lacks of a cell: cells of its row, or the row. */
function extensionFor(
  text: string,
  { table }: StationTable,
  rows: readonly TableRow[],
  { row, column }: CellPlace,
): readonly TextEdit[] {
  const found = rows[row];
  if (found) {
    const { range, cells } = found;
    if (column < cells.length) return [];
    const isClosed = (cells[cells.length - 1]?.end ?? 0) < range.end;
    const newText = `${isClosed ? "" : " |"}${"  |".repeat(column - cells.length + 1)}`;
    return [{ range: { start: range.end, end: range.end }, newText }];
  }
  const last = Math.max(rows[rows.length - 1]!.range.end, table.delimiter?.end ?? 0);
  const end = lineEnd(text, last);
  const prefix = PREFIX.exec(text.slice(lineStart(text, last)))![0];
  const newText = `${newlineOf(text)}${prefix}|${"  |".repeat(rows[0]!.cells.length)}`;
  return [{ range: { start: end, end }, newText }];
}

/** What stands before a row: indentation, marks of quotations. */
const PREFIX = /^(?:[ \t]*>)*[ \t]*/;

/** What is in a cell, or the place to write in an empty one: after the space that follows its pipe. */
function selectionOf(text: string, cell: Range): Range {
  if (cell.start < cell.end) return cell;
  const pipe = text.lastIndexOf("|", cell.start - 1);
  const at = text[pipe + 1] === " " ? pipe + 2 : pipe + 1;
  return { start: at, end: at };
}
