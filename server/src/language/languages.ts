import { english } from "./english/english.ts";
import type { Language } from "./language.ts";
import { UNKNOWN } from "./unknown.ts";

/** Every language that something is known of. To add one, add its folder and a line here. */
export const LANGUAGES: readonly Language[] = [english];

/** The language of whatever says nothing of its own. */
export const DEFAULT_LANGUAGE: Language = english;

/**
 * The language that a writer names by a tag of BCP 47, such as "en" or "en-US", or by its name; the unknown one where there
 * is none.
 */
export function languageNamed(name: string, languages: readonly Language[] = LANGUAGES): Language {
  const [primary] = name.trim().toLowerCase().split(/[-_]/, 1);
  return languages.find((each) => each.tag === primary || each.name.toLowerCase() === primary) ?? UNKNOWN;
}

const called = new WeakMap<Language, Map<string, Language>>();

/** A language on a path that calls its stations by these words: the same value for the same words. */
export function languageCalling(language: Language, words: readonly string[]): Language {
  if (words.length === 0) return language;
  const known = called.get(language) ?? new Map<string, Language>();
  called.set(language, known);
  const key = words.join("|");
  const made = known.get(key) ?? language.calling(words);
  return known.set(key, made).get(key)!;
}
