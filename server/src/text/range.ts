import { firstFrom } from "./first-from.ts";

/** A half-open stretch of a text: `start` is in it, `end` is not. Offsets are UTF-16 code units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Whether `inner` lies within `outer`; a range contains itself. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Tells whether a range lies within one of some parts of a text, which stand in its order. */
export function inOneOf(parts: readonly { readonly range: Range }[]): (range: Range) => boolean {
  return (range) => {
    const part = parts[firstFrom(parts.length, (at) => parts[at]!.range.end >= range.end)];
    return part !== undefined && contains(part.range, range);
  };
}

/** Whether two ranges share a character, or one of them is an empty range within or at the end of the other. */
export function intersects(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end ? true : a.start === a.end || b.start === b.end ? meets(a, b) : false;
}

/** The text of a range. */
export function slice(text: string, range: Range): string {
  return text.slice(range.start, range.end);
}

/** The smallest range that contains both. */
export function cover(a: Range, b: Range): Range {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/** A range without the white space at its ends; an empty range at its start where there is nothing else. */
export function trim(text: string, range: Range): Range {
  let { start, end } = range;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function meets(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Space, tab and line ends: what Markdown trims. A byte order mark is none of these, unlike for `String.trim`. */
function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** Whether an offset lies in a range or right after it, where a cursor stands after the last character. */
export function touches(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
