import { isPreset, PRESETS } from "../../lint/presets.ts";
import type { GivenSettings } from "../../lint/settings.ts";
import type { Severity } from "../../rules/rule.ts";
import { unknownName } from "../../text/nearest-name.ts";
import { type BaselineMode, baselineMode } from "./baseline.ts";
import type { Checking } from "./check-targets.ts";
import { knownFormat, type Output, outputsFrom } from "./formats.ts";
import { UsageError } from "./terminal.ts";

/** The options of `check` as they are written. */
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
  /** False where nothing shall be taken from earlier checks. */
  readonly cache: boolean;
  readonly cacheFolder?: string;
  /** Where the script of threads lies beside. */
  readonly home: string;
}

/** The options of `check` as they are meant. */
interface Asked extends Pick<Checking, "given" | "keep" | "least"> {
  readonly format: string;
  readonly outputs: readonly Output[];
  /** The most warnings that may be. */
  readonly most: number | undefined;
  /** The severities that make it fail. */
  readonly failing: readonly string[];
  readonly baseline: BaselineMode | undefined;
  readonly threads: number | undefined;
}

/** @throws UsageError for what makes no sense */
export async function askedFrom(options: CheckOptions): Promise<Asked> {
  if (options.staged && (options.since !== undefined || options.fix))
    throw new UsageError(`--staged can't be used with --${options.fix ? "fix" : "since"}.`);
  return {
    format: knownFormat(options.format),
    outputs: outputsFrom(options.output),
    most: mostWarnings(options.maxWarnings),
    least: leastCoverage(options.minCoverage),
    failing: failingFrom(options.failOn),
    baseline: baselineMode(options.baseline),
    given: await givenSettings(options),
    threads: threadsFrom(options.threads),
    keep: options.quiet ? "errors" : options.hints ? "hints" : "usual",
  };
}

function threadsFrom(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(written))
    throw new UsageError(`--threads takes a number from 1, and “${written}” is none.`);
  return Number(written);
}

async function givenSettings({ preset, rule }: CheckOptions): Promise<GivenSettings> {
  if (preset !== undefined && !isPreset(preset)) throw new UsageError(unknownName(preset, PRESETS, "preset").message);
  const severities = new Map<string, Severity>();
  if (rule.length === 0) return { preset: preset as GivenSettings["preset"], severities, wins: true };
  const { ruleById, ruleIds, SEVERITIES } = await import("../../lint/settings.ts"); // with all rules, which takes time
  for (const said of rule) {
    const [id = "", severity = ""] = said.split("=");
    if (!ruleById(id)) throw new UsageError(unknownName(id, ruleIds(), "rule").message);
    if (!SEVERITIES.includes(severity as Severity))
      throw new UsageError(unknownName(severity, SEVERITIES, "severity").message);
    severities.set(id, severity as Severity);
  }
  return { preset: preset as GivenSettings["preset"], severities, wins: true };
}

/**
 * The least share of facts that has to be verified.
 * @throws UsageError for anything but a percentage
 */
export function leastCoverage(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (!/^\d{1,3}$/.test(written) || Number(written) > 100)
    throw new UsageError(`--min-coverage takes a percentage from 0 to 100, and “${written}” is none.`);
  return Number(written);
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
