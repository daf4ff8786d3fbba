import { firstFrom } from "../text/first-from.ts";
import { boxOf, PICTURES } from "./box-names.ts";
import type { Admonition, Fence } from "./shield.ts";
import type { Block } from "./tree.ts";

/** Boxes within more boxes than this are left as they are written: nobody nests so deep. */
const DEEPEST = 30;

/** The blocks of which those between fences of a note are in a box. Other fences are left as they are, as if they were HTML. */
export function inBoxes(blocks: readonly Block[], fences: readonly Fence[]): Block[] {
  const whole: Block[] = [];
  const open: { readonly fence: Fence; readonly opening: Block; readonly blocks: Block[] }[] = [];
  const inner = () => open[open.length - 1]?.blocks ?? whole;
  /** How many of each kind are open. */
  const kinds = new Map<string, number>();
  const take = () => {
    const last = open.pop()!;
    kinds.set(last.fence.kind, kinds.get(last.fence.kind)! - 1);
    return last;
  };
  /** What is not ended is no block. */
  const giveUp = () => {
    const { opening, blocks: within } = take();
    inner().push(opening);
    for (const block of within) inner().push(block);
  };
  for (const block of blocks) {
    const { start, end } = block.range;
    const fence =
      block.type === "break" ? fences[firstFrom(fences.length, (at) => fences[at]!.range.start >= start)] : undefined;
    if (!fence || fence.range.start >= end) {
      inner().push(block);
      continue;
    }
    // The options between dashes are for a program.
    const asWritten: Block = {
      type: "html",
      range: fence.kind === "-" ? block.range : { start, end: Math.max(end, fence.range.end) },
    };
    if (fence.words && open.length < DEEPEST) {
      open.push({ fence, opening: asWritten, blocks: [] });
      kinds.set(fence.kind, (kinds.get(fence.kind) ?? 0) + 1);
      continue;
    }
    if (fence.words || !kinds.get(fence.kind)) {
      inner().push(asWritten);
      continue;
    }
    while (open[open.length - 1]!.fence.kind !== fence.kind) giveUp();
    const ended = take();
    if (ended.fence.words === CODE) {
      inner().push(ended.opening, ...asCode(ended.blocks), asWritten);
      continue;
    }
    const box = boxOf(ended.fence.words);
    const range = { start: ended.opening.range.start, end };
    const picture = box && PICTURES.has(box.kind) ? [ended.opening] : [];
    if (box) inner().push({ type: "quote", range, box, blocks: [...picture, ...ended.blocks] });
    else inner().push(ended.opening, ...ended.blocks, asWritten);
  }
  while (open.length > 0) giveUp();
  return whole;
}

/** What the projects of the Raspberry Pi Foundation call a block of code, which has no marks of its own. */
const CODE = "code";

/** Lines of code that were read as if they were text. */
function asCode(blocks: readonly Block[]): readonly Block[] {
  const [first, last] = [blocks[0], blocks.at(-1)];
  return first && last ? [{ type: "code", range: { start: first.range.start, end: last.range.end } }] : [];
}

/**
 * The blocks of which those that are indented below the line of an admonition are in a box. They were read as quotations, one
 * after each blank line.
 */
export function inAdmonitions(blocks: readonly Block[], admonitions: readonly Admonition[]): Block[] {
  const found: Block[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]!;
    const { start, end } = block.range;
    const admonition = admonitions[firstFrom(admonitions.length, (index) => admonitions[index]!.range.start >= start)];
    // A box within another one may have been made of what is above its first blank line.
    const isBox = block.type === "quote" && block.box && admonition?.range.start === start;
    if (!admonition || admonition.range.start >= end || (block.type !== "break" && !isBox)) {
      found.push(block);
      continue;
    }
    const below: Block[] = isBox ? [...block.blocks] : [];
    for (let next = blocks[at + 1]; next && next.range.start < admonition.end; next = blocks[at + 1]) {
      if (next.type === "quote" && !next.box) below.push(...next.blocks);
      else below.push(next);
      at++;
    }
    const last = below[below.length - 1]?.range.end ?? end;
    const inner = inAdmonitions(below, admonitions);
    const box = boxOf(admonition.words);
    if (box) found.push({ type: "quote", range: { start, end: Math.max(end, last) }, box, blocks: inner });
    else found.push({ type: "html", range: block.range }, ...inner);
  }
  return found;
}
