import type { Range } from "./range.ts";

/** One replacement in a text. An empty range inserts, an empty `newText` deletes. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** Whether two edits touch the same characters, or insert at the same place. */
export function overlap(a: TextEdit, b: TextEdit): boolean {
  if (a.range.start === b.range.start) return true;
  return a.range.start < b.range.end && b.range.start < a.range.end;
}

/**
 * The text after the edits, whose ranges all speak of the text before.
 * @throws RangeError if two edits overlap or one lies outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = "";
  let at = 0;
  for (const { range, newText } of sorted) {
    if (range.start < at || range.end < range.start || range.end > text.length) {
      throw new RangeError(`An edit of ${range.start}-${range.end} overlaps another or leaves the text.`);
    }
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}

/** The one edit from a text to another, of what lies between their common beginning and their common end; none where they are the same. */
export function changedMiddle(before: string, after: string, offset = 0): readonly TextEdit[] {
  if (before === after) return [];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  // An editor can't point into a character or a line end.
  if (isWithin(before, start) || isWithin(after, start)) start--;
  if (isWithin(before, before.length - tail) || isWithin(after, after.length - tail)) tail--;
  const range = { start: offset + start, end: offset + before.length - tail };
  return [{ range, newText: after.slice(start, after.length - tail) }];
}

/** Whether a place lies between the two halves of a character, or of a Windows line end. */
function isWithin(text: string, at: number): boolean {
  return /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(Math.max(0, at - 1), at + 1));
}
