import type { Root } from "mdast";

/**
 * Reads CommonMark with GFM and YAML front matter into an mdast tree with offsets in UTF-16 code units.
 * The host chooses the reader; the core never imports one.
 */
export type MarkdownReader = (text: string) => Root;
