import { applyEdits, type TextEdit } from "../text/edit.ts";
import { newlineOf } from "../text/newline.ts";
import { slice } from "../text/range.ts";
import type { Station } from "./station.ts";
import { toMarkdown } from "./to-markdown.ts";

/**
 * One station's text with another's behind it. The other's title becomes the heading of a section; notes of one name in
 * both are told apart; where the forms differ, both are written in the Markdown form.
 * `other` may have been edited before: `read` reads what comes of it.
 */
export function mergeText(station: Station, other: Station, read: (text: string) => Station): string {
  if (station.tree.form !== other.tree.form) {
    return mergeText(read(toMarkdown(station.tree)), read(toMarkdown(other.tree)), read);
  }
  const { text } = station;
  const newline = newlineOf(text);
  const gap = /[\n\r]$/.test(text) ? newline : newline + newline;
  return `${text}${gap}${asSection(other, notesOf(station)).trimStart()}`;
}

function notesOf({ tree }: Station): ReadonlySet<string> {
  return new Set(tree.blocks.flatMap((block) => (block.type === "footnoteDefinition" ? [block.identifier] : [])));
}

/** A station's text without its front matter, its title made a heading, its notes renamed where their names are taken. */
function asSection(station: Station, taken: ReadonlySet<string>): string {
  const { text, tree, titles } = station;
  const edits: TextEdit[] = [];
  if (tree.frontMatter) edits.push({ range: tree.frontMatter.range, newText: "" });
  if (tree.form === "markdown") {
    for (const { range, prose } of titles) {
      const source = slice(text, range);
      edits.push({ range, newText: source.startsWith("#") ? `#${source}` : `## ${prose.text}` });
    }
  }
  for (const match of text.matchAll(/\[\^([^[\]\s]{1,200})\]/g)) {
    if (!taken.has(match[1]!.toLowerCase())) continue;
    const end = match.index + match[0].length - 1;
    edits.push({ range: { start: end, end }, newText: "-2" });
  }
  return applyEdits(text, edits);
}
