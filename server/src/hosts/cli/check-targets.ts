import { fileKind } from "../../files/kinds.ts";
import { folderOf } from "../../files/names.ts";
import { fingerprints } from "../../lint/fingerprint.ts";
import { fixText } from "../../lint/fix.ts";
import { inTime, type Limit } from "../../lint/in-time.ts";
import { type LintFinding, type LintOptions, lintFile, settingsFindings } from "../../lint/lint.ts";
import type { Unreadable } from "../../lint/report.ts";
import type { GivenSettings } from "../../lint/settings.ts";
import { linkedFile } from "../../path/linked-file.ts";
import {
  type FileText,
  isForeignPath,
  makeWorkspace,
  pathsOf,
  type Readers,
  stationOf,
  textOf,
  type Workspace,
  withFile,
  withFiles,
} from "../../path/workspace.ts";
import type { LookUp } from "../../rules/rule.ts";
import { isLocal, splitTarget } from "../../station/links.ts";
import { count } from "../../text/count.ts";
import { replaceText, sweep } from "../atomic-write.ts";
import { type Bounds, boundsOf, lookUpWithin } from "../bounds.ts";
import { readText, today } from "../disk.ts";
import { readersFor } from "../readers.ts";
import { noting, type Sight } from "../sights.ts";
import { pathFilesAround } from "../surroundings.ts";
import { withinTime } from "../time-limit.ts";
import { coverageShortfalls, looseStations } from "./coverage-gate.ts";
import { type Targets, targetsOf } from "./targets.ts";

/** How targets are checked. All of it can be sent to another process. */
export interface Checking {
  readonly given: GivenSettings;
  /** The folders that links may not leave. */
  readonly roots: readonly string[];
  /** The folders that were named. */
  readonly within: readonly string[];
  /** Patterns of what is not looked at. */
  readonly ignored: readonly string[];
  /** Whether only errors are kept, or hints too. */
  readonly keep: "errors" | "usual" | "hints";
  /** The least share of facts that has to be verified on a path. */
  readonly least: number | undefined;
  /** How long a file may take, in seconds. */
  readonly timeLimit: number;
  /** Whether it shall be told what the result rests on. */
  readonly noted: boolean;
}

/** What came of checking some targets. All of it can be sent from another process. */
export interface Checked {
  readonly files: readonly CheckedFile[];
  readonly failures: readonly Unreadable[];
  /** What is said of paths of which less is verified than has to be. */
  readonly shortfalls: readonly string[];
  /** The stations that are on no path, where a share of what a path has is asked for. */
  readonly loose: readonly string[];
  readonly fixed: number;
  /** The text that came in on standard input, if it was fixed. */
  readonly fixedInput?: string | undefined;
  /** What was seen on disk; nothing where nobody wants to know. */
  readonly sights: readonly Sight[];
}

export interface CheckedFile {
  readonly file: string;
  /** Only where something was found: most files are well, and a library is large. */
  readonly text?: string | undefined;
  readonly findings: readonly LintFinding[];
  /** What each finding is known by from one run to the next (`fingerprint.ts`). */
  readonly fingerprints: readonly string[];
}

/** Which files may be fixed, and which are fixed only in memory. */
export interface Fixing {
  isWanted(file: string): boolean;
  /** Whether a file's text is not that of one on disk. */
  isInput(file: string): boolean;
}

/** What is said of a file that is not fixed because there would be no end to it. */
const UNSETTLED = "Its fixes bring about each other without end, so it was left as it was. Please report this.";

/** How much longer than one file a group may take for each of its files, in milliseconds: several times what a usual one takes. */
const MORE_FOR_EACH = 20;

/**
 * Checks groups of files that need nothing of each other, with all that surrounds them. Since each limit of time takes time
 * itself, all groups share one; only if that is too short, each file has its own.
 */
export async function checkGroups(
  groups: readonly (readonly string[])[],
  checking: Checking,
): Promise<readonly Checked[]> {
  const bounds = boundsOf(checking.roots);
  const noted = groups.map((files) => noting(() => targetsOf(files, { ...checking, roots: bounds })));
  const texts = noted.flatMap(({ result }) => result.texts);
  const readers = await readersFor(texts.map(({ file }) => file));
  const check = (limit: Limit) =>
    noted.map(({ result: targets, sights }): Checked => {
      const checked = checkWithin(targets, { ...checking, bounds }, { readers, limit });
      if (!checking.noted) return checked;
      // What was verified grows old.
      const isDated = targets.texts.some(({ file, kind = fileKind(file) }) => kind === "ledger");
      const day: readonly Sight[] = isDated ? [{ kind: "day", file: "", seen: today() }] : [];
      return { ...checked, sights: [...sights, ...checked.sights, ...day] };
    });
  const together = withinTime(checking.timeLimit * 1000 + texts.length * MORE_FOR_EACH, () =>
    check((run) => ({ value: run() })),
  );
  return together ? together.value : check(limitOf(checking));
}

/** Checks targets with all that surrounds them, and first fixes what may be fixed. */
export async function checkTargets(targets: Targets, checking: Checking, fixing?: Fixing): Promise<Checked> {
  const readers = await readersFor(targets.texts.map(({ file }) => file));
  return checkWithin(
    targets,
    { ...checking, bounds: boundsOf(checking.roots) },
    { readers, limit: limitOf(checking) },
    fixing,
  );
}

function limitOf({ timeLimit }: Checking): Limit {
  return (run) => withinTime(timeLimit * 1000, run);
}

function checkWithin(
  targets: Targets,
  checking: Checking & { readonly bounds: Bounds },
  { readers, limit }: { readonly readers: Readers; readonly limit: Limit },
  fixing?: Fixing,
): Checked {
  const { given, bounds, keep, least } = checking;
  let workspace = makeWorkspace(readers, targets.texts);
  const texts = new Map(targets.texts.map(({ file, text }) => [file, text]));
  const failures: Unreadable[] = [...targets.unreadable];
  const options: LintOptions = {
    given,
    lookUp: targets.lookUp ?? lookUpWithin(bounds),
    today: today(),
    withoutHints: keep !== "hints",
    onRuleFailed: (rule, file, error) => {
      const why = String(error).split("\n")[0];
      // defense: report-failed-rules
      failures.push({ file, reason: `The rule “${rule}” failed here. Please report this. (${why})` });
    },
  };
  const why = `Checking this took longer than ${count(checking.timeLimit, "second")}, so it was stopped.`;
  const stopped = new Set<string>();
  /** Does something with the workspace; what takes too long is reported and left out from then on. */
  const doInTime = <Value>(about: readonly string[], run: (workspace: Workspace) => Value): Value | undefined => {
    const done = inTime(workspace, about, options, { limit, why }, run);
    workspace = done.workspace;
    for (const file of done.stopped) {
      stopped.add(file);
      failures.push({ file, reason: why });
    }
    return done.value;
  };
  let fixed = 0;
  let fixedInput: string | undefined;
  for (const file of fixing ? targets.files : []) if (!fixing!.isInput(file)) sweep(folderOf(file));
  for (const file of fixing ? targets.files : []) {
    if (!fixing!.isWanted(file)) continue;
    const before = texts.get(file)!;
    const result = doInTime([file], (each) => fixText(each, file, before, options));
    if (!result || stopped.has(file)) continue;
    for (const { rule } of result.refused) {
      const reason = `The fix of the rule “${rule}” would change words here, so it was not made. Please report this.`;
      failures.push({ file, reason });
    }
    if (result.settled && result.text === before) continue;
    const ledgers = [...result.ledgers].map(([ledger, after]) => ({
      file: ledger,
      before: textOf(workspace, ledger)!,
      after,
    }));
    const write = () =>
      fixing!.isInput(file) ? undefined : replaceAll([{ file, before, after: result.text }, ...ledgers]);
    const reason = result.settled ? write() : UNSETTLED;
    if (reason) {
      failures.push({ file, reason });
      continue;
    }
    fixed += result.fixed;
    if (fixing!.isInput(file)) fixedInput = result.text;
    const written = fixing!.isInput(file) ? [] : ledgers;
    for (const each of [{ file, after: result.text }, ...written]) {
      texts.set(each.file, each.after);
      workspace = withFile(workspace, each.file, each.after);
    }
  }
  const isKept = ({ severity }: LintFinding) =>
    keep === "errors" ? severity === "error" : keep === "hints" || severity !== "hint";
  const { result: files, sights } = noting(() => {
    const linked = doInTime(targets.files, (each) => linkedStations(each, targets.files, options.lookUp)) ?? [];
    if (linked.length) workspace = withFiles(workspace, linked);
    const lint = (file: string, find: typeof lintFile): CheckedFile => {
      const found = doInTime([file], (each) => find(each, file, options)) ?? [];
      const findings = stopped.has(file) ? [] : found.filter(isKept);
      if (findings.length === 0) return { file, findings, fingerprints: [] };
      const text = texts.get(file)!;
      return { file, text, findings, fingerprints: fingerprints(text, stationOf(workspace, file), findings) };
    };
    const isTold = ({ file, findings }: CheckedFile) =>
      findings.length > 0 || !(fileKind(file) === "sources" || isForeignPath(workspace, file));
    return [
      ...targets.files.map((file) => lint(file, lintFile)).filter(isTold),
      ...targets.settings.map((file) => lint(file, settingsFindings)).filter(({ findings }) => findings.length > 0),
    ];
  });
  const paths = least === undefined ? [] : [...new Set(targets.files.flatMap((file) => pathsOf(workspace, file)))];
  const shortfalls = least === undefined ? [] : coverageShortfalls(paths, least);
  const loose = least === undefined ? [] : looseStations(workspace, targets.files);
  return { files, failures, fixed, fixedInput, shortfalls, loose, sights: checking.noted ? sights : [] };
}

interface NewText {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Writes a file and what follows from it, or nothing; why not, as a sentence. */
function replaceAll([first, ...others]: readonly NewText[]): string | undefined {
  if (!first) return undefined;
  const { file, before, after } = first;
  const reason = replaceText(file, before, after);
  if (reason !== undefined) return reason;
  const failed = replaceAll(others);
  if (failed !== undefined) replaceText(file, after, before);
  return failed;
}

/** The stations elsewhere whose headings are linked to: they must be read to tell whether they have these. */
function linkedStations(workspace: Workspace, files: readonly string[], lookUp: LookUp): readonly FileText[] {
  const linked = new Set<string>();
  for (const file of files) {
    for (const { url } of stationOf(workspace, file)?.links ?? []) {
      if (!url.includes("#") || !isLocal(url)) continue;
      const { file: name, heading } = splitTarget(url);
      const target = name && heading ? linkedFile(workspace, file, name) : file;
      if (!stationOf(workspace, target) && lookUp(target) === "found" && isStationOnDisk(target)) linked.add(target);
    }
  }
  return [...linked].flatMap((file): FileText[] => {
    const read = readText(file, lookUp);
    return "text" in read ? [{ file, text: read.text, kind: "station" }] : [];
  });
}

/** Whether a file is a station by its name, or since a `path.yaml` of its folder or above lists it. */
function isStationOnDisk(file: string): boolean {
  if (fileKind(file) !== "other") return fileKind(file) === "station";
  return pathFilesAround(folderOf(file)).some(({ entries }) =>
    entries.some((entry) => entry.kind === "file" && entry.file === file),
  );
}
