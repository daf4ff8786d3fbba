import type { Block, Item, Tree } from "../syntax/tree.ts";
import { newlineOf } from "../text/newline.ts";
import { slice } from "../text/range.ts";

/**
 * A station of the paste form in the Markdown form. Nothing is lost: reading the result gives the same station.
 * A text that already is in the Markdown form comes back as it is.
 */
export function toMarkdown(tree: Tree): string {
  if (tree.form === "markdown") return tree.text;
  const blocks = tree.blocks.map((block) => writeBlock(tree.text, block));
  const newline = newlineOf(tree.text);
  return blocks.length ? `${blocks.join("\n\n")}\n`.replaceAll("\n", newline) : tree.text;
}

function writeBlock(text: string, block: Block): string {
  switch (block.type) {
    case "heading":
      return `${"#".repeat(block.depth)} ${slice(text, block.range).replace(/(?<!#)#+$/, "\\$&")}`;
    case "paragraph":
      return guarded(slice(text, block.range));
    case "quote":
      return block.blocks.map((inner) => `> ${guarded(slice(text, inner.range))}`).join("\n>\n");
    case "list":
      return block.items.map((item, index) => writeItem(text, item, block.ordered ? `${index + 1}.` : "-")).join("\n");
    case "table":
      return writeTable(linesOf(text, block));
    case "footnoteDefinition": {
      const note = block.blocks[0]?.range;
      return note ? text.slice(block.range.start, note.start) + guarded(slice(text, note)) : slice(text, block.range);
    }
    case "code":
    case "html":
    case "break":
      return linesOf(text, block).join("\n");
  }
}

function linesOf(text: string, block: Block): readonly string[] {
  const lines = slice(text, block.range).split(/\r\n|\n|\r/);
  return lines.map((line) => line.trim()).filter(Boolean);
}

/** A row that stands alone is a table only if it ends with a pipe, too. */
function writeTable(lines: readonly string[]): string {
  const [only = ""] = lines;
  return lines.length === 1 && !/[^|\\]\|$/.test(only) ? `${only} |` : lines.join("\n");
}

function writeItem(text: string, { blocks }: Item, mark: string): string {
  return [mark, ...blocks.map(({ range }) => guarded(slice(text, range)).replace(/^\[(?=[ xX]\]\s)/, "\\["))].join(" ");
}

/** A line of text with a backslash before what Markdown would take for the start of something else. */
function guarded(line: string): string {
  if (/^(?:[-*_]\s*){3,}$|^(?:```|~~~|#{1,6}(?:\s|$)|[>=|]|[-+*](?:\s|$)|\[[^\]]+\]:|<[/!?a-z])/i.test(line))
    return `\\${line}`;
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}
