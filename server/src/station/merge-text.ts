import { applyEdits, type TextEdit } from "../text/edit.ts";
import { newlineOf, withNewlines } from "../text/newline.ts";
import { slice } from "../text/range.ts";
import { anchorPlaces } from "./anchors.ts";
import { headingLevelEdits } from "./heading-level.ts";
import { type HtmlLink, htmlLinks } from "./html-links.ts";
import { headingPart, splitTarget } from "./links.ts";
import { mergeFrontMatter, titleInFrontMatter } from "./merge-front-matter.ts";
import type { Passage } from "./passage.ts";
import { ownPlaceNames } from "./place-names.ts";
import { labelEdits, sameDefinitions } from "./reference-labels.ts";
import type { Station } from "./station.ts";
import { openSuppressions } from "./suppressions.ts";
import { toMarkdown } from "./to-markdown.ts";

/** A station's text with another's after it. */
export interface MergedText {
  readonly text: string;
  /** What leads to a place in the other now, by what led there before; only where that is not the same. */
  readonly anchors: ReadonlyMap<string, string>;
  /** What of the other's front matter is not in the text, as it was written. */
  readonly lost: readonly string[];
  /** What of the other is not in the text because the first says the same, as it was written. */
  readonly needless: readonly string[];
}

/**
 * One station's text with another's after it. The other's title becomes the heading of a section; its notes, link definitions and
 * headings that the first has, too, are told apart; its front matter is added to the first's; what a comment of the first
 * suppresses to its end is no more than that; where the forms differ, both are written in the Markdown form.
 * @param other may have been edited before: `read` reads what comes of it
 * @param isFirst whether a name in front matter is that of the first station
 */
export function mergeText(
  station: Station,
  other: Station,
  read: (text: string) => Station,
  isFirst: (name: string) => boolean = () => false,
): MergedText {
  if (station.tree.form !== other.tree.form) {
    const inMarkdown = (each: Station) => read(toMarkdown(each.tree));
    return mergeText(inMarkdown(station), inMarkdown(other), read, isFirst);
  }
  const { edits, lost, needless } = mergeFrontMatter(station, other, isFirst);
  const above = read(applyEdits(station.text, edits));
  const places = ownPlaceNames(other, above);
  const asSection = [...asSectionEdits(other, above), ...places.edits];
  const before = joined(above, other, asSection);
  const headings = changedAnchors(above, other, read(before));
  const anchors = new Map([...places.renamed, ...headings]);
  // What HTML links to by a name that it gives has followed already.
  const leading = [
    ...anchorEdits(
      other,
      other.links.filter(({ kind, urlRange, range }) => kind !== "reference" && urlRange !== range),
      anchors,
    ),
    ...anchorEdits(other, htmlLinks(other), new Map([...headings].filter(([name]) => !places.renamed.has(name)))),
  ];
  const text = leading.length ? joined(above, other, [...asSection, ...leading]) : before;
  const definitions = sameDefinitions(other, above).map((range) => slice(other.text, range));
  return { text, anchors, lost, needless: [...needless, ...definitions] };
}

function joined({ text, suppressions }: Station, other: Station, edits: readonly TextEdit[]): string {
  const newline = newlineOf(text);
  const gap = /[\n\r]$/.test(text) ? newline : newline + newline;
  const open = openSuppressions(suppressions);
  const ids = open.every(({ rules }) => rules.length) ? open.flatMap(({ rules }) => rules.map(({ id }) => id)) : [];
  const names = [...new Set(ids)].map((id) => ` ${id}`).join(",");
  const enable = open.length ? `<!-- stationmaster-enable${names} -->${newline}${newline}` : "";
  const below = withNewlines(applyEdits(other.text, edits).trimStart(), newline);
  return `${text}${gap}${enable}${below}`;
}

/** The edits after which a station's text can stand below another one. */
function asSectionEdits(station: Station, above: Station): readonly TextEdit[] {
  const { text, tree, titles } = station;
  const edits: TextEdit[] = [...labelEdits(station, above)];
  const level = hasTopSections(above) ? 1 : 2;
  if (tree.frontMatter) {
    const title = titleInFrontMatter(station);
    const gap = /^[ \t]*(?:\r\n|\n|\r)[ \t]*[\n\r]/.test(text.slice(tree.frontMatter.range.end)) ? "" : newlineOf(text);
    const newText = title === undefined ? "" : `${"#".repeat(level)} ${title}${gap}`;
    edits.push({ range: tree.frontMatter.range, newText });
  }
  if (tree.form === "markdown") {
    for (const title of titles)
      if (title.prose !== tree.frontTitle) edits.push(...loweredEdits(text, title, 1, level - 1));
    if (hasTopSections(station))
      for (const { heading, depth } of station.sections) edits.push(...loweredEdits(text, heading, depth, level));
  }
  return edits;
}

/** Whether sections are headings of the first level, as below a title in front matter. */
function hasTopSections({ sections }: Station): boolean {
  return sections.some(({ depth }) => depth === 1);
}

/** The edits that give a heading a lower level; six are the most. */
function loweredEdits(text: string, heading: Passage, depth: number, by: number): readonly TextEdit[] {
  const level = Math.min(depth + by, 6);
  return level === depth ? [] : headingLevelEdits(text, heading, level);
}

/** What leads to the headings of a station once they stand below those of another one, which may have headings of the same name. */
function changedAnchors(above: Station, station: Station, merged: Station): ReadonlyMap<string, string> {
  const [first, own, all] = [above, station, merged].map((each) => [...anchorPlaces(each).headings.keys()]);
  const added = titleInFrontMatter(station) === undefined ? 0 : 1;
  const changed = new Map<string, string>();
  if (all!.length !== first!.length + added + own!.length) return changed;
  own!.forEach((anchor, at) => {
    const now = all![first!.length + added + at]!;
    if (now !== anchor) changed.set(anchor, now);
  });
  return changed;
}

/** The edits of links of a station to places of its own that get other names. */
function anchorEdits(
  { text }: Station,
  links: readonly HtmlLink[],
  anchors: ReadonlyMap<string, string>,
): readonly TextEdit[] {
  return links.flatMap(({ url, urlRange }): TextEdit[] => {
    if (!url.startsWith("#")) return [];
    const now = anchors.get(splitTarget(url).heading?.toLowerCase() ?? "");
    return now === undefined ? [] : [{ range: headingPart(text, urlRange), newText: encodeURI(now) }];
  });
}
