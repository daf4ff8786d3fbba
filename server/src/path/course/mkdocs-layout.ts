import { folderOf, resolveFile } from "../../files/names.ts";
import { textOf, type YamlValue } from "../../syntax/yaml.ts";
import { type CourseFiles, textAt, valueAt, yamlIn } from "./course-files.ts";
import { type FolderPages, pagesInOrder } from "./folder-layout.ts";
import { type Layout, type Outline, type Page, said } from "./layout.ts";
import { pagesNamed } from "./tree-of-pages.ts";

/** `mkdocs.yml`: its `nav`, or all pages of its folder of documents. */
export const mkdocsLayout: Layout = {
  name: "MkDocs",
  isConfiguration: (name) => /^mkdocs\.ya?ml$/.test(name),
  read(files, configuration) {
    const config = yamlIn(files, configuration);
    const home = resolveFile(folderOf(configuration), textAt(config, "docs_dir") ?? "docs");
    const nav = valueAt(config, "nav");
    const { pages, left, order }: Partial<FolderPages> & Pick<Outline, "pages"> =
      nav?.kind === "list" ? { pages: pagesOfNav(files, home, nav) } : pagesInOrder(files, home);
    return {
      pages,
      left,
      order,
      home,
      title: said(textAt(config, "site_name"), configuration),
      language: said(textAt(config, "theme", "language") ?? textAt(config, "theme", "locale"), configuration),
    };
  },
};

/** Each item is a page, or a title with a page or a list below it. */
function pagesOfNav(files: CourseFiles, home: string, nav: YamlValue): readonly Page[] {
  switch (nav.kind) {
    case "scalar": {
      const name = textOf(nav) ?? "";
      // What ends with a slash is a folder whose order a plugin finds.
      return name.endsWith("/") ? pagesInOrder(files, resolveFile(home, name)).pages : pagesNamed(files, home, name);
    }
    case "list":
      return nav.items.flatMap((item) => pagesOfNav(files, home, item));
    case "map":
      return nav.pairs.flatMap(({ value }) => pagesOfNav(files, home, value));
  }
}
