import type { Station } from "../station/station.ts";
import { addTo } from "../text/groups.ts";
import { oncePer } from "../text/once.ts";
import type { LearningPath } from "./learning-path.ts";

/** From this many stations on that have the same line, a template of theirs has it. Our judgement. */
const FEWEST = 5;

/** The stations of a path that have a heading or paragraph with the same text, where there are so many that a template has it; else none. */
export function stationsWithLine(path: LearningPath, text: string): readonly Station[] {
  const stations = stationsByLine(path).get(text) ?? [];
  return stations.length >= FEWEST ? stations : [];
}

const stationsByLine = oncePer(({ stops }: LearningPath): ReadonlyMap<string, readonly Station[]> => {
  const found = new Map<string, Station[]>();
  for (const station of new Set(stops.flatMap((stop) => stop.station ?? []))) {
    const lines = station.passages.filter(({ kind }) => kind === "heading" || kind === "paragraph");
    for (const line of new Set(lines.map(({ prose }) => prose.text))) addTo(found, line, station);
  }
  return found;
});
