import { randomBytes } from "node:crypto";
import {
  accessSync,
  appendFileSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { sep } from "node:path";
import { folderOf, isInside } from "../files/names.ts";
import { isFolder, isThere, readText, realOf, statOf } from "./disk.ts";

/**
 * Replaces a file's text so that it is never half written: a new file beside it, flushed, then renamed over it.
 * @param before what the file held when it was read; if it holds something else by now, nothing is written
 * @returns undefined, or a sentence that says why nothing was written
 */
export function replaceText(file: string, before: string, after: string): string | undefined {
  try {
    const target = realpathSync(file).split(sep).join("/");
    // defense: no-fixes-through-links
    if (target !== file && !isInside(realOf(folderOf(file)), target))
      return "It is a link to a file in another folder, so it was left alone.";
    // defense: keep-to-read-only
    accessSync(target, constants.W_OK);
    const isAsBefore = () => {
      const now = readText(target);
      return "text" in now && /* defense: changed-meanwhile */ now.text === before;
    };
    return writeAside(target, after, { like: statSync(target), isAsBefore });
  } catch (error) {
    return whyUnwritten(error);
  }
}

/** How a file is written aside before it gets its name. */
interface Aside {
  /** Whose the file is, and who may read it; undefined where there was none. */
  readonly like?: Stats | undefined;
  /** Who may read a new file, as the system writes it; by default everyone whom the system lets. */
  readonly mode?: number;
  /** Asked as late as can be, so that what somebody else writes meanwhile is not lost. */
  isAsBefore?(): boolean;
  /** What gives it its name in the end, which by default takes the place of what is called so. */
  name?(temporary: string, target: string): void;
}

function writeAside(
  target: string,
  text: Content,
  { like, mode = 0o666, isAsBefore = () => true, name = renameSync }: Aside = {},
): string | undefined {
  const folder = folderOf(target);
  sweep(folder);
  const temporary = `${folder}/.stationmaster-${process.pid}-${randomBytes(6).toString("hex")}.tmp`;
  try {
    const handle = openSync(temporary, "wx", like ? 0o600 : mode);
    try {
      for (const part of partsOf(text)) writeFileSync(handle, part);
      if (like) makeLike(handle, like);
      // defense: flush-the-file
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (!isAsBefore()) {
      rmSync(temporary);
      return "It was changed while it was being checked, so it was left alone.";
    }
    // defense: rename-over-the-old
    name(temporary, target);
    // defense: flush-the-folder
    flushFolder(folder);
    return undefined;
  } catch (error) {
    removeIfThere(temporary);
    return whyUnwritten(error);
  }
}

/** Gives an open file the owner, as far as the system allows, and the permissions of another. */
function makeLike(handle: number, { uid, gid, mode }: Stats): void {
  const now = fstatSync(handle);
  if (now.uid !== uid || now.gid !== gid) {
    try {
      fchownSync(handle, uid, gid);
    } catch {
      // Only who administers a system can give files away.
    }
  }
  // defense: keep-permissions
  if (now.mode !== mode) fchmodSync(handle, mode & 0o7777);
}

/** What a file is called until it is whole, with the number of the process that writes it. */
const UNFINISHED = /^\.stationmaster-(\d+)-[\da-f]+\.tmp$/;

const swept = new Set<string>();

/** Removes from a folder, once, what runs have left that were killed while they wrote there. */
export function sweep(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  try {
    for (const name of readdirSync(folder)) {
      const number = UNFINISHED.exec(name)?.[1];
      // defense: sweep-after-a-kill
      if (number !== undefined && !isRunning(Number(number))) removeIfThere(`${folder}/${name}`);
    }
  } catch {
    // Where nothing can be listed, nothing was written.
  }
}

/** Whether a process is still at work; this one is not while it sweeps. */
function isRunning(number: number): boolean {
  if (number === process.pid) return false;
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // somebody else's
  }
}

/** Removes a file if it is there and can be removed. */
export function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is swept another time.
  }
}

/** Why something could not be written, as a sentence. */
export function whyUnwritten(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case "ENOSPC":
      return "It could not be written: the disk is full.";
    case "EDQUOT":
      return "It could not be written: you may not use more of this disk.";
    case "EROFS":
      return "It could not be written: this disk can only be read.";
    case "EACCES":
    case "EPERM":
      return "You may not write this file, or not in this folder.";
    case "EEXIST":
      return "There is something of this name already.";
    default:
      return `It could not be written (${code ?? "unknown reason"}).`;
  }
}

/**
 * Makes a folder and those that it lies in, where there are none. Not Node's own way to do so: that never ends where a system
 * says that there is nothing while there is, as in `/proc`.
 */
export function makeFolders(folder: string): void {
  if (isFolder(folder)) return;
  if (folder !== folderOf(folder)) makeFolders(folderOf(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!isFolder(folder)) throw error; // somebody else may have made it meanwhile
  }
}

/** What a file gets, perhaps in parts. */
export type Content = string | Uint8Array | readonly string[];

/**
 * Writes a whole file so that it is never half written, over what was there. A link is replaced, not followed; a device or a pipe
 * takes the text and stays what it is.
 * @returns undefined, or a sentence that says why nothing was written
 */
export function writeWhole(file: string, text: Content): string | undefined {
  try {
    makeFolders(folderOf(file));
    const stat = statOf(file);
    if (stat?.isDirectory()) return "This is a folder.";
    // defense: pipes-stay-pipes
    if (!stat || (stat.isFile() && !isOfSystem(file))) return writeAside(file, text);
    for (const part of partsOf(text)) appendFileSync(file, part);
    return undefined;
  } catch (error) {
    return whyUnwritten(error);
  }
}

function partsOf(content: Content): readonly (string | Uint8Array)[] {
  return typeof content === "string" || content instanceof Uint8Array ? [content] : content;
}

/** Whether a file is one of the system's own names for something else, such as `/dev/stdout`. */
function isOfSystem(file: string): boolean {
  return isInside("/dev", file) && lstatSync(file).isSymbolicLink();
}

/**
 * Writes a file where there is none, so that it is never half written.
 * @param like another file whose owner and permissions it gets
 * @returns undefined, or a sentence that says why nothing was written
 */
export function writeNew(file: string, text: string, like?: Stats): string | undefined {
  return writeAside(file, text, { like, name: nameNew });
}

/** The same for a file that nobody else may read. */
export function writeSecret(file: string, text: string): string | undefined {
  return writeAside(file, text, { mode: 0o600, name: nameNew });
}

/** @throws Error if something is called so by now */
function nameNew(temporary: string, target: string): void {
  try {
    // defense: no-new-file-over-another
    linkSync(temporary, target);
  } catch (error) {
    // Not every disk lets a file have two names.
    if (isThere(target)) throw error;
    renameSync(temporary, target);
    return;
  }
  rmSync(temporary);
}

function flushFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Not every system lets a folder be flushed; the rename is in place either way.
  }
}
