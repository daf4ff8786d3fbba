import type { Passage } from "../station/passage.ts";
import { isProse, type Station } from "../station/station.ts";
import { formulasIn } from "../syntax/math.ts";
import { type Mark, sourceRange } from "../syntax/prose.ts";
import { isQuoted } from "../syntax/quoted.ts";
import { type NumberedWords, type Word, wordAt, wordEnd, wordStart } from "../syntax/words.ts";
import { lineStart } from "../text/line-start.ts";
import { inOneOf, slice } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-repeated-word",
  group: "Prose",
  kind: "fault",
  summary: "No word is repeated by mistake.",
  why: `Eyes skip a doubled “the the”, mostly over a line end. Words that can stand twice on purpose (“had had”, “that that”,
“is is”), names such as “Walla Walla”, words that only capitals tell apart (“AND and OR”), and words that are said twice
(“very very”) are left alone; that list is our judgement. Only articles and the like are removed without asking, and none in a
quotation, a title or a formula: of any other word the second may be what the writer means.`,
  severity: "warning",
  needs: "language",
  options: {},
  *check(station) {
    for (const passage of station.passages) {
      const { prose, words } = passage;
      // The words of a short cell may be a list; small words are in none.
      const smallWordsOnly = !isProse(passage) && passage.kind === "cell";
      for (let at = 1; at < words.length; at++) {
        if (!isAgain(passage, at)) continue;
        const first = wordAt(words, at - 1);
        let times = 2;
        while (at + 1 < words.length && isAgain(passage, at + 1)) {
          times++;
          at++;
        }
        const last = wordAt(words, at);
        if (isMeant(passage, first, last)) continue;
        const isSmall = passage.language.words.isNeedlessTwice(last.text.toLowerCase());
        if (smallWordsOnly && !isSmall) continue;
        const kind = isSmall ? undefined : "other word"; // which a writer may play with
        const range = sourceRange(prose, first.end, last.end);
        // A picture is between them, or a link without words.
        if (/!\[|\]\(/.test(slice(station.text, range))) continue;
        const message = `“${last.text}” appears ${times === 2 ? "twice" : `${times} times`} in a row.`;
        const title = times === 2 ? `Remove the second “${last.text}”` : `Keep the first “${last.text}” only`;
        const place = sourceRange(prose, last.start, last.end);
        const remove = { title, edits: [{ range, newText: "" }] };
        if (/[*_`[\]<]/.test(slice(station.text, sourceRange(prose, first.start, last.end))))
          yield { range: place, message, kind };
        else if (isNeedless(station, passage, first, last)) yield { range: place, message, kind, fix: remove };
        else yield { range: place, message, kind, suggestions: [remove] };
      }
    }
  },
});

/** Whether a word is the one before it once more, with nothing but space in between. */
function isAgain({ words, prose }: Passage, at: number): boolean {
  if (!mayBeAlike(words, at)) return false;
  const [first, second] = [wordAt(words, at - 1), wordAt(words, at)];
  return (
    first.text.toLowerCase() === second.text.toLowerCase() && /^\s+$/.test(prose.masked.slice(first.end, second.start))
  );
}

/** Whether a writer may well mean both words. */
function isMeant(passage: Passage, first: Word, last: Word): boolean {
  const { prose, language } = passage;
  const { isRepeatedOnPurpose, isNeedlessTwice } = language.words;
  const lower = last.text.toLowerCase();
  if (isRepeatedOnPurpose(lower, wordBefore(passage, first)) || /^\p{N}/u.test(last.text)) return true;
  // “same-sex sex”: a part of a longer word is another word.
  if (
    HYPHEN.test(prose.text[first.start - 1] ?? "") ||
    /^[-\u2010\u2011]\p{L}/u.test(prose.text.slice(last.end, last.end + 3))
  )
    return true;
  // An example of how words are used, such as *cats fish fish*.
  if (!isNeedlessTwice(lower) && prose.marks.some((mark) => isExample(mark, passage, first, last))) return true;
  // “an *a a'* form”, “write “the the””: a few words that are set off by themselves, or letters that name parts.
  if (isShown(passage, first, last)) return true;
  // A name, or the value of a variable.
  if (/^\p{Lu}/u.test(last.text) || (last.text.length === 1 && !isNeedlessTwice(lower))) return true;
  // “Scanner scanner;” is a line of a program.
  if (first.text !== last.text && /^\s?[;=(]/.test(prose.text.slice(last.end, last.end + 2))) return true;
  if (first.text !== last.text && !passage.sentences.some(({ start }) => start === first.start)) return true;
  return formulasIn(prose.text).some(({ start, end }) => start < last.end && first.start < end);
}

function wordBefore({ prose }: Passage, { start }: Word): string {
  return /([\p{L}’']+)\s$/u.exec(prose.masked.slice(Math.max(0, start - 20), start))?.[1] ?? "";
}

/** Whether letters are most of what is set off, or are among other letters, or words are all that is quoted. */
function isShown({ prose }: Passage, first: Word, last: Word): boolean {
  const { text, marks } = prose;
  const isMost = ({ kind, text: at }: Mark) =>
    last.text.length === 1 &&
    (kind === "emphasis" || kind === "strong") &&
    at.start <= first.start &&
    last.end <= at.end &&
    at.end - at.start < text.length &&
    at.end - at.start <= last.end - first.start + 4;
  if (marks.some(isMost)) return true;
  const [before, after] = [text.slice(0, first.start), text.slice(last.end)];
  if (/["“‘'«]$/.test(before) && /^["”’'»]/.test(after)) return true;
  return (
    last.text.length === 1 && (/^(?:\s[b-hj-z](?!\p{L})|['’′])/u.test(after) || /(?<!\p{L})[b-hj-z]\s$/u.test(before))
  );
}

/** Whether a few words that are set off within a text hold both words. */
function isExample({ kind, text }: Mark, { prose }: Passage, first: Word, last: Word): boolean {
  return (
    kind === "emphasis" &&
    text.start <= first.start &&
    last.end <= text.end &&
    text.end - text.start < prose.text.length / 2
  );
}

const HYPHEN = /[-\u2010\u2011]/;

/** Whether nobody would miss the second word, and no other text than the station's own is changed by removing it. */
function isNeedless({ text }: Station, { prose, kind, language }: Passage, first: Word, last: Word): boolean {
  if (kind === "title" || kind === "heading" || !language.words.isNeedlessTwice(last.text.toLowerCase())) return false;
  // “the operators and and or”: what follows says that the words are meant as words.
  const next = /^\s+(\p{L}[\p{L}\p{M}]*)/u.exec(prose.masked.slice(last.end))?.[1];
  if (next === undefined || language.structure.conjunctions.includes(next.toLowerCase())) return false;
  const place = { start: first.start, end: last.end };
  const isSetOff = inOneOf(prose.marks.filter(({ kind }) => kind !== "footnote").map((mark) => ({ range: mark.text })));
  if (isSetOff(place) || isQuoted(prose.text, first.start)) return false;
  const line = text.slice(lineStart(text, prose.range.start), prose.range.start);
  return !line.includes(">");
}

/** Whether a word is as long as the one before it and begins like it, which is told without making either. */
function mayBeAlike(words: NumberedWords, at: number): boolean {
  const [before, here] = [wordStart(words, at - 1), wordStart(words, at)];
  if (wordEnd(words, at - 1) - before !== wordEnd(words, at) - here) return false;
  const [first, second] = [words.text.charCodeAt(before), words.text.charCodeAt(here)];
  return first > 0x7f || second > 0x7f || (first | 0x20) === (second | 0x20);
}

export const examples: readonly Example[] = [
  {
    title: "A question of what happens, and words of everyday speech",
    text: `
      # Rain

      Wish that what happens happens. Yeah yeah, we know.
    `,
  },
  {
    title: "Letters that name a form, and words that are shown",
    text: `
      # Songs

      The chorus has an *a a'* form, and the verse is a a b a. Who types “the the” made a slip.
    `,
  },
  {
    title: "Words that are parts of longer ones, a line of a program, and an example",
    text: `
      # Rain

      A low-water water mark shows where the river river-boats stop.

      Gauge gauge;

      In the sentence *cats fish fish* the second of them is a verb, and so is the last word here.
    `,
  },
  {
    title: "A doubled word, also over the end of a line",
    text: `
      # Rain

      The rain fills the the river, and and the river
                         ^^^ “the” appears twice in a row.
                                        ^^^ “and” appears twice in a row.
      fills the
      the sea.
      ^^^ “the” appears twice in a row.
    `,
    fixed: `
      # Rain

      The rain fills the river, and the river
      fills the sea.
    `,
  },
  {
    title: "A word that stands more often",
    text: `
      # Rain

      It fills the the the the river.
                           ^^^ “the” appears 4 times in a row.
    `,
    fixed: `
      # Rain

      It fills the river.
    `,
  },
  {
    title: "Words of which the second may be meant, and words that are someone else's",
    text: `
      # Rain

      Drops drops fall on _the the_ roof.
            ^^^^^ “drops” appears twice in a row.
                               ^^^ “the” appears twice in a row.

      She said “the the rain is late”, and sets are joined with and and or.
                    ^^^ “the” appears twice in a row.
                                                                    ^^^ “and” appears twice in a row.
    `,
  },
  {
    title: "Words that capitals tell apart, and formulas",
    text: `
      # Rain

      It takes AND and OR, and ten billion billion drops. When May may come, $r R + r r$ falls.
    `,
  },
  {
    title: "A picture or a link between two words",
    text: `
      # Keys

      Press ![the gear](https://example.org/gear.png) or ![the menu](https://example.org/menu.png) or both.
    `,
  },
  {
    title: "Words that stand twice on purpose",
    text: `
      # Rain

      What it is is water. The rain that that cloud had had was very very cold. In Walla Walla, 10 10 and \`the the\`.
    `,
  },
];
