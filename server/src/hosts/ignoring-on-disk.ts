import { GITIGNORE, IGNORING_FILES } from "../files/ignoring-files.ts";
import { isInside } from "../files/names.ts";
import type { Ignoring } from "../protocol/host.ts";
import { isTop, lookUpWithin, upwards } from "./bounds.ts";
import { entryAt, isLink, readText } from "./disk.ts";
import { type GivenPatterns, ignoringBy } from "./ignoring.ts";

/** Gives the patterns in the text of a file: `ignorePatterns`, or what makes do without reading YAML. */
type PatternReader = (file: string, text: string) => readonly string[];

/**
 * What is ignored on disk: by `.gitignore` and by `ignore:` in settings, in the folder of a file and above it up to the repository's
 * top. Outside of a repository, a `.gitignore` counts only in the folders that somebody chose.
 * @param roots the folders that somebody chose: these are not ignored themselves
 * @param given patterns that overrule what the files say
 */
export function ignoringOnDisk(roots: readonly string[], patternsOf: PatternReader, given?: GivenPatterns): Ignoring {
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
  /** For each folder that was listed, the files in it that may say what is ignored. */
  const listed = new Map<string, readonly string[]>();
  const namesIn = (folder: string): readonly string[] =>
    listed.get(folder) ?? IGNORING_FILES.filter((name) => entryAt(`${folder}/${name}`) !== "none");
  const ignoring = ignoringBy({
    roots,
    given,
    isTop,
    patternsIn: (folder) =>
      namesIn(folder).flatMap((name) => {
        if (name === GITIGNORE && !countsGit(folder)) return [];
        const file = `${folder}/${name}`;
        const read = readText(file, isLink(file) ? lookUpWithin([folder]) : undefined);
        return "text" in read ? patternsOf(file, read.text) : [];
      }),
  });
  const enter = (folder: string, names: readonly string[]) => void listed.set(folder, names);
  return { ...ignoring, enter };
}
