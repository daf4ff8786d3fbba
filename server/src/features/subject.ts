import { folderOf } from "../files/names.ts";
import { citationsOnPath } from "../path/citations-on-path.ts";
import { type LearningPath, linkedStop, numbersOf, pathOfOne, type Stop } from "../path/learning-path.ts";
import { linkedFile } from "../path/linked-file.ts";
import type { Source } from "../path/source.ts";
import type { Term } from "../path/terms.ts";
import { pathsOf, stationOf, type Workspace } from "../path/workspace.ts";
import { anchorsOf } from "../station/anchors.ts";
import { isLocal, splitTarget } from "../station/links.ts";
import type { Passage } from "../station/passage.ts";
import type { Reference } from "../station/references.ts";
import type { Station } from "../station/station.ts";
import type { YamlValue } from "../syntax/yaml.ts";
import { type Range, touches } from "../text/range.ts";

/** What a place in a file is about: what hover shows, definition leads to, references lists, and rename renames. */
export type Subject =
  | StationSubject
  | TermSubject
  | HeadingSubject
  | SourceSubject
  | FootnoteSubject
  | RuleSubject
  | FileSubject;

/** A station: its own title, a reference or a link to it, its line in `path.yaml`. */
export interface StationSubject {
  readonly kind: "station";
  /** The words that speak of it. */
  readonly range: Range;
  /** Where it stands; more than one for a stretch of stations, and where several paths are at work. */
  readonly places: readonly PlaceOnPath[];
  readonly reference: Reference | undefined;
}

export interface PlaceOnPath {
  readonly path: LearningPath;
  readonly stop: Stop;
}

export interface TermSubject {
  readonly kind: "term";
  readonly range: Range;
  readonly path: LearningPath;
  readonly term: Term;
  /** As it is written here. */
  readonly text: string;
}

export interface HeadingSubject {
  readonly kind: "heading";
  readonly range: Range;
  /** The station with the heading, which a link may name from elsewhere. */
  readonly file: string;
  readonly heading: Passage;
  /** How links name it. */
  readonly anchor: string;
}

export interface SourceSubject {
  readonly kind: "source";
  readonly range: Range;
  readonly path: LearningPath;
  readonly key: string;
  readonly source: Source | undefined;
}

export interface FootnoteSubject {
  readonly kind: "footnote";
  /** The name between `[^` and `]`. */
  readonly range: Range;
  readonly file: string;
  readonly station: Station;
  readonly identifier: string;
}

export interface RuleSubject {
  readonly kind: "rule";
  readonly range: Range;
  readonly rule: string;
}

export interface FileSubject {
  readonly kind: "file";
  readonly range: Range;
  readonly file: string;
}

/** The paths that a station is on; for one on none, a path of it alone. */
export function pathsAround(workspace: Workspace, file: string): readonly LearningPath[] {
  const paths = pathsOf(workspace, file);
  const station = stationOf(workspace, file);
  return paths.length || !station ? paths : [pathOfOne(file, station)];
}

/** What a place speaks of; undefined where it is plain text. */
export function subjectAt(workspace: Workspace, file: string, offset: number): Subject | undefined {
  const station = stationOf(workspace, file);
  if (station) return inStation(workspace, file, station, offset);
  const { settings } = workspace.folders.get(folderOf(file)) ?? {};
  if (settings?.file === file) return ruleNamed(settings.rules, offset);
  return inPathFile(workspace, file, offset) ?? inSourceFile(workspace, file, offset);
}

function inStation(workspace: Workspace, file: string, station: Station, offset: number): Subject | undefined {
  for (const { rules } of station.suppressions) {
    const named = rules.find(({ range }) => touches(range, offset));
    if (named) return { kind: "rule", range: named.range, rule: named.id };
  }
  const citation = station.citations.find(({ keyRange }) => touches(keyRange, offset));
  const paths = pathsAround(workspace, file);
  if (citation && paths.some((path) => citationsOnPath(path, [citation]).length > 0)) {
    const { key, keyRange: range } = citation;
    const path = paths.find(({ sources }) => sources.has(key)) ?? paths[0]!;
    return { kind: "source", range, path, key, source: path.sources.get(key) };
  }
  const footnote = footnotesOf(station).find(({ range }) => touches(range, offset));
  if (footnote) {
    const { range, identifier } = footnote;
    return { kind: "footnote", range: { start: range.start + 2, end: range.end - 1 }, file, station, identifier };
  }
  const reference = station.references.find(({ range }) => touches(range, offset));
  if (reference) {
    const places = paths.flatMap((path) => {
      const from = path.stopOf(file)!;
      const stops = numbersOf(path, from, reference).flatMap((number) => path.stopsAt(number));
      return stops.map((stop) => ({ path, stop }));
    });
    if (places.length || !reference.link) return { kind: "station", range: reference.range, places, reference };
  }
  const title = station.title;
  if (title && touches(title.range, offset)) {
    return { kind: "station", range: title.range, places: placesOn(paths, file), reference: undefined };
  }
  return termAt(paths, station, offset) ?? linkAt(workspace, file, station, offset) ?? headingAt(file, station, offset);
}

function placesOn(paths: readonly LearningPath[], file: string): readonly PlaceOnPath[] {
  return paths.flatMap((path) => {
    const stop = path.stopOf(file);
    return stop ? [{ path, stop }] : [];
  });
}

function termAt(paths: readonly LearningPath[], station: Station, offset: number): TermSubject | undefined {
  for (const path of paths) {
    const mention = path.mentionsIn(station).find(({ range }) => touches(range, offset));
    if (mention) return { kind: "term", range: mention.range, path, term: mention.term, text: mention.text };
  }
  return undefined;
}

function linkAt(workspace: Workspace, file: string, station: Station, offset: number): Subject | undefined {
  const links = station.links.filter(({ range, url }) => touches(range, offset) && isLocal(url));
  const link = links[links.length - 1];
  if (!link) return undefined;
  const range = touches(link.urlRange, offset) ? link.urlRange : link.textRange;
  const { file: name, heading: anchor } = splitTarget(link.url);
  const target = linkedFile(workspace, file, name);
  const to = stationOf(workspace, target);
  const heading = to && anchor ? anchorsOf(to).headings.get(anchor.toLowerCase()) : undefined;
  if (heading) return { kind: "heading", range, file: target, heading, anchor: anchor!.toLowerCase() };
  if (!to) return { kind: "file", range, file: target };
  const own = pathsAround(workspace, file).filter((path) => linkedStop(path, path.stopOf(file)!, link));
  const paths = own.length ? own : pathsAround(workspace, target);
  return { kind: "station", range, places: placesOn(paths, target), reference: undefined };
}

function headingAt(file: string, station: Station, offset: number): HeadingSubject | undefined {
  for (const [anchor, heading] of anchorsOf(station).headings) {
    if (heading.kind === "heading" && touches(heading.range, offset)) {
      return { kind: "heading", range: heading.prose.range, file, heading, anchor };
    }
  }
  return undefined;
}

/** The footnote marks of a station and the labels of its notes, each with its brackets. */
export function footnotesOf(station: Station): readonly { readonly range: Range; readonly identifier: string }[] {
  if (!station.text.includes("[^")) return [];
  const marks = station.passages.flatMap(({ prose }) =>
    prose.marks.flatMap((mark) =>
      mark.kind === "footnote" ? [{ range: mark.range, identifier: mark.identifier }] : [],
    ),
  );
  const notes = notesOf(station).map(({ label, identifier }) => ({ range: label, identifier }));
  return [...marks, ...notes].sort((a, b) => a.range.start - b.range.start);
}

/** The footnotes themselves. */
export function notesOf(
  station: Station,
): readonly { readonly range: Range; readonly label: Range; readonly identifier: string }[] {
  return station.tree.blocks.flatMap((block) => {
    if (block.type !== "footnoteDefinition") return [];
    const start = station.text.indexOf("[^", block.range.start);
    const end = station.text.indexOf("]", start) + 1;
    return [{ range: block.range, label: { start, end }, identifier: block.identifier }];
  });
}

function inPathFile(workspace: Workspace, file: string, offset: number): Subject | undefined {
  const pathFile = workspace.folders.get(folderOf(file))?.pathFile;
  const path = workspace.paths.get(file);
  if (pathFile?.file !== file || !path) return undefined;
  const stop = path.stops.find(({ entry }) => entry && touches(entry, offset));
  if (stop) return { kind: "station", range: stop.entry!, places: [{ path, stop }], reference: undefined };
  const named = pathFile.sources.find(({ range }) => touches(range, offset));
  if (named) return { kind: "file", range: named.range, file: named.file };
  return ruleNamed(pathFile.rules, offset);
}

/** The name of a rule where its severity is set. */
function ruleNamed(rules: YamlValue | undefined, offset: number): RuleSubject | undefined {
  const pairs = rules?.kind === "map" ? rules.pairs : [];
  const rule = pairs.find(({ keyRange }) => touches(keyRange, offset));
  return rule && { kind: "rule", range: rule.keyRange, rule: rule.key };
}

function inSourceFile(workspace: Workspace, file: string, offset: number): SourceSubject | undefined {
  const found = workspace.folders
    .get(folderOf(file))
    ?.sources.get(file)
    ?.sources.find(({ range }) => touches(range, offset));
  const path = found && pathsOf(workspace, file)[0];
  return path && { kind: "source", range: found.range, path, key: found.key, source: found };
}
