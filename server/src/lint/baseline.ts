import type { Report } from "./report.ts";

/**
 * Findings that are known and left for later: for each file what they are known by (`fingerprint.ts`), with their rules. So a new
 * rule breaks no build, and what is new is seen; a finding whose sentence changes is new again.
 */
export interface Baseline {
  readonly files: ReadonlyMap<string, ReadonlyMap<string, string>>;
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
  const files = new Map<string, ReadonlyMap<string, string>>();
  for (const [file, known] of Object.entries(value.findings)) {
    if (!isObject(known)) return `The entry for “${file}” is not a list of findings.`;
    files.set(file, new Map(Object.entries(known).map(([print, rule]) => [print, String(rule)])));
  }
  return { files };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A baseline as it is kept: a line a finding, sorted, so that merges stay small. */
export function writeBaseline({ files }: Baseline): string {
  const sorted = <Value>(map: ReadonlyMap<string, Value>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const findings = sorted(files)
    .filter(([, known]) => known.size > 0)
    .map(([file, known]) => [file, Object.fromEntries(sorted(known))]);
  return `${JSON.stringify({ version: 1, findings: Object.fromEntries(findings) }, undefined, 2)}\n`;
}

/** The baseline that knows everything in a report. */
export function baselineOf(report: Report): Baseline {
  const files = report.files.map(({ file, findings, fingerprints }) => {
    return [report.nameOf(file), new Map(findings.map(({ rule }, at) => [fingerprints[at]!, rule]))] as const;
  });
  return { files: new Map(files) };
}

/** A report without what a baseline knows. */
export function withoutKnown(report: Report, { files: known }: Baseline): Report {
  const files = report.files.map((file) => {
    const prints = known.get(report.nameOf(file.file));
    if (!prints) return file;
    const all = file.fingerprints;
    const left = file.findings.map((_, at) => at).filter((at) => !prints.has(all[at]!));
    return { ...file, findings: left.map((at) => file.findings[at]!), fingerprints: left.map((at) => all[at]!) };
  });
  return { ...report, files };
}

/** A baseline without what is not found any more in the files of a report; of other files it keeps everything. */
export function pruned({ files: known }: Baseline, report: Report): Baseline {
  const found = baselineOf(report).files;
  const files = [...known].map(([file, prints]) => {
    const now = found.get(file);
    return [file, now ? new Map([...prints].filter(([print]) => now.has(print))) : prints] as const;
  });
  return { files: new Map(files) };
}

/** How many findings a baseline knows. */
export function baselineSize({ files }: Baseline): number {
  return [...files.values()].reduce((sum, { size }) => sum + size, 0);
}
