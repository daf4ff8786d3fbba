import type { Mark } from "../syntax/prose.ts";
import type { Block, Cell } from "../syntax/tree.ts";
import { slice } from "../text/range.ts";
import type { Station } from "./station.ts";

/** What a station says, without where it says it: two texts with one model differ only in how they are written. */
export function modelOf({ text, tree, passages }: Station): string {
  return JSON.stringify([
    tree.form,
    tree.frontMatter && slice(text, tree.frontMatter.range),
    tree.blocks.map((block) => blockModel(text, block)),
    tree.definitions.map(({ identifier, url }) => [identifier, url]),
    passages.map(({ kind, role }) => `${kind} ${role}`),
  ]);
}

function blockModel(text: string, block: Block): unknown {
  const inside = (blocks: readonly Block[]) => blocks.map((each) => blockModel(text, each));
  switch (block.type) {
    case "heading":
      return ["heading", block.depth, proseModel(block)];
    case "paragraph":
      return ["paragraph", proseModel(block)];
    case "quote":
      return ["quote", inside(block.blocks)];
    case "footnoteDefinition":
      return ["footnote", block.identifier, inside(block.blocks)];
    case "list":
      return ["list", block.ordered, block.items.map(({ blocks }) => inside(blocks))];
    case "table":
      return ["table", block.delimiter !== undefined, block.rows.map(({ cells }) => cells.map(proseModel))];
    case "code":
    case "html":
    case "math":
    case "break":
      // Within a list it may be moved as a whole.
      return [block.type, slice(text, block.range).replace(/(\r\n|\n|\r)[ \t]*/g, "\n")];
  }
}

function proseModel({ prose }: Pick<Cell, "prose">): unknown {
  return [prose.text, prose.masked, prose.marks.map(markModel)];
}

function markModel(mark: Mark): unknown {
  const { range: _, ...model } = mark;
  return model;
}
