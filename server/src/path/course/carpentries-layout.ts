import { folderOf } from "../../files/names.ts";
import { textOf } from "../../syntax/yaml.ts";
import { itemsOf, textAt, valueAt, yamlIn } from "./course-files.ts";
import { type FolderPages, pagesInOrder } from "./folder-layout.ts";
import { type Layout, type Outline, said } from "./layout.ts";
import { pagesNamed } from "./tree-of-pages.ts";

/** `config.yaml` with its `episodes:`; `_config.yml` with a folder `_episodes`, as older lessons have it. */
export const carpentriesLayout: Layout = {
  name: "The Carpentries",
  isConfiguration: (name) => /^_?config\.ya?ml$/.test(name),
  read(files, configuration) {
    const folder = folderOf(configuration);
    const config = yamlIn(files, configuration);
    const episodes = valueAt(config, "episodes");
    if (!episodes && !textAt(config, "carpentry")) return undefined;
    const names = itemsOf(episodes).flatMap((item) => textOf(item) ?? []);
    const home = [`${folder}/episodes`, `${folder}/_episodes`].find((each) =>
      files.files.some((file) => file.startsWith(`${each}/`)),
    );
    if (home === undefined) return undefined;
    const { pages, left, order }: Partial<FolderPages> & Pick<Outline, "pages"> = names.length
      ? { pages: names.flatMap((name) => pagesNamed(files, home, name)) }
      : pagesInOrder(files, home);
    return {
      pages,
      left,
      order,
      home,
      title: said(textAt(config, "title"), configuration),
      language: said(textAt(config, "lang"), configuration),
    };
  },
};
