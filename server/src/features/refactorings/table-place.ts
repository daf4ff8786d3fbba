import type { Station, StationTable } from "../../station/station.ts";
import { type TableLine, tableLines } from "../../station/table-layout.ts";
import { swallowedRows } from "../../station/table-rows.ts";
import { cellRanges } from "../../syntax/pipe-row.ts";
import { contains, type Range } from "../../text/range.ts";

/** Where in a table a selection is. */
export interface TablePlace {
  readonly table: StationTable;
  /** Its lines, the row of dashes second. */
  readonly lines: readonly TableLine[];
  readonly column: number;
  /** The words at the head of the column; empty where there are none. */
  readonly name: string;
}

/** The column that a selection lies in; undefined outside of tables, and where prose was taken into one. */
export function tablePlaceOf(station: Station, selection: Range): TablePlace | undefined {
  const { text, tables, tree } = station;
  const table = tables.find(({ range }) => contains(range, selection));
  const lines = table && tableLines(text, table.table);
  const line = lines?.find(({ range }) => range.start <= selection.start && selection.start <= range.end);
  if (!table || !lines || !line || swallowedRows(tree, table.table).length) return undefined;
  const cells = cellRanges(text, line.range);
  let column = 0;
  // A cell reaches up to the pipe after it.
  while (column < cells.length - 1 && text.slice(cells[column]!.end, selection.start).includes("|")) column++;
  return { table, lines, column, name: table.header[column]?.prose.text.trim() ?? "" };
}
