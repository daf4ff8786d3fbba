import type { Language } from "../language/language.ts";
import { topicStems } from "../station/content-words.ts";
import type { Passage } from "../station/passage.ts";
import { type Sentence, sentenceAt } from "../station/passage.ts";
import type { Reference } from "../station/references.ts";
import type { Station } from "../station/station.ts";
import { firstFrom } from "../text/first-from.ts";
import { oncePer } from "../text/once.ts";
import type { LearningPath, Stop } from "./learning-path.ts";

/** The stops of a path that are nearest to a number, the nearest first; of two equally near the earlier one. */
export function nearestStops(path: LearningPath, number: number, most: number): readonly Stop[] {
  const { stops } = path; // in the order of their numbers
  const at = firstFrom(stops.length, (index) => stops[index]!.number >= number);
  return stops
    .slice(Math.max(0, at - most), at + most)
    .sort((a, b) => Math.abs(a.number - number) - Math.abs(b.number - number) || a.number - b.number)
    .slice(0, most);
}

/** The stops that share the most topic stems with some words, best first; none that share nothing, and not `except`. */
export function closestStops(path: LearningPath, stems: ReadonlySet<string>, except: Stop): readonly Stop[] {
  const last = lastClosest.get(stems);
  if (last?.path === path && last.except === except) return last.found;
  const found = path.stops
    .map((stop) => ({ stop, score: stop.number === except.number ? 0 : sharedCount(stems, stopStems(path, stop)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.stop.number - b.stop.number)
    .map(({ stop }) => stop);
  lastClosest.set(stems, { path, except, found });
  return found;
}

/** All references of a sentence ask for the same, and a sentence can hold thousands. */
const lastClosest = new WeakMap<
  ReadonlySet<string>,
  { readonly path: LearningPath; readonly except: Stop; readonly found: readonly Stop[] }
>();

/** The topic stems of a stop's title, headings and key terms. */
export function stopStems(path: LearningPath, stop: Stop): ReadonlySet<string> {
  const { station } = stop;
  return station ? stationStems(station) : titleStems(path)(stop);
}

const titleStems = oncePer(({ language }: LearningPath) => oncePer(({ title }: Stop) => topicStems(title, language)));

const stationStems = oncePer(({ passages, keyTerms, language }: Station): ReadonlySet<string> => {
  const headings = passages.filter(({ kind }) => kind === "title" || kind === "heading");
  const texts = [...headings.map(({ prose }) => prose.text), ...keyTerms.map(({ term }) => term)];
  return new Set(texts.flatMap((text) => [...topicStems(text, language)]));
});

/** The topic stems of a stop's hook; none where nothing is written yet. */
export function hookStems({ station }: Stop): ReadonlySet<string> {
  return station ? stemsOfHook(station) : NO_STEMS;
}

const stemsOfHook = oncePer(({ hook, language }: Station) => stemsOf(hook, language));

/** The topic stems of all that a stop says; none where nothing is written yet. */
export function textStems({ station }: Stop): ReadonlySet<string> {
  return station ? stemsOfText(station) : NO_STEMS;
}

const stemsOfText = oncePer(({ passages, language }: Station) => stemsOf(passages, language));

function stemsOf(passages: readonly Passage[], language: Language): ReadonlySet<string> {
  return topicStems(passages.map(({ prose }) => prose.text).join(" "), language);
}

/** The topic stems of the sentence that a reference stands in. */
export function stemsAround({ passage, at }: Reference): ReadonlySet<string> {
  const sentence = sentenceAt(passage, at.start);
  return sentence ? sentenceStems(sentence) : NO_STEMS;
}

const sentenceStems = oncePer(({ text, passage }: Sentence) => topicStems(text, passage.language));

const NO_STEMS: ReadonlySet<string> = new Set();

function sharedCount(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let count = 0;
  for (const stem of few) if (many.has(stem)) count++;
  return count;
}
