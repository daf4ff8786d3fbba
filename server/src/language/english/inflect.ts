import pluralize from "pluralize";
import { isPluralNoun, pluralOf, singularOf } from "./nouns.ts";

/** A new name for a term in the form in which the old one is written at a place; see `WordForms.inflectLike`. */
export function inflectLike(
  written: string,
  name: string,
  newName: string,
  inTitle: boolean,
  keyOf: (word: string) => string,
): string {
  const [bare, possessive] = withoutPossessive(written);
  const numbered = likeNumber(bare, name, newName, keyOf);
  const cased = likeCase(bare, numbered, inTitle);
  if (!possessive) return cased;
  const mark = written.includes("’") ? "’" : "'";
  return cased.endsWith("s") && isPlural(lastWord(cased)) ? cased + mark : `${cased}${mark}s`;
}

function withoutPossessive(text: string): [bare: string, possessive: boolean] {
  const match = /^(.*)(?:['’]s|(?<=s)['’])$/su.exec(text);
  return match ? [match[1]!, true] : [text, false];
}

/** Plural where the old name is written in the plural but defined in the singular, and the other way round. */
function likeNumber(written: string, name: string, newName: string, keyOf: (word: string) => string): string {
  const [used, defined, last] = [lastWord(written), lastWord(name), lastWord(newName)];
  const head = newName.slice(0, newName.length - last.length);
  if (used.toLowerCase() === defined.toLowerCase() || keyOf(used) !== keyOf(defined)) return newName;
  if (isPlural(used)) return isPlural(last) ? newName : head + plural(last);
  return isPlural(last) ? head + singularLike(last) : newName;
}

function isPlural(word: string): boolean {
  return isPluralNoun(word.toLowerCase());
}

function singularLike(word: string): string {
  const singular = singularOf(word.toLowerCase());
  return word === word.toLowerCase() ? singular : pluralize.singular(word);
}

/** An acronym takes a small "s". */
function plural(word: string): string {
  return /^\p{Lu}{2,}$/u.test(word) ? `${word}s` : pluralOf(word);
}

function likeCase(written: string, name: string, inTitle: boolean): string {
  const words = written.split(/[\s-]+/);
  if (written.length > 1 && written === written.toUpperCase() && /\p{Lu}{2}/u.test(written) && !isName(name))
    return name.toUpperCase();
  const capitals = words.length > 1 ? words.every(startsWithCapital) : inTitle && startsWithCapital(written);
  if (capitals)
    return name.replace(/(?<=^|[\s-])\p{Ll}/gu, (letter, at: number) =>
      isSmallWord(name, at) ? letter : letter.toUpperCase(),
    );
  if (startsWithCapital(written)) return name[0]!.toUpperCase() + name.slice(1);
  return isName(name) ? name : name[0]!.toLowerCase() + name.slice(1);
}

/** Small words keep small letters in titles, but for the first. */
function isSmallWord(name: string, at: number): boolean {
  return (
    at > 0 && /^(?:a|an|and|as|at|but|by|for|in|nor|of|on|or|per|the|to|vs|via)(?![\p{L}'’])/iu.test(name.slice(at))
  );
}

/** A name that always has capitals: an acronym, or one with a capital beyond its first letter. */
function isName(name: string): boolean {
  return /^.+\p{Lu}/u.test(name);
}

function startsWithCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

function lastWord(text: string): string {
  return /(?<![^\s-])[^\s-]*$/.exec(text)![0];
}
