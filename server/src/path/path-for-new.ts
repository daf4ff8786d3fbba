import { folderOf } from "../files/names.ts";
import type { LearningPath } from "./learning-path.ts";
import { pathsOf, stationOf, type Workspace } from "./workspace.ts";

/**
 * The paths that a new station, or a request of a writer, can belong to: the one of a file that it is to be near; the one of its folder, or of the nearest
 * folder above that has one; or else any.
 * @param near a station, another file, or the id of a path; undefined where nothing is open
 * @returns none where it can belong to no path, several where a person has to choose
 */
export function pathsForNew(workspace: Workspace, near: string | undefined): readonly LearningPath[] {
  const all = [...workspace.paths.values()];
  if (near === undefined) return all;
  const own = workspace.paths.get(near) ?? pathsOf(workspace, near)[0] ?? pathAbove(workspace, folderOf(near));
  if (own) return [own];
  // What is written beside a station that is on no path is for its folder.
  return stationOf(workspace, near) ? [] : all;
}

/** The path of a folder, or of the nearest folder above it that has one in a `path.yaml`. */
export function pathAbove({ folders, paths }: Workspace, folder: string): LearningPath | undefined {
  const ofNames = paths.get(folder);
  if (ofNames) return ofNames;
  for (let at = folder; ; at = folderOf(at)) {
    const path = paths.get(folders.get(at)?.pathFile?.file ?? "");
    if (path || at === folderOf(at)) return path;
  }
}
