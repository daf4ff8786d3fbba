import { type Change, editsOnly, type Renaming } from "../files/change.ts";
import { baseName } from "../files/names.ts";
import { followBelongings } from "../path/follow-belongings.ts";
import { isRefusal } from "../path/refusal.ts";
import { fileRenameEdits } from "../path/rename-files.ts";
import type { Workspace } from "../path/workspace.ts";

/** What follows from a renaming that an editor makes whatever comes of it. */
export interface FileRename {
  readonly change: Change;
  /** What a person has to do, in a sentence; undefined where all is done. */
  readonly note: string | undefined;
}

/**
 * Renaming files: links, lines of `path.yaml`, numbers and ledgers follow when files or folders get another name or place.
 *
 * Rename or drag a station, a picture or a whole folder in the explorer, and what points at it is kept right, in all paths. What
 * was verified of a station goes with it.
 * @param changesFiles whether the editor can rename files as a part of a change
 * @param isLeft whether the editor keeps the relative links of a file that it moves to another folder itself
 */
export function fileRename(
  workspace: Workspace,
  renamings: readonly Renaming[],
  changesFiles: boolean,
  isLeft?: (file: string) => boolean,
): FileRename {
  const edits = editsOnly(fileRenameEdits(workspace, renamings, isLeft));
  const followed = followBelongings(workspace, { ...edits, renamed: renamings });
  if (isRefusal(followed)) return { change: edits, note: `The ledger was left where it is. ${followed.refused}` };
  const renamed = followed.renamed.filter((each) => !renamings.includes(each));
  if (changesFiles) return { change: { ...followed, renamed }, note: undefined };
  const names = renamed.map(({ from, to }) => `“${baseName(from)}” to “${baseName(to)}”`).join(" and ");
  const note = names ? `Please also rename ${names}, so that what was verified stays with its station.` : undefined;
  return { change: editsOnly(followed.edits), note };
}
