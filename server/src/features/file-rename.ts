import { type Change, editsOnly, type Renaming } from "../files/change.ts";
import { fileRenameEdits } from "../path/rename-files.ts";
import type { Workspace } from "../path/workspace.ts";

/**
 * Renaming files: links, lines of `path.yaml` and numbers follow when files or folders get another name or place.
 *
 * Rename or drag a station, a picture or a whole folder in the explorer, and what points at it is kept right, in all paths.
 */
export function fileRename(workspace: Workspace, renamings: readonly Renaming[]): Change {
  return editsOnly(fileRenameEdits(workspace, renamings));
}
