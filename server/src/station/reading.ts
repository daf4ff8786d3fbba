import type { ReadingFormula } from "../language/language.ts";
import { wordsOf } from "../syntax/words.ts";
import { once, oncePer } from "../text/once.ts";
import type { Passage } from "./passage.ts";
import { isProse, type Station } from "./station.ts";

/** How long a station is and how hard it reads. */
export interface Reading {
  /** As a reader counts them, in prose and tables, without titles and headings. */
  readonly words: number;
  readonly sentences: number;
  /** Whole minutes, never fewer than one. */
  readonly minutes: number;
  /** The school grade whose readers can follow prose of this kind; undefined where there is too little of it, or no formula for its language. */
  readonly grade: number | undefined;
}

/**
 * Words read in a minute. Adults read English non-fiction silently at 238 on average (M. Brysbaert, "How many words do we
 * read per minute?", Journal of Memory and Language 109, 2019). Less is our judgement: who learns stops at terms and tables.
 */
const WORDS_A_MINUTE = 200;

/** A grade that is computed from fewer words says nothing. Our judgement: the formula was made for samples of 150 and more. */
const FEWEST_WORDS = 30;

export const readingOf: (station: Station) => Reading = oncePer(measure);

/** The words of some passages as a reader counts them, but for titles, headings and page furniture. */
export function wordsIn(passages: readonly Passage[]): number {
  const read = passages.filter((passage) => isProse(passage) || passage.kind === "cell");
  return read.reduce((sum, { wordCount }) => sum + wordCount, 0);
}

function measure({ passages, language }: Station): Reading {
  const prose = passages.filter(isProse);
  const words = once(() => wordsIn(passages));
  const sentences = once(() => prose.reduce((sum, passage) => sum + passage.sentences.length, 0));
  const grade = once(() => gradeOf(prose, sentences(), language.reading));
  return {
    get words() {
      return words();
    },
    get sentences() {
      return sentences();
    },
    get minutes() {
      return Math.max(1, Math.ceil(words() / WORDS_A_MINUTE));
    },
    get grade() {
      return grade();
    },
  };
}

/** The grade by a language's formula. Numbers in digits are left out: nobody agrees on their syllables. */
function gradeOf(
  prose: readonly Passage[],
  sentences: number,
  formula: ReadingFormula | undefined,
): number | undefined {
  if (!formula) return undefined;
  let words = 0;
  let syllables = 0;
  for (const passage of prose) {
    for (const { text } of wordsOf(passage.prose.masked)) {
      if (!/^\p{L}/u.test(text)) continue;
      words++;
      syllables += formula.syllablesOf(text.toLowerCase());
    }
  }
  return words < FEWEST_WORDS || sentences === 0 ? undefined : formula.gradeOf(words, sentences, syllables);
}
