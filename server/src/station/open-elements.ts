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
    for (const tag of tagsIn(tree.text.slice(start, end))) {
      const { name } = tag;
      if (!tag.isEnd) open.push({ name, range: { start: start + tag.start, end: start + tag.end } });
      else {
        const last = open.findLastIndex((each) => each.name.toLowerCase() === name.toLowerCase());
        if (last >= 0) open.length = last;
      }
    }
  }
  return open;
}

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly start: number;
  readonly end: number;
}

/** The tags of elements that hold blocks, outside of comments; those that close themselves are left out. */
function tagsIn(html: string): readonly Tag[] {
  const tags: Tag[] = [];
  let at = 0;
  for (let start = html.indexOf("<"); start >= 0; start = html.indexOf("<", Math.max(at, start + 1))) {
    const isComment = html.startsWith("<!--", start);
    const close = isComment ? "-->" : ">";
    const last = html.indexOf(close, start);
    if (last < 0) break;
    const end = last + close.length;
    const [, slash, name = ""] = (!isComment && TAG.exec(html.slice(start, start + 60))) || [];
    if (!isComment && !name) continue;
    at = end;
    if (HOLDS_BLOCKS.test(name) && html[last - 1] !== "/") tags.push({ name, isEnd: slash === "/", start, end });
  }
  return tags;
}

const TAG = /^<(\/?)([a-z][\w.-]*)/i;

/** Elements that end with a tag of their own, and components of MDX, whose names start with a capital letter. */
const HOLDS_BLOCKS =
  /^(?:details|div|section|article|aside|figure|blockquote|table|ul|ol|dl|center|header|footer|main|nav|form|fieldset|[A-Z][\w.]*)$/;
