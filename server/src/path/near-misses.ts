import type { Passage } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import { sourceRange } from "../syntax/prose.ts";
import { type NumberedWords, wordEnd, wordStart, wordsOf, wordText } from "../syntax/words.ts";
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
  const models = modelsOf(path);
  if (models.size === 0) return [];
  const found: NearMiss[] = [];
  const seen = new Set<string>();
  for (const passage of station.passages) {
    const { words } = passage;
    for (let at = 0; at < words.length; at++) {
      if (wordEnd(words, at) - wordStart(words, at) < SHORTEST) continue;
      const text = wordText(words, at);
      if (seen.has(text)) continue;
      seen.add(text);
      const model = modelOf(text, passage, at, models);
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

const models = new WeakMap<readonly Term[], ReadonlyMap<string, readonly Model[]>>();

/** The long words of all terms by their first letter and their length: a slip changes the one hardly ever, and the other by one. */
function modelsOf({ terms }: LearningPath): ReadonlyMap<string, readonly Model[]> {
  let known = models.get(terms);
  if (!known) {
    const made = new Map<string, Model[]>();
    for (const term of terms) {
      const words = wordsOf(term.name.toLowerCase()).map(({ text }) => text);
      words.forEach((word, index) => {
        if (word.length < SHORTEST) return;
        const key = `${word[0]}${word.length}`;
        const others = made.get(key);
        if (others) others.push({ term, words, index });
        else made.set(key, [{ term, words, index }]);
      });
    }
    known = made;
    models.set(terms, known);
  }
  return known;
}

function modelOf(
  text: string,
  passage: Passage,
  at: number,
  known: ReadonlyMap<string, readonly Model[]>,
): Model | undefined {
  const { words: forms, terms } = passage.language;
  const lower = text.toLowerCase();
  for (const length of [lower.length, lower.length - 1, lower.length + 1]) {
    for (const model of known.get(`${lower[0]}${length}`) ?? []) {
      const word = model.words[model.index]!;
      if (!isOneSlip(lower, word) || forms.keyOf(lower) === forms.keyOf(word) || terms.isAnotherWord(lower)) continue;
      if (
        model.words.every(
          (each, index) => index === model.index || isForm(each, passage.words, at + index - model.index),
        )
      )
        return model;
    }
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
