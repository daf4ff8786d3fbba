import GithubSlugger, { slug } from "github-slugger";
import { oncePer } from "../text/once.ts";
import type { Range } from "../text/range.ts";
import type { Passage } from "./passage.ts";
import type { Station } from "./station.ts";

/** The names by which places in a station can be linked to. */
export interface Anchors {
  /** Each heading, the title's too, by its name, as GitHub makes them: lower-case words with hyphens, numbered where two are alike. */
  readonly headings: ReadonlyMap<string, Passage>;
  /** The headings' names, what HTML, attributes and labels name, and the top. */
  readonly names: ReadonlySet<string>;
}

/** Where places that can be linked to are, in a station's text. */
export interface AnchorPlaces {
  /** In the order of the text. */
  readonly headings: ReadonlyMap<string, number>;
  /** What HTML, attributes and labels name. */
  readonly html: ReadonlyMap<string, number>;
}

export function anchorPlaces(station: Station): AnchorPlaces {
  const headings = [...anchorsOf(station).headings].map(([anchor, { range }]) => [anchor, range.start] as const);
  const html = namesIn(station.text).map(({ name, at }) => [name.toLowerCase(), at] as const);
  return { headings: new Map(headings), html: new Map(html.reverse()) };
}

export const anchorsOf: (station: Station) => Anchors = oncePer(({ text, passages, tree: { frontTitle } }) => {
  const slugger = new GithubSlugger();
  const linked = passages.filter(({ kind, prose }) => (kind === "title" || kind === "heading") && prose !== frontTitle);
  const slugs = linked.map(({ prose }) => slugger.slug(prose.text));
  const headings = new Map(linked.map((passage, at) => [ownName(passage) ?? slugs[at]!, passage]));
  const names = namesIn(text).map(({ name }) => name.toLowerCase());
  return { headings, names: new Set([...headings.keys(), ...slugs, ...names, "top"]) };
});

/** The name that GitHub gives the first heading of these words. */
export function anchorOf(heading: string): string {
  return slug(heading);
}

/** The name that a heading's attributes give it. */
function ownName({ prose }: Passage): string | undefined {
  const attributes = prose.marks.findLast(({ kind }) => kind === "attributes");
  return attributes && "value" in attributes ? namesIn(attributes.value)[0]?.name.toLowerCase() : undefined;
}

/**
 * The names of places that a source gives: by HTML (`<a id="deep">`, `<a name="deep">`, `<section id="deep">`), in braces
 * (`{#deep}`, `{: #deep .note}`), and as MyST's labels, on lines of their own (`(deep)=`, `:name: deep`).
 */
export function namesIn(source: string): readonly PlaceName[] {
  return NAMES.flatMap(({ kind, pattern }) =>
    [...source.matchAll(pattern)].map((match): PlaceName => {
      const [whole, name] = match as unknown as readonly [string, string];
      const start = match.index + (kind === "label" ? whole.indexOf("(") + 1 : whole.length - name.length);
      return { kind, name, at: match.index, range: { start, end: start + name.length } };
    }),
  );
}

export interface PlaceName {
  /** Whether HTML, attributes in braces, an option of a directive or a label of MyST gives it. */
  readonly kind: "html" | "attributes" | "option" | "label";
  readonly name: string;
  /** Where that begins. */
  readonly at: number;
  /** The name alone. */
  readonly range: Range;
}

const NAMES: readonly { readonly kind: PlaceName["kind"]; readonly pattern: RegExp }[] = [
  { kind: "html", pattern: /<\w[^<>]{0,200}?\s(?:id|name)\s?=\s?["']?([^"'\s<>]{1,200})/gi },
  { kind: "attributes", pattern: /\{:?[^{}#\n\r]{0,200}#([\w:.-]{1,200})(?=[^{}\n\r]{0,200}\})/g },
  {
    kind: "option",
    pattern: /(?:^|[\n\r])[ \t>]{0,20}:(?:name|label):[ \t]{1,20}([\w:.-]{1,200})(?=[ \t]*(?:[\n\r]|$))/g,
  },
  { kind: "label", pattern: /(?:^|[\n\r])[ \t>]{0,20}\(([\w:.-]{1,200})\)=[ \t]*(?=[\n\r]|$)/g },
];
