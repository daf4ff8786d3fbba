import type { Station } from "../../station/station.ts";
import { layOutTable } from "../../station/table-layout.ts";
import type { TextEdit } from "../../text/edit.ts";
import { slice } from "../../text/range.ts";
import { respace } from "../../text/respace.ts";
import type { Refactoring } from "./refactoring.ts";
import { type TablePlace, tablePlaceOf } from "./table-place.ts";

/** A table gets another column. */
export const addColumn: Refactoring = {
  id: "add-column",
  kind: "refactor.rewrite",
  offer(station, selection) {
    const place = tablePlaceOf(station, selection);
    if (!place) return undefined;
    const cells = place.lines.map((line, index) => {
      const before = Array.from({ length: place.column + 1 }, (_, at) => line.cells[at] ?? "");
      return [...before, ["New column", "---"][index] ?? "", ...line.cells.slice(place.column + 1)];
    });
    return { title: "Add a column to the right", edits: rewrite(station, place, cells) };
  },
};

/** A table loses a column. */
export const removeColumn: Refactoring = {
  id: "remove-column",
  kind: "refactor.rewrite",
  offer(station, selection) {
    const place = tablePlaceOf(station, selection);
    if (!place || place.table.header.length < 2 || place.column >= place.table.header.length) return undefined;
    // Rows without this column stay as long as they are, but for one that would have no cell left.
    const cells = place.lines.map((line) => {
      const left = line.cells.filter((_, at) => at !== place.column);
      return left.length ? left : [""];
    });
    const title = place.name ? `Remove the column “${place.name}”` : "Remove this column";
    return { title, edits: rewrite(station, place, cells) };
  },
};

function rewrite({ text }: Station, { lines }: TablePlace, cells: readonly (readonly string[])[]): readonly TextEdit[] {
  const written = layOutTable(cells);
  return lines.flatMap(({ range }, index) => respace(slice(text, range), written[index]!, range.start));
}
