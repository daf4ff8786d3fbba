import type { Form } from "./tree.ts";

/** The longest text that is analysed, in UTF-16 code units. Ten times the longest lesson anyone has written. */
export const LONGEST_TEXT = 1_000_000;

/** More marks of quotations and list items than this at the start of one line nest deeper than any writer means. */
const DEEPEST_LINE = 200;

/**
 * Markdown readers may join a paragraph anew for each `&amp;` in it, so what they do grows with the number of these
 * times the paragraph's length. A lesson's longest paragraph stays below a hundredth of this.
 */
const MOST_JOINING = 50_000_000;

const NESTED = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*/;

/** Why a text is better left unread: a message for its writer, or undefined where nothing speaks against it. */
export function tooMuchToRead(text: string, form: Form): string | undefined {
  let length = 0;
  let references = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (form === "paste" || isBlank(line)) length = references = 0;
    else if (nesting(line) > DEEPEST_LINE) return "This Markdown is nested too deeply to be read, so it was not checked.";
    length += line.length;
    references += countReferences(line);
    if (length * references > MOST_JOINING) {
      return "This text has too many character references such as “&amp;” to be read, so it was not checked.";
    }
  }
  return undefined;
}

function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}

function nesting(line: string): number {
  const marks = NESTED.exec(line)?.[0] ?? "";
  return marks.length > DEEPEST_LINE ? marks.replace(/[ \t\d]+/g, "").length : 0;
}

function countReferences(line: string): number {
  let count = 0;
  for (let at = line.indexOf("&"); at >= 0; at = line.indexOf("&", at + 1)) count++;
  return count;
}
