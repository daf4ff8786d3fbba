import { anchorEntries } from "../ledger/anchoring.ts";
import type { EntryLine } from "../ledger/ledger-file.ts";
import { contextOf, type LedgerSentence, ledgerSentences } from "../ledger/ledger-sentences.ts";
import { type Coverage, isFresh, NO_COVERAGE, type SentenceState, type SentenceStatus } from "../ledger/states.ts";
import type { Station } from "../station/station.ts";
import { longestAscending } from "../text/longest-ascending.ts";
import { type LearningPath, numbersOf, type Stop } from "./learning-path.ts";
import type { Term } from "./terms.ts";
import { isVerified, pathCoverage, roleOf, statusOf } from "./verification.ts";
import { coverageText, explainStatus } from "./verification-words.ts";
import type { Workspace } from "./workspace.ts";

/** What changed on one path between two states of a workspace, for somebody who reviews it. */
export interface PathDiff {
  /** As it is called now, or was where it is gone. */
  readonly title: string;
  readonly kind: "added" | "removed" | "changed";
  readonly stations: readonly StationDiff[];
  readonly terms: readonly TermDiff[];
  /** How many references follow a station that has another number now. */
  readonly renumbered: number;
  readonly references: readonly ReferenceDiff[];
  /** How much is verified; undefined where that is not done. */
  readonly coverage: { readonly before: Coverage; readonly after: Coverage } | undefined;
}

export interface StationDiff {
  readonly kind: "added" | "removed" | "changed";
  readonly file: string | undefined;
  readonly title: string;
  /** What it was called, where it had another name. */
  readonly titleBefore: string | undefined;
  /** 0 where there is or was none. */
  readonly number: number;
  readonly numberBefore: number;
  /** Whether it stands elsewhere among the stations that were there before and still are. */
  readonly moved: boolean;
  /** How many of its sentences are new, gone and rewritten. */
  readonly sentences: { readonly added: number; readonly removed: number; readonly changed: number };
  /** The sentences that were verified and are not any more. */
  readonly unverified: readonly UnverifiedSentence[];
}

export interface UnverifiedSentence {
  readonly text: string;
  readonly state: SentenceState;
  readonly detail: string;
}

export interface TermDiff {
  readonly kind: "added" | "removed" | "redefined" | "moved";
  readonly name: string;
  readonly before: Definition | undefined;
  readonly after: Definition | undefined;
}

interface Definition {
  readonly text: string;
  /** The number of the station that defines it. */
  readonly station: number;
}

/** A reference to a station that a station did not refer to, or no longer does; or one that leads nowhere now. */
export interface ReferenceDiff {
  readonly kind: "added" | "removed" | "broken";
  /** The number of the station that makes it, as it is now, or was where the station is gone. */
  readonly from: number;
  /** As it is written. */
  readonly text: string;
  /** The title of the station that it names; empty where it leads nowhere. */
  readonly to: string;
}

export interface DiffOptions {
  /** The name that a file of the earlier state has now. */
  readonly renamed: ReadonlyMap<string, string>;
  /** The day, as `2026-11-23`. */
  readonly today: string;
  /** Whether a path is asked for, by its `path.yaml` or its folder. */
  isAsked(id: string): boolean;
}

/** The paths that differ between two states of a workspace, in the order of their files. */
export function diffPaths(before: Workspace, after: Workspace, options: DiffOptions): readonly PathDiff[] {
  const now = (id: string) => options.renamed.get(id) ?? id;
  const old = new Map([...before.paths.values()].map((path) => [now(path.id), path]));
  const ids = [...new Set([...old.keys(), ...after.paths.keys()])].filter(options.isAsked).sort();
  return ids.flatMap((id) => {
    const diff = diffPath(old.get(id), after.paths.get(id), options);
    return isEmpty(diff) ? [] : [diff];
  });
}

function isEmpty({ kind, stations, terms, renumbered, references, coverage }: PathDiff): boolean {
  const same = !coverage || coverageText(coverage.before) === coverageText(coverage.after);
  return kind === "changed" && same && stations.length + terms.length + renumbered + references.length === 0;
}

function diffPath(before: LearningPath | undefined, after: LearningPath | undefined, options: DiffOptions): PathDiff {
  const pairs = pairStops(before?.stops ?? [], after?.stops ?? [], options);
  const { renumbered, references } = diffReferences(before, after, pairs);
  const sides = [before, after].flatMap((path) => path ?? []);
  const coverageOn = (path: LearningPath | undefined): Coverage => (path ? pathCoverage(path, options) : NO_COVERAGE);
  return {
    title: (after ?? before)!.title,
    kind: !before ? "added" : !after ? "removed" : "changed",
    stations: diffStations(before, after, pairs, options),
    terms: diffTerms(before?.terms ?? [], after?.terms ?? [], pairs),
    renumbered,
    references,
    coverage: sides.some(isVerified) ? { before: coverageOn(before), after: coverageOn(after) } : undefined,
  };
}

/** A station before and after; one side is missing where it is new or gone. */
interface Pair {
  readonly before: Stop | undefined;
  readonly after: Stop | undefined;
}

/** Stations are the same by their files, planned ones by their titles. In the order they have now, those that are gone last. */
function pairStops(before: readonly Stop[], after: readonly Stop[], { renamed }: DiffOptions): readonly Pair[] {
  const waiting = new Map<string, Stop[]>();
  for (const stop of before) {
    const name = stop.file === undefined ? `planned ${stop.title}` : (renamed.get(stop.file) ?? stop.file);
    waiting.set(name, [...(waiting.get(name) ?? []), stop]);
  }
  const pairs = after.map((stop): Pair => {
    const name = stop.file ?? `planned ${stop.title}`;
    return { before: waiting.get(name)?.shift(), after: stop };
  });
  return [...pairs, ...[...waiting.values()].flat().map((stop) => ({ before: stop, after: undefined }))];
}

function diffStations(
  before: LearningPath | undefined,
  after: LearningPath | undefined,
  pairs: readonly Pair[],
  options: DiffOptions,
): readonly StationDiff[] {
  const moved = movedAmong(pairs);
  return pairs.flatMap((pair): StationDiff[] => {
    const [was, is] = [pair.before, pair.after];
    const stop = (is ?? was)!;
    const sentences = diffSentences(was?.station, is?.station);
    const diff: StationDiff = {
      kind: !was ? "added" : !is ? "removed" : "changed",
      file: stop.file,
      title: stop.title,
      titleBefore: was && is && was.title !== is.title ? was.title : undefined,
      number: is?.number ?? 0,
      numberBefore: was?.number ?? 0,
      moved: moved.has(pair),
      sentences: sentences.counts,
      unverified: before && was ? unverifiedIn(before, was, after, is, sentences, options) : [],
    };
    const { added, removed, changed } = diff.sentences;
    const isSame =
      diff.kind === "changed" &&
      !diff.moved &&
      diff.titleBefore === undefined &&
      added + removed + changed + diff.unverified.length === 0;
    return isSame ? [] : [diff];
  });
}

/** The stations that changed places: all but the most that are still in their old order. */
function movedAmong(pairs: readonly Pair[]): ReadonlySet<Pair> {
  const both = pairs.filter(({ before, after }) => before && after);
  const staying = longestAscending(both.map(({ before }) => before!.number));
  return new Set(both.filter((_, at) => !staying.has(at)));
}

interface SentencesDiff {
  readonly counts: StationDiff["sentences"];
  /** For each sentence of before, by its place, the place it has now. */
  readonly placeNow: ReadonlyMap<number, number>;
}

/** Which sentences of a station are which of another state of it: found as a ledger finds its sentences. */
function diffSentences(before: Station | undefined, after: Station | undefined): SentencesDiff {
  const [old, now] = [before, after].map((station) => (station ? ledgerSentences(station) : []));
  const lines = old!.map((sentence, index) => lineOf(sentence, old!, index));
  const { anchors } = anchorEntries(now!, lines);
  const placeNow = new Map<number, number>();
  let changed = 0;
  anchors.forEach((anchor, place) => {
    if (!anchor) return;
    placeNow.set(anchor.line.range.start, place);
    if (!anchor.exact) changed++;
  });
  return {
    counts: { added: now!.length - placeNow.size, removed: old!.length - placeNow.size, changed },
    placeNow,
  };
}

/** A sentence as a line that knows nothing but it; the line's range is its place among the sentences. */
function lineOf({ hash, text }: LedgerSentence, all: readonly LedgerSentence[], index: number): EntryLine {
  return {
    kind: "entry",
    range: { start: index, end: index },
    intact: true,
    entry: {
      ...{ h: hash, text, ...contextOf(all, index), role: undefined, cites: [], by: undefined, method: undefined },
      ...{ at: undefined, expires: undefined, disputed: undefined, restsOn: [], under: [], leadsTo: [], rest: [] },
    },
  };
}

function unverifiedIn(
  before: LearningPath,
  was: Stop,
  after: LearningPath | undefined,
  is: Stop | undefined,
  { placeNow }: SentencesDiff,
  { today }: DiffOptions,
): readonly UnverifiedSentence[] {
  if (!isVerified(before) || !is || !after) return [];
  const now = statusOf(after, is, { today }).sentences;
  return statusOf(before, was, { today }).sentences.flatMap((status, place): UnverifiedSentence[] => {
    if (!status.line || !isFresh(status.state)) return [];
    const next: SentenceStatus | undefined = now[placeNow.get(place) ?? -1];
    if (!next || isFresh(next.state)) return [];
    return [
      {
        text: next.sentence.text,
        state: next.state,
        detail: explainStatus(next.state, next.reason, roleOf(next)),
      },
    ];
  });
}

function diffTerms(before: readonly Term[], after: readonly Term[], pairs: readonly Pair[]): readonly TermDiff[] {
  const old = new Map(before.map((term) => [term.key, term]));
  const same = new Map(
    pairs.flatMap((pair) => (pair.before && pair.after ? [[pair.before, pair.after] as const] : [])),
  );
  const diffs: TermDiff[] = [];
  for (const term of after) {
    const was = old.get(term.key);
    old.delete(term.key);
    const now = definitionOf(term);
    const then = was && definitionOf(was);
    if (!was || !then) diffs.push({ kind: "added", name: term.name, before: undefined, after: now });
    else if (then.text !== now.text) diffs.push({ kind: "redefined", name: term.name, before: then, after: now });
    else if (same.get(was.definitions[0]!.stop) !== term.definitions[0]!.stop)
      diffs.push({ kind: "moved", name: term.name, before: then, after: now });
  }
  for (const term of old.values())
    diffs.push({ kind: "removed", name: term.name, before: definitionOf(term), after: undefined });
  return diffs;
}

function definitionOf({ definitions }: Term): Definition {
  const { stop, keyTerm } = definitions[0]!;
  return { text: keyTerm.definition, station: stop.number };
}

/** Where a reference leads: a station that is there before and after is one target. */
interface Target {
  readonly key: Pair | string;
  readonly text: string;
  readonly number: number;
  readonly title: string;
}

function diffReferences(
  before: LearningPath | undefined,
  after: LearningPath | undefined,
  pairs: readonly Pair[],
): Pick<PathDiff, "renumbered" | "references"> {
  const references: ReferenceDiff[] = [];
  let renumbered = 0;
  const pairOf = new Map(
    pairs.flatMap(
      (pair) => [pair.before, pair.after].flatMap((stop) => (stop ? [[stop, pair]] : [])) as [Stop, Pair][],
    ),
  );
  for (const { before: was, after: is } of pairs) {
    const from = (is ?? was)!.number;
    const old = was && before ? targetsOf(before, was, pairOf) : [];
    const now = is && after ? targetsOf(after, is, pairOf) : [];
    const waiting = new Map<Pair | string, Target[]>();
    for (const target of old) waiting.set(target.key, [...(waiting.get(target.key) ?? []), target]);
    for (const { key, text, number, title } of now) {
      const then = waiting.get(key)?.shift();
      if (then) {
        if (then.number !== number) renumbered++;
      } else references.push({ kind: typeof key === "string" ? "broken" : "added", from, text, to: title });
    }
    if (!is) continue; // what a station that is gone refers to is gone with it
    for (const { key, text, title } of [...waiting.values()].flat())
      if (typeof key !== "string") references.push({ kind: "removed", from, text, to: title });
  }
  return { renumbered, references };
}

function targetsOf(path: LearningPath, stop: Stop, pairOf: ReadonlyMap<Stop, Pair>): readonly Target[] {
  return (stop.station?.references ?? []).flatMap((reference) => {
    const { text } = reference;
    return numbersOf(path, stop, reference).map((number): Target => {
      const target = path.stopsAt(number)[0];
      return { key: target ? pairOf.get(target)! : text, text, number, title: target?.title ?? "" };
    });
  });
}
