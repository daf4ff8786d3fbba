import type { CalloutRole } from "../language/language.ts";
import type { LearningPath } from "../path/learning-path.ts";
import { isVerified } from "../path/verification.ts";
import { stationOf, type Workspace } from "../path/workspace.ts";
import type { Station } from "../station/station.ts";
import { oncePer } from "../text/once.ts";
import { type OutlineEntry, stationOutline } from "./outline.ts";

/**
 * Learning path: all stations of a path in order, with what there is to fix in each; a place to move, insert and remove them.
 *
 * Drag a station to another place, and every reference to it follows. Planned stations have a number and a title, and no text
 * yet. Below a station stand its key terms, its tables, its takeaway and its bridge.
 * @returns the paths of the workspace, by title
 */
export function pathLines(workspace: Workspace): readonly PathLine[] {
  return [...workspace.paths.values()]
    .map((path) => ({ file: path.id, title: path.title, stations: path.stops.length, verified: isVerified(path) }))
    .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
}

export interface PathLine {
  /** The `path.yaml`, or the folder of the path. */
  readonly file: string;
  readonly title: string;
  /** How many there are. */
  readonly stations: number;
  /** Whether its sentences are verified. */
  readonly verified: boolean;
}

/** The stations of a path in order. `toFix` says what was found in a file; undefined where nobody has looked. */
export function stationLines(
  path: LearningPath,
  toFix: (file: string) => { readonly errors: number; readonly warnings: number } | undefined,
): readonly StationLine[] {
  return path.stops.map(({ number, title, file, station }): StationLine => {
    const found = file && station ? toFix(file) : undefined;
    const state = file === undefined ? "planned" : station ? "written" : "missing";
    const parts = station ? partsOf(station).map(({ kind, name }) => ({ kind, name })) : [];
    return { number, title, file, state, errors: found?.errors, warnings: found?.warnings, parts };
  });
}

export interface StationLine {
  readonly number: number;
  readonly title: string;
  /** Undefined for a planned station. */
  readonly file: string | undefined;
  readonly state: "written" | "planned" | "missing";
  /** What is found in it; undefined where nobody has looked. */
  readonly errors: number | undefined;
  readonly warnings: number | undefined;
  /** In the order of the text. */
  readonly parts: readonly StationPart[];
}

/** A part of a station that is no section: these are the outline of an editor. */
export interface StationPart {
  readonly kind: "term" | "table" | Exclude<CalloutRole, "key-term">;
  readonly name: string;
}

/**
 * Where a part of a station stands now, in UTF-16 code units.
 * @param index its place among the parts when they were shown; of those with the same name, the nearest is meant
 */
export function partAt(
  workspace: Workspace,
  file: string,
  { kind, name }: StationPart,
  index: number,
): number | undefined {
  const station = stationOf(workspace, file);
  const [nearest] = (station ? partsOf(station) : [])
    .map((part, at) => ({ part, distance: Math.abs(at - index) }))
    .filter(({ part }) => part.kind === kind && part.name === name)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.part.selection.start;
}

type Part = OutlineEntry & Pick<StationPart, "kind">;

const partsOf = oncePer((station: Station): readonly Part[] =>
  withinOf(stationOutline(station)).filter((entry): entry is Part => !SECTIONS.has(entry.kind)),
);

const SECTIONS: ReadonlySet<string> = new Set(["station", "section"] satisfies OutlineEntry["kind"][]);

/** Entries with all that is in them, in the order of the text. */
function withinOf(entries: readonly OutlineEntry[]): readonly OutlineEntry[] {
  return entries.flatMap((entry) => [entry, ...withinOf(entry.children)]);
}
