import type { Language } from "../language/language.ts";
import { languageCalling } from "../language/languages.ts";
import type { Station } from "../station/station.ts";

/** A word with fewer mentions may be used by chance. Our judgement. */
const FEWEST_MENTIONS = 2;

/** This share of the numbers after a word have to be on the path. Our judgement: “Chapter 14” is mostly one of a book. */
const SHARE_ON_PATH = 0.8;

/**
 * The word by which the stations of a new path call each other, such as "Lesson": what `call:` is to say. Counts the numbers
 * after each of the language's usual words, in prose and titles.
 * @param texts the texts of the path's stations
 * @returns undefined where they say "Station", or nothing often enough
 */
export function proposedCall(
  texts: readonly string[],
  language: Language,
  read: (text: string, language: Language) => Station,
): string | undefined {
  const { usualNames } = language.references;
  const calling = languageCalling(language, usualNames);
  const stations = texts.map((text) => read(text, calling));
  const counts = usualNames.map((word) => {
    const numbers = stations.flatMap((station) => numbersAfter(word, station));
    const onPath = numbers.filter((number) => number >= 1 && number <= texts.length).length;
    return { word, count: onPath < SHARE_ON_PATH * numbers.length ? 0 : onPath };
  });
  const [best] = counts.sort((a, b) => b.count - a.count);
  return best && best.count >= FEWEST_MENTIONS ? best.word : undefined;
}

function numbersAfter(word: string, { title, references }: Station): readonly number[] {
  const lower = word.toLowerCase();
  const mentioned = references.flatMap((reference) =>
    reference.kind === "number" && reference.name.one.toLowerCase() === lower ? reference.numbers : [],
  );
  const [, name, number] = /^(\p{L}+) (\d{1,4})(?![\d.,]\d)/u.exec(title?.prose.text ?? "") ?? [];
  return name?.toLowerCase() === lower ? [...mentioned, Number(number)] : mentioned;
}
