import { folderOf, resolveFile } from "../files/names.ts";
import { SITE_FILES } from "../files/site-files.ts";
import type { Station } from "../station/station.ts";
import { pairOf } from "../syntax/yaml.ts";
import type { Workspace } from "./workspace.ts";

/** Where a station is, and what is on disk around it. */
export interface Surroundings {
  readonly file: string;
  readonly workspace: Workspace;
  readonly lookUp: (file: string) => "found" | "missing" | "outside";
}

/**
 * Whether a site is built from a station, whose pages may have other names and titles than its files: its folder or one above
 * it has what sites are built with, or the station says how its page is made.
 */
export function isOnSite({ tree: { frontMatter } }: Station, { file, workspace, lookUp }: Surroundings): boolean {
  if (PAGE_KEYS.some((key) => pairOf(frontMatter?.value, key))) return true;
  const top = workspace.readers.rootOf?.(folderOf(file));
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if (SITE_FILES.some((name) => lookUp(resolveFile(folder, name)) === "found")) return true;
    if (folder === top || folder === folderOf(folder) || lookUp(folder) === "outside") return false;
  }
}

/** What front matter says to those who build sites, and to nobody else. */
const PAGE_KEYS = [
  "layout",
  "permalink",
  "slug",
  "redirect_from",
  "aliases",
  "url",
  "weight",
  "nav_order",
  "sidebar_position",
  "sidebar_label",
  "parent",
];
