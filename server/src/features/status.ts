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

export function statusOf(workspace: Workspace, file: string, findings: readonly LintFinding[], today = ""): Status {
  const { errors, warnings } = countsOf(findings);
  const notes = findings.length - errors - warnings;
  const path = pathsOf(workspace, file)[0];
  const stop = path?.stopOf(file);
  const place = stop
    ? `Station ${stop.number} of ${path!.stops.length} on the path “${path!.title}”.`
    : path
      ? `The path “${path.title}” with ${count(path.stops.length, "station")}.`
      : "This station is not on a learning path.";
  const station = stationOf(workspace, file);
  const hard = station && path && hardReading(path, station);
  const reads = hard ? ` It reads at grade ${hard.grade}, and is written for grade ${hard.goal}.` : "";
  const verified = stationCoverage(workspace, file, today);
  const counts = [
    errors && count(errors, "error"),
    warnings && count(warnings, "warning"),
    notes && count(notes, "note"),
  ].filter(Boolean);
  return {
    text: `${stop ? `Station ${stop.number}` : "Stationmaster"}: ${errors + warnings ? `${errors + warnings} to fix` : "no problems"}`,
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
