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
  const known = new Map<string, readonly string[]>();
  const patternsOf = (folder: string): readonly string[] => {
    const patterns = known.get(folder) ?? patternsIn(folder);
    known.set(folder, patterns);
    return patterns;
  };
  const ahead = given && matcherOf(given.folder, given.patterns);
  /** The matchers that count in a folder, its own first. Most folders have none of their own, and share those above. */
  const chains = new Map<string, readonly Matcher[]>();
  const chainOf = (folder: string): readonly Matcher[] => {
    let chain = chains.get(folder);
    if (!chain) {
      const above = folder === folderOf(folder) || isTop(folder) ? NONE : chainOf(folderOf(folder));
      const own = matcherOf(folder, patternsOf(folder));
      chain = own ? [own, ...above] : above;
      chains.set(folder, chain);
    }
    return chain;
  };
  const ask = ({ folder, matcher }: Matcher, place: string, mark: "" | "/"): boolean | undefined => {
    if (place === folder || !isInside(folder, place)) return undefined;
    const nameIn = (each: string) => each.slice(folder === "/" ? 1 : folder.length + 1);
    // What ignores a folder that somebody chose has no more to say of what is in there.
    const chosen = roots.find((root) => root !== folder && isInside(folder, root) && isInside(root, place));
    if (chosen !== undefined && matcher.ignores(`${nameIn(chosen)}/`)) return undefined;
    const { ignored, unignored } = matcher.test(nameIn(place) + mark);
    return ignored ? true : unignored ? false : undefined;
  };
  const verdict = (place: string, mark: "" | "/"): boolean => {
    const said = ahead && ask(ahead, place, mark);
    if (said !== undefined) return said;
    for (const each of chainOf(folderOf(place))) {
      const found = ask(each, place, mark);
      if (found !== undefined) return found;
    }
    return false;
  };
  const folders = new Map<string, boolean>(roots.map((root) => [root, false]));
  const isFolderIgnored = (folder: string): boolean => {
    let ignored = folders.get(folder);
    if (ignored === undefined) {
      const above = folderOf(folder);
      ignored = above !== folder && !isTop(folder) && (isFolderIgnored(above) || verdict(folder, "/"));
      folders.set(folder, ignored);
    }
    return ignored;
  };
  return {
    isIgnored: (file) => isFolderIgnored(folderOf(file)) || verdict(file, ""),
    isFolderIgnored,
    patternsIn: patternsOf,
  };
}

/**
 * A pattern that is longer, in characters, or has more stars in all or between two slashes, takes too long to match against a name
 * that was made for it: each star between two slashes multiplies the time by the length of the name. One with more backslashes in a
 * row takes too long to read after open brackets.
 */
const LONGEST_PATTERN = 500;
const MOST_STARS = 6;
const MOST_STARS_OF_A_NAME = 3;
const MANY_BACKSLASHES = /\\{4}/;

/** At most this many patterns of a folder count. */
const MOST_PATTERNS = 5_000;

/** The patterns of a folder, ready to match names in it. */
interface Matcher {
  readonly folder: string;
  readonly matcher: Ignore;
}

const NONE: readonly Matcher[] = [];

function matcherOf(folder: string, patterns: readonly string[]): Matcher | undefined {
  if (patterns.length === 0) return undefined;
  const usual = patterns
    .filter((pattern) => pattern.trim() !== "" && !pattern.startsWith("#"))
    .filter((pattern) => /* defense: patterns-that-are-quick-to-match */ isQuick(pattern))
    .filter(isReadable)
    .slice(0, MOST_PATTERNS);
  return usual.length > 0 ? { folder, matcher: ignore({ ignorecase: false }).add([...usual]) } : undefined;
}

function isQuick(pattern: string): boolean {
  const starsIn = (part: string) => part.split(/\*+/).length - 1;
  if (pattern.length > LONGEST_PATTERN || starsIn(pattern) > MOST_STARS || MANY_BACKSLASHES.test(pattern)) return false;
  return pattern.split("/").every((part) => starsIn(part) <= MOST_STARS_OF_A_NAME);
}

/** Whether a pattern can be read. One with a bracket that nothing closes before a slash can't; to Git it matches nothing. */
function isReadable(pattern: string): boolean {
  if (!pattern.includes("[")) return true;
  try {
    // What is only ever left in is not looked at until something is left out.
    ignore().add(pattern.replace(/^!/, "")).ignores("a");
    return true;
  } catch {
    return false;
  }
}
