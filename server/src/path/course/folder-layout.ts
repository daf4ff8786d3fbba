import { isStationFile } from "../../files/kinds.ts";
import { baseName, folderOf } from "../../files/names.ts";
import { readFrontMatter } from "../../syntax/front-matter.ts";
import type { YamlValue } from "../../syntax/yaml.ts";
import { groupBy } from "../../text/groups.ts";
import { naturalOrder } from "../../text/natural-order.ts";
import { type CourseFiles, frontMatterOf, isEmpty, textAt, yamlIn } from "./course-files.ts";
import type { CourseOrder, Left, Page } from "./layout.ts";
import { hasFilesOfLessons, isIndex, isListIndex, isPage, whyNoLesson } from "./left-out.ts";
import { translationsAmong } from "./translations.ts";

/** The pages of a folder, and what is there beside them. */
export interface FolderPages {
  readonly pages: readonly Page[];
  readonly left: readonly Left[];
  readonly order: CourseOrder;
}

/**
 * The pages of a folder and all below it where nothing else says what they are: in the order of the positions that their front
 * matter says, and of their names for the rest. Files that are named as stations are the only ones then.
 */
export function pagesInOrder(files: CourseFiles, home: string): FolderPages {
  const within = files.files.filter((file) => file.startsWith(`${home}/`) && (isPage(file) || isStationFile(file)));
  const left: Left[] = [];
  const leave = (file: string, why: string | undefined): boolean => {
    if (why !== undefined) left.push({ file, why });
    return why !== undefined;
  };
  const readable = within.filter((file) => !leave(file, whyNoLesson(home, file)));
  const translations = translationsAmong(readable);
  const own = readable.filter((file) => !leave(file, translations.has(file) ? "a translation" : undefined));
  const hasStations = own.some(isStationFile);
  const pages = own.filter((file) => !leave(file, whyNoPage(files, { home, own, hasStations }, file)));
  const positions = new Map<string, number | undefined>();
  const positionOf = (place: string): number | undefined => {
    if (!positions.has(place)) positions.set(place, positionAt(files, place));
    return positions.get(place);
  };
  const sorted = [...pages].sort((a, b) => compare(home, a, b, positionOf));
  const hasPositions = [...positions.values()].some((position) => position !== undefined);
  return {
    pages: sorted.map((file) => ({ kind: "file", file })),
    left,
    order: { kind: hasPositions ? "positions" : "names" },
  };
}

interface Candidates {
  readonly home: string;
  readonly own: readonly string[];
  readonly hasStations: boolean;
}

function whyNoPage(files: CourseFiles, { home, own, hasStations }: Candidates, file: string): string | undefined {
  if (hasStations) return isStationFile(file) ? undefined : "not named as a station, as others are";
  const front = frontMatterOf(files, file);
  if (isEmpty(files, file)) return "empty";
  if (areSlides(front) || /^(?:.*[-_])?slides\.\w+$/i.test(baseName(file))) return "slides";
  if (isIndex(file) && !isLesson(home, own, file) && !hasOwnText(files, home, file)) return "a README or an index";
  return textAt(front, "draft") === "true" ? "a draft" : undefined;
}

/** Whether front matter says that a page is shown as slides: by a layout of Jekyll or Hugo, by Marp, or by Quarto. */
function areSlides(front: YamlValue | undefined): boolean {
  const kinds = ["layout", "type", "format"].map((key) => textAt(front, key) ?? "");
  return (
    kinds.some((kind) => /^(?:slides?|slide-?deck|slideshow|reveal|revealjs|presentation|marp)$/i.test(kind)) ||
    textAt(front, "marp") === "true"
  );
}

/** An index of fewer words than this, without those of its links, does not teach, but heads a list. Our judgement. */
const FEWEST_WORDS = 100;

/** Whether the index page of a folder in a site has a lesson's text, as Hugo and MkDocs have it; a README is about files. */
function hasOwnText(files: CourseFiles, home: string, file: string): boolean {
  if (folderOf(file) === home || !/^_?index\./i.test(baseName(file))) return false;
  const text = files.textOf(file) ?? "";
  const own = text
    .slice(readFrontMatter(text)?.range.end ?? 0)
    .replace(/\[[^[\]\n]*\]\([^()\n]*\)|<[^<>\n]*>|\{[{%][^{}\n]*\}\}?/g, " ");
  return (own.match(/\p{L}[\p{L}\p{M}'’]*/gu)?.length ?? 0) >= FEWEST_WORDS;
}

/**
 * Whether the README or index of a folder is the lesson itself: the folder has a number, and no further lessons in it; or it
 * holds nothing else, and neither does another one beside it.
 */
function isLesson(home: string, own: readonly string[], index: string): boolean {
  const folder = folderOf(index);
  if (folder === home || isListIndex(index) || hasFilesOfLessons(folder)) return false;
  const isBelow = (file: string) => file.startsWith(`${folder}/`) && file !== index;
  const others = own.filter(isBelow);
  const isFurther = (file: string) =>
    folderOf(file) === folder ? isNumbered(baseName(file)) : !(isIndex(file) && hasFilesOfLessons(folderOf(file)));
  if (isNumbered(baseName(folder))) return !others.some(isFurther);
  if (others.length > 0) return false;
  const siblings = groupBy(
    own.filter((file) => folderOf(folderOf(file)) === folderOf(folder)),
    folderOf,
  );
  return [...siblings].filter(([, [first, second]]) => isIndex(first!) && second === undefined).length > 1;
}

/** Whether a name has a number in it that counts, such as `01-rain`, `lesson-2` or `week3`. */
function isNumbered(name: string): boolean {
  return /^\D{0,12}\d/.test(name);
}

/** Positions come before names, folder by folder; what has no position comes after what has one. */
function compare(home: string, a: string, b: string, positionOf: (place: string) => number | undefined): number {
  const [left, right] = [a, b].map((file) => file.slice(home.length + 1).split("/")) as [string[], string[]];
  let at = 0;
  while (left[at] === right[at] && at < left.length - 1 && at < right.length - 1) at++;
  const [first, second] = [left, right].map((parts) => [home, ...parts.slice(0, at + 1)].join("/")) as [string, string];
  // The index of a folder comes before what it heads.
  const heads = Number(isIndex(second) && right.length === at + 1) - Number(isIndex(first) && left.length === at + 1);
  if (heads !== 0) return heads;
  const [here, there] = [positionOf(first), positionOf(second)];
  if (here !== undefined && there !== undefined && here !== there) return here - there;
  if ((here === undefined) !== (there === undefined)) return here === undefined ? 1 : -1;
  return naturalOrder(a, b);
}

/** The keys by which a page says where it comes: Hugo, Jekyll, Docusaurus, collections of Jekyll, books, and handbooks in apps. */
const POSITIONS = ["weight", "nav_order", "sidebar_position", "order", "chapter", "index"];

/** Where a page or a folder says that it comes; undefined where it does not. */
function positionAt(files: CourseFiles, place: string): number | undefined {
  if (files.has(place)) return positionIn(files, place);
  for (const name of ["_category_.json", "_category_.yml", "_category_.yaml"]) {
    const category = `${place}/${name}`;
    const position = files.has(category) ? numberOf(textAt(yamlIn(files, category), "position")) : undefined;
    if (position !== undefined) return position;
  }
  const index = ["_index.md", "index.md", "index.mdx", "README.md"].map((name) => `${place}/${name}`).find(files.has);
  return index === undefined ? undefined : positionIn(files, index);
}

function positionIn(files: CourseFiles, file: string): number | undefined {
  const front = frontMatterOf(files, file);
  for (const key of POSITIONS) {
    const position = numberOf(textAt(front, key));
    if (position !== undefined) return position;
  }
  return undefined;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,9}(?:\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}
