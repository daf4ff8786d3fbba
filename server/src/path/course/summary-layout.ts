import { folderOf } from "../../files/names.ts";
import { replaceBetween } from "../../text/replace-between.ts";
import { type CourseFiles, isAddress, pageNamed, textAt, yamlIn } from "./course-files.ts";
import { type Layout, type Outline, type Page, type Said, said } from "./layout.ts";

/** A list of links in Markdown: `SUMMARY.md` of mdBook and GitBook, `_sidebar.md` of docsify. */
export const summaryLayout: Layout = {
  name: "mdBook or GitBook",
  isConfiguration: (name) => name === "SUMMARY.md",
  read: readSummary,
};

export const docsifyLayout: Layout = {
  name: "docsify",
  isConfiguration: (name) => name === "_sidebar.md",
  read: readSummary,
};

/** A line of a list, or a line of its own, that is a link and nothing more. */
const LINK_LINE =
  /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?\[((?:\\.|`[^`\n]*`|[^\]\\`\n])*)\]\([ \t]*(<[^>\n]*>|[^\s)\n]*)/;

function readSummary(files: CourseFiles, configuration: string): Outline | undefined {
  const home = folderOf(configuration);
  const text = files.textOf(configuration) ?? "";
  const lines = replaceBetween(text, "<!--", "-->", () => "").split(/\r\n?|\n/);
  const pages = lines.flatMap((line): Page[] => {
    const [, title = "", target] = LINK_LINE.exec(line) ?? [];
    if (target === undefined) return [];
    const name = target.replace(/^<|>$/g, "");
    if (name === "") return [{ kind: "planned", title: title.replace(/[`*\\]/g, "") }];
    if (isAddress(name) || name.startsWith("#")) return [];
    const file = pageNamed(files, home, name);
    return [file === undefined ? { kind: "missing", name } : { kind: "file", file }];
  });
  return { pages, home, title: fromBook(files, home, "title"), language: fromBook(files, home, "language") };
}

/** What `book.toml` beside the summary's folder, or `book.json`, says. */
function fromBook(files: CourseFiles, home: string, key: "title" | "language"): Said | undefined {
  for (const folder of [home, folderOf(home)]) {
    const toml = `${folder}/book.toml`;
    const written = files.has(toml) ? tomlText(files.textOf(toml) ?? "", key) : undefined;
    if (written !== undefined) return { text: written, file: toml };
    const json = `${folder}/book.json`;
    const value = files.has(json) ? said(textAt(yamlIn(files, json), key), json) : undefined;
    if (value) return value;
  }
  return undefined;
}

/** The text of a key in TOML, wherever it is first. */
export function tomlText(toml: string, key: string): string | undefined {
  for (const line of toml.split(/\r\n?|\n/)) {
    const [, name, double, single] = /^[ \t]*([\w-]+)[ \t]*=[ \t]*(?:"((?:\\.|[^"\\])*)"|'([^']*)')/.exec(line) ?? [];
    const text = double?.replace(/\\(["\\])/g, "$1") ?? single;
    if (name === key && text?.trim()) return text.trim();
  }
  return undefined;
}
