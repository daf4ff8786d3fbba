import { termKey, termKeyAt } from "../path/terms.ts";
import type { Passage } from "../station/passage.ts";
import { sourceRange } from "../syntax/prose.ts";
import { countWords, firstWordFrom, wordEnd, wordStart } from "../syntax/words.ts";
import { count } from "../text/count.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "key-term-definition",
  group: "Key terms",
  kind: "form",
  summary: "A definition is one sentence of 3 to 40 words that does not use the term itself.",
  why: `A definition is looked up in the middle of reading, so it has to be short, and it has to say the term in other words.
The bounds are our judgement: under three words a definition is a synonym, past forty it is an explanation.`,
  severity: "warning",
  elsewhere: "hint",
  needs: "language",
  options: {
    least: { default: 3, minimum: 1, description: "The minimum number of words in a definition." },
    most: { default: 40, minimum: 5, description: "The maximum number of words in a definition." },
  },
  *check(station, { options }) {
    for (const {
      definitionPassage: passage,
      definitionStart,
      form,
      term,
      definition,
      definitionRange,
    } of station.keyTerms) {
      if (!definition) continue;
      const [, second] = passage.sentences;
      if (second && form === "callout") {
        yield {
          range: second.range,
          message: `The definition of “${term}” goes on after its first sentence. Please move the rest below it.`,
        };
        continue;
      }
      const words = countWords(definition);
      if (words < options.least)
        yield {
          range: definitionRange,
          message: `“${term}” is defined in ${count(words, "word")}; at least ${options.least} make it clear.`,
        };
      else if (words > options.most)
        yield {
          range: definitionRange,
          message: `“${term}” is defined in ${count(words, "word")}; at most ${options.most} are easy to look up.`,
        };
      const used = mention(passage, definitionStart, term);
      if (!used) continue;
      const range = sourceRange(passage.prose, used.start, used.end);
      yield { range, message: `The definition of “${term}” uses the term itself. Please say it in other words.` };
    }
  },
});

/** Where a text names a term, in any of its forms, from some place on. */
function mention({ words, language }: Passage, from: number, term: string): { start: number; end: number } | undefined {
  const keys = termKey(term, language).split(" ");
  for (let at = firstWordFrom(words, from); at + keys.length <= words.length; at++) {
    if (keys.every((each, index) => termKeyAt(words, at + index, language) === each))
      return { start: wordStart(words, at), end: wordEnd(words, at + keys.length - 1) };
  }
  return undefined;
}

export const examples: readonly Example[] = [
  {
    title: "A definition that is a synonym",
    text: `
      # Bread

      Key term: Banneton — a basket.
                           ^^^^^^^^^ “Banneton” is defined in 2 words; at least 3 make it clear.
    `,
  },
  {
    title: "A definition that goes round in a circle",
    text: `
      # Bread

      Key term: Bulk fermentation — the stage in which bulk fermentations happen to a dough.
                                                       ^^^^^^^^^^^^^^^^^^ The definition of “Bulk fermentation” uses the term itself. Please say it in other words.
    `,
  },
  {
    title: "A definition that explains",
    text: `
      # Bread

      Key term: Scoring — cutting the top of a loaf right before baking. It lets steam out.
                                                                         ^^^^^^^^^^^^^^^^^^ The definition of “Scoring” goes on after its first sentence. Please move the rest below it.
    `,
  },
  {
    title: "A definition that is too long",
    options: { most: 8 },
    text: `
      # Bread

      Key term: Scoring — cutting the top of a loaf right before it goes in.
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Scoring” is defined in 11 words; at most 8 are easy to look up.
    `,
  },
  {
    title: "Definitions in order: a short one, one with an abbreviation and a word of the term, one below a heading",
    text: `
      # Security

      Key term: Dyad — a group of two.

      ### Key Term: Treaty

      A promise between states. Most of them are kept.

      Key term: Collective security — a system in which a threat to one member, e.g., an attack, is a threat to the security of all.
    `,
  },
];
