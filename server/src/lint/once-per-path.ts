import { habitOf } from "../path/habit.ts";
import type { LearningPath } from "../path/learning-path.ts";
import type { Finding, Rule } from "../rules/rule.ts";
import type { Station } from "../station/station.ts";
import { hasPart, type StationPart } from "../station/station-parts.ts";
import type { LintFinding } from "./lint.ts";

/**
 * The one finding of a rule on a path whose lessons do not have the part that it asks for by habit: a course that is written in
 * another form is told so once, not in each lesson. Its place is the start of the `path.yaml`, or the first title without one.
 */
export function* saidOncePerPath(path: LearningPath, { id, part }: Rule): Generator<Finding> {
  if (!part) return;
  const { lessons, lacking, isUsual } = habitOf(path, part);
  if (isUsual) return;
  const titles = lacking.map(({ file, station }) => ({ file: file!, range: station!.title!.range }));
  const place = path.pathFile ? { range: START } : titles[0]!;
  yield {
    ...place,
    severity: "information",
    message: `${lacking.length} of ${lessons} lessons on this path have no ${part}. Please add one where it helps readers, or turn “${id}” off for this path.`,
    related: titles.slice(0, MOST_RELATED).map((title) => ({ ...title, message: `No ${part} here.` })),
  };
}

/** At most this many lessons are named: a writer begins with a few (our judgement). */
const MOST_RELATED = 4;
const START = { start: 0, end: 0 } as const;

/**
 * The findings of a station without those that are said of its paths.
 * @param paths those that list the station; one that is written with the part asks for it
 * @param parts the parts that rules ask for, by the ids of the rules
 */
export function withoutSaidOfPath(
  found: LintFinding[],
  station: Station,
  paths: readonly LearningPath[],
  parts: ReadonlyMap<string, StationPart>,
): LintFinding[] {
  if (paths.length === 0) return found;
  return found.filter(({ rule }) => {
    const part = parts.get(rule);
    return !part || hasPart(station, part) || paths.some((path) => habitOf(path, part).isUsual);
  });
}
