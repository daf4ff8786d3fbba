import { textOf, type YamlValue } from "../../syntax/yaml.ts";
import { type CourseFiles, isAddress, pageNamed, valueAt } from "./course-files.ts";
import type { Page } from "./layout.ts";

/** How a tool writes a table of contents as a tree. */
export interface TreeKeys {
  /** The keys of a map whose values name pages. */
  readonly pages: readonly string[];
  /** The keys whose values are lists of the same kind. */
  readonly lists: readonly string[];
  /** The keys whose values are patterns such as `chapters/*`. */
  readonly patterns?: readonly string[];
}

/** The pages of a tree in their order: a page comes before those below it. */
export function pagesOfTree(
  files: CourseFiles,
  home: string,
  tree: YamlValue | undefined,
  keys: TreeKeys,
): readonly Page[] {
  if (!tree) return [];
  const below = (value: YamlValue) => pagesOfTree(files, home, value, keys);
  switch (tree.kind) {
    case "scalar": {
      const name = textOf(tree);
      return name === undefined ? [] : pagesNamed(files, home, name);
    }
    case "list":
      return tree.items.flatMap(below);
    case "map": {
      const own = keys.pages.flatMap((key) => scalarAt(tree, key) ?? []).flatMap(below);
      const matching = (keys.patterns ?? []).flatMap((key) => {
        const pattern = textOf(valueAt(tree, key));
        return pattern === undefined ? [] : pagesMatching(files, home, pattern);
      });
      const lists = keys.lists.flatMap((key) => valueAt(tree, key) ?? []).flatMap(below);
      return [...own, ...matching, ...lists];
    }
  }
}

function scalarAt(tree: YamlValue, key: string): YamlValue | undefined {
  const value = valueAt(tree, key);
  return value?.kind === "scalar" ? value : undefined;
}

/** What a name in a table of contents stands for; a title, an address or a rule stands for nothing. */
export function pagesNamed(files: CourseFiles, home: string, name: string): readonly Page[] {
  if (isAddress(name) || name.startsWith("#") || name === "") return [];
  if (name.includes("*")) return pagesMatching(files, home, name);
  const file = pageNamed(files, home, name);
  if (file !== undefined) return [{ kind: "file", file }];
  return /\.\w{2,8}$/.test(name) ? [{ kind: "missing", name }] : [];
}

/** More stars than this would make matching slow, and no table of contents has them. */
const MOST_STARS = 6;

/** The pages that a pattern stands for, in natural order: a star stands for a part of a name, two for any number of folders. */
function pagesMatching(files: CourseFiles, home: string, pattern: string): readonly Page[] {
  const written = pattern.replace(/^\.?\//, "");
  if (written.split("*").length > MOST_STARS + 1) return [];
  const source = written.replace(/\*{2,}\/?|\*|[^*]+/g, (part) => {
    if (part.startsWith("**")) return ".*";
    return part === "*" ? "[^/]*" : part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&");
  });
  // A pattern may leave out the ending.
  const name = new RegExp(`^${source}(?:\\.[A-Za-z]+)?$`);
  return files.files
    .filter((file) => file.startsWith(`${home}/`) && name.test(file.slice(home.length + 1)))
    .map((file) => ({ kind: "file", file }));
}
