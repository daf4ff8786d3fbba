import type { Passage } from "./passage.ts";

/** A heading of this many words or more may be a sentence; of more than the second, it is no name (our judgement). */
const FEWEST_WORDS = 6;
const MOST_WORDS_OF_NAME = 14;

/**
 * Whether a heading is a sentence that says something, “The tides are slow, but nothing stops them.”, and no name with a stray
 * period: it ends with one, and is long, or has hardly any capitals but the first.
 */
export function isSentenceHeading({ prose, words, wordCount }: Passage): boolean {
  const text = prose.text.trim();
  if (!/[.!]["”’)]*$/.test(text) || wordCount < FEWEST_WORDS) return false;
  if (wordCount > MOST_WORDS_OF_NAME || /[.!?] \p{Lu}/u.test(text)) return true;
  const capitals = text.slice(1).match(/(?<=[\s(“"])\p{Lu}/gu)?.length ?? 0;
  return capitals * 4 <= words.length;
}
