import { existsSync } from "node:fs";
import { baseName } from "../../../files/names.ts";
import { pathFromFile } from "../../../path/learning-path.ts";
import { appendStation } from "../../../path/path-edits.ts";
import { numberInName, readPathFile } from "../../../path/path-file.ts";
import { fileNameFor, newStation } from "../../../station/new-station.ts";
import { applyEdits } from "../../../text/edit.ts";
import { fileAt, readText, replaceText, scan } from "../../disk.ts";
import { say, UsageError } from "../terminal.ts";
import { writeNewFile } from "../write-file.ts";

/** Writes a station from the template, and puts it at the end of this folder's path. */
export async function newStationFile(title: string): Promise<number> {
  if (!title.trim() || /[\n\r]/.test(title)) throw new UsageError("A station needs a title of one line.");
  const pathFile = fileAt("path.yaml");
  const onPath = existsSync(pathFile);
  const numbers = scan(fileAt("."), false).map((file) => numberInName(baseName(file)) ?? 0);
  const number = onPath ? 0 : Math.max(0, ...numbers);
  const name = number ? `${String(number + 1).padStart(2, "0")}-${fileNameFor(title)}` : fileNameFor(title);
  if (existsSync(fileAt(name))) throw new UsageError(`There is already a file “${name}” here.`);
  writeNewFile(name, newStation(title.trim()));
  await say(`Wrote ${name}.`);
  if (!onPath) return 0;
  const read = readText(pathFile);
  if (!("text" in read)) throw new UsageError(`path.yaml: ${read.reason}`);
  const parsed = readPathFile(pathFile, read.text);
  const edit = appendStation(parsed, name);
  if (!edit) throw new UsageError(`Please add “${name}” to the stations of path.yaml: its list could not be read.`);
  const failed = replaceText(pathFile, read.text, applyEdits(read.text, [edit]));
  if (failed) throw new UsageError(`path.yaml: ${failed}`);
  const place = pathFromFile(parsed, () => undefined, { sourceFiles: [] }).stops.length + 1;
  await say(`Added it to path.yaml as Station ${place}.`);
  return 0;
}
