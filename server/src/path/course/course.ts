import { isStationFile } from "../../files/kinds.ts";
import { baseName, folderOf } from "../../files/names.ts";
import { readFrontMatter } from "../../syntax/front-matter.ts";
import { carpentriesLayout } from "./carpentries-layout.ts";
import { type CourseFiles, frontMatterOf, isEmpty, textAt } from "./course-files.ts";
import { docusaurusLayout } from "./docusaurus-layout.ts";
import { pagesInOrder } from "./folder-layout.ts";
import { hugoLayout } from "./hugo-layout.ts";
import { jupyterBookLayout } from "./jupyter-book-layout.ts";
import type { CourseOrder, Layout, Left, Outline, Page, Said } from "./layout.ts";
import { isIndex, isPage, whyNoLesson, whyNoLessonsIn } from "./left-out.ts";
import { mkdocsLayout } from "./mkdocs-layout.ts";
import { mystLayout } from "./myst-layout.ts";
import { quartoLayout } from "./quarto-layout.ts";
import { docsifyLayout, summaryLayout } from "./summary-layout.ts";

/** A course that is there already, as its authors have laid it out. */
export interface Course {
  /** Its lessons in order, each once, and titles of lessons that are planned. */
  readonly lessons: readonly Exclude<Page, { readonly kind: "missing" }>[];
  /** What gives the order. */
  readonly order: CourseOrder;
  readonly title: Said | undefined;
  readonly language: Said | undefined;
  /** The pages that are no lessons. */
  readonly left: readonly Left[];
  /** The names in its configuration that no file has. */
  readonly missing: readonly string[];
  /** The configurations of other courses in the same folder. */
  readonly others: readonly string[];
}

/** Where a folder has several configurations, the first of these counts. */
const LAYOUTS: readonly Layout[] = [
  carpentriesLayout,
  docusaurusLayout,
  summaryLayout,
  jupyterBookLayout,
  mystLayout,
  quartoLayout,
  mkdocsLayout,
  hugoLayout,
  docsifyLayout,
];

/** Finds the course in a folder: what its configuration lists, or else all that may be a lesson by its name. */
export function findCourse(files: CourseFiles): Course {
  const [found, ...others] = outlinesIn(files);
  // Who names files as stations means these.
  const namesStations = files.files.some((file) => isStationFile(file) && !whyNoLesson(files.folder, file));
  const listsStations = found?.outline.pages.some((page) => page.kind === "file" && isStationFile(page.file));
  if (!found || (namesStations && !listsStations)) return courseOfNames(files);
  const { outline, configuration, layout } = found;
  const reasons = new Map<string, string>((outline.left ?? []).map(({ file, why }) => [file, why]));
  const lessons: Course["lessons"][number][] = [];
  const taken = new Set<string>();
  const missing: string[] = [];
  for (const page of outline.pages) {
    if (page.kind === "missing") missing.push(page.name);
    else if (page.kind === "planned") lessons.push(page);
    else if (!taken.has(page.file)) {
      const isHome = isIndex(page.file) && folderOf(page.file) === outline.home;
      const why = isHome ? "the home page" : whyListedIsNoLesson(files, page.file);
      if (why !== undefined) reasons.set(page.file, why);
      else {
        taken.add(page.file);
        lessons.push(page);
      }
    }
  }
  const order = outline.order ?? { kind: "configuration", file: configuration, tool: layout.name };
  const unlisted =
    order.kind === "configuration" ? `not listed in ${baseName(order.file)}` : "outside of the course's folder";
  const left = files.files
    .filter((file) => (isPage(file) || isStationFile(file)) && !taken.has(file))
    .map((file): Left => ({ file, why: reasons.get(file) ?? whyNoLesson(files.folder, file) ?? unlisted }));
  return {
    lessons,
    order,
    title: outline.title ?? titleOfIndex(files, [outline.home, folderOf(configuration), files.folder]),
    language: outline.language,
    left,
    missing: [...new Set(missing)],
    others: others.map((each) => each.configuration),
  };
}

/** What a table of contents lists is meant to be read, wherever it is, unless it is about the repository, empty, or can't be read. */
function whyListedIsNoLesson(files: CourseFiles, file: string): string | undefined {
  return whyNoLesson(folderOf(file), file) ?? (isEmpty(files, file) ? "empty" : undefined);
}

function courseOfNames(files: CourseFiles): Course {
  const { pages, left, order } = pagesInOrder(files, files.folder);
  return {
    lessons: pages.filter((page) => page.kind !== "missing"),
    order,
    title: titleOfIndex(files, [files.folder]),
    language: undefined,
    left,
    missing: [],
    others: [],
  };
}

interface FoundOutline {
  readonly layout: Layout;
  readonly configuration: string;
  readonly outline: Outline;
}

/** Configurations further down than this belong to something else. */
const DEEPEST = 3;

/** The configurations that list pages, the nearest first; one of a folder. */
function outlinesIn(files: CourseFiles): readonly FoundOutline[] {
  const depthOf = (file: string) => file.slice(files.folder.length + 1).split("/").length - 1;
  const candidates = files.files
    .flatMap((file) =>
      LAYOUTS.filter((layout) => layout.isConfiguration(baseName(file))).map((layout) => ({ file, layout })),
    )
    .filter(({ file }) => depthOf(file) <= DEEPEST && !isElsewhere(files.folder, file))
    .sort((a, b) => depthOf(a.file) - depthOf(b.file) || LAYOUTS.indexOf(a.layout) - LAYOUTS.indexOf(b.layout));
  const found: FoundOutline[] = [];
  for (const { file, layout } of candidates) {
    // What is in the folder of a course is a part of it.
    if (found.some(({ configuration, outline }) => [folderOf(configuration), outline.home].includes(folderOf(file))))
      continue;
    const outline = layout.read(files, file);
    if (outline?.pages.some((page) => page.kind === "file")) found.push({ layout, configuration: file, outline });
  }
  return found;
}

/** Folders in which a configuration is an example or a template. */
const EXAMPLES = /^(?:examples?|templates?|samples?|demos?)$/i;

function isElsewhere(folder: string, file: string): boolean {
  const parts = file
    .slice(folder.length + 1)
    .split("/")
    .slice(0, -1);
  return parts.some((part) => EXAMPLES.test(part) || whyNoLessonsIn(part) !== undefined);
}

/** The title of the first README or index of some folders that has one. */
function titleOfIndex(files: CourseFiles, folders: readonly string[]): Said | undefined {
  for (const folder of new Set(folders)) {
    const indexes = files.files.filter((file) => folderOf(file) === folder && isIndex(file));
    for (const file of indexes) {
      const text = textAt(frontMatterOf(files, file), "title") ?? headingIn(files.textOf(file) ?? "");
      if (text) return { text, file };
    }
  }
  return undefined;
}

/** No longer heading of a page names a course, in UTF-16 code units. */
const LONGEST_HEADING = 1_000;

/** The first heading of the first level, as text; in front matter, “#” begins a comment. */
function headingIn(text: string): string | undefined {
  const body = text.slice(readFrontMatter(text)?.range.end ?? 0);
  const line = body.split(/\r\n?|\n/).find((each) => /^#[ \t]+\S/.test(each));
  const heading = line
    ?.slice(0, LONGEST_HEADING)
    .replace(/^#[ \t]+/, "")
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\{[^}]*\}[ \t]*$|[ \t]+#+[ \t]*$/g, "")
    .replace(/<[^>]*>|[*`]/g, "")
    .replace(/^[\p{So}\p{M}\s\u200D]+/u, "")
    .trim();
  return heading || undefined;
}
