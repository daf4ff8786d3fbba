import { type LearningPath, linkedStop } from "../path/learning-path.ts";
import { linkedFile } from "../path/linked-file.ts";
import { pathsOf, stationOf, stationsOf, type Workspace } from "../path/workspace.ts";
import { headingPart, isLocal, mayName, plainStem, splitTarget } from "../station/links.ts";
import type { Station } from "../station/station.ts";
import type { Range } from "../text/range.ts";
import { definitionsOf, inner, type Place, unique } from "./definition.ts";
import { footnotesOf, type Subject, subjectAt } from "./subject.ts";

/**
 * Find all references: every place on the path that speaks of the same station, term, heading, source or footnote.
 *
 * References written as prose count, each number of “Stations 3, 5, and 9” for itself, and so do relative ones, such as
 * “the previous station”, plurals and possessives of a term, links, and the station's line in `path.yaml`.
 */
export function references(
  workspace: Workspace,
  file: string,
  offset: number,
  withDefinition: boolean,
): readonly Place[] {
  const subject = subjectAt(workspace, file, offset);
  if (!subject) return [];
  return unique([...(withDefinition ? definitionsOf(subject) : []), ...usesOf(workspace, subject)]);
}

/** Everywhere else that something is spoken of, in the order of the path. */
export function usesOf(workspace: Workspace, subject: Subject): readonly Place[] {
  switch (subject.kind) {
    case "station":
      return unique(
        subject.places.flatMap(({ path, stop }) => [
          ...(stop.entry && path.pathFile && stop.file ? [{ file: path.pathFile.file, range: stop.entry }] : []),
          ...(stop.number === 0 ? [] : (path.referencesTo.get(stop.number) ?? [])).map(({ from, reference }) => ({
            file: from.file!,
            range: reference.range,
          })),
          ...(stop.file ? linksTo(workspace, stop.file, undefined) : []),
        ]),
      );
    case "term":
      return subject.term.uses.map(({ stop, range }) => ({ file: stop.file!, range }));
    case "heading":
      return linksTo(workspace, subject.file, subject.anchor);
    case "source":
      return citationsOf(workspace, subject.path, subject.key);
    case "footnote":
      return footnotesOf(subject.station)
        .filter(({ identifier }) => identifier === subject.identifier)
        .map(({ range }) => ({ file: subject.file, range: inner(range) }))
        .filter(({ range }) => !definitionsOf(subject).some((note) => note.range.start === range.start));
    case "rule":
    case "file":
      return [];
  }
}

/** The links that lead to a station, or to one of its headings; a link around a reference counts as the reference. */
function linksTo(workspace: Workspace, target: string, anchor: string | undefined): readonly Place[] {
  const places: Place[] = [];
  const stems = [plainStem(target)];
  for (const [file, station] of stationsOf(workspace)) {
    if (anchor === undefined ? !mayName(station.text, stems) : !station.text.includes("#")) continue;
    for (const { kind, url, range, urlRange } of station.links) {
      if (kind === "image" || kind === "reference" || !isLocal(url)) continue;
      const to = splitTarget(url);
      if (linkedFile(workspace, file, to.file) !== target) continue;
      if (anchor !== undefined) {
        if (to.heading?.toLowerCase() === anchor) places.push({ file, range: headingPart(station.text, urlRange) });
      } else if (to.file && !holdsReference(workspace, file, station, range)) places.push({ file, range: urlRange });
    }
  }
  return places;
}

function holdsReference(workspace: Workspace, file: string, station: Station, range: Range): boolean {
  return station.references.some(
    ({ link, range: at }) =>
      link &&
      range.start <= at.start &&
      at.end <= range.end &&
      pathsOf(workspace, file).some((path) => linkedStop(path, path.stopOf(file)!, link)),
  );
}

function citationsOf(workspace: Workspace, path: LearningPath, key: string): readonly Place[] {
  const files = new Set(path.stops.flatMap(({ file, station }) => (file && station ? [file] : [])));
  return [...files].flatMap((file) => {
    const station = stationOf(workspace, file);
    if (!station?.text.includes(key)) return [];
    return station.citations
      .filter((citation) => citation.key === key)
      .map(({ keyRange }) => ({ file, range: keyRange }));
  });
}
