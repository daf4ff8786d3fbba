import { type FileKind, fileKind, isStationFile, PATH_NAMES } from "../files/kinds.ts";
import { baseName, folderOf } from "../files/names.ts";
import { type Naming, needs } from "../files/needs.ts";
import type { Unreadable } from "../lint/report.ts";
import { numberInName, type PathFile, readPathFile } from "../path/path-file.ts";
import type { FileText } from "../path/workspace.ts";
import type { Ignoring } from "../protocol/host.ts";
import { asBounds, boundsOf, lookUpWithin, rootsOf, upwards, type Within } from "./bounds.ts";
import { entryAt, fileAt, isLink, isRegular, readText, scan } from "./disk.ts";
import { IGNORES_NOTHING } from "./ignoring.ts";

/** What must be known to check some files. */
export interface Surroundings {
  readonly texts: readonly FileText[];
  /** The `path.yaml` and `stationmaster.yaml` that may say what holds for the files. */
  readonly settings: readonly string[];
  /** Those of them that can't be read. */
  readonly unreadable: readonly Unreadable[];
  /** All files that are there and can't be read, with the reason in place of a text. */
  readonly unread: readonly FileText[];
}

interface Beside {
  /** Texts that were read already; they are not among those that are returned. */
  readonly known?: ReadonlyMap<string, FileText>;
  /** What is not there for those beside it, unless a path lists it or it is known. */
  readonly ignoring?: Ignoring;
}

/**
 * What must be known to check some files: what lies beside them, the `path.yaml` and `stationmaster.yaml` above them up to
 * the repository's top, and what a `path.yaml` names.
 * @param roots the folders outside of which nothing is read, but for the paths that were found above: a path may name anything
 */
export function surroundings(
  files: readonly string[],
  roots: Within,
  { known = new Map(), ignoring = IGNORES_NOTHING }: Beside = {},
): Surroundings {
  const above = settingsAbove(new Set(files.map(folderOf)));
  const look = lookUpWithin(boundsOf(above.map(folderOf), asBounds(roots)));
  const found = new Map<string, FileText>();
  const paths: Naming[] = [];
  const unreadable: Unreadable[] = [];
  const unread: FileText[] = [];
  const seen = new Set<string>();
  const scanned = new Set<string>();
  const add = (file: string, kind: FileKind = fileKind(file)): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const read = known.get(file) ?? readText(file, /* defense: read-nothing-outside */ look);
    if (!("text" in read)) {
      // defense: report-unreadable-settings
      if (above.includes(file)) unreadable.push({ file, reason: read.reason });
      if (!read.isNone) unread.push({ file, text: "", kind, unread: read.reason });
      return;
    }
    if (!known.has(file)) found.set(file, { file, text: read.text, kind });
    if (kind === "path") paths.push(readPathFile(file, read.text));
  };
  for (const folder of new Set(files.map(folderOf))) {
    scanned.add(folder);
    const isLeftOut = (file: string) => isStationFile(file) && !known.has(file) && ignoring.isIgnored(file);
    const besides = scan(folder, false).filter((file) => !isLeftOut(file));
    for (const beside of besides) add(beside);
    const numbered = besides.find((file) => isStationFile(file) && numberInName(baseName(file)) !== undefined);
    if (numbered) paths.push({ file: numbered, entries: [], sources: [] });
  }
  for (const file of above) add(file);
  const reading = { isRead: (file: string) => seen.has(file), isListed: (folder: string) => scanned.has(folder) };
  for (let more = needs(paths, reading); more.files.size + more.folders.size; more = needs(paths, reading)) {
    for (const [file, kind] of more.files) add(file, kind);
    for (const [folder, kind] of more.folders) {
      scanned.add(folder);
      for (const file of /* defense: sources-that-lead-outside */ look(folder) === "found" ? scan(folder, false) : [])
        if (fileKind(file) === kind) add(file);
    }
  }
  return { texts: [...found.values()], settings: above, unreadable, unread };
}

const SETTINGS_NAMES = [...PATH_NAMES, "stationmaster.yaml", "stationmaster.yml"];

/** The `path.yaml` and `stationmaster.yaml` of some folders and those above them, up to their repositories' tops. */
function settingsAbove(folders: Iterable<string>): readonly string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  for (const folder of folders) {
    for (const each of upwards(folder)) {
      if (seen.has(each)) break;
      seen.add(each);
      found.push(...settingsIn(each));
    }
  }
  return found;
}

/** The `path.yaml` and `stationmaster.yaml` of a folder and those above it, up to the repository's top. */
export function settingsAround(folder: string): readonly string[] {
  return [...upwards(folder)].flatMap(settingsIn);
}

/** The `path.yaml` and `stationmaster.yaml` of a folder, also those that can't be read. */
function settingsIn(folder: string): readonly string[] {
  const files = SETTINGS_NAMES.map((name) => `${folder}/${name}`);
  return files.filter((file) => !["none", "folder"].includes(entryAt(file)));
}

/** The file that says which stations are on the path of a folder, also one that can't be read; undefined where there is none. */
export function pathFileIn(folder: string): string | undefined {
  const files = PATH_NAMES.map((name) => `${folder}/${name}`);
  return files.find((file) => entryAt(file) !== "none");
}

/** The `path.yaml` of a folder and those above it, up to the repository's top. */
export function pathFilesAround(folder: string): readonly PathFile[] {
  return [...upwards(folder)].flatMap((each) =>
    PATH_NAMES.flatMap((name) => {
      const file = `${each}/${name}`;
      const look = isLink(file) ? lookUpWithin([...rootsOf([folder], fileAt(".")), each]) : undefined;
      const read = isRegular(file) ? readText(file, look) : undefined;
      return read && "text" in read ? [readPathFile(file, read.text)] : [];
    }),
  );
}
