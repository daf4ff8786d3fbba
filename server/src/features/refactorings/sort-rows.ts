import { isDelimiterRow } from "../../syntax/pipe-row.ts";
import type { Cell } from "../../syntax/tree.ts";
import { slice, trim } from "../../text/range.ts";
import type { Refactoring } from "./refactoring.ts";
import { tablePlaceOf } from "./table-place.ts";

/** The rows of a table are put in the order of one column, and the other way round where they are in it already. */
export const sortRows: Refactoring = {
  id: "sort-rows",
  kind: "refactor.rewrite",
  offer(station, selection) {
    const place = tablePlaceOf(station, selection);
    // A row of dashes that is moved would make another table of what stands below it.
    const dashes = place?.table.table.rows.some(({ range }) =>
      isDelimiterRow(slice(station.text, trim(station.text, range))),
    );
    if (!place || dashes) return undefined;
    const rows = place.table.table.rows.slice(1).map(({ range, cells }) => ({
      range: trim(station.text, range),
      key: wordsOf(cells[place.column]),
    }));
    const keys = rows.map(({ key }) => key).filter(Boolean);
    const numbers = keys.every((key) => numberOf(key) !== undefined);
    const compare = numbers ? (a: string, b: string) => numberOf(a)! - numberOf(b)! : COLLATOR.compare;
    const inOrder = (direction: number) =>
      [...rows].sort((a, b) => (a.key && b.key ? direction * compare(a.key, b.key) : Number(!a.key) - Number(!b.key)));
    const isOrder = (sorted: typeof rows) => sorted.every((row, at) => row === rows[at]);
    const upward = inOrder(1);
    const down = isOrder(upward);
    const sorted = down ? inOrder(-1) : upward;
    const edits = rows.flatMap(({ range }, at) => {
      const newText = slice(station.text, sorted[at]!.range);
      return newText === slice(station.text, range) ? [] : [{ range, newText }];
    });
    const order = numbers ? (down ? "largest first" : "smallest first") : down ? "Z to A" : "A to Z";
    return { title: `Sort the rows by ${place.name ? `“${place.name}”` : "this column"}, ${order}`, edits };
  },
};

/** "Part 9" comes before "Part 10", and "é" beside "e". */
const COLLATOR = new Intl.Collator("en", { numeric: true });

function wordsOf(cell: Cell | undefined): string {
  return cell?.prose.text.trim() ?? "";
}

/** "1,500", "−3.5 %", "$20" as numbers. */
function numberOf(words: string): number | undefined {
  const match = /^[$€£]?\s?([-−–]?)[$€£]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?%?$/.exec(words);
  if (!match) return undefined;
  const value = Number(match[2]!.replaceAll(",", "") + (match[3] ?? ""));
  return match[1] ? -value : value;
}
