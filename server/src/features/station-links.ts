import { numbersOf } from "../path/learning-path.ts";
import { linkedFile } from "../path/linked-file.ts";
import { pathsOf, stationOf, type Workspace } from "../path/workspace.ts";
import { isLocal, splitTarget } from "../station/links.ts";
import type { Station } from "../station/station.ts";
import { contains, type Range } from "../text/range.ts";
import { usesOf } from "./find-references.ts";
import { pathsAround, subjectAt } from "./subject.ts";

/**
 * Call hierarchy: which stations refer to this one, which ones it refers to, and so on from there.
 *
 * Begins at a station's title, at a reference, or at a line of `path.yaml`. Planned stations are left out.
 */
export function stationsAt(workspace: Workspace, file: string, offset: number): readonly LinkedStation[] {
  const subject = subjectAt(workspace, file, offset);
  if (subject?.kind !== "station") return [];
  return linkedStations(
    workspace,
    subject.places.map(({ stop }) => stop.file),
  );
}

export interface LinkedStation {
  readonly file: string;
  /** "10 Resource Management" */
  readonly name: string;
  /** The path it is on. */
  readonly detail: string;
  readonly range: Range;
  readonly selection: Range;
}

/** A station at the other end, and the places in the station that refers. */
export interface StationLink {
  readonly station: LinkedStation;
  readonly ranges: readonly Range[];
}

/** The stations that refer to one. */
export function referredToBy(workspace: Workspace, file: string): readonly StationLink[] {
  const places = pathsAround(workspace, file).flatMap((path) => {
    const stop = path.stopOf(file);
    return stop ? [{ path, stop }] : [];
  });
  const subject = { kind: "station" as const, range: { start: 0, end: 0 }, places, reference: undefined };
  const byFile = new Map<string, Range[]>();
  for (const place of usesOf(workspace, subject)) {
    if (place.file !== file) byFile.set(place.file, [...(byFile.get(place.file) ?? []), place.range]);
  }
  return withStations(workspace, byFile);
}

/** The stations that one refers to. */
export function refersTo(workspace: Workspace, file: string): readonly StationLink[] {
  const station = stationOf(workspace, file);
  if (!station) return [];
  const byFile = new Map<string, Range[]>();
  const add = (target: string | undefined, range: Range) => {
    if (target === undefined || target === file) return;
    const ranges = byFile.get(target) ?? [];
    // A reference in a link has been counted as the reference.
    if (!ranges.some((known) => contains(range, known))) byFile.set(target, [...ranges, range]);
  };
  for (const path of pathsOf(workspace, file)) {
    for (const reference of station.references) {
      for (const number of numbersOf(path, path.stopOf(file)!, reference)) {
        for (const stop of path.stopsAt(number)) add(stop.file, reference.range);
      }
    }
  }
  for (const { kind, url, range } of station.links) {
    if (kind === "image" || !isLocal(url)) continue;
    const { file: name } = splitTarget(url);
    if (name) add(linkedFile(workspace, file, name), range);
  }
  return withStations(workspace, byFile);
}

function withStations(workspace: Workspace, byFile: ReadonlyMap<string, readonly Range[]>): readonly StationLink[] {
  return linkedStations(workspace, [...byFile.keys()]).map((station) => ({
    station,
    ranges: byFile.get(station.file)!,
  }));
}

function linkedStations(workspace: Workspace, files: readonly (string | undefined)[]): readonly LinkedStation[] {
  return [...new Set(files)].flatMap((file): LinkedStation[] => {
    const station = file === undefined ? undefined : stationOf(workspace, file);
    return station ? [linkedStation(workspace, file!, station)] : [];
  });
}

function linkedStation(workspace: Workspace, file: string, station: Station): LinkedStation {
  const path = pathsOf(workspace, file)[0];
  const stop = path?.stopOf(file) ?? pathsAround(workspace, file)[0]?.stopOf(file);
  const title = stop?.title ?? "";
  return {
    file,
    name: stop?.number ? `${stop.number} ${title}` : title,
    detail: path?.title ?? "",
    range: { start: 0, end: station.text.length },
    selection: station.title?.prose.range ?? { start: 0, end: 0 },
  };
}
