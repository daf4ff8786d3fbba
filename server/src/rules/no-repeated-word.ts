import { isProse } from "../station/station.ts";
import { sourceRange } from "../syntax/prose.ts";
import { type NumberedWords, wordEnd, wordStart, wordText } from "../syntax/words.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-repeated-word",
  group: "Prose",
  kind: "fault",
  summary: "No word is repeated by mistake.",
  why: `Eyes skip a doubled “the the”, mostly over a line end. Words that can stand twice on purpose (“had had”, “that that”,
“is is”), names such as “Walla Walla”, and words that are said twice (“very very”) are left alone; that list is our judgement.`,
  severity: "warning",
  needs: "language",
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
      /** Whether a word is the one before it once more, with nothing but space in between. */
      const isAgain = (at: number) => {
        if (!mayBeAlike(words, at)) return false;
        const [first, second] = [wordAt(at - 1), wordAt(at)];
        return (
          first.text.toLowerCase() === second.text.toLowerCase() &&
          /^\s+$/.test(prose.masked.slice(first.end, second.start))
        );
      };
      for (let at = 1; at < words.length; at++) {
        if (!isAgain(at)) continue;
        const first = wordAt(at - 1);
        let times = 2;
        while (at + 1 < words.length && isAgain(at + 1)) {
          times++;
          at++;
        }
        const last = wordAt(at);
        if (station.language.words.isRepeatedOnPurpose(last.text.toLowerCase()) || /^\p{N}/u.test(last.text)) continue;
        if (/^\p{Lu}/u.test(last.text) && first.text === last.text) continue; // a name
        const range = sourceRange(prose, first.end, last.end);
        const plain = !/[*_`[\]<]/.test(station.text.slice(range.start, range.end));
        const message = `“${last.text}” appears ${times === 2 ? "twice" : `${times} times`} in a row.`;
        const title = times === 2 ? `Remove the second “${last.text}”` : `Keep the first “${last.text}” only`;
        const place = sourceRange(prose, last.start, last.end);
        yield plain
          ? { range: place, message, fix: { title, edits: [{ range, newText: "" }] } }
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

export const examples: readonly Example[] = [
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
    title: "Words that stand twice on purpose",
    text: `
      # Rain

      What it is is water. The rain that that cloud had had was very very cold. In Walla Walla, 10 10 and \`the the\`.
    `,
  },
];
