import type { Passage } from "../station/passage.ts";
import { MASK, type Mark, type Prose, sourceRange, textOffset } from "../syntax/prose.ts";
import { firstFrom } from "../text/first-from.ts";
import { JOINING_LETTER } from "../text/joining-scripts.ts";
import { once } from "../text/once.ts";
import { contains, inOneOf, type Range } from "../text/range.ts";
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
    const isInProse = once(() => placesInProse(station.passages));
    const invisible = [...text.matchAll(INVISIBLE)].flatMap((match): Found[] => {
      const start = match.index;
      if (start === 0 && match[0] === "\uFEFF") return [];
      if (match[0] === "\u200D" && JOINED.test(text.slice(Math.max(0, start - 3), start + 4))) return [];
      const range = { start, end: start + match[0].length };
      const turns = TURNS.test(match[0]);
      if (isNeeded(text, range, turns)) return [];
      const message = turns
        ? "There is a mark here that changes the writing direction"
        : "There is an invisible character here";
      // Without a mark that turns letters around, they are read in another order.
      const isSafe = !REORDERS.test(match[0]) && !isBetweenMarks(text, range) && isInProse()(range);
      return [
        {
          range,
          message,
          more: "and {} more below",
          title: "Remove it",
          titleOfAll: "Remove all of them",
          newText: "",
          isSafe,
        },
      ];
    });
    yield* grouped(invisible);
    const isInHeading = inOneOf(station.passages.filter(({ kind }) => kind === "title" || kind === "heading"));
    for (const match of text.matchAll(/[\u00A0\u202F]+/g)) {
      const range = { start: match.index, end: match.index + match[0].length };
      if (!isInHeading(range)) continue;
      yield finding(range, "A space that does not break stands in this heading.", "Make it an ordinary space", " ");
    }
    const accents = [...text.matchAll(/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}+/gu)].flatMap(
      (match): Found[] => {
        const newText = match[0].normalize("NFC");
        if (newText === match[0]) return [];
        const range = { start: match.index, end: match.index + match[0].length };
        const message = `This “${newText}” is made of a letter and an accent of its own`;
        const isSafe = isInProse()(range);
        return [
          {
            range,
            message,
            more: "as are {} more letters below",
            title: "Make it one character",
            titleOfAll: "Make each one character",
            newText,
            isSafe,
          },
        ];
      },
    );
    yield* grouped(accents);
  },
});

interface Found {
  readonly range: Range;
  /** Without its period. */
  readonly message: string;
  /** What is added to the message of the first of many. */
  readonly more: string;
  readonly title: string;
  readonly titleOfAll: string;
  readonly newText: string;
  readonly isSafe: boolean;
}

/** More than this many in a station have one cause, such as the program that it was written with. Our judgement. */
const MOST_ALONE = 3;

/** Few are findings of their own; many are one, as far as they can be changed alike. */
function* grouped(all: readonly Found[]): Generator<Finding> {
  const safe = all.filter(({ isSafe }) => isSafe);
  const others = all.filter(({ isSafe }) => !isSafe);
  for (const group of [safe, others]) {
    const first = group[0];
    if (!first) continue;
    if (group.length > MOST_ALONE) {
      const more = first.more.replace("{}", String(group.length - 1));
      yield changed(first, `${first.message}, ${more}.`, first.titleOfAll, group);
    } else for (const each of group) yield changed(each, `${each.message}.`, each.title, [each]);
  }
}

function changed({ range, isSafe }: Found, message: string, title: string, group: readonly Found[]): Finding {
  const fix = { title, edits: group.map((each) => ({ range: each.range, newText: each.newText })) };
  return isSafe ? { range, message, fix } : { range, message, suggestions: [fix] };
}

function finding(range: Finding["range"], message: string, title: string, newText: string): Finding {
  return { range, message, fix: { title, edits: [{ range, newText }] } };
}

/** Anything but ASCII and the dashes, quotation marks and ellipsis of ordinary text: a quick look at what most texts are. */
const UNUSUAL = /[^\0-\x7F\u2013\u2014\u2018-\u201D\u2026]/;

const SUSPECT = /[\u00A0\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202F\u2060-\u2064\u2066-\u2069\uFEFF]|\p{M}/u;

/** One at a time: a combining run of them is one finding. */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+/g;

/** Marks of the writing direction. */
const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** Those of them that show Latin letters and marks in another order. */
const REORDERS = /[\u202B\u202D\u202E\u2067]/;

/** The joiner within an emoji. */
const JOINED = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\p{Regional_Indicator})\u200D/u;

/** Scripts written from right to left. */
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Mandaic}\p{Script=Samaritan}\p{Script=Adlam}]/u;

/** Tells whether a place is in running text: not in code, an address, HTML or front matter, where each character may count. */
function placesInProse(passages: readonly Passage[]): (place: Range) => boolean {
  const addresses = passages.flatMap(({ prose }) => prose.marks.flatMap((mark) => addressOf(prose, mark) ?? []));
  const isInAddress = inOneOf(addresses.sort((a, b) => a.range.end - b.range.end));
  return (place) => {
    const passage = passages[firstFrom(passages.length, (at) => passages[at]!.range.end >= place.end)];
    if (!passage || !contains(passage.range, place) || isInAddress(place)) return false;
    return passage.prose.masked[textOffset(passage.prose, place.start)] !== MASK;
  };
}

/** What follows the text of a link; all of a picture, which has no text. */
function addressOf(prose: Prose, { kind, range, text }: Mark): { readonly range: Range } | undefined {
  if (kind === "image") return { range };
  if (kind !== "link" && kind !== "linkReference") return undefined;
  const { end } = sourceRange(prose, text.start, text.end);
  return { range: { start: text.start < text.end ? end : range.start, end: range.end } };
}

/** Whether marks are on both sides, which may mean something once nothing is between them, as in `<!--`. */
function isBetweenMarks(text: string, { start, end }: Range): boolean {
  return MARK.test(text[start - 1] ?? "") && MARK.test(text[end] ?? "");
}

const MARK = /[<>!*_`[\]#|~$\\-]/;

/** Whether a script that is written around a mark needs it: for a joiner beside it, for a direction in the same line. */
function isNeeded(text: string, { start, end }: Range, turns: boolean): boolean {
  if (turns) {
    const before = text
      .slice(Math.max(0, start - FURTHEST), start)
      .split(/[\n\r]/)
      .at(-1)!;
    const [after = ""] = text.slice(end, end + FURTHEST).split(/[\n\r]/, 1);
    return RIGHT_TO_LEFT.test(before + after);
  }
  return JOINING_LETTER.test(text.slice(Math.max(0, start - 2), end + 2));
}

/** Letters further along a line, in UTF-16 code units, are not looked for. */
const FURTHEST = 500;

export const examples: readonly Example[] = [
  {
    title: "Between marks that would mean something else without it",
    text: "# Rain\n\nIt rains <!\u200B-- on the hills.\n           ^ There is an invisible character here.\n",
  },
  {
    title: "A zero-width space, a turned direction, and a no-break space in a heading",
    text: `
      # Rain\u00A0and Snow
            ^ A space that does not break stands in this heading.

      It\u200B rains \u200Ehere.
        ^ There is an invisible character here.
                ^ There is a mark here that changes the writing direction.
    `,
    fixed: `
      # Rain and Snow

      It rains here.
    `,
  },
  {
    title: "A mark without which letters are read in another order",
    text: `
      # Rain

      It rains \u202Etoor.
               ^ There is a mark here that changes the writing direction.
    `,
  },
  {
    title: "Marks that a script needs",
    text: `
      # Rain

      نمی\u200Cدانم, क्\u200Dष, ไทย\u200Bไทย, and \u200Fשלום!\u200E (greetings).
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
    title: "Many of one kind",
    text: `
      # Rain

      Ra\u00ADin falls on the vil\u00ADlage, the ri\u00ADver and the for\u00ADest.
        ^ There is an invisible character here, and 3 more below.
    `,
    fixed: `
      # Rain

      Rain falls on the village, the river and the forest.
    `,
  },
  {
    title: "Code and addresses, where each character may count",
    text: `
      # Rain

      The sign is \`a\u200Bb\`, see [the page](https://example.org/a\u200Bb).
                    ^ There is an invisible character here.
                                                             ^ There is an invisible character here.
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
