import { isPreset, PRESETS } from "../../lint/presets.ts";
import type { Part } from "../../lint/report-shard.ts";
import type { GivenSettings } from "../../lint/settings.ts";
import { SEVERITIES, type Severity } from "../../rules/rule.ts";
import { RULE_IDS } from "../../rules/rule-ids.generated.ts";
import { unknownName } from "../../text/nearest-name.ts";
import { type BaselineMode, baselineMode } from "./baseline-mode.ts";
import type { Checking } from "./check-targets.ts";
import type { Delivery } from "./deliver.ts";
import { knownFormat, outputsFrom } from "./formats.ts";
import { whyNotOverwritten } from "./own-files.ts";
import { UsageError } from "./terminal.ts";

/** The options that say where a report goes and what makes the command fail, as they are written. */
export interface DeliveryOptions {
  readonly format: string;
  readonly output: readonly string[];
  readonly maxWarnings?: string;
  readonly failOn: string;
  readonly baseline?: string;
  readonly baselineFile: string;
  /** Whether reports and baselines may overwrite anything. */
  readonly force?: boolean;
  readonly color: boolean;
}

/** The options of `check` as they are written. */
export interface CheckOptions extends DeliveryOptions {
  readonly fix?: boolean;
  readonly preset?: string;
  readonly rule: readonly string[];
  readonly minCoverage?: string;
  readonly since?: string;
  readonly staged?: boolean;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly quiet?: boolean;
  readonly hints?: boolean;
  /** Patterns of what is not looked at. */
  readonly ignore: readonly string[];
  /** Whether it is well that there is nothing to check. */
  readonly allowEmpty?: boolean;
  readonly threads?: string;
  readonly timeLimit: string;
  readonly shard?: string;
  /** False where nothing shall be taken from earlier checks. */
  readonly cache: boolean;
  readonly cacheFolder?: string;
  /** Where the script of processes lies beside. */
  readonly home: string;
}

/** Where a report goes, what makes the command fail, and what becomes of known findings. */
export interface FullDelivery extends Delivery {
  readonly baseline: BaselineMode | undefined;
}

/** The options of `check` as they are meant. */
interface Asked extends Pick<Checking, "given" | "keep" | "least" | "timeLimit"> {
  readonly threads: number | undefined;
  readonly part: Part;
}

/** @throws UsageError for what makes no sense */
export function askedFrom(options: CheckOptions): Asked {
  if (options.staged && (options.since !== undefined || options.fix))
    throw new UsageError(`--staged can't be used with --${options.fix ? "fix" : "since"}.`);
  // An empty variable of a pipeline would compare with the last commit, in which nothing has changed.
  if (options.since?.trim() === "") throw new UsageError("--since expects a revision, such as main; got “”.");
  if (options.shard !== undefined && (options.staged || options.fix || options.stdin))
    throw new UsageError("--shard can't be used with --staged, --fix or --stdin.");
  return {
    least: leastCoverage(options.minCoverage),
    given: givenSettings(options),
    threads: threadsFrom(options.threads),
    timeLimit: timeLimitFrom(options.timeLimit),
    keep: options.quiet ? "errors" : options.hints ? "hints" : "usual",
    part: partFrom(options.shard),
  };
}

/** @throws UsageError for what makes no sense */
export function deliveryFrom(options: DeliveryOptions): FullDelivery {
  const baseline = baselineMode(options.baseline);
  const refused = baseline === "write" ? whyNotOverwritten(options.baselineFile, "baseline", options.force) : undefined;
  if (refused) throw new UsageError(`${options.baselineFile}: ${refused}`);
  return {
    format: knownFormat(options.format),
    outputs: outputsFrom(options.output, options.force),
    most: mostWarnings(options.maxWarnings),
    failing: failingFrom(options.failOn),
    baseline,
  };
}

/** Which part of a check is meant by “2/4”. */
function partFrom(written: string | undefined): Part {
  if (written === undefined) return { part: 1, of: 1 };
  const [, part = "", of = ""] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(written) ?? [];
  if (!of || Number(part) > Number(of))
    throw new UsageError(`--shard expects a part and the number of parts, such as 2/4; got “${written}”.`);
  return { part: Number(part), of: Number(of) };
}

function threadsFrom(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(written))
    throw new UsageError(`--threads expects a whole number of at least 1; got “${written}”.`);
  return Number(written);
}

/** @throws UsageError for anything but a number of seconds */
export function timeLimitFrom(written: string): number {
  if (!/^[1-9]\d{0,3}$/.test(written))
    throw new UsageError(`--time-limit expects a number of seconds from 1 to 9999; got “${written}”.`);
  return Number(written);
}

function givenSettings({ preset, rule }: CheckOptions): GivenSettings {
  if (preset !== undefined && !isPreset(preset)) throw new UsageError(unknownName(preset, PRESETS, "preset").message);
  const severities = new Map<string, Severity>();
  for (const said of rule) {
    const [id = "", severity = ""] = said.split("=");
    if (!RULE_IDS.includes(id)) throw new UsageError(unknownName(id, RULE_IDS, "rule").message);
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
    throw new UsageError(`--min-coverage expects a percentage from 0 to 100; got “${written}”.`);
  return Number(written);
}

/** The severities that make the command fail: the given one and what weighs more. */
function failingFrom(written: string): readonly string[] {
  if (!GATES.includes(written)) throw new UsageError(unknownName(written, GATES, "severity").message);
  return written === "never" ? [] : GATES.slice(0, GATES.indexOf(written) + 1);
}

/** What `--fail-on` takes, the heaviest first. */
export const GATES: readonly string[] = ["error", "warning", "information", "hint", "never"];

function mostWarnings(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (!/^\d{1,9}$/.test(written)) throw new UsageError(`--max-warnings expects a whole number; got “${written}”.`);
  return Number(written);
}
