import GithubSlugger from "github-slugger";
import type { Passage } from "./passage.ts";
import type { Station } from "./station.ts";

/** The names by which places in a station can be linked to. */
export interface Anchors {
  /** Each title and heading by its name, as GitHub makes them: lower-case words with hyphens, numbered where two are alike. */
  readonly headings: ReadonlyMap<string, Passage>;
  /** The headings' names, what HTML in the text names, and the top. */
  readonly names: ReadonlySet<string>;
}

const known = new WeakMap<Station, Anchors>();

export function anchorsOf(station: Station): Anchors {
  let anchors = known.get(station);
  if (!anchors) {
    const slugger = new GithubSlugger();
    const passages = station.passages.filter(({ kind }) => kind === "title" || kind === "heading");
    const headings = new Map(passages.map((passage) => [slugger.slug(passage.prose.text), passage]));
    const written = station.text.matchAll(/<\w[^<>]{0,200}?\s(?:id|name)\s?=\s?["']?([^"'\s<>]{1,200})/gi);
    const inHtml = [...written].map((match) => match[1]!.toLowerCase());
    anchors = { headings, names: new Set([...headings.keys(), ...inHtml, "top"]) };
    known.set(station, anchors);
  }
  return anchors;
}
