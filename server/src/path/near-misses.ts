import type { Passage } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import { sourceRange } from "../syntax/prose.ts";
import { type NumberedWords, wordEnd, wordStart, wordsOf, wordText } from "../syntax/words.ts";
import { addTo } from "../text/groups.ts";
import { oncePer } from "../text/once.ts";
import type { Range } from "../text/range.ts";
import type { LearningPath } from "./learning-path.ts";
import type { Term } from "./terms.ts";

/** A word that is written once on its path, and is one slip away from a term: “Photosynthesys”. */
export interface NearMiss {
  readonly term: Term;
  /** The word of the term that is meant, with the capital that is written. */
  readonly proper: string;
  /** As it is written. */
  readonly text: string;
  /** In the source. */
  readonly range: Range;
}

/** Words of fewer letters are too often another word: “contact” and “contract”. Our judgement. */
const SHORTEST = 8;

/** The slips in a station's prose, headings and tables, in the order of its text. */
export function nearMisses(path: LearningPath, station: Station): readonly NearMiss[] {
  const models = modelsOf(path.terms);
  if (models.size === 0) return [];
  const found: NearMiss[] = [];
  const seen = new Set<string>();
  for (const passage of station.passages) {
    const { words } = passage;
    for (let at = 0; at < words.length; at++) {
      const start = wordStart(words, at);
      const length = wordEnd(words, at) - start;
      if (length < SHORTEST) continue;
      const alike = models.get(keyOf(words.text, start, length));
      if (!alike) continue;
      const text = wordText(words, at);
      if (seen.has(text)) continue;
      seen.add(text);
      const model = modelOf(text, passage, at, alike);
      if (model && isAlone(text, path)) found.push(missed(model, text, passage, at));
    }
  }
  return found;
}

/** One long word of a term, in lower case, with the words around it. */
interface Model {
  readonly term: Term;
  readonly words: readonly string[];
  readonly index: number;
}

/** Models by the key of the words that may be meant as one of them, the likeliest first. */
type Models = ReadonlyMap<number, readonly Model[]>;

/** A slip leaves a word as long as it was, or makes it a letter longer or shorter. */
const CHANGES_OF_LENGTH = [0, 1, -1];

/** The long words of all terms. */
const modelsOf = oncePer((terms: readonly Term[]): Models => {
  const long = terms.flatMap((term) => {
    const words = wordsOf(term.name.toLowerCase()).map(({ text }) => text);
    return words.flatMap((word, index) => (word.length < SHORTEST ? [] : [{ term, words, index }]));
  });
  const models = new Map<number, Model[]>();
  for (const change of CHANGES_OF_LENGTH) {
    for (const model of long) {
      const word = model.words[model.index]!;
      addTo(models, keyOf(word, 0, word.length + change), model);
    }
  }
  return models;
});

/** A number for the letter at a place, which slips hardly ever change at the start, and a length in UTF-16 code units. */
function keyOf(text: string, at: number, length: number): number {
  const code = text.charCodeAt(at);
  const isCapital = code >= 65 && code <= 90;
  const small = code < 128 ? code + (isCapital ? 32 : 0) : text[at]!.toLowerCase().charCodeAt(0);
  return small * 1_000 + length;
}

function modelOf(text: string, passage: Passage, at: number, alike: readonly Model[]): Model | undefined {
  const { words: forms, terms } = passage.language;
  const lower = text.toLowerCase();
  for (const model of alike) {
    const word = model.words[model.index]!;
    if (!isOneSlip(lower, word) || forms.keyOf(lower) === forms.keyOf(word) || terms.isAnotherWord(lower)) continue;
    if (
      model.words.every((each, index) => index === model.index || isForm(each, passage.words, at + index - model.index))
    )
      return model;
  }
  return undefined;

  function isForm(word: string, words: NumberedWords, index: number): boolean {
    return index >= 0 && index < words.length && forms.keyOf(wordText(words, index)) === forms.keyOf(word);
  }
}

/** Whether two words differ by two letters that changed places, a letter too many, or one vowel, “s” or “z” for another. */
function isOneSlip(a: string, b: string): boolean {
  if (a === b) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  let start = 0;
  while (short[start] === long[start]) start++;
  let end = 0;
  while (end < short.length - start && short[short.length - 1 - end] === long[long.length - 1 - end]) end++;
  // A last letter is an ending more often than a slip.
  if (start === 0 || end === 0) return false;
  if (short.length < long.length) return long.length - start - end === 1;
  const [one, other] = [short.slice(start, short.length - end), long.slice(start, long.length - end)];
  if (one.length === 2) return one[0] === other[1] && one[1] === other[0];
  return one.length === 1 && ALIKE.some((letters) => letters.includes(one) && letters.includes(other));
}

const ALIKE = ["aeiou", "iy", "sz", "sc", "ck"];

/** Whether a path has a word once only: whoever writes it again means it. */
function isAlone(word: string, { stops }: LearningPath): boolean {
  const lower = word.toLowerCase();
  let times = 0;
  for (const { station } of stops) {
    for (const { prose } of station?.passages ?? []) {
      const text = prose.masked.toLowerCase();
      for (let at = text.indexOf(lower); at >= 0; at = text.indexOf(lower, at + 1)) if (++times > 1) return false;
    }
  }
  return times === 1;
}

function missed({ term, words, index }: Model, text: string, { prose, words: written }: Passage, at: number): NearMiss {
  const word = words[index]!;
  const proper = /^\p{Lu}/u.test(text) ? word[0]!.toUpperCase() + word.slice(1) : word;
  return { term, proper, text, range: sourceRange(prose, wordStart(written, at), wordEnd(written, at)) };
}
