import { existsSync } from "node:fs";
import { baseName } from "../../../files/names.ts";
import { checkChange } from "../../../path/nothing-lost.ts";
import { orderStations } from "../../../path/path-edits.ts";
import { numberInName, readPathFile } from "../../../path/path-file.ts";
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
  const pathFile = pathFileIn(fileAt("."));
  const numbers = scan(fileAt("."), false).map((file) => numberInName(baseName(file)) ?? 0);
  const number = pathFile ? 0 : Math.max(0, ...numbers);
  const name = number ? `${String(number + 1).padStart(2, "0")}-${fileNameFor(title)}` : fileNameFor(title);
  if (existsSync(fileAt(name))) throw new UsageError(`There is already a file “${name}” here.`);
  if (!pathFile) {
    writeNewFile(name, newStation(title.trim()));
    await say(`Wrote ${name}.`);
    return 0;
  }
  const pathName = baseName(pathFile);
  const read = readText(pathFile);
  if (!("text" in read)) throw new UsageError(`${pathName}: ${read.reason}`);
  const parsed = readPathFile(pathFile, read.text);
  const kept = parsed.entries.map((_, index) => ({ kind: "kept" as const, index }));
  const edits = orderStations(parsed, [...kept, { kind: "file", name }]);
  if (isRefusal(edits)) throw new UsageError(edits.refused);
  const created = [{ file: fileAt(name), text: newStation(title.trim()) }];
  const change = { edits: new Map([[pathFile, edits]]), created, renamed: [], deleted: [] };
  const workspace = makeWorkspace(await readersFor([]), [{ file: pathFile, text: read.text }]);
  const checked = checkChange(workspace, change, realPlace);
  if (isRefusal(checked)) throw new UsageError(checked.refused);
  const failed = writeChange(checked, () => read.text);
  if (failed) throw new UsageError(failed);
  await say(`Wrote ${name}.\nAdded it to ${pathName} as Station ${kept.length + 1}.`);
  return 0;
}
