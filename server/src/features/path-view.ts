import type { LearningPath } from "../path/learning-path.ts";
import { isVerified } from "../path/verification.ts";
import type { Workspace } from "../path/workspace.ts";

/**
 * Learning path: all stations of a path in order, with what there is to fix in each; a place to move, insert and remove them.
 *
 * Drag a station to another place, and every reference to it follows. Planned stations have a number and a title, and no text
 * yet.
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
    return { number, title, file, state, errors: found?.errors, warnings: found?.warnings };
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
}
