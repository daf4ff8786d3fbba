import { readingOf } from "../station/reading.ts";
import type { Station } from "../station/station.ts";
import type { LearningPath } from "./learning-path.ts";

/** A station's reading grade, which is made for English; undefined where a path that it is on says that it is in another language. */
export function gradeOn(paths: readonly LearningPath[], station: Station): number | undefined {
  const foreign = paths.some(({ pathFile }) => pathFile && !/^en\b/i.test(pathFile.language));
  return foreign ? undefined : readingOf(station).grade;
}
