import { baseName } from "../../files/names.ts";

/** What the name of a file that holds text ends with, in the tools that build courses. */
const PAGE = /\.(?:md|markdown|mdx|qmd|rmd|ipynb|rst|adoc)$/i;

/** The pages that are written in Markdown or plain text, so that they can be read. */
const READ = /\.(?:md|markdown|mdx|qmd|rmd|txt)$/i;

/** Whether a file may be a page of a course by its name. */
export function isPage(file: string): boolean {
  return PAGE.test(file);
}

/** Files about a repository, which hosts of repositories show by themselves: in any spelling of capitals. */
const ABOUT_REPOSITORY =
  /^(?:licen[cs]e(?:[-_](?:mit|apache|bsd|cc|code|content|docs)[\w-]*)?|copying|contributing|contributors|code[-_]of[-_]conduct|change[-_]?log|pull_request_template|issue_template)\.\w+$/i;

/** The same, where capitals show that no lesson is meant. */
const IN_CAPITALS =
  /^(?:SECURITY|SUPPORT|GOVERNANCE|AUTHORS|MAINTAINERS|CITATION|NOTICE|TODO|ROADMAP|AGENTS|CLAUDE|GEMINI|TRANSLATIONS?|STYLE|STYLEGUIDE)\.\w+$/;

/** Tables of contents, and pieces of a page that a site puts around the others. */
const AROUND_PAGES = /^(?:SUMMARY|_sidebar|_navbar|_coverpage|_footer|_?404)\./;

const INDEX = /^(?:readme|_?index|_overview)\.\w+$/i;

/** A lesson may be called "overview"; capitals show that the page is about others. */
const OVERVIEW = /^(?:OVERVIEW|INDEX)\.\w+$/;

/** Whether a file is what is shown for its folder, or an overview of it. */
export function isIndex(file: string): boolean {
  const name = baseName(file);
  return INDEX.test(name) || OVERVIEW.test(name);
}

/** Whether a file is an index that never has the text of a lesson, but only heads a list. */
export function isListIndex(file: string): boolean {
  return /^_index\.\w+$/i.test(baseName(file));
}

/** Folders of what is made by programs, or belongs to other projects. */
const OTHERS =
  /^(?:node_modules|bower_components|vendor|third_party|_book|_site|_build|build|dist|target|venv|renv|packrat|__pycache__)$/i;

/** Folders of what sites are made from beside pages. */
const PARTS_OF_SITES = /^(?:_includes|_layouts|_sass|_data|_drafts|archetypes|__tests__|tests?|fixtures)$/i;

/** Folders of translations, whatever is in them. */
const TRANSLATIONS = /^(?:translations?|translated[-_]\w+|i18n|l10n|locales?)$/i;

/** Folders of what was put away. */
const PUT_AWAY = /^(?:old|_?deprecated|backups?|trash)$/i;

/** Folders whose README says what else is in them. */
const FILES_OF_LESSONS =
  /^(?:solutions?|starter|code|assets|images?|img|media|static|figures?|fig|files|data|src|examples?|exercises?)$/i;

/** Whether a folder by its name has what belongs to lessons, so that its README is none. */
export function hasFilesOfLessons(folder: string): boolean {
  return FILES_OF_LESSONS.test(baseName(folder));
}

/**
 * Why a file below a folder is no lesson, by its name and the folders that it is in; undefined where it may be one.
 * @param home the folder of the course
 */
export function whyNoLesson(home: string, file: string): string | undefined {
  const parts = file.slice(home.length + 1).split("/");
  const name = parts.pop()!;
  for (const part of parts) {
    const why = whyNoLessonsIn(part);
    if (why) return why;
  }
  if (ABOUT_REPOSITORY.test(name) || IN_CAPITALS.test(name)) return "about the repository";
  if (AROUND_PAGES.test(name)) return "a table of contents, or around pages";
  return whyUnreadable(name);
}

/** Whether a file is most likely a lesson, by its name and the folders that it is in. */
export function mayBeLesson(home: string, file: string): boolean {
  return isPage(file) && !isIndex(file) && whyNoLesson(home, file) === undefined;
}

/** Why nothing in a folder is a lesson, by the folder's own name; undefined where something may be one. */
export function whyNoLessonsIn(name: string): string | undefined {
  if (name.startsWith(".")) return "in a hidden folder";
  if (OTHERS.test(name)) return "made by a program, or from another project";
  if (PARTS_OF_SITES.test(name)) return "a part of the site, or a test";
  if (PUT_AWAY.test(name)) return "put away";
  return TRANSLATIONS.test(name) ? "a translation" : undefined;
}

function whyUnreadable(name: string): string | undefined {
  if (READ.test(name)) return undefined;
  return /\.ipynb$/i.test(name) ? "a notebook, which can't be read" : "not Markdown";
}
