import { diffArrays } from "diff";
import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import { slice } from "../text/range.ts";
import type { PageBlock } from "./station-page.ts";

/** One version of a station, drawn. */
export interface Version {
  readonly text: string;
  readonly blocks: readonly PageBlock[];
}

/**
 * A station beside an earlier version of it: what belongs together stands in one row, and sentences that differ are
 * marked, each on its side. The sentences of the rows are those of the station as it is now.
 */
export function changesPage(before: Version, now: Version): readonly PageBlock[] {
  return pairs(marked(before), marked(now)).map(([old, current]) => row(old, current));
}

/** What stands above both versions: which is which, and how many sentences differ. */
export function changesHead(before: Version, now: Version): Element {
  return h("div", { className: ["pair", "names"] }, [
    h("p", { className: ["before", "label"] }, "In Git"),
    h("p", { className: ["now", "label"] }, `Now · ${changesInWords(before, now)}`),
  ]);
}

/** A block with what it is known by. */
interface Marked {
  readonly block: PageBlock;
  readonly texts: readonly string[];
  /** The same for two blocks that read the same. */
  readonly id: string;
  readonly words: ReadonlySet<string>;
}

function marked({ text, blocks }: Version): readonly Marked[] {
  return blocks.map((block) => {
    const texts = block.sentences.map((range) => slice(text, range).replace(/\s+/g, " "));
    const id = `${block.node.tagName} ${texts.length ? texts.join("\n") : textOf(block.node)}`;
    return { block, texts, id, words: new Set(id.toLowerCase().match(/[\p{L}\p{N}]+/gu)) };
  });
}

type Pair = readonly [old: Marked | undefined, current: Marked | undefined];

function pairs(before: readonly Marked[], now: readonly Marked[]): readonly Pair[] {
  const found: Pair[] = [];
  let [at, next] = [0, 0];
  let gone: readonly Marked[] = [];
  const changes = difference(
    before.map(({ id }) => id),
    now.map(({ id }) => id),
  );
  for (const { added, removed, count } of changes) {
    if (removed) {
      gone = before.slice(at, at + count);
      at += count;
    } else if (added) {
      found.push(...alike(gone, now.slice(next, next + count)));
      gone = [];
      next += count;
    } else {
      found.push(...alike(gone, []));
      gone = [];
      for (let index = 0; index < count; index++) found.push([before[at++], now[next++]]);
    }
  }
  return [...found, ...alike(gone, [])];
}

/** So far ahead a block is looked for that another has become. */
const AHEAD = 30;

/** Pairs blocks in their order: each with the next one that shares half of its words. */
function alike(before: readonly Marked[], now: readonly Marked[]): readonly Pair[] {
  const found: Pair[] = [];
  let at = 0;
  for (const current of now) {
    const ahead = before.slice(at, at + AHEAD).findIndex((each) => share(each, current) >= 0.5);
    if (ahead < 0) found.push([undefined, current]);
    else {
      found.push(...before.slice(at, at + ahead).map((each): Pair => [each, undefined]), [before[at + ahead], current]);
      at += ahead + 1;
    }
  }
  return [...found, ...before.slice(at).map((each): Pair => [each, undefined])];
}

/** How many of their words two blocks of a kind share, from 0 to 1 (Dice's coefficient). */
function share(a: Marked, b: Marked): number {
  if (a.block.node.tagName !== b.block.node.tagName) return 0;
  let both = 0;
  for (const word of a.words) if (b.words.has(word)) both++;
  return a.words.size + b.words.size === 0 ? 0 : (2 * both) / (a.words.size + b.words.size);
}

function row(old: Marked | undefined, current: Marked | undefined): PageBlock {
  const same = old !== undefined && current !== undefined && old.id === current.id;
  const { added, removed } = differences(old?.texts ?? [], current?.texts ?? []);
  const kind = same ? "same" : old && current ? "changed" : current ? "added" : "removed";
  const node = h("div", { className: ["pair", kind] }, [
    h("div", { className: "before" }, old ? [mark(old.block.node, removed, "gone")] : []),
    h("div", { className: "now" }, current ? [mark(current.block.node, added, "new")] : []),
  ]);
  return { node, sentences: current?.block.sentences ?? [] };
}

/** More differences than this are taken for another text: what finds them takes time that grows with their square. */
const MOST = 2_000;

function difference(before: readonly string[], now: readonly string[]) {
  return (
    diffArrays([...before], [...now], { maxEditLength: MOST }) ?? [
      { removed: true, added: false, count: before.length },
      { removed: false, added: true, count: now.length },
    ]
  );
}

/** Which sentences of two blocks are not in the other one, by number. */
function differences(before: readonly string[], now: readonly string[]) {
  const [added, removed] = [new Set<number>(), new Set<number>()];
  let [at, next] = [0, 0];
  for (const change of difference(before, now)) {
    for (let index = 0; index < change.count; index++) {
      if (change.removed) removed.add(at++);
      else if (change.added) added.add(next++);
      else {
        at++;
        next++;
      }
    }
  }
  return { added, removed };
}

/**
 * The element with some of its sentences marked. In the earlier version the sentences lose their numbers: no place of
 * the text as it is now is theirs.
 */
function mark(element: Element, sentences: ReadonlySet<number>, as: "gone" | "new"): Element {
  const children = element.children.map((child) => (child.type === "element" ? mark(child, sentences, as) : child));
  const number = element.properties.dataS;
  if (number === undefined) return { ...element, children: children as Element["children"] };
  const differs = sentences.has(Number(number));
  const { dataS, ...rest } = element.properties;
  const properties = as === "new" ? { ...rest, dataS } : { ...rest, className: ["was"] };
  const inside = differs ? [h(as === "new" ? "ins" : "del", children as ElementContent[])] : children;
  return { ...element, properties, children: inside as Element["children"] };
}

/** How many sentences were changed, added, removed. */
function changesInWords(before: Version, now: Version): string {
  let [added, removed, changed] = [0, 0, 0];
  for (const [old, current] of pairs(marked(before), marked(now))) {
    const differ = differences(old?.texts ?? [], current?.texts ?? []);
    const both = Math.min(differ.removed.size, differ.added.size);
    changed += both;
    added += differ.added.size - both;
    removed += differ.removed.size - both;
  }
  const parts = [changed && `${changed} changed`, added && `${added} added`, removed && `${removed} removed`].filter(
    Boolean,
  );
  return parts.length ? `sentences: ${parts.join(", ")}` : "nothing has changed";
}

function textOf(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(textOf).join("") : "";
}
