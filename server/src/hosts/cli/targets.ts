import { lstatSync } from "node:fs";
import { globSync, isDynamicPattern } from "tinyglobby";
import type { Unreadable } from "../../lint/report.ts";
import { readPathFile } from "../../path/path-file.ts";
import type { FileText } from "../../path/workspace.ts";
import { folderOf } from "../../text/file.ts";
import { fileKind } from "../../text/file-kind.ts";
import { fileAt, isFolder, pathFilesAround, readText, scan, surroundings } from "../disk.ts";
import { UsageError } from "./terminal.ts";

/** What to check, and all that must be known for it. */
export interface Targets {
  /** The files to report on, sorted. */
  readonly files: readonly string[];
  readonly texts: readonly FileText[];
  readonly unreadable: readonly Unreadable[];
}

/** Patterns longer than this are a slip, and slow to match. */
const LONGEST_PATTERN = 500;

/**
 * Finds the files that names, folders and patterns on the command line stand for, and reads them with what surrounds them.
 * @throws UsageError for a name that stands for nothing
 */
export function readTargets(
  names: readonly string[],
  stdin?: { readonly file: string; readonly text: string },
): Targets {
  return targetsOf(namedFiles(names), stdin);
}

/**
 * The files that names, folders and patterns on the command line stand for, each once.
 * @throws UsageError for a name that stands for nothing
 */
export function namedFiles(names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap(filesOf))];
}

/** Reads files that are to be checked, with what surrounds them. */
export function targetsOf(
  wanted: readonly string[],
  stdin?: { readonly file: string; readonly text: string },
): Targets {
  const files = new Set(wanted);
  const texts = new Map<string, FileText>();
  const unreadable: Unreadable[] = [];
  if (stdin) {
    files.add(stdin.file);
    texts.set(stdin.file, { file: stdin.file, text: stdin.text, kind: kindOfTarget(stdin.file) });
  }
  for (const file of files) {
    if (texts.has(file)) continue;
    const read = readText(file);
    if ("text" in read) texts.set(file, { file, text: read.text, kind: kindOfTarget(file) });
    else {
      unreadable.push({ file, reason: read.reason });
      files.delete(file);
    }
  }
  for (const around of surroundings([...files])) if (!texts.has(around.file)) texts.set(around.file, around);
  for (const { file, text } of [...texts.values()]) {
    if (!files.has(file) || fileKind(file) !== "path") continue;
    for (const source of readPathFile(file, text).sources) if (texts.has(source.file)) files.add(source.file);
  }
  return { files: [...files].sort(), texts: [...texts.values()], unreadable };
}

/**
 * Files in groups that need nothing of each other: what one path is made of stays together, and so do paths that share a folder
 * or lie below each other.
 */
export function independentGroups(files: readonly string[]): readonly (readonly string[])[] {
  const parent = new Map<string, string>();
  const top = (folder: string): string => {
    let at = folder;
    for (let next = parent.get(at); next !== undefined && next !== at; next = parent.get(at)) at = next;
    if (folder !== at) parent.set(folder, at);
    return at;
  };
  for (const folder of new Set(files.map(folderOf))) {
    for (const { file, entries, sources } of pathFilesAround(folder)) {
      const parts = [
        ...entries.flatMap((entry) => (entry.kind === "file" ? [entry.file] : [])),
        ...sources.map((each) => each.file),
      ];
      for (const each of [folder, ...parts.map(folderOf)]) parent.set(top(each), top(folderOf(file)));
    }
  }
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const name = top(folderOf(file));
    const group = groups.get(name);
    if (group) group.push(file);
    else groups.set(name, [file]);
  }
  return [...groups.values()];
}

/** A file that was named is a station, unless it is known to be something else. */
function kindOfTarget(file: string): FileText["kind"] {
  const kind = fileKind(file);
  return kind === "other" ? "station" : kind;
}

function filesOf(name: string): readonly string[] {
  const file = fileAt(name);
  if (isFolder(file)) return scan(file);
  if (lstatSync(file, { throwIfNoEntry: false })) return [file];
  if (!isDynamicPattern(name)) throw new UsageError(`There is no file or folder “${name}” here.`);
  if (name.length > LONGEST_PATTERN) throw new UsageError("This pattern is longer than 500 characters.");
  const found = globSync(name, {
    absolute: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**"],
  });
  if (found.length === 0) throw new UsageError(`Nothing matches “${name}”.`);
  return found.map((each) => fileAt(each));
}
