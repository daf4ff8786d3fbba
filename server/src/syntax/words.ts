/** A word and where it stands in the text it was found in. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’](?=[\p{L}\p{N}]))*/gu;

/** The words of a text in order. Apostrophes belong to a word ("don't"), hyphens part it ("cost-benefit" is two). */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    words.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return words;
}

const COUNTED = /[\p{L}\p{N}][^\s—–…/]*/gu;

/** How many words a reader counts: hyphenated compounds and numbers with their unit signs are one. */
export function countWords(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(COUNTED)) count++;
  return count;
}
