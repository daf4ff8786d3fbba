import { sentenceHash } from "../ledger/sentence-hash.ts";
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
  const words = message.replace(/“[^”]*”/g, "“”").replace(/\d+(?:[.,]\d+)*/g, "0");
  // One finding, two findings.
  return sentenceHash(words.replace(/(?<=\p{L})s(?!\p{L})/gu, "")).slice(0, 8);
}

/** A report without what a baseline knows. */
export function withoutKnown(report: Report, baseline: Baseline): Report {
  const files = report.files.map((file) => {
    const known = baseline.files.get(report.nameOf(file.file));
    if (!known) return file;
    const { isFound } = matched(known, file);
    const left = file.findings.map((_, at) => at).filter((at) => !isFound.has(at));
    return {
      ...file,
      findings: left.map((at) => file.findings[at]!),
      fingerprints: left.map((at) => file.fingerprints[at]!),
    };
  });
  return { ...report, files };
}

/**
 * What a baseline knows and some reports don't have, in files that were looked at. Not all of it is gone: a report leaves out what
 * nobody asked for.
 * @returns for each such file the fingerprints
 */
export function missingFrom(report: Report, baseline: Baseline): ReadonlyMap<string, ReadonlySet<string>> {
  const missing = new Map<string, ReadonlySet<string>>();
  const unread = new Set(report.unreadable.map(({ file }) => file));
  for (const file of report.files) {
    const known = baseline.files.get(report.nameOf(file.file));
    if (!known || unread.has(file.file) || isUnread(file)) continue;
    const { used } = matched(known, file);
    const rest = [...known.keys()].filter((print) => !used.has(print));
    if (rest.length > 0) missing.set(file.file, new Set(rest));
  }
  return missing;
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

/** A baseline without some of what it knows. */
export function withoutGone({ files }: Baseline, gone: ReadonlyMap<string, ReadonlySet<string>>): Baseline {
  const left = [...files].map(([file, known]) => {
    const less = [...known].filter(([print]) => !gone.get(file)?.has(print));
    return [file, new Map(less)] as const;
  });
  return { files: new Map(left) };
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
