import { relativeFile } from "../../files/names.ts";
import { type FileReport, type Report, summarize, type Unreadable } from "../../lint/report.ts";
import { readText } from "../disk.ts";
import type { CheckedFile } from "./check-targets.ts";
import { type Output, render, type Writing, writeOutputs } from "./formats.ts";
import { print, printAside, tell } from "./terminal.ts";

/** What was found, in any order. */
export interface Found {
  readonly files: readonly CheckedFile[];
  readonly failures: readonly Unreadable[];
  readonly shortfalls: readonly string[];
}

/** Puts what was found in order, so that a report is the same however it came about. Settings of several groups come several times. */
export function reportOf({ files, failures, shortfalls }: Found, workFolder: string): Report {
  const byFile = (a: { readonly file: string }, b: { readonly file: string }) => (a.file < b.file ? -1 : 1);
  const texts = new Map<string, string>();
  const once = new Map(files.map((each) => [each.file, each]));
  const reports = [...once.values()].sort(byFile).map(({ file, text, findings, fingerprints }): FileReport => {
    if (findings.length === 0) return { file, text: "", findings, fingerprints };
    const now = text ?? textOnDisk(file) ?? "";
    texts.set(file, now);
    return { file, text: now, findings, fingerprints };
  });
  return {
    files: reports,
    unreadable: onceEach(failures).sort(byFile),
    shortfalls: [...shortfalls].sort(),
    nameOf: (file) => relativeFile(workFolder, file),
    textOf: (file) => texts.get(file) ?? textOnDisk(file),
  };
}

function onceEach(failures: readonly Unreadable[]): Unreadable[] {
  return [...new Map(failures.map((each) => [`${each.file}\n${each.reason}`, each])).values()];
}

/** The text of a file that was not read now, but that a finding points to. */
function textOnDisk(file: string): string | undefined {
  const read = readText(file);
  return "text" in read ? read.text : undefined;
}

/** Where a report goes, and what makes the command fail. */
export interface Delivery {
  readonly format: string;
  readonly outputs: readonly Output[];
  /** The most warnings that may be. */
  readonly most: number | undefined;
  /** The severities that make it fail. */
  readonly failing: readonly string[];
}

/**
 * Prints a report and writes it where it was asked for.
 * @param instead what is printed in place of the report, which then goes to standard error
 * @returns the exit code: 0 nothing at or above the gate, 1 findings, 2 something could not be read or written
 */
export async function deliver(
  report: Report,
  { format, outputs, most, failing }: Delivery,
  writing: Writing,
  instead?: string,
): Promise<number> {
  const written = await render(report, format, writing);
  for (const piece of written) await (instead === undefined ? print(piece) : printAside(piece));
  if (instead !== undefined) await print(instead);
  for (const shortfall of report.shortfalls) tell(shortfall);
  const allWritten = await writeOutputs(report, outputs, writing);
  if (report.unreadable.length || !allWritten) return 2;
  const fails = report.files.some(({ findings }) => findings.some(({ severity }) => failing.includes(severity)));
  const tooMany = most !== undefined && summarize(report).warnings > most;
  return fails || tooMany || report.shortfalls.length > 0 ? 1 : 0;
}
