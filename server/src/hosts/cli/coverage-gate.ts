import type { LearningPath } from "../../path/learning-path.ts";
import { lookUpRetractions, type RetractionList, retractedByList } from "../../path/retractions.ts";
import { pathCoverage } from "../../path/verification.ts";
import { coveragePercent } from "../../path/verification-report.ts";
import { pathsOf, stationOf, type Workspace } from "../../path/workspace.ts";
import { count } from "../../text/count.ts";
import { today } from "../disk.ts";

/** The stations among some files that are on no path. */
export function looseStations(workspace: Workspace, files: readonly string[]): readonly string[] {
  return files.filter((file) => stationOf(workspace, file) && pathsOf(workspace, file).length === 0);
}

/** Says which stations a gate does not look at, of which there is at least one. */
export function looseNote(files: readonly string[], nameOf: (file: string) => string): string {
  const [first, ...others] = [...files].sort();
  const also = others.length ? ` and ${count(others.length, "more station")}` : "";
  const are = others.length ? "are" : "is";
  return `--min-coverage is about paths: “${nameOf(first!)}”${also} ${are} on no path, so nothing was asked of ${others.length ? "them" : "it"}.`;
}

/**
 * Says of each path that is verified to less than it has to be by how much.
 * @param retractions a list of retractions that its sources are looked up in
 */
export function coverageShortfalls(
  paths: readonly LearningPath[],
  least: number,
  retractions?: RetractionList,
): readonly string[] {
  return paths.flatMap((path) => {
    const retracted = retractions && retractedByList(lookUpRetractions(path, retractions));
    const percent = coveragePercent(pathCoverage(path, { today: today(), retracted }));
    return percent < least ? [`“${path.title}” is verified to ${percent} %, less than ${least} %.`] : [];
  });
}
