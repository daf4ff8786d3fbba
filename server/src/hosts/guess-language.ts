import { franc } from "franc-min";
import type { Station } from "../station/station.ts";

/** The languages that are told apart, by the codes of the library (ISO 639-3), with their tags. */
const TAGS: Readonly<Record<string, string>> = {
  ara: "ar",
  bul: "bg",
  ces: "cs",
  cmn: "zh",
  deu: "de",
  ell: "el",
  eng: "en",
  fra: "fr",
  heb: "he",
  hin: "hi",
  hun: "hu",
  ind: "id",
  ita: "it",
  jpn: "ja",
  kor: "ko",
  nld: "nl",
  pes: "fa",
  pol: "pl",
  por: "pt",
  ron: "ro",
  rus: "ru",
  spa: "es",
  swe: "sv",
  tha: "th",
  tur: "tr",
  ukr: "uk",
  vie: "vi",
};

/** As much of each lesson as tells languages apart, in characters, and as many of the lessons. */
const LONGEST_PART = 2_000;
const MOST_LESSONS = 20;

/** Less text than this, in characters, says nothing certain. */
const SHORTEST = 200;

/**
 * The language that lessons are written in, by how often which letters follow each other in their prose.
 * @returns a tag such as `de`; undefined where there is too little text, or it is in none of the languages that are told apart
 */
export function guessLanguage(lessons: readonly Station[]): string | undefined {
  const prose = lessons
    .slice(0, MOST_LESSONS)
    .map(({ passages }) =>
      passages
        .map(({ prose: { text } }) => text)
        .join(" ")
        .slice(0, LONGEST_PART),
    )
    .join(" ");
  return TAGS[franc(prose, { only: Object.keys(TAGS), minLength: SHORTEST })];
}
