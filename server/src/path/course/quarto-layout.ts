import { folderOf } from "../../files/names.ts";
import type { YamlValue } from "../../syntax/yaml.ts";
import { textAt, valueAt, yamlIn } from "./course-files.ts";
import { type Layout, said } from "./layout.ts";
import { pagesOfTree, type TreeKeys } from "./tree-of-pages.ts";

/** `_quarto.yml`: the chapters of a book with its parts, or what a website leads through. */
export const quartoLayout: Layout = {
  name: "Quarto",
  isConfiguration: (name) => /^_quarto\.ya?ml$/.test(name),
  read(files, configuration) {
    const home = folderOf(configuration);
    const config = yamlIn(files, configuration);
    const isWebsite = textAt(config, "project", "type") === "website";
    const tree = (isWebsite ? undefined : valueAt(config, "book", "chapters")) ?? sidebarOf(config);
    if (!tree) return undefined;
    const appendices = pagesOfTree(files, home, valueAt(config, "book", "appendices"), KEYS);
    return {
      pages: pagesOfTree(files, home, tree, KEYS),
      home,
      title: said(textAt(config, "book", "title") ?? textAt(config, "website", "title"), configuration),
      language: said(textAt(config, "lang"), configuration),
      left: appendices.flatMap((page) => (page.kind === "file" ? [{ file: page.file, why: "an appendix" }] : [])),
    };
  },
};

const KEYS: TreeKeys = {
  // A part and a section have a title, or a page that begins them.
  pages: ["part", "section", "file", "href"],
  lists: ["chapters", "contents", "left", "right", "menu"],
  patterns: ["auto"],
};

/** The pages that a website leads through: those of its sidebar, or of the bar above where it has none. */
function sidebarOf(config: YamlValue | undefined): YamlValue | undefined {
  const sidebar = valueAt(config, "website", "sidebar");
  return (sidebar?.kind === "list" ? sidebar : valueAt(sidebar, "contents")) ?? valueAt(config, "website", "navbar");
}
