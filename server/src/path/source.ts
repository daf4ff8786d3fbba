import type { Range } from "../text/range.ts";
import type { IdentifierKind } from "./source-identifiers.ts";

/** One entry of a bibliography, whatever it is written in. What it lacks is an empty text, or not in `fields`. */
export interface Source {
  readonly key: string;
  /** The file it stands in, and its key's place there. */
  readonly file: string;
  readonly range: Range;
  /** As CSL has it (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types). */
  readonly type: string;
  readonly authors: readonly Name[];
  readonly editors: readonly Name[];
  readonly issued: SourceDate | undefined;
  readonly accessed: SourceDate | undefined;
  /** Whether it says of itself that it was taken back. */
  readonly retracted: boolean;
  /** What else is said of it, with its place. What was inherited stands where it is written. */
  readonly fields: ReadonlyMap<FieldName, Field>;
  /** Its identifiers one by one, with those of its authors. */
  readonly identifiers: readonly Identifier[];
  /** The keys of entries that it takes fields from. */
  readonly parents: readonly string[];
  /** The family names of its authors, or else its editors. */
  readonly author: string;
  readonly title: string;
  readonly year: string;
}

/** The names of fields, as CSL has them; what CSL does not have (arXiv, license, attribution, retracted) is ours. */
export type FieldName =
  | "title"
  | "author"
  | "editor"
  | "container-title"
  | "publisher"
  | "publisher-place"
  | "volume"
  | "issue"
  | "page"
  | "number"
  | "edition"
  | "genre"
  | "archive"
  | "issued"
  | "accessed"
  | "URL"
  | "license"
  | "attribution"
  | "retracted"
  | Exclude<IdentifierKind, "ORCID" | "ROR">;

export interface Field {
  readonly value: string;
  readonly range: Range;
}

export interface Identifier extends Field {
  readonly kind: IdentifierKind;
}

/** A person, or with `literal` anybody else. What there is none of is empty; a particle belongs to the family name. */
export interface Name {
  readonly family: string;
  readonly given: string;
  readonly literal: string;
}

/** A date as exactly as it is known: month and day are 0 where they are not. */
export interface SourceDate {
  readonly year: string;
  readonly month: number;
  readonly day: number;
}

/** The text of a field; empty where there is none. */
export function fieldOf({ fields }: Pick<Source, "fields">, name: FieldName): string {
  return fields.get(name)?.value ?? "";
}

/** A source of its parts, with what follows from them. */
export function makeSource(
  parts: Omit<Source, "author" | "title" | "year" | "retracted" | "identifiers">,
  ofNames: readonly Identifier[],
): Source {
  const people = parts.authors.length ? parts.authors : parts.editors;
  return {
    ...parts,
    retracted: parts.fields.has("retracted")
      ? !/^(?:false|no|n|off|none|0|)$/i.test(fieldOf(parts, "retracted"))
      : RETRACTED_TITLE.test(fieldOf(parts, "title")),
    identifiers: [...ONE_BY_ONE.flatMap((kind) => identifiersIn(kind, parts.fields.get(kind))), ...ofNames],
    author: people
      .filter((name) => !isOthers(name))
      .map(shortName)
      .join(", "),
    title: fieldOf(parts, "title"),
    year: parts.issued?.year ?? "",
  };
}

/** How publishers and databases begin the titles of what was retracted: “RETRACTED ARTICLE: On Rain”, “[Retracted] On Rain”. */
const RETRACTED_TITLE =
  /^\s*(?:\[?(?:(?:RETRACTED|WITHDRAWN)(?: [A-Z]{4,20})?|Retracted(?: [Aa]rticle| [Pp]aper)?)\]?\s*:|\[(?:RETRACTED|Retracted|WITHDRAWN|Withdrawn)(?: [Aa]rticle| [Pp]aper| [A-Z]{4,20})?\]\s)/;

/** A source that is retracted, as another entry of its key says. */
export function asRetracted(source: Source, { fields }: Source): Source {
  const reason = fields.get("retracted");
  return {
    ...source,
    retracted: true,
    fields: reason ? new Map([...source.fields, ["retracted", reason]]) : source.fields,
  };
}

/** How a name is said in short. */
export function shortName({ family, literal, given }: Name): string {
  return family || literal || given;
}

/** Whether a name stands for those who are not named, as BibTeX has it: “and others”. */
export function isOthers({ family, given, literal }: Name): boolean {
  return !family && !given && literal === "others";
}

const ONE_BY_ONE = ["DOI", "arXiv", "PMID", "PMCID", "ISBN", "ISSN"] as const;

/** The identifiers of a field: of ISBN and ISSN several may stand there, with notes in brackets. */
function identifiersIn(kind: (typeof ONE_BY_ONE)[number], field: Field | undefined): readonly Identifier[] {
  if (!field?.value) return [];
  if (kind !== "ISBN" && kind !== "ISSN") return [{ kind, ...field }];
  const parts = field.value
    .replace(/\([^()]*\)/g, ",")
    .replace(/(?<=[\dxX])\s+(?=(?:97[89][- ]?)?\d[\d-]{8,}[\dxX](?![\dxX-]))/g, ",")
    .split(/[,;/]|\band\b/)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length < 2) return [{ kind, value: parts[0] ?? field.value, range: field.range }];
  return parts.map((value) => ({ kind, value, range: field.range }));
}

/** A text without the tags by which CSL and BibTeX mark italics and the like. */
export function withoutTags(text: string): string {
  return text.replace(/<\/?(?:a|i|b|em|strong|sc|sup|sub|span)\b[^<>]*>/gi, "");
}

/** A date as it is written: 2020, 2020-04, 2020-04-01, or a stretch of dates, of which the first counts. */
export function readDate(written: string): SourceDate | undefined {
  const text = written.trim();
  if (!text) return undefined;
  const match = /^(-?\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?!\d)/.exec(text);
  if (match) return { year: match[1]!, month: Number(match[2] ?? 0), day: Number(match[3] ?? 0) };
  return { year: /\b\d{4}\b/.exec(text)?.[0] ?? text.slice(0, 40), month: 0, day: 0 };
}
