import { swallowedRows } from "../../station/table-rows.ts";
import type { Cell } from "../../syntax/tree.ts";
import { newlineOf } from "../../text/newline.ts";
import { slice } from "../../text/range.ts";
import { looksLikeMarkup, placeOf, replaceBlock } from "./places.ts";
import type { Refactoring } from "./refactoring.ts";
import { PLAIN_HEADERS } from "./table-from-list.ts";

/**
 * A table becomes a list, one item a row: "Country Ghana: Capital Accra". The header goes along, unless it only says that there are
 * a name and its meaning.
 */
export const listFromTable: Refactoring = {
  id: "list-from-table",
  kind: "refactor.rewrite",
  offer(station, selection) {
    const place = placeOf(station, selection);
    const found = station.tables.find(({ table }) => table === place?.block);
    if (!place || !found?.table.delimiter || found.body.length === 0) return undefined;
    if (place.above?.type === "list" || place.below?.type === "list") return undefined;
    if (swallowedRows(station.tree, found.table).length) return undefined;
    const source = (cell: Cell | undefined) => (cell ? slice(station.text, cell.range).replaceAll("\\|", "|") : "");
    const names = found.header.map(source);
    const isPlain = PLAIN_HEADERS.some((plain) => String(plain) === String(names));
    const items = found.body.map((row) => itemOf(row.map(source), isPlain ? [] : names));
    if (items.some((item) => !item || looksLikeMarkup(item))) return undefined;
    const newText = items.map((item) => `- ${item}`).join(newlineOf(station.text) + place.prefix);
    return { title: "Turn this table into a list", edits: [replaceBlock(station, place, newText)] };
  },
};

function itemOf(cells: readonly string[], names: readonly string[]): string {
  const [first = "", ...others] = cells.map((cell, at) => (cell && names[at] ? `${names[at]} ${cell}` : cell));
  const rest = others.filter(Boolean).join("; ");
  return first && rest ? `${first}: ${rest}` : first || rest;
}
