import { STATION_ENDINGS, withoutStationEnding } from "./kinds.ts";
import { baseName, folderOf, isInside, resolveFile } from "./names.ts";

/** Where names of files count from that start with a slash. */
export interface SiteRoots {
  /** The folder that settings say. */
  readonly siteRoot: string | undefined;
  /** The repository or the editor's folder that a folder is in. */
  readonly rootOf?: ((folder: string) => string | undefined) | undefined;
}

/**
 * Where the file that a local link names may be, the likeliest place first: at last, for the address of a page of the built
 * site, the files that such a page is made of.
 * @param from the file that the link is in
 */
export function linkPlaces(roots: SiteRoots, from: string, name: string): readonly [string, ...string[]] {
  const places = name.startsWith("/") ? placesFromRoot(roots, folderOf(from), name.slice(1)) : placesBeside(from, name);
  if (!isPageAddress(name)) return places;
  const [first, ...others] = places;
  const beside = placeFromPage(from, name);
  return [first, ...others, ...[...new Set([...places, ...beside])].flatMap(sourcesOf)];
}

/**
 * The place of a file as seen from the built page of a lesson: the page of `one.md` is at `one/`, from where `../two` is beside it.
 * @returns none for a name that counts from the root, or is a lesson's, which builders of sites know in links and rewrite
 */
export function placeFromPage(from: string, name: string): readonly string[] {
  return name.startsWith("/") || LESSON.test(name) ? [] : [resolveFile(sitePlaceOf(from), name)];
}

/** A name with the ending of a lesson's file. */
const LESSON = /\.(?:md|markdown|mdx|qmd|rmd|txt)$/i;

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

/** Beside the file that a link is in; also in folders beside its own, where the site has the pages of all of them in one. */
function placesBeside(from: string, name: string): readonly [string, ...string[]] {
  const folder = folderOf(from);
  const first = resolveFile(folder, name);
  if (!FLAT.includes(baseName(folder))) return [first];
  const above = folderOf(folder);
  return [first, ...[above, ...FLAT.map((each) => resolveFile(above, each))].map((each) => resolveFile(each, name))];
}

/** The folders of a lesson of The Carpentries, whose pages and pictures are beside each other on the site. */
const FLAT = ["episodes", "learners", "instructors", "profiles"];

function placesFromRoot({ siteRoot, rootOf }: SiteRoots, folder: string, name: string): readonly [string, ...string[]] {
  const root = siteRoot ?? rootOf?.(folder);
  if (root === undefined) return [resolveFile(folder, `/${name}`)];
  const top = root === TOP ? "" : root;
  const first = resolveFile(top, name);
  if (siteRoot !== undefined) return [first];
  // Where nothing says which folder the site is built from, it is any from the root down to the station's own.
  // The folder of a virtual workspace may be the top of all, which has none above it.
  const below: string[] = [];
  for (let at = folder; at !== root && at !== TOP && isInside(root, at); at = folderOf(at)) below.push(at);
  const copiedTo = (each: string) =>
    [top, ...below].flatMap((base) => COPIED.map((copied) => resolveFile(`${base}/${copied}`, each)));
  // The site of a project is below the name of its repository.
  const [site, ...rest] = name.split("/");
  const own = rest.join("/");
  const within = site === baseName(root) && own !== "" ? [resolveFile(top, own), ...copiedTo(own)] : [];
  return [first, ...below.map((base) => resolveFile(base, name)), ...copiedTo(name), ...within];
}

const TOP = "/";

/** Folders whose files sites have at their root: Hugo, Docusaurus, Gatsby; Vite, Next; themes of Hugo. */
const COPIED = ["static", "public", "assets"];

/** Where the page of a file is on a site whose pages have no endings: its folder, if it is the index of that. */
export function sitePlaceOf(file: string): string {
  const page = pageFile(file);
  return /^(?:_?index|readme)$/i.test(baseName(page)) ? folderOf(page) : page;
}

/** A page's file without its ending. */
function pageFile(file: string): string {
  const plain = withoutStationEnding(file);
  return plain === file ? file.replace(/\.\w+$/, "") : plain;
}

/** The files that the page at a place may be made of. */
function sourcesOf(place: string): readonly string[] {
  const page = place.replace(/(?:\/index)?\.html?$/i, "");
  return [...SOURCE_ENDINGS.map((ending) => page + ending), ...INDEXES.map((index) => `${page}/${index}`)];
}

/** What the names of the files end with that pages are made of. */
const SOURCE_ENDINGS = [...STATION_ENDINGS, ".md", ".markdown", ".mdx", ".qmd", ".Rmd", ".ipynb", ".rst", ".html"];

/** The files that make the page of their folder. */
const INDEXES = ["index.md", "_index.md", "README.md", "index.mdx", "index.qmd", "index.html"];
