import type { Root } from "mdast";
import { remark } from "remark";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import type { Processor } from "unified";

const processor = remark().use(remarkGfm).use(remarkFrontmatter).use(onlyWhatStandsInTheText);

/** Reads Markdown where Rust can't run. Takes quadratic time on hostile texts, which the core's limits keep short. */
export function readWithRemark(text: string): Root {
  return processor.parse(text);
}

/**
 * A last pass over the tree, which looks once more for addresses, makes nodes that know no place in the text. What it finds
 * beyond the addresses that GFM knows (`'http://example.org'`) is text.
 */
function onlyWhatStandsInTheText(this: Processor): void {
  const data = this.data();
  const all = (data.fromMarkdownExtensions ?? []).flat();
  data.fromMarkdownExtensions = all.map(({ transforms: _, ...extension }) => extension);
}
