import { syllable } from "syllable";
import { ownCopy } from "../../text/own-copy.ts";
import type { ReadingFormula } from "../language.ts";

/**
 * The Flesch-Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59, rounded, never below 1
 * (J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom, "Derivation of New Readability Formulas for Navy Enlisted
 * Personnel", Research Branch Report 8-75, 1975).
 */
export const READING: ReadingFormula = {
  syllablesOf,
  gradeOf: (words, sentences, syllables) =>
    Math.max(1, Math.round((0.39 * words) / sentences + (11.8 * syllables) / words - 15.59)),
  gradeByLetters,
};

/**
 * The Coleman-Liau index: 0.0588 × letters in a hundred words − 0.296 × sentences in a hundred words − 15.8, rounded, never
 * below 1 (M. Coleman, T. L. Liau, "A Computer Readability Formula Designed for Machine Scoring", Journal of Applied Psychology
 * 60, 1975). Letters can't be miscounted as syllables can, and the length of a sentence, which rules Kincaid's formula, hardly
 * counts: where the two agree that a text is hard, both its words and its sentences are.
 */
function gradeByLetters(words: number, sentences: number, letters: number): number {
  return Math.max(1, Math.round((5.88 * letters) / words - (29.6 * sentences) / words - 15.8));
}

/** Words return: a text of a thousand has some four hundred different ones, and its neighbors share most of them. */
const counted = new Map<string, number>();
const MOST_COUNTED = 20_000;

function syllablesOf(word: string): number {
  let count = counted.get(word);
  if (count === undefined) {
    // A longer run of letters is no word, and the package's patterns take time.
    count = word.length > 60 ? 1 : Math.max(1, syllable(word));
    if (counted.size >= MOST_COUNTED) counted.clear();
    counted.set(ownCopy(word), count);
  }
  return count;
}
