import { firstFrom } from "../text/first-from.ts";
import { hashOf, kindsOf, NO_HASH, nextHash, numberOfWord } from "./lexicon.ts";

/** A word and where it stands in the text it was found in. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’](?=[\p{L}\p{N}]))*/gu;

/** The words of a text in order. Apostrophes belong to a word ("don't"), hyphens part it ("cost-benefit" is two). */
export function wordsOf(text: string): readonly Word[] {
  const { from, length, places } = gatherWords(text);
  return Array.from({ length }, (_, at) => {
    const [start, end] = [places[from + 3 * at]!, places[from + 3 * at + 1]!];
    return { text: text.slice(start, end), start, end };
  });
}

/**
 * The words of a text by their numbers in the lexicon, for those who look at every word of a library: no word is made of it.
 * `wordStart`, `wordEnd` and `wordNumber` describe one of them.
 */
export interface NumberedWords {
  readonly text: string;
  /** How many there are. */
  readonly length: number;
  /** The kinds of all of them together. */
  readonly kinds: number;
  /** Start, end and number of each, in turns, from the index `from` on: many texts share an array. */
  readonly places: Int32Array;
  readonly from: number;
}

export function wordStart({ places, from }: NumberedWords, at: number): number {
  return places[from + 3 * at]!;
}

export function wordEnd({ places, from }: NumberedWords, at: number): number {
  return places[from + 3 * at + 1]!;
}

export function wordNumber({ places, from }: NumberedWords, at: number): number {
  return places[from + 3 * at + 2]!;
}

export function wordText(words: NumberedWords, at: number): string {
  return words.text.slice(wordStart(words, at), wordEnd(words, at));
}

export function wordAt(words: NumberedWords, at: number): Word {
  return { text: wordText(words, at), start: wordStart(words, at), end: wordEnd(words, at) };
}

/** The index of the first word that does not begin before an offset. */
export function firstWordFrom(words: NumberedWords, offset: number): number {
  return firstFrom(words.length, (at) => wordStart(words, at) >= offset);
}

/** The words of a text in order, as `wordsOf` finds them, without making any that is known. */
export function numberWords(text: string): NumberedWords {
  const { from, length, places } = gatherWords(text);
  let kinds = 0;
  for (let at = from; at < from + 3 * length; at += 3) {
    const start = places[at]!;
    const end = places[at + 1]!;
    const number = numberOfWord(text, start, end, places[at + 2]!);
    places[at + 2] = number;
    kinds |= kindsOf(number, text, start, end);
  }
  free = from + 3 * length;
  return { text, length, kinds, places, from };
}

/** How many numbers are asked of the system at once: an array for each text would cost more than what is written to it. */
const ROOM = 1 << 14;

/** What the words of texts are written to, and where the next text may begin. */
let room = new Int32Array(ROOM);
let free = 0;

/** Writes down where each word of a text begins and ends, and its hash. The next call writes to the same place unless it is kept. */
function gatherWords(text: string): { readonly from: number; readonly length: number; readonly places: Int32Array } {
  // A word and what parts it from the next are two characters at least.
  const most = 3 * ((text.length >> 1) + 1);
  if (free + most > room.length) {
    room = new Int32Array(Math.max(ROOM, most));
    free = 0;
  }
  const length = gatherPlain(text) ?? gatherAny(text);
  return { from: free, length, places: room };
}

/**
 * The same for a text of ASCII, typographic punctuation and masks, as nearly every text is: there, letters and digits are known
 * without Unicode's tables, which makes looking for words ten times faster.
 * @returns how many there are; undefined where the text is not plain
 */
function gatherPlain(text: string): number | undefined {
  let length = 0;
  let start = -1;
  let hash = NO_HASH;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const sort = code < 0x80 ? SORTS[code]! : sortOf(code);
    if (sort === LETTER) {
      if (start < 0) start = at;
      hash = nextHash(hash, code);
    } else if (sort === OTHER) return undefined;
    else if (start >= 0) {
      if (sort === APOSTROPHE && isLetterOrDigit(text.charCodeAt(at + 1))) hash = nextHash(hash, code);
      else {
        gather(length++, start, at, hash);
        start = -1;
        hash = NO_HASH;
      }
    }
  }
  if (start >= 0) gather(length++, start, text.length, hash);
  return length;
}

function gatherAny(text: string): number {
  let length = 0;
  for (const { 0: word, index } of text.matchAll(WORD))
    gather(length++, index, index + word.length, hashOf(word, 0, word.length));
  return length;
}

function gather(at: number, start: number, end: number, hash: number): void {
  room[free + 3 * at] = start;
  room[free + 3 * at + 1] = end;
  room[free + 3 * at + 2] = hash;
}

/** What a character of a plain text is to its words. */
const [BETWEEN, LETTER, APOSTROPHE, OTHER] = [0, 1, 2, 3];
const SORTS = Uint8Array.from({ length: 0x80 }, (_, code) =>
  isLetterOrDigit(code) ? LETTER : isApostrophe(code) ? APOSTROPHE : BETWEEN,
);

function sortOf(code: number): number {
  return isApostrophe(code) ? APOSTROPHE : isPunctuation(code) ? BETWEEN : OTHER;
}

/** How many words a reader counts: hyphenated compounds and numbers with their unit signs are one. */
export function countWords(text: string): number {
  return countNumbered(numberWords(text));
}

/** The same for the words from one index to before another. */
export function countNumbered(words: NumberedWords, from = 0, to = words.length): number {
  const { text } = words;
  let count = from < to ? 1 : 0;
  for (let at = from + 1; at < to; at++) {
    const start = wordStart(words, at);
    for (let between = wordEnd(words, at - 1); between < start; between++) {
      if (!partsWords(text.charCodeAt(between))) continue;
      count++;
      break;
    }
  }
  return count;
}

/** A no-break space, General Punctuation without its spaces and invisible characters, or `MASK`. */
function isPunctuation(code: number): boolean {
  return code === 0xa0 || (code >= 0x2010 && code <= 0x2027) || (code >= 0x2030 && code <= 0x205e) || code === 0xfffc;
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019;
}

/** Whether a character ends a word that is counted: white space, dashes, an ellipsis, a slash. */
function partsWords(code: number): boolean {
  if (code < 0x80) return code === 0x20 || code === 0x2f || (code >= 0x09 && code <= 0x0d);
  if (code === 0x2013 || code === 0x2014 || code === 0x2026 || code === 0xa0) return true;
  return code >= 0x1680 && !isPunctuation(code) && /\s/.test(String.fromCharCode(code));
}
