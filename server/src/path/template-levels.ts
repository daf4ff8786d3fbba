import { skippedLevels } from "../station/skipped-levels.ts";
import type { Station } from "../station/station.ts";
import { addTo } from "../text/groups.ts";
import { oncePer } from "../text/once.ts";
import type { LearningPath } from "./learning-path.ts";

/** From this many stations on that skip the same level, a template of theirs does. Our judgement. */
const FEWEST = 5;

/**
 * The stations of a path that skip from one level of headings to another, where there are so many that they have it from a
 * template; else none.
 * @param from the level of the heading before, 1 for “#”
 * @param to the level that comes after it
 */
export function skippingByTemplate(path: LearningPath, from: number, to: number): readonly Station[] {
  const stations = stationsByStep(path).get(`${from} ${to}`) ?? [];
  return stations.length >= FEWEST ? stations : [];
}

const stationsByStep = oncePer(({ stops }: LearningPath): ReadonlyMap<string, readonly Station[]> => {
  const found = new Map<string, Station[]>();
  for (const station of new Set(stops.flatMap((stop) => stop.station ?? []))) {
    const steps = skippedLevels(station).map(({ section, most }) => `${most - 1} ${section.depth}`);
    for (const step of new Set(steps)) addTo(found, step, station);
  }
  return found;
});
