import type { CalloutRole } from "../language/language.ts";
import type { LearningPath, Stop } from "../path/learning-path.ts";
import type { Workspace } from "../path/workspace.ts";
import type { Station } from "../station/station.ts";
import type { StationPart } from "../station/station-parts.ts";
import type { Suppression } from "../station/suppressions.ts";
import type { TextEdit } from "../text/edit.ts";
import type { Range } from "../text/range.ts";

/** What a finding can weigh, the heaviest first, and that a rule is off. */
export const SEVERITIES = ["error", "warning", "information", "hint", "off"] as const;

export type Severity = (typeof SEVERITIES)[number];

/**
 * What a rule is about; presets choose by it.
 * - `fault`: what is wrong anywhere, such as a dead link, a doubled word, a lost character. Only a fault is ever an error.
 * - `form`: what makes a text one of our stations, such as a hook, a takeaway, the shape of a key term, lengths.
 * - `taste`: what writers who agree on the form may see differently, such as the length of a sentence.
 */
export const KINDS = ["fault", "form", "taste"] as const;

export type Kind = (typeof KINDS)[number];

/** The headings under which rules are listed. */
export type Group =
  | "Structure"
  | "Key terms"
  | "Cross-references and links"
  | "Tables"
  | "Lists"
  | "Sources and claims"
  | "Prose"
  | "Path"
  | "Housekeeping";

/**
 * One thing that must hold of a station, of a station on a path, or of a path.
 * A rule knows no other rule, no settings, no severities but its own default, and no editor. A rule file also exports
 * `examples`, which are its tests and its page.
 */
export interface Rule<Options extends OptionSpecs = OptionSpecs> {
  readonly id: string;
  readonly group: Group;
  readonly kind: Kind;
  /** A sentence that can be true: "A list follows a sentence that ends with a colon." */
  readonly summary: string;
  /** Why it matters to the reader of a station, and where its thresholds and lists come from. Markdown. */
  readonly why: string;
  /** Under the recommended preset. */
  readonly severity: Severity;
  /** Under the premium preset, where that differs. */
  readonly premium?: Severity;
  /** Under the recommended preset, on a path whose lessons are not written as stations, where that differs. */
  readonly elsewhere?: Severity;
  readonly options: Options;
  /** Its findings in a station are one: the worst by its `measure`, with the next worst as related places. */
  readonly onePerStation?: true;
  /** What it asks for. Where the lessons of a path do not have that by habit, it is said once, of the path. */
  readonly part?: StationPart;
  /** Judges words or phrases, so it does not run where the language of a text is not known. */
  readonly needs?: "language";
  /** Looks at a station alone. Runs once a station. */
  check?(station: Station, context: Context<Options>): Iterable<Finding>;
  /** Looks at a station at its place on a path. Runs once for every path that lists the station, never without one. */
  checkInPath?(station: Station, context: PathContext<Options>): Iterable<Finding>;
  /** Looks at a path as a whole. Its findings stand in the `path.yaml`, or name the `file` they stand in. */
  checkPath?(path: LearningPath, context: Context<Options>): Iterable<Finding>;
  /** Looks at the suppressions of a station once all other rules have run. */
  checkSuppressions?(station: Station, context: SuppressionContext<Options>): Iterable<Finding>;
}

export interface SuppressionContext<Options extends OptionSpecs = OptionSpecs> extends Context<Options> {
  /** For each suppression, the rules it names that it silenced nothing of; "*" where it names none and silenced nothing. */
  readonly unused: ReadonlyMap<Suppression, readonly string[]>;
  readonly ruleIds: ReadonlySet<string>;
}

export interface Context<Options extends OptionSpecs = OptionSpecs> {
  readonly options: OptionValues<Options>;
  /** The station's or the path's file. */
  readonly file: string;
  readonly workspace: Workspace;
  /** What lies at a place on disk, as far as the host may say. Links and images are looked up with it. */
  readonly lookUp: LookUp;
  /** The day, as `2026-11-23`; empty where nothing grows old. */
  readonly today: string;
}

export interface PathContext<Options extends OptionSpecs = OptionSpecs> extends Context<Options> {
  readonly path: LearningPath;
  /** Where on the path the station stands. */
  readonly stop: Stop;
}

export type LookUp = (file: string) => "found" | "missing" | "outside";

/** What a rule has found: one place, one sentence about it. */
export interface Finding {
  readonly range: Range;
  /** What is there and what to do, in one or two short sentences. */
  readonly message: string;
  /** Other places that belong to it. */
  readonly related?: readonly Related[] | undefined;
  /** A change that is safe to make without asking. It removes the finding, and made twice is made once. */
  readonly fix?: Fix | undefined;
  /** Changes of which a person chooses one. */
  readonly suggestions?: readonly Fix[] | undefined;
  /** What is missing, if that is what was found: a part of a station, or its place on a path. Editors offer to add it. */
  readonly missing?: CalloutRole | "place on path" | undefined;
  readonly tags?: readonly ("unnecessary" | "deprecated")[] | undefined;
  /** Only for findings of paths: the file it stands in, where that is not the `path.yaml`. */
  readonly file?: string | undefined;
  /** Only where one rule finds things of different weight; settings still raise or lower the whole rule. */
  readonly severity?: Severity | undefined;
  /** Its kind, where one kind of a rule's findings is right less often than others (`lint/earned-severity.ts`). */
  readonly kind?: string | undefined;
  /** Whether a finding of another station says it for this one: as a hint it is not reported where hints are not, but it is fixed. */
  readonly repeats?: boolean | undefined;
  /** What was measured, such as the words of a sentence; only for rules with `onePerStation`. */
  readonly measure?: number | undefined;
}

export interface Related {
  readonly file: string;
  readonly range: Range;
  readonly message: string;
}

export interface Fix {
  /** Begins with a verb: "Remove the period". */
  readonly title: string;
  /** Of the file that the finding stands in. */
  readonly edits: readonly TextEdit[];
}

/** Options of a rule: their defaults give their types. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

export type OptionSpec =
  | { readonly default: number; readonly description: string; readonly minimum?: number }
  | { readonly default: boolean; readonly description: string }
  | { readonly default: string; readonly description: string; readonly choices: readonly string[] }
  | { readonly default: readonly string[]; readonly description: string };

export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: Widened<Specs[Name]["default"]>;
};

type Widened<Value> = Value extends number
  ? number
  : Value extends boolean
    ? boolean
    : Value extends readonly string[]
      ? readonly string[]
      : string;

/**
 * A text with carets under what the rule finds, and the text after its fixes.
 * `-- name --` on a line of its own starts a file; without it the text is one station. An example without carets shows
 * what is in order. A range of several lines is drawn to the end of its first one, followed by `…`.
 */
export interface Example {
  /** A sentence or a phrase about the case. */
  readonly title: string;
  readonly text: string;
  /** After every safe fix; for rules that fix. */
  readonly fixed?: string;
  /** Options other than the defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Checks the shape of a rule and gives it back; its types flow from its options. */
export function defineRule<const Options extends OptionSpecs>(rule: Rule<Options>): Rule {
  return rule as unknown as Rule;
}
