import { ignorePatterns } from "../path/ignore-patterns.ts";
import { allFilesIn, readText } from "./disk.ts";
import { ignoringOnDisk } from "./ignoring-on-disk.ts";

/** At most this many files are looked at for names that nothing follows. */
const MOST_FILES = 20_000;

/** What may name a station: pages, tables of contents, settings of generators. */
const NAMING = /\.(?:md|mdx|markdown|qmd|rst|adoc|tex|ya?ml|toml|json|[cm]?[jt]sx?|html?|ipynb)$/i;

/**
 * The texts in a folder, and below, that have one of some words in them, by their files. What is ignored is passed over.
 * @param isKnown whether a file's text is known anyway, and is not asked for
 */
export function textsNaming(
  folder: string,
  words: readonly string[],
  isKnown: (file: string) => boolean,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of allFilesIn(folder, MOST_FILES, ignoringOnDisk([folder], ignorePatterns))) {
    if (!NAMING.test(file) || isKnown(file)) continue;
    const read = readText(file);
    if ("text" in read && words.some((word) => read.text.includes(word))) found.set(file, read.text);
  }
  return found;
}
