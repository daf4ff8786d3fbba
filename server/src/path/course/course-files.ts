import { resolveFile } from "../../files/names.ts";
import { readFrontMatter } from "../../syntax/front-matter.ts";
import { pairOf, readYaml, textOf, YAML_LIMITS, type YamlValue } from "../../syntax/yaml.ts";
import { once } from "../../text/once.ts";

/** At most this many files are looked at: a folder with more is no course. */
export const MOST_FILES = 50_000;

/** The files of a folder in which a course is looked for, by their names as absolute files. */
export interface CourseFiles {
  /** The folder in which the `path.yaml` is to be. */
  readonly folder: string;
  /** All files in the folder and below it, in natural order. */
  readonly files: readonly string[];
  /** Whether there is a file of this name. */
  has(file: string): boolean;
  /** The text of a file; undefined where it can't be read. */
  textOf(file: string): string | undefined;
}

/**
 * The files of a folder.
 * @param files in natural order
 * @param read gives the text of a file, or undefined where it can't be read
 */
export function courseFiles(
  folder: string,
  files: readonly string[],
  read: (file: string) => string | undefined,
): CourseFiles {
  const known = once(() => new Set(files));
  const texts = new Map<string, string | undefined>();
  return {
    folder,
    files,
    has: (file) => known().has(file),
    textOf(file) {
      if (!texts.has(file)) texts.set(file, read(file)?.replace(/^\uFEFF/, ""));
      return texts.get(file);
    },
  };
}

/** Whether nothing is written in a file yet. */
export function isEmpty({ textOf: read }: CourseFiles, file: string): boolean {
  const text = read(file);
  return text !== undefined && !/\S/.test(text);
}

/** What the names of pages end with in the tools that build courses; the first that is there is meant where none is written. */
const PAGE_ENDINGS = [".md", ".markdown", ".mdx", ".qmd", ".Rmd", ".ipynb", ".rst"];

/** The page that a name in a configuration stands for, with or without its ending; undefined where there is none. */
export function pageNamed({ has }: CourseFiles, folder: string, name: string): string | undefined {
  const target = resolveFile(folder, decoded(name.replace(/[?#].*$/s, "")).replace(/^\/+/, ""));
  return ["", ...PAGE_ENDINGS].map((ending) => target + ending).find(has);
}

/** Whether a name in a configuration leads to another site. */
export function isAddress(name: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(name);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The configuration of a whole course is longer than a `path.yaml`. */
const CONFIGURATION_LIMITS = { ...YAML_LIMITS, characters: 1_000_000, skipsAliases: true };

/** What a file of YAML says, of whatever tool: its own tags and aliases are left out. */
export function yamlIn({ textOf: read }: CourseFiles, file: string): YamlValue | undefined {
  const text = read(file);
  return text === undefined ? undefined : readYaml(text, 0, CONFIGURATION_LIMITS).value;
}

/** What the front matter of a page says. */
export function frontMatterOf({ textOf: read }: CourseFiles, file: string): YamlValue | undefined {
  const text = read(file);
  return text === undefined ? undefined : readFrontMatter(text)?.value;
}

/** The text at the end of a line of keys; undefined where one of them is not there. */
export function textAt(value: YamlValue | undefined, ...keys: readonly string[]): string | undefined {
  const found = valueAt(value, ...keys);
  return textOf(found)?.trim() || undefined;
}

/** The value at the end of a line of keys; undefined where one of them is not there. */
export function valueAt(value: YamlValue | undefined, ...keys: readonly string[]): YamlValue | undefined {
  return keys.reduce<YamlValue | undefined>((at, key) => pairOf(at, key)?.value, value);
}

/** The items of a list; none for anything else. */
export function itemsOf(value: YamlValue | undefined): readonly YamlValue[] {
  return value?.kind === "list" ? value.items : [];
}
