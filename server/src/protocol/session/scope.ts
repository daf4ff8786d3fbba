import { ledgerFileOf } from "../../files/belongings.ts";
import { fileKind } from "../../files/kinds.ts";
import { folderOf, isInside } from "../../files/names.ts";
import type { LearningPath } from "../../path/learning-path.ts";
import { pathsOf, stationOf, stationsOf, type Workspace } from "../../path/workspace.ts";
import type { Scope } from "../settings.ts";

/**
 * The files whose findings are to be shown.
 * @param open the files that are open in the editor
 * @param askedFor the ids of paths that were asked to be checked as a whole, whatever the scope
 */
export function filesInScope(
  workspace: Workspace,
  scope: Scope,
  open: Iterable<string>,
  askedFor: Iterable<string>,
): readonly string[] {
  const files = new Set(open);
  const add = (path: LearningPath): void => {
    for (const file of filesOfPath(workspace, path)) files.add(file);
  };
  switch (scope) {
    case "workspace":
      for (const [file] of stationsOf(workspace)) files.add(file);
      for (const { settings } of workspace.folders.values()) if (settings) files.add(settings.file);
      for (const path of workspace.paths.values()) add(path);
      break;
    case "paths":
      for (const file of [...files]) for (const path of pathsOf(workspace, file)) add(path);
      break;
    case "open":
  }
  for (const id of askedFor) {
    const path = workspace.paths.get(id);
    if (path) add(path);
  }
  return [...files];
}

/** All files that a finding about a path can stand in. */
function* filesOfPath(workspace: Workspace, { id, stops, sourceFiles }: LearningPath): Generator<string> {
  const { folders } = workspace;
  if (fileKind(id) === "path") yield id;
  for (const { file } of stops) {
    if (!file || !stationOf(workspace, file)) continue;
    yield file;
    const ledger = ledgerFileOf(file);
    if (folders.get(folderOf(file))?.ledgers.has(ledger)) yield ledger;
  }
  for (const { file } of sourceFiles) yield file;
  for (const { settings } of folders.values()) {
    if (settings && isInside(folderOf(settings.file), id)) yield settings.file;
  }
}
