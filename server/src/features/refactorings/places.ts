import type { Station, StationList } from "../../station/station.ts";
import type { Block, Paragraph, Tree } from "../../syntax/tree.ts";
import type { TextEdit } from "../../text/edit.ts";
import { lineStart } from "../../text/line-start.ts";
import { newlineOf } from "../../text/newline.ts";
import { contains, type Range, slice, trim } from "../../text/range.ts";

/** A block that a selection lies in, of the text as a whole or of a quotation, and what surrounds it. */
export interface Place {
  readonly block: Block;
  /** Without the white space at its ends. */
  readonly range: Range;
  readonly above: Block | undefined;
  readonly below: Block | undefined;
  /** What stands before it in its first line: indentation and the marks of quotations. */
  readonly prefix: string;
}

export function placeOf(station: Station, selection: Range): Place | undefined {
  return placeIn(station.tree, station.tree.blocks, selection);
}

function placeIn(tree: Tree, blocks: readonly Block[], selection: Range): Place | undefined {
  const { text, form } = tree;
  const index = blocks.findIndex(({ range }) => contains(trim(text, range), trim(text, selection)));
  const block = blocks[index];
  if (!block) return undefined;
  // A quotation of the paste form is one line of text.
  if (block.type === "quote") return form === "markdown" ? placeIn(tree, block.blocks, selection) : undefined;
  const range = trim(text, block.range);
  const prefix = text.slice(lineStart(text, range.start), range.start);
  if (!/^\uFEFF?(?:[ \t]*>)*[ \t]*$/.test(prefix)) return undefined;
  return { block, range, above: blocks[index - 1], below: blocks[index + 1], prefix };
}

/** What parts two blocks: a blank line in the Markdown form, a line end in the other. */
export function blockGap({ text, tree }: Station, prefix: string): string {
  const newline = newlineOf(text);
  return tree.form === "markdown" ? newline + prefix.trimEnd() + newline + prefix : newline + prefix;
}

/** The edit that writes something else in place of a block, with the blank lines that the Markdown form needs around it. */
export function replaceBlock(station: Station, place: Place, newText: string): TextEdit {
  const { text, tree } = station;
  const { range, prefix } = place;
  const markdown = tree.form === "markdown";
  const below = /^[ \t]*(?:\r\n|\n|\r)(?:[ \t]*>)*[ \t]*[^\s>]/.test(text.slice(range.end, range.end + 1_000));
  const parted = markdown && below ? newlineOf(text) + prefix.trimEnd() : "";
  return { range, newText: spaceAbove(station, place) + newText + parted };
}

/** The blank line that the Markdown form needs where another block stands in the line right above. */
export function spaceAbove({ text, tree }: Station, { range, prefix }: Place): string {
  const line = lineStart(text, range.start);
  const above = text.slice(lineStart(text, Math.max(0, line - (text.startsWith("\r\n", line - 2) ? 2 : 1))), line);
  return tree.form === "markdown" && line > 0 && /[^\s>]/.test(above) ? newlineOf(text) + prefix : "";
}

/** A stretch of source as one line. */
export function asLine(text: string, range: Range): string {
  return slice(text, range)
    .replace(/(?:\\|(?<![ \t])[ \t]+)?(?:\r\n|\n|\r)[ \t>]*/g, " ")
    .trim();
}

/** Whether a line would be taken for the start of something else where it begins a block. */
export function looksLikeMarkup(line: string): boolean {
  return /^(?:[-*+#>]|#{2,6}|\d{1,9}[.)])(?:\s|$)|^(?:[>|]|```|~~~|\[[ xX]\]\s|\[[^\]]*\]:|(?:[-*_]\s*){3,}$|<!--)/.test(
    line,
  );
}

/** The paragraphs of a list's items; undefined where an item holds more than a paragraph, or a box. */
export function plainItems(text: string, { list, nested }: StationList): readonly Paragraph[] | undefined {
  if (nested) return undefined;
  const paragraphs = list.items.flatMap(({ range, blocks: [only, ...others] }) => {
    if (only?.type !== "paragraph" || others.length) return [];
    return /^(?:[-+*]|\d{1,9}[.)])[ \t]+$/.test(text.slice(range.start, only.range.start)) ? [only] : [];
  });
  return paragraphs.length && paragraphs.length === list.items.length ? paragraphs : undefined;
}

/** The list that is the block at a place. */
export function listOf({ lists }: Station, { block }: Place): StationList | undefined {
  return lists.find(({ list }) => list === block);
}
