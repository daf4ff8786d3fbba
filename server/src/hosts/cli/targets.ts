import { lstatSync } from "node:fs";
import { globSync, isDynamicPattern } from "tinyglobby";
import type { Unreadable } from "../../lint/report.ts";
import { readPathFile } from "../../path/path-file.ts";
import { type FileText, fileKind } from "../../path/workspace.ts";
import { fileAt, isFolder, readText, scan, surroundings } from "../disk.ts";
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
  const files = new Set(names.flatMap(filesOf));
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
