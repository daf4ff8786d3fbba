import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import { withoutStationEnding } from "../files/kinds.ts";
import { baseName } from "../files/names.ts";
import type { LearningPath, Stop } from "../path/learning-path.ts";
import { toRemember } from "../station/to-remember.ts";
import { definedTermSet, htmlDocument, learningResource } from "./document.ts";
import type { TexReader } from "./math.ts";
import { pathMap, placeOnMap } from "./path-map.ts";
import { type PageHost, pathParts } from "./path-parts.ts";
import { sourcesPage } from "./sources-page.ts";
import { stationPage } from "./station-page.ts";
import { addressOnPage, pathHead, wholePath } from "./whole-path.ts";

/** What a page of an exported station or site needs of the place it is written to. */
export interface ExportHost {
  /** The address of a picture; undefined where there is none to show. */
  pictureAddress(file: string): string | undefined;
  /** Draws formulas; without it they are shown as they are written. */
  readonly readTex?: TexReader | undefined;
}

/** One station as a page of its own; links to other stations lead nowhere, so they are none. */
export function stationDocument(path: LearningPath, stop: Stop, file: string, host: ExportHost): string {
  return documentOf(path, stop, file, {
    stationAddress: (target, anchor) => (target === file ? `#${anchor ?? ""}` : undefined),
    pictureAddress: host.pictureAddress,
    readTex: host.readTex,
  });
}

/** A whole path as one page: its title, its contents, its map, its stations. */
export function pathDocument(path: LearningPath, { pictureAddress, readTex }: ExportHost): string {
  const host: PageHost = { stationAddress: () => undefined, pictureAddress, readTex };
  const [head, contents, ...stations] = wholePath(path, host).map(({ node }) => node);
  const onPage: PageHost = { ...host, stationAddress: (file) => addressOnPage(path, file) };
  return htmlDocument({
    title: path.title,
    language: path.pathFile?.language ?? "en",
    content: [head!, contents!, pathMap(path, onPage, ["h2", "Map"]), ...stations],
    data: definedTermSet(path),
  });
}

/** The pages of a whole path by name: contents, a map, a page a station, a glossary, the sources with their licenses. */
export function sitePages(path: LearningPath, host: ExportHost): ReadonlyMap<string, string> {
  const names = pageNames(path);
  const pageHost: PageHost = {
    stationAddress: (file, anchor) => {
      const name = names.get(file);
      return name === undefined ? undefined : name + (anchor ? `#${anchor}` : "");
    },
    pictureAddress: host.pictureAddress,
    readTex: host.readTex,
  };
  const pages = new Map([
    ["index.html", contents(path, names)],
    ["map.html", mapPage(path, pageHost)],
  ]);
  for (const stop of path.stops) {
    const name = stop.file === undefined ? undefined : names.get(stop.file);
    if (name !== undefined) pages.set(name, documentOf(path, stop, stop.file!, pageHost, [siteLinks(path, stop)]));
  }
  if (path.terms.length > 0) pages.set("glossary.html", glossary(path, names));
  if (path.sources.size > 0)
    pages.set(
      "sources.html",
      sourcesPage(path, (stop) => pageLink(stop, names), { name: homeLink(path) }),
    );
  return pages;
}

function documentOf(
  path: LearningPath,
  stop: Stop,
  file: string,
  host: PageHost,
  below: readonly Element[] = [],
): string {
  const station = stop.station!;
  const parts = pathParts({ file, station, path, stop, reader: undefined }, host);
  const content = stationPage(station, parts).map(({ node }) => node);
  return htmlDocument({
    title: stop.number > 0 ? `${stop.title} · ${path.title}` : stop.title,
    language: path.pathFile?.language ?? "en",
    content: [...content, ...below],
    data: learningResource(station, stop, path),
  });
}

/** A name for each station's page: that of its file, told apart by a number where two are alike. */
function pageNames(path: LearningPath): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(["index", "map", "glossary", "sources"]);
  for (const { file, station } of path.stops) {
    if (file === undefined || !station || names.has(file)) continue;
    const stem = withoutStationEnding(baseName(file)).replace(/[^\p{L}\p{N}_-]+/gu, "-");
    let name = stem;
    for (let more = 2; taken.has(name.toLowerCase()); more++) name = `${stem}-${more}`;
    taken.add(name.toLowerCase());
    names.set(file, `${name}.html`);
  }
  return names;
}

function contents(path: LearningPath, names: ReadonlyMap<string, string>): string {
  const entries = path.stops.map((stop) => {
    const name = stop.file === undefined ? undefined : names.get(stop.file);
    const title = name === undefined ? [stop.title, h("small", " (planned)")] : [h("a", { href: name }, stop.title)];
    const takeaway = stop.station && toRemember(stop.station);
    return h("li", [...title, ...(takeaway ? [h("p", { className: "facts" }, takeaway)] : [])]);
  });
  const more = [
    h("p", h("a", { href: "map.html" }, "Map")),
    ...(path.terms.length ? [h("p", h("a", { href: "glossary.html" }, "Glossary"))] : []),
    ...(path.sources.size ? [h("p", h("a", { href: "sources.html" }, "Sources and licenses"))] : []),
  ];
  return htmlDocument({
    title: path.title,
    language: path.pathFile?.language ?? "en",
    content: [
      pathHead(path),
      h(
        "nav",
        { ariaLabel: "Contents" },
        h("ol", { className: "contents", start: path.stops[0]?.number ?? 1 }, entries),
      ),
      ...more,
    ],
    data: definedTermSet(path),
  });
}

/** Links from a station to the contents, and to its place on the map. */
function siteLinks(path: LearningPath, stop: Stop): Element {
  return h("nav", { className: "facts", ariaLabel: "Path" }, [
    h("p", [
      h("a", { href: "index.html" }, "Contents"),
      " · ",
      h("a", { href: `map.html#${placeOnMap(path, stop)}` }, "Place on the map"),
    ]),
  ]);
}

/** The map by itself, as it is printed for a wall. */
function mapPage(path: LearningPath, host: PageHost): string {
  return htmlDocument({
    title: `Map · ${path.title}`,
    language: path.pathFile?.language ?? "en",
    content: [
      h("p", { className: "place" }, h("a", { href: "index.html" }, "Contents")),
      pathMap(path, host, ["h1", path.title]),
    ],
    data: undefined,
  });
}

/** A station as a link to its page, if it has one. */
function pageLink({ file, number, title }: Stop, names: ReadonlyMap<string, string>): Element {
  const name = file === undefined ? undefined : names.get(file);
  return name === undefined ? h("span", title) : h("a", { href: name }, `${number} ${title}`);
}

function homeLink({ title }: LearningPath): Element {
  return h("a", { href: "index.html" }, title);
}

/** Every term of the path, from A to Z, with the stations that define and use it. */
function glossary(path: LearningPath, names: ReadonlyMap<string, string>): string {
  const link = (stop: Stop): ElementContent => pageLink(stop, names);
  const terms = [...path.terms].sort((a, b) => a.name.localeCompare(b.name, "en"));
  const entries = terms.flatMap(({ name, definitions, uses }): Element[] => {
    const { stop, keyTerm } = definitions[0]!;
    const others = [...new Set(uses.map((use) => use.stop))].filter((each) => each !== stop);
    const used = others.flatMap((each, at) => [at ? ", " : " Also in ", link(each)]);
    return [
      h("dt", h("dfn", name)),
      h("dd", [h("p", keyTerm.definition), h("p", { className: "facts" }, ["Defined in ", link(stop), ".", ...used])]),
    ];
  });
  return htmlDocument({
    title: `Glossary · ${path.title}`,
    language: path.pathFile?.language ?? "en",
    content: [
      h("header", { className: "head" }, [h("p", { className: "place" }, homeLink(path)), h("h1", "Glossary")]),
      h("dl", entries),
    ],
    data: definedTermSet(path),
  });
}
