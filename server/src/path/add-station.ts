import type { Change } from "../files/change.ts";
import { baseName, folderOf } from "../files/names.ts";
import { fileNameFor, newStation } from "../station/new-station.ts";
import type { TextEdit } from "../text/edit.ts";
import type { LearningPath } from "./learning-path.ts";
import { orderStations } from "./path-edits.ts";
import { numberInName } from "./path-file.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import type { Workspace } from "./workspace.ts";

/**
 * A new station at the end of a path, or of a folder whose stations have numbers in their names.
 * @param folder where it lies, if the path has no `path.yaml`
 * @returns the change, and the file of the station
 */
export function addStation(
  { folders }: Workspace,
  folder: string,
  path: LearningPath | undefined,
  title: string,
): { readonly change: Change; readonly file: string } | Refusal {
  const place = path?.pathFile ? folderOf(path.pathFile.file) : folder;
  const stations = folders.get(place)?.stations;
  const numbers = [...(stations?.keys() ?? [])].map((each) => numberInName(baseName(each)) ?? 0);
  const last = path?.pathFile ? 0 : Math.max(0, ...numbers);
  const file = `${place}/${last ? `${String(last + 1).padStart(2, "0")}-` : ""}${fileNameFor(title)}`;
  if (stations?.has(file)) return { refused: `There is already a file “${baseName(file)}”.` };
  const edits = new Map<string, readonly TextEdit[]>();
  if (path?.pathFile) {
    const kept = path.pathFile.entries.map((_, index) => ({ kind: "kept" as const, index }));
    const appended = orderStations(path.pathFile, [...kept, { kind: "file", name: baseName(file) }]);
    if (isRefusal(appended)) return appended;
    edits.set(path.pathFile.file, appended);
  }
  return { change: { edits, created: [{ file, text: newStation(title) }], renamed: [], deleted: [] }, file };
}
