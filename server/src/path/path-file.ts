import { folderOf, resolveFile } from "../files/names.ts";
import { pairOf, readYaml, textOf, textsOf, type YamlProblem, type YamlValue } from "../syntax/yaml.ts";
import { type Range, trim } from "../text/range.ts";
import { rootIn } from "./settings-file.ts";

/** What a `path.yaml` says. Every part keeps its place, so that a finding can point at it. */
export interface PathFile {
  readonly file: string;
  readonly text: string;
  readonly root: YamlValue | undefined;
  readonly problems: readonly YamlProblem[];
  readonly title: string | undefined;
  readonly tier: "standard" | "premium";
  readonly language: string;
  /** What it calls its stations beside "Station", such as "Lesson"; none where it says nothing. */
  readonly call: readonly string[];
  readonly readingGrade: number | undefined;
  readonly entries: readonly PathEntry[];
  /** The files of sources it names, as files. */
  readonly sources: readonly { readonly file: string; readonly range: Range }[];
  readonly citationStyle: CitationStyle;
  /** Acronyms that its readers know. */
  readonly known: readonly string[];
  readonly rules: YamlValue | undefined;
  /** The folder that names of files with a slash at their start count from. */
  readonly siteRoot: string | undefined;
}

/** How citations and sources look on a page and in a hover. */
export const CITATION_STYLES = ["author-date", "number", "note"] as const;

export type CitationStyle = (typeof CITATION_STYLES)[number];

/** One line of `stations:`: a file, or a title that is planned. */
export type PathEntry =
  | { readonly kind: "file"; readonly file: string; readonly name: string; readonly range: Range }
  | { readonly kind: "planned"; readonly title: string; readonly range: Range };

/** A path of more stations than this is not read further. */
const MOST_STATIONS = 100_000;

/** What was read last: whoever checks a path asks several times, and reading YAML takes as long as reading a station. */
const known = new Map<string, PathFile>();
const MOST_KNOWN = 100;

/** Reads a `path.yaml`. Never throws; what it cannot read is left out and stands in `problems`. */
export function readPathFile(file: string, text: string): PathFile {
  const before = known.get(file);
  if (before?.text === text) return before;
  const read = readAnew(file, text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(file, read);
  return read;
}

function readAnew(file: string, text: string): PathFile {
  const { value: root, problems } = readYaml(text);
  const folder = folderOf(file);
  const stations = pairOf(root, "stations")?.value;
  const entries = (stations?.kind === "list" ? stations.items.slice(0, MOST_STATIONS) : []).flatMap(
    (item): PathEntry[] => {
      const name = textOf(item);
      if (name !== undefined) return [{ kind: "file", file: resolveFile(folder, name), name, range: item.range }];
      const planned = textOf(pairOf(item, "planned")?.value);
      // A map's range ends where the next line begins.
      return planned === undefined ? [] : [{ kind: "planned", title: planned, range: trim(text, item.range) }];
    },
  );
  const sources = itemsOf(pairOf(root, "sources")?.value).flatMap((item) => {
    const name = textOf(item);
    return name === undefined ? [] : [{ file: resolveFile(folder, name), range: item.range }];
  });
  const style = textOf(pairOf(root, "citationStyle")?.value);
  const grade = Number(textOf(pairOf(pairOf(root, "audience")?.value, "readingGrade")?.value));
  return {
    file,
    text,
    root,
    problems,
    title: textOf(pairOf(root, "title")?.value),
    tier: textOf(pairOf(root, "tier")?.value) === "premium" ? "premium" : "standard",
    language: textOf(pairOf(root, "language")?.value) ?? "en",
    call: itemsOf(pairOf(root, "call")?.value).flatMap((item) => {
      const word = textOf(item)?.trim() ?? "";
      return CALL.test(word) ? [word] : [];
    }),
    readingGrade: Number.isFinite(grade) && grade > 0 ? grade : undefined,
    entries,
    sources,
    citationStyle: CITATION_STYLES.find((each) => each === style) ?? "author-date",
    known: textsOf(pairOf(root, "known")?.value).map(({ text: acronym }) => acronym),
    rules: pairOf(root, "rules")?.value,
    siteRoot: rootIn(root, folder),
  };
}

/** What a path may call its stations: a word of letters, or several. */
export const CALL = /^\p{L}[\p{L}\p{M}]*(?: [\p{L}\p{M}]+){0,3}$/u;

function itemsOf(value: YamlValue | undefined): readonly YamlValue[] {
  return value?.kind === "list" ? value.items : value ? [value] : [];
}

/**
 * The number that a station's file name starts with: 11 in `11-security.station.md`, `S11.station.txt`. The parts of a number of
 * several levels, such as `1.2 Wells`, and of a date are no numbers of stations.
 */
export function numberInName(name: string): number | undefined {
  if (/^\d+\.\d|^\d{4}-\d\d-\d\d(?!\d)/.test(name)) return undefined;
  const match = /^(?:s(?:tation)?[-_ ]?)?(\d{1,6})(?!\d)/i.exec(name);
  return match ? Number(match[1]) : undefined;
}

/**
 * Whether a `path.yaml` is one of ours by what it says: other programs have files of that name, too. One that is no
 * YAML is ours if a line of it begins like a list of stations, and one that can't be read at all may be.
 */
export function listsStations({ text, root, problems }: PathFile): boolean {
  if (pairOf(root, "stations")) return true;
  if (problems.length === 0) return false;
  return text === "" || LISTS_STATIONS.test(text);
}

/** A line of a text that begins like a list of stations. */
export const LISTS_STATIONS = /(?:^|[\r\n{,])[ \t\uFEFF]*["']?stations["']?[ \t]*:/;
