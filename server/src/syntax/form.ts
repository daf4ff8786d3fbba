import { readFrontMatter } from "./front-matter.ts";
import type { Form } from "./tree.ts";

const ATX_HEADING = /(?:^|[\n\r])\uFEFF? {0,3}#{1,6}[ \t]+\S/;
const SETEXT_UNDERLINE =
  /(?:^|[\n\r])(?![ \t]*(?:\n|\r|[-=|>*+#]))[^\n\r]*[^\s][^\n\r]*(?:\r\n|\n|\r) {0,3}(=+|-+)[ \t]*(?=[\n\r]|$)/g;

/**
 * The form a text is written in: Markdown where it has front matter, or an ATX or setext heading anywhere; paste else.
 * The seven equal signs of an unresolved merge underline no heading.
 */
export function formOf(text: string): Form {
  if (readFrontMatter(text) || ATX_HEADING.test(text)) return "markdown";
  const conflict = /(?:^|[\n\r])<{7} /.test(text);
  for (const [, underline] of text.matchAll(SETEXT_UNDERLINE)) {
    if (!conflict || underline !== "=======") return "markdown";
  }
  return "paste";
}
