import type { Prose } from "../syntax/prose.ts";
import type { Block } from "../syntax/tree.ts";
import type { Range } from "../text/range.ts";
import type { Passage } from "./passage.ts";
import type { StationList } from "./station.ts";

/** A list while its station is read. */
export type OpenList = { -readonly [Key in keyof StationList]: StationList[Key] };

/**
 * Finds the lists of one level that a reader takes for one list, or for a part of an item. Markdown ends a list at whatever is
 * not indented to the text of its items, so that “1. Look:”, some bullets and “2. Wait:” are three lists.
 * @param lists the lists among the blocks, which learn here what they continue, and whether they belong to an item
 */
export function joinBrokenLists(text: string, blocks: readonly Block[], lists: ReadonlyMap<Block, OpenList>): void {
  const left = new Map(lists);
  for (const run of runsBetweenHeadings(blocks)) {
    joinNumbers(text, run, left);
    joinBullets(run, left);
  }
}

/** The lists of a station with those that continue them, each as one: the parts of a list in order. */
export function wholeLists(lists: readonly StationList[]): readonly (readonly StationList[])[] {
  const whole = new Map<StationList, StationList[]>();
  for (const list of lists) {
    const parts = list.continued && whole.get(list.continued.list);
    if (parts) parts.push(list);
    whole.set(list, parts ?? [list]);
  }
  return [...new Set(whole.values())];
}

function runsBetweenHeadings(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const runs: Block[][] = [[]];
  for (const block of blocks) {
    if (block.type === "heading" || block.type === "break") runs.push([]);
    else runs[runs.length - 1]!.push(block);
  }
  return runs;
}

/** A numbered list goes on with the next number, or with 1 where each item has that. Lists in between belong to its items. */
function joinNumbers(text: string, blocks: readonly Block[], left: Map<Block, OpenList>): void {
  let open: { readonly at: number; readonly list: OpenList; readonly next: number }[] = [];
  blocks.forEach((block, at) => {
    const list = left.get(block);
    if (!list?.list.ordered) return;
    const first = firstNumber(text, list.list);
    const last = open[open.length - 1];
    const before =
      first > 1
        ? open.findLast(({ next }) => next === first)
        : last && goesOnWithOne(text, last.list, blocks.slice(last.at + 1, at), list)
          ? last
          : undefined;
    if (before) {
      const between = blocks.slice(before.at + 1, at);
      list.continued = { list: before.list, between };
      for (const inner of between) belongTo(before.list, left.get(inner), () => left.delete(inner));
      open = open.slice(0, open.indexOf(before));
    }
    open.push({ at, list, next: first + list.items.length });
  });
  const last = open[open.length - 1];
  const next = last && blocks[last.at + 1];
  const inner = next && left.get(next);
  // “1. Look:” with bullets after it, and no other number.
  if (last && inner && !inner.list.ordered && endsWithColon(last.list.items[last.list.items.length - 1]?.passage))
    belongTo(last.list, inner, () => left.delete(next));
}

/** Whether two lists that number every item 1 are one list: what stands between them belongs to an item and introduces nothing. */
function goesOnWithOne(text: string, before: OpenList, between: readonly Block[], list: OpenList): boolean {
  const isNumberedOne = ({ list: { items } }: OpenList) =>
    items.every(({ range }) => firstNumber(text, { range }) === 1);
  return between.length > 0 && isNumberedOne(before) && isNumberedOne(list) && !introduces(between);
}

/** A paragraph that ends with a colon or asks introduces what follows, and so do words that stand out like a heading. */
function introduces(between: readonly Block[]): boolean {
  return between.some(
    (block) =>
      block.type === "paragraph" &&
      (/[:：?？]$/.test(block.prose.text.trim()) ||
        block.prose.marks.some(({ kind, text }) => kind === "strong" && text.start === 0)),
  );
}

/**
 * Bullets go on where nothing but code, pictures, tables, quotes or HTML parts them, or where text parts items that are each
 * alone and introduces none of them.
 */
function joinBullets(blocks: readonly Block[], left: ReadonlyMap<Block, OpenList>): void {
  let before: { readonly at: number; readonly list: OpenList } | undefined;
  blocks.forEach((block, at) => {
    if (block.type !== "list") return;
    const list = left.get(block);
    const between = before && blocks.slice(before.at + 1, at);
    if (before && between?.length && list && !list.list.ordered && goesOn(before.list, between, list))
      list.continued = { list: before.list, between };
    before = list && !list.list.ordered ? { at, list } : undefined;
  });
}

function goesOn(before: OpenList, between: readonly Block[], list: OpenList): boolean {
  if (!between.some(isText)) return true;
  return before.items.length === 1 && list.items.length === 1 && !introduces(between);
}

function isText(block: Block): boolean {
  return block.type === "paragraph"
    ? !showsNoWords(block)
    : block.type === "list" || block.type === "footnoteDefinition";
}

/** Whether a paragraph shows nothing but images, which have no words in a text, or code. */
export function showsNoWords({ prose }: { readonly prose: Prose }): boolean {
  return prose.marks.length > 0 && /^[\s\uFFFC]*$/.test(prose.masked);
}

function belongTo(outer: OpenList, inner: OpenList | undefined, taken: () => void): void {
  if (!inner) return;
  inner.nested = true;
  inner.leadIn ??= outer.items[outer.items.length - 1]?.passage;
  taken();
}

function endsWithColon(passage: Passage | undefined): boolean {
  return passage !== undefined && /[:：]$/.test(passage.prose.text.trim());
}

/** The number that a list begins with, as it is written; 1 where it has none. */
function firstNumber(text: string, { range }: { readonly range: Range }): number {
  return Number(/^\s*(\d{1,9})/.exec(text.slice(range.start, range.start + 20))?.[1] ?? 1);
}
