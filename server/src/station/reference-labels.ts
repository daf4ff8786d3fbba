import { opaqueBlocks } from "../syntax/opaque.ts";
import type { Block, FootnoteDefinition } from "../syntax/tree.ts";
import type { TextEdit } from "../text/edit.ts";
import { firstFrom } from "../text/first-from.ts";
import { type Range, slice } from "../text/range.ts";
import type { Station } from "./station.ts";

/** The labels that a text defines and uses: of links and images by reference, and of footnotes, which begin with `^`. */
export interface Labels {
  /** Where each label is defined first, by its name as Markdown compares it. */
  readonly defined: ReadonlyMap<string, Range>;
  /** Every pair of brackets outside of code with the name that it would refer to, be it defined or not. */
  readonly mentions: readonly Mention[];
}

interface Mention {
  readonly name: string;
  /** Without the brackets. */
  readonly range: Range;
  /** Whether it is the second pair of `[text][label]`. */
  readonly isSecond: boolean;
  /** Whether an empty pair comes after it, as in `[label][]`. */
  readonly isCollapsed: boolean;
}

const BRACKETS = /(?<!\\)\[((?:[^[\]\\]|\\.){1,500})\]/g;

export function labelsOf(station: Station): Labels {
  const { text, tree } = station;
  const defined = new Map<string, Range>();
  const add = (name: string, range: Range) => {
    if (!defined.has(name)) defined.set(name, range);
  };
  for (const { identifier, range } of tree.definitions) add(nameOf(identifier), range);
  for (const { identifier, range } of footnotesIn(tree.blocks)) add(nameOf(`^${identifier}`), range);
  const isCode = codeOf(station);
  const mentions = [...text.matchAll(BRACKETS)].flatMap((match): Mention[] => {
    const start = match.index + 1;
    if (isCode(match.index) || (tree.frontMatter && start < tree.frontMatter.range.end)) return [];
    const end = match.index + match[0].length;
    return [
      {
        name: nameOf(match[1]!),
        range: { start, end: end - 1 },
        isSecond: text[match.index - 1] === "]",
        isCollapsed: text.startsWith("[]", end),
      },
    ];
  });
  return { defined, mentions };
}

/** Footnotes, however deep they are in lists and quotations. */
export function footnotesIn(blocks: readonly Block[]): readonly FootnoteDefinition[] {
  return blocks.flatMap((block): readonly FootnoteDefinition[] => {
    if (block.type === "footnoteDefinition") return [block, ...footnotesIn(block.blocks)];
    if (block.type === "list") return block.items.flatMap((item) => footnotesIn(item.blocks));
    return block.type === "quote" ? footnotesIn(block.blocks) : [];
  });
}

/** A label as Markdown compares it: capitals and the kind of spaces make no difference. */
function nameOf(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}

function codeOf({ tree, passages }: Station): (offset: number) => boolean {
  const code = opaqueBlocks(tree.blocks).map(({ range }) => range);
  for (const { prose } of passages) {
    for (const { kind, range } of prose.marks) if (kind === "code" || kind === "html") code.push(range);
  }
  code.sort((a, b) => a.start - b.start);
  return (offset) => {
    const before = code[firstFrom(code.length, (at) => code[at]!.start > offset) - 1];
    return before !== undefined && offset < before.end;
  };
}

/**
 * The edits of a text that will stand below another one, after which each label means what it meant: one that both define gets
 * another name, what the other would make a reference is escaped, and a definition that both have is left out.
 */
export function labelEdits(station: Station, above: Station): readonly TextEdit[] {
  const [own, other] = [labelsOf(station), labelsOf(above)];
  const used = new Set([...own.mentions, ...other.mentions].map(({ name }) => name));
  const mentionedAbove = new Set(other.mentions.map(({ name }) => name));
  const edits: TextEdit[] = [];
  const names = new Map<string, string>();
  const left = sameDefinitions(station, above);
  for (const range of left) edits.push({ range, newText: "" });
  for (const [name, range] of own.defined)
    if (mentionedAbove.has(name) && !left.includes(range)) names.set(name, freeName(name, used));
  for (const { name, range, isSecond, isCollapsed } of own.mentions) {
    if (left.some(({ start, end }) => start < range.start && range.end <= end)) continue;
    const newName = names.get(name);
    if (newName !== undefined) {
      const isLabel = isSecond || name.startsWith("^") || station.text[range.end + 1] === ":";
      if (isLabel) edits.push({ range, newText: newName });
      else if (isCollapsed) edits.push({ range: { start: range.end + 2, end: range.end + 2 }, newText: newName });
      else if (!/[[(]/.test(station.text[range.end + 1] ?? ""))
        edits.push({ range: { start: range.end + 1, end: range.end + 1 }, newText: `[${newName}]` });
    } else if (other.defined.has(name) && !own.defined.has(name) && !isSecond) {
      if (station.text[range.end + 1] === "(" && !name.startsWith("^")) continue;
      edits.push({ range: { start: range.start - 1, end: range.start - 1 }, newText: "\\" });
    }
  }
  return edits;
}

/** The definitions of links that another text has, too, to the letter. */
export function sameDefinitions(station: Station, above: Station): readonly Range[] {
  const [own, other] = [labelsOf(station), labelsOf(above)];
  return [...own.defined].flatMap(([name, range]) => {
    const same = other.defined.get(name);
    return same && !name.startsWith("^") && slice(above.text, same) === slice(station.text, range) ? [range] : [];
  });
}

/** A name that nothing in either text has in brackets. */
function freeName(name: string, used: Set<string>): string {
  for (let number = 2; ; number++) {
    const free = `${name}-${number}`;
    if (used.has(free)) continue;
    used.add(free);
    return free;
  }
}
