import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import { folderOf, isInside } from "../files/names.ts";
import { fileAt, isThere, realOf } from "./disk.ts";

/**
 * Where a program is that is to be run for a folder: an absolute name, or undefined where there is none. It is looked for in the
 * folders of `PATH` that do not belong to the workspace, and never in the working folder, where Windows would look first.
 * @param name without an extension
 */
export function findProgram(name: string, folder: string): string | undefined {
  const fileName = process.platform === "win32" ? `${name}.exe` : name;
  const workspace = workspaceAround(folder);
  return trustedFolders(folder)
    .map((each) => join(each, fileName))
    .find((file) => isProgram(file) && /* defense: no-links-into-the-workspace */ !isOf(workspace, file));
}

/** The environment for a program that is run for a folder, with such a `PATH`, too. */
export function trustedEnvironment(folder: string): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => name.toUpperCase() !== "PATH");
  return { ...Object.fromEntries(others), PATH: trustedPath(folder) };
}

/** What `PATH` names, without what is relative or belongs to the workspace around a folder. */
export function trustedPath(folder: string): string {
  return trustedFolders(folder).join(delimiter);
}

/** The folders of `PATH` that are absolute and lie outside the workspace, links followed. */
function trustedFolders(folder: string): readonly string[] {
  const workspace = workspaceAround(folder);
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((each) => /* defense: programs-by-absolute-names */ isAbsolute(each))
    .filter((each) => /* defense: no-programs-of-the-workspace */ !isOf(workspace, each));
}

/** Whether a place belongs to what came with a folder, by its name or because a link leads there. */
export function isOfWorkspace(folder: string, place: string): boolean {
  return isOf(workspaceAround(folder), place);
}

function isOf(workspace: string | undefined, place: string): boolean {
  if (workspace === undefined) return false;
  return isInside(workspace, fileAt(place)) || isInside(workspace, realOf(fileAt(place)));
}

/**
 * The folder that came with what is checked: the outermost repository around a folder, or the folder itself. Undefined for the
 * home folder and the top of a disk: whoever works there has programs there.
 */
function workspaceAround(folder: string): string | undefined {
  let found = realOf(folder);
  for (let at = found; !isOwnPlace(at); at = folderOf(at)) if (isThere(`${at}/.git`)) found = at;
  return isOwnPlace(found) ? undefined : found;
}

function isOwnPlace(folder: string): boolean {
  return folder === folderOf(folder) || folder === realOf(homedir());
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
