import { withoutStationEnding } from "./kinds.ts";
import { baseName, folderOf, isInside, resolveFile } from "./names.ts";

/** Where names of files count from that start with a slash. */
export interface SiteRoots {
  /** The folder that settings say. */
  readonly siteRoot: string | undefined;
  /** The repository or the editor's folder that a folder is in. */
  readonly rootOf?: ((folder: string) => string | undefined) | undefined;
}

/** Where the file that a local link in a file of a folder names may be, the likeliest place first. */
export function linkPlaces(
  { siteRoot, rootOf }: SiteRoots,
  folder: string,
  name: string,
): readonly [string, ...string[]] {
  if (!name.startsWith("/")) return [resolveFile(folder, name)];
  const root = siteRoot ?? rootOf?.(folder);
  if (root === undefined) return [resolveFile(folder, name)];
  const places: [string, ...string[]] = [resolveFile(root === TOP ? "" : root, name.slice(1))];
  // Where nothing says which folder the site is built from, it is any from the root down to the station's own.
  // The folder of a virtual workspace may be the top of all, which has none above it.
  for (let at = folder; siteRoot === undefined && at !== root && at !== TOP && isInside(root, at); at = folderOf(at))
    places.push(resolveFile(at, name.slice(1)));
  return places;
}

const TOP = "/";

/** Whether a link's file is a page of a built site: `wells.html`, `wells/`, `wells`. */
export function isPageAddress(name: string): boolean {
  return /\.html?$|(?:^|\/)[^./]*$/i.test(name);
}

/** What the address of a page calls it, in lower case: “wells” in `/2020/wells/`, `wells/index.html` and `wells.html`. */
export function nameOfPage(address: string): string {
  return baseName(address.replace(/(?:\/|(?:^|\/)index)(?:\.html?)?$/i, "").replace(/\.html?$/i, "")).toLowerCase();
}

/** What the page of a station is called: its file's name without its ending, and without the number or the day at its start. */
export function pageOf(file: string): string {
  const name = withoutStationEnding(baseName(file))
    .replace(/\.(?:md|markdown)$/i, "")
    .toLowerCase();
  return name.replace(/^(?:\d{4}-\d\d-\d\d|\d{1,3})[-_. ]+(?=\p{L})/u, "");
}
