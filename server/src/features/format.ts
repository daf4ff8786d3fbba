import { modelOf } from "../station/model.ts";
import type { Station } from "../station/station.ts";
import { alignTable, tableLines, WIDEST_TABLE } from "../station/table-layout.ts";
import { swallowedRows } from "../station/table-rows.ts";
import { isOpaque, opaqueBlocks } from "../syntax/opaque.ts";
import type { Block, Item, List, Table } from "../syntax/tree.ts";
import { applyEdits, changedMiddle, type TextEdit } from "../text/edit.ts";
import { lineStart } from "../text/line-start.ts";
import { newlineOf } from "../text/newline.ts";
import { contains, intersects, type Range, trim } from "../text/range.ts";

/**
 * Format: lines up tables, numbers lists, and tidies blank lines and spaces, without changing a word.
 *
 * What would be read as another station after it is left as it is. A selection formats only the blocks that it touches.
 */
export function formatEdits(station: Station, read: (text: string) => Station, selection?: Range): readonly TextEdit[] {
  if (station.tree.problems.some(({ fatal }) => fatal)) return [];
  const edits = safeEdits(station, read, changesOf(station, selection));
  if (edits.length === 0 || selection) return edits;
  // What was left out may be safe now that the rest is done: formatting twice must be formatting once.
  let next = read(applyEdits(station.text, edits));
  for (let round = 0; round < ROUNDS; round++) {
    const more = safeEdits(next, read, changesOf(next));
    if (more.length === 0) break;
    next = read(applyEdits(next.text, more));
    if (round === ROUNDS - 1 || changesOf(next).length === 0) break;
  }
  return next.text === applyEdits(station.text, edits) ? edits : changedMiddle(station.text, next.text);
}

const ROUNDS = 4;

/** Edits that are made together or not at all. */
interface Change {
  /** What is touched by it. */
  readonly range: Range;
  readonly edits: readonly TextEdit[];
}

function changesOf(station: Station, selection?: Range): readonly Change[] {
  const parts = partsOf(station);
  const blocks = parts.flatMap(({ block }) => block ?? []);
  const gaps = gapChanges(station, parts);
  const others = [...tableChanges(station), ...listChanges(station, blocks), ...lineChanges(station, parts)];
  const changes = selection
    ? [
        // A mere cursor holds no gap: the line end after the last block would push it away.
        ...(selection.start < selection.end ? gaps.filter(({ range }) => contains(selection, range)) : []),
        ...others.filter(({ range }) => intersects(range, selection)),
      ]
    : [...gaps, ...others];
  return changes.filter(({ edits }) => edits.length).sort((a, b) => a.range.start - b.range.start);
}

/** The edits of as many changes as can be made together with the station staying what it is. */
function safeEdits(station: Station, read: (text: string) => Station, changes: readonly Change[]): readonly TextEdit[] {
  const model = modelOf(station);
  let reads = Math.min(64, 4 + Math.floor(2_000_000 / (station.text.length + 1)));
  const holds = (some: readonly Change[]): boolean => {
    reads--;
    return modelOf(read(applyEdits(station.text, editsOf(some)))) === model;
  };
  const pick = (some: readonly Change[]): readonly Change[] => {
    if (some.length === 0 || reads <= 0) return [];
    if (holds(some)) return some;
    if (some.length === 1) return [];
    const middle = some.length >> 1;
    const [first, last] = [pick(some.slice(0, middle)), pick(some.slice(middle))];
    if (first.length === 0 || last.length === 0) return [...first, ...last];
    return reads > 0 && holds([...first, ...last]) ? [...first, ...last] : first;
  };
  return editsOf(pick(changes));
}

/** The edits in order; those that touch are made one. */
function editsOf(changes: readonly Change[]): readonly TextEdit[] {
  const sorted = changes
    .flatMap(({ edits }) => edits)
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const merged: TextEdit[] = [];
  for (const edit of sorted) {
    const last = merged[merged.length - 1];
    if (last?.range.end !== edit.range.start) merged.push(edit);
    else {
      const range = { start: last.range.start, end: edit.range.end };
      merged[merged.length - 1] = { range, newText: last.newText + edit.newText };
    }
  }
  return merged;
}

/** What stands at the top level of a text: front matter, blocks and link definitions, in order. */
interface Part {
  readonly range: Range;
  readonly block: Block | undefined;
  readonly kind: Block["type"] | "frontMatter" | "definition";
}

function partsOf({ text, tree }: Station): readonly Part[] {
  const { frontMatter, blocks, definitions } = tree;
  const parts: Part[] = [
    ...(frontMatter ? [{ range: frontMatter.range, block: undefined, kind: "frontMatter" as const }] : []),
    // The blank lines at the end of code may belong to it.
    ...blocks.map((block) => ({
      range: isOpaque(block) ? block.range : trim(text, block.range),
      block,
      kind: block.type,
    })),
    ...definitions.map(({ range }) => ({ range, block: undefined, kind: "definition" as const })),
  ];
  let end = 0;
  return parts
    .sort((a, b) => a.range.start - b.range.start)
    .filter(({ range }) => {
      // A definition within a quotation or a list.
      if (range.start < end) return false;
      end = range.end;
      return true;
    });
}

/** One blank line between blocks, none before the first, one line end after the last. */
function gapChanges({ text, tree }: Station, parts: readonly Part[]): readonly Change[] {
  const markdown = tree.form === "markdown";
  const last = parts[parts.length - 1];
  if (!last) return [];
  const changes = parts.slice(1).flatMap((part, index): Change[] => {
    const before = parts[index]!;
    const range = { start: before.range.end, end: lineStart(text, part.range.start) };
    const gap = text.slice(range.start, range.end);
    if (range.end <= range.start || /[^ \t\n\r]/.test(gap)) return [];
    const ends = gap.match(LINE_ENDS) ?? [];
    const count = markdown && !belongTogether(before, part) ? 2 : Math.min(ends.length, 2);
    return [{ range, edits: changedMiddle(gap, wantedEnds(ends, count, text), range.start) }];
  });
  const range = { start: last.range.end, end: text.length };
  const gap = text.slice(range.start);
  const ends = gap.match(LINE_ENDS) ?? [];
  if (!/[^ \t\n\r]/.test(gap) && !(isUnclosed(text, last) && ends.length))
    changes.push({ range, edits: changedMiddle(gap, wantedEnds(ends, 1, text), range.start) });
  return changes;
}

const LINE_ENDS = /\r\n|\n|\r/g;

function wantedEnds(ends: readonly string[], count: number, text: string): string {
  const newline = ends[0] ?? newlineOf(text);
  return ends.length === count ? ends.join("") : newline.repeat(count);
}

/** Comments belong to what they stand at, and notes and definitions to each other. */
function belongTogether(a: Part, b: Part): boolean {
  const notes = ["footnoteDefinition", "definition"];
  return a.kind === "html" || b.kind === "html" || (notes.includes(a.kind) && notes.includes(b.kind));
}

function isUnclosed(text: string, { kind, range }: Part): boolean {
  return (kind === "code" || kind === "html") && range.end === text.length;
}

function tableChanges({ text, tree, tables }: Station): readonly Change[] {
  return tables.flatMap(({ table, range }): Change[] => {
    const lines = tableLines(text, withoutSwallowed(table, new Set(swallowedRows(tree, table))));
    const edits = lines && alignTable(text, lines, WIDEST_TABLE);
    return edits ? [{ range, edits }] : [];
  });
}

function withoutSwallowed(table: Table, swallowed: ReadonlySet<unknown>): Table {
  return swallowed.size ? { ...table, rows: table.rows.filter((row) => !swallowed.has(row)) } : table;
}

/** The marks of lists, one change a list with all that is in it. */
function listChanges({ text }: Station, blocks: readonly Block[]): readonly Change[] {
  return blocks.flatMap((block, index): Change[] => {
    if (block.type === "list") return [{ range: block.range, edits: listEdits(text, block, blocks[index - 1]) }];
    return block.type === "quote" ? [{ range: block.range, edits: nestedLists(text, block.blocks) }] : [];
  });
}

function nestedLists(text: string, blocks: readonly Block[]): readonly TextEdit[] {
  return blocks.flatMap((block, index) => {
    if (block.type === "list") return listEdits(text, block, blocks[index - 1]);
    return block.type === "quote" ? nestedLists(text, block.blocks) : [];
  });
}

const MARK = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t\n\r]|$)/;
const LARGEST = 999_999_999;

function listEdits(text: string, list: List, above: Block | undefined): readonly TextEdit[] {
  // Another mark is what parts two lists in a row.
  const keep = above?.type === "list" && above.ordered === list.ordered;
  const first = markOf(text, list.items[0]);
  const from = Number(first?.[1] ?? 1);
  return list.items.flatMap((item, index) => {
    const mark = markOf(text, item);
    const wanted = list.ordered ? `${from + index}.` : "-";
    const fits = mark && !keep && from + index <= LARGEST;
    return [...(fits ? markEdits(text, item, mark[0], wanted) : []), ...nestedLists(text, item.blocks)];
  });
}

function markOf(text: string, item: Item | undefined): RegExpExecArray | null {
  return item ? MARK.exec(text.slice(item.range.start, item.range.start + 11)) : null;
}

/** A longer mark takes its room from the space after it; where there is too little, the item's other lines move along. */
function markEdits(text: string, item: Item, mark: string, wanted: string): readonly TextEdit[] {
  const { start } = item.range;
  const { end } = trim(text, item.range);
  const marked = { range: { start, end: start + mark.length }, newText: wanted };
  const more = wanted.length - mark.length;
  if (mark === wanted) return [];
  const lines = lineStartsBetween(text, start, end);
  if (more === 0 || lines.length === 0) return [marked];
  const space = /^ */.exec(text.slice(marked.range.end, marked.range.end + 5))![0].length;
  if (more > 0 && space > more) {
    const range = { start, end: marked.range.end + space };
    return [{ range, newText: wanted + " ".repeat(space - more) }];
  }
  const indent = start - lineStart(text, start);
  return [marked, ...lines.flatMap((line) => shift(text, line, indent, more))];
}

function shift(text: string, line: number, indent: number, by: number): readonly TextEdit[] {
  const at = line + indent;
  if (!/^[ \t>]*$/.test(text.slice(line, at)) || /^[ \t]*(?:[\n\r]|$)/.test(text.slice(at, at + 1_000))) return [];
  if (by > 0) return [{ range: { start: at, end: at }, newText: " ".repeat(by) }];
  const spaces = /^ */.exec(text.slice(at, at - by))![0].length;
  return spaces ? [{ range: { start: at, end: at + spaces }, newText: "" }] : [];
}

/** Spaces at the ends of lines, and several blank lines in a row, within blocks. */
function lineChanges({ text, tree, passages }: Station, parts: readonly Part[]): readonly Change[] {
  const paragraphs = passages.filter(({ kind }) => kind !== "cell").map(({ range }) => trim(text, range));
  const marks = passages.flatMap(({ prose }) => prose.marks.filter(({ kind }) => kind === "code" || kind === "html"));
  const untouched = [...opaqueBlocks(tree.blocks), ...marks].map(({ range }) => range);
  untouched.sort((a, b) => a.start - b.start);
  const inParagraph = walker(paragraphs);
  const isUntouched = walker(untouched);
  return parts.flatMap(({ block, range }): Change[] => {
    if (!block || isOpaque(block)) return [];
    const edits: TextEdit[] = [];
    for (const match of text.slice(range.start, range.end).matchAll(LINE_END_RUN)) {
      const end = range.start + match.index + match[0].length;
      const breaksAt = range.start + match.index;
      let start = breaksAt;
      while (start > range.start && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
      if (isUntouched({ start, end })) continue;
      const ends = match[0].match(LINE_ENDS)!;
      const breaksLine =
        ends.length === 1 && /^ {2,}$/.test(text.slice(start, breaksAt)) && inParagraph({ start, end });
      if (breaksLine) continue;
      const written = text.slice(start, end);
      edits.push(...changedMiddle(written, wantedEnds(ends, Math.min(2, ends.length), text), start));
    }
    return [{ range, edits }];
  });
}

/** A line end with the blank lines that follow it. */
const LINE_END_RUN = /(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))*/g;

/** A function that tells whether one of some ranges in order holds another; each asked for must come after the last. */
function walker(ranges: readonly Range[]): (range: Range) => boolean {
  let at = 0;
  return (range) => {
    while (at < ranges.length && ranges[at]!.end < range.end) at++;
    return at < ranges.length && contains(ranges[at]!, range);
  };
}

function lineStartsBetween(text: string, start: number, end: number): readonly number[] {
  return [...text.slice(start, end).matchAll(LINE_ENDS)].map(({ index, 0: found }) => start + index + found.length);
}
