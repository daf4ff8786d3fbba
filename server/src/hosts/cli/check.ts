import { fingerprints } from "../../lint/fingerprint.ts";
import type { LintOptions } from "../../lint/lint.ts";
import { type FileReport, type Report, summarize } from "../../lint/report.ts";
import { folderOf, relativeFile } from "../../text/file.ts";
import { fileKind } from "../../text/file-kind.ts";
import { once } from "../../text/once.ts";
import { fileAt, lookUpWithin, readText, rootOf, today } from "../disk.ts";
import { readersFor } from "../readers.ts";
import { applyBaseline } from "./baseline.ts";
import { checkInThreads, threadsFor } from "./check-in-threads.ts";
import { askedFrom, type CheckOptions } from "./check-options.ts";
import { type Checking, checkTargets, type Fixing } from "./check-targets.ts";
import { render, writeOutputs } from "./formats.ts";
import { independentGroups, namedFiles, targetsOf } from "./targets.ts";
import { print, startProgress, UsageError } from "./terminal.ts";

/**
 * Checks stations and prints what it finds.
 * @returns the exit code: 0 nothing at or above the gate, 1 findings, 2 something could not be read or written
 */
export async function check(names: readonly string[], options: CheckOptions): Promise<number> {
  const { format, outputs, most, least, failing, baseline, given, threads, keep } = askedFrom(options);
  const workFolder = fileAt(".");
  const stdin = options.stdin ? await readStdin(options.stdinFilename) : undefined;
  const named = stdin ? [stdin.file] : namedFiles(names.length ? names : ["."]);
  const folders = [...new Set(named.map(folderOf))];
  const roots = [...new Set([workFolder, ...folders.map((folder) => rootOf(`${folder}/x`, workFolder))])];
  const checking: Checking = { given, roots, keep, least };
  const staged = options.staged ? await (await import("./since.ts")).stagedChanges(targetsOf(named)) : undefined;
  const since = options.since === undefined ? staged : await (await import("./since.ts")).changesSince(options.since);
  const progress = startProgress(named.length);
  const results =
    stdin || staged || options.fix
      ? [
          await checkTargets(
            staged?.targets ?? targetsOf(stdin ? [] : named, stdin),
            checking,
            fixing(options, stdin, since),
          ),
        ]
      : await checkInThreads(independentGroups(named), checking, {
          threads: threads ?? threadsFor(named.length),
          script: new URL("./check-thread.mjs", options.home),
          onProgress: progress.step,
        });
  progress.end();
  const readers = await readersFor([]);
  const files = results
    .flatMap((result) => result.files)
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, text, findings }): FileReport => {
      const isStation = !["path", "settings", "sources", "ledger", "source-text"].includes(fileKind(file));
      const prints = once(() => fingerprints(text, isStation ? readers.station(text) : undefined, findings));
      return { file, text, findings, fingerprints: prints };
    });
  const failures = results.flatMap((result) => result.failures).sort((a, b) => (a.file < b.file ? -1 : 1));
  const shortfalls = results.flatMap((result) => result.shortfalls).sort();
  const fixed = results.reduce((sum, result) => sum + result.fixed, 0);
  const texts = new Map(files.map(({ file, text }) => [file, text]));
  const found: Report = {
    files,
    unreadable: failures,
    nameOf: (file) => relativeFile(workFolder, file),
    textOf: (file) => texts.get(file) ?? textOnDisk(file),
  };
  const lintOptions: LintOptions = { given, lookUp: lookUpWithin(roots), today: today() };
  const wanted = since ? (await import("./since.ts")).withinChanges(found, since, lintOptions) : found;
  const report = baseline ? applyBaseline(wanted, baseline, options.baselineFile) : wanted;
  const written = await render(report, format, { color: options.color, fixed });
  if (stdin && options.fix) {
    process.stderr.write(written);
    await print(texts.get(stdin.file) ?? stdin.text);
  } else await print(written);
  for (const shortfall of shortfalls) process.stderr.write(`stationmaster: ${shortfall}\n`);
  const allWritten = await writeOutputs(report, outputs, fixed);
  if (failures.length || !allWritten) return 2;
  const { warnings } = summarize(report);
  const fails = report.files.some(({ findings }) => findings.some(({ severity }) => failing.includes(severity)));
  return fails || (most !== undefined && warnings > most) || shortfalls.length > 0 ? 1 : 0;
}

function fixing(
  { fix }: CheckOptions,
  stdin: { readonly file: string } | undefined,
  since: { readonly changed: ReadonlySet<string> } | undefined,
): Fixing | undefined {
  if (!fix) return undefined;
  return { isWanted: (file) => since?.changed.has(file) ?? true, isInput: (file) => file === stdin?.file };
}

/** The text of a file that was not checked, but that a finding points to. */
function textOnDisk(file: string): string | undefined {
  const read = readText(file);
  return "text" in read ? read.text : undefined;
}

/** The longest text taken from standard input, in bytes: a stream that never ends must not fill the memory. */
const LONGEST_INPUT = 50_000_000;

async function readStdin(name = "stdin.station.md"): Promise<{ file: string; text: string }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > LONGEST_INPUT) throw new UsageError("Standard input is longer than 50 MB.");
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
    return { file: fileAt(name), text };
  } catch {
    throw new UsageError("Standard input is not UTF-8 text.");
  }
}
