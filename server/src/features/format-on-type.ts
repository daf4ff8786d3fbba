import type { Station } from "../station/station.ts";
import type { Table } from "../syntax/tree.ts";
import type { TextEdit } from "../text/edit.ts";
import { lineEnd, lineStart } from "../text/line-start.ts";
import type { Range } from "../text/range.ts";
import { formatEdits } from "./format.ts";

/**
 * Format on type: Enter goes on with a list, a table or a quotation, a second Enter ends it, and a pipe lines up its table. The numbers
 * after a new item of a list count on from it.
 *
 * @param station its text has the typed character already
 * @param cursor after what was typed
 */
export function formatOnType(
  station: Station,
  read: (text: string) => Station,
  cursor: number,
  typed: string,
): readonly TextEdit[] {
  if (typed === "\n") return afterEnter(station, cursor);
  const inTable = station.tables.some(({ range }) => range.start < cursor && cursor <= range.end);
  return typed === "|" && inTable ? formatEdits(station, read, { start: cursor, end: cursor }) : [];
}

/** Where Enter was pressed: the line above the cursor, and what stands of the cursor's line after it. */
interface Place {
  readonly above: Range;
  readonly line: Range;
  /** From the beginning of the cursor's line over what the editor put there: indentation, marks of quotations. */
  readonly indentation: Range;
  /** Whether nothing else stands in the cursor's line. */
  readonly blank: boolean;
  readonly newline: string;
}

function afterEnter(station: Station, cursor: number): readonly TextEdit[] {
  const { text } = station;
  const start = lineStart(text, cursor);
  const [, newline] = /(\r\n|\n|\r)$/.exec(text.slice(Math.max(0, start - 2), start)) ?? [];
  if (!newline) return [];
  const end = lineEnd(text, start);
  const aboveEnd = start - newline.length;
  const above = { start: lineStart(text, aboveEnd), end: aboveEnd };
  const space = PREFIX.exec(text.slice(start, end))![0].length;
  const blank = start + space === end;
  const place: Place = {
    above,
    line: { start, end },
    indentation: { start, end: start + space },
    blank,
    newline,
  };
  return afterRow(station, place) ?? afterItem(station, place) ?? afterQuote(station, place) ?? [];
}

const PREFIX = /^(?:[ \t]*>)*[ \t]*/;

function afterRow({ text, tables }: Station, place: Place): readonly TextEdit[] | undefined {
  const { above, line, newline, blank, indentation } = place;
  const prefix = PREFIX.exec(text.slice(above.start, above.end))![0];
  const start = above.start + prefix.length;
  const found = tables.find(({ table }) =>
    [...table.rows.map(({ range }) => range), ...(table.delimiter ? [table.delimiter] : [])].some(
      (range) => start <= range.end && range.start <= above.end && text[start] === "|",
    ),
  );
  if (!found || !blank) return undefined;
  const { table } = found;
  const row = table.rows.find(({ range }) => range.start >= start && range.start <= above.end);
  if (row && row !== table.rows[0] && row.cells.every(({ range }) => range.start === range.end))
    return endOf(text, place, start, false);
  const cells = table.rows[0]!.cells;
  const dashes = needsDashes(table) ? `${prefix}|${" --- |".repeat(cells.length)}${newline}` : "";
  const newText = `${dashes}${prefix}|${"  |".repeat(cells.length)}`;
  return [{ range: { start: line.start, end: indentation.end }, newText }, ...blankBelow(text, place, prefix)];
}

/** A blank line between a new row and text right below it, which would be a row of the table, too. */
function blankBelow(text: string, { line, newline }: Place, prefix: string): readonly TextEdit[] {
  const at = line.end + newline.length;
  const below = text.slice(at, lineEnd(text, at)).slice(prefix.length);
  if (at > text.length || below.trim() === "" || below.includes("|")) return [];
  return [{ range: { start: at, end: at }, newText: prefix.trimEnd() + newline }];
}

/** The first row of a table that is being written. */
function needsDashes({ rows, delimiter }: Table): boolean {
  return rows.length === 1 && !delimiter && rows[0]!.cells.length > 1;
}

const ITEM = /^([-+*]|(\d{1,9})([.)]))([ \t]+|$)(\[[ xX]\][ \t]+)?/;

function afterItem({ text, tree, lists }: Station, place: Place): readonly TextEdit[] | undefined {
  const { above, line, indentation, blank } = place;
  const prefix = PREFIX.exec(text.slice(above.start, above.end))![0];
  const start = above.start + prefix.length;
  const match = ITEM.exec(text.slice(start, above.end));
  if (!match) return undefined;
  const [whole, mark, number, delimiter, space, box] = match;
  const empty = start + whole.length === above.end;
  const isItem = lists.some(({ items }) => items.some(({ range }) => range.start === start));
  // The paste form knows no empty items.
  if (!isItem && !(empty && tree.form === "paste")) return undefined;
  // Some editors put the mark there themselves.
  if (ITEM.test(text.slice(indentation.end, line.end))) return [];
  if (empty && blank) return endOf(text, place, start, tree.form === "markdown");
  const next = number ? `${Number(number) + 1}${delimiter}` : mark!;
  const newText = `${prefix}${next}${space && space.length <= 4 ? space : " "}${box ? "[ ] " : ""}`;
  const counted = number ? numbersAfter({ text, lists }, start, line, Number(number) + 1) : [];
  return [{ range: indentation, newText }, ...counted];
}

/** The numbers of the items below a new one, each raised by one as far as they counted on from the item above it. */
function numbersAfter(
  { text, lists }: Pick<Station, "text" | "lists">,
  above: number,
  { start, end }: Range,
  first: number,
): readonly TextEdit[] {
  const below = lists.flatMap(({ items, range, nested }) => {
    const isSame = items.some((item) => item.range.start === above);
    // In the paste form the blank line, which is to be an item, parts the list.
    const isRest = !nested && range.start > end && text.slice(end, range.start).trim() === "";
    return isSame || isRest ? items.filter((item) => item.range.start > start) : [];
  });
  const edits: TextEdit[] = [];
  for (const { range } of below) {
    const number = /^\d{1,9}(?=[.)])/.exec(text.slice(range.start, range.start + 10))?.[0];
    if (number === undefined || Number(number) !== first + edits.length) break;
    const digits = { start: range.start, end: range.start + number.length };
    edits.push({ range: digits, newText: String(Number(number) + 1) });
  }
  return edits;
}

function afterQuote({ text, tree }: Station, { above, indentation }: Place): readonly TextEdit[] | undefined {
  const prefix = PREFIX.exec(text.slice(above.start, above.end))![0];
  const isEmpty = above.start + prefix.length === above.end;
  // Some editors put the mark there themselves.
  if (!prefix.includes(">") || isEmpty || text.slice(indentation.start, indentation.end).includes(">"))
    return undefined;
  const isQuoted = tree.blocks.some(
    ({ type, range }) => type === "quote" && range.start <= above.end && above.end <= range.end,
  );
  return isQuoted ? [{ range: indentation, newText: prefix }] : undefined;
}

/** Takes back an empty item or row. Where text goes on in the Markdown form, its line stays as the blank line between. */
function endOf(text: string, { above, line }: Place, start: number, keepLine: boolean): readonly TextEdit[] {
  if (!keepLine) return [{ range: { start, end: line.end }, newText: "" }];
  const quote = />[ \t]*$/.test(text.slice(above.start, start));
  const from = quote ? start : above.start;
  const edits = [{ range: { start: from, end: above.end }, newText: "" }];
  return line.start < line.end ? [...edits, { range: line, newText: "" }] : edits;
}
