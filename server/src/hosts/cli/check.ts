import { fingerprints } from "../../lint/fingerprint.ts";
import { fixText } from "../../lint/fix.ts";
import { type LintFinding, type LintOptions, lintFile } from "../../lint/lint.ts";
import { isPreset, PRESETS } from "../../lint/presets.ts";
import { type FileReport, type Report, summarize, type Unreadable } from "../../lint/report.ts";
import { type GivenSettings, ruleById, SEVERITIES } from "../../lint/settings.ts";
import { fileKind, makeWorkspace, pathsOf, stationOf, withFile } from "../../path/workspace.ts";
import { allRules } from "../../rules/all.generated.ts";
import type { Severity } from "../../rules/rule.ts";
import { relativeFile } from "../../text/file.ts";
import { unknownName } from "../../text/nearest-name.ts";
import { once } from "../../text/once.ts";
import { fileAt, lookUpWithin, replaceText, rootOf, today } from "../disk.ts";
import { readersFor } from "../readers.ts";
import { applyBaseline, baselineMode } from "./baseline.ts";
import { leastCoverage, missesCoverage } from "./coverage-gate.ts";
import { knownFormat, outputsFrom, render, writeOutputs } from "./formats.ts";
import { readTargets } from "./targets.ts";
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
  const stdin = options.stdin ? await readStdin(options.stdinFilename) : undefined;
  const onDisk = readTargets(stdin ? [] : names.length ? names : ["."], stdin);
  const staged = options.staged ? await (await import("./since.ts")).stagedChanges(onDisk) : undefined;
  const targets = staged?.targets ?? onDisk;
  const since = options.since === undefined ? staged : await (await import("./since.ts")).changesSince(options.since);
  const readers = await readersFor(targets.texts.map(({ file }) => file));
  let workspace = makeWorkspace(readers, targets.texts);
  const workFolder = fileAt(".");
  const roots = [...new Set([workFolder, ...targets.files.map((file) => rootOf(file, workFolder))])];
  const failures: Unreadable[] = [...targets.unreadable];
  const lintOptions: LintOptions = {
    given,
    lookUp: lookUpWithin(roots),
    today: today(),
    onRuleFailed: (rule, file, error) => {
      failures.push({
        file,
        reason: `The rule “${rule}” failed here. Please report this. (${String(error).split("\n")[0]})`,
      });
    },
  };
  const texts = new Map(targets.texts.map(({ file, text }) => [file, text]));
  const progress = startProgress(targets.files.length);
  let fixed = 0;
  if (options.fix) {
    for (const file of targets.files) {
      if (since && !since.changed.has(file)) continue;
      const before = texts.get(file)!;
      const result = fixText(workspace, file, before, lintOptions);
      if (result.text === before) continue;
      const reason = file === stdin?.file ? undefined : replaceText(file, before, result.text);
      if (reason) {
        failures.push({ file, reason });
        continue;
      }
      fixed += result.fixed;
      texts.set(file, result.text);
      workspace = withFile(workspace, file, result.text);
    }
  }
  const shown = (finding: LintFinding) =>
    options.quiet ? finding.severity === "error" : options.hints ? true : finding.severity !== "hint";
  const files: FileReport[] = [];
  for (const [index, file] of targets.files.entries()) {
    progress.step(index);
    const findings = lintFile(workspace, file, lintOptions).filter(shown);
    if (findings.length === 0 && fileKind(file) === "sources") continue;
    const text = texts.get(file)!;
    const station = stationOf(workspace, file);
    files.push({ file, text, findings, fingerprints: once(() => fingerprints(text, station, findings)) });
  }
  progress.end();
  const found: Report = {
    files,
    unreadable: failures,
    nameOf: (file) => relativeFile(workFolder, file),
    textOf: (file) => texts.get(file),
  };
  const wanted = since ? (await import("./since.ts")).withinChanges(found, since, lintOptions) : found;
  const report = mode ? applyBaseline(wanted, mode, options.baselineFile) : wanted;
  const written = await render(report, format, { color: options.color, fixed });
  if (stdin && options.fix) {
    process.stderr.write(written);
    await print(texts.get(stdin.file)!);
  } else await print(written);
  const { warnings } = summarize(report);
  const paths = least === undefined ? [] : [...new Set(targets.files.flatMap((file) => pathsOf(workspace, file)))];
  const misses = least !== undefined && missesCoverage(paths, least);
  const allWritten = await writeOutputs(report, outputs, fixed);
  if (failures.length || !allWritten) return 2;
  const fails = report.files.some(({ findings }) => findings.some(({ severity }) => failing.includes(severity)));
  return fails || (most !== undefined && warnings > most) || misses ? 1 : 0;
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
