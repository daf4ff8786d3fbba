import { cellSource, layOutTable } from "../../station/table-layout.ts";
import { sourceRange } from "../../syntax/prose.ts";
import type { Paragraph } from "../../syntax/tree.ts";
import { newlineOf } from "../../text/newline.ts";
import { cover, type Range } from "../../text/range.ts";
import { asLine, listOf, placeOf, plainItems, replaceBlock } from "./places.ts";
import type { Refactoring } from "./refactoring.ts";

/** The headers of tables that were lists: of two columns, and of one. */
export const PLAIN_HEADERS: readonly [readonly string[], readonly string[]] = [["Name", "Meaning"], ["Item"]];

/** A list becomes a table: items such as "Alliance: common defense" rows of two columns, others rows of one. */
export const tableFromList: Refactoring = {
  id: "table-from-list",
  kind: "refactor.rewrite",
  offer(station, selection) {
    const place = placeOf(station, selection);
    const list = place && listOf(station, place);
    const items = list && plainItems(station.text, list);
    // Two tables right beside each other would be read as one.
    if (!place || !items || place.above?.type === "table" || place.below?.type === "table") return undefined;
    const { text } = station;
    const pairs = items.map((item) => pairOf(text, item)).filter((pair) => pair !== undefined);
    const rows =
      pairs.length === items.length
        ? [PLAIN_HEADERS[0], ["---", "---"], ...pairs]
        : [PLAIN_HEADERS[1], ["---"], ...items.map(({ range }) => [cellSource(asLine(text, range))])];
    const newText = layOutTable(rows).join(newlineOf(text) + place.prefix);
    return { title: "Turn this list into a table", edits: [replaceBlock(station, place, newText)] };
  },
};

/** What stands before the first colon and after it, without the colon. */
function pairOf(text: string, { range, prose }: Paragraph): readonly [string, string] | undefined {
  const colon = /:(?=\s)/.exec(prose.masked);
  if (!colon || colon.index === 0) return undefined;
  const at = sourceRange(prose, colon.index, colon.index + 1);
  const around = prose.marks.filter((mark) => mark.range.start < at.start && mark.range.end > at.end);
  // "**Alliance:** common defense": the colon goes, the emphasis stays.
  if (around.some((mark) => mark.text.end !== colon.index + 1)) return undefined;
  const end = around.reduce<Range>((whole, mark) => cover(whole, { start: at.start, end: mark.range.end }), at).end;
  const name = asLine(text, { start: range.start, end: at.start }) + text.slice(at.end, end);
  const meaning = asLine(text, { start: end, end: range.end });
  return meaning ? [cellSource(name), cellSource(meaning)] : undefined;
}
