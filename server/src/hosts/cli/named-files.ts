import { GITIGNORE, gitignorePatterns } from "../../files/ignoring-files.ts";
import { baseName } from "../../files/names.ts";
import { fileAt, isFolder, isThere, scan } from "../disk.ts";
import { ignoringOnDisk } from "../ignoring-on-disk.ts";
import { withinTime } from "../time-limit.ts";
import { UsageError } from "./terminal.ts";

/** Patterns longer than this are a slip, and slow to match. */
const LONGEST_PATTERN = 500;

/** Each further star between two slashes multiplies the time that matching may take. */
const MOST_STARS = 5;

/** How long files may be looked for, in milliseconds: some patterns never come to an end, and a million files take a while. */
const LONGEST_SEARCH = 5_000;

/** How names are looked for. */
export interface Naming {
  /** Whether a pattern may match nothing. */
  readonly allowsEmpty?: boolean | undefined;
  /** Patterns of what is not looked at in folders, as they are in a `.gitignore` of the folder where the work is done. */
  readonly ignored?: readonly string[] | undefined;
}

/**
 * The files that names, folders and patterns on the command line stand for, each once, and the folders among them that can't be
 * looked into. What is ignored is left out of folders and of what patterns match; who names a file or a folder means it.
 * @throws UsageError for a name that stands for nothing
 */
export async function namedFiles(names: readonly string[], naming: Naming = {}): Promise<readonly string[]> {
  return [...new Set((await Promise.all(names.map((name) => filesOf(name, naming)))).flat())];
}

async function filesOf(name: string, { allowsEmpty, ignored = [] }: Naming): Promise<readonly string[]> {
  const file = fileAt(name);
  const given = { folder: fileAt("."), patterns: ignored };
  if (isFolder(file)) {
    return withPatterns((patternsOf) => {
      const closed: string[] = [];
      const found = scan(file, true, (folder) => closed.push(folder), ignoringOnDisk([file], patternsOf, given));
      return [...found, /* defense: report-closed-folders */ ...closed];
    });
  }
  if (isThere(file)) return [file];
  if (name.startsWith("!"))
    throw new UsageError(
      `“${name}” names no files. To leave some out, list them under “ignore:” in stationmaster.yaml, or use “check --ignore”.`,
    );
  const { globSync, isDynamicPattern } = await import("tinyglobby"); // few use patterns
  // defense: longest-pattern
  if (name.length > LONGEST_PATTERN) throw new UsageError("This name or pattern is longer than 500 characters.");
  if (!isDynamicPattern(name)) throw new UsageError(`There is no file or folder “${name}” here.`);
  // defense: most-stars
  if (name.split("/").some((part) => part.split(/\*+/).length > MOST_STARS + 1))
    throw new UsageError(`This pattern has more than ${MOST_STARS} stars between two slashes.`);
  const options = { absolute: true, onlyFiles: true, followSymbolicLinks: false, ignore: ["**/node_modules/**"] };
  // defense: endless-patterns
  const found = withinTime(LONGEST_SEARCH, () => globSync(name, options))?.value;
  if (!found) throw new UsageError("This pattern takes too long to match. Please write a simpler one.");
  if (found.length === 0 && !allowsEmpty) throw new UsageError(`Nothing matches “${name}”.`);
  return withPatterns((patternsOf) => {
    const ignoring = ignoringOnDisk([given.folder], patternsOf, given);
    return found.map((each) => fileAt(each)).filter((each) => !ignoring.isIgnored(each));
  });
}

/** Looks for files by what says what is ignored. YAML is read only where some of it may: loading what reads it takes a while. */
async function withPatterns<Result>(
  look: (patternsOf: (file: string, text: string) => readonly string[]) => Result,
): Promise<Result> {
  let isInYaml = false;
  const found = look((file, text) => {
    if (baseName(file) === GITIGNORE) return gitignorePatterns(text);
    isInYaml ||= text.includes("ignore");
    return [];
  });
  return isInYaml ? look((await import("../../path/ignore-patterns.ts")).ignorePatterns) : found;
}
