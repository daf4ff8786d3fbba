import type { Change } from "../files/change.ts";
import { folderOf } from "../files/names.ts";
import { listStation } from "../path/add-station.ts";
import { pathAbove } from "../path/path-for-new.ts";
import { isRefusal } from "../path/refusal.ts";
import type { Workspace } from "../path/workspace.ts";

/**
 * Add to path: a station that no `path.yaml` lists is listed at the end of the one of its folder.
 *
 * @returns the title of the path, and the edits; undefined where there is no such path, or its list can't be edited
 */
export function listOnPath(
  workspace: Workspace,
  file: string,
): { readonly path: string; readonly edits: Change["edits"] } | undefined {
  const path = pathAbove(workspace, folderOf(file));
  const edits = path?.pathFile && listStation(path.pathFile, file);
  if (!path || !edits || isRefusal(edits)) return undefined;
  return { path: path.title, edits: new Map([[path.id, edits]]) };
}
