import type { Language } from "../language/language.ts";
import { startsWithLabel } from "./labels.ts";
import { PAGE_NUMBER, type PasteLine } from "./paste-lines.ts";

/** A text that was wrapped has lines of this many UTF-16 code units; longer ones were written by people, shorter ones are verse. */
const NARROWEST = 40;
const WIDEST = 110;

/** Fewer lines that are full tell nothing of a text. */
const FEWEST_FULL = 5;

/** Letters differ in width, and so do the lines of a page; a line is full from this part of the width on. */
const FULL = 0.85;

/**
 * Lines joined to paragraphs and items where a program has wrapped them: where nearly every line is so long that the next
 * line's first word did not fit. A text of long lines, of a few, or of lines of all lengths comes back as it is.
 */
export function joinWraps(lines: readonly PasteLine[], language: Language): readonly PasteLine[] {
  // Without a width no line is full, but a soft hyphen at its end says that its word goes on.
  return joinHeadings(joinLines(lines, widthOf(lines) ?? Number.POSITIVE_INFINITY, language), language);
}

function joinLines(lines: readonly PasteLine[], width: number, language: Language): readonly PasteLine[] {
  const joined: PasteLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const first = lines[at]!;
    let last = at;
    while (goesOn(lines, last, first, width, language)) last++;
    joined.push(last === at ? first : wrapped(lines.slice(at, last + 1)));
    at = last;
  }
  return joined;
}

/** Headings of two lines joined: “Chapter 3 / The Long Rain”, and what breaks off before its second line. */
function joinHeadings(lines: readonly PasteLine[], language: Language): readonly PasteLine[] {
  const joined: PasteLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [first, second, after] = [lines[at]!, lines[at + 1], lines[at + 2]];
    const isPair = second !== undefined && isHeadingOfTwo(first, second, after, language);
    joined.push(isPair ? { ...wrapped([first, second]), shape: "bare" } : first);
    if (isPair) at++;
  }
  return joined;
}

function isHeadingOfTwo(
  first: PasteLine,
  second: PasteLine,
  after: PasteLine | undefined,
  { page, words }: Language,
): boolean {
  if (first.kind !== "text" || second.kind !== "text" || first.parts.length + second.parts.length > 2) return false;
  if (page.isPartLabel(first.text)) {
    const isTitle = second.shape === "bare" || second.shape === "capitals" || second.shape === "question";
    return isTitle && after?.kind === "text" && !page.isPartLabel(second.text) && !/^\p{Ll}/u.test(second.text);
  }
  if (first.shape !== "bare" || second.shape !== "bare" || second.apart) return false;
  const last = /(?<![\p{L}’'])[\p{L}’']+$/u.exec(first.text)?.[0].toLowerCase();
  return after?.shape === "prose" && after.kind === "text" && last !== undefined && words.isFunctionWord(last);
}

/** The width that a text was wrapped to; undefined where it was not. */
function widthOf(lines: readonly PasteLine[]): number | undefined {
  const text = lines.filter(({ kind }) => kind === "text" || kind === "list");
  if (text.length <= FEWEST_FULL) return undefined;
  const lengths = text.map((line) => lengthOf(line)).sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.9)]!;
  if (width < NARROWEST || width > WIDEST || lengths[lengths.length - 1]! > width * 1.4) return undefined;
  const pairs = lines.flatMap((line, at) => {
    const next = lines[at + 1];
    if (next?.kind !== "text" || next.apart || !canWrap(line)) return [];
    return [{ full: isFull(line, next, width), small: /^\p{Ll}/u.test(next.text) }];
  });
  const isWrapped = (some: typeof pairs, part: number) => {
    const full = some.filter((pair) => pair.full).length;
    return full >= FEWEST_FULL && full >= some.length * part;
  };
  // Where paragraphs, headings and items are not apart, as in text from a PDF, what goes on with a small letter tells.
  const small = pairs.filter((pair) => pair.small);
  return isWrapped(pairs, 0.6) || isWrapped(small, 0.9) ? width : undefined;
}

function lengthOf({ text, indent }: PasteLine): number {
  return text.length + indent;
}

function canWrap({ kind, text, ofPage }: PasteLine): boolean {
  return (kind === "text" || kind === "list") && !ofPage && !PAGE_NUMBER.test(text);
}

function isFull(line: PasteLine, next: PasteLine, width: number): boolean {
  const word = /^\S{1,40}/.exec(next.text)?.[0].length ?? 0;
  return lengthOf(line) + 1 + word >= width * FULL;
}

/** Spaces between the cells of a table: two such lines, one below the other, are two of its rows. */
const CELLS = /\S {3,50}\S/;

/** Whether the next line is more of the paragraph or item that a line is in. */
function goesOn(
  lines: readonly PasteLine[],
  at: number,
  first: PasteLine,
  width: number,
  { labels }: Language,
): boolean {
  const [line, next, after] = [lines[at]!, lines[at + 1], lines[at + 2]];
  if (next?.kind !== "text" || next.apart || !canWrap(line) || !canWrap(next)) return false;
  if (first.kind === "list" ? line !== first && line.kind !== "text" : line.kind !== "text") return false;
  if (line.text.endsWith("\u00ad")) return true;
  if (!isFull(line, next, width) || (CELLS.test(line.text) && CELLS.test(next.text))) return false;
  if (startsWithLabel(next.text, labels)) return false;
  // A full last line, and then a heading.
  const ends = /[.!?]["”’')\]]*$/.test(line.text);
  const isHeading = next.shape !== "prose" && lengthOf(next) < width * 0.6 && /^\P{Ll}/u.test(next.text);
  return !(ends && isHeading && after !== undefined && !isFull(next, after, width));
}

function wrapped(lines: readonly PasteLine[]): PasteLine {
  const [first, last] = [lines[0]!, lines[lines.length - 1]!];
  return {
    ...first,
    range: { start: first.range.start, end: last.range.end },
    shape: "prose",
    parts: lines.map(({ range }) => range),
  };
}
