import { fingerprints } from "../../lint/fingerprint.ts";
import type { LintOptions } from "../../lint/lint.ts";
import { isPreset, PRESETS } from "../../lint/presets.ts";
import { type FileReport, type Report, summarize } from "../../lint/report.ts";
import { type GivenSettings, ruleById, SEVERITIES } from "../../lint/settings.ts";
import { fileKind } from "../../path/workspace.ts";
import { allRules } from "../../rules/all.generated.ts";
import type { Severity } from "../../rules/rule.ts";
import { folderOf, relativeFile } from "../../text/file.ts";
import { unknownName } from "../../text/nearest-name.ts";
import { once } from "../../text/once.ts";
import { fileAt, lookUpWithin, readText, rootOf, today } from "../disk.ts";
import { readersFor } from "../readers.ts";
import { applyBaseline, baselineMode } from "./baseline.ts";
import { checkInThreads, threadsFor } from "./check-in-threads.ts";
import { type Checking, checkTargets, type Fixing } from "./check-targets.ts";
import { leastCoverage } from "./coverage-gate.ts";
import { knownFormat, outputsFrom, render, writeOutputs } from "./formats.ts";
import { independentGroups, namedFiles, targetsOf } from "./targets.ts";
import { print, startProgress, UsageError } from "./terminal.ts";

export interface CheckOptions {
  readonly fix?: boolean;
  readonly format: string;
  readonly output: readonly string[];
  readonly preset?: string;
  readonly rule: readonly string[];
  readonly maxWarnings?: string;
  readonly minCoverage?: string;
  readonly since?: string;
  readonly staged?: boolean;
  readonly failOn: string;
  readonly baseline?: string;
  readonly baselineFile: string;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly quiet?: boolean;
  readonly hints?: boolean;
  readonly color: boolean;
  readonly threads?: string;
  /** Where the script of threads lies beside. */
  readonly home: string;
}

/**
 * Checks stations and prints what it finds.
 * @returns the exit code: 0 nothing at or above the gate, 1 findings, 2 something could not be read or written
 */
export async function check(names: readonly string[], options: CheckOptions): Promise<number> {
  const format = knownFormat(options.format);
  const outputs = outputsFrom(options.output);
  const most = mostWarnings(options.maxWarnings);
  const least = leastCoverage(options.minCoverage);
  const failing = failingFrom(options.failOn);
  const mode = baselineMode(options.baseline);
  const given = givenSettings(options);
  if (options.staged && (options.since !== undefined || options.fix))
    throw new UsageError(`--staged can't be used with --${options.fix ? "fix" : "since"}.`);
  const threads = threadsFrom(options.threads);
  const keep = options.quiet ? "errors" : options.hints ? "hints" : "usual";
  const workFolder = fileAt(".");
  const stdin = options.stdin ? await readStdin(options.stdinFilename) : undefined;
  const named = stdin ? [stdin.file] : namedFiles(names.length ? names : ["."]);
  const roots = [
    ...new Set([workFolder, ...[...new Set(named.map(folderOf))].map((each) => rootOf(`${each}/x`, workFolder))]),
  ];
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
  const report = mode ? applyBaseline(wanted, mode, options.baselineFile) : wanted;
  const written = await render(report, format, { color: options.color, fixed });
  if (stdin && options.fix) {
    process.stderr.write(written);
    await print(texts.get(stdin.file)!);
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

function threadsFrom(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(written))
    throw new UsageError(`--threads takes a number from 1, and “${written}” is none.`);
  return Number(written);
}

function givenSettings({ preset, rule }: CheckOptions): GivenSettings {
  if (preset !== undefined && !isPreset(preset)) throw new UsageError(unknownName(preset, PRESETS, "preset").message);
  const severities = new Map<string, Severity>();
  for (const said of rule) {
    const [id = "", severity = ""] = said.split("=");
    if (!ruleById(id))
      throw new UsageError(
        unknownName(
          id,
          allRules.map((each) => each.id),
          "rule",
        ).message,
      );
    if (!SEVERITIES.includes(severity as Severity))
      throw new UsageError(unknownName(severity, SEVERITIES, "severity").message);
    severities.set(id, severity as Severity);
  }
  return { preset: preset as GivenSettings["preset"], severities, wins: true };
}

/** The severities that make the command fail: the given one and what weighs more. */
function failingFrom(written: string): readonly string[] {
  const order = ["error", "warning", "information", "hint"];
  const names = [...order, "never"];
  if (!names.includes(written)) throw new UsageError(unknownName(written, names, "severity").message);
  return order.slice(0, order.indexOf(written) + 1);
}

function mostWarnings(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (!/^\d{1,9}$/.test(written)) throw new UsageError(`--max-warnings takes a number, and “${written}” is none.`);
  return Number(written);
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
