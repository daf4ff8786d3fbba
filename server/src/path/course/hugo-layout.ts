import { folderOf } from "../../files/names.ts";
import { type CourseFiles, textAt, yamlIn } from "./course-files.ts";
import { pagesInOrder } from "./folder-layout.ts";
import { type Layout, type Said, said } from "./layout.ts";
import { tomlText } from "./summary-layout.ts";

/** A folder `content` beside a configuration of Hugo, in the order of `weight`. */
export const hugoLayout: Layout = {
  name: "Hugo",
  isConfiguration: (name) => /^(?:hugo|config)\.(?:toml|ya?ml|json)$/.test(name),
  read(files, configuration) {
    const home = `${folderOf(configuration)}/content`;
    const { pages, left, order } = pagesInOrder(files, home);
    if (pages.length === 0) return undefined;
    return {
      pages,
      left,
      order,
      home,
      title: valueIn(files, configuration, "title"),
      language: valueIn(files, configuration, "languageCode"),
    };
  },
};

function valueIn(files: CourseFiles, configuration: string, key: string): Said | undefined {
  const text = configuration.endsWith(".toml")
    ? tomlText(files.textOf(configuration) ?? "", key)
    : textAt(yamlIn(files, configuration), key);
  return said(text, configuration);
}
