import type { Language } from "../language/language.ts";
import { type Range, slice } from "../text/range.ts";
import { joinWraps } from "./hard-wraps.ts";
import { inlineProse, joinedProse } from "./inline.ts";
import type { MarkdownReader } from "./markdown-reader.ts";
import { headingsAndItems } from "./paste-headings.ts";
import { cellsOfRow, FOOTNOTE, type PasteLine, pasteLines } from "./paste-lines.ts";
import { readPasteList } from "./paste-lists.ts";
import { cellRanges, isDelimiterRow } from "./pipe-row.ts";
import type { Prose } from "./prose.ts";
import type { Block, Guess, Row, Table, Tree } from "./tree.ts";

/** The tree of a text in the paste form: every line that is not blank is one block, but for what a program has wrapped. */
export function readPaste(text: string, reader: MarkdownReader, language: Language): Tree {
  const lines = joinWraps(pasteLines(text, language), language);
  const roles = headingsAndItems(lines, language);
  const footnotes = footnotesOf(text, lines);
  const prose = (parts: readonly Range[]) =>
    joinedProse(parts.map((range) => inlineProse(text, range, reader, footnotes)));
  const blocks: Block[] = [];
  const guesses: Guess[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    const role = roles[at]!;
    let next = at + 1;
    if (line.kind === "table" || line.kind === "tabs") {
      while (lines[next]?.kind === line.kind && !startsTable(text, lines, at, next)) next++;
      const run = lines.slice(at, next);
      blocks.push(line.kind === "table" ? readTable(text, run, prose) : readTabs(text, run, prose));
      if (line.kind === "tabs") guesses.push({ range: line.range, what: "table" });
    } else if (role === "item") {
      while (roles[next] === "item") next++;
      const run = lines.slice(at, next);
      blocks.push(...readPasteList(run, prose));
      if (!line.mark) guesses.push({ range: line.range, what: "list" });
    } else if (line.kind === "text" && RULE.test(line.text)) {
      blocks.push({ type: "break", range: line.range });
    } else if (line.kind === "comment") {
      blocks.push({ type: "html", range: line.range });
    } else if (line.kind === "quote") {
      const mark = /^(?:>[ \t]*)+/.exec(line.text)![0].length;
      const range = { start: line.range.start + mark, end: line.range.end };
      blocks.push({ type: "quote", range: line.range, blocks: [{ type: "paragraph", range, prose: prose([range]) }] });
    } else if (line.kind === "footnote") {
      const [mark, identifier] = FOOTNOTE.exec(line.text)!;
      const range = { start: line.range.start + mark.length, end: line.range.end };
      const note: Block[] = range.start < range.end ? [{ type: "paragraph", range, prose: prose([range]) }] : [];
      blocks.push({
        type: "footnoteDefinition",
        range: line.range,
        identifier: identifier!.toLowerCase(),
        blocks: note,
      });
    } else if (role === "title" || role === "heading") {
      blocks.push({
        type: "heading",
        range: line.range,
        depth: role === "title" ? 1 : 2,
        prose: prose(role === "title" ? withoutLabel(text, line.parts, language) : line.parts),
      });
      const isUsual = line.shape === "bare" && line.parts.length === 1 && lines[next]?.kind === "text";
      if (role === "heading" && !isUsual) guesses.push({ range: line.range, what: "heading" });
    } else {
      blocks.push({ type: "paragraph", range: line.range, prose: prose(line.parts) });
      if (line.parts.length > 1 && splitsWord(text, line)) guesses.push({ range: line.range, what: "hyphen" });
      if (line.ofPage) guesses.push({ range: line.range, what: "page" });
      guesses.push(...notesIn(text, line.range));
    }
    at = next;
  }
  return {
    text,
    form: "paste",
    frontMatter: undefined,
    frontTitle: undefined,
    blocks,
    definitions: [],
    problems: [],
    guesses,
  };
}

/** “________________”: a line across the page, or the end of one, as Google Docs writes it. In Markdown it is a line, too. */
const RULE = /^_{3,}$/;

/** The parts of a title's line without a label before it, as in “Title: The Water Cycle”. */
function withoutLabel(text: string, [first, ...others]: readonly Range[], { page }: Language): readonly Range[] {
  return first ? [{ start: first.start + page.titleLabelLength(slice(text, first)), end: first.end }, ...others] : [];
}

/** The marks of the notes that a text defines: only these stand for a note, all others for themselves. */
function footnotesOf(text: string, lines: readonly PasteLine[]): ReadonlySet<string> {
  const notes = lines.filter(({ kind }) => kind === "footnote");
  return new Set(notes.map(({ range }) => FOOTNOTE.exec(slice(text, range))![1]!.toLowerCase()));
}

function readTable(text: string, lines: readonly PasteLine[], prose: (parts: readonly Range[]) => Prose): Table {
  const second = lines[1]?.range;
  const delimiter = second && isDelimiterRow(text.slice(second.start, second.end)) ? second : undefined;
  const rows = lines
    .filter(({ range }) => range !== delimiter)
    .map(
      ({ range }): Row => ({
        range,
        cells: cellRanges(text, range).map((cell) => ({ range: cell, prose: prose([cell]) })),
      }),
    );
  return { type: "table", range: spanOf(lines), rows, delimiter };
}

/** A table that was copied from a page, a sheet or a PDF: its cells stand between tabs or spaces. */
function readTabs(text: string, lines: readonly PasteLine[], prose: (parts: readonly Range[]) => Prose): Table {
  const rows = lines.map(
    ({ range }): Row => ({
      range,
      cells: cellsOfRow(text, range).map((cell) => ({ range: cell, prose: prose([cell]) })),
    }),
  );
  return { type: "table", range: spanOf(lines), rows, delimiter: undefined };
}

/** Whether another table starts at `at`, within the lines of pipes, or of tabs, that start at `first`. */
function startsTable(text: string, lines: readonly PasteLine[], first: number, at: number): boolean {
  if (lines[at]!.kind === "tabs")
    return cellsOfRow(text, lines[at]!.range).length !== cellsOfRow(text, lines[first]!.range).length;
  return isHeader(text, lines, at) && (!isHeader(text, lines, first) || lines[at]!.apart);
}

/** Whether a line is followed by a row of dashes with as many cells as it has. */
function isHeader(text: string, lines: readonly PasteLine[], at: number): boolean {
  const [header, dashes] = [lines[at], lines[at + 1]];
  if (!header || !dashes || dashes.kind !== "table" || !isDelimiterRow(slice(text, dashes.range))) return false;
  return cellRanges(text, header.range).length === cellRanges(text, dashes.range).length;
}

/** Words with a number right after the mark that ends them, as in “water.3 It”: superscripts lose their height when copied. */
function notesIn(text: string, range: Range): readonly Guess[] {
  return [...slice(text, range).matchAll(NOTE_NUMBER)].map(({ index, 0: { length } }) => {
    const start = range.start + index;
    return { range: { start, end: start + length }, what: "note" };
  });
}

const NOTE_NUMBER = /(?<!\p{L})\p{Ll}{3,30}[.,;:!?]["”’)]?\d{1,3}(?=\s|$)/gu;

/** Whether a word was parted at the end of a line, or has a hyphen there. */
function splitsWord(text: string, { parts }: PasteLine): boolean {
  return parts.slice(0, -1).some(({ end }) => /[\p{L}]-$/u.test(text.slice(end - 3, end)));
}

function spanOf(lines: readonly PasteLine[]): Range {
  return { start: lines[0]!.range.start, end: lines[lines.length - 1]!.range.end };
}
