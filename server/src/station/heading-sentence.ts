import type { Passage } from "./passage.ts";

/** A heading of this many words or more may be a sentence; of more than the second, it is no name (our judgement). */
const FEWEST_WORDS = 6;
const MOST_WORDS_OF_NAME = 14;

/**
 * Whether a heading is a sentence that says something, “The tides are slow, but nothing stops them.”, and no name with a stray
 * period: it ends with one, and is long, or has hardly any capitals but the first.
 */
export function isSentenceHeading(passage: Passage): boolean {
  const { prose, wordCount } = passage;
  const text = prose.text.trim();
  if (!/[.!]["”’)]*$/.test(text) || wordCount < FEWEST_WORDS) return false;
  return wordCount > MOST_WORDS_OF_NAME || /[.!?] \p{Lu}/u.test(text) || hasCapitalsOfSentence(passage);
}

/** Whether at most one word in four has a capital, the first not counted, as in a sentence and in no title. */
export function hasCapitalsOfSentence({ prose, wordCount }: Passage): boolean {
  const capitals =
    prose.text
      .trim()
      .slice(1)
      .match(/(?<=[\s(“"])\p{Lu}/gu)?.length ?? 0;
  return capitals * 4 <= wordCount;
}
