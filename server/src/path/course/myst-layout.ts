import { folderOf } from "../../files/names.ts";
import { textAt, valueAt, yamlIn } from "./course-files.ts";
import { type Layout, said } from "./layout.ts";
import { pagesOfTree, type TreeKeys } from "./tree-of-pages.ts";

/** `myst.yml` with a table of contents in `project.toc`. */
export const mystLayout: Layout = {
  name: "MyST",
  isConfiguration: (name) => /^myst\.ya?ml$/.test(name),
  read(files, configuration) {
    const home = folderOf(configuration);
    const config = yamlIn(files, configuration);
    const toc = valueAt(config, "project", "toc");
    if (toc?.kind !== "list") return undefined;
    return {
      pages: pagesOfTree(files, home, toc, KEYS),
      home,
      title: said(textAt(config, "project", "title"), configuration),
      language: said(textAt(config, "project", "language"), configuration),
    };
  },
};

const KEYS: TreeKeys = { pages: ["file"], lists: ["children"], patterns: ["pattern", "glob"] };
