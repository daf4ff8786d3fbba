import { existsSync } from "node:fs";
import { type FSWatcher, watch as watchFolders } from "chokidar";
import { isDynamicPattern } from "tinyglobby";
import { saysWhatIsIgnored } from "../../files/ignoring-files.ts";
import { fileKind, isPicture } from "../../files/kinds.ts";
import { baseName, folderOf, isInside } from "../../files/names.ts";
import { ignorePatterns } from "../../path/ignore-patterns.ts";
import { fileAt, isFolder } from "../disk.ts";
import { ignoringOnDisk } from "../ignoring-on-disk.ts";
import { pathFilesAround, settingsAround } from "../surroundings.ts";
import type { CheckOptions } from "./check-options.ts";
import { check } from "./commands/check-action.ts";
import { namedFiles } from "./named-files.ts";
import { clearScreen, paintFor, tell, UsageError } from "./terminal.ts";

/** Changes that come closer together than this, in milliseconds, are one. */
const BURST = 100;

/** How often, in milliseconds, folders that are gone are looked for. */
const LOOK_AGAIN = 1000;

/** What a shell reports of a command that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * Checks, and again whenever something changes that was named or that findings depend on, until Ctrl-C. What goes wrong on
 * the way, such as a folder that is deleted, is told and waited for to come right.
 * @throws UsageError for a call that is wrong from the start
 */
export async function watch(given: readonly string[], options: CheckOptions): Promise<never> {
  refuse(options);
  const names = given.length ? given : ["."];
  const scope = scopeOf(names, options.ignore);
  const bursts = makeBursts();
  const lookout = lookOutFor(scope.roots, bursts.note);
  const tellOfLimits = tellOnce();
  let watcher: FSWatcher | undefined;
  let watched = "";
  // Begins again rather than adding folders: what is added while it changes can be missed.
  const watchAll = async () => {
    const files = await namedFiles(names, { allowsEmpty: options.allowEmpty, ignored: options.ignore });
    const folders = [...scope.foldersFor(files)].sort();
    if (folders.join("\n") === watched) return;
    await watcher?.close();
    watcher = watchFolders(folders, { ignoreInitial: true, followSymlinks: false, ignored: scope.isIgnored });
    watcher.on("all", bursts.note).on("error", tellOfLimits);
    await new Promise<void>((resolve) => watcher!.once("ready", resolve));
    watched = folders.join("\n");
  };
  try {
    await watchAll();
    process.once("SIGINT", () => process.exit(INTERRUPTED));
    process.stdout.once("error", () => process.exit()); // nobody reads on
    await check(names, options);
    for (;;) {
      process.stderr.write(`${paintFor(options.color).dim("Waiting for changes. Ctrl-C ends this.")}\n`);
      await bursts.next();
      clearScreen();
      try {
        await watchAll();
        await check(names, options);
      } catch (error) {
        watched = ""; // a folder may be gone, and another one when it is back
        tell(error instanceof UsageError ? error.message : String(error));
      }
      lookout.look();
    }
  } finally {
    lookout.end();
    await watcher?.close();
  }
}

function refuse({ stdin, staged, baseline }: CheckOptions): void {
  if (stdin || staged) throw new UsageError(`--watch can't be used with --${stdin ? "stdin" : "staged"}.`);
  if (baseline !== undefined && baseline !== "use")
    throw new UsageError(`--watch can't be used with “--baseline ${baseline}”.`);
}

/** Which folders are watched, and what in them matters. */
interface Scope {
  /** The folders that the command line speaks of. */
  readonly roots: readonly string[];
  /** The folders to watch for some files: those that were named, and those with what the files depend on. */
  foldersFor(files: readonly string[]): ReadonlySet<string>;
  isIgnored(place: string, stats?: { isFile(): boolean; isDirectory(): boolean }): boolean;
}

function scopeOf(names: readonly string[], ignored: readonly string[]): Scope {
  // Folders and patterns speak of all that lies below, also of what comes later; a file speaks of itself.
  const deep = names.flatMap((name) => (isFolder(fileAt(name)) ? [fileAt(name)] : patternFolder(name)));
  const flat = new Set<string>();
  const given = { folder: fileAt("."), patterns: ignored };
  let ignoring = ignoringOnDisk(deep, ignorePatterns, given);
  const wanted = new Set<string>();
  const want = (file: string) => {
    wanted.add(file);
    flat.add(folderOf(file));
  };
  return {
    roots: [...new Set([...deep, ...names.map((name) => folderOf(fileAt(name)))])],
    foldersFor(files) {
      ignoring = ignoringOnDisk(deep, ignorePatterns, given); // it may say something else by now
      for (const file of files) want(file);
      for (const folder of new Set([...files.map(folderOf), ...deep])) {
        for (const file of settingsAround(folder)) want(file);
        for (const { entries, sources } of pathFilesAround(folder))
          for (const part of [...entries, ...sources]) if ("file" in part) want(part.file);
      }
      return new Set([...deep, ...flat]);
    },
    isIgnored(place, stats) {
      const file = fileAt(place);
      if (deep.includes(file) || flat.has(file) || wanted.has(file)) return false;
      const name = baseName(file);
      if (saysWhatIsIgnored(file)) return false;
      if (stats?.isDirectory() && ignoring.isFolderIgnored(file)) return true;
      if (name.startsWith(".") || name === "node_modules") return true;
      if (stats?.isDirectory()) return !deep.some((folder) => isInside(folder, file));
      return stats?.isFile() === true && fileKind(file) === "other" && !isPicture(file);
    },
  };
}

/** The folder that all files lie in which a pattern can stand for. */
function patternFolder(name: string): readonly string[] {
  if (existsSync(fileAt(name)) || !isDynamicPattern(name)) return [];
  const parts = name.split("/");
  return [
    fileAt(
      parts
        .slice(
          0,
          parts.findIndex((part) => isDynamicPattern(part)),
        )
        .join("/") || ".",
    ),
  ];
}

/** Says when some time has passed without another change. */
function makeBursts(): { note(): void; next(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let wake = () => {};
  return {
    note() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        isOver = true;
        wake();
      }, BURST);
    },
    async next() {
      if (!isOver) await new Promise<void>((resolve) => (wake = resolve));
      isOver = false;
    },
  };
}

/** Notes when a folder that was gone is there again: nothing watches it then. Keeps the command running meanwhile. */
function lookOutFor(folders: readonly string[], note: () => void): { look(): void; end(): void } {
  let gone: readonly string[] = [];
  const look = () => {
    if (gone.some((folder) => existsSync(folder))) note();
    gone = folders.filter((folder) => !existsSync(folder));
  };
  const looking = setInterval(look, LOOK_AGAIN);
  return { look, end: () => clearInterval(looking) };
}

/** Reports the first change that could not be watched for; a system's limits are met by the thousand. */
function tellOnce(): (error: unknown) => void {
  let told = false;
  return (error) => {
    if (told) return;
    told = true;
    const { code } = error as NodeJS.ErrnoException;
    tell(`Not all files can be watched (${code ?? String(error)}).`);
  };
}
