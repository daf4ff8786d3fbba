import { topicStems } from "../station/content-words.ts";
import type { Station } from "../station/station.ts";
import type { LearningPath, Stop } from "./learning-path.ts";

/** The stops of a path from the nearest to a number outwards; of two equally near the earlier one first. */
export function nearestStops(path: LearningPath, number: number): readonly Stop[] {
  return [...path.stops].sort(
    (a, b) => Math.abs(a.number - number) - Math.abs(b.number - number) || a.number - b.number,
  );
}

/** The stops that share the most topic stems with some words, best first; none that share nothing, and not `except`. */
export function closestStops(path: LearningPath, stems: ReadonlySet<string>, except: number): readonly Stop[] {
  return path.stops
    .map((stop) => ({ stop, score: stop.number === except ? 0 : sharedCount(stems, stopStems(stop)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.stop.number - b.stop.number)
    .map(({ stop }) => stop);
}

/** The topic stems of a stop's title, headings and key terms. */
export function stopStems(stop: Stop): ReadonlySet<string> {
  return stop.station ? stationStems(stop.station) : topicStems(stop.title);
}

const known = new WeakMap<Station, ReadonlySet<string>>();

function stationStems(station: Station): ReadonlySet<string> {
  let stems = known.get(station);
  if (!stems) {
    const headings = station.passages.filter(({ kind }) => kind === "title" || kind === "heading");
    const texts = [...headings.map(({ prose }) => prose.text), ...station.keyTerms.map(({ term }) => term)];
    stems = new Set(texts.flatMap((text) => [...topicStems(text)]));
    known.set(station, stems);
  }
  return stems;
}

function sharedCount(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const stem of a) if (b.has(stem)) count++;
  return count;
}
