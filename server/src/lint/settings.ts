import { folderOf } from "../files/names.ts";
import type { LearningPath } from "../path/learning-path.ts";
import type { PathFile } from "../path/path-file.ts";
import type { SettingsFile } from "../path/settings-file.ts";
import { settingsAbove, type Workspace } from "../path/workspace.ts";
import { allRules } from "../rules/all.generated.ts";
import { type OptionSpec, type Rule, SEVERITIES, type Severity } from "../rules/rule.ts";
import { pairOf, textOf, type YamlValue } from "../syntax/yaml.ts";
import { unknownName } from "../text/nearest-name.ts";
import type { Range } from "../text/range.ts";
import { isPreset, PRESETS, type Preset, presetSeverity, presetSeverityElsewhere } from "./presets.ts";

/** What a user says outside of files: editor settings give way to `stationmaster.yaml`, the command line does not. */
export interface GivenSettings {
  readonly preset?: Preset | undefined;
  readonly severities?: ReadonlyMap<string, Severity> | undefined;
  readonly options?: ReadonlyMap<string, Readonly<Record<string, unknown>>> | undefined;
  /** Whether they win over what the files say, as on the command line. */
  readonly wins?: boolean | undefined;
}

/** What holds for the stations of one path, or for the stations of no path in one folder. */
export interface Settings {
  severityOf(rule: Rule): Severity;
  /** On a path whose lessons are not written as stations: never heavier than on any other. */
  severityElsewhereOf(rule: Rule, kind?: string): Severity;
  optionsOf(rule: Rule): Readonly<Record<string, unknown>>;
}

export interface SettingsProblem {
  readonly range: Range;
  readonly message: string;
  /** The name that was probably meant, to stand in place of what `range` covers. */
  readonly instead?: string | undefined;
}

const rulesById = new Map(allRules.map((rule) => [rule.id, rule]));

/** The rule with an id. */
export function ruleById(id: string): Rule | undefined {
  return rulesById.get(id);
}

/** Settings that were made before, by what they were made of. */
const known = new WeakMap<
  GivenSettings,
  { file: SettingsFile | undefined; pathFile: PathFile | undefined; settings: Settings }[]
>();

/** The settings that hold for a file, on a path or on none. */
export function settingsFor(
  workspace: Workspace,
  file: string,
  path: LearningPath | undefined,
  given: GivenSettings,
): Settings {
  const workspaceFile = settingsAbove(workspace, folderOf(file));
  const pathFile = path?.pathFile;
  const before = known.get(given) ?? [];
  const found = before.find((each) => each.file === workspaceFile && each.pathFile === pathFile);
  if (found) return found.settings;
  const settings = makeSettings(workspaceFile, pathFile, given);
  known.set(given, [{ file: workspaceFile, pathFile, settings }, ...before.slice(0, 7)]);
  return settings;
}

function makeSettings(
  workspaceFile: SettingsFile | undefined,
  pathFile: PathFile | undefined,
  given: GivenSettings,
): Settings {
  const presetName =
    textOf(pairOf(pathFile?.root, "preset")?.value) ?? textOf(pairOf(workspaceFile?.root, "preset")?.value);
  const inFiles = presetName !== undefined && isPreset(presetName) ? presetName : undefined;
  const byTier = pathFile?.tier === "premium" ? "premium" : undefined;
  const preset = (given.wins ? given.preset : undefined) ?? inFiles ?? given.preset ?? byTier ?? "recommended";
  // On a premium path “strict” asks for no less than the path has by itself.
  const severityUnder = (name: Preset, rule: Rule) =>
    name === "strict" && byTier
      ? higherOf(presetSeverity(name, rule), presetSeverity(byTier, rule))
      : presetSeverity(name, rule);
  const layers = [readRuleSettings(workspaceFile?.rules), readRuleSettings(pathFile?.rules)];
  const chosen = (rule: Rule): Severity | undefined => {
    const said = given.severities?.get(rule.id);
    if (said && given.wins) return said;
    const written = layers.reduce<Severity | undefined>(
      (last, { rules }) => rules.get(rule.id)?.severity ?? last,
      undefined,
    );
    return written ?? said;
  };
  const severity = (rule: Rule): Severity => chosen(rule) ?? severityUnder(preset, rule);
  const known = [...(workspaceFile?.known ?? []), ...(pathFile?.known ?? [])];
  const options = (rule: Rule): Readonly<Record<string, unknown>> => {
    const defaults = Object.entries(rule.options).map(([name, spec]) => [name, spec.default] as const);
    const said = Object.entries(given.options?.get(rule.id) ?? {});
    const all: Readonly<Record<string, unknown>> = Object.fromEntries([
      ...defaults,
      ...said,
      ...layers.flatMap(({ rules }) => [...(rules.get(rule.id)?.options ?? [])]),
    ]);
    // What readers know is a setting of its own, and the option of whatever rule asks for it.
    return Array.isArray(all.known) ? { ...all, known: [...all.known, ...known] } : all;
  };
  const severities = new Map(allRules.map((rule) => [rule.id, severity(rule)]));
  const allOptions = new Map(allRules.map((rule) => [rule.id, options(rule)]));
  return {
    severityOf: (rule) => severities.get(rule.id) ?? severity(rule),
    severityElsewhereOf: (rule, kind) =>
      chosen(rule) ?? (byTier ? severity(rule) : presetSeverityElsewhere(preset, rule, kind)),
    optionsOf: (rule) => allOptions.get(rule.id) ?? options(rule),
  };
}

function higherOf(one: Severity, other: Severity): Severity {
  return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other) ? one : other;
}

interface RuleSettings {
  readonly rules: ReadonlyMap<string, { readonly severity?: Severity; readonly options: ReadonlyMap<string, unknown> }>;
  readonly problems: readonly SettingsProblem[];
}

const NOTHING: RuleSettings = { rules: new Map(), problems: [] };

/** What the `rules:` of a file says; what can't be understood is left out and stands in `problems`. */
export function readRuleSettings(value: YamlValue | undefined): RuleSettings {
  if (value === undefined || (value.kind === "scalar" && value.value === null)) return NOTHING;
  if (value.kind !== "map") {
    return {
      ...NOTHING,
      problems: [{ range: value.range, message: "“rules” lists rules by their names, each with a severity." }],
    };
  }
  const problems: SettingsProblem[] = [];
  const rules = new Map<string, { severity?: Severity; options: Map<string, unknown> }>();
  for (const { key, keyRange, value: said } of value.pairs) {
    const rule = rulesById.get(key);
    if (!rule) {
      problems.push({ range: keyRange, ...unknownName(key, [...rulesById.keys()], "rule") });
      continue;
    }
    const options = new Map<string, unknown>();
    const entry: { severity?: Severity; options: Map<string, unknown> } = { options };
    rules.set(key, entry);
    const setSeverity = (written: YamlValue) => {
      const name = textOf(written) ?? "";
      if (SEVERITIES.includes(name as Severity)) entry.severity = name as Severity;
      else problems.push({ range: written.range, ...unknownName(name, SEVERITIES, "severity") });
    };
    if (said.kind !== "map") {
      setSeverity(said);
      continue;
    }
    for (const pair of said.pairs) {
      const spec = rule.options[pair.key];
      if (pair.key === "severity") setSeverity(pair.value);
      else if (!spec) {
        const names = ["severity", ...Object.keys(rule.options)];
        problems.push({ range: pair.keyRange, ...unknownName(pair.key, names, `option of “${key}”`) });
      } else {
        const read = readOption(spec, pair.value);
        if (read.message !== undefined) problems.push({ range: pair.value.range, message: read.message });
        else options.set(pair.key, read.value);
      }
    }
  }
  return { rules, problems };
}

function readOption(spec: OptionSpec, value: YamlValue): { value?: unknown; message?: string } {
  const plain = value.kind === "scalar" ? value.value : undefined;
  if (typeof spec.default === "number") {
    const minimum = "minimum" in spec ? (spec.minimum ?? 0) : 0;
    return typeof plain === "number" && plain >= minimum
      ? { value: plain }
      : { message: `Expected a number of at least ${minimum}.` };
  }
  if (typeof spec.default === "boolean") {
    return typeof plain === "boolean" ? { value: plain } : { message: "This takes true or false." };
  }
  if (typeof spec.default === "string") {
    const choices = "choices" in spec ? spec.choices : [];
    return typeof plain === "string" && choices.includes(plain)
      ? { value: plain }
      : { message: `Expected one of: ${choices.join(", ")}.` };
  }
  const items = value.kind === "list" ? value.items.map(textOf) : undefined;
  return items?.every((item) => item !== undefined) ? { value: items } : { message: "Expected a list of words." };
}

/** What is wrong with the settings in a `stationmaster.yaml`. */
export function settingsFileProblems({ root, problems, rules }: SettingsFile): readonly SettingsProblem[] {
  const found: SettingsProblem[] = [...problems, ...readRuleSettings(rules).problems];
  if (root && root.kind === "map") {
    for (const { key, keyRange, value } of root.pairs) {
      if (key === "rules") continue;
      if (key === "root") continue;
      if (key === "known") {
        if (value.kind !== "list") found.push({ range: value.range, message: "Expected a list of acronyms." });
      } else if (key === "ignore") {
        const items = value.kind === "list" ? value.items : [value];
        const wrong = items.filter((item) => textOf(item) === undefined);
        for (const { range } of wrong) found.push({ range, message: "Expected a pattern, or a list of patterns." });
      } else if (key !== "preset")
        found.push({ range: keyRange, ...unknownName(key, ["preset", "root", "known", "ignore", "rules"], "setting") });
      else if (!isPreset(textOf(value) ?? ""))
        found.push({ range: value.range, ...unknownName(textOf(value) ?? "", PRESETS, "preset") });
    }
  } else if (root && problems.length === 0) {
    found.push({ range: root.range, message: "Settings are lines such as “preset: strict”." });
  }
  return found;
}
