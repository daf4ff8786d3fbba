import type { Block, Opaque } from "./tree.ts";

/** Whether a block is code, HTML, a formula or a rule: one without prose. */
export function isOpaque(block: Block): block is Opaque {
  return block.type === "code" || block.type === "html" || block.type === "math" || block.type === "break";
}

/** All such blocks in the order of the text, however deep they stand in lists, quotations and footnotes. */
export function opaqueBlocks(blocks: readonly Block[]): readonly Opaque[] {
  return blocks.flatMap((block): readonly Opaque[] => {
    if (isOpaque(block)) return [block];
    if (block.type === "list") return block.items.flatMap((item) => opaqueBlocks(item.blocks));
    return block.type === "quote" || block.type === "footnoteDefinition" ? opaqueBlocks(block.blocks) : [];
  });
}
