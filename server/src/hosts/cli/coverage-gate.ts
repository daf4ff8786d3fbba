import type { LearningPath } from "../../path/learning-path.ts";
import { pathCoverage } from "../../path/verification.ts";
import { coveragePercent } from "../../path/verification-report.ts";
import { today } from "../disk.ts";

/** Says of each path that is verified to less than it has to be by how much. */
export function coverageShortfalls(paths: readonly LearningPath[], least: number): readonly string[] {
  return paths.flatMap((path) => {
    const percent = coveragePercent(pathCoverage(path, { today: today() }));
    return percent < least ? [`“${path.title}” is verified to ${percent} %, less than ${least} %.`] : [];
  });
}
