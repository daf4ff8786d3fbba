import type { LearningPath } from "../../path/learning-path.ts";
import { pathCoverage } from "../../path/verification.ts";
import { coveragePercent } from "../../path/verification-report.ts";
import { today } from "../disk.ts";
import { UsageError } from "./terminal.ts";

/**
 * The least share of facts that has to be verified.
 * @throws UsageError for anything but a percentage
 */
export function leastCoverage(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (!/^\d{1,3}$/.test(written) || Number(written) > 100)
    throw new UsageError(`--min-coverage takes a percentage from 0 to 100, and “${written}” is none.`);
  return Number(written);
}

/** Says of each path that is verified to less than it has to be by how much. */
export function coverageShortfalls(paths: readonly LearningPath[], least: number): readonly string[] {
  return paths.flatMap((path) => {
    const percent = coveragePercent(pathCoverage(path, { today: today() }));
    return percent < least ? [`“${path.title}” is verified to ${percent} %, less than ${least} %.`] : [];
  });
}
