import type { BibtexProblem } from "../syntax/bibtex.ts";
import { pairOf, textOf, textsOf, type YamlValue } from "../syntax/yaml.ts";
import { type Range, slice } from "../text/range.ts";
import {
  type Field,
  type FieldName,
  type Identifier,
  makeSource,
  type Name,
  readDate,
  type Source,
  type SourceDate,
  withoutTags,
} from "./source.ts";

/**
 * The sources of a CSL-JSON or CSL-YAML file (https://docs.citationstyles.org/en/stable/specification.html, JSON being YAML
 * too), and what can't be read of them; undefined where there is no list of entries.
 */
export function cslSources(
  file: string,
  text: string,
  value: YamlValue | undefined,
): { readonly sources: readonly Source[]; readonly problems: readonly BibtexProblem[] } | undefined {
  const list = value?.kind === "list" ? value : (pairOf(value, "references")?.value ?? pairOf(value, "sources")?.value);
  if (list?.kind !== "list") return undefined;
  const sources: Source[] = [];
  const problems: BibtexProblem[] = [];
  for (const item of list.items) {
    const key = textOf(pairOf(item, "id")?.value);
    if (item.kind !== "map") {
      problems.push({ range: item.range, message: "An entry consists of lines such as “id: smith2020”." });
    } else if (!key) {
      const range = pairOf(item, "id")?.keyRange ?? item.pairs[0]?.keyRange ?? firstLine(text, item.range);
      problems.push({ range, message: "This entry has no key, so it can't be cited. Please give it an “id”." });
    } else {
      sources.push(readItem(file, text, item, key));
      problems.push(...kindsIn(item));
    }
  }
  return { sources, problems };
}

/** The fields that are read as they are written. */
const PLAIN: readonly FieldName[] = [
  "title",
  "container-title",
  "publisher",
  "publisher-place",
  "volume",
  "issue",
  "page",
  "number",
  "edition",
  "genre",
  "archive",
  "URL",
  "DOI",
  "ISBN",
  "ISSN",
  "PMID",
  "PMCID",
  "license",
  "attribution",
];

function readItem(file: string, text: string, item: YamlValue, key: string): Source {
  const fields = new Map<FieldName, Field>();
  for (const name of PLAIN) {
    const value = pairOf(item, name)?.value;
    const written = textOf(value);
    if (value && written) fields.set(name, { value: withoutTags(written).trim(), range: inner(text, value) });
  }
  for (const name of ["author", "editor", "issued", "accessed"] as const) {
    const pair = pairOf(item, name);
    if (pair) fields.set(name, { value: textOf(pair.value) ?? "", range: pair.keyRange });
  }
  const retraction = retractionIn(text, item);
  if (retraction) fields.set("retracted", retraction);
  const arxiv = arxivOf(text, item);
  if (arxiv) fields.set("arXiv", arxiv);
  return makeSource(
    {
      key,
      file,
      range: inner(text, pairOf(item, "id")!.value),
      type: textOf(pairOf(item, "type")?.value) ?? "document",
      authors: namesIn(pairOf(item, "author")?.value),
      editors: namesIn(pairOf(item, "editor")?.value),
      issued: dateOf(pairOf(item, "issued")?.value),
      accessed: dateOf(pairOf(item, "accessed")?.value),
      fields,
      parents: [],
    },
    ["author", "editor"].flatMap((name) => identifiersOfNames(text, pairOf(item, name)?.value)),
  );
}

/** The place of a scalar's text: without its quotation marks. */
function inner(text: string, { range }: YamlValue): Range {
  const { start, end } = range;
  return /^(["'])[\s\S]*\1$/.test(slice(text, range)) && end - start > 1 ? { start: start + 1, end: end - 1 } : range;
}

function namesIn(value: YamlValue | undefined): readonly Name[] {
  if (value?.kind !== "list") {
    const literal = textOf(value) ?? "";
    return literal ? [{ family: "", given: "", literal }] : [];
  }
  return value.items.flatMap((item) => {
    const part = (name: string) => (textOf(pairOf(item, name)?.value) ?? "").trim();
    const particles = [part("dropping-particle"), part("non-dropping-particle")];
    const family = [...particles, part("family")].filter(Boolean).join(" ");
    const given = [part("given"), part("suffix")].filter(Boolean).join(", ");
    const literal = part("literal") || (textOf(item) ?? "").trim();
    return family || given || literal ? [{ family, given, literal }] : [];
  });
}

function identifiersOfNames(text: string, names: YamlValue | undefined): readonly Identifier[] {
  return (names?.kind === "list" ? names.items : []).flatMap((name) =>
    (["ORCID", "ROR"] as const).flatMap((kind): Identifier[] => {
      const value = (pairOf(name, kind) ?? pairOf(name, kind.toLowerCase()))?.value;
      const written = textOf(value)?.trim();
      return value && written ? [{ kind, value: written, range: inner(text, value) }] : [];
    }),
  );
}

/** An arXiv number stands in a field of its own, as a place in an archive, as a number, or in the address. */
function arxivOf(text: string, item: YamlValue): Field | undefined {
  const at = (name: string, pattern: RegExp): Field | undefined => {
    const value = pairOf(item, name)?.value;
    const found = value && pattern.exec(textOf(value)?.trim() ?? "");
    return found?.[1] ? { value: found[1], range: inner(text, value!) } : undefined;
  };
  const inArchive = /^arxiv$/i.test(textOf(pairOf(item, "archive")?.value) ?? "");
  return (
    at("arXiv", /^(.+)$/) ??
    at("arxiv", /^(.+)$/) ??
    (inArchive ? (at("archive_location", /^(.+)$/) ?? at("archive-location", /^(.+)$/)) : undefined) ??
    at("number", /^arxiv:\s*(\S.*)$/is) ??
    at("URL", /^https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/([^\s?#]+?)(?:\.pdf)?$/i)
  );
}

function dateOf(value: YamlValue | undefined): SourceDate | undefined {
  const plain = textOf(value);
  if (plain !== undefined) return readDate(plain);
  // Pandoc also writes a list of dates, of which the second is the end of a stretch.
  const date = value?.kind === "list" ? value.items[0] : value;
  const parts = pairOf(date, "date-parts")?.value;
  const first = parts?.kind === "list" ? parts.items[0] : undefined;
  const numbers = first?.kind === "list" ? first.items : first ? [first] : [];
  const part = (at: number, name: string) => textOf(numbers[at]) ?? textOf(pairOf(date, name)?.value) ?? "";
  const year = part(0, "year");
  if (year) return { year, month: Number(part(1, "month")) || 0, day: Number(part(2, "day")) || 0 };
  return readDate(textOf(pairOf(date, "raw")?.value) ?? textOf(pairOf(date, "literal")?.value) ?? "");
}

/** Fields whose value is of another kind than it must be. */
function* kindsIn(item: YamlValue): Generator<BibtexProblem> {
  for (const name of PLAIN) {
    const pair = pairOf(item, name);
    if (pair && pair.value.kind !== "scalar") yield { range: pair.keyRange, message: `Expected text after “${name}”.` };
  }
  for (const name of ["author", "editor"]) {
    const pair = pairOf(item, name);
    if (pair?.value.kind === "map")
      yield { range: pair.keyRange, message: `“${name}” is a list of names, such as [{ family: Smith, given: Ann }].` };
  }
  for (const name of ["issued", "accessed"]) {
    const pair = pairOf(item, name);
    if (pair && pair.value.kind !== "scalar" && !dateOf(pair.value))
      yield { range: pair.keyRange, message: `“${name}” is a date, such as { date-parts: [[2020, 4, 1]] }.` };
  }
}

function firstLine(text: string, range: Range): Range {
  const [line] = /^[^\n\r]*/.exec(slice(text, { start: range.start, end: Math.min(range.end, range.start + 200) }))!;
  return { start: range.start, end: range.start + line.length };
}

/**
 * What an entry says of its retraction: by a field “retracted” of its own, among custom ones or in a note, as Zotero keeps those it
 * does not know; or by CSL's “status” (https://docs.citationstyles.org/en/stable/specification.html#standard-variables).
 */
function retractionIn(text: string, item: YamlValue): Field | undefined {
  for (const place of [item, pairOf(item, "custom")?.value]) {
    if (place?.kind !== "map") continue;
    const pair = place.pairs.find(({ key }) => key.toLowerCase() === "retracted");
    const [said] = pair ? textsOf(pair.value) : [];
    if (pair?.value.kind === "scalar") return said && { value: said.text.trim(), range: inner(text, pair.value) };
    // Parts are a reason, whatever they are called.
    if (pair) return { value: said?.text.trim() ?? "true", range: pair.keyRange };
  }
  const status = pairOf(item, "status");
  if (status && isRetracted(textOf(status.value))) return { value: "true", range: status.keyRange };
  const note = pairOf(item, "note");
  const [, name, value] =
    /(?:^|[\n{])[ \t]*(retracted|status)[ \t]*:[ \t]*([^\n}]+)/i.exec(textOf(note?.value) ?? "") ?? [];
  if (!note || !name || !value || (name.toLowerCase() === "status" && !isRetracted(value))) return undefined;
  return { value: isRetracted(value) ? "true" : value.trim(), range: note.keyRange };
}

function isRetracted(status: string | undefined): boolean {
  return /^\s*retracted\s*$/i.test(status ?? "");
}
