import type { Language } from "../language/language.ts";
import { ownCopy } from "../text/own-copy.ts";

/**
 * Every distinct word has a number, so that what is asked of words, their kinds and keys, is worked out once for a word and not
 * once for each place. Words return: a library has some ten thousand of them.
 */

/** At most this many words are numbered; a random text could have any number. The others have number 0, and are asked about again. */
const MOST_WORDS = 100_000;

/** The number of a word that has none of its own. */
export const UNNUMBERED = 0;

const words: string[] = [""];
let wordKinds = new Uint32Array(1 << 12);
/** The code units of all words after each other, and where those of each begin. */
let units = new Uint16Array(1 << 15);
let unitsFrom = new Uint32Array(1 << 12);
/** Open addressing: the numbers of words by the hashes of their code units. At least half of it is empty. */
let table = new Int32Array(1 << 13);

const kinds: ((word: string) => boolean)[] = [];

/**
 * Makes words of a kind known at a glance, as one bit of what `kindsOf` gives. It is asked of each word once, so it has to be
 * pure. What was read before the kind was registered does not know it: kinds are registered where modules are loaded.
 */
export function wordKind(isOne: (word: string) => boolean): number {
  if (kinds.length === 31) throw new Error("No more than 31 kinds of words can be told apart.");
  const kind = 1 << kinds.length;
  kinds.push(isOne);
  for (let number = 1; number < words.length; number++) if (isOne(words[number]!)) wordKinds[number]! |= kind;
  return kind;
}

/** The hash of no code units, and of some followed by another. FNV-1a, of G. Fowler, L. C. Noll and K.-P. Vo. */
export const NO_HASH = 0x811c9dc5 | 0;
export function nextHash(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** The languages of the texts that are read, in the order in which they were met. */
const languages: Language[] = [];
const languageKinds: { readonly kind: number; isOne(language: Language, word: string): boolean }[] = [];

/** A kind of words that each language tells for itself: a word is of it where it is one in any language that is read. */
export function wordKindByLanguage(isOne: (language: Language, word: string) => boolean): number {
  const kind = wordKind((word) => languages.some((language) => isOne(language, word)));
  languageKinds.push({ kind, isOne });
  return kind;
}

/** Makes the words of a language known at a glance. To be called before the words of the first text in it are looked at. */
export function useLanguage(language: Language): void {
  if (languages.includes(language)) return;
  languages.push(language);
  for (const { kind, isOne } of languageKinds)
    for (let number = 1; number < words.length; number++)
      if (isOne(language, words[number]!)) wordKinds[number]! |= kind;
}

/** The number of the word that stands in a text from `start` to `end` and has that hash. */
export function numberOfWord(text: string, start: number, end: number, hash: number): number {
  const mask = table.length - 1;
  for (let at = hash & mask; ; at = (at + 1) & mask) {
    const number = table[at]!;
    if (number === 0) return words.length > MOST_WORDS ? UNNUMBERED : add(text.slice(start, end), hash);
    if (stands(number, text, start, end)) return number;
  }
}

/** The hash of a stretch of a text. */
export function hashOf(text: string, start: number, end: number): number {
  let hash = NO_HASH;
  for (let at = start; at < end; at++) hash = nextHash(hash, text.charCodeAt(at));
  return hash;
}

/** Whoever takes too long is stopped anywhere, also in here: a word is known only once all of it has been written down. */
function add(slice: string, hash: number): number {
  const word = ownCopy(slice);
  const number = words.length;
  if (2 * number + 2 >= table.length) grow();
  const from = unitsFrom[number]!;
  while (from + word.length > units.length) units = larger(units);
  for (let at = 0; at < word.length; at++) units[from + at] = word.charCodeAt(at);
  unitsFrom[number + 1] = from + word.length;
  wordKinds[number] = kindsOfText(word);
  words.push(word);
  enter(table, number, hash);
  return number;
}

function enter(into: Int32Array, number: number, hash: number): void {
  const mask = into.length - 1;
  let at = hash & mask;
  while (into[at] !== 0) at = (at + 1) & mask;
  into[at] = number;
}

function grow(): void {
  const grown = new Int32Array(2 * table.length);
  for (let number = 1; number < words.length; number++) {
    const word = words[number]!;
    enter(grown, number, hashOf(word, 0, word.length));
  }
  while (2 * wordKinds.length < grown.length) wordKinds = larger(wordKinds);
  while (2 * unitsFrom.length < grown.length) unitsFrom = larger(unitsFrom);
  table = grown;
}

function stands(number: number, text: string, start: number, end: number): boolean {
  const from = unitsFrom[number]!;
  if (unitsFrom[number + 1]! - from !== end - start) return false;
  for (let at = start; at < end; at++) if (units[from + at - start] !== text.charCodeAt(at)) return false;
  return true;
}

function larger<Numbers extends Uint16Array | Uint32Array>(numbers: Numbers): Numbers {
  const made = new (numbers.constructor as { new (length: number): Numbers })(2 * numbers.length);
  made.set(numbers);
  return made;
}

/** The kinds that a word is of, one bit each, by its number and where it stands. */
export function kindsOf(number: number, text: string, start: number, end: number): number {
  return number === UNNUMBERED ? kindsOfText(text.slice(start, end)) : wordKinds[number]!;
}

function kindsOfText(word: string): number {
  let all = 0;
  for (let at = 0; at < kinds.length; at++) if (kinds[at]!(word)) all |= 1 << at;
  return all;
}
