import { withoutStationEnding } from "../files/kinds.ts";
import { isPageAddress, linkPlaces, nameOfPage, pageOf, type SiteRoots } from "../files/link-places.ts";
import { baseName, folderOf } from "../files/names.ts";
import type { Language } from "../language/language.ts";
import { DEFAULT_LANGUAGE } from "../language/languages.ts";
import type { SourceText } from "../ledger/evidence.ts";
import type { Citation } from "../station/citations.ts";
import { isLocal, splitTarget } from "../station/links.ts";
import { pageNames } from "../station/page-names.ts";
import { type Reference, relativeCount } from "../station/references.ts";
import type { Station } from "../station/station.ts";
import { addTo, groupBy } from "../text/groups.ts";
import { once } from "../text/once.ts";
import type { Range } from "../text/range.ts";
import { citationsOnPath } from "./citations-on-path.ts";
import { numberInName, type PathFile } from "./path-file.ts";
import { asRetracted, type Source } from "./source.ts";
import type { SourceFile } from "./sources.ts";
import { findStoredText, type SourceTexts, storedTextFolder } from "./stored-texts.ts";
import { linkTerms, type Term, type TermMention } from "./terms.ts";
import type { LedgerFile } from "./verification.ts";
import { type PathStandards, pathStandards } from "./verification-standard.ts";

/**
 * An ordered line of stations and what is known over all of them. Never changes: a change of a station makes a new one.
 * What costs time is computed when first asked for.
 */
export interface LearningPath {
  /** The `path.yaml`, or the folder of numbered stations where there is none. */
  readonly id: string;
  readonly pathFile: PathFile | undefined;
  /** What it is written in, as its `path.yaml` says. */
  readonly language: Language;
  /** How messages name it. */
  readonly title: string;
  readonly stops: readonly Stop[];
  /** The folder that links with a slash at their start count from, where its files say one. */
  readonly siteRoot: string | undefined;
  /** The repository or folder that a folder is in, where the host knows it. */
  readonly rootOf: SiteRoots["rootOf"];
  readonly sources: ReadonlyMap<string, Source>;
  readonly sourceFiles: readonly SourceFile[];
  /** Every term that a station of the path defines, in path order. */
  readonly terms: readonly Term[];
  /** For each number that the path has, the references that its stations make to it, in path order. */
  readonly referencesTo: ReadonlyMap<number, readonly PathReference[]>;
  /** For each key that a station of the path cites, where it does so, in path order; the key need not be a source's. */
  readonly citationsOf: ReadonlyMap<string, readonly PathCitation[]>;
  /** The stored texts of its sources, by their files. */
  readonly sourceTexts: SourceTexts;
  /** What counts as verified on it. */
  readonly standards: PathStandards;
  /** The stops that have a number; more than one only where a number stands twice. */
  stopsAt(number: number): readonly Stop[];
  stopOf(file: string): Stop | undefined;
  /** Where a station names the path's terms, in the order of its text. */
  mentionsIn(station: Station): readonly TermMention[];
  /** The stored text of a source. */
  sourceText(key: string): SourceText | undefined;
  /** The file that it is stored in. */
  sourceTextFile(key: string): string | undefined;
}

/** A place on a path: a station, or one that is planned or missing. */
export interface Stop {
  readonly number: number;
  readonly title: string;
  /** Undefined for a planned station. */
  readonly file: string | undefined;
  /** Undefined for a planned station, and where the file is missing or can't be read. */
  readonly station: Station | undefined;
  /** Its line in `path.yaml`. */
  readonly entry: Range | undefined;
  /** What is known of its sentences one by one. */
  readonly ledger?: LedgerFile | undefined;
}

/** The files beside a path's own that belong to it. */
export interface PathParts {
  /** What the path is written in; English where it is not said. */
  readonly language?: Language | undefined;
  readonly sourceFiles: readonly SourceFile[];
  readonly sourceTexts?: SourceTexts | undefined;
  readonly standards?: PathStandards | undefined;
  readonly siteRoot?: string | undefined;
  readonly rootOf?: SiteRoots["rootOf"];
  ledgerOf?(stationFile: string): LedgerFile | undefined;
}

export interface PathReference {
  readonly from: Stop;
  readonly reference: Reference;
}

export interface PathCitation {
  readonly from: Stop;
  readonly citation: Citation;
}

/** The path that a `path.yaml` lays down. */
export function pathFromFile(
  pathFile: PathFile,
  stationOf: (file: string) => Station | undefined,
  parts: PathParts,
): LearningPath {
  const stops = pathFile.entries.map((entry, index): Stop => {
    const number = index + 1;
    if (entry.kind === "planned") {
      return { number, title: entry.title, file: undefined, station: undefined, entry: entry.range };
    }
    const station = stationOf(entry.file);
    const ledger = parts.ledgerOf?.(entry.file);
    return stopOf(number, entry.file, station, { entry: entry.range, ledger });
  });
  return makePath(pathFile.file, pathFile, pathFile.title ?? baseName(pathFile.file), stops, parts);
}

/** The path of a folder without `path.yaml`: its stations whose file names start with a number, or undefined without any. */
export function pathFromNames(
  folder: string,
  stations: ReadonlyMap<string, Station>,
  parts: PathParts,
): LearningPath | undefined {
  const stops: Stop[] = [];
  for (const [file, station] of stations) {
    const number = numberInName(baseName(file));
    if (number === undefined) continue;
    const ledger = parts.ledgerOf?.(file);
    stops.push(stopOf(number, file, station, { entry: undefined, ledger }));
  }
  if (stops.length === 0 || isOfSeveralLevels(stops)) return undefined;
  stops.sort((a, b) => a.number - b.number || (a.file! < b.file! ? -1 : 1));
  return makePath(folder, undefined, baseName(folder), stops, parts);
}

/** Whether a number is in several names, and another number follows it there, as in `1-1-rain` and `1-2-wells`. */
function isOfSeveralLevels(stops: readonly Stop[]): boolean {
  const levels = stops.filter(({ file }) => /^\d+[-_ ]\d/.test(baseName(file!))).map(({ number }) => number);
  return new Set(levels).size < levels.length;
}

const alone = new WeakMap<Station, LearningPath>();

/** A path of a station that is on none, so that it can be asked for its terms: its only stop has the number 0. */
export function pathOfOne(file: string, station: Station): LearningPath {
  let path = alone.get(station);
  if (!path || path.id !== file) {
    path = makePath(file, undefined, "", [stopOf(0, file, station, { entry: undefined })], {
      language: station.language,
      sourceFiles: [],
    });
    alone.set(station, path);
  }
  return path;
}

/** The same path with another text of one of its stations. */
export function withStation(path: LearningPath, file: string, station: Station | undefined): LearningPath {
  const stops = path.stops.map((stop) => (stop.file === file ? stopOf(stop.number, file, station, stop) : stop));
  return makePath(path.id, path.pathFile, path.title, stops, path);
}

/**
 * The numbers that a reference made at a stop names. What a link names is where the link leads, so a link to a file that
 * is not on the path names none; neither does a relative reference that leaves the path.
 */
export function numbersOf(path: LearningPath, from: Stop, reference: Reference): readonly number[] {
  if (reference.link) {
    const stop = linkedStop(path, from, reference.link);
    return stop ? [stop.number] : [];
  }
  if (reference.kind === "number") return reference.numbers;
  const { distance, nearest } = reference;
  const step = Math.sign(distance);
  const numbers = Array.from(
    { length: Math.min(relativeCount(reference), path.stops.length) },
    (_, at) => from.number + step * (at + nearest),
  );
  return numbers.filter((number) => path.stopsAt(number).length > 0).sort((a, b) => a - b);
}

/** The stop that a link made at a stop leads to; to the address of a page, the one stop that the page is made of. */
export function linkedStop(path: LearningPath, from: Stop, { url }: { readonly url: string }): Stop | undefined {
  const { file: name } = isLocal(url) ? splitTarget(url) : { file: "" };
  if (!name || !from.file) return undefined;
  for (const place of linkPlaces(path, from.file, name)) {
    const stop = path.stopOf(place);
    if (stop) return stop;
  }
  if (!isPageAddress(name)) return undefined;
  const [only, ...others] = stopsByPage(path).get(pageOf(nameOfPage(name))) ?? [];
  return others.length === 0 ? only : undefined;
}

const pages = new WeakMap<LearningPath, ReadonlyMap<string, readonly Stop[]>>();

function stopsByPage(path: LearningPath): ReadonlyMap<string, readonly Stop[]> {
  let byPage = pages.get(path);
  if (!byPage) {
    const found = new Map<string, Stop[]>();
    for (const stop of path.stops) {
      const { file, station } = stop;
      const names = station ? pageNames(file ?? "", station) : [pageOf(file ?? "")];
      for (const name of names) addTo(found, name, stop);
    }
    byPage = found;
    pages.set(path, byPage);
  }
  return byPage;
}

const NO_TEXTS: SourceTexts = new Map();

function makePath(
  id: string,
  pathFile: PathFile | undefined,
  title: string,
  stops: readonly Stop[],
  {
    language = DEFAULT_LANGUAGE,
    sourceFiles,
    sourceTexts = NO_TEXTS,
    standards = pathStandards(pathFile, undefined),
    siteRoot,
    rootOf,
  }: Omit<PathParts, "ledgerOf">,
): LearningPath {
  const folder = pathFile ? folderOf(id) : id;
  const byNumber = once(() => groupBy(stops, ({ number }) => number));
  const byFile = once(() => new Map(stops.map((stop) => [stop.file, stop])));
  const sources = once(() => {
    const byKey = new Map<string, Source>();
    // Where a key stands twice, the first one counts, but neither takes back that the other is retracted.
    for (const source of sourceFiles.flatMap((each) => each.sources)) {
      const known = byKey.get(source.key);
      if (!known) byKey.set(source.key, source);
      else if (source.retracted && !known.retracted) byKey.set(source.key, asRetracted(known, source));
    }
    return byKey;
  });
  const terms = once(() => linkTerms(stops, language));
  const path: LearningPath = {
    id,
    pathFile,
    language,
    title,
    stops,
    siteRoot,
    rootOf,
    sourceFiles,
    sourceTexts,
    standards,
    get sources() {
      return sources();
    },
    get terms() {
      return terms().all;
    },
    get referencesTo() {
      return referencesTo();
    },
    get citationsOf() {
      return citationsOf();
    },
    stopsAt: (number) => byNumber().get(number) ?? [],
    stopOf: (file) => byFile().get(file),
    mentionsIn: (station) => terms().mentionsIn(station),
    sourceText: (key) => sourceTexts.get(path.sourceTextFile(key) ?? ""),
    sourceTextFile: (key) => findStoredText(sourceTexts, storedTextFolder(folder), key, path.sources),
  };
  const referencesTo = once(() => linkReferences(path));
  const citationsOf = once(() => linkCitations(path));
  return path;
}

function linkReferences(path: LearningPath): ReadonlyMap<number, readonly PathReference[]> {
  const found = new Map<number, PathReference[]>();
  for (const from of path.stops) {
    for (const reference of from.station?.references ?? []) {
      const made = { from, reference };
      for (const number of numbersOf(path, from, reference)) {
        if (path.stopsAt(number).length > 0) addTo(found, number, made);
      }
    }
  }
  return found;
}

function linkCitations(path: LearningPath): ReadonlyMap<string, readonly PathCitation[]> {
  const found = new Map<string, PathCitation[]>();
  for (const from of path.stops) {
    for (const citation of citationsOnPath(path, from.station?.citations ?? [])) {
      addTo(found, citation.key, { from, citation });
    }
  }
  return found;
}

/** A stop whose station is not read before its title is asked for. */
function stopOf(
  number: number,
  file: string,
  station: Station | undefined,
  { entry, ledger }: Pick<Stop, "entry" | "ledger">,
): Stop {
  return {
    number,
    file,
    station,
    entry,
    ledger,
    get title() {
      return titleOf(station, file);
    },
  };
}

function titleOf(station: Station | undefined, file: string): string {
  return station?.title?.prose.text || withoutStationEnding(baseName(file));
}
