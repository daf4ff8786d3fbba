import { pathsOf, stationsOf, type Workspace } from "../path/workspace.ts";
import type { Station } from "../station/station.ts";
import { oncePer } from "../text/once.ts";
import type { Range } from "../text/range.ts";

/**
 * Go to symbol in workspace: finds stations by number or title, headings, and key terms by some of their letters.
 *
 * The best come first: names that begin with what was typed, then those with a word that does, then all others that have
 * its letters in that order.
 *
 * @param showsHeadings whether the headings of a file are found
 */
export function workspaceSymbols(
  workspace: Workspace,
  query: string,
  showsHeadings: (file: string) => boolean = () => true,
): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase().replace(/\s+/g, "");
  const best: { readonly symbol: WorkspaceSymbol; readonly score: number }[] = [];
  for (const [file, station] of stationsOf(workspace)) {
    const { title, parts } = namesOf(station);
    const path = pathsOf(workspace, file)[0];
    const number = path?.stopOf(file)?.number;
    if (title) {
      const name = number ? `${number} ${title.name}` : title.name;
      const score = Math.max(scoreOf(name.toLowerCase(), wanted), scoreOf(title.lower, wanted));
      if (score > 0) {
        const symbol = { name, kind: title.kind, file, range: title.range, container: path?.title ?? "" };
        // Among equals stations go first.
        best.push({ symbol, score: score + 0.5 });
      }
    }
    if (!wanted) continue;
    const hasHeadings = showsHeadings(file);
    for (const { name, lower, kind, range } of parts) {
      if (kind === "heading" && !hasHeadings) continue;
      const score = scoreOf(lower, wanted);
      if (score > 0) best.push({ symbol: { name, kind, file, range, container: title?.name ?? "" }, score });
    }
  }
  // What scores alike stays in the order of the workspace.
  return best
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ symbol }) => symbol);
}

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: "station" | "heading" | "term";
  readonly file: string;
  readonly range: Range;
  /** What it is part of. */
  readonly container: string;
}

/** More than a person looks through. */
const MOST = 200;

interface Name {
  readonly name: string;
  readonly lower: string;
  readonly kind: WorkspaceSymbol["kind"];
  readonly range: Range;
}

interface Names {
  readonly title: Name | undefined;
  readonly parts: readonly Name[];
}

const namesOf = oncePer(({ title, sections, keyTerms }: Station): Names => {
  const make = (kind: Name["kind"], name: string, range: Range): Name => ({
    name,
    lower: name.toLowerCase(),
    kind,
    range,
  });
  return {
    title: title && make("station", title.prose.text, title.prose.range),
    parts: [
      ...sections.map(({ heading: { prose } }) => make("heading", prose.text, prose.range)),
      ...keyTerms.map(({ term, termRange }) => make("term", term, termRange)),
    ].filter(({ name }) => name !== ""),
  };
});

/**
 * How well a name fits what was typed, without spaces: 0 where a letter is missing. A letter right after the one before
 * counts three, one that begins a word two, any other one; a shorter name is better by a fraction.
 */
function scoreOf(name: string, wanted: string): number {
  if (!wanted) return 1;
  const first = bestFrom(name, wanted, 0);
  if (first === 0) return 0;
  // The first letter found is often not the one that was meant: the starts of later words are tried as well.
  let best = first;
  for (let at = name.indexOf(wanted[0]!, 1); at > 0; at = name.indexOf(wanted[0]!, at + 1)) {
    if (startsWord(name, at)) best = Math.max(best, bestFrom(name, wanted, at));
  }
  return best + 1 / (1 + name.length);
}

function bestFrom(name: string, wanted: string, from: number): number {
  let score = 0;
  let before = -2;
  for (let letter = 0; letter < wanted.length; letter++) {
    const at = name.indexOf(wanted[letter]!, letter === 0 ? from : before + 1);
    if (at < 0) return 0;
    const joined = at === before + 1 || (name[at - 1] === " " && at === before + 2);
    score += joined ? 3 : startsWord(name, at) ? 2 : 1;
    if (at === 0) score += 2;
    before = at;
  }
  return score;
}

function startsWord(name: string, at: number): boolean {
  return at === 0 || /[^\p{L}\p{N}]/u.test(name[at - 1]!);
}
