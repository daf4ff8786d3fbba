import { isPageAddress, linkPlaces, nameOfPage, pageOf, placeFromPage, type SiteRoots } from "../files/link-places.ts";
import { folderOf, resolveFile } from "../files/names.ts";
import { pageNames } from "../station/page-names.ts";
import { addTo } from "../text/groups.ts";
import { pathsOf, settingsAbove, stationOf, stationsOf, type Workspace } from "./workspace.ts";

/**
 * The file that a local link leads to: a name from the root of the site (`/images/map.png`) counts from `root:`, and the
 * address of a page of the built site (`wells.html`, `/2020/wells/`) leads to the one station that the page is made of.
 * @param name the link's file, as `splitTarget` has it; empty for the station itself
 */
export function linkedFile(workspace: Workspace, from: string, name: string): string {
  if (!name) return from;
  if (!name.startsWith("/")) {
    // Nearly every link leads there, and where else it may lead takes longer to say.
    const beside = resolveFile(folderOf(from), name);
    if (stationOf(workspace, beside)) return beside;
  }
  const places = placesOf(workspace, from, name);
  const place = places.find((each) => stationOf(workspace, each)) ?? places[0]!;
  if (stationOf(workspace, place) || !isPageAddress(name)) return place;
  const stations = stationsByPage(workspace).get(pageOf(nameOfPage(name))) ?? [];
  return stations.length === 1 ? stations[0]! : place;
}

/** Where the file that a local link names may be, the likeliest place first; at last, as HTML has it, seen from the built page. */
export function placesOf(workspace: Workspace, from: string, name: string): readonly string[] {
  const places = linkPlaces(name.startsWith("/") ? rootsFor(workspace, from) : NO_ROOTS, from, name);
  return [...places, ...placeFromPage(from, name)];
}

const NO_ROOTS: SiteRoots = { siteRoot: undefined };

function rootsFor(workspace: Workspace, from: string): SiteRoots {
  const [path] = pathsOf(workspace, from);
  const siteRoot = path ? path.siteRoot : settingsAbove(workspace, folderOf(from))?.siteRoot;
  return { siteRoot, rootOf: workspace.readers.rootOf };
}

const known = new WeakMap<Workspace["folders"], ReadonlyMap<string, readonly string[]>>();

/** The stations by what addresses call their pages. */
function stationsByPage(workspace: Workspace): ReadonlyMap<string, readonly string[]> {
  let byPage = known.get(workspace.folders);
  if (!byPage) {
    const found = new Map<string, string[]>();
    for (const [file, station] of stationsOf(workspace)) {
      for (const name of pageNames(file, station)) addTo(found, name, file);
      // A folder that has one file, such as `02-rain/index.md`, is a page by its own name.
      const folder = folderOf(file);
      if (workspace.folders.get(folder)?.stations.size === 1) addTo(found, pageOf(folder), file);
    }
    byPage = found;
    known.set(workspace.folders, byPage);
  }
  return byPage;
}
