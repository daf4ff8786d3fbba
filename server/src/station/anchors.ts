import GithubSlugger from "github-slugger";
import type { Passage } from "./passage.ts";
import type { Station } from "./station.ts";

/** The names by which places in a station can be linked to. */
export interface Anchors {
  /** Each heading, the title's too, by its name, as GitHub makes them: lower-case words with hyphens, numbered where two are alike. */
  readonly headings: ReadonlyMap<string, Passage>;
  /** The headings' names, what HTML in the text names, and the top. */
  readonly names: ReadonlySet<string>;
}

const known = new WeakMap<Station, Anchors>();

/** Where places that can be linked to are, in a station's text. */
export interface AnchorPlaces {
  /** In the order of the text. */
  readonly headings: ReadonlyMap<string, number>;
  /** What HTML names. */
  readonly html: ReadonlyMap<string, number>;
}

export function anchorPlaces(station: Station): AnchorPlaces {
  const headings = [...anchorsOf(station).headings].map(([anchor, { range }]) => [anchor, range.start] as const);
  const html = [...htmlAnchors(station)].map((match) => [match[1]!.toLowerCase(), match.index] as const);
  return { headings: new Map(headings), html: new Map(html.reverse()) };
}

function htmlAnchors({ text }: Station): Iterable<RegExpExecArray> {
  return text.matchAll(/<\w[^<>]{0,200}?\s(?:id|name)\s?=\s?["']?([^"'\s<>]{1,200})/gi);
}

export function anchorsOf(station: Station): Anchors {
  let anchors = known.get(station);
  if (!anchors) {
    const slugger = new GithubSlugger();
    const { frontTitle } = station.tree;
    const passages = station.passages.filter(
      ({ kind, prose }) => (kind === "title" || kind === "heading") && prose !== frontTitle,
    );
    const headings = new Map(passages.map((passage) => [slugger.slug(passage.prose.text), passage]));
    const inHtml = [...htmlAnchors(station)].map((match) => match[1]!.toLowerCase());
    anchors = { headings, names: new Set([...headings.keys(), ...inHtml, "top"]) };
    known.set(station, anchors);
  }
  return anchors;
}
