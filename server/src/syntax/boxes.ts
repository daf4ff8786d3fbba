import type { Fence } from "./shield.ts";
import type { Block, Box } from "./tree.ts";

/**
 * What dialects call blocks beside the text: the notes of Docusaurus, MyST, Quarto and VitePress, and the blocks of the
 * Carpentries. Whatever has another name, such as a column, is laid out as its site does, and holds text of the lesson.
 */
const BOXES: ReadonlySet<string> = new Set(
  `admonition attention callout caution challenge checklist danger dropdown details discussion error exercise extra group-tab
  hint important info instructor key-points keypoints note objectives prereq prerequisite questions seealso solution spoiler
  success testimonial tip warning`.split(/\s+/),
);

/** The blocks of which those between fences of a note are in a box. Other fences are left as they are, as if they were HTML. */
export function inBoxes(blocks: readonly Block[], fences: readonly Fence[]): Block[] {
  const whole: Block[] = [];
  const open: { readonly opening: Block; readonly words: string; readonly blocks: Block[] }[] = [];
  const inner = () => open[open.length - 1]?.blocks ?? whole;
  for (const block of blocks) {
    const { start, end } = block.range;
    const fence =
      block.type === "break" ? fences.find(({ range }) => start <= range.start && range.start < end) : undefined;
    const asWritten: Block = { type: "html", range: block.range };
    if (!fence) inner().push(block);
    else if (fence.words) open.push({ opening: asWritten, words: fence.words, blocks: [] });
    else {
      const ended = open.pop();
      if (!ended) whole.push(asWritten);
      else {
        const box = boxOf(ended.words);
        const range = { start: ended.opening.range.start, end };
        if (box) inner().push({ type: "quote", range, box, blocks: ended.blocks });
        else inner().push(ended.opening, ...ended.blocks, asWritten);
      }
    }
  }
  // What is not ended is no block.
  for (const { opening, blocks: within } of open) whole.push(opening, ...within);
  return whole;
}

/** `note Title`, `note[Title]`, `{note} Title`, `{.callout-note title="Title"}`. */
function boxOf(words: string): Box | undefined {
  const attributes = /^\{([^{}]*)\}[ \t]*(.*)$/.exec(words);
  const [, name = "", rest = ""] = /^([\w-]+)[ \t]*(.*)$/.exec(words) ?? [];
  const names = attributes ? attributes[1]!.split(/\s+/).map((each) => each.replace(/^\./, "")) : [name];
  const kind = names.map((each) => each.toLowerCase().replace(/^callout-(?=\w)/, "")).find((each) => BOXES.has(each));
  if (kind === undefined) return undefined;
  const said = attributes
    ? (/\btitle=(?:"([^"]*)"|'([^']*)')/.exec(attributes[1]!)?.slice(1).find(Boolean) ?? attributes[2]!)
    : rest.replace(/^\[(.*)\]$/, "$1").replace(/\{[^{}]*\}$/, "");
  return { kind, title: said.trim() || undefined };
}
