import { type Range, trim } from "../text/range.ts";

const DELIMITER_ROW = /^[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/;

/** Whether a line is the row of dashes between a table's header and its body. */
export function isDelimiterRow(line: string): boolean {
  return line.includes("-") && line.includes("|") && DELIMITER_ROW.test(line);
}

/** Where the cells of a row stand, without the space around them. An escaped pipe (`\|`) separates nothing. */
export function cellRanges(text: string, row: Range): readonly Range[] {
  const line = trim(text, row);
  const cells: Range[] = [];
  let start = text[line.start] === "|" ? line.start + 1 : line.start;
  for (let at = start; at < line.end; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === "|") {
      cells.push(trim(text, { start, end: at }));
      start = at + 1;
    }
  }
  if (start < line.end) cells.push(trim(text, { start, end: line.end }));
  return cells;
}
