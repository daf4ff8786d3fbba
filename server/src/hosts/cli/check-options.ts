import { isPreset, PRESETS } from "../../lint/presets.ts";
import { type GivenSettings, ruleById, SEVERITIES } from "../../lint/settings.ts";
import { allRules } from "../../rules/all.generated.ts";
import type { Severity } from "../../rules/rule.ts";
import { unknownName } from "../../text/nearest-name.ts";
import { type BaselineMode, baselineMode } from "./baseline.ts";
import type { Checking } from "./check-targets.ts";
import { leastCoverage } from "./coverage-gate.ts";
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
export function askedFrom(options: CheckOptions): Asked {
  if (options.staged && (options.since !== undefined || options.fix))
    throw new UsageError(`--staged can't be used with --${options.fix ? "fix" : "since"}.`);
  return {
    format: knownFormat(options.format),
    outputs: outputsFrom(options.output),
    most: mostWarnings(options.maxWarnings),
    least: leastCoverage(options.minCoverage),
    failing: failingFrom(options.failOn),
    baseline: baselineMode(options.baseline),
    given: givenSettings(options),
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
