import { isMarked, readFrontMatter } from "./front-matter.ts";
import type { Form } from "./tree.ts";

const FIRST_HEADING = /^\uFEFF?[ \t\n\r]*#[ \t]+\S/;
const LOWER_HEADING = /(?:^|[\n\r])\uFEFF? {0,3}#{2,6}[ \t]+\S/;
const TITLE = /^ {0,3}#[ \t]+\S/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
/** A line that can't be the text of a setext heading: blank, or the start of something else. */
const NO_TEXT = /^[ \t]*(?:$|[-=|>*+#])/;
/** What only Markdown has: fenced code, a link with its address, emphasis with two signs, a footnote, a definition. */
const OTHER_SIGN = /^ {0,3}(?:```|~~~)|\]\([^()\s]+\)|\*\*[^\s*][^*]*\*\*|^\[[^\]]+\]:\s/;

/**
 * The form a text is written in. Markdown: it has front matter, begins with a heading, has a heading of the second level or
 * a lower one, or two headings, or one and another sign of Markdown. Everything else is pasted: a line with one “#” within a
 * text may count something, and a line of dashes or equal signs may part two texts.
 * The seven equal signs of an unresolved merge underline no heading.
 */
export function formOf(whole: string): Form {
  const frontMatter = readFrontMatter(whole);
  if (frontMatter && isMarked(frontMatter)) return "markdown";
  const text = frontMatter ? whole.slice(frontMatter.range.end) : whole;
  if (FIRST_HEADING.test(text) || LOWER_HEADING.test(text)) return "markdown";
  const conflict = /(?:^|[\n\r])<{7} /.test(text);
  let above = "";
  let linesAbove = 0;
  let headings = 0;
  let signs = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const underlined = UNDERLINE.test(line) && !NO_TEXT.test(above) && !(conflict && line === "=======");
    const titled = TITLE.test(line);
    // A title may have a line above it, and be underlined: with equal signs, for dashes are for lower headings.
    if ((underlined && linesAbove <= 1 && line.includes("=")) || (titled && linesAbove <= 1 && above.trim() === ""))
      return "markdown";
    if (underlined || titled) headings++;
    if (OTHER_SIGN.test(line)) signs++;
    if (headings > 1 || (headings > 0 && signs > 0)) return "markdown";
    above = line;
    if (line.trim() !== "" && !/^\s*<!--.*-->\s*$/.test(line)) linesAbove++;
  }
  return "paste";
}
