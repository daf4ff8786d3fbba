import { type Change, editsOnly } from "../../files/change.ts";
import { isStationFile, stationEndingOf } from "../../files/kinds.ts";
import { baseName, folderOf, isPortableName, resolveFile } from "../../files/names.ts";
import { followBelongings } from "../../path/follow-belongings.ts";
import { moveStation } from "../../path/path-changes.ts";
import { plainScalar } from "../../path/path-edits.ts";
import { isRefusal, type Refusal } from "../../path/refusal.ts";
import { fileRenameEdits } from "../../path/rename-files.ts";
import { stationOf, type Workspace } from "../../path/workspace.ts";
import type { StationSubject } from "../subject.ts";
import { renameHeading } from "./heading.ts";

/** Gives a station that is referred to another number: it moves there, and every reference follows. */
export function renameNumber(workspace: Workspace, { places }: StationSubject, newName: string): Change | Refusal {
  const { path, stop } = places[0]!;
  const number = /^(?:station\s+)?(\d{1,6})$/i.exec(newName)?.[1];
  if (number === undefined) {
    return {
      refused: `Expected a number: Station ${stop.number} moves there. To change its title, rename the title itself.`,
    };
  }
  const moved = moveStation(workspace, path, stop, Number(number));
  return isRefusal(moved) ? moved : { ...moved.change, notes: moved.notes };
}

/** Gives a station another title; links that show it show the new one. */
export function renameTitle(workspace: Workspace, file: string, newName: string): Change | Refusal {
  const title = stationOf(workspace, file)?.title;
  return title ? renameHeading(workspace, file, title, newName) : { refused: "This station has no title yet." };
}

/** Gives a line of `path.yaml` another name: a planned title, or the file's name, which the file then gets. */
export function renameEntry(workspace: Workspace, { places }: StationSubject, newName: string): Change | Refusal {
  const { path, stop } = places[0]!;
  const pathFile = path.pathFile!;
  if (!stop.file) {
    const at = pathFile.text.indexOf(stop.title, stop.entry!.start);
    const quoted = /["']/.test(pathFile.text[at - 1] ?? "");
    const range = quoted
      ? { start: at - 1, end: at + stop.title.length + 1 }
      : { start: at, end: at + stop.title.length };
    if (at < 0) return { refused: "Please change this title in its line." };
    return editsOnly([[pathFile.file, [{ range, newText: plainScalar(newName) }]]]);
  }
  if (!isPortableName(newName)) {
    return {
      refused: `“${newName}” can't be the name of a file: please use letters, digits, spaces, hyphens and dots.`,
    };
  }
  const to = resolveFile(
    folderOf(pathFile.file),
    isStationFile(newName) ? newName : newName + stationEndingOf(stop.file),
  );
  if (stationOf(workspace, to)) return { refused: `There is already a file “${baseName(to)}”.` };
  const renamed = [{ from: stop.file, to }];
  return followBelongings(workspace, { edits: fileRenameEdits(workspace, renamed), created: [], renamed, deleted: [] });
}
