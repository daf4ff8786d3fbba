import type { Language } from "../language/language.ts";
import { languageCalling } from "../language/languages.ts";
import type { Station } from "../station/station.ts";

/** A word with fewer mentions may be used by chance. Our judgement. */
const FEWEST_MENTIONS = 2;

/** This share of the numbers after a word have to be on the path. Our judgement: “Chapter 14” is mostly one of a book. */
const SHARE_ON_PATH = 0.8;

/** The greatest number after a word has to be this share of the path: “Module 4” is none of sixty pages. Our judgement. */
const SHARE_REACHED = 0.5;

/**
 * The word by which the stations of a new path call each other, such as "Lesson": what `call:` is to say. Counts the numbers
 * after each of the language's usual words, in prose and titles.
 * @param texts the texts of the path's stations, in order
 * @returns undefined where they say "Station", or nothing often enough, or count otherwise than the path does
 */
export function proposedCall(
  texts: readonly string[],
  language: Language,
  read: (text: string, language: Language) => Station,
): string | undefined {
  const { usualNames } = language.references;
  const calling = languageCalling(language, usualNames);
  const stations = texts.map((text) => read(text, calling));
  if (countsOtherwise(stations)) return undefined;
  const counts = usualNames.map((word) => {
    const numbers = stations.flatMap((station) => numbersAfter(word, station));
    const onPath = numbers.filter((number) => number >= 1 && number <= texts.length).length;
    const isReached = numbers.some((number) => number <= texts.length && number >= SHARE_REACHED * texts.length);
    return { word, count: isReached && onPath >= SHARE_ON_PATH * numbers.length ? onPath : 0 };
  });
  const [best] = counts.sort((a, b) => b.count - a.count);
  return best && best.count >= FEWEST_MENTIONS ? best.word : undefined;
}

/** Whether most numbers in titles are other ones than those of the path, as after an introduction. */
function countsOtherwise(stations: readonly Station[]): boolean {
  const numbered = stations.flatMap(({ title }, at) => {
    const number = /^(?:\p{L}+ )?(\d{1,4})(?=[.:)\s]|$)(?![\d.,]\d)/u.exec(title?.prose.text ?? "")?.[1];
    return number === undefined ? [] : [Number(number) === at + 1];
  });
  return numbered.filter((isOwn) => !isOwn).length > numbered.length / 2;
}

function numbersAfter(word: string, { title, references }: Station): readonly number[] {
  const lower = word.toLowerCase();
  const mentioned = references.flatMap((reference) =>
    reference.kind === "number" && reference.name.one.toLowerCase() === lower ? reference.numbers : [],
  );
  const [, name, number] = /^(\p{L}+) (\d{1,4})(?![\d.,]\d)/u.exec(title?.prose.text ?? "") ?? [];
  return name?.toLowerCase() === lower ? [...mentioned, Number(number)] : mentioned;
}
