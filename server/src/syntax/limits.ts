import type { Form } from "./tree.ts";

/**
 * The longest text that is analysed, in UTF-16 code units: twenty times a usual lesson, more than an hour's reading. All that
 * an editor asks of a text of that length, whatever stands in it, is answered within two seconds, also where remark reads it.
 */
export const LONGEST_TEXT = /* defense: longest-text */ 100_000;

/** More marks of quotations and list items than this at the start of one line nest deeper than any writer means. */
const DEEPEST_LINE = 200;

/**
 * What a Markdown reader may spend on all paragraphs together. It may join a paragraph again for each `&amp;` in it, and
 * may look at each mark of emphasis again for every other one. No lesson comes near a hundredth of either.
 */
const MOST_STEPS = 200_000_000;

/** More than this takes seconds to read, check and draw. No lesson comes near a tenth of either. */
const MOST_LINES = /* defense: most-lines */ 5_000;
const MOST_LINKS = /* defense: most-links */ 8_000;

/** A text that is no longer than this reaches none of them, whatever stands in it, but for the nesting of a line. */
const SHORT_TEXT = Math.min(Math.sqrt(MOST_STEPS), 2 * MOST_LINES, MOST_LINKS);
const LONG_MARKS = /[ \t>*+\-.)\d]{200}/;

const NESTED = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*/;

/** Why a text is better left unread: a message for its writer, or undefined where nothing speaks against it. */
export function tooMuchToRead(text: string, form: Form): string | undefined {
  if (text.length <= SHORT_TEXT && !LONG_MARKS.test(text)) return undefined;
  let joining = 0;
  let pairing = 0;
  let allLines = 0;
  let allLinks = 0;
  for (const { length, references, marks, deepest, lines, links } of paragraphs(text, form)) {
    // defense: deepest-markdown
    if (deepest > DEEPEST_LINE) return "This Markdown is nested too deeply to be read, so it was not checked.";
    joining += length * references;
    pairing += marks * marks;
    allLines += lines;
    allLinks += links;
  }
  // defense: most-references
  if (joining > MOST_STEPS) {
    return "This text has too many character references such as “&amp;” to be read, so it was not checked.";
  }
  // defense: most-emphasis
  if (pairing > MOST_STEPS) return "This text has too many “*” or “_” to be read, so it was not checked.";
  if (allLines > MOST_LINES) return "This text has too many lines to be read, so it was not checked.";
  if (allLinks > MOST_LINKS) return "This text has too many links and citations to be read, so it was not checked.";
  return undefined;
}

interface Effort {
  length: number;
  references: number;
  marks: number;
  deepest: number;
  /** Lines that are not blank. */
  lines: number;
  /** Links, pictures and citations. */
  links: number;
}

const NONE: Effort = { length: 0, references: 0, marks: 0, deepest: 0, lines: 0, links: 0 };

/** What the paragraphs of a text cost to read, roughly: whatever stands between two blank lines counts as one. */
function* paragraphs(text: string, form: Form): Generator<Effort> {
  let effort = { ...NONE };
  for (const line of text.split(/\r\n|\n|\r/)) {
    const blank = isBlank(line);
    if (form === "paste" || blank) {
      yield effort;
      effort = { ...NONE };
    }
    if (!blank) effort.lines++;
    effort.length += line.length;
    effort.references += count(line, "&");
    effort.marks += count(line, "*") + count(line, "_");
    effort.links += count(line, "](") + count(line, "@");
    if (form === "markdown") effort.deepest = Math.max(effort.deepest, nesting(line));
  }
  yield effort;
}

function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}

function nesting(line: string): number {
  const marks = NESTED.exec(line)?.[0] ?? "";
  return marks.length > DEEPEST_LINE ? marks.replace(/[ \t\d]+/g, "").length : 0;
}

function count(line: string, what: string): number {
  let found = 0;
  for (let at = line.indexOf(what); at >= 0; at = line.indexOf(what, at + 1)) found++;
  return found;
}
