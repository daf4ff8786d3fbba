import type { CalloutRole, Language } from "../language/language.ts";
import { oncePer } from "../text/once.ts";

/** The label that a paragraph's text begins with, such as "Takeaway:" or "Next —". Offsets are of that text. */
export interface Label {
  readonly role: CalloutRole;
  /** Its words in lower case, without the colon or dash. */
  readonly words: string;
  /** After its colon or dash. */
  readonly end: number;
  /** Where what it labels begins. */
  readonly contentStart: number;
  /** Whether it ends in a dash, as the first word of an ordinary sentence may. */
  readonly dashed: boolean;
}

type LabelWords = Language["labels"];

/** Reads the label that a text without markup begins with. Whether one with a dash counts is for the station to say. */
export function readLabel(text: string, labels: LabelWords): Label | undefined {
  const { roles, label } = patternsOf(labels);
  const match = label.exec(text);
  if (!match) return undefined;
  const contentStart = match[0].length;
  const at = match.findIndex((words, index) => index > 0 && words !== undefined);
  return {
    role: roles[at - 1]!,
    words: match[at]!.toLowerCase().replaceAll("-", " "),
    end: match[0].trimEnd().length,
    contentStart,
    dashed: match[roles.length + 1] !== ":",
  };
}

/** Whether a line of source, with its markup, begins with a label. */
export function startsWithLabel(line: string, labels: LabelWords): boolean {
  return patternsOf(labels).written.test(line);
}

/** A pattern, as its source, for the words of a label. */
export function labelPattern(words: string): string {
  return words
    .replace(" …", String.raw` [^\n\r:.!?–—*_]{1,60}?`)
    .replace(" #", String.raw` \d{1,2}`)
    .replaceAll(/ (?=\w)/g, "[ -]?");
}

interface Patterns {
  readonly roles: readonly CalloutRole[];
  /** One group for each role, and one for the colon or dash. */
  readonly label: RegExp;
  readonly written: RegExp;
}

const patternsOf = oncePer((labels: LabelWords): Patterns => {
  const roles = Object.keys(labels) as CalloutRole[];
  const words = roles.map((role) => labels[role].map(labelPattern).join("|"));
  return {
    roles,
    label: new RegExp(`^(?:${words.map((each) => `(${each})`).join("|")})\\s*([:–—])\\s*`, "i"),
    written: new RegExp(`^[*_]{0,2}(?:${words.join("|")})[*_]{0,2}\\s*[:–—]`, "i"),
  };
});
