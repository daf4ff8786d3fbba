import type { ReadingFormula } from "../language/language.ts";
import type { Passage, Sentence } from "../station/passage.ts";
import { readingOf } from "../station/reading.ts";
import { isProse, type Station } from "../station/station.ts";
import { sourceRange } from "../syntax/prose.ts";
import { type Word, wordEnd, wordStart, wordsOf } from "../syntax/words.ts";
import { firstFrom } from "../text/first-from.ts";
import type { Range } from "../text/range.ts";
import type { LearningPath } from "./learning-path.ts";

/** A station that is clearly harder to read than its path is meant to be. */
export interface HardReading {
  /** The grade that is shown with a station's other figures. */
  readonly grade: number;
  /** The grade that the path is written for. */
  readonly goal: number;
  /** The hardest sentences, the hardest first, with their grades. */
  readonly hardest: readonly { readonly sentence: Sentence; readonly grade: number }[];
}

/** From this many grades above a path's, the difference is clear, and no accident of a formula. Our judgement. */
export const CLEARLY_ABOVE = 2;

/** Both formulas were made for passages of a hundred words and more. */
const FEWEST_WORDS = 100;
/** Shorter sentences are not hard for their length, and one long word says little. Our judgement. */
const FEWEST_IN_SENTENCE = 8;
const MOST_SENTENCES = 3;

/**
 * How a station reads, where that is clearly above the grade of its path by two formulas: one counts syllables, one letters.
 * Names and the path's key terms are left out: readers of any grade have to learn them.
 * @param above by at least this many grades
 * @returns undefined where the station can be read, or the path does not say for whom it is written
 */
export function hardReading(
  path: LearningPath,
  station: Station,
  above: number = CLEARLY_ABOVE,
): HardReading | undefined {
  const goal = path.pathFile?.readingGrade;
  const formula = station.language.reading;
  if (goal === undefined || !formula) return undefined;
  const least = goal + above;
  const passages = station.passages.filter(isProse);
  // Letters are counted quickly, and settle most cases.
  if (gradeByLetters(passages, formula) < least) return undefined;
  const grade = readingOf(station).grade ?? 0;
  if (grade < least) return undefined;
  const counted = countSentences(path, station, passages, formula);
  const words = sum(counted, (each) => each.words);
  const letters = sum(counted, (each) => each.letters);
  const syllables = sum(counted, (each) => each.syllables);
  if (words < FEWEST_WORDS) return undefined;
  const grades = [
    formula.gradeOf(words, counted.length, syllables),
    formula.gradeByLetters(words, counted.length, letters),
  ];
  if (grades.some((each) => each < least)) return undefined;
  const hardest = counted
    .filter((each) => each.words >= FEWEST_IN_SENTENCE)
    .map((each) => ({ sentence: each.sentence, grade: formula.gradeOf(each.words, 1, each.syllables) }))
    .sort((a, b) => b.grade - a.grade || a.sentence.range.start - b.sentence.range.start);
  return { grade, goal, hardest: hardest.slice(0, MOST_SENTENCES) };
}

/** How a station reads, in a few words, beside its other figures: "Grade 9", or "Grade 18, written for 11". */
export function gradeFact(station: Station, paths: readonly LearningPath[]): string | undefined {
  const { grade } = readingOf(station);
  if (grade === undefined) return undefined;
  const hard = paths.map((path) => hardReading(path, station)).find((each) => each !== undefined);
  return hard ? `Grade ${grade}, written for ${hard.goal}` : `Grade ${grade}`;
}

function gradeByLetters(passages: readonly Passage[], formula: ReadingFormula): number {
  let [letters, words, sentences] = [0, 0, 0];
  for (const { words: numbered, sentences: parts } of passages) {
    sentences += parts.length;
    words += numbered.length;
    for (let at = 0; at < numbered.length; at++) letters += wordEnd(numbered, at) - wordStart(numbered, at);
  }
  return words < FEWEST_WORDS ? 0 : formula.gradeByLetters(words, sentences, letters);
}

interface Counted {
  readonly sentence: Sentence;
  readonly words: number;
  readonly letters: number;
  readonly syllables: number;
}

function countSentences(
  path: LearningPath,
  station: Station,
  passages: readonly Passage[],
  formula: ReadingFormula,
): readonly Counted[] {
  const sentences = passages.flatMap((passage) =>
    passage.sentences.map((sentence) => ({ sentence, words: readWords(sentence) })),
  );
  const names = new Set(
    sentences.flatMap(({ words }) =>
      words
        .slice(1)
        .filter(isCapitalized)
        .map(({ text }) => text),
    ),
  );
  const mentions = path.mentionsIn(station).map(({ range }) => range);
  return sentences.flatMap(({ sentence, words }): readonly Counted[] => {
    const read = words.filter((word) => !names.has(word.text) && !isMentioned(mentions, sentence, word));
    const letters = sum(read, ({ text }) => text.replace(/[^\p{L}\p{N}]/gu, "").length);
    const syllables = sum(read, ({ text }) => formula.syllablesOf(text.toLowerCase()));
    return read.length === 0 ? [] : [{ sentence, words: read.length, letters, syllables }];
  });
}

/** The words of a sentence without numbers, whose syllables and letters nobody agrees on. Offsets are of the sentence. */
function readWords({ start, end, passage }: Sentence): readonly Word[] {
  return wordsOf(passage.prose.masked.slice(start, end)).filter(({ text }) => /^\p{L}/u.test(text));
}

function isCapitalized({ text }: Word): boolean {
  return /^\p{Lu}/u.test(text) && text.length > 1;
}

function isMentioned(mentions: readonly Range[], { passage, start }: Sentence, word: Word): boolean {
  const { start: at } = sourceRange(passage.prose, start + word.start, start + word.end);
  const mention = mentions[firstFrom(mentions.length, (index) => mentions[index]!.end > at)];
  return mention !== undefined && mention.start <= at;
}

function sum<Each>(all: readonly Each[], of: (each: Each) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}
