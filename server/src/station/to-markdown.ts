import type { Block, Item, Paragraph, Table, Tree } from "../syntax/tree.ts";
import { newlineOf } from "../text/newline.ts";
import { type Range, slice } from "../text/range.ts";

/**
 * A station of the paste form in the Markdown form. No word is lost, and no number or level: reading the result gives the
 * same station. What was guessed at is in `tree.guesses`.
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
      return `${"#".repeat(block.depth)} ${unwrapped(text, block.range).replace(/(?<!#)#+$/, "\\$&")}`;
    case "paragraph":
      return guarded(unwrapped(text, block.range));
    case "quote":
      return block.blocks.map((inner) => `> ${guarded(slice(text, inner.range))}`).join("\n>\n");
    case "list":
      return block.items.map((item) => writeItem(text, item, block.ordered)).join("\n");
    case "table":
      return isOfTabs(text, block) ? writeTabs(text, block) : writeTable(linesOf(text, block));
    case "footnoteDefinition": {
      const note = block.blocks[0]?.range;
      return note ? text.slice(block.range.start, note.start) + guarded(slice(text, note)) : slice(text, block.range);
    }
    case "code":
    case "html":
    case "math":
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

/** A table whose cells stand between tabs, with the row of dashes that Markdown asks for. */
function writeTabs(text: string, { rows }: Table): string {
  const lines = rows.map(
    ({ cells }) => `| ${cells.map(({ range }) => slice(text, range).replaceAll("|", "\\|")).join(" | ")} |`,
  );
  const dashes = `|${" --- |".repeat(rows[0]!.cells.length)}`;
  return [lines[0], dashes, ...lines.slice(1)].join("\n");
}

function isOfTabs(text: string, { rows }: Table): boolean {
  return text[rows[0]!.range.start] !== "|";
}

function writeItem(text: string, { range, blocks }: Item, ordered: boolean): string {
  const [own, ...inner] = blocks as readonly [Paragraph, ...Block[]];
  const mark = ordered ? `${/\d+/.exec(slice(text, range))![0]}.` : "-";
  const line = guarded(unwrapped(text, own.range)).replace(/^\[(?=[ xX]\]\s)/, "\\[");
  const indent = " ".repeat(mark.length + 1);
  const lists = inner.map((block) => indented(writeBlock(text, block), indent));
  // A list that begins with another number than 1 would be more of the line above it.
  const apart = inner.length > 1 || inner.some((block) => block.type === "list" && block.ordered);
  return [`${mark} ${line}`, ...lists].join(apart ? "\n\n" : "\n");
}

function indented(text: string, indent: string): string {
  return text
    .split("\n")
    .map((line) => line && indent + line)
    .join("\n");
}

/** A paragraph in one line, however many it was wrapped into. */
function unwrapped(text: string, range: Range): string {
  return slice(text, range)
    .replace(/(?<=\p{L}[-\u00ad])[ \t]*[\n\r\v\f\u0085\u2028\u2029]\s*/gu, "")
    .replace(/(?<![ \t])[ \t]*[\n\r\v\f\u0085\u2028\u2029]\s*/g, " ");
}

/** A line of text with a backslash before what Markdown would take for the start of something else. */
function guarded(line: string): string {
  if (/^(?:[-*_]\s*){3,}$|^(?:```|~~~|#{1,6}(?:\s|$)|[>=|]|[-+*](?:\s|$)|\[[^\]]+\]:|<[/!?a-z])/i.test(line))
    return `\\${line}`;
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}
