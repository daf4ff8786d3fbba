import type { LearningPath } from "../path/learning-path.ts";
import type { Workspace } from "../path/workspace.ts";

/**
 * Learning path: all stations of a path in order, with what is to mend in each; a place to move, insert and remove them.
 *
 * Drag a station to another place, and every reference to it follows. Planned stations have a number and a title, and no text
 * yet.
 */
export function pathView(
  workspace: Workspace,
  toMend: (file: string) => { readonly errors: number; readonly warnings: number } | undefined,
): readonly PathOutline[] {
  return [...workspace.paths.values()]
    .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0))
    .map((path) => outlineOf(path, toMend));
}

export interface PathOutline {
  /** The `path.yaml`, or the folder of the path. */
  readonly file: string;
  readonly title: string;
  readonly stations: readonly StationLine[];
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

function outlineOf(path: LearningPath, toMend: Parameters<typeof pathView>[1]): PathOutline {
  const stations = path.stops.map(({ number, title, file, station }): StationLine => {
    const found = file && station ? toMend(file) : undefined;
    const state = file === undefined ? "planned" : station ? "written" : "missing";
    return { number, title, file, state, errors: found?.errors, warnings: found?.warnings };
  });
  return { file: path.id, title: path.title, stations };
}
