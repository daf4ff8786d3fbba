import { pairOf, readYaml, textOf, type YamlValue } from "../syntax/yaml.ts";
import type { Range } from "../text/range.ts";

/** One entry of a bibliography. */
export interface Source {
  readonly key: string;
  /** The file it stands in, and its key's place there. */
  readonly file: string;
  readonly range: Range;
  readonly title: string;
  readonly author: string;
  readonly year: string;
}

/** The sources of one file, and what could not be read of it. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly sources: readonly Source[];
  readonly problems: readonly { readonly range: Range; readonly message: string }[];
}

/** Reads BibTeX entries; the host provides it, because the library behind it is large and loaded only when needed. */
export type BibtexReader = (text: string) => BibtexFile;

export interface BibtexFile {
  readonly entries: readonly {
    readonly key: string;
    readonly range: Range;
    readonly fields: Readonly<Record<string, string>>;
  }[];
  readonly problems: readonly { readonly range: Range; readonly message: string }[];
}

/** Whether a file's ending says that it can hold sources. */
export function isSourceFile(file: string): boolean {
  return /\/(?:[^/]+\.bib|[^/]*(?:sources|references|bibliography)[^/]*\.(?:json|ya?ml))$/i.test(file);
}

/** The longest bibliography that is read, in UTF-16 code units. */
const LONGEST = 4_000_000;

/** Reads sources from CSL-JSON, CSL-YAML or BibTeX, told apart by the file's ending. Never throws. */
export function readSourceFile(file: string, text: string, bibtex: BibtexReader | undefined): SourceFile {
  const whole = { start: 0, end: Math.min(1, text.length) };
  const fail = (message: string): SourceFile => ({ file, text, sources: [], problems: [{ range: whole, message }] });
  if (text.length > LONGEST)
    return fail("This list of sources is longer than four million characters, so it was not read.");
  if (/\.bib$/i.test(file)) {
    if (!bibtex) return fail("BibTeX can't be read here. Please use CSL-JSON or CSL-YAML.");
    const { entries, problems } = bibtex(text);
    const sources = entries.map(({ key, range, fields }) => ({
      key,
      file,
      range,
      title: fields.title ?? "",
      author: fields.author ?? fields.editor ?? "",
      year: fields.year ?? (fields.date ?? "").slice(0, 4),
    }));
    return { file, text, sources, problems };
  }
  const { value, problems } = readYaml(text, 0, { characters: LONGEST, pairs: 1_000_000 });
  const list = value?.kind === "list" ? value : (pairOf(value, "references")?.value ?? pairOf(value, "sources")?.value);
  const sources = (list?.kind === "list" ? list.items : []).flatMap((item) => readCslItem(file, text, item));
  if (value && list?.kind !== "list" && problems.length === 0) {
    return fail("No list of sources was found here. It is a list of entries, each with an “id”.");
  }
  return { file, text, sources, problems };
}

function readCslItem(file: string, text: string, item: YamlValue): Source[] {
  const id = pairOf(item, "id");
  const key = textOf(id?.value);
  if (!id || key === undefined) return [];
  const field = (name: string) => textOf(pairOf(item, name)?.value) ?? "";
  return [
    {
      key,
      file,
      range: withoutQuotes(text, id.value.range),
      title: field("title"),
      author: authorsOf(item),
      year: yearOf(item),
    },
  ];
}

function withoutQuotes(text: string, { start, end }: Range): Range {
  return /^["']/.test(text.slice(start, end)) ? { start: start + 1, end: end - 1 } : { start, end };
}

function authorsOf(item: YamlValue): string {
  const authors = pairOf(item, "author")?.value;
  if (authors?.kind !== "list") return textOf(authors) ?? "";
  const names = authors.items.map(
    (author) => textOf(pairOf(author, "family")?.value) ?? textOf(pairOf(author, "literal")?.value),
  );
  return names.filter((name) => name !== undefined).join(", ");
}

function yearOf(item: YamlValue): string {
  const issued = pairOf(item, "issued")?.value;
  const plain = textOf(issued);
  if (plain !== undefined) return plain.slice(0, 4);
  const parts = pairOf(issued, "date-parts")?.value;
  const first = parts?.kind === "list" ? parts.items[0] : undefined;
  const year = first?.kind === "list" ? first.items[0] : first;
  return (
    textOf(year) ?? textOf(pairOf(issued, "year")?.value) ?? (textOf(pairOf(issued, "raw")?.value) ?? "").slice(0, 4)
  );
}
