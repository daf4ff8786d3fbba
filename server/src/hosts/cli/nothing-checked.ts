import { fileKind, isStationFile } from "../../files/kinds.ts";
import { relativeFile } from "../../files/names.ts";
import { isIndex, isPage, whyNoLesson } from "../../path/course/left-out.ts";
import { ignorePatterns } from "../../path/ignore-patterns.ts";
import { count } from "../../text/count.ts";
import { naturalOrder } from "../../text/natural-order.ts";
import { allFilesIn, fileAt, isFolder } from "../disk.ts";
import { ignoringOnDisk } from "../ignoring-on-disk.ts";

/** At most this many files are looked at to say what else is there. */
const MOST_FILES = 20_000;

/** Whether a file that was checked is one that a check is about: settings and sources alone are not. */
export function isChecked(file: string): boolean {
  return !["settings", "sources", "source-text"].includes(fileKind(file));
}

/**
 * What is said where no station was found to check.
 * @param within the files, folders and patterns that were named
 * @param isMeant whether that is well
 * @param isNone whether no file was found at all
 * @param ignored patterns of what is not looked at
 * @returns undefined where it needs no word: only files were named, and these are settings or sources
 */
export function nothingChecked(
  within: readonly string[],
  {
    isMeant,
    isNone,
    ignored,
  }: { readonly isMeant: boolean; readonly isNone: boolean; readonly ignored: readonly string[] },
): { readonly why: string; readonly fails: boolean } | undefined {
  const paths = within.filter((file) => fileKind(file) === "path" && !isFolder(file));
  const nameOf = (file: string) => relativeFile(fileAt("."), file);
  const isAnyFolder = within.some(isFolder);
  if (paths.length > 0 && !isAnyFolder) {
    const why = `${paths.map(nameOf).join(", ")}: This is no learning path, so it was not checked: it has no “stations:”, and no station is beside it.`;
    return { why, fails: false };
  }
  if (!isAnyFolder && !isNone) return undefined;
  const advice = isMeant ? "" : " With --allow-empty, this is no failure.";
  return {
    why: `No station was found to check: neither a file that a path.yaml lists, nor one that is named .station.md or .station.txt. ${whatElse(within.filter(isFolder), ignored)}${advice}`,
    fails: !isMeant,
  };
}

/** What is in some folders instead of stations to check, and what to do. */
function whatElse(folders: readonly string[], ignored: readonly string[]): string {
  const given = { folder: fileAt("."), patterns: ignored };
  const pages = folders
    .flatMap((folder) =>
      allFilesIn(folder, MOST_FILES, ignoringOnDisk([folder], ignorePatterns, given)).filter(
        (file) => isPage(file) && !isIndex(file) && whyNoLesson(folder, file) === undefined,
      ),
    )
    .sort(naturalOrder);
  const [first] = pages;
  if (first !== undefined) {
    const name = relativeFile(fileAt("."), first);
    return pages.length === 1
      ? `There is 1 other file that may be a lesson, ${name}: “stationmaster init” lists it in a path.yaml.`
      : `There are ${pages.length} other files that may be lessons, such as ${name}: “stationmaster init” lists them in a path.yaml.`;
  }
  const stations = folders.flatMap((folder) => allFilesIn(folder, MOST_FILES)).filter(isStationFile);
  if (stations.length > 0)
    return `${count(stations.length, "station")} here ${stations.length === 1 ? "is" : "are"} ignored: by a .gitignore, by “ignore:” in settings, or by --ignore.`;
  return "“stationmaster new” writes a first one.";
}
