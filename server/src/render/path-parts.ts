import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import { linkPlaces } from "../files/link-places.ts";
import { citationsOnPath } from "../path/citations-on-path.ts";
import { type LearningPath, linkedStop, numbersOf, type Stop } from "../path/learning-path.ts";
import { gradeFact } from "../path/reading-level.ts";
import { isLocal, splitTarget } from "../station/links.ts";
import type { Passage } from "../station/passage.ts";
import { readingOf } from "../station/reading.ts";
import type { Reference } from "../station/references.ts";
import type { Station } from "../station/station.ts";
import { textOffset } from "../syntax/prose.ts";
import { count } from "../text/count.ts";
import { addTo } from "../text/groups.ts";
import { shorten } from "../text/shorten.ts";
import { type CitedPage, citedPage, type MarkPart, type Run } from "./citation-styles.ts";
import type { Span } from "./inline.ts";
import type { TexReader } from "./math.ts";
import { ALONE, headingId, type PageParts, type PagePlace, partName } from "./station-page.ts";

/** What differs between a preview, a single page and a site. */
export interface PageHost {
  /** The address of a station, or of a place in it by its id; undefined where it has none, so that no link is made. */
  stationAddress(file: string, anchor: string | undefined): string | undefined;
  /** Whether a link names the file that it leads to, for a preview that handles clicks; a page for others names no file here. */
  readonly namesFiles?: boolean;
  /** The address of a picture; undefined where it may not be shown. */
  pictureAddress(file: string): string | undefined;
  /** Whether pictures from the web are shown; they tell their server who reads what. */
  readonly webPictures?: boolean;
  /** Whether the page is for those who write: then it says if it is too hard for its readers. */
  readonly forWriters?: boolean;
  /** How many cells of its tables a station is shown with, where somebody waits for it; all, if it is not said. */
  readonly mostCells?: number;
  /** Draws formulas; without it they are shown as they are written. */
  readonly readTex?: TexReader | undefined;
}

/** A station at its place on a path, or on none. */
export interface StationPlace {
  readonly file: string;
  readonly station: Station;
  readonly path: LearningPath;
  readonly stop: Stop;
  /** How far the reader has come: what is defined in later stations is marked. */
  readonly reader: number | undefined;
  /** Where it stands on its page, if it does not have it to itself. */
  readonly place?: PagePlace;
}

/** Everything on a page that depends on the path: references, terms, sources, the line of stations. */
export function pathParts(place: StationPlace, host: PageHost): PageParts {
  const { file, station, path, stop, place: onPage = ALONE } = place;
  const cited = citedPage(
    citationsOnPath(path, station.citations),
    path.sources,
    path.pathFile?.citationStyle ?? "author-date",
  );
  const spans = spansByPassage(place, host, cited);
  const target = (url: string) => {
    const { file: name, heading } = splitTarget(url);
    const places = name ? linkPlaces(path, file, name) : [file];
    const stopAt = name ? linkedStop(path, { ...stop, file }, { url }) : undefined;
    return { file: stopAt?.file ?? places[0], places, heading };
  };
  const addresses = new Map([...station.tree.definitions].reverse().map(({ identifier, url }) => [identifier, url]));
  return {
    spans: (passage) => spans.get(passage) ?? [],
    anchorId: (name) => headingId(name, onPage),
    address: (identifier) => addresses.get(identifier),
    link: (url, children) => {
      if (!isLocal(url))
        return isWeb(url) ? [h("a", { href: withPlainScheme(url), className: "web" }, children)] : children;
      const to = target(url);
      const href = host.stationAddress(to.file, to.heading && headingId(to.heading));
      return href === undefined ? children : [h("a", { href, ...fileOf(host, to.file) }, children)];
    },
    image: (url, alt) => {
      const local = isLocal(url);
      const places = local ? target(url).places : [];
      const shown = places.map((each) => host.pictureAddress(each)).find((each) => each !== undefined);
      const src = local ? shown : webPicture(url, host);
      if (src !== undefined) return [h("img", { src, alt })];
      const why = local ? "This picture lies outside the workspace, or is none" : "Pictures from the web are not shown";
      const className = ["blocked", ...(local ? [] : ["web"])];
      return [h("span", { className, role: "img", ariaLabel: alt, title: why }, `${why}: ${alt || url}`)];
    },
    footnote: (identifier) => [
      h("sup", h("a", { href: `#${onPage.prefix}note-${identifier}`, className: "note" }, identifier)),
    ],
    above: stop.number === 0 ? [] : place.place ? [numberOf(stop)] : [placeOnPath(place, host)],
    facts: factsOf(station, host.forWriters ? [path] : []),
    below: [...sourcesSection(cited, onPage), ...(place.place ? [] : nextStation(place, host))],
    place: onPage,
    mostCells: host.mostCells,
    readTex: host.readTex,
  };
}

function isWeb(url: string): boolean {
  return /^(?:https?:\/\/[^/]|mailto:)/i.test(url) && !TURNING.test(url);
}

function webPicture(url: string, host: PageHost): string | undefined {
  return host.webPictures && /^https:\/\//i.test(url) ? withPlainScheme(url) : undefined;
}

/** The sanitiser knows schemes in lower case only. */
function withPlainScheme(url: string): string {
  return url.replace(/^[a-z]+/i, (scheme) => scheme.toLowerCase());
}

/** Characters that turn the direction of writing, so that an address looks like another one. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|%d8%9c|%e2%80%(?:8[ef]|a[a-e])|%e2%81%a[6-9]/i;

function factsOf(station: Station, paths: readonly LearningPath[]): string {
  const { minutes, words } = readingOf(station);
  return [gradeFact(station, paths), `${minutes} min`, count(words, "word")].filter(Boolean).join(" · ");
}

function spansByPassage(place: StationPlace, host: PageHost, cited: CitedPage): ReadonlyMap<Passage, readonly Span[]> {
  const { station, path, stop, reader, place: { prefix } = ALONE } = place;
  const spans = new Map<Passage, Span[]>();
  const add = (passage: Passage, span: Span) => addTo(spans, passage, span);
  for (const reference of station.references) {
    const wrap = referenceWrap(place, reference, host);
    if (wrap) add(reference.passage, { ...reference.at, end: endOfWord(reference), wrap });
  }
  for (const { passage, range, term, defines } of path.mentionsIn(station)) {
    const start = textOffset(passage.prose, range.start);
    const end = textOffset(passage.prose, range.end);
    const definition = term.definitions[0]!;
    // Whoever reads a station learns what it defines itself.
    const isLater = definition.stop !== stop && definition.stop.number > (reader ?? stop.number);
    const className = ["term", isLater ? "unknown" : ""].filter(Boolean);
    const title = defines ? undefined : shorten(definition.keyTerm.definition, LONGEST_ASIDE);
    const where = definition.stop === stop ? undefined : shorten(stopName(definition.stop), LONGEST_ASIDE);
    const dataTerm = shorten(term.name, LONGEST_ASIDE);
    const wrap = (children: ElementContent[]) =>
      defines ? [h("dfn", children)] : [h("span", { className, title, dataTerm, dataWhere: where }, children)];
    add(passage, { start, end, wrap });
  }
  for (const [{ passage, at }, parts] of cited.marks) add(passage, { ...at, wrap: citeWrap(parts, prefix) });
  return spans;
}

/** What is said again at each mention is cut: a long title that many mention would make a page of gigabytes. */
const LONGEST_ASIDE = /* defense: longest-aside */ 500;

function referenceWrap(
  { file, path, stop, reader }: StationPlace,
  reference: Reference,
  host: PageHost,
): Span["wrap"] | undefined {
  const [number, more] = stop.number > 0 ? numbersOf(path, stop, reference) : [];
  const target = number === undefined ? undefined : path.stopsAt(number)[0];
  if (!target)
    return (children) => [h("span", { className: "ref missing", title: "No such station on this path" }, children)];
  const later = target.number > (reader ?? stop.number);
  const className = ["ref", target.file ? "" : "planned", later ? "later" : ""].filter(Boolean);
  const dataTitle = more === undefined ? shorten(target.title, LONGEST_ASIDE) : undefined;
  const href = target.file && target.station ? host.stationAddress(target.file, undefined) : undefined;
  if (href === undefined || target.file === file || reference.link) {
    return (children) => [h("span", { className, dataTitle }, children)];
  }
  return (children) => [h("a", { className, dataTitle, href, ...fileOf(host, target.file) }, children)];
}

/** Where the word ends that a reference ends with, such as “Station 3’s”: a title drawn after the number would part it. */
function endOfWord({ passage, at }: Reference): number {
  const [rest] = /^['’]\p{L}+/u.exec(passage.prose.text.slice(at.end, at.end + LONGEST_ENDING)) ?? [""];
  return at.end + rest.length;
}

/** No ending is longer, in UTF-16 code units. */
const LONGEST_ENDING = 8;

/** The attribute that names the file a link leads to, where pages do that. */
export function fileOf(host: PageHost, file: string | undefined): { readonly dataFile?: string } {
  return host.namesFiles && file !== undefined ? { dataFile: file } : {};
}

function stopName({ number, title }: Stop): string {
  return number > 0 ? `Station ${number}, ${title}` : title;
}

/** What stands above the title of a station that shares its page with the others of its path. */
export function numberOf({ number }: Stop): Element {
  return h("p", { className: "place" }, `Station ${number}`);
}

/** The line of stations, and where on it this one stands. Of a long path the stations around it, between the path's ends. */
function placeOnPath(place: StationPlace, host: PageHost): Element {
  const { path, stop } = place;
  const { stops } = path;
  const at = stops.indexOf(stop);
  const from = Math.max(0, Math.min(at - AROUND, stops.length - 2 * AROUND - 1));
  const shown = stops.slice(from, from + 2 * AROUND + 1);
  const [first, last] = [stops[0]!, stops[stops.length - 1]!];
  return h("nav", { className: "line", ariaLabel: `Stations of ${path.title}` }, [
    h("p", { className: "place" }, `Station ${stop.number} of ${stops.length} · ${path.title}`),
    h("div", { className: "track" }, [
      ...(shown.includes(first) ? [] : [endOfPath(first, "first", place, host)]),
      h(
        "ol",
        { start: shown[0]?.number ?? 1 },
        shown.map((each) => dotOf(each, place, host)),
      ),
      ...(shown.includes(last) ? [] : [endOfPath(last, "last", place, host)]),
    ]),
  ]);
}

function dotOf(each: Stop, { stop, reader }: StationPlace, host: PageHost): Element {
  const state = each === stop ? "here" : each.number < stop.number ? "before" : "after";
  const className = [state, each.file ? "" : "planned", isDimmed(each, reader) ? "dimmed" : ""].filter(Boolean);
  const title = titleOnLine(each);
  const dot = [h("span", { className: "name" }, title)];
  const link = each === stop ? undefined : linkTo(each, host);
  return h("li", { className, ...(each === stop && { ariaCurrent: "page" }) }, [
    link ? h("a", { className: "dot", ...link, title }, dot) : h("span", { className: "dot", title }, dot),
  ]);
}

/** The number of a station at an end of the path, after which dots are left out. */
function endOfPath(each: Stop, side: "first" | "last", { reader }: StationPlace, host: PageHost): Element {
  const className = ["end", side, isDimmed(each, reader) ? "dimmed" : ""].filter(Boolean);
  const link = linkTo(each, host);
  return h(link ? "a" : "span", { className, ...link, title: titleOnLine(each) }, String(each.number));
}

function titleOnLine({ number, title, file }: Stop): string {
  return `${number} ${title}${file ? "" : " (planned)"}`;
}

function isDimmed({ number }: Stop, reader: number | undefined): boolean {
  return reader !== undefined && number > reader;
}

/** What makes an element a link to a station; undefined for one that has no page. */
function linkTo({ file, station }: Stop, host: PageHost): { readonly href: string } | undefined {
  const href = file && station ? host.stationAddress(file, undefined) : undefined;
  return href === undefined ? undefined : { href, ...fileOf(host, file) };
}

/** At most this many stations are shown on either side of the one that is read: more dots would run together in a narrow pane. */
const AROUND = 10;

function nextStation({ path, stop }: StationPlace, host: PageHost): readonly Element[] {
  if (stop.number === 0) return [];
  const at = path.stops.indexOf(stop);
  const link = (target: Stop | undefined, className: string, word: string) => {
    if (!target) return [];
    const words = [h("span", { className: "word" }, word), ` ${target.number} ${target.title}`];
    const address = linkTo(target, host);
    return [h(address ? "a" : "span", { className, ...address }, words)];
  };
  const links = [...link(path.stops[at - 1], "previous", "Previous"), ...link(path.stops[at + 1], "next", "Next")];
  return links.length ? [h("nav", { className: "around", ariaLabel: "Previous and next station" }, links)] : [];
}

function citeWrap(parts: readonly MarkPart[], prefix: string): Span["wrap"] {
  const drawn = parts.map(({ text, entry, raised, unknown }) => {
    const className = unknown ? "cite unknown" : "cite";
    const node = entry === undefined ? text : h("a", { href: `#${prefix}${entry}`, className }, text);
    return raised ? h("sup", node) : node;
  });
  return () => [h("span", { className: "citation" }, drawn)];
}

function sourcesSection({ entries, numbered }: CitedPage, place: PagePlace): readonly Element[] {
  if (entries.length === 0) return [];
  const items = entries.map(({ id, runs }) => h("li", { id: place.prefix + id }, runs.map(drawRun)));
  return [
    h("section", { className: "sources", ariaLabel: partName("Sources", place) }, [
      h(`h${2 + place.deeper}`, "Sources"),
      h(numbered ? "ol" : "ul", items),
    ]),
  ];
}

/** A stretch of an entry as it is shown; an address that is none for the web is text. */
export function drawRun({ text, italic, href }: Run): ElementContent {
  if (href !== undefined && isWeb(href)) return h("a", { href, className: "web" }, text);
  return italic ? h("em", text) : { type: "text", value: text };
}
