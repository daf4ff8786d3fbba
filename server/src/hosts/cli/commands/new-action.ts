import { existsSync } from "node:fs";
import { isStationFile } from "../../../files/kinds.ts";
import { baseName } from "../../../files/names.ts";
import { checkChange } from "../../../path/nothing-lost.ts";
import { orderStations } from "../../../path/path-edits.ts";
import { listsStations, numberInName, type PathFile, readPathFile } from "../../../path/path-file.ts";
import { isRefusal } from "../../../path/refusal.ts";
import { makeWorkspace } from "../../../path/workspace.ts";
import { fileNameFor, newStation } from "../../../station/new-station.ts";
import { fileAt, readText, realPlace, scan } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { pathFileIn } from "../../surroundings.ts";
import { writeChange } from "../../write-change.ts";
import { say, UsageError } from "../terminal.ts";
import { writeNewFile } from "../write-file.ts";

/** Writes a station from the template, and puts it at the end of this folder's path. */
export async function newStationFile(title: string): Promise<number> {
  if (!title.trim() || /[\n\r]/.test(title)) throw new UsageError("A station needs a title of one line.");
  const beside = scan(fileAt("."), false);
  const pathFile = pathHere(beside.some(isStationFile));
  const number = pathFile ? 0 : Math.max(0, ...beside.map((file) => numberInName(baseName(file)) ?? 0));
  const name = number ? `${String(number + 1).padStart(2, "0")}-${fileNameFor(title)}` : fileNameFor(title);
  if (existsSync(fileAt(name))) throw new UsageError(`There is already a file “${name}” here.`);
  if (!pathFile) {
    writeNewFile(name, newStation(title.trim()));
    await say(`Wrote ${name}.`);
    return 0;
  }
  const kept = pathFile.entries.map((_, index) => ({ kind: "kept" as const, index }));
  const edits = orderStations(pathFile, [...kept, { kind: "file", name }]);
  if (isRefusal(edits)) throw new UsageError(edits.refused);
  const created = [{ file: fileAt(name), text: newStation(title.trim()) }];
  const change = { edits: new Map([[pathFile.file, edits]]), created, renamed: [], deleted: [] };
  const workspace = makeWorkspace(await readersFor([]), [{ file: pathFile.file, text: pathFile.text }]);
  const checked = checkChange(workspace, change, realPlace);
  if (isRefusal(checked)) throw new UsageError(checked.refused);
  const failed = writeChange(checked, () => pathFile.text);
  if (failed) throw new UsageError(failed);
  await say(`Wrote ${name}.\nAdded it to ${baseName(pathFile.file)} as Station ${kept.length + 1}.`);
  return 0;
}

/**
 * The `path.yaml` of this folder, where there is one that is ours.
 * @param hasStations whether there are stations beside it, so that it is ours whatever it says
 * @throws UsageError where it can't be read
 */
function pathHere(hasStations: boolean): PathFile | undefined {
  const file = pathFileIn(fileAt("."));
  if (!file) return undefined;
  const read = readText(file);
  if (!("text" in read)) throw new UsageError(`${baseName(file)}: ${read.reason}`);
  const pathFile = readPathFile(file, read.text);
  return hasStations || listsStations(pathFile) ? pathFile : undefined;
}
