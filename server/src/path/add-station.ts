import type { Change } from "../files/change.ts";
import { baseName, folderOf, isInside, relativeFile, resolveFile } from "../files/names.ts";
import { fileNameFor, newStation } from "../station/new-station.ts";
import type { TextEdit } from "../text/edit.ts";
import type { LearningPath } from "./learning-path.ts";
import { orderStations } from "./path-edits.ts";
import { numberInName } from "./path-file.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import type { Workspace } from "./workspace.ts";

/**
 * A new station at the end of a path, or of a folder whose stations have numbers in their names.
 * @param folder where it is to be; the folder of the `path.yaml` takes its place if it is not within that
 * @param text what it says; the template, if nothing is given
 * @returns the change, and the file of the station
 */
export function addStation(
  { folders }: Workspace,
  folder: string,
  path: LearningPath | undefined,
  title: string,
  text = newStation(title),
): { readonly change: Change; readonly file: string } | Refusal {
  const pathFolder = path && (path.pathFile ? folderOf(path.pathFile.file) : path.id);
  const place = pathFolder === undefined || (path?.pathFile && isInside(pathFolder, folder)) ? folder : pathFolder;
  const stations = folders.get(place)?.stations;
  const numbers = [...(stations?.keys() ?? [])].map((each) => numberInName(baseName(each)) ?? 0);
  const last = path?.pathFile ? 0 : Math.max(0, ...numbers);
  const file = resolveFile(place, `${last ? `${String(last + 1).padStart(2, "0")}-` : ""}${fileNameFor(title)}`);
  if (stations?.has(file)) return { refused: `There is already a file “${baseName(file)}”.` };
  const edits = new Map<string, readonly TextEdit[]>();
  if (path?.pathFile) {
    const appended = listStation(path.pathFile, file);
    if (isRefusal(appended)) return appended;
    edits.set(path.pathFile.file, appended);
  }
  return { change: { edits, created: [{ file, text }], renamed: [], deleted: [] }, file };
}

/** The edits of a `path.yaml` that list a station's file at its end. */
export function listStation(
  pathFile: NonNullable<LearningPath["pathFile"]>,
  file: string,
): readonly TextEdit[] | Refusal {
  const kept = pathFile.entries.map((_, index) => ({ kind: "kept" as const, index }));
  return orderStations(pathFile, [...kept, { kind: "file", name: relativeFile(folderOf(pathFile.file), file) }]);
}
