import { readFrontMatter } from "./front-matter.ts";
import type { Form } from "./tree.ts";

const ATX_HEADING = /(?:^|[\n\r])\uFEFF? {0,3}#{1,6}[ \t]+\S/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
/** A line that can't be the text of a setext heading: blank, or the start of something else. */
const NO_TEXT = /^[ \t]*(?:$|[-=|>*+#])/;

/**
 * The form a text is written in: Markdown where it has front matter, or an ATX or setext heading anywhere; paste else.
 * The seven equal signs of an unresolved merge underline no heading.
 */
export function formOf(text: string): Form {
  if (readFrontMatter(text) || ATX_HEADING.test(text)) return "markdown";
  const conflict = /(?:^|[\n\r])<{7} /.test(text);
  let above = "";
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (UNDERLINE.test(line) && !NO_TEXT.test(above) && !(conflict && line === "=======")) return "markdown";
    above = line;
  }
  return "paste";
}
