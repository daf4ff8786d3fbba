import { isInside } from "../files/names.ts";
import { IGNORING_FILES, ignorePatterns } from "../path/ignore-patterns.ts";
import type { Ignoring } from "../protocol/host.ts";
import { entryAt, isTop, lookUpWithin, readText, upwards } from "./disk.ts";
import { type GivenPatterns, ignoringBy } from "./ignoring.ts";

/**
 * What is ignored on disk: by `.gitignore` and by `ignore:` in settings, in the folder of a file and above it up to the repository's
 * top. Outside of a repository, a `.gitignore` counts only in the folders that somebody chose.
 * @param roots the folders that somebody chose: these are not ignored themselves
 * @param given patterns that overrule what the files say
 */
export function ignoringOnDisk(roots: readonly string[], given?: GivenPatterns): Ignoring {
  const inRepository = new Map<string, boolean>();
  const isInRepository = (folder: string): boolean => {
    let known = inRepository.get(folder);
    if (known === undefined) {
      known = [...upwards(folder)].some((each) => entryAt(`${each}/.git`) !== "none");
      inRepository.set(folder, known);
    }
    return known;
  };
  const countsGit = (folder: string) => roots.some((root) => isInside(root, folder)) || isInRepository(folder);
  return ignoringBy({
    roots,
    given,
    isTop,
    patternsIn: (folder) =>
      IGNORING_FILES.flatMap((name) => {
        const file = `${folder}/${name}`;
        if (entryAt(file) === "none" || (name === ".gitignore" && !countsGit(folder))) return [];
        const read = readText(file, lookUpWithin([folder]));
        return "text" in read ? ignorePatterns(file, read.text) : [];
      }),
  });
}
