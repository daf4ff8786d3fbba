import type { Language } from "../language/language.ts";
import { type Range, trim } from "../text/range.ts";
import { startsWithLabel } from "./labels.ts";

/** A heading of the paste form has at most this many words (docs/format.md). */
const HEADING_WORDS = 12;

const END_MARK = /[.!?:;,…→»]["”’'*_)\]]*$/;

/** “It rains.[a]”, “It rains.3”: marks of comments and notes are after the end. */
const MARK_AFTER_END = /(?<=\p{Ll}[.!?:;,…]["”’)]?)(?:\[[a-z\d]{1,3}\]|\d{1,3})$/u;
const BREADCRUMBS = /\s[>›»]\s/;

/** A note to a place that has the same sign: “*soaked”, “† in a draft”. */
const NOTE = /^(?:\*(?=\p{L})[^*]*|[†‡§].*)$/u;

/** “[a]Is this so?”: what was said beside a document of Google's. */
const COMMENT = /^\[[a-z]{1,2}\](?=\S)/;

/** What programs show before an item: the signs of Markdown, and those of word processors and pages. */
const BULLET = /^(?:[-*+]|[•‣⁃▪▫■□●○◦◘◙◆◇❖➢➤➔✓✔✦∙·⦁⦿\uF0B7\uF0A7\uF0D8])[ \t\u00A0\u2002-\u200A\u3000]+/;

/** Marks that are an item's only among others: a dash may lead in a speaker, an “o” be a word. */
const WEAK_BULLET = /^(?:–[ \t\u00A0]+|o(?:\t|[ \u00A0]{2,})[ \t\u00A0]*)/;

const NUMBER = /^(?:(\d{1,9})[.)]|\((\d{1,3})\))[ \t\u00A0]+/;

/** “a)”, “(b)”, “c.”: they stay in the text of their item, for Markdown has no such lists. */
const LETTER = /^\(?([a-z]|[ivx]{2,4})[.)][ \t\u00A0]+/;

/** `[^1]: The note.` */
export const FOOTNOTE = /^\[\^([^\]\s]{1,200})\]:[ \t]*/;

/** What parts lines in pasted text: line ends, and the breaks within a paragraph of Word (VT) and of pages (U+2028). */
const LINE = /[^\n\r\v\f\u0085\u2028\u2029]+/g;

/** A mark of an item, with its length in UTF-16 code units. */
export interface ItemMark {
  /** Marks of one kind are of one level: "-" for those of Markdown, "1", "a", or the sign itself. */
  readonly kind: string;
  readonly number: number | undefined;
  /** How much of the line is no text of the item. */
  readonly length: number;
  readonly weak: boolean;
}

export interface PasteLine {
  readonly range: Range;
  readonly kind: "table" | "tabs" | "list" | "comment" | "quote" | "footnote" | "text";
  readonly text: string;
  /** How far it is from the margin: spaces, and four for each tab. */
  readonly indent: number;
  readonly mark: ItemMark | undefined;
  /** Whether a blank line is above. */
  readonly apart: boolean;
  /** What it may be a heading for: a short line without an end mark, a short question, a line of capitals. */
  readonly shape: "bare" | "question" | "capitals" | "prose";
  /** Whether it is the head or the number of a printed page. */
  readonly ofPage: boolean;
  /** The lines that a paragraph or an item was wrapped into; a line that is not wrapped is its own only one. */
  readonly parts: readonly Range[];
}

/** The lines of a pasted text that are not blank. */
export function pasteLines(text: string, language: Language): readonly PasteLine[] {
  const lines: PasteLine[] = [];
  /** With the tabs around them: cells at the ends of a row may be empty. */
  const whole: Range[] = [];
  let above = 0;
  for (const match of text.matchAll(LINE)) {
    const start = match.index + (match.index === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0);
    const range = trim(text, { start, end: match.index + match[0].length });
    if (range.start === range.end) continue;
    whole.push({ start: start + /^[^\S\t]*/.exec(match[0])![0].length, end: match.index + match[0].length });
    const line = text.slice(range.start, range.end);
    const mark = markOf(line);
    const kind = mark ? "list" : kindOf(line);
    lines.push({
      range,
      kind,
      text: line,
      indent: indentOf(text, start, range.start),
      mark,
      apart: isApart(text, above, range.start),
      shape:
        kind === "text" || kind === "tabs" || mark?.kind === "1"
          ? shapeOf(line.slice(mark?.length ?? 0), language)
          : "prose",
      ofPage: false,
      parts: [range],
    });
    above = range.end;
  }
  const rows = rowsOfTabs(text, lines, whole);
  const ofPages = linesOfPages(text, lines, language);
  return lines.map((line, at) => {
    const row = rows.get(at);
    if (row) return { ...line, kind: "tabs", range: row, text: text.slice(row.start, row.end), parts: [row] };
    return { ...settled(lines, line, at), ...(ofPages.has(line) && { shape: "prose" as const, ofPage: true }) };
  });
}

/** A table that is set with spaces has at least this many columns: a page of two columns looks like a table of two. */
const COLUMNS_OF_SPACES = 3;

/**
 * The rows of tables whose cells are between tabs: lines below each other with as many tabs, one of which has a tab between
 * words. Only in their first and last cells may rows be empty. So are those whose columns are set with spaces, as in text from
 * a PDF.
 */
function rowsOfTabs(text: string, lines: readonly PasteLine[], whole: readonly Range[]): ReadonlyMap<number, Range> {
  const rows = new Map<number, Range>();
  const rowAt = (at: number) => {
    const line = text.slice(whole[at]!.start, whole[at]!.end);
    return line.includes("\t") ? whole[at]! : lines[at]!.range;
  };
  const cells = lines.map((_, at) => cellsOfRow(text, rowAt(at)).length);
  const mayBeRow = (at: number) =>
    (lines[at]!.kind === "text" || lines[at]!.kind === "tabs") &&
    cells[at]! > 1 &&
    !SECTION_NUMBER.test(lines[at]!.text);
  for (let at = 0; at < lines.length; ) {
    let end = at + 1;
    if (mayBeRow(at))
      while (end < lines.length && mayBeRow(end) && cells[end] === cells[at] && !lines[end]!.apart) end++;
    const isTable = cells[at]! >= COLUMNS_OF_SPACES || lines.slice(at, end).some(({ kind }) => kind === "tabs");
    if (end - at > 1 && isTable) for (let row = at; row < end; row++) rows.set(row, rowAt(row));
    at = end;
  }
  return rows;
}

/** “12”, “- 12 -”, “3/12”: the number of a page is a line of its own. */
export const PAGE_NUMBER = /^(?:\[?\d{1,4}\]?|[-–—] ?\d{1,4} ?[-–—]|\d{1,4} ?\/ ?\d{1,4})$/;

/** “14   The Water Cycle”, “The Water Cycle | 14”, “water.pdf   3/12” */
const NUMBERED_HEAD = /^\d{1,4}(?:\s{2,}|\s*[|·•]\s*)(?=\p{L})|(?<!\s)(?:\s{2,}|\s*[|·•]\s*)\d{1,4}(?:\/\d{1,4})?$/u;

/** A page has at most this many lines of heads above its text, and as many below. */
const MOST_HEADS = 3;

/**
 * The numbers of pages, and the heads that are printed beside them: short lines above or below a number, a form feed or another
 * head, or with a number, that come twice at least.
 */
function linesOfPages(text: string, lines: readonly PasteLine[], { page }: Language): ReadonlySet<PasteLine> {
  const inWords = lines.filter((line) => line.kind === "text" && page.isPageNumber(line.text));
  const inFigures = lines.filter((line) => line.kind === "text" && PAGE_NUMBER.test(line.text));
  const numbers = [...inWords, ...inFigures];
  const headOf = (line: PasteLine | undefined) =>
    line?.text.replace(NUMBERED_HEAD, "").replace(/\s+/g, " ").toLowerCase();
  const numbered = lines.filter((line) => line.kind === "text" && NUMBERED_HEAD.test(line.text));
  const feeds = text.includes("\f") ? startsOfPages(text, lines) : new Set<number>();
  if (numbers.length + numbered.length + feeds.size < 2) return new Set();
  const isDate = ({ text: line }: PasteLine) => page.isByline(line.replace(/\s+/g, " "));
  const mayBeHead = lines.map((line) => line.kind === "text" && (line.shape === "bare" || isDate(line)));
  const times = new Map<string, number>();
  for (const [at, line] of lines.entries())
    if (mayBeHead[at]) times.set(headOf(line)!, (times.get(headOf(line)!) ?? 0) + 1);
  const isRepeated = (line: PasteLine, at: number) => {
    if (!mayBeHead[at] || times.get(headOf(line)!)! < 2) return false;
    // The first line is the title, but for a date or a head that the title repeats.
    if (at === 0) return isDate(line) || headOf(lines[1]) === headOf(line);
    return headOf(lines[at - 1]) !== headOf(line);
  };
  const found = new Set<PasteLine>(numbers);
  for (let round = 0; round < MOST_HEADS; round++) {
    const more = lines.filter((line, at) => {
      if (found.has(line) || !isRepeated(line, at)) return false;
      const isBeside = [lines[at - 1], lines[at + 1]].some((each) => each !== undefined && found.has(each));
      return isBeside || NUMBERED_HEAD.test(line.text) || feeds.has(at) || feeds.has(at + 1);
    });
    for (const line of more) found.add(line);
  }
  return found.size > numbers.length || numbers.length > 2 || inWords.length > 1 ? found : new Set();
}

/** Which lines are the first of a page, where form feeds part pages. */
function startsOfPages(text: string, lines: readonly PasteLine[]): ReadonlySet<number> {
  const starts = lines.flatMap(({ range }, at) => {
    const above = lines[at - 1]?.range.end ?? 0;
    return text.slice(above, range.start).includes("\f") ? [at] : [];
  });
  return new Set(starts.length > 0 ? [0, ...starts] : []);
}

/** Whether more than one line end is between two places. */
function isApart(text: string, from: number, to: number): boolean {
  let ends = 0;
  for (let at = from; at < to && ends < 2; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 ? text.charCodeAt(at - 1) !== 13 || at === from : code === 13) ends++;
  }
  return ends > 1;
}

function indentOf(text: string, from: number, to: number): number {
  let indent = 0;
  for (let at = from; at < to; at++) indent += text.charCodeAt(at) === 9 ? 4 : 1;
  return indent;
}

function kindOf(line: string): PasteLine["kind"] {
  if (line.startsWith("|")) return "table";
  if (line.startsWith("<!--") && line.endsWith("-->")) return "comment";
  if (line.startsWith(">")) return "quote";
  if (FOOTNOTE.test(line)) return "footnote";
  return line.includes("\t") ? "tabs" : "text";
}

function markOf(line: string): ItemMark | undefined {
  const code = line.charCodeAt(0);
  // Most lines begin with a capital letter.
  if (code >= 65 && code <= 90) return undefined;
  const bullet = BULLET.exec(line)?.[0];
  if (bullet)
    return { kind: /^[-*+]/.test(bullet) ? "-" : bullet[0]!, number: undefined, length: bullet.length, weak: false };
  const number = NUMBER.exec(line);
  if (number)
    return {
      kind: "1",
      number: Number(number[1] ?? number[2]),
      length: number[0].length,
      weak: number[2] !== undefined,
    };
  const weak = WEAK_BULLET.exec(line)?.[0];
  if (weak) return { kind: weak[0]!, number: undefined, length: weak.length, weak: true };
  const letter = LETTER.exec(line)?.[1];
  return letter ? { kind: letter.length > 1 ? "i" : "a", number: undefined, length: 0, weak: true } : undefined;
}

/** A line by what stands beside it: weak marks need others, and what has tabs in it is no row by itself. */
function settled(lines: readonly PasteLine[], line: PasteLine, at: number): PasteLine {
  const [above, below] = [lines[at - 1], lines[at + 1]];
  if (line.mark?.weak) {
    const beside = [above, below].filter((other) => other?.mark);
    const letters = /^[ai]$/;
    const alike = beside.some(
      (other) =>
        other!.mark!.kind === line.mark!.kind || (letters.test(other!.mark!.kind) && letters.test(line.mark!.kind)),
    );
    const nested = beside.some((other) => !other!.mark!.weak);
    // “i.” is a number beside “ii.”
    const roman =
      line.mark.kind === "a" && /^\(?[ivx]/.test(line.text) && beside.some((other) => other!.mark!.kind === "i");
    if (roman) return { ...line, mark: { ...line.mark, kind: "i" } };
    if (alike || nested) return line;
    const kind = kindOf(line.text);
    return { ...line, kind: kind === "tabs" ? "text" : kind, mark: undefined };
  }
  return line.kind === "tabs" ? { ...line, kind: "text" } : line;
}

/** “3.1.1<tab>Of the Causes” */
const SECTION_NUMBER = /^\d{1,3}(?:\.\d{1,3}){0,4}\.?\t/;

/** The cells of a row: between tabs, or else between two spaces or more. */
export function cellsOfRow(text: string, row: Range): readonly Range[] {
  const line = text.slice(row.start, row.end);
  const cells: Range[] = [];
  let { start } = row;
  for (const { index, 0: between } of line.matchAll(line.includes("\t") ? /\t/g : / {2,}/g)) {
    cells.push(trim(text, { start, end: row.start + index }));
    start = row.start + index + between.length;
  }
  return [...cells, trim(text, { start, end: row.end })];
}

function shapeOf(line: string, { labels, page, structure }: Language): PasteLine["shape"] {
  if (line.length >= 200 || !/\p{L}/u.test(line) || startsWithLabel(line, labels) || BREADCRUMBS.test(line))
    return "prose";
  const words = line.split(/\s+/).length;
  if (words > HEADING_WORDS || page.isFurniture(line) || page.isByline(line) || page.isCaption(line)) return "prose";
  if (NOTE.test(line) || COMMENT.test(line)) return "prose";
  if (!END_MARK.test(line)) return MARK_AFTER_END.test(line) ? "prose" : "bare";
  if (/^\p{Lu}[^.!?]*\?$/u.test(line) && structure.asksAtOnce(line)) return "question";
  return words > 1 && /^[^\p{Ll}]+\.$/u.test(line) && /\p{Lu}{2}/u.test(line) ? "capitals" : "prose";
}
