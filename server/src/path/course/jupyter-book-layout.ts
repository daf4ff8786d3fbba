import { folderOf } from "../../files/names.ts";
import { textAt, yamlIn } from "./course-files.ts";
import { type Layout, said } from "./layout.ts";
import { pagesOfTree, type TreeKeys } from "./tree-of-pages.ts";

/** `_toc.yml`: a map with `root`, `chapters` or `parts`, or a list of pages, as older versions write it. */
export const jupyterBookLayout: Layout = {
  name: "Jupyter Book",
  isConfiguration: (name) => /^_toc\.ya?ml$/.test(name),
  read(files, configuration) {
    const home = folderOf(configuration);
    const toc = yamlIn(files, configuration);
    if (!toc || toc.kind === "scalar") return undefined;
    const config = `${home}/_config.yml`;
    const about = yamlIn(files, config);
    return {
      pages: pagesOfTree(files, home, toc, KEYS),
      home,
      title: said(textAt(about, "title"), config),
      language: said(textAt(about, "sphinx", "config", "language"), config),
    };
  },
};

const KEYS: TreeKeys = {
  pages: ["root", "file"],
  lists: ["parts", "chapters", "sections", "subtrees", "entries", "items"],
  patterns: ["glob"],
};
