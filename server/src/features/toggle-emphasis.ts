import type { Station } from "../station/station.ts";
import { opaqueBlocks } from "../syntax/opaque.ts";
import { cellRanges } from "../syntax/pipe-row.ts";
import type { TextEdit } from "../text/edit.ts";
import { lineEnd, lineStart } from "../text/line-start.ts";
import { contains, intersects, type Range, slice, trim } from "../text/range.ts";

/**
 * Bold and italic: a key marks the word at the cursor or what is selected, line by line and cell by cell, and takes the marks away
 * where they are.
 *
 * @returns undefined where a station has no such marks: in the paste form
 */
export function toggleEmphasis(
  station: Station,
  selections: readonly Range[],
  emphasis: Emphasis,
): Emphasized | undefined {
  if (station.tree.form === "paste") return undefined;
  const opaque = opaqueBlocks(station.tree.blocks);
  const toggled = selections.map((selection) =>
    opaque.some(({ range }) => intersects(range, selection))
      ? { edits: [], inner: selection }
      : toggle(station, selection, emphasis),
  );
  const edits = withoutRepeats(toggled.flatMap((each) => each.edits));
  return { edits, selections: toggled.map(({ inner }) => after(inner, edits)) };
}

export type Emphasis = "bold" | "italic";

export interface Emphasized {
  readonly edits: readonly TextEdit[];
  /** What was selected, without its new marks, in the text after the edits. */
  readonly selections: readonly Range[];
}

const MARKERS: Readonly<Record<Emphasis, string>> = { bold: "**", italic: "*" };

interface MarkEdit extends TextEdit {
  /** Whether it inserts a mark that opens. */
  readonly opens: boolean;
}

interface Toggled {
  readonly edits: readonly MarkEdit[];
  /** What is selected then, in the text before. */
  readonly inner: Range;
}

function toggle(station: Station, selection: Range, emphasis: Emphasis): Toggled {
  const { text } = station;
  const marker = MARKERS[emphasis];
  const isCursor = selection.start === selection.end;
  const marks = marksOf(station, emphasis);
  const parts = isCursor ? wordAt(text, selection.start) : partsOf(station, selection);
  const [first] = parts;
  const last = parts[parts.length - 1];
  if (!first || !last) return isCursor ? atCursor(text, selection.start, marker) : { edits: [], inner: selection };
  const around = parts.map((part) => marks.find(({ range }) => contains(range, part)));
  if (around.every((mark) => mark !== undefined)) {
    return { edits: around.flatMap((mark) => unmarked(mark!.range, marker)), inner: selection };
  }
  const edits = parts.flatMap((part, at): readonly MarkEdit[] => {
    if (around[at]) return [];
    const within = marks.filter(({ range }) => contains(part, range));
    return [
      { range: { start: part.start, end: part.start }, newText: marker, opens: true },
      ...within.flatMap(({ range }) => unmarked(range, marker)),
      { range: { start: part.end, end: part.end }, newText: marker, opens: false },
    ];
  });
  return { edits, inner: isCursor ? selection : { start: first.start, end: last.end } };
}

/** Without a word to mark, a pair of marks is written around the cursor, or taken away there. */
function atCursor(text: string, at: number, marker: string): Toggled {
  const [before, after] = [
    /(?<!\*)\**$/.exec(text.slice(lineStart(text, at), at))![0],
    /^\**/.exec(text.slice(at))![0],
  ];
  const inner = { start: at, end: at };
  if (before.length === after.length && (before === marker || before === "***")) {
    const range = { start: at - marker.length, end: at + marker.length };
    return { edits: [{ range, newText: "", opens: false }], inner };
  }
  return {
    edits: [
      { range: inner, newText: marker, opens: true },
      { range: inner, newText: marker, opens: false },
    ],
    inner,
  };
}

function marksOf({ passages }: Station, emphasis: Emphasis): readonly { readonly range: Range }[] {
  const kind = emphasis === "bold" ? "strong" : "emphasis";
  return passages.flatMap(({ prose }) => prose.marks.filter((mark) => mark.kind === kind));
}

/** The edits that take away the marks of a range. */
function unmarked({ start, end }: Range, { length }: string): readonly MarkEdit[] {
  return [
    { range: { start, end: start + length }, newText: "", opens: false },
    { range: { start: end - length, end }, newText: "", opens: false },
  ];
}

/** The word that a cursor is in or at. */
function wordAt(text: string, at: number): readonly Range[] {
  const before = /(?<![\p{L}\p{N}\p{M}'’-])[\p{L}\p{N}\p{M}'’-]*$/u.exec(text.slice(lineStart(text, at), at))![0];
  const after = /^[\p{L}\p{N}\p{M}'’-]*/u.exec(text.slice(at, lineEnd(text, at)))![0];
  const range = { start: at - before.length, end: at + after.length };
  return /[\p{L}\p{N}]/u.test(slice(text, range)) ? [range] : [];
}

/** What can be marked of a selection: the text of each line after what it begins with, of a row that of each cell. */
function partsOf({ text, tables }: Station, selection: Range): readonly Range[] {
  const parts: Range[] = [];
  for (let start = lineStart(text, selection.start); start < selection.end; ) {
    const end = lineEnd(text, start);
    const line = { start, end };
    const table = tables.find(({ range }) => intersects(range, line))?.table;
    const isDashes = table?.delimiter && intersects(table.delimiter, line);
    const begin = start + LINE_BEGIN.exec(text.slice(start, end))![0].length;
    const whole = { start: begin, end };
    const texts = !table ? [whole] : isDashes ? [] : cellRanges(text, whole);
    for (const each of texts) {
      const part = trim(text, {
        start: Math.max(each.start, selection.start),
        end: Math.max(Math.max(each.start, selection.start), Math.min(each.end, selection.end)),
      });
      if (part.start < part.end) parts.push(part);
    }
    start = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  return parts;
}

/** Marks of quotations, lists and headings, and boxes of tasks. */
const LINE_BEGIN = /^(?:[ \t]*>)*[ \t]*(?:(?:[-+*]|\d{1,9}[.)]|#{1,6})(?:[ \t]+|$))?(?:\[[ xX]\][ \t]+)?/;

/** Two cursors in one word, or in one marked text, are one. */
function withoutRepeats(edits: readonly MarkEdit[]): readonly MarkEdit[] {
  const key = ({ range, opens }: MarkEdit) => `${range.start} ${range.end} ${opens}`;
  return [...new Map(edits.map((edit) => [key(edit), edit])).values()];
}

/** A range in the text after edits: between the marks that open at its start and those that close at its end. */
function after({ start, end }: Range, edits: readonly MarkEdit[]): Range {
  const moved = (offset: number, isAfterOpening: boolean) =>
    edits.reduce((sum, { range, newText, opens }) => {
      const inserted = range.start < offset || (range.start === offset && opens && isAfterOpening) ? newText.length : 0;
      return sum + inserted - Math.max(0, Math.min(range.end, offset) - range.start);
    }, offset);
  return { start: moved(start, true), end: moved(end, start === end) };
}
