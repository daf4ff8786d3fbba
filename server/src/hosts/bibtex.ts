import { parse } from "@retorquere/bibtex-parser";
import type { BibtexFile, BibtexItem } from "../path/bibtex-source.ts";
import { type Field, type Name, withoutTags } from "../path/source.ts";
import { type BibtexEntry, type BibtexField, scanBibtex } from "../syntax/bibtex.ts";

/**
 * Reads BibTeX: `syntax/bibtex.ts` finds the entries and their places, `@retorquere/bibtex-parser` reads the LaTeX of their
 * values. Never throws: what is broken is a problem, and the rest is read.
 */
export function readBibtex(text: string): BibtexFile {
  const { entries, problems } = scanBibtex(text);
  const plain = plainValues(entries);
  return { entries: entries.map((entry) => itemOf(entry, plain.get(entry))), problems };
}

/** Fields of which nothing is made: they may be long. */
const UNREAD = new Set(["abstract", "annote", "annotation", "comments", "file", "keywords", "review"]);

/** Fields that hold names. */
const NAMES = new Set(["author", "editor"]);

/** Fields that are no LaTeX, in which many escape what LaTeX would have them escape. */
const VERBATIM = new Set(["doi", "eprint", "url"]);

/** The library takes long on a longer value, or a longer name in one: these stand as they are written. */
const LONGEST_LATEX = /* defense: longest-latex */ 20_000;
const LONGEST_NAME = 500;

/** At most this much of one file is given to the library, in UTF-16 code units; of what comes after it, braces are removed. */
const MOST_LATEX = 4_000_000;

type PlainFields = Readonly<Record<string, unknown>>;

/** What the library made of entries, by their text: of a long list that is being edited, only what changed is read again. */
const known = new Map<string, PlainFields>();

/** At most this many entries are remembered. */
const MOST_KNOWN = 20_000;

/** What the library makes of the fields of each entry that it is needed for. */
function plainValues(entries: readonly BibtexEntry[]): ReadonlyMap<BibtexEntry, PlainFields> {
  const written = new Map<BibtexEntry, string>();
  for (const entry of entries) {
    const fields = entry.fields.filter(isLatex).map(({ name, value }) => `${name} = {${tame(value)}}`);
    if (fields.length) written.set(entry, fields.join(",\n"));
  }
  if (known.size + written.size > MOST_KNOWN) known.clear();
  let given = 0;
  const fresh = [...new Set(written.values())].filter((text) => {
    if (known.has(text)) return false;
    given += text.length;
    return given <= MOST_LATEX;
  });
  try {
    const clean = fresh.map((text, at) => `@misc{e${at},\n${text}\n}\n`).join("\n");
    const { entries: read } = parse(clean, { sentenceCase: false, unsupported: "ignore" });
    for (const { key, fields } of read) known.set(fresh[Number(key.slice(1))]!, fields);
  } catch {
    // Their values stand as they are written, without braces.
  }
  return new Map([...written].flatMap(([entry, text]) => (known.has(text) ? [[entry, known.get(text)!]] : [])));
}

/** Whether a value can mean something else than what is written: all others need no library, which takes its time. */
function isLatex({ name, value }: BibtexField): boolean {
  if (UNREAD.has(name)) return false;
  if (NAMES.has(name)) return value.split(/\sand\s/i).every((each) => each.length <= LONGEST_NAME);
  if (value.length > LONGEST_LATEX) return false;
  if (VERBATIM.has(name)) return /[{}]|\\[A-Za-z]/.test(value);
  return /[\\{}$~^_&%#"`'<>]/.test(value);
}

/** A lone dollar sign would be taken for mathematics without an end. */
function tame(value: string): string {
  const signs = value.match(/(?<!\\)\$/g)?.length ?? 0;
  return signs % 2 ? value.replace(/(?<!\\)\$/g, "\\$") : value;
}

function itemOf({ type, key, keyRange, fields }: BibtexEntry, plain: PlainFields | undefined): BibtexItem {
  const texts = new Map<string, Field>();
  const names = new Map<string, readonly Name[]>();
  for (const { name, value, range } of fields) {
    const read = plain?.[name];
    const people = Array.isArray(read) ? read.flatMap(nameOf) : [];
    if (people.length) names.set(name, people);
    const text = fieldText(read) ?? bare(value);
    texts.set(name, { value: VERBATIM.has(name) ? text.replace(/\\(?=[_%#&$~])/g, "") : text, range });
  }
  return { type, key, range: keyRange, fields: texts, names };
}

function fieldText(read: unknown): string | undefined {
  if (typeof read === "string") return withoutTags(read).trim();
  if (!Array.isArray(read)) return undefined;
  return read
    .map((part: unknown) => (typeof part === "string" ? withoutTags(part) : nameOf(part).map(shownName).join("")))
    .join(", ");
}

/** A value without LaTeX, or of which the library could make nothing. */
function bare(value: string): string {
  return value
    .replace(/[{}]/g, "")
    .replace(/\s+/g, " ")
    .replace(/(?<!-)--(?!-)/g, "–")
    .trim();
}

function nameOf(creator: unknown): Name[] {
  if (typeof creator !== "object" || creator === null) return [];
  const { name = "", lastName = "", firstName = "", prefix = "", suffix = "" } = creator as Record<string, string>;
  const family = [prefix, lastName].filter(Boolean).join(" ");
  const given = [firstName, suffix].filter(Boolean).join(", ");
  if (!given && family === "others") return [{ family: "", given: "", literal: "others" }];
  return name || family || given ? [{ family, given, literal: name }] : [];
}

function shownName({ family, literal }: Name): string {
  return family || literal;
}
