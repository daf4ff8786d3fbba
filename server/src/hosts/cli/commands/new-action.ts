import { fileKind } from "../../../files/kinds.ts";
import { baseName, relativeFile } from "../../../files/names.ts";
import { addStation } from "../../../path/add-station.ts";
import { checkChange } from "../../../path/nothing-lost.ts";
import { pathAbove } from "../../../path/path-for-new.ts";
import { isRefusal } from "../../../path/refusal.ts";
import { makeWorkspace, textOf } from "../../../path/workspace.ts";
import { wholeAround } from "../../bounds.ts";
import { fileAt, realPlace } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { surroundings } from "../../surroundings.ts";
import { writeChange } from "../../write-change.ts";
import { say, UsageError } from "../terminal.ts";

/** Writes a station from the template, and puts it at the end of the path of this folder, or of the nearest one above. */
export async function newStationFile(title: string): Promise<number> {
  if (!title.trim() || /[\n\r]/.test(title)) throw new UsageError("A station needs a title of one line.");
  const folder = fileAt(".");
  const { texts, unreadable } = surroundings([`${folder}/new.station.md`], [wholeAround(folder)]);
  const closed = unreadable.find(({ file }) => fileKind(file) === "path");
  if (closed) throw new UsageError(`${baseName(closed.file)}: ${closed.reason}`);
  const workspace = makeWorkspace(await readersFor(texts.map(({ file }) => file)), texts);
  const path = pathAbove(workspace, folder);
  const made = addStation(workspace, folder, path, title.trim());
  if (isRefusal(made)) throw new UsageError(made.refused);
  const checked = checkChange(workspace, made.change, realPlace);
  if (isRefusal(checked)) throw new UsageError(checked.refused);
  const failed = writeChange(checked, (file) => textOf(workspace, file) ?? "");
  if (failed) throw new UsageError(failed);
  const nameOf = (file: string) => relativeFile(folder, file);
  await say(`Wrote ${nameOf(made.file)}.`);
  if (path?.pathFile) {
    await say(`Added it to ${nameOf(path.pathFile.file)} as Station ${path.stops.length + 1}.`);
  }
  return 0;
}
