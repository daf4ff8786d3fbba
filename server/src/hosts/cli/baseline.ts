import { existsSync } from "node:fs";
import {
  type Baseline,
  baselineOf,
  baselineSize,
  pruned,
  readBaseline,
  withoutKnown,
  writeBaseline,
} from "../../lint/baseline.ts";
import type { Report } from "../../lint/report.ts";
import { count } from "../../text/count.ts";
import { fileAt, readText } from "../disk.ts";
import type { BaselineMode } from "./baseline-mode.ts";
import { writeOwn } from "./own-files.ts";
import { UsageError } from "./terminal.ts";

export interface BaselineFile {
  /** As the command line has it. */
  readonly name: string;
  /** Whether what is no baseline may be overwritten. */
  readonly isForced?: boolean | undefined;
}

/**
 * Leaves out of a report what is known, or writes down what is found as known, or forgets what is not found any more. What was
 * done is told on standard error.
 * @throws UsageError where the file can't be read or written
 */
export function applyBaseline(
  report: Report,
  mode: BaselineMode,
  { name, isForced }: BaselineFile,
  tell: (text: string) => void,
): Report {
  const file = fileAt(name);
  if (mode === "write") {
    const baseline = baselineOf(report);
    keep(name, baseline, isForced);
    tell(`wrote ${count(baselineSize(baseline), "finding")} into ${name}.`);
    return withoutKnown(report, baseline);
  }
  const baseline = read(file, name);
  const left = pruned(baseline, report);
  const gone = baselineSize(baseline) - baselineSize(left);
  if (mode === "prune" && gone > 0) keep(name, left, isForced);
  if (gone > 0)
    tell(
      mode === "prune"
        ? `${count(gone, "finding")} of ${name} ${gone === 1 ? "is" : "are"} no longer found, and no longer in it.`
        : `${count(gone, "finding")} of ${name} ${gone === 1 ? "is" : "are"} no longer found. “--baseline prune” takes them out.`,
    );
  return withoutKnown(report, baseline);
}

function read(file: string, name: string): Baseline {
  if (!existsSync(file)) throw new UsageError(`There is no ${name} here. “--baseline write” writes one.`);
  const text = readText(file);
  if (!("text" in text)) throw new UsageError(`${name}: ${text.reason}`);
  const baseline = readBaseline(text.text);
  if (typeof baseline === "string") throw new UsageError(`${name}: ${baseline}`);
  return baseline;
}

function keep(name: string, baseline: Baseline, isForced?: boolean): void {
  const failed = writeOwn(name, writeBaseline(baseline), "baseline", isForced);
  if (failed) throw new UsageError(`${name}: ${failed}`);
}
