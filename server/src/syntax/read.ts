import type { Language } from "../language/language.ts";
import { grouped } from "../text/count.ts";
import { formOf } from "./form.ts";
import { LONGEST_TEXT, tooMuchToRead } from "./limits.ts";
import type { MarkdownReader } from "./markdown-reader.ts";
import { readMarkdown } from "./read-markdown.ts";
import { readPaste } from "./read-paste.ts";
import type { Tree } from "./tree.ts";

/**
 * Reads a station's text, whichever of the two forms it is written in.
 * Never throws: a text that can't be read has an empty tree and a problem.
 */
export function readTree(text: string, reader: MarkdownReader, language: Language): Tree {
  if (text.length > LONGEST_TEXT) {
    const size = grouped(LONGEST_TEXT);
    return unread(text, `This file is longer than ${size} characters, so it was not checked. Is it a station?`);
  }
  if (text.includes("\0"))
    return unread(text, "This is not text: it contains a null character. Please save it as UTF-8.");
  const form = formOf(text);
  const tooMuch = tooMuchToRead(text, form);
  if (tooMuch) return unread(text, tooMuch);
  if (form === "paste") return readPaste(text, reader, language);
  try {
    return readMarkdown(text, reader);
  } catch (error) {
    const isStack = error instanceof RangeError;
    const why = isStack ? "is nested too deeply to be read" : "can't be read, although it should be";
    return unread(text, `This Markdown ${why}, so it was not checked.`);
  }
}

/** The tree of a text that is not read: it is empty, and says why. */
export function unread(text: string, message: string): Tree {
  const range = { start: 0, end: Math.min(text.length, 1) };
  const problems = [{ range, message, fatal: true }];
  return { text, form: "paste", frontMatter: undefined, frontTitle: undefined, blocks: [], definitions: [], problems };
}
