import { stationOf, type Workspace } from "../path/workspace.ts";
import type { Station } from "../station/station.ts";
import type { Block } from "../syntax/tree.ts";
import { type Range, slice, trim } from "../text/range.ts";

/** Folding: sections with all that is below them, front matter, tables, lists, code, and comments fold away. */
export function folds(workspace: Workspace, file: string): readonly Fold[] {
  const station = stationOf(workspace, file);
  if (!station) return [];
  const { frontMatter, blocks } = station.tree;
  const found: Fold[] = [
    ...(frontMatter ? [{ kind: "part" as const, range: frontMatter.range }] : []),
    ...sectionRanges(station).map((range) => ({ kind: "section" as const, range })),
    ...blocks.flatMap((block) => foldsIn(station.text, block)),
  ];
  return found
    .map(({ kind, range }) => ({ kind, range: trim(station.text, range) }))
    .filter(({ range }) => /[\r\n]/.test(slice(station.text, range)))
    .sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
}

export interface Fold {
  readonly kind: "section" | "comment" | "part";
  /** More than one line, from the first character that stays to the last that is hidden. */
  readonly range: Range;
}

/** Each section with the deeper ones right after it. */
export function sectionRanges({ sections, text }: Station): readonly Range[] {
  const ends: number[] = new Array(sections.length).fill(text.length);
  const open: number[] = [];
  sections.forEach(({ depth, range }, index) => {
    while (open.length && sections[open[open.length - 1]!]!.depth >= depth) ends[open.pop()!] = range.start;
    open.push(index);
  });
  return sections.map(({ range }, index) => ({ start: range.start, end: ends[index]! }));
}

function foldsIn(text: string, block: Block): readonly Fold[] {
  switch (block.type) {
    case "table":
    case "code":
    case "math":
      return [{ kind: "part", range: block.range }];
    case "html":
      return [
        { kind: slice(text, block.range).trimStart().startsWith("<!--") ? "comment" : "part", range: block.range },
      ];
    case "list":
      return [
        { kind: "part", range: block.range },
        ...block.items.flatMap(({ blocks }) => blocks.flatMap((each) => foldsIn(text, each))),
      ];
    case "quote":
      return [{ kind: "part", range: block.range }, ...block.blocks.flatMap((each) => foldsIn(text, each))];
    case "footnoteDefinition":
      return block.blocks.flatMap((each) => foldsIn(text, each));
    case "heading":
    case "paragraph":
    case "break":
      return [];
  }
}
