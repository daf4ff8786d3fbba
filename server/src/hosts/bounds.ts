import { existsSync, lstatSync } from "node:fs";
import { homedir } from "node:os";
import { folderOf, isInside } from "../files/names.ts";
import type { LookUp } from "../rules/rule.ts";
import { once } from "../text/once.ts";
import { fileAt, realOf, realpathOf, statOf } from "./disk.ts";
import { note } from "./sights.ts";

/** A folder and those that it lies in, up to where looking upwards ends. */
export function* upwards(folder: string): Generator<string> {
  for (let at = folder; ; at = folderOf(at)) {
    yield at;
    if (isTop(at)) return;
  }
}

/** Where looking upwards ends: at a repository's top, the home folder, or the disk's root. */
export function isTop(folder: string): boolean {
  return (
    folder === folderOf(folder) ||
    /* defense: settings-up-to-the-home-folder */ folder === fileAt(homedir()) ||
    /* defense: settings-up-to-the-repository */ statOf(`${folder}/.git`) !== undefined
  );
}

/** The folder that links of a station may not leave: its repository, or else the folder where the work is done. */
export function rootOf(file: string, workFolder: string): string {
  return rootsIn(workFolder)(folderOf(file));
}

/** The folder of all that belongs together with a folder: its repository, or else the folder where the work is done if it is in there. */
export function wholeAround(folder: string): string {
  const workFolder = fileAt(".");
  const isWide = workFolder === fileAt(homedir()) || workFolder === folderOf(workFolder);
  return rootOf(`${folder}/path.yaml`, isWide ? folder : workFolder);
}

/** The folders that links of stations in some folders may not leave, and the one where the work is done. */
export function rootsOf(folders: readonly string[], workFolder: string): readonly string[] {
  return [...new Set([workFolder, ...folders.map(rootsIn(workFolder))])];
}

function rootsIn(workFolder: string): (folder: string) => string {
  const tops = new Map<string, string>();
  const topAbove = (folder: string): string => {
    const top = tops.get(folder) ?? (isTop(folder) ? folder : topAbove(folderOf(folder)));
    tops.set(folder, top);
    return top;
  };
  return (folder) => {
    const top = topAbove(folder);
    if (top !== fileAt(homedir()) && top !== folderOf(top)) return top;
    return isInside(workFolder, folder) ? workFolder : folder;
  };
}

/** Folders that nothing may lead out of. Where each of them really lies is asked once, when that first matters. */
export interface Bounds {
  /** Whether a name is that of one of the folders. */
  isBound(name: string): boolean;
  /** Whether a name lies in one of the folders, by the name alone. */
  holdName(name: string): boolean;
  /** Whether a place, with no link in its name, really lies in one of the folders. */
  holdPlace(real: string): boolean;
}

/** Bounds, or the folders that make them. */
export type Within = Bounds | readonly string[];

/**
 * The bounds that some folders make. A check of two thousand folders has as many bounds and looks within them for each folder
 * again, so all of that shares what was asked; who goes on for long makes others.
 * @param more bounds that hold as well
 */
export function boundsOf(folders: readonly string[], more?: Bounds): Bounds {
  const names = new Set(folders);
  const prefixes = new Set(folders.map(withoutLastSlash));
  const places = once(() => new Set(folders.map((folder) => withoutLastSlash(realOf(folder)))));
  return {
    isBound: (name) => names.has(name) || (more?.isBound(name) ?? false),
    holdName: (name) => isInAny(prefixes, name) || (more?.holdName(name) ?? false),
    holdPlace: (real) => isInAny(places(), real) || (more?.holdPlace(real) ?? false),
  };
}

/** Bounds for what may be just folders. */
export function asBounds(within: Within): Bounds {
  return "holdPlace" in within ? within : boundsOf(within);
}

function withoutLastSlash(folder: string): string {
  return folder.endsWith("/") ? folder.slice(0, -1) : folder;
}

/** Whether a file is one of some folders or lies below one; it takes as long however many these are. */
function isInAny(folders: ReadonlySet<string>, file: string): boolean {
  for (let end = file.length; end > 0; end = file.lastIndexOf("/", end - 1)) {
    if (folders.has(file.slice(0, end))) return true;
  }
  return folders.has(""); // the top of the disk
}

/** The same as `lookWithin`; what was seen once is not looked at again. */
export function lookUpWithin(roots: Within): LookUp {
  const known = new Map<string, ReturnType<LookUp>>();
  const look = lookWithin(roots);
  return (file) => {
    const answer = known.get(file) ?? look(file);
    known.set(file, answer);
    note("target", file, () => answer);
    return answer;
  };
}

/**
 * What lies at a place, as far as it lies within the roots. Links on disk are followed before that is judged, and where one
 * leads out of the roots, nothing is asked of what lies there.
 */
export function lookWithin(roots: Within): LookUp {
  const bounds = asBounds(roots);
  // What is no link lies where its folder really lies; folders are few.
  const folders = new Map<string, string>();
  const realFolder = (folder: string): string => {
    const real = folders.get(folder) ?? realpathOf(folder);
    folders.set(folder, real);
    return real;
  };
  return (name) => {
    const file = name.includes("\\") ? fileAt(name) : name; // Windows takes them for slashes
    if (!bounds.holdName(file)) return "outside";
    try {
      if (bounds.isBound(file)) return existsSync(file) ? "found" : "missing";
      if (!bounds.holdPlace(realFolder(folderOf(file)))) return "outside";
      const stat = lstatSync(file, { throwIfNoEntry: false });
      if (!stat) return "missing";
      return /* defense: real-places-of-links */ !stat.isSymbolicLink() || bounds.holdPlace(realpathOf(file))
        ? "found"
        : "outside";
    } catch {
      return "missing";
    }
  };
}
