import { sentenceHash } from "../ledger/sentence-hash.ts";
import { addTo } from "../text/groups.ts";
import { replaceBetween } from "../text/replace-between.ts";
import type { FileReport, Report } from "./report.ts";

/**
 * Findings that are known and left for later: for each file what they are known by. So a new rule breaks no build, and what is new
 * is seen; a finding whose sentence changes is new again, and so is one that the same rule has another reason for.
 */
export interface Baseline {
  readonly files: ReadonlyMap<string, KnownFindings>;
}

/** The known findings of a file, by their fingerprints (`fingerprint.ts`). */
type KnownFindings = ReadonlyMap<string, Known>;

interface Known {
  readonly rule: string;
  /** What the reason is known by; undefined where a baseline of an earlier version names none, and any reason is known. */
  readonly reason: string | undefined;
}

/** Reads a baseline; a sentence that says why where it can't be read. */
export function readBaseline(text: string): Baseline | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `It is not JSON (${(error as Error).message}).`;
  }
  if (!isObject(value) || value.version !== 1 || !isObject(value.findings)) return "It is not a version 1 baseline.";
  const files = new Map<string, KnownFindings>();
  for (const [file, known] of Object.entries(value.findings)) {
    if (!isObject(known)) return `The entry for “${file}” is not a list of findings.`;
    files.set(file, new Map(Object.entries(known).map(([print, written]) => [print, knownFrom(String(written))])));
  }
  return { files };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** "station-exists 1f2e3d4c", or without a reason. */
function knownFrom(written: string): Known {
  const [rule = "", reason] = written.split(" ");
  return { rule, reason };
}

/** A baseline as it is kept: a line a finding, sorted, so that merges stay small. */
export function writeBaseline({ files }: Baseline): string {
  const sorted = <Value>(map: Iterable<readonly [string, Value]>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const written = ({ rule, reason }: Known) => (reason === undefined ? rule : `${rule} ${reason}`);
  const findings = sorted(files)
    .filter(([, known]) => known.size > 0)
    .map(([file, known]) => {
      const lines = [...known].map(([print, each]) => [print, written(each)] as const);
      return [file, Object.fromEntries(sorted(lines))];
    });
  return `${JSON.stringify({ version: 1, findings: Object.fromEntries(findings) }, undefined, 2)}\n`;
}

/** The baseline that knows everything in a report. */
export function baselineOf(report: Report): Baseline {
  const files = report.files.map(({ file, findings, fingerprints }) => {
    const known = findings.map(
      ({ rule, message }, at) => [fingerprints[at]!, { rule, reason: reasonOf(message) }] as const,
    );
    return [report.nameOf(file), new Map(known)] as const;
  });
  return { files: new Map(files) };
}

/**
 * What a finding's reason is known by: its message without what it quotes and counts, which change with text elsewhere.
 * @returns eight hexadecimal digits
 */
function reasonOf(message: string): string {
  const words = replaceBetween(message, "“", "”", () => "“”").replace(/\d+(?:[.,]\d+)*/g, "0");
  // One finding, two findings.
  return sentenceHash(words.replace(/(?<=\p{L})s(?!\p{L})/gu, "")).slice(0, 8);
}

/** How a report and a baseline stand to each other. */
export interface Matched {
  /** The report without what the baseline knows. */
  readonly unknown: Report;
  /** What the baseline knows and the report doesn't have, of files that were looked at or are gone: fingerprints by file. */
  readonly missing: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the baseline knows of one file and is now found in another. */
  readonly moved: readonly Moved[];
}

interface Moved {
  readonly from: string;
  readonly to: string;
  readonly print: string;
}

/**
 * Finds out what a baseline knows of a report. What it knows of a sentence goes with the sentence: to another name of its file, or
 * to another file when stations are merged or split.
 * @param isGone whether a file that the report does not have is not there any more, by the name that the baseline has
 */
export function matchBaseline(report: Report, baseline: Baseline, isGone: (name: string) => boolean): Matched {
  const missing = new Map<string, Set<string>>();
  const unread = new Set(report.unreadable.map(({ file }) => file));
  const looked = new Set([...unread].map((file) => report.nameOf(file)));
  const found = report.files.map((file) => {
    const name = report.nameOf(file.file);
    looked.add(name);
    const known = baseline.files.get(name) ?? NOTHING;
    const { isFound, used } = matched(known, file);
    if (!unread.has(file.file) && !isUnread(file)) missing.set(name, without(known, used));
    return { file, name, isFound: new Set(isFound) };
  });
  for (const [name, known] of baseline.files)
    if (!looked.has(name) && isGone(name)) missing.set(name, new Set(known.keys()));
  const moved = matchMoved(found, baseline, missing);
  const files = found.map(({ file, isFound }): FileReport => {
    if (isFound.size === 0) return file;
    const left = file.findings.map((_, at) => at).filter((at) => !isFound.has(at));
    return {
      ...file,
      findings: left.map((at) => file.findings[at]!),
      fingerprints: left.map((at) => file.fingerprints[at]!),
    };
  });
  for (const [name, prints] of missing) if (prints.size === 0) missing.delete(name);
  return { unknown: { ...report, files }, missing, moved };
}

const NOTHING: KnownFindings = new Map();

function without(known: KnownFindings, used: ReadonlySet<string>): Set<string> {
  return new Set([...known.keys()].filter((print) => !used.has(print)));
}

/** Takes what is known of one file, and missing there, for findings of other files that are the same by sentence and reason. */
function matchMoved(
  found: readonly { readonly file: FileReport; readonly name: string; readonly isFound: Set<number> }[],
  baseline: Baseline,
  missing: ReadonlyMap<string, Set<string>>,
): readonly Moved[] {
  const waiting = new Map<string, { readonly from: string; readonly print: string }[]>();
  for (const [from, prints] of missing)
    for (const print of prints) {
      const { reason } = baseline.files.get(from)!.get(print)!;
      addTo(waiting, `${withoutNumber(print)} ${reason}`, { from, print });
    }
  if (waiting.size === 0) return [];
  const moved: Moved[] = [];
  for (const { file, name: to, isFound } of found) {
    for (const [at, { message }] of file.findings.entries()) {
      if (isFound.has(at)) continue;
      const print = withoutNumber(file.fingerprints[at]!);
      const known = [reasonOf(message), undefined].flatMap((reason) => waiting.get(`${print} ${reason}`) ?? []);
      const each = known.find((one) => one.from !== to && missing.get(one.from)!.has(one.print));
      if (!each) continue;
      missing.get(each.from)!.delete(each.print);
      isFound.add(at);
      moved.push({ ...each, to });
    }
  }
  return moved;
}

/** Whether nothing else was looked for in a file, because it can't be read as a station. */
function isUnread({ findings }: FileReport): boolean {
  return findings.some(({ rule }) => rule === "readable");
}

/**
 * Which findings of a file are known, and what they are known by. Findings of one rule in one sentence share what is known of them,
 * since their numbers change when one of them is gone.
 */
function matched(
  known: KnownFindings,
  { findings, fingerprints }: FileReport,
): { readonly isFound: ReadonlySet<number>; readonly used: ReadonlySet<string> } {
  const bySentence = new Map<string, string[]>();
  for (const print of known.keys()) {
    const name = withoutNumber(print);
    bySentence.set(name, [...(bySentence.get(name) ?? []), print]);
  }
  const isFound = new Set<number>();
  const used = new Set<string>();
  // What is known with its reason goes first, so that what is known without one is left for the others.
  for (const fits of [
    (each: Known, reason: string) => each.reason === reason,
    (each: Known) => each.reason === undefined,
  ]) {
    findings.forEach(({ message }, at) => {
      if (isFound.has(at)) return;
      const candidates = bySentence.get(withoutNumber(fingerprints[at]!)) ?? [];
      const reason = reasonOf(message);
      const print = candidates.find((each) => !used.has(each) && fits(known.get(each)!, reason));
      if (print === undefined) return;
      used.add(print);
      isFound.add(at);
    });
  }
  return { isFound, used };
}

function withoutNumber(print: string): string {
  return print.replace(/-\d+$/, "");
}

/** A baseline without some of what it knows, and with what has moved under the files where it is now. */
export function updated(
  { files }: Baseline,
  gone: ReadonlyMap<string, ReadonlySet<string>>,
  moved: readonly Moved[] = [],
): Baseline {
  const left = new Map([...files].map(([file, known]) => [file, new Map(known)]));
  for (const [file, prints] of gone) for (const print of prints) left.get(file)?.delete(print);
  const taken = moved.map((each) => ({ ...each, known: files.get(each.from)!.get(each.print)! }));
  for (const { from, print } of taken) left.get(from)!.delete(print);
  for (const { to, print, known } of taken) {
    const there = left.get(to) ?? new Map<string, Known>();
    left.set(to, there);
    const name = withoutNumber(print);
    let free = name;
    for (let number = 2; there.has(free); number++) free = `${name}-${number}`;
    there.set(free, known);
  }
  return { files: left };
}

/** What either of two baselines knows; of what both know, the first has the reason. */
export function joined(first: Baseline, second: Baseline): Baseline {
  const names = new Set([...first.files.keys(), ...second.files.keys()]);
  const files = [...names].map((file) => {
    return [file, new Map([...(second.files.get(file) ?? []), ...(first.files.get(file) ?? [])])] as const;
  });
  return { files: new Map(files) };
}

/** How many findings a baseline knows. */
export function baselineSize({ files }: Baseline): number {
  return [...files.values()].reduce((sum, { size }) => sum + size, 0);
}
