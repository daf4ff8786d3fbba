import { lstatSync } from "node:fs";
import { fileAt, isFolder, scan } from "../disk.ts";
import { UsageError } from "./terminal.ts";

/** Patterns longer than this are a slip, and slow to match. */
const LONGEST_PATTERN = 500;

/**
 * The files that names, folders and patterns on the command line stand for, each once, and the folders among them that can't be
 * looked into.
 * @throws UsageError for a name that stands for nothing
 */
export async function namedFiles(names: readonly string[]): Promise<readonly string[]> {
  return [...new Set((await Promise.all(names.map(filesOf))).flat())];
}

async function filesOf(name: string): Promise<readonly string[]> {
  const file = fileAt(name);
  if (isFolder(file)) {
    const closed: string[] = [];
    const found = scan(file, true, (folder) => closed.push(folder));
    return [...found, ...closed];
  }
  if (lstatSync(file, { throwIfNoEntry: false })) return [file];
  const { globSync, isDynamicPattern } = await import("tinyglobby"); // few use patterns
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
