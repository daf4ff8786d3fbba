import { fieldOf, type Source } from "../path/source.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "source-fields",
  group: "Sources and claims",
  kind: "fault",
  summary: "A source names its title, its author or publisher, its year and a place to find it.",
  why: `Whoever wants to check a claim has to find what it rests on. The year of a page on the web may be unknown: then the date
    on which it was read (“accessed”, “urldate”) stands for it. Pages of governments change and move, so they want that
    date in any case, unless they have a DOI. What counts as a place to find it, and which kinds of sources need less, is our
    judgement.`,
  severity: "warning",
  premium: "error",
  options: {
    license: { default: false, description: "Whether each source must name its license." },
    accessed: {
      default: [".gov", ".mil", ".gov.*", ".gouv.fr", ".gc.ca", ".europa.eu", ".int"],
      description: "Host name endings whose pages need the date they were read; * stands for one part.",
    },
  },
  *checkPath({ sourceFiles }, { options }): Generator<Finding> {
    const hosts = options.accessed.map(hostPattern);
    for (const { file, sources } of sourceFiles) {
      const accessed = /\.bib$/i.test(file) ? "urldate" : "accessed";
      const parents = new Set(sources.flatMap((source) => source.parents));
      for (const source of sources) {
        // What others inherit from need not be whole.
        const missing = parents.has(source.key) ? [] : missingIn(source, options.license);
        if (missing.length) {
          yield {
            file,
            range: source.range,
            message: `“${source.key}” has ${listed(missing)}. Please add ${missing.length === 1 ? "it" : "them"}.`,
          };
        }
        const address = source.fields.get("URL");
        const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(address?.value ?? "")?.[1];
        if (!address || !host || source.accessed || fieldOf(source, "DOI")) continue;
        if (!hosts.some((pattern) => pattern.test(host))) continue;
        yield {
          file,
          range: address.range,
          message: `Pages of ${host} change and move. Please add the date on which it was read, as “${accessed}”.`,
        };
      }
    }
  },
});

/** Kinds of sources that nobody else can find, or that are found by their name. */
const NO_PLACE = new Set([
  "personal_communication",
  "interview",
  "legislation",
  "legal_case",
  "bill",
  "treaty",
  "regulation",
  "hearing",
  "classic",
]);

/** Kinds of sources that have no author. */
const NO_AUTHOR = new Set(["legislation", "legal_case", "bill", "treaty", "regulation", "hearing", "classic"]);

const PLACES = [
  "DOI",
  "URL",
  "ISBN",
  "ISSN",
  "PMID",
  "PMCID",
  "arXiv",
  "publisher",
  "container-title",
  "archive",
] as const;

function missingIn(source: Source, license: boolean): readonly string[] {
  const { type, authors, editors, issued, accessed } = source;
  const has = (...names: Parameters<typeof fieldOf>[1][]) => names.some((name) => fieldOf(source, name));
  const isNamed = authors.length > 0 || editors.length > 0 || has("publisher", "attribution", "container-title");
  return [
    ...(source.title ? [] : ["no title"]),
    ...(isNamed || NO_AUTHOR.has(type) ? [] : ["no author or publisher"]),
    ...(issued || (accessed && has("URL")) || type === "classic" ? [] : ["no year"]),
    ...(NO_PLACE.has(type) || has(...PLACES) ? [] : ["no place to find it, such as a DOI, a URL or a publisher"]),
    ...(license && !has("license") ? ["no license"] : []),
  ];
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

/** “.gov.*” as a pattern of hosts that end in it. */
function hostPattern(end: string): RegExp {
  const parts = end.toLowerCase().replace(/^\./, "").split(".");
  const pattern = parts.map((part) => (part === "*" ? "[^.]+" : part.replace(/[^\w-]/g, "\\$&"))).join("\\.");
  return new RegExp(`(?:^|\\.)${pattern}$`, "i");
}

export const examples: readonly Example[] = [
  {
    title: "Sources that can't be found by what is said of them",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.yaml --
      - id: noah
            ^^^^ “noah” has no author or publisher, no year and no place to find it, such as a DOI, a URL or a publisher. Please add them.
        title: On Rain
      - id: shem
            ^^^^ “shem” has no year. Please add it.
        title: On Floods
        author: [{ family: Shem }]
        URL: https://example.org/floods
      - id: japheth
        type: personal_communication
        title: What Japheth said
        author: [{ family: Japheth }]
        issued: 2019
      -- rain.station.md --
      # Rain
    `,
  },
  {
    title: "A page of a government without the date on which it was read",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.bib --
      @online{usgs, title = {Rain}, author = {{U.S. Geological Survey}}, year = {2019},
        url = {https://www.usgs.gov/rain}}
               ^^^^^^^^^^^^^^^^^^^^^^^^^ Pages of www.usgs.gov change and move. Please add the date on which it was read, as “urldate”.
      @online{met, title = {Rain}, author = {{Met Office}}, year = {2019},
        url = {https://www.metoffice.gov.uk/rain}}
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Pages of www.metoffice.gov.uk change and move. Please add the date on which it was read, as “urldate”.
      -- rain.station.md --
      # Rain
    `,
  },
  {
    title: "A license, where the path asks for it",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.bib --
      @book{noah, title = {On Rain}, author = {Noah, A.}, year = {2019}, publisher = {Ark Press}}
            ^^^^ “noah” has no license. Please add it.
      @book{shem, title = {On Floods}, author = {Shem, B.}, year = {2019}, isbn = {0306406152}, license = {CC BY 4.0}}
      -- rain.station.md --
      # Rain
    `,
    options: { license: true },
  },
  {
    title: "An article, a page without a year, a chapter that inherits, a law",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.bib --
      @article{noah, title = {On Rain}, author = {Noah, A.}, year = {2019}, journal = {Weather}, volume = {4}}
      @online{page, title = {Rain}, author = {Shem, B.}, url = {https://example.org/rain}, urldate = {2026-11-02}}
      @inbook{hail, title = {Hail}, author = {Ham, C.}, crossref = {weather}}
      @book{weather, title = {The Weather}, editor = {Shem, B.}, publisher = {Ark Press}, year = {2020}}
      @legislation{act, title = {The Rain Act}, date = {1998}}
      @techreport{usgs, title = {Rivers}, author = {Kammerer, J.}, year = 1990, doi = {10.3133/ofr87242}, url = {https://pubs.usgs.gov/of/}}
      -- rain.station.md --
      # Rain
    `,
  },
];
