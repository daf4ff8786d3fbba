import ignore, { type Ignore } from "ignore";
import { folderOf, isInside } from "../files/names.ts";
import type { Ignoring } from "../protocol/host.ts";

/** Patterns, and the folder that they count from. */
export interface GivenPatterns {
  readonly folder: string;
  readonly patterns: readonly string[];
}

/** Nothing is ignored. */
export const IGNORES_NOTHING: Ignoring = {
  isIgnored: () => false,
  isFolderIgnored: () => false,
  patternsIn: () => [],
};

interface Sources {
  /** The folders that somebody chose: these are not ignored themselves. */
  readonly roots: readonly string[];
  /** The patterns that hold in a folder and below, the later ones overruling the earlier ones. */
  patternsIn(folder: string): readonly string[];
  /** Whether no folder above this one is asked. */
  isTop(folder: string): boolean;
  /** What overrules all that the folders say. */
  readonly given?: GivenPatterns | undefined;
}

/**
 * Ignores what patterns match that mean what they mean to Git: those of the nearest folder count first, and nothing comes back that
 * is in an ignored folder. Folders are asked once, when they first matter.
 */
export function ignoringBy({ roots, patternsIn, isTop, given }: Sources): Ignoring {
  const matchers = new Map<string, { readonly patterns: readonly string[]; readonly matcher: Ignore | undefined }>();
  const of = (folder: string) => {
    let known = matchers.get(folder);
    if (!known) {
      const patterns = patternsIn(folder);
      known = { patterns, matcher: matcherOf(patterns) };
      matchers.set(folder, known);
    }
    return known;
  };
  const ahead = given && { folder: given.folder, matcher: matcherOf(given.patterns) };
  const verdict = (place: string, mark: "" | "/"): boolean => {
    const ask = (folder: string, matcher: Ignore | undefined): boolean | undefined => {
      if (!matcher || place === folder || !isInside(folder, place)) return undefined;
      const nameIn = (each: string) => each.slice(folder === "/" ? 1 : folder.length + 1);
      // What ignores a folder that somebody chose has no more to say of what is in there.
      const chosen = roots.find((root) => root !== folder && isInside(folder, root) && isInside(root, place));
      if (chosen !== undefined && matcher.ignores(`${nameIn(chosen)}/`)) return undefined;
      const { ignored, unignored } = matcher.test(nameIn(place) + mark);
      return ignored ? true : unignored ? false : undefined;
    };
    const said = ahead && ask(ahead.folder, ahead.matcher);
    if (said !== undefined) return said;
    for (let at = folderOf(place); ; at = folderOf(at)) {
      const found = ask(at, of(at).matcher);
      if (found !== undefined) return found;
      if (isTop(at) || at === folderOf(at)) return false;
    }
  };
  const folders = new Map<string, boolean>(roots.map((root) => [root, false]));
  const isFolderIgnored = (folder: string): boolean => {
    let known = folders.get(folder);
    if (known === undefined) {
      const above = folderOf(folder);
      known = above !== folder && !isTop(folder) && (isFolderIgnored(above) || verdict(folder, "/"));
      folders.set(folder, known);
    }
    return known;
  };
  return {
    isIgnored: (file) => isFolderIgnored(folderOf(file)) || verdict(file, ""),
    isFolderIgnored,
    patternsIn: (folder) => of(folder).patterns,
  };
}

/**
 * A pattern that is longer, in characters, or has more stars in all or between two slashes, takes too long to match against a name
 * that was made for it: each star between two slashes multiplies the time by the length of the name.
 */
const LONGEST_PATTERN = 500;
const MOST_STARS = 6;
const MOST_STARS_OF_A_NAME = 3;

/** At most this many patterns of a folder count. */
const MOST_PATTERNS = 5_000;

function matcherOf(patterns: readonly string[]): Ignore | undefined {
  const usual = patterns
    .filter((pattern) => pattern.trim() !== "" && !pattern.startsWith("#"))
    .filter((pattern) => /* defense: patterns-that-are-quick-to-match */ isQuick(pattern))
    .slice(0, MOST_PATTERNS);
  return usual.length > 0 ? ignore({ ignorecase: false }).add([...usual]) : undefined;
}

function isQuick(pattern: string): boolean {
  const starsIn = (part: string) => part.split(/\*+/).length - 1;
  if (pattern.length > LONGEST_PATTERN || starsIn(pattern) > MOST_STARS) return false;
  return pattern.split("/").every((part) => starsIn(part) <= MOST_STARS_OF_A_NAME);
}
