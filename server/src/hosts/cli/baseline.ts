import { existsSync } from "node:fs";
import { isInside, resolveFile } from "../../files/names.ts";
import {
  type Baseline,
  baselineOf,
  baselineSize,
  joined,
  type Matched,
  matchBaseline,
  readBaseline,
  updated,
  writeBaseline,
} from "../../lint/baseline.ts";
import type { Report } from "../../lint/report.ts";
import type { GivenSettings } from "../../lint/settings.ts";
import { RULE_IDS } from "../../rules/rule-ids.generated.ts";
import { count, grouped } from "../../text/count.ts";
import { fileAt, isGone, readText } from "../disk.ts";
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

/** Where a check has looked. */
export interface Looked extends Pick<Checking, "roots" | "timeLimit"> {
  /** The folders that it was about, with all that is in them: a file that is not there any more is gone. */
  readonly wholly: readonly string[];
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
  where: Looked,
  { tell, looking = (run) => run() }: Surroundings,
): Promise<Report> {
  const match = (baseline: Baseline) =>
    looking(() => matchBaseline(report, baseline, (file) => isOurs(name) && isGone(fileNamed(file))));
  if (mode === "write") {
    const found = baselineOf(report);
    const before = isThere(name) ? looking(() => read(name, isForced)) : undefined;
    const left = before && (await withoutWhatIsGone(before, match(before), report, where, mode));
    const baseline = left ? joined(found, left) : found;
    keep(name, baseline, isForced);
    const kept = baselineSize(baseline) - baselineSize(found);
    const also = kept ? `, and kept ${grouped(kept)} that this check did not look at` : "";
    tell(`wrote ${count(baselineSize(found), "finding")} into ${name}${also}.`);
    return match(baseline).unknown;
  }
  if (!isThere(name)) throw new UsageError(`There is no ${name} here. “--baseline write” writes one.`);
  const baseline = looking(() => read(name));
  const known = match(baseline);
  const left = await withoutWhatIsGone(baseline, known, report, where, mode);
  const gone = baselineSize(baseline) - baselineSize(left);
  if (mode === "prune" && gone + known.moved.length > 0) keep(name, left, isForced);
  if (gone > 0)
    tell(
      mode === "prune"
        ? `${count(gone, "finding")} of ${name} ${gone === 1 ? "is" : "are"} no longer found, and no longer in it.`
        : `${count(gone, "finding")} of ${name} ${gone === 1 ? "is" : "are"} no longer found. “--baseline prune” takes them out.`,
    );
  if (mode === "prune" && known.moved.length > 0)
    tell(`${count(known.moved.length, "finding")} of ${name} went to other files with their text.`);
  return known.unknown;
}

/** A file by the name that a baseline has for it: as seen from where the work is done. */
function fileNamed(name: string): string {
  return resolveFile(fileAt("."), name);
}

/** Whether a baseline's names are surely those that are seen from here. One that lies elsewhere may have been written there. */
function isOurs(name: string): boolean {
  return isInside(fileAt("."), fileAt(name));
}

/** Every rule, whatever settings and options say. */
const ALL_RULES: GivenSettings = { severities: new Map(RULE_IDS.map((id) => [id, "error"])), wins: true };

/**
 * A baseline without what is gone, and with what has moved where it is now. What a report does not have may only be what nobody
 * asked for: a rule that is off, a severity that is left out, a file that did not change. So those files are looked at again, with
 * every rule; all files, where what was known of one that is gone may be in any other.
 */
async function withoutWhatIsGone(
  baseline: Baseline,
  { missing, moved }: Matched,
  report: Report,
  { roots, timeLimit, wholly }: Looked,
  mode: BaselineMode,
): Promise<Baseline> {
  if (missing.size === 0) return moved.length ? updated(baseline, NO_PRINTS, moved) : baseline;
  const looked = new Map(report.files.map(({ file }) => [report.nameOf(file), file]));
  const isForgotten = (name: string) => looked.has(name) || wholly.some((folder) => isInside(folder, fileNamed(name)));
  const names = [...missing.keys()].filter(isForgotten);
  const isAnyGone = names.some((name) => !looked.has(name));
  const files = isAnyGone && mode !== "use" ? [...looked.values()] : names.flatMap((name) => looked.get(name) ?? []);
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
  const again = reportOf(await checkTargets(targets, checking), fileAt("."));
  const all = matchBaseline(again, baseline, (name) => missing.has(name) && !looked.has(name)).missing;
  const gone = names.map((name) => {
    const prints = [...(all.get(name) ?? [])].filter((print) => missing.get(name)!.has(print));
    return [name, new Set(prints)] as const;
  });
  return updated(baseline, new Map(gone), moved);
}

const NO_PRINTS: Matched["missing"] = new Map();

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
