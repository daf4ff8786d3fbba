import type { BibtexProblem } from "../syntax/bibtex.ts";
import type { Range } from "../text/range.ts";
import {
  type Field,
  type FieldName,
  type Identifier,
  makeSource,
  type Name,
  readDate,
  type Source,
  type SourceDate,
} from "./source.ts";

/** Reads BibTeX entries; the host provides it, because the library behind it is large and loaded only when needed. */
export type BibtexReader = (text: string) => BibtexFile;

export interface BibtexFile {
  readonly entries: readonly BibtexItem[];
  readonly problems: readonly BibtexProblem[];
}

/** An entry with its values as plain text; its fields are called as BibTeX calls them, in small letters. */
export interface BibtexItem {
  readonly type: string;
  readonly key: string;
  readonly range: Range;
  readonly fields: ReadonlyMap<string, Field>;
  /** The names in fields such as author and editor. */
  readonly names: ReadonlyMap<string, readonly Name[]>;
}

/** The sources among the entries of a BibTeX file; fields are inherited (`crossref`, `xdata`) as biblatex does it. */
export function bibtexSources(file: string, entries: readonly BibtexItem[]): readonly Source[] {
  const byKey = new Map<string, BibtexItem>();
  for (const entry of entries) if (!byKey.has(entry.key.toLowerCase())) byKey.set(entry.key.toLowerCase(), entry);
  return entries.filter(({ key, type }) => key && type !== "xdata").map((entry) => readEntry(file, entry, byKey));
}

/** The types of BibTeX and biblatex as those of CSL; all others are documents. */
const TYPES: Readonly<Record<string, string>> = {
  article: "article-journal",
  book: "book",
  mvbook: "book",
  collection: "book",
  mvcollection: "book",
  proceedings: "book",
  mvproceedings: "book",
  reference: "book",
  booklet: "pamphlet",
  inbook: "chapter",
  bookinbook: "chapter",
  suppbook: "chapter",
  incollection: "chapter",
  suppcollection: "chapter",
  inreference: "entry-encyclopedia",
  inproceedings: "paper-conference",
  conference: "paper-conference",
  online: "webpage",
  electronic: "webpage",
  www: "webpage",
  report: "report",
  techreport: "report",
  manual: "report",
  thesis: "thesis",
  phdthesis: "thesis",
  mastersthesis: "thesis",
  unpublished: "manuscript",
  letter: "personal_communication",
  dataset: "dataset",
  software: "software",
  patent: "patent",
  standard: "standard",
  legislation: "legislation",
  jurisdiction: "legal_case",
  movie: "motion_picture",
  video: "motion_picture",
};

/** Where each field of ours is looked for, in this order. */
const FIELDS: readonly (readonly [FieldName, ...string[]])[] = [
  ["title", "title"],
  ["container-title", "journaltitle", "journal", "booktitle"],
  ["publisher", "publisher", "institution", "school", "organization"],
  ["publisher-place", "location", "address"],
  ["volume", "volume"],
  ["page", "pages"],
  ["edition", "edition"],
  ["author", "author"],
  ["editor", "editor"],
  ["issued", "date", "year"],
  ["accessed", "urldate", "accessed"],
  ["URL", "url"],
  ["DOI", "doi"],
  ["ISBN", "isbn"],
  ["ISSN", "issn"],
  ["PMID", "pmid"],
  ["PMCID", "pmcid", "pmc"],
  ["license", "license", "licence", "copyright"],
  ["attribution", "attribution"],
  ["retracted", "retracted"],
];

function readEntry(file: string, entry: BibtexItem, byKey: ReadonlyMap<string, BibtexItem>): Source {
  const { fields: given, names, parents } = inherited(entry, byKey);
  const first = (...written: readonly string[]): Field | undefined => {
    for (const name of written) if (given.get(name)?.value) return given.get(name);
    return undefined;
  };
  const fields = new Map<FieldName, Field>();
  const put = (name: FieldName, field: Field | undefined) => {
    if (field && !fields.has(name)) fields.set(name, field);
  };
  for (const [name, ...written] of FIELDS) put(name, first(...written));
  put(entry.type === "article" ? "issue" : "number", first("issue", "number"));
  put(entry.type.endsWith("thesis") || entry.type.endsWith("report") ? "genre" : "archive", first("type"));
  // An address of the web often stands in words about how something was published.
  const published = first("howpublished") ?? first("note");
  const address = /https?:\/\/[^\s<>{}]+/.exec(published?.value ?? "")?.[0].replace(/(?<![.,;:)\]])[.,;:)\]]+$/, "");
  if (published && address) put("URL", { value: address, range: published.range });
  else put("publisher", first("howpublished"));
  // How biblatex says where a publication stands.
  const state = first("pubstate");
  if (state && /^retracted$/i.test(state.value)) put("retracted", state);
  const eprint = first("eprint");
  const archive = first("eprinttype", "archiveprefix")?.value.toLowerCase();
  if (eprint && (archive === "arxiv" || (!archive && ARXIV.test(eprint.value)))) put("arXiv", eprint);
  if (eprint && archive === "pubmed") put("PMID", eprint);
  return makeSource(
    {
      key: entry.key,
      file,
      range: entry.range,
      type: TYPES[entry.type] ?? "document",
      authors: names.get("author") ?? [],
      editors: names.get("editor") ?? [],
      issued: issuedOf(first("date")?.value, first("year")?.value, first("month")?.value, first("day")?.value),
      accessed: readDate(first("urldate", "accessed")?.value ?? ""),
      fields,
      parents,
    },
    [...identifiersIn("ORCID", first("orcid")), ...identifiersIn("ROR", first("ror"))],
  );
}

const ARXIV = /^(?:arxiv:)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?$/i;

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

function issuedOf(date = "", year = "", month = "", day = ""): SourceDate | undefined {
  const known = readDate(date || year);
  if (!known || known.month) return known;
  const name = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return { ...known, month: name || Number(month) || 0, day: Number(day) || 0 };
}

function identifiersIn(kind: "ORCID" | "ROR", field: Field | undefined): readonly Identifier[] {
  const values = field?.value.split(/[,;\s]+(?:and\s+)?/).filter(Boolean) ?? [];
  return values.map((value) => ({ kind, value, range: field!.range }));
}

interface Given {
  readonly fields: Map<string, Field>;
  readonly names: Map<string, readonly Name[]>;
  readonly parents: string[];
}

/** Entries inherit from entries that inherit; a longer line of them is a slip. */
const MOST_PARENTS = 16;

/** The fields that name other entries by their keys. */
const NAMING = ["crossref", "xdata", "xref", "entryset", "related"];

/**
 * Where the entries of a BibTeX file name one of them by its key, in fields such as `crossref`.
 * @param text the file's text
 */
export function keysNaming(text: string, entries: readonly BibtexItem[], key: string): readonly Range[] {
  return entries.flatMap(({ fields }) =>
    NAMING.flatMap((name): Range[] => {
      const field = fields.get(name);
      if (!field) return [];
      const { start, end } = field.range;
      return [...text.slice(start, end).matchAll(/[^\s{},"=]+/g)]
        .filter((match) => match[0].toLowerCase() === key.toLowerCase())
        .map((match) => ({ start: start + match.index, end: start + match.index + match[0].length }));
    }),
  );
}

/** What is never inherited. */
const OWN = new Set(["crossref", "xdata", "xref", "ids", "entryset", "related", "label", "keywords", "shorthand"]);

/** What the title of a whole is to its parts. */
const WHOLE: Readonly<Record<string, string>> = { title: "booktitle", subtitle: "booksubtitle", author: "bookauthor" };

/** An entry's fields, and those that it takes from others. */
function inherited(entry: BibtexItem, byKey: ReadonlyMap<string, BibtexItem>): Given {
  const given: Given = { fields: new Map(entry.fields), names: new Map(entry.names), parents: [] };
  const seen = new Set([entry]);
  const waiting: { from: BibtexItem; to: BibtexItem; part: boolean }[] = [];
  const follow = (from: BibtexItem, name: "xdata" | "crossref") => {
    for (const key of (from.fields.get(name)?.value ?? "").split(",")) {
      const to = byKey.get(key.trim().toLowerCase());
      if (to && !seen.has(to) && seen.size < MOST_PARENTS) {
        seen.add(to);
        waiting.push({ from, to, part: name === "crossref" });
      }
    }
  };
  follow(entry, "xdata");
  follow(entry, "crossref");
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { to, part } = next;
    given.parents.push(to.key);
    const whole = entry.type === "article" ? { ...WHOLE, title: "journaltitle" } : WHOLE;
    for (const [name, field] of to.fields) {
      if (OWN.has(name)) continue;
      const here = part ? (whole[name] ?? name) : name;
      // An author of a whole is one of its parts only in a book by one author.
      const target = part && name === "author" && entry.type === "inbook" && !given.fields.has("author") ? name : here;
      if (given.fields.has(target)) continue;
      given.fields.set(target, field);
      const people = to.names.get(name);
      if (people) given.names.set(target, people);
    }
    follow(to, "xdata");
    follow(to, "crossref");
  }
  return given;
}
