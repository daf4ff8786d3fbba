import { randomBytes } from "node:crypto";
import {
  accessSync,
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { resolve, sep } from "node:path";
import { IGNORING_FILES } from "../files/ignoring-files.ts";
import { fileKind, isPicture } from "../files/kinds.ts";
import { folderOf, isInside } from "../files/names.ts";
import type { Ignoring } from "../protocol/host.ts";
import type { LookUp } from "../rules/rule.ts";
import { once } from "../text/once.ts";
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
function statOf(file: string): Stats | undefined {
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

/** Where a name really lies, links followed; the name itself where there is nothing. */
export function realOf(file: string): string {
  try {
    return realpathOf(file);
  } catch {
    return file;
  }
}

/** @throws Error for a link that leads nowhere or back to itself, and for what is not there */
function realpathOf(file: string): string {
  return realpathSync.native(file).split(sep).join("/");
}

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
