import { fileKind } from "../files/kinds.ts";
import { folderOf } from "../files/names.ts";
import type { Language } from "../language/language.ts";
import { isInOurForm } from "../path/habit.ts";
import type { LearningPath } from "../path/learning-path.ts";
import { placeOfTemplate } from "../path/templates.ts";
import { pathsOf, stationOf, type Workspace } from "../path/workspace.ts";
import { allRules } from "../rules/all.generated.ts";
import {
  type Context,
  type Finding,
  type Fix,
  type LookUp,
  type Rule,
  SEVERITIES,
  type Severity,
} from "../rules/rule.ts";
import type { Station } from "../station/station.ts";
import type { StationPart } from "../station/station-parts.ts";
import type { Suppression } from "../station/suppressions.ts";
import { formulasIn } from "../syntax/math.ts";
import { firstFrom } from "../text/first-from.ts";
import { once, oncePer } from "../text/once.ts";
import { type Range, slice } from "../text/range.ts";
import { shortSentence } from "../text/shorten.ts";
import { saidOncePerPath, withoutSaidOfPath } from "./once-per-path.ts";
import { oneFindingPerCause } from "./one-cause.ts";
import { onePerStation } from "./one-per-station.ts";
import {
  type GivenSettings,
  readRuleSettings,
  ruleById,
  type Settings,
  type SettingsProblem,
  settingsFileProblems,
  settingsFor,
} from "./settings.ts";
import { shortFinding } from "./short-finding.ts";
import { hear, type Silence, silencesOf } from "./suppress.ts";

/** A finding with what the settings say of its rule. */
export interface LintFinding extends Finding {
  readonly rule: string;
  readonly file: string;
  readonly severity: Exclude<Severity, "off">;
}

export interface LintOptions {
  readonly given: GivenSettings;
  readonly lookUp: LookUp;
  /** The day, as `2026-11-23`. Without it nothing that was verified grows old. */
  readonly today?: string | undefined;
  /** Whether hints are left out, and what it would take to find them saved. */
  readonly withoutHints?: boolean | undefined;
  /** Whether findings are wanted for their fixes, which those that repeat another one have, too. */
  readonly fixing?: boolean | undefined;
  /** Gets a rule that threw; the others go on. */
  readonly onRuleFailed?: ((rule: string, file: string, error: unknown) => void) | undefined;
}

/** Everything that the rules find in one file, be it a station, a `path.yaml` or a `stationmaster.yaml`, in the order of its text. */
export function lintFile(workspace: Workspace, file: string, options: LintOptions): readonly LintFinding[] {
  const station = stationOf(workspace, file);
  const found = station ? lintStation(workspace, file, station, options) : lintOther(workspace, file, options);
  return found.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1));
}

/** What a `path.yaml` or `stationmaster.yaml` gets wrong, whatever else may be found on the path. */
export function settingsFindings(workspace: Workspace, file: string, options: LintOptions): readonly LintFinding[] {
  return lintFile(workspace, file, options).filter(({ rule }) => rule === "path-schema");
}

function lintStation(workspace: Workspace, file: string, station: Station, options: LintOptions): LintFinding[] {
  const paths = pathsOf(workspace, file);
  const settings = settingsFor(workspace, file, paths[0], options.given);
  const fatal = station.tree.problems.some((problem) => problem.fatal);
  // A comment that silences a hint is of use, so these are looked for where there are comments.
  const hints = !options.withoutHints || station.suppressions.length > 0;
  const own: LintFinding[] = [];
  for (const active of activeRules(settings).check) {
    if (fatal ? active.rule.id !== "readable" : active.severity === "hint" && !hints) continue;
    if (!speaks(active.rule, station.language)) continue;
    run(active, file, options, own, () => active.rule.check!(station, contextOf(workspace, file, active, options)));
  }
  for (const path of fatal ? [] : paths) {
    const rules = activeRules(settingsFor(workspace, file, path, options.given)).checkInPath;
    // Where it is listed often, that is said of the path, and one place is enough for all else.
    const stop = path.stopOf(file);
    if (!stop) continue;
    for (const active of rules) {
      if ((active.severity === "hint" && !hints) || !speaks(active.rule, station.language)) continue;
      run(active, file, options, own, () => {
        const context = Object.assign(contextOf(workspace, file, active, options), { path, stop });
        return active.rule.checkInPath!(station, context);
      });
    }
  }
  const isOurs = paths.length === 0 || paths.some(isInOurForm);
  const weighed = isOurs ? own : saidOncePerTemplate(weighedElsewhere(own, settings), station, paths);
  const found = withoutSaidOfPath(weighed, station, paths, PARTS);
  for (const path of fatal ? [] : pathsAbout(workspace, file)) {
    for (const finding of lintPath(workspace, path, options)) if (finding.file === file) found.push(finding);
  }
  const whole = station.text.includes("$") ? withoutFixesOfFormulas(station.text, found) : found;
  // defense: keep-notes
  const kept = station.text.includes("<!--") ? whole.map((each) => withoutLosses(station.text, each)) : whole;
  const heard = oneFindingPerCause(silence(workspace, file, station, settings, options, kept), station);
  const left = onePerStation(heard, GATHERED_RULES);
  if (!options.withoutHints) return [...left];
  return left.filter(({ severity, repeats }) => severity !== "hint" || (options.fixing && repeats));
}

const GATHERED_RULES: ReadonlySet<string> = new Set(allRules.filter((rule) => rule.onePerStation).map(({ id }) => id));

const PARTS: ReadonlyMap<string, StationPart> = new Map(allRules.flatMap(({ id, part }) => (part ? [[id, part]] : [])));

/** Findings on a path whose lessons are not written as stations: what is our form alone weighs less there. */
function weighedElsewhere(found: readonly LintFinding[], settings: Settings): LintFinding[] {
  return found.flatMap((finding) => {
    const severity = settings.severityElsewhereOf(ruleById(finding.rule)!, finding.kind);
    if (severity === "off") return [];
    return SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(finding.severity) ? { ...finding, severity } : finding;
  });
}

/** What a template has put into many lessons is one finding: that of the first of them; in the others it is a hint. */
function saidOncePerTemplate(found: LintFinding[], station: Station, paths: readonly LearningPath[]): LintFinding[] {
  return found.map((finding) => {
    if (finding.severity === "hint") return finding;
    const shared = placeOfTemplate(paths, station, finding.range);
    return !shared || shared.isFirst ? finding : { ...finding, severity: "hint", repeats: true };
  });
}

/** Whether a rule can judge a text in a language. */
function speaks({ needs }: Rule, { known }: Language): boolean {
  return known || needs !== "language";
}

/** Findings of which no fix changes a formula: to prose, its signs and letters are what they are not. */
function withoutFixesOfFormulas(text: string, findings: LintFinding[]): LintFinding[] {
  const isInFormula = once(() => {
    const formulas = formulasIn(text);
    return ({ start, end }: Range) => {
      const next = formulas[firstFrom(formulas.length, (at) => formulas[at]!.end > start)];
      return next !== undefined && next.start < end;
    };
  });
  const changesFormula = ({ edits }: Fix) => edits.some(({ range }) => isInFormula()(range));
  return findings.map((finding) => {
    const { fix, suggestions } = finding;
    if (!fix || !changesFormula(fix)) return finding;
    return { ...finding, fix: undefined, suggestions: [fix, ...(suggestions ?? [])] };
  });
}

/** A finding without the fixes that would throw away what a writer has noted in comments. */
function withoutLosses(text: string, finding: LintFinding): LintFinding {
  const { fix, suggestions } = finding;
  const notes = (part: string) => part.split("<!--").length;
  const keeps = ({ edits }: Fix) =>
    edits.reduce((kept, { range, newText }) => kept + notes(newText) - notes(slice(text, range)), 0) >= 0;
  if ((!fix || keeps(fix)) && !suggestions) return finding;
  return { ...finding, fix: fix && keeps(fix) ? fix : undefined, suggestions: suggestions?.filter(keeps) };
}

/** A rule that is not off, with what the settings say of it. */
interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Exclude<Severity, "off">;
  readonly options: Readonly<Record<string, unknown>>;
}

type Part = "check" | "checkInPath" | "checkPath" | "checkSuppressions" | "part";

/** The rules that are not off under some settings, by the parts that they have. */
const activeRules = oncePer((settings: Settings): Readonly<Record<Part, readonly ActiveRule[]>> => {
  const on = allRules.flatMap((rule): ActiveRule[] => {
    const severity = settings.severityOf(rule);
    return severity === "off" ? [] : [{ rule, severity, options: settings.optionsOf(rule) }];
  });
  const having = (part: Part) => on.filter(({ rule }) => rule[part]);
  return {
    check: having("check"),
    checkInPath: having("checkInPath"),
    checkPath: having("checkPath"),
    checkSuppressions: having("checkSuppressions"),
    part: having("part"),
  };
});

/** What a rule is given of a file. */
function contextOf(
  workspace: Workspace,
  file: string,
  { options }: ActiveRule,
  { lookUp, today = "" }: LintOptions,
): Context {
  return { options: options as never, file, workspace, lookUp, today };
}

/** The paths that may have something to say of a station: those it is on, and that of its folder, which may not list it. */
function pathsAbout(workspace: Workspace, file: string): readonly LearningPath[] {
  const paths = pathsOf(workspace, file);
  const pathFile = workspace.folders.get(folderOf(file))?.pathFile?.file;
  const beside = pathFile === undefined ? undefined : workspace.paths.get(pathFile);
  return beside && !paths.includes(beside) ? [...paths, beside] : paths;
}

/** What the rules about a path found, for as long as path and options live: every station of the path asks for it. */
const pathFindings = new WeakMap<LintOptions, WeakMap<LearningPath, readonly LintFinding[]>>();

/** What the rules about whole paths find, wherever it stands. */
function lintPath(workspace: Workspace, path: LearningPath, options: LintOptions): readonly LintFinding[] {
  let known = pathFindings.get(options);
  if (!known) {
    known = new WeakMap();
    pathFindings.set(options, known);
  }
  let found = known.get(path);
  if (!found) {
    found = runPathRules(workspace, path, options);
    known.set(path, found);
  }
  return found;
}

function runPathRules(workspace: Workspace, path: LearningPath, options: LintOptions): readonly LintFinding[] {
  const file = path.pathFile?.file ?? `${path.id}/path.yaml`;
  const settings = settingsFor(workspace, file, path, options.given);
  const found: LintFinding[] = [];
  for (const active of activeRules(settings).checkPath) {
    if ((active.severity === "hint" && options.withoutHints) || !speaks(active.rule, path.language)) continue;
    run(active, file, options, found, () => active.rule.checkPath!(path, contextOf(workspace, file, active, options)));
  }
  if (!isInOurForm(path)) found.splice(0, found.length, ...weighedElsewhere(found, settings));
  for (const active of activeRules(settings).part) {
    if ((active.severity === "hint" && options.withoutHints) || !speaks(active.rule, path.language)) continue;
    run(active, file, options, found, () => saidOncePerPath(path, active.rule));
  }
  return found;
}

function lintOther(workspace: Workspace, file: string, options: LintOptions): LintFinding[] {
  const folder = workspace.folders.get(folderOf(file));
  const settings = settingsFor(workspace, file, undefined, options.given);
  switch (fileKind(file)) {
    case "settings":
      return folder?.settings?.file === file
        ? schemaFindings(file, settings, settingsFileProblems(folder.settings))
        : [];
    case "path": {
      const path = workspace.paths.get(file);
      if (!path) return [];
      const onPath = settingsFor(workspace, file, path, options.given);
      const own = lintPath(workspace, path, options).filter((finding) => finding.file === file);
      return [...own, ...schemaFindings(file, onPath, readRuleSettings(path.pathFile?.rules).problems)];
    }
    default:
      return onceEach(
        pathsOf(workspace, file).flatMap((path) =>
          lintPath(workspace, path, options).filter((finding) => finding.file === file),
        ),
      );
  }
}

/** Paths that share a list of sources find the same in it. */
function onceEach(found: readonly LintFinding[]): LintFinding[] {
  const byPlace = new Map(
    found.map((each) => [`${each.rule} ${each.range.start} ${each.range.end} ${each.message}`, each]),
  );
  return [...byPlace.values()];
}

/** Problems of the settings themselves are reported as `path-schema`: only here is known which rules there are. */
function schemaFindings(file: string, settings: Settings, problems: readonly SettingsProblem[]): LintFinding[] {
  const rule = ruleById("path-schema");
  const severity = rule ? settings.severityOf(rule) : "error";
  if (severity === "off") return [];
  return problems.map(({ range, message, instead }) => ({
    rule: "path-schema",
    file,
    severity,
    range,
    message: shortSentence(message),
    suggestions: instead ? [{ title: `Change to “${instead}”`, edits: [{ range, newText: instead }] }] : undefined,
  }));
}

/** Lets a rule look, and puts what it finds after what was found. */
function run(
  { rule, severity }: ActiveRule,
  file: string,
  options: LintOptions,
  found: LintFinding[],
  check: () => Iterable<Finding>,
): void {
  const before = found.length;
  try {
    for (const finding of check()) {
      const weight = severity === rule.severity ? (finding.severity ?? severity) : severity;
      if (weight !== "off")
        found.push(
          /* defense: short-findings */ shortFinding({
            ...finding,
            rule: rule.id,
            file: finding.file ?? file,
            severity: weight,
          }),
        );
    }
  } catch (error) {
    // defense: survive-a-rule
    found.length = before;
    options.onRuleFailed?.(rule.id, file, error);
  }
}

/** Takes away what comments silence, and adds what is to be said of the comments. */
function silence(
  workspace: Workspace,
  file: string,
  station: Station,
  settings: Settings,
  options: LintOptions,
  found: LintFinding[],
): LintFinding[] {
  if (station.suppressions.length === 0) return found;
  const active = silencesOf(station);
  const { heard, used } = hear(found, active);
  const unused = unusedParts(station, active, used);
  const ruleIds = new Set(allRules.map(({ id }) => id));
  for (const active of activeRules(settings).checkSuppressions) {
    run(active, file, options, heard, () =>
      active.rule.checkSuppressions!(station, { ...contextOf(workspace, file, active, options), unused, ruleIds }),
    );
  }
  return heard;
}

function unusedParts(
  station: Station,
  active: readonly Silence[],
  used: ReadonlyMap<Suppression, ReadonlySet<string>>,
): ReadonlyMap<Suppression, readonly string[]> {
  const unused = new Map<Suppression, readonly string[]>();
  const holding = new Set(active.map(({ suppression }) => suppression));
  for (const suppression of station.suppressions) {
    if (suppression.kind === "enable") continue;
    const silenced = used.get(suppression) ?? new Set();
    const idle = suppression.rules.length
      ? suppression.rules.map(({ id }) => id).filter((id) => !silenced.has(id))
      : silenced.size === 0
        ? ["*"]
        : [];
    if (idle.length || !holding.has(suppression)) unused.set(suppression, idle);
  }
  return unused;
}
