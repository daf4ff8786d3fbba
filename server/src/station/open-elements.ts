import { opaqueBlocks } from "../syntax/opaque.ts";
import type { Range } from "../text/range.ts";
import type { Station } from "./station.ts";

/** An element of HTML that holds other blocks, by its opening tag. */
export interface OpenElement {
  readonly name: string;
  readonly range: Range;
}

/** The elements that hold blocks and are open at an offset, outermost first: what is on both sides of it belongs together. */
export function openElements({ tree, passages }: Station, at: number): readonly OpenElement[] {
  const pieces = [
    ...opaqueBlocks(tree.blocks).flatMap(({ type, range }) => (type === "html" ? [range] : [])),
    ...passages.flatMap(({ prose }) => prose.marks.flatMap(({ kind, range }) => (kind === "html" ? [range] : []))),
  ].sort((a, b) => a.start - b.start);
  const open: OpenElement[] = [];
  for (const { start, end } of pieces) {
    if (start >= at) break;
    for (const { 0: tag, 1: slash, 2: name = "", 3: isWhole, index } of tree.text.slice(start, end).matchAll(TAG)) {
      if (!HOLDS_BLOCKS.test(name) || isWhole) continue;
      if (!slash) open.push({ name, range: { start: start + index, end: start + index + tag.length } });
      else {
        const last = open.findLastIndex((each) => each.name.toLowerCase() === name.toLowerCase());
        if (last >= 0) open.length = last;
      }
    }
  }
  return open;
}

/** A comment, or a tag: its slash, its name, and the slash of one that closes itself. */
const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][\w.-]{0,60})[^<>]{0,2000}?(\/?)>/gi;

/** Elements that end with a tag of their own, and components of MDX, whose names start with a capital letter. */
const HOLDS_BLOCKS =
  /^(?:details|div|section|article|aside|figure|blockquote|table|ul|ol|dl|center|header|footer|main|nav|form|fieldset|[A-Z][\w.]{0,60})$/;
