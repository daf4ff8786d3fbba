import type { LintFinding } from "../lint/lint.ts";
import { hardReading } from "../path/reading-level.ts";
import { pathsOf, stationOf, type Workspace } from "../path/workspace.ts";
import { count } from "../text/count.ts";
import { stationCoverage } from "./verification.ts";

/** Status: what was checked and what came of it, in a few words for a corner of the editor. */
export interface Status {
  /** "Station 11 · 3 to fix". */
  readonly text: string;
  /** "Station 11 of 12 on the path “Global Governance”. 1 error, 2 warnings." */
  readonly detail: string;
  readonly severity: "ok" | "warning" | "error";
}

/**
 * The status of a station, or of a file of a path; undefined where nothing says that a file is any of our business.
 * @param findings of the file; for a `path.yaml`, those of its stations as well
 * @param today as `2026-11-23`; empty where nothing grows old
 */
export function statusOf(
  workspace: Workspace,
  file: string,
  findings: readonly LintFinding[],
  today = "",
): Status | undefined {
  const { errors, warnings } = countsOf(findings);
  // Like lists of problems, this passes over hints.
  const notes = findings.filter(({ severity }) => severity === "information").length;
  const path = pathsOf(workspace, file)[0];
  const stop = path?.stopOf(file);
  const station = stationOf(workspace, file);
  if (!path && !station && findings.length === 0) return undefined;
  const place = stop
    ? `Station ${stop.number} of ${path!.stops.length} on the path “${path!.title}”.`
    : path
      ? `The path “${path.title}” with ${count(path.stops.length, "station")}.`
      : `This ${station ? "station" : "file"} is not on a learning path.`;
  const hard = station && path && hardReading(path, station);
  const reads = hard ? ` It reads at grade ${hard.grade}, and is written for grade ${hard.goal}.` : "";
  const verified = stationCoverage(workspace, file, today);
  const counts = [
    errors && count(errors, "error"),
    warnings && count(warnings, "warning"),
    notes && count(notes, "note"),
  ].filter(Boolean);
  const name = stop ? `Station ${stop.number}` : workspace.paths.has(file) ? "Learning path" : "Stationmaster";
  const found = errors + warnings ? `${errors + warnings} to fix` : notes ? count(notes, "note") : "no problems";
  return {
    text: `${name}: ${found}`,
    detail: `${place}${reads}${verified ? ` ${verified}.` : ""} ${counts.length ? `${counts.join(", ")}.` : "No problems found."}`,
    severity: errors ? "error" : warnings ? "warning" : "ok",
  };
}

/** How many errors and warnings there are. */
export function countsOf(findings: readonly LintFinding[]): { readonly errors: number; readonly warnings: number } {
  return {
    errors: findings.filter(({ severity }) => severity === "error").length,
    warnings: findings.filter(({ severity }) => severity === "warning").length,
  };
}
