import type { Language } from "../language/language.ts";
import { type Range, slice, trim } from "../text/range.ts";
import { inlineProse } from "./inline.ts";
import { startsWithLabel } from "./labels.ts";
import type { MarkdownReader } from "./markdown-reader.ts";
import { cellRanges, isDelimiterRow } from "./pipe-row.ts";
import type { Prose } from "./prose.ts";
import type { Block, Item, Row, Table, Tree } from "./tree.ts";

/** A heading of the paste form has at most this many words (docs/format.md). */
const HEADING_WORDS = 12;

const LIST_MARK = /^[ \t]*(?:[-*+]|(\d{1,9})[.)])[ \t]+/;
const END_MARK = /[.!?:;,…→»]["”’'*_)\]]*$/;
const BREADCRUMBS = /\s[>›»]\s/;

/** `[^1]: The note.` */
const FOOTNOTE = /^\[\^([^\]\s]{1,200})\]:[ \t]*/;

type LineKind = "table" | "list" | "comment" | "quote" | "footnote" | "text";

interface Line {
  readonly range: Range;
  readonly kind: LineKind;
  /** Whether a list's line is numbered; a change of that begins another list. */
  readonly ordered: boolean;
  /** A short line without an end mark: a heading, if text follows it. */
  readonly bare: boolean;
}

/** The tree of a text in the paste form: every line that is not blank is one block. */
export function readPaste(text: string, reader: MarkdownReader, language: Language): Tree {
  const lines = linesOf(text, language);
  const footnotes = footnotesOf(text, lines);
  const prose = (range: Range) => inlineProse(text, range, reader, footnotes);
  const blocks: Block[] = [];
  let titled = false;
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    let next = at + 1;
    if (line.kind === "table" || line.kind === "list") {
      while (
        lines[next]?.kind === line.kind &&
        lines[next]!.ordered === line.ordered &&
        !startsTable(text, lines, at, next)
      )
        next++;
      const run = lines.slice(at, next);
      blocks.push(line.kind === "table" ? readTable(text, run, prose) : readList(text, run, prose));
    } else if (line.kind === "comment") {
      blocks.push({ type: "html", range: line.range });
    } else if (line.kind === "quote") {
      const mark = /^(?:>[ \t]*)+/.exec(text.slice(line.range.start, line.range.end))![0].length;
      const range = { start: line.range.start + mark, end: line.range.end };
      blocks.push({ type: "quote", range: line.range, blocks: [{ type: "paragraph", range, prose: prose(range) }] });
    } else if (line.kind === "footnote") {
      const [mark, identifier] = FOOTNOTE.exec(slice(text, line.range))!;
      const range = { start: line.range.start + mark.length, end: line.range.end };
      const note: Block[] = range.start < range.end ? [{ type: "paragraph", range, prose: prose(range) }] : [];
      blocks.push({
        type: "footnoteDefinition",
        range: line.range,
        identifier: identifier!.toLowerCase(),
        blocks: note,
      });
    } else if (!titled) {
      blocks.push({ type: "heading", range: line.range, depth: 1, prose: prose(line.range) });
    } else if (line.bare && lines[next]?.kind === "text") {
      blocks.push({ type: "heading", range: line.range, depth: 2, prose: prose(line.range) });
    } else {
      blocks.push({ type: "paragraph", range: line.range, prose: prose(line.range) });
    }
    titled ||= line.kind !== "comment";
    at = next;
  }
  return { text, form: "paste", frontMatter: undefined, frontTitle: undefined, blocks, definitions: [], problems: [] };
}

function linesOf(text: string, language: Language): readonly Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/[^\n\r]+/g)) {
    const start = match.index + (match.index === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0);
    const range = trim(text, { start, end: match.index + match[0].length });
    if (range.start === range.end) continue;
    const line = text.slice(range.start, range.end);
    const kind = kindOf(line);
    const ordered = kind === "list" && /^\d/.test(line);
    lines.push({ range, kind, ordered, bare: kind === "text" && isBare(line, language) });
  }
  return lines;
}

/** The marks of the notes that a text defines: only these stand for a note, all others for themselves. */
function footnotesOf(text: string, lines: readonly Line[]): ReadonlySet<string> {
  const notes = lines.filter(({ kind }) => kind === "footnote");
  return new Set(notes.map(({ range }) => FOOTNOTE.exec(slice(text, range))![1]!.toLowerCase()));
}

function kindOf(line: string): LineKind {
  if (line.startsWith("|")) return "table";
  if (line.startsWith("<!--") && line.endsWith("-->")) return "comment";
  if (line.startsWith(">")) return "quote";
  if (FOOTNOTE.test(line)) return "footnote";
  return LIST_MARK.test(line) ? "list" : "text";
}

function isBare(line: string, { labels }: Language): boolean {
  return (
    line.length < 200 &&
    !END_MARK.test(line) &&
    !startsWithLabel(line, labels) &&
    !BREADCRUMBS.test(line) &&
    line.split(/\s+/).length <= HEADING_WORDS
  );
}

function readTable(text: string, lines: readonly Line[], prose: (range: Range) => Prose): Table {
  const second = lines[1]?.range;
  const delimiter = second && isDelimiterRow(text.slice(second.start, second.end)) ? second : undefined;
  const rows = lines
    .filter(({ range }) => range !== delimiter)
    .map(
      ({ range }): Row => ({
        range,
        cells: cellRanges(text, range).map((cell) => ({ range: cell, prose: prose(cell) })),
      }),
    );
  return { type: "table", range: spanOf(lines), rows, delimiter };
}

/** Whether another table starts at `at`, within the lines of pipes that start at `first`. */
function startsTable(text: string, lines: readonly Line[], first: number, at: number): boolean {
  if (!isHeader(text, lines, at)) return false;
  const above = text.slice(lines[at - 1]!.range.end, lines[at]!.range.start);
  return !isHeader(text, lines, first) || above.replace(/\r\n/g, "\n").length > 1;
}

/** Whether a line is followed by a row of dashes with as many cells as it has. */
function isHeader(text: string, lines: readonly Line[], at: number): boolean {
  const [header, dashes] = [lines[at], lines[at + 1]];
  if (!header || !dashes || dashes.kind !== "table" || !isDelimiterRow(slice(text, dashes.range))) return false;
  return cellRanges(text, header.range).length === cellRanges(text, dashes.range).length;
}

function readList(text: string, lines: readonly Line[], prose: (range: Range) => Prose): Block {
  const items = lines.map(({ range }): Item => {
    const mark = LIST_MARK.exec(text.slice(range.start, range.end))![0].length;
    const inner = { start: range.start + mark, end: range.end };
    return { range, blocks: [{ type: "paragraph", range: inner, prose: prose(inner) }] };
  });
  return { type: "list", range: spanOf(lines), ordered: lines[0]!.ordered, items };
}

function spanOf(lines: readonly Line[]): Range {
  return { start: lines[0]!.range.start, end: lines[lines.length - 1]!.range.end };
}
