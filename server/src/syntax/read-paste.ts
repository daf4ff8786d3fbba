import type { Paragraph as MdastParagraph } from "mdast";
import { type Range, slice, trim } from "../text/range.ts";
import type { MarkdownReader } from "./markdown-reader.ts";
import { cellRanges, isDelimiterRow } from "./pipe-row.ts";
import { type Prose, plainProse, readProse } from "./prose.ts";
import type { Block, Item, Row, Table, Tree } from "./tree.ts";

/** A heading of the paste form has at most this many words (docs/format.md). */
const HEADING_WORDS = 12;

const LIST_MARK = /^[ \t]*(?:[-*+]|(\d{1,9})[.)])[ \t]+/;
const END_MARK = /[.!?:;,…→»]["”’'*_)\]]*$/;
const BREADCRUMBS = /\s[>›»]\s/;
const LABEL = /^(?:[*_]{0,2})(?:key term|takeaway|bridge|next)\b/i;
const MARKUP = /[*_`[\]<&\\~@]|:\/\/|www\./;

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
export function readPaste(text: string, reader: MarkdownReader): Tree {
  const lines = linesOf(text);
  const footnotes = footnotesOf(text, lines);
  const prose = (range: Range) => inlineProse(text, range, reader, footnotes);
  const blocks: Block[] = [];
  let titled = false;
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    let next = at + 1;
    if (line.kind === "table" || line.kind === "list") {
      while (lines[next]?.kind === line.kind && lines[next]!.ordered === line.ordered) next++;
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
      blocks.push({ type: "footnoteDefinition", range: line.range, identifier: identifier!.toLowerCase(), blocks: note });
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
  return { text, form: "paste", frontMatter: undefined, blocks, definitions: [], problems: [] };
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/[^\n\r]+/g)) {
    const start = match.index + (match.index === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0);
    const range = trim(text, { start, end: match.index + match[0].length });
    if (range.start === range.end) continue;
    const line = text.slice(range.start, range.end);
    const kind = kindOf(line);
    const ordered = kind === "list" && /^\d/.test(line);
    lines.push({ range, kind, ordered, bare: kind === "text" && isBare(line) });
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

function isBare(line: string): boolean {
  return line.length < 200 && !END_MARK.test(line) && !LABEL.test(line) && !BREADCRUMBS.test(line) && line.split(/\s+/).length <= HEADING_WORDS;
}

function readTable(text: string, lines: readonly Line[], prose: (range: Range) => Prose): Table {
  const second = lines[1]?.range;
  const delimiter = second && isDelimiterRow(text.slice(second.start, second.end)) ? second : undefined;
  const rows = lines
    .filter(({ range }) => range !== delimiter)
    .map(({ range }): Row => ({ range, cells: cellRanges(text, range).map((cell) => ({ range: cell, prose: prose(cell) })) }));
  return { type: "table", range: spanOf(lines), rows, delimiter };
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

/**
 * The prose of one line. Emphasis, links and the like are read by the Markdown reader; an opening parenthesis put
 * in front keeps it from taking the line for a heading, a list or a quote, and leaves all inline markup as it is.
 */
function inlineProse(text: string, range: Range, reader: MarkdownReader, footnotes: ReadonlySet<string>): Prose {
  const line = slice(text, range);
  if (!MARKUP.test(line)) return plainProse(text, range);
  const [first] = safely(() => reader(`(${line}${definitionsFor(line, footnotes)}`).children) ?? [];
  if (first?.type !== "paragraph") return plainProse(text, range);
  const nodes = withoutGuard(first);
  return readProse(text, nodes, range, range.start - 1);
}

/** The notes that a line refers to, for the Markdown reader to know them. */
function definitionsFor(line: string, footnotes: ReadonlySet<string>): string {
  if (footnotes.size === 0 || !line.includes("[^")) return "";
  const used = [...line.matchAll(/\[\^([^\]\s]{1,200})\]/g)].map(([, identifier]) => identifier!);
  const known = new Set(used.filter((identifier) => footnotes.has(identifier.toLowerCase())));
  return [...known].map((identifier) => `\n\n[^${identifier}]: Note`).join("");
}

/** The paragraph's nodes without the parenthesis that was put in front of them. */
function withoutGuard({ children }: MdastParagraph): MdastParagraph["children"] {
  const [guard, ...rest] = children;
  if (guard?.type !== "text" || !guard.position) return children;
  if (guard.value === "(") return rest;
  const start = { line: 1, column: 2, offset: 1 };
  return [{ ...guard, value: guard.value.slice(1), position: { ...guard.position, start } }, ...rest];
}

function safely<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
