import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { resolve, sep } from "node:path";
import { IGNORING_FILES } from "../files/ignoring-files.ts";
import { fileKind, isPicture } from "../files/kinds.ts";
import { folderOf, isInside } from "../files/names.ts";
import type { Ignoring } from "../protocol/host.ts";
import type { LookUp } from "../rules/rule.ts";
import { IGNORES_NOTHING } from "./ignoring.ts";
import { digestOf, note, type Stamp } from "./sights.ts";
import { NO_TEXT, whyUnread } from "./unread.ts";

/** A place on disk as the core names it: absolute, with forward slashes. */
export function fileAt(place: string, folder = process.cwd()): string {
  return resolve(folder, place).split(sep).join("/");
}

/** The day in Greenwich, as `2026-11-23`, so that all who check a path on one day get one answer. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The text of a file, or a sentence that says why there is none. */
export type ReadResult = { readonly text: string } | Unread;

interface Unread {
  readonly reason: string;
  /** Whether there is no file of that name, so that nothing is wrong with it. */
  readonly isNone?: boolean;
}

/** Larger files are no stations, and are not read. */
export const LARGEST_BYTES = 50_000_000;

/**
 * Reads a UTF-8 file. Never waits on a pipe or a device: only regular files are read.
 * @param look whether it lies where it may be read; nothing else is even looked at
 */
export function readText(file: string, look?: LookUp): ReadResult {
  // defense: look-before-reading
  if (look?.(file) === "outside") {
    return { reason: "This lies outside the workspace, or is a link to there.", isNone: true };
  }
  const read = readBytes(file);
  if ("reason" in read) return read;
  try {
    return { text: decode(read.bytes) };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** The bytes of a regular file, or a sentence that says why there are none. */
export function readBytes(file: string): { readonly bytes: Uint8Array } | Unread {
  const fail = (reason: string, isNone = false) => {
    note("bytes", file, () => reason);
    return { reason, isNone };
  };
  try {
    const stat = statSync(file);
    if (stat.isDirectory())
      return fail(canList(file) ? "This is a folder." : "You may not look into this folder.", true);
    if (!stat.isFile()) /* defense: no-waiting-for-pipes */ return fail("This is not a regular file.");
    // defense: largest-file
    if (stat.size > LARGEST_BYTES) return fail("This file is larger than 50 MB.");
    const bytes = readRegular(file);
    if (!bytes) return fail("This is not a regular file.");
    note("bytes", file, () => digestOf(bytes), stampOf(stat));
    return { bytes };
  } catch (error) {
    return fail(reasonOf(error), isNone(error));
  }
}

/**
 * What a regular file begins and ends with, as text in which broken characters have a stand-in; both are the same where it is short.
 * @param most how many bytes either may have
 * @returns undefined where it can't be read
 */
export function endsOf(file: string, most: number): readonly [string, string] | undefined {
  try {
    const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const { size } = fstatSync(handle);
      const part = (from: number) => {
        const bytes = Buffer.alloc(Math.min(most, size));
        return bytes.toString("utf8", 0, readSync(handle, bytes, 0, bytes.length, from));
      };
      return [part(0), part(Math.max(0, size - most))];
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

function canList(folder: string): boolean {
  try {
    list(folder);
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a file; undefined for one that has become a pipe or the like meanwhile, which must not be waited for. */
function readRegular(file: string): Uint8Array | undefined {
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return fstatSync(handle).isFile() ? readFileSync(handle) : undefined;
  } finally {
    closeSync(handle);
  }
}

/** What the system says of a file without reading it; undefined where there is none. */
export function stampAt(file: string): Stamp | undefined {
  const stat = statOf(file);
  return stat && stampOf(stat);
}

function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): Stamp {
  return [size, mtimeMs, ctimeMs, ino];
}

/** @throws TypeError for bytes that are no UTF-8, or that hold nulls, as UTF-16 and pictures do */
export function decode(bytes: Uint8Array): string {
  // defense: no-binary-files
  if (bytes.includes(0)) throw Object.assign(new TypeError(), { code: NO_TEXT });
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

function isNone(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
}

function reasonOf(error: unknown): string {
  return whyUnread((error as NodeJS.ErrnoException).code ?? (error as Error).message);
}

/** The files in and below a folder that matter here, sorted, also those that can't be read. Hidden folders,
 * `node_modules` and linked folders are passed over.
 * @param closed gets each folder that can't be read
 * @param ignoring what else is passed over */
export function scan(
  folder: string,
  deep = true,
  closed?: (folder: string) => void,
  ignoring: Ignoring = IGNORES_NOTHING,
): readonly string[] {
  const found: string[] = [];
  const visit = (at: string): void => {
    const { files, folders, saying, isClosed } = look(at);
    ignoring.enter?.(at, saying);
    if (isClosed) closed?.(at);
    note("names", at, () => namesSeen(files, at));
    for (const file of files) if (!ignoring.isIgnored(file)) found.push(file);
    if (deep) for (const below of folders) if (!ignoring.isFolderIgnored(below)) visit(below);
  };
  visit(folder);
  return found.sort();
}

/**
 * All files in and below a folder, whatever they are; hidden folders, `node_modules` and linked folders are passed over.
 * @param most no more are found
 * @param ignoring what else is passed over
 */
export function allFilesIn(folder: string, most: number, ignoring: Ignoring = IGNORES_NOTHING): readonly string[] {
  const found: string[] = [];
  const visit = (at: string): void => {
    let entries: ReturnType<typeof list> = [];
    try {
      entries = list(at);
    } catch {
      // As good as empty.
    }
    for (const entry of entries) {
      if (found.length >= most) return;
      const name = `${at === "/" ? "" : at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith(".") && entry.name !== "node_modules" && !ignoring.isFolderIgnored(name))
          visit(name);
      } else if (entry.isFile() && !entry.name.startsWith(".") && !ignoring.isIgnored(name)) found.push(name);
    }
  };
  visit(folder);
  return found;
}

/** The files that matter in a folder, as a short name. */
export function namesIn(folder: string): string {
  return namesSeen(look(folder).files, folder);
}

function namesSeen(files: readonly string[], folder: string): string {
  return digestOf(files.map((file) => file.slice(folder.length)).join("\n"));
}

/** The files that matter in a folder, and the folders to look into, sorted; nothing where it can't be read. */
function look(folder: string): {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** The names of those that may say what is ignored, in the order in which they count. */
  readonly saying: readonly string[];
  readonly isClosed: boolean;
} {
  const files: string[] = [];
  const folders: string[] = [];
  let entries: ReturnType<typeof list> = [];
  let isClosed = false;
  try {
    entries = list(folder);
  } catch (error) {
    // As good as empty; one that is gone by now is nothing else.
    isClosed = !isNone(error);
  }
  for (const entry of entries) {
    const file = `${folder === "/" ? "" : folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!entry.name.startsWith(".") && entry.name !== "node_modules") folders.push(file);
    } else if (fileKind(file) !== "other" && !(entry.isSymbolicLink() && isAlias(file))) files.push(file);
  }
  const names = new Set(entries.map(({ name }) => name));
  const saying = IGNORING_FILES.filter((name) => names.has(name));
  return { files: files.sort(), folders: folders.sort(), saying, isClosed };
}

/** Whether a link leads to a folder, or only gives a file another name that is found under its own in the same folder. */
function isAlias(link: string): boolean {
  try {
    const real = realpathOf(link);
    // What lies elsewhere is for whoever reads it to judge.
    if (!isInside(realpathOf(folderOf(link)), real)) return false;
    return isFolder(real) || (folderOf(real) === realpathOf(folderOf(link)) && fileKind(real) !== "other");
  } catch {
    return false;
  }
}

/** At most this many pictures are found. */
const MOST_PICTURES = 500;

/** The pictures in and below a folder; hidden folders, `node_modules` and linked folders are passed over. */
export function picturesIn(folder: string): readonly string[] {
  const found: string[] = [];
  const visit = (at: string, depth: number): void => {
    let entries: ReturnType<typeof list>;
    try {
      entries = list(at);
    } catch {
      return;
    }
    for (const entry of entries) {
      if (found.length >= MOST_PICTURES || entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) {
        if (depth < 4 && entry.name !== "node_modules") visit(`${at}/${entry.name}`, depth + 1);
      } else if (isPicture(entry.name)) found.push(`${at}/${entry.name}`);
    }
  };
  visit(folder, 0);
  return found.sort();
}

function list(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

/** Whether a name stands for a regular file, links followed. */
export function isRegular(file: string): boolean {
  return statOf(file)?.isFile() ?? false;
}

/** Whether a name stands for anything at all, be it a link that leads nowhere. */
export function isThere(file: string): boolean {
  return ownStatOf(file) !== undefined;
}

/** Whether a name is a link. */
export function isLink(file: string): boolean {
  return ownStatOf(file)?.isSymbolicLink() ?? false;
}

/** Whether a name is that of a folder, not of a link to one. */
export function isOwnFolder(name: string): boolean {
  return ownStatOf(name)?.isDirectory() ?? false;
}

/** Whether a name stands for a folder, links followed. */
export function isFolder(file: string): boolean {
  return statOf(file)?.isDirectory() ?? false;
}

/** What a name itself is, also a link; undefined where there is nothing. */
function ownStatOf(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined; // such as a name that is too long
  }
}

/** What a name stands for; undefined where there is nothing, or a link that leads nowhere or back to itself. */
export function statOf(file: string): Stats | undefined {
  return lookAt(file).stat;
}

/** What a name stands for, links followed; a link that leads nowhere or back to itself is `astray`. */
type Entry = "none" | "file" | "folder" | "other" | "astray";

/** What a name stands for, as a word. */
export function entryAt(file: string): Entry {
  return lookAt(file).entry;
}

/** Whether there is nothing under a name; not where that can't be told, such as in a folder that may not be looked into. */
export function isGone(file: string): boolean {
  if (entryAt(file) !== "none") return false;
  try {
    return lstatSync(file, { throwIfNoEntry: false }) === undefined;
  } catch {
    return false;
  }
}

function lookAt(file: string): { readonly entry: Entry; readonly stat: Stats | undefined } {
  const own = ownStatOf(file);
  const stat = own?.isSymbolicLink() ? targetStatOf(file) : own;
  const missing = own ? "astray" : "none";
  const entry = !stat ? missing : stat.isFile() ? "file" : stat.isDirectory() ? "folder" : "other";
  note("entry", file, () => entry);
  return { entry, stat };
}

function targetStatOf(link: string): Stats | undefined {
  try {
    return statSync(link, { throwIfNoEntry: false });
  } catch {
    return undefined; // such as one that leads back to itself
  }
}

/** The same text for all names of one file; for a name that nothing is found under, the name. */
export function realPlace(file: string): string {
  try {
    const { dev, ino, nlink } = statSync(file, { bigint: true });
    // A file with several names of its own is kept by the others.
    return nlink === 1n ? `${dev}:${ino}` : realpathSync.native(file);
  } catch {
    return file;
  }
}

/** Where a name really lies, links followed; the name itself where there is nothing. */
export function realOf(file: string): string {
  try {
    return realpathOf(file);
  } catch {
    return file;
  }
}

/** @throws Error for a link that leads nowhere or back to itself, and for what is not there */
export function realpathOf(file: string): string {
  return realpathSync.native(file).split(sep).join("/");
}
