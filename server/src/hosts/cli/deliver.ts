import { relativeFile } from "../../files/names.ts";
import { type FileReport, type Report, summarize, type Unreadable } from "../../lint/report.ts";
import { readText } from "../disk.ts";
import type { CheckedFile } from "./check-targets.ts";
import { type Output, render, type Writing, writeOutput, writeOutputs } from "./formats.ts";
import type { Recording, Written } from "./last-report.ts";
import { print, printAside, tell } from "./terminal.ts";

/** What was found, in any order. */
export interface Found {
  readonly files: readonly CheckedFile[];
  readonly failures: readonly Unreadable[];
  readonly shortfalls: readonly string[];
}

/**
 * Puts what was found in order, so that a report is the same however it came about. Settings of several groups come several times.
 * @param textOnDisk gives the texts that were not read for the check, but that findings point into
 */
export function reportOf(
  { files, failures, shortfalls }: Found,
  workFolder: string,
  textOnDisk: (file: string) => string | undefined = readNow,
): Report {
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

/** The text of a file as it stands on disk; undefined where there is none. */
export function readNow(file: string): string | undefined {
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
 * @param recording writes down what is printed
 * @returns the exit code: 0 nothing at or above the gate, 1 findings, 2 something could not be read or written
 */
export async function deliver(
  report: Report,
  { format, outputs, most, failing }: Delivery,
  writing: Writing,
  { instead, recording }: { readonly instead?: string | undefined; readonly recording?: Recording | undefined } = {},
): Promise<number> {
  const written = await render(report, format, writing);
  for (const piece of written) {
    await (instead === undefined ? print(piece) : printAside(piece));
    recording?.print(piece);
  }
  if (instead !== undefined) await print(instead);
  for (const shortfall of report.shortfalls) writing.tell(shortfall);
  const allWritten = await writeOutputs(report, outputs, writing, recording?.output);
  if (report.unreadable.length || !allWritten) return 2;
  const fails = report.files.some(({ findings }) => findings.some(({ severity }) => failing.includes(severity)));
  const tooMany = most !== undefined && summarize(report).warnings > most;
  return fails || tooMany || report.shortfalls.length > 0 ? 1 : 0;
}

/** Writes once more what a check wrote. @returns the exit code */
export async function deliverAgain(
  { printed, told, outputs, code }: Written,
  { outputs: wanted }: Pick<Delivery, "outputs">,
): Promise<number> {
  await print(printed);
  for (const line of told) tell(line);
  const written = wanted.map((output, at) => writeOutput(output, outputs[at]!));
  return written.every(Boolean) ? code : 2;
}
