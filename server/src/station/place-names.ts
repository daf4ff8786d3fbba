import { opaqueBlocks } from "../syntax/opaque.ts";
import type { TextEdit } from "../text/edit.ts";
import { firstFrom } from "../text/first-from.ts";
import { contains, type Range } from "../text/range.ts";
import { anchorsOf, namesIn, type PlaceName } from "./anchors.ts";
import type { Station } from "./station.ts";

/** What becomes of the names that a station gives to its places, once it stands below another one. */
export interface OwnPlaceNames {
  /** The edits of the station after which each name means what it meant, but for those of links in Markdown. */
  readonly edits: readonly TextEdit[];
  /** The new names by the old ones, in lowercase, as links have them. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * Tells the places of a station that HTML (`<a id="deep">`) and attributes (`{#deep}`) name apart from those of another one, and
 * has its references to them follow: `href="#deep"` in HTML, and `@deep` in prose, as Quarto and Pandoc have it.
 */
export function ownPlaceNames(station: Station, above: Station): OwnPlaceNames {
  const taken = new Set(anchorsOf(above).names);
  const clashing = placesOf(station).filter(({ kind, name }) => kind !== "label" && taken.has(name.toLowerCase()));
  if (clashing.length === 0) return { edits: [], renamed: new Map() };
  for (const name of anchorsOf(station).names) taken.add(name);
  const renamed = new Map<string, string>();
  for (const name of new Set(clashing.map((each) => each.name.toLowerCase()))) {
    let number = 2;
    while (taken.has(`${name}-${number}`)) number++;
    renamed.set(name, `${name}-${number}`);
    taken.add(`${name}-${number}`);
  }
  const edits = [
    ...clashing.map(({ name, range }) => ({ range, newText: renamed.get(name.toLowerCase())! })),
    ...usesOf(station).flatMap(({ name, range }) => {
      const newText = renamed.get(name.toLowerCase());
      return newText === undefined ? [] : [{ range, newText }];
    }),
  ];
  return { edits, renamed };
}

/**
 * A place of a station whose name can't be told apart from that of another one that stands above it: a label of MyST, which any
 * file of a project may refer to, or a heading whose name the other gives to a place by HTML.
 * @param isLinkedTo whether any link leads to a heading, by its name
 */
export function clashingPlace(
  station: Station,
  above: Station,
  isLinkedTo: (heading: string) => boolean,
): { readonly name: string; readonly at: number } | undefined {
  const [own, other] = [placesOf(station), placesOf(above)].map((places) =>
    places.filter(({ kind }) => kind === "label"),
  );
  const label = own!.find(({ name }) => other!.some((each) => each.name.toLowerCase() === name.toLowerCase()));
  if (label) return { name: label.name, at: label.range.start };
  const given = new Set(placesOf(above).map(({ name }) => name.toLowerCase()));
  if (given.size === 0) return undefined;
  const { headings } = anchorsOf(above);
  const byItself = new Set(placesOf(station).map(({ name }) => name.toLowerCase()));
  for (const [name, { range }] of anchorsOf(station).headings)
    if (given.has(name) && !headings.has(name) && !byItself.has(name) && isLinkedTo(name))
      return { name, at: range.start };
  return undefined;
}

/** The names that a station gives, outside of code and front matter. */
function placesOf(station: Station): readonly PlaceName[] {
  return namesIn(station.text).filter(outsideOfCode(station));
}

/** Where a station's HTML and prose refer to names of places, other than by links in Markdown. */
function usesOf(station: Station): readonly { readonly name: string; readonly range: Range }[] {
  const { text } = station;
  return USES.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const name = match[1]!;
      const end = match.index + match[0].length;
      return { name, range: { start: end - name.length, end } };
    }),
  ).filter(outsideOfCode(station));
}

const USES = [/<a\s[^<>]{0,200}?href\s?=\s?["']?#([^"'\s<>]{1,200})/gi, /(?<![\w@.])@([\p{L}\w][\w:-]{0,199})/gu];

/** Whether a place of a station is in no code, and not in its front matter. */
export function outsideOfCode({ tree, passages }: Station): (place: { readonly range: Range }) => boolean {
  const code = [
    ...(tree.frontMatter ? [tree.frontMatter.range] : []),
    ...opaqueBlocks(tree.blocks).flatMap(({ type, range }) => (type === "code" ? [range] : [])),
    ...passages.flatMap(({ prose }) => prose.marks.flatMap(({ kind, range }) => (kind === "code" ? [range] : []))),
  ].sort((a, b) => a.start - b.start);
  return ({ range }) => {
    const before = code[firstFrom(code.length, (at) => code[at]!.start > range.start) - 1];
    return !before || !contains(before, range);
  };
}
