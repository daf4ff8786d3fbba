import { inOneOf } from "../text/range.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "no-invisible-character",
  group: "Structure",
  kind: "fault",
  summary: "No invisible characters change how the text reads or is found.",
  why: `They come along when text is copied from pages and documents: zero-width spaces break searches and links, no-break
spaces break headings, marks that turn the writing direction can make a text read differently from what it says (Unicode
Technical Report 36), and letters whose accents are characters of their own are not found by those who type them as one.`,
  severity: "warning",
  options: {},
  *check(station) {
    const { text } = station;
    if (!UNUSUAL.test(text) || !SUSPECT.test(text)) return;
    for (const match of text.matchAll(INVISIBLE)) {
      const start = match.index;
      if (start === 0 && match[0] === "\uFEFF") continue;
      if (match[0] === "\u200D" && JOINED.test(text.slice(Math.max(0, start - 3), start + 4))) continue;
      const range = { start, end: start + match[0].length };
      const turns = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/.test(match[0]);
      yield finding(
        range,
        turns ? "There is a mark here that changes the writing direction." : "There is an invisible character here.",
        "Remove it",
        "",
      );
    }
    const isInHeading = inOneOf(station.passages.filter(({ kind }) => kind === "title" || kind === "heading"));
    for (const match of text.matchAll(/[\u00A0\u202F]+/g)) {
      const range = { start: match.index, end: match.index + match[0].length };
      if (!isInHeading(range)) continue;
      yield finding(range, "A space that does not break stands in this heading.", "Make it an ordinary space", " ");
    }
    for (const match of text.matchAll(/\p{L}\p{M}+/gu)) {
      const composed = match[0].normalize("NFC");
      if (composed === match[0]) continue;
      const range = { start: match.index, end: match.index + match[0].length };
      yield finding(
        range,
        `This “${composed}” is made of a letter and an accent of its own.`,
        `Make it one character`,
        composed,
      );
    }
  },
});

function finding(range: Finding["range"], message: string, title: string, newText: string): Finding {
  return { range, message, fix: { title, edits: [{ range, newText }] } };
}

/** Anything but ASCII and the dashes, quotation marks and ellipsis of ordinary text: a quick look at what most texts are. */
const UNUSUAL = /[^\0-\x7F\u2013\u2014\u2018-\u201D\u2026]/;

const SUSPECT = /[\u00A0\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202F\u2060-\u2064\u2066-\u2069\uFEFF]|\p{M}/u;

/** One at a time: a combining run of them is one finding. */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+/g;

/** The joiner within an emoji, or between letters of scripts that need it. */
const JOINED =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Malayalam}|\p{Script=Sinhala})\u200D/u;

export const examples: readonly Example[] = [
  {
    title: "A zero-width space, a turned direction, and a no-break space in a heading",
    text: `
      # Rain\u00A0and Snow
            ^ A space that does not break stands in this heading.

      It\u200B rains \u202Etoor.
        ^ There is an invisible character here.
                ^ There is a mark here that changes the writing direction.
    `,
    fixed: `
      # Rain and Snow

      It rains toor.
    `,
  },
  {
    title: "An accent of its own",
    text: `
      # A Cafe\u0301
             ^^ This “é” is made of a letter and an accent of its own.
    `,
    fixed: `
      # A Caf\u00E9
    `,
  },
  {
    title: "No-break spaces in numbers, and emoji of several parts",
    text: `
      # Rain

      It rained 98\u00A0% of the time on 👩\u200D🚀 and me.
    `,
  },
];
