import { isProse } from "../station/station.ts";
import { sourceRange } from "../syntax/prose.ts";
import { type NumberedWords, wordEnd, wordStart, wordText } from "../syntax/words.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-repeated-word",
  group: "Prose",
  summary: "No word stands twice in a row by mistake.",
  why: `Eyes skip a doubled “the the”, mostly over a line end. Words that can stand twice on purpose (“had had”, “that that”,
“is is”), names such as “Walla Walla”, and words that are said twice (“very very”) are left alone; that list is our judgement.`,
  severity: "warning",
  options: {},
  *check(station) {
    for (const passage of station.passages) {
      if (!isProse(passage) && passage.kind === "cell") continue;
      const { prose } = passage;
      const { words } = passage;
      const wordAt = (at: number) => ({
        start: wordStart(words, at),
        end: wordEnd(words, at),
        text: wordText(words, at),
      });
      for (let at = 1; at < words.length; at++) {
        if (!mayBeAlike(words, at)) continue;
        const [first, second] = [wordAt(at - 1), wordAt(at)];
        if (first.text.toLowerCase() !== second.text.toLowerCase()) continue;
        if (ON_PURPOSE.has(second.text.toLowerCase())) continue;
        if (!/^\s+$/.test(prose.masked.slice(first.end, second.start)) || /^\p{N}/u.test(second.text)) continue;
        if (/^\p{Lu}/u.test(second.text) && first.text === second.text) continue; // a name
        if (at + 1 < words.length && wordAt(at + 1).text.toLowerCase() === second.text.toLowerCase()) continue; // no, no, no
        const range = sourceRange(prose, first.end, second.end);
        const plain = !/[*_`[\]<]/.test(station.text.slice(range.start, range.end));
        const message = `“${second.text}” stands twice in a row.`;
        const place = sourceRange(prose, second.start, second.end);
        yield plain
          ? {
              range: place,
              message,
              fix: { title: `Remove the second “${second.text}”`, edits: [{ range, newText: "" }] },
            }
          : { range: place, message };
      }
    }
  },
});

/** Whether a word is as long as the one before it and begins like it, which is told without making either. */
function mayBeAlike(words: NumberedWords, at: number): boolean {
  const [before, here] = [wordStart(words, at - 1), wordStart(words, at)];
  if (wordEnd(words, at - 1) - before !== wordEnd(words, at) - here) return false;
  const [first, second] = [words.text.charCodeAt(before), words.text.charCodeAt(here)];
  return first > 0x7f || second > 0x7f || (first | 0x20) === (second | 0x20);
}

const ON_PURPOSE = new Set(
  "had that is was do did her his you who in on so no very really ever never again bye ha ho hear there now many much long far blah yada pom bora ping couscous".split(
    " ",
  ),
);

export const examples: readonly Example[] = [
  {
    title: "A doubled word, also over the end of a line",
    text: `
      # Rain

      The rain fills the the river, and and the river
                         ^^^ “the” stands twice in a row.
                                        ^^^ “and” stands twice in a row.
      fills the
      the sea.
      ^^^ “the” stands twice in a row.
    `,
    fixed: `
      # Rain

      The rain fills the river, and the river
      fills the sea.
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
