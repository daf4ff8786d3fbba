import { existsSync } from "node:fs";
import {
  type Baseline,
  baselineOf,
  baselineSize,
  joined,
  missingFrom,
  readBaseline,
  withoutGone,
  withoutKnown,
  writeBaseline,
} from "../../lint/baseline.ts";
import type { Report } from "../../lint/report.ts";
import type { GivenSettings } from "../../lint/settings.ts";
import { RULE_IDS } from "../../rules/rule-ids.generated.ts";
import { count, grouped } from "../../text/count.ts";
import { fileAt, readText } from "../disk.ts";
import type { BaselineMode } from "./baseline-mode.ts";
import { type Checking, checkTargets } from "./check-targets.ts";
import { reportOf } from "./deliver.ts";
import { writeOwn } from "./own-files.ts";
import { targetsOf } from "./targets.ts";
import { UsageError } from "./terminal.ts";

export interface BaselineFile {
  /** As the command line has it. */
  readonly name: string;
  /** Whether what is no baseline may be overwritten. */
  readonly isForced?: boolean | undefined;
}

interface Surroundings {
  /** Writes a line to standard error. */
  tell(text: string): void;
  /** Runs what reads the baseline; whoever keeps the report wants to know what was seen. */
  looking?<Result>(run: () => Result): Result;
}

/**
 * Leaves out of a report what is known, or records what is found as known, or forgets what is not found any more. What a check did
 * not look at, because of its options or because the file was not named, stays known. What was done is said on standard error.
 * @param where how files are looked at again whose known findings are not in the report
 * @throws UsageError where the file can't be read or written
 */
export async function applyBaseline(
  report: Report,
  mode: BaselineMode,
  { name, isForced }: BaselineFile,
  where: Pick<Checking, "roots" | "timeLimit">,
  { tell, looking = (run) => run() }: Surroundings,
): Promise<Report> {
  if (mode === "write") {
    const found = baselineOf(report);
    const before = isThere(name)
      ? await withoutWhatIsGone(
          looking(() => read(name, isForced)),
          report,
          where,
        )
      : undefined;
    const baseline = before ? joined(found, before) : found;
    keep(name, baseline, isForced);
    const kept = baselineSize(baseline) - baselineSize(found);
    const also = kept ? `, and kept ${grouped(kept)} that this check did not look at` : "";
    tell(`wrote ${count(baselineSize(found), "finding")} into ${name}${also}.`);
    return withoutKnown(report, baseline);
  }
  if (!isThere(name)) throw new UsageError(`There is no ${name} here. “--baseline write” writes one.`);
  const baseline = looking(() => read(name));
  const left = await withoutWhatIsGone(baseline, report, where);
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

/** Every rule, whatever settings and options say. */
const ALL_RULES: GivenSettings = { severities: new Map(RULE_IDS.map((id) => [id, "error"])), wins: true };

/**
 * A baseline without what is gone. What a report does not have may only be what nobody asked for: a rule that is off, a severity
 * that is left out, a file that did not change. So those files are looked at again, with every rule.
 */
async function withoutWhatIsGone(
  baseline: Baseline,
  report: Report,
  { roots, timeLimit }: Pick<Checking, "roots" | "timeLimit">,
): Promise<Baseline> {
  const missing = missingFrom(report, baseline);
  if (missing.size === 0) return baseline;
  const files = [...missing.keys()];
  const targets = targetsOf(files, { within: [], roots });
  const checking: Checking = {
    given: ALL_RULES,
    roots,
    within: [],
    ignored: [],
    keep: "hints",
    least: undefined,
    timeLimit,
    noted: false,
  };
  const all = missingFrom(reportOf(await checkTargets(targets, checking), fileAt(".")), baseline);
  const gone = files.map((file) => {
    const prints = [...(all.get(file) ?? [])].filter((print) => missing.get(file)!.has(print));
    return [report.nameOf(file), new Set(prints)] as const;
  });
  return withoutGone(baseline, new Map(gone));
}

function isThere(name: string): boolean {
  return existsSync(fileAt(name));
}

/** @param isForced whether one that can't be read is as good as an empty one */
function read(name: string, isForced?: boolean): Baseline {
  const text = readText(fileAt(name));
  const baseline = "text" in text ? (text.text === "" ? NONE : readBaseline(text.text)) : text.reason;
  if (typeof baseline !== "string") return baseline;
  if (isForced) return NONE;
  throw new UsageError(`${name}: ${baseline}`);
}

const NONE: Baseline = { files: new Map() };

function keep(name: string, baseline: Baseline, isForced?: boolean): void {
  const failed = writeOwn(name, writeBaseline(baseline), "baseline", isForced);
  if (failed) throw new UsageError(`${name}: ${failed}`);
}
