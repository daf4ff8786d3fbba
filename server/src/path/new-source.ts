import type { Change } from "../files/change.ts";
import { baseName, folderOf, relativeFile, resolveFile } from "../files/names.ts";
import { pairOf, readYaml } from "../syntax/yaml.ts";
import { applyEdits, type TextEdit } from "../text/edit.ts";
import { newlineOf } from "../text/newline.ts";
import type { LearningPath } from "./learning-path.ts";
import { plainScalar } from "./path-edits.ts";
import { type PathFile, readPathFile } from "./path-file.ts";
import type { Refusal } from "./refusal.ts";
import { bareIdentifier, identifierProblem } from "./source-identifiers.ts";
import { readSourceFile, type SourceFile } from "./sources.ts";
import type { Readers } from "./workspace.ts";

/** What someone typed to name a source: an identifier, an address, or a title. */
export interface TypedSource {
  readonly kind: "DOI" | "arXiv" | "ISBN" | "URL" | "title";
  readonly value: string;
}

/** What is known of a source that is not on its path yet. What is not known is empty. */
export interface NewSource {
  readonly typed: TypedSource;
  readonly title: string;
  /** Names and a year, such as `Smith, Ann; Li, Bo (2021)`. A name without a comma is that of an organization. */
  readonly authors: string;
  readonly publisher: string;
  /** The day, which is kept as the day on which a page was read. */
  readonly today: string;
}

/** Tells what someone typed to name a source. */
export function readTypedSource(typed: string): TypedSource {
  const text = typed.trim();
  for (const kind of ["DOI", "arXiv", "ISBN"] as const)
    if (identifierProblem(kind, bareIdentifier(kind, text)) === undefined)
      return { kind, value: bareIdentifier(kind, text) };
  if (/^https?:\/\/[^\s/][^\s/.]*\.\S+$/i.test(text)) return { kind: "URL", value: text };
  if (/^www\.[^\s/][^\s/.]*\.\S+$/i.test(text)) return { kind: "URL", value: `https://${text}` };
  return { kind: "title", value: text };
}

/**
 * Adds a source to the first list of sources of a path, or to a new `sources.yaml`, which its `path.yaml` names then.
 * @returns the change, the key of the source, and the file that lists it
 */
export function addSource(
  path: LearningPath,
  source: NewSource,
  bibtex: Readers["bibtex"],
): { readonly change: Change; readonly key: string; readonly file: string } | Refusal {
  const key = keyFor(source, path);
  const [list] = path.sourceFiles;
  if (list) {
    const edit = appendEntry(list, entryOf(key, source));
    if (!edit || !addsOnly(list, edit, key, bibtex)) return { refused: refusalFor(list) };
    return { change: changeOf([[list.file, [edit]]], []), key, file: list.file };
  }
  const { pathFile } = path;
  const folder = pathFile ? folderOf(pathFile.file) : path.id;
  // A list that the path names and that is not there is the one to make.
  const named = pathFile?.sources[0]?.file;
  const file = named ?? resolveFile(folder, NEW_LIST);
  const text = newList(file, entryOf(key, source));
  const listed = pathFile && !named ? listSources(pathFile, NEW_LIST) : [];
  return { change: changeOf(pathFile ? [[pathFile.file, listed]] : [], [{ file, text }]), key, file };
}

const NEW_LIST = "sources.yaml";

function changeOf(edits: readonly (readonly [string, readonly TextEdit[]])[], created: Change["created"]): Change {
  return { edits: new Map(edits.filter(([, each]) => each.length)), created, renamed: [], deleted: [] };
}

/** The name of the first author, or the first words of the title, and the year: `smith2021`. No other source has it. */
function keyFor({ title, authors }: NewSource, { sources }: LearningPath): string {
  const { names, year } = readAuthors(authors);
  const [first] = names;
  const words = (first?.family || first?.literal || title)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .match(/[a-z\d]+/g) ?? ["source"];
  const stem = words.slice(0, 3).join("-") + year;
  for (let number = 1; ; number++) {
    const key = number === 1 ? stem : `${stem}-${number}`;
    if (!sources.has(key)) return key;
  }
}

interface TypedName {
  readonly family: string;
  readonly given: string;
  readonly literal: string;
}

function readAuthors(typed: string): { readonly names: readonly TypedName[]; readonly year: string } {
  const text = typed.trim();
  const { index, 1: year = "" } = /(?<![\s,(])[\s,(]*(\d{4})?\)?$/.exec(text)!;
  const names = text
    .slice(0, index)
    .split(";")
    .flatMap((each): TypedName[] => {
      const [family, given] = each.split(/,(.*)/s).map((part) => part.trim());
      if (!family) return [];
      return given ? [{ family, given, literal: "" }] : [{ family: "", given: "", literal: family }];
    });
  return { names, year };
}

/** An entry in the words of CSL, whatever it will be written in. */
interface Entry {
  readonly key: string;
  readonly type: "document" | "webpage" | "book";
  readonly names: readonly TypedName[];
  readonly year: string;
  readonly accessed: string;
  /** Fields and their texts, in order. */
  readonly fields: readonly (readonly [name: string, text: string])[];
}

function entryOf(key: string, { typed, title, authors, publisher, today }: NewSource): Entry {
  const type = typed.kind === "URL" ? "webpage" : typed.kind === "DOI" || typed.kind === "arXiv" ? "document" : "book";
  const fields: [string, string][] = [["title", typed.kind === "title" ? typed.value : title]];
  if (publisher) fields.push(["publisher", publisher]);
  if (typed.kind !== "title") fields.push([typed.kind, typed.value]);
  const accessed = typed.kind === "URL" ? today : "";
  return { key, type, ...readAuthors(authors), accessed, fields: fields.filter(([, text]) => text) };
}

function newList(file: string, entry: Entry): string {
  if (/\.bib$/i.test(file)) return bibtexEntry(entry);
  if (/\.json$/i.test(file)) return `[\n${jsonEntry(entry)}\n]\n`;
  return `# The sources that stations cite, such as [@${entry.key}].\n${yamlEntry(entry, "")}`;
}

/** The edit that adds an entry at the end of a list; undefined where that has no end to add to. */
function appendEntry({ file, text }: SourceFile, entry: Entry): TextEdit | undefined {
  const newline = newlineOf(text);
  const insert = (at: number, newText: string): TextEdit => ({
    range: { start: at, end: at },
    newText: newText.replaceAll("\n", newline),
  });
  const gap = text === "" || text.endsWith("\n\n") ? "" : /[\n\r]$/.test(text) ? "\n" : "\n\n";
  if (/\.bib$/i.test(file)) return insert(text.length, gap + bibtexEntry(entry));
  if (/\.json$/i.test(file)) {
    const end = text.lastIndexOf("]");
    const last = text.slice(0, Math.max(end, 0)).trimEnd();
    return end < 0 ? undefined : insert(last.length, `${last.endsWith("[") ? "" : ","}\n${jsonEntry(entry)}`);
  }
  const { value } = readYaml(text);
  const list = value?.kind === "list" ? value : (pairOf(value, "references")?.value ?? pairOf(value, "sources")?.value);
  if (list && list.kind !== "list") return undefined;
  const first = list?.items[0]?.range.start ?? 0;
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", first - 1) + 1, first))![0];
  return insert(text.length, gap + yamlEntry(entry, indent));
}

/** Whether an edit adds a source with this key and changes nothing else: what is read afterwards is the proof. */
function addsOnly(list: SourceFile, edit: TextEdit, key: string, bibtex: Readers["bibtex"]): boolean {
  const after = readSourceFile(list.file, applyEdits(list.text, [edit]), bibtex);
  const keysIn = ({ sources }: SourceFile) => sources.map((source) => source.key);
  const wanted = [...keysIn(list), key];
  return keysIn(after).join("\n") === wanted.join("\n") && after.problems.length <= list.problems.length;
}

function refusalFor({ file }: SourceFile): string {
  return `“${baseName(file)}” can't be added to as it is written. Please add the source there by hand; nothing was changed.`;
}

function yamlEntry({ key, type, names, year, accessed, fields }: Entry, indent: string): string {
  const people = names.map(({ family, given, literal }) =>
    literal
      ? `{ literal: ${JSON.stringify(literal)} }`
      : `{ family: ${JSON.stringify(family)}, given: ${JSON.stringify(given)} }`,
  );
  const lines = [
    `- id: ${key}`,
    `  type: ${type}`,
    ...fields.map(([name, text]) => `  ${name}: ${/^\d/.test(text) ? JSON.stringify(text) : plainScalar(text)}`),
    ...(people.length ? ["  author:", ...people.map((person) => `    - ${person}`)] : []),
    ...(year ? [`  issued: { date-parts: [[${Number(year)}]] }`] : []),
    ...(accessed ? [`  accessed: "${accessed}"`] : []),
  ];
  return `${lines.map((line) => indent + line).join("\n")}\n`;
}

function jsonEntry({ key, type, names, year, accessed, fields }: Entry): string {
  const author = names.map(({ family, given, literal }) => (literal ? { literal } : { family, given }));
  const entry = {
    id: key,
    type,
    ...Object.fromEntries(fields),
    ...(author.length && { author }),
    ...(year && { issued: { "date-parts": [[Number(year)]] } }),
    ...(accessed && { accessed: { "date-parts": [accessed.split("-").map(Number)] } }),
  };
  return JSON.stringify(entry, null, 2)
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}

/** What BibTeX calls the fields that it calls otherwise. */
const IN_BIBTEX: Readonly<Record<string, string>> = { DOI: "doi", URL: "url", ISBN: "isbn", arXiv: "eprint" };

function bibtexEntry({ key, type, names, year, accessed, fields }: Entry): string {
  const author = names.map(({ family, given, literal }) =>
    literal ? `{${inTex(literal)}}` : inTex(`${family}, ${given}`),
  );
  const lines = [
    ...(author.length ? [["author", author.join(" and ")]] : []),
    ...fields.map(([name, text]) => [IN_BIBTEX[name] ?? name, name === "URL" || name === "DOI" ? text : inTex(text)]),
    ...(fields.some(([name]) => name === "arXiv") ? [["archiveprefix", "arXiv"]] : []),
    ...(year ? [["year", year]] : []),
    ...(accessed ? [["urldate", accessed]] : []),
  ];
  const kind = { document: "misc", webpage: "online", book: "book" }[type];
  return `@${kind}{${key},\n${lines.map(([name, text]) => `  ${name} = {${text}},\n`).join("")}}\n`;
}

function inTex(text: string): string {
  return text.replace(/[\\{}]/g, "").replace(/[&%$#_]/g, "\\$&");
}

/** The edits by which a `path.yaml` names its list of sources, right before its stations; none where that can't be done. */
function listSources(pathFile: PathFile, name: string): readonly TextEdit[] {
  const { text, root } = pathFile;
  if (pairOf(root, "sources")) return [];
  const newline = newlineOf(text);
  const at = pairOf(root, "stations")?.keyRange.start;
  const edit =
    at === undefined
      ? {
          range: { start: text.length, end: text.length },
          newText: `${/[\n\r]$|^$/.test(text) ? "" : newline}sources: ${name}${newline}`,
        }
      : { range: { start: at, end: at }, newText: `sources: ${name}${newline}` };
  const after = readPathFile(pathFile.file, applyEdits(text, [edit]));
  const isRight =
    after.problems.length <= pathFile.problems.length &&
    after.entries.length === pathFile.entries.length &&
    after.sources.some(({ file }) => relativeFile(folderOf(pathFile.file), file) === name);
  return isRight ? [edit] : [];
}
