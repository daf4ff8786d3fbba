import { fileKind } from "../../files/kinds.ts";
import { folderOf, isInside } from "../../files/names.ts";
import type { Unreadable } from "../../lint/report.ts";
import { ignorePatterns } from "../../path/ignore-patterns.ts";
import { readPathFile } from "../../path/path-file.ts";
import type { FileText } from "../../path/workspace.ts";
import type { LookUp } from "../../rules/rule.ts";
import { lookUpWithin, rootsOf, type Within } from "../bounds.ts";
import { fileAt, readText } from "../disk.ts";
import { ignoringOnDisk } from "../ignoring-on-disk.ts";
import { surroundings } from "../surroundings.ts";
import { namedFiles } from "./named-files.ts";

/** What to check, and all that must be known for it. */
export interface Targets {
  /** The files to report on, sorted. */
  readonly files: readonly string[];
  readonly texts: readonly FileText[];
  readonly unreadable: readonly Unreadable[];
  /** The `path.yaml` and `stationmaster.yaml` that hold for the files and are none of them. */
  readonly settings: readonly string[];
  /** What lies where links lead, where that is not for the disk to say. */
  readonly lookUp?: LookUp;
}

/**
 * Finds the files that names, folders and patterns on the command line stand for, and reads them with what surrounds them.
 * @throws UsageError for a name that stands for nothing
 */
export async function readTargets(
  names: readonly string[],
  stdin?: { readonly file: string; readonly text: string },
): Promise<Targets> {
  const files = await namedFiles(names);
  const roots = rootsOf([...new Set(files.map(folderOf))], fileAt("."));
  return targetsOf(files, { within: names.map((name) => fileAt(name)), roots }, stdin);
}

/** Where files are wanted. */
interface Wanted {
  /** The folders that were named: in these, a path decides what its stations are. */
  readonly within: readonly string[];
  /** The folders outside of which nothing is read. */
  readonly roots: Within;
  /** Patterns of what is not wanted, counted from the folder where the work is done. */
  readonly ignored?: readonly string[];
}

/**
 * Reads files that are to be checked, with what surrounds them.
 */
export function targetsOf(
  wanted: readonly string[],
  { within, roots, ignored = [] }: Wanted,
  stdin?: { readonly file: string; readonly text: string },
): Targets {
  const look = lookUpWithin(roots);
  const files = new Set(wanted);
  const texts = new Map<string, FileText>();
  const unreadable: Unreadable[] = [];
  if (stdin) {
    files.add(stdin.file);
    texts.set(stdin.file, { file: stdin.file, text: stdin.text, kind: kindOfTarget(stdin.file) });
  }
  for (const file of files) {
    if (texts.has(file)) continue;
    const read = readText(file, look);
    if ("text" in read) texts.set(file, { file, text: read.text, kind: kindOfTarget(file) });
    else {
      unreadable.push({ file, reason: read.reason });
      files.delete(file);
    }
  }
  // Not shared with other calls, so that each notes what it has seen.
  const ignoring = ignoringOnDisk(within, ignorePatterns, { folder: fileAt("."), patterns: ignored });
  const around = surroundings([...files], roots, { known: texts, ignoring });
  for (const each of around.texts) texts.set(each.file, each);
  const named = new Set(wanted);
  unreadable.push(...around.unreadable.filter(({ file }) => !named.has(file)));
  for (const { file, text } of [...texts.values()]) {
    if (!files.has(file) || fileKind(file) !== "path") continue;
    const { entries, sources } = readPathFile(file, text);
    const places = [...within, folderOf(file)];
    for (const source of sources) {
      if (!texts.has(source.file) || !places.some((folder) => isInside(folder, source.file))) continue;
      if (files.has(source.file) || !ignoring.isIgnored(source.file)) files.add(source.file);
    }
    // A station of a path is one whatever it is called: only its path tells.
    for (const entry of entries) {
      if (entry.kind !== "file" || fileKind(entry.file) !== "other" || !texts.has(entry.file)) continue;
      if (within.some((folder) => isInside(folder, entry.file)) && !ignoring.isIgnored(entry.file))
        files.add(entry.file);
    }
  }
  const settings = around.settings.filter((file) => texts.has(file) && !files.has(file));
  return { files: [...files].sort(), texts: [...texts.values()], unreadable, settings };
}

/** A file that was named is a station, unless it is known to be something else. */
function kindOfTarget(file: string): FileText["kind"] {
  const kind = fileKind(file);
  return kind === "other" ? "station" : kind;
}
