import type { Range } from "../text/range.ts";
import type { PasteLine } from "./paste-lines.ts";
import type { Prose } from "./prose.ts";
import type { Item, List } from "./tree.ts";

/** Items further within others than this are of the level above: nobody writes so, and a tree must not be deeper. */
const DEEPEST = 9;

/** The lists that some lines of items in a row are: one within another where its items are further from the margin, or have other signs. */
export function readPasteList(lines: readonly PasteLine[], prose: (parts: readonly Range[]) => Prose): readonly List[] {
  const levels = levelsOf(lines);
  const read = (from: number, to: number, level: number): readonly List[] => {
    const lists: List[] = [];
    let at = from;
    while (at < to) {
      const ordered = isOrdered(lines[at]!);
      const items: Item[] = [];
      const start = at;
      while (at < to && (at === start || isOrdered(lines[at]!) === ordered)) {
        let end = at + 1;
        while (end < to && levels[end]! > level) end++;
        items.push(readItem(lines[at]!, read(at + 1, end, level + 1), prose));
        at = end;
      }
      const range = { start: items[0]!.range.start, end: items[items.length - 1]!.range.end };
      lists.push({ type: "list", range, ordered, items });
    }
    return lists;
  };
  return read(0, lines.length, 0);
}

function readItem(line: PasteLine, inner: readonly List[], prose: (parts: readonly Range[]) => Prose): Item {
  const [first, ...more] = line.parts;
  const start = Math.min(first!.start + (line.mark?.length ?? 0), first!.end);
  const parts = [{ start, end: first!.end }, ...more];
  const own = { start, end: line.range.end };
  const end = inner[inner.length - 1]?.range.end ?? line.range.end;
  return {
    range: { start: line.range.start, end },
    blocks: [{ type: "paragraph", range: own, prose: prose(parts) }, ...inner],
  };
}

function isOrdered({ mark }: PasteLine): boolean {
  return mark?.kind === "1";
}

interface Level {
  readonly indent: number;
  readonly kind: string;
}

/** How deep within others each item is, 0 at the margin; an item is at most one deeper than the one before it. */
function levelsOf(lines: readonly PasteLine[]): readonly number[] {
  const open: Level[] = [];
  const numbersBelow = numbersFrom(lines);
  let number = 0;
  return lines.map((line, at) => {
    const level = { indent: line.indent, kind: line.mark?.kind ?? "" };
    number = line.mark?.number ?? number;
    const known = open.findLastIndex((each) => each.kind === level.kind && Math.abs(each.indent - level.indent) < 2);
    if (known >= 0) open.length = known + 1;
    else {
      while (open.length > 0 && open[open.length - 1]!.indent > level.indent + 1) open.pop();
      const top = open[open.length - 1];
      const goesOn = numbersBelow[at] === number + 1;
      const deeper = top && (level.indent > top.indent + 1 || isWithin(top.kind, level.kind, goesOn));
      if (top && !deeper) open.pop();
      if (open.length < DEEPEST) open.push(level);
    }
    return open.length - 1;
  });
}

/** For each item the number of the next one that has one. */
function numbersFrom(lines: readonly PasteLine[]): readonly (number | undefined)[] {
  let next: number | undefined;
  return lines
    .map((_, at) => {
      next = lines[lines.length - 1 - at]!.mark?.number ?? next;
      return next;
    })
    .reverse();
}

/**
 * Whether a sign of another kind, as far from the margin, begins a list within the item above.
 * @param goesOn whether the numbers above go on below: "1. Look / - up / 2. Wait"
 */
function isWithin(above: string, kind: string, goesOn: boolean): boolean {
  if (kind === "1") return above !== "-" && above !== "a" && above !== "i" && above !== "";
  if (kind === "-" && above === "1") return goesOn;
  return above !== "" && kind !== "";
}
