import type { CitationStyle } from "../path/path-file.ts";
import { fieldOf, isOthers, type Name, type Source, type SourceDate, shortName } from "../path/source.ts";
import type { Citation } from "../station/citations.ts";
import { shorten } from "../text/shorten.ts";
import { wellFormed } from "../text/well-formed.ts";

/** A stretch of an entry: plain text, perhaps in italics, perhaps an address. */
export interface Run {
  readonly text: string;
  readonly italic?: boolean;
  /** Where it leads. */
  readonly href?: string;
}

/** A stretch of a citation in the text. */
export interface MarkPart {
  readonly text: string;
  /** The id of the entry that it leads to. */
  readonly entry?: string;
  /** Set higher and smaller than the text. */
  readonly raised?: boolean;
  /** A key that no source has. */
  readonly unknown?: boolean;
}

/** How a page's citations look, and what is listed at its end. */
export interface CitedPage {
  /** For the first citation of each pair of brackets, what stands there instead of what is written. */
  readonly marks: ReadonlyMap<Citation, readonly MarkPart[]>;
  readonly entries: readonly { readonly id: string; readonly runs: readonly Run[] }[];
  /** Whether the entries are known by their numbers. */
  readonly numbered: boolean;
}

/**
 * A station's citations as a style has them.
 * @param citations all of one station, in the order of its text
 */
export function citedPage(
  citations: readonly Citation[],
  sources: ReadonlyMap<string, Source>,
  style: CitationStyle,
): CitedPage {
  const groups = groupsOf(citations);
  const cited = [...new Set(citations.map(({ key }) => key))].flatMap((key) => sources.get(key) ?? []);
  switch (style) {
    case "author-date":
      return authorDatePage(groups, sources, cited);
    case "number":
      return numberPage(groups, sources, cited);
    case "note":
      return notePage(groups, sources);
  }
}

/** A source as it is listed, in plain runs. Empty for a source of which nothing but its key is known. */
export function fullEntry(source: Source, style: CitationStyle, letter = ""): readonly Run[] {
  const title = titleOf(source);
  const names = fullNames(source, false);
  const year = source.year + letter;
  switch (style) {
    case "author-date": {
      const dated = year && ` (${year})`;
      const head = names
        ? [[plain(names + dated)], title]
        : [[...title, ...(title.length && dated ? [plain(dated)] : [])]];
      const bare = !names && !title.length && year ? [[plain(year)]] : [];
      return sentences([...head, ...bare, wholeOf(source), ...aboutIt(source, publisherOf(source))], linkOf(source));
    }
    case "number": {
      const published = [publisherOf(source), year].filter(Boolean).join(", ");
      return sentences([[plain(names)], title, wholeOf(source), ...aboutIt(source, published)], linkOf(source));
    }
    case "note":
      return closed(noteOf(source));
  }
}

/** The citations of each pair of brackets together. */
function groupsOf(citations: readonly Citation[]): readonly (readonly Citation[])[] {
  const groups: Citation[][] = [];
  for (const citation of citations) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (last && first!.passage === citation.passage && first!.at.start === citation.at.start) last.push(citation);
    else groups.push([citation]);
  }
  return groups;
}

type Groups = readonly (readonly Citation[])[];
type Sources = ReadonlyMap<string, Source>;

function authorDatePage(groups: Groups, sources: Sources, cited: readonly Source[]): CitedPage {
  const listed = [...cited].sort(
    (a, b) =>
      (shortNames(a) || a.title || a.key).localeCompare(shortNames(b) || b.title || b.key, "en") ||
      a.year.localeCompare(b.year, "en") ||
      a.title.localeCompare(b.title, "en"),
  );
  const letters = lettersOf(listed);
  const marks = new Map<Citation, readonly MarkPart[]>();
  for (const group of groups) {
    const parts = group.map((citation): MarkPart => {
      const { key, prefix, suffix, inText, withoutAuthor } = citation;
      const source = sources.get(key);
      if (!source) return { text: around(prefix, key, suffix), entry: entryId(key), unknown: true };
      const year = source.year + (letters.get(key) ?? "");
      const who = shortNames(source) || short(source.title) || key;
      const text =
        inText && !withoutAuthor
          ? `${who} (${year || "n.d."})`
          : [withoutAuthor ? "" : who, year].filter(Boolean).join(" ");
      return { text: around(prefix, text || who, suffix), entry: entryId(key) };
    });
    const free = group[0]!.inText && !group[0]!.withoutAuthor && sources.has(group[0]!.key);
    marks.set(group[0]!, free ? parts : bracketed("(", parts, ")"));
  }
  const entries = listed.map((source) => ({
    id: entryId(source.key),
    runs: entryRuns(source, "author-date", letters.get(source.key)),
  }));
  return { marks, entries, numbered: false };
}

/** Works of the same people in the same year are told apart by letters. */
function lettersOf(listed: readonly Source[]): ReadonlyMap<string, string> {
  const alike = new Map<string, Source[]>();
  for (const source of listed) {
    const label = `${shortNames(source)} ${source.year}`;
    if (label.trim() && source.year) alike.set(label, [...(alike.get(label) ?? []), source]);
  }
  const letters = new Map<string, string>();
  for (const group of alike.values()) {
    if (group.length > 1 && group.length <= 26)
      for (const [at, { key }] of group.entries()) letters.set(key, String.fromCharCode(0x61 + at));
  }
  return letters;
}

function numberPage(groups: Groups, sources: Sources, cited: readonly Source[]): CitedPage {
  const numbers = new Map(cited.map(({ key }, at) => [key, at + 1]));
  const marks = new Map<Citation, readonly MarkPart[]>();
  for (const group of groups) {
    const parts = group.map(({ key, prefix, suffix }): MarkPart => {
      const number = numbers.get(key);
      if (number === undefined) return { text: around(prefix, key, suffix), entry: entryId(key), unknown: true };
      return { text: around(prefix, String(number), suffix), entry: entryId(key) };
    });
    marks.set(group[0]!, [...whoSays(group[0]!, sources, " "), ...bracketed("[", parts, "]")]);
  }
  const entries = cited.map((source) => ({ id: entryId(source.key), runs: entryRuns(source, "number") }));
  return { marks, entries, numbered: true };
}

/** Each citation has a note of its own; what was cited in full before is cited in short. */
function notePage(groups: Groups, sources: Sources): CitedPage {
  const marks = new Map<Citation, readonly MarkPart[]>();
  const entries: { id: string; runs: readonly Run[] }[] = [];
  const seen = new Set<string>();
  for (const group of groups) {
    const runs = group.flatMap(({ key, prefix, suffix }, at): Run[] => {
      const source = sources.get(key);
      const before = [at > 0 ? "; " : "", prefix && `${prefix} `].join("");
      const said = !source ? [] : seen.has(key) ? shortNote(source, suffix) : noteOf(source, suffix);
      seen.add(key);
      return [plain(before), ...(said.length ? said : [plain(key + (suffix && `, ${suffix}`))])];
    });
    const number = String(entries.length + 1);
    const id = `cited-${number}`;
    entries.push({ id, runs: closed(capital(runs.filter(({ text }) => text))) });
    const unknown = group.some(({ key }) => !sources.has(key));
    marks.set(group[0]!, [
      ...whoSays(group[0]!, sources, ""),
      { text: number, entry: id, raised: true, ...(unknown && { unknown }) },
    ]);
  }
  return { marks, entries, numbered: true };
}

/** The name that a sentence needs where a citation is a part of it. */
function whoSays({ inText, withoutAuthor, key }: Citation, sources: Sources, after: string): readonly MarkPart[] {
  const source = sources.get(key);
  if (!inText || withoutAuthor || !source) return [];
  return [{ text: (shortNames(source) || short(source.title) || key) + after }];
}

function entryId(key: string): string {
  return `source-${key}`;
}

function entryRuns(source: Source, style: CitationStyle, letter?: string): readonly Run[] {
  const runs = fullEntry(source, style, letter);
  return runs.length ? runs : [plain(source.key)];
}

function around(prefix: string, text: string, suffix: string): string {
  return `${prefix && `${prefix} `}${text}${suffix && `, ${suffix}`}`;
}

function bracketed(open: string, parts: readonly MarkPart[], close: string): readonly MarkPart[] {
  return [{ text: open }, ...parts.flatMap((part, at) => (at ? [{ text: "; " }, part] : [part])), { text: close }];
}

function plain(text: string): Run {
  return { text };
}

/** Smith; Smith and Jones; Smith et al. */
function shortNames({ authors, editors }: Source): string {
  const people = authors.length ? authors : editors;
  const [first, second] = people;
  if (!first || isOthers(first)) return "";
  const name = (each: Name) => shorten(shortName(each), LONGEST_SHORT);
  if (people.length > 2 || (second && isOthers(second))) return `${name(first)} et al.`;
  return second ? `${name(first)} and ${name(second)}` : name(first);
}

/** What stands at each citation is cut: a name without end that is cited often would make a page of gigabytes. */
const LONGEST_SHORT = 200;

/** At most this many names are listed. */
const MOST_NAMES = 7;

/** All names: the first turned around, so that the list can be looked through, unless it stands in a note. */
function fullNames({ authors, editors }: Source, inNote: boolean): string {
  const people = authors.length ? authors : editors;
  const named = people.filter((name) => !isOthers(name));
  const shown = named.length > MOST_NAMES ? named.slice(0, 1) : named;
  const names = shown.map((name, at) => (at === 0 && !inNote ? turned(name) : straight(name)));
  const cut = shown.length < people.length;
  const role = authors.length || !names.length ? "" : people.length > 1 ? ", eds." : ", ed.";
  if (cut) return names.length ? `${names.join(", ")} et al.${role}` : "";
  const last = names.pop() ?? "";
  const comma = names.length > 1 || (names.length === 1 && !inNote && people[0]!.family && people[0]!.given) ? "," : "";
  return (names.length ? `${names.join(", ")}${comma} and ${last}` : last) + role;
}

function turned({ family, given, literal }: Name): string {
  return literal || [family, given].filter(Boolean).join(", ");
}

function straight({ family, given, literal }: Name): string {
  const [first, ...suffix] = given.split(", ");
  return literal || [[first, family].filter(Boolean).join(" "), ...suffix].join(", ");
}

/** The title: in italics where it is that of a whole, in quotation marks where it is that of a part. */
function titleOf(source: Source): readonly Run[] {
  const { title, retracted } = source;
  if (!title) return [];
  const isPart = fieldOf(source, "container-title") !== "";
  const shown = isPart ? plain(`“${title}”`) : { text: title, italic: true };
  return retracted ? [shown, plain(" [retracted]")] : [shown];
}

/** What it is a part of, and where in it. */
function wholeOf(source: Source): readonly Run[] {
  const container = fieldOf(source, "container-title");
  const [volume, issue, page] = [fieldOf(source, "volume"), fieldOf(source, "issue"), pagesOf(source)];
  if (!container) return volume ? [plain(`Volume ${volume}`)] : [];
  const place = `${volume && ` ${volume}`}${issue && (volume ? `(${issue})` : ` ${issue}`)}`;
  return [{ text: container, italic: true }, plain(`${place}${page && `, ${page}`}`)].filter(({ text }) => text);
}

function pagesOf(source: Source): string {
  return fieldOf(source, "page").replace(/(?<=\d)\s*-{1,2}\s*(?=\d)/g, "–");
}

function aboutIt(source: Source, published: string): readonly (readonly Run[])[] {
  const edition = fieldOf(source, "edition");
  const kind = [fieldOf(source, "genre"), fieldOf(source, "number")].filter(Boolean).join(" ");
  const credit = fieldOf(source, "attribution");
  const said = [/^\d+$/.test(edition) ? `${ordinal(Number(edition))} edition` : edition, kind, published, credit];
  return said.map((text) => [plain(text)]);
}

function publisherOf(source: Source): string {
  return [fieldOf(source, "publisher-place"), fieldOf(source, "publisher")].filter(Boolean).join(": ");
}

function ordinal(number: number): string {
  const tens = number % 100;
  const ending = tens > 10 && tens < 14 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}

/** Where it is found on the web, and when it was read there. */
function linkOf(source: Source): readonly Run[] {
  const [doi, url, arxiv] = [fieldOf(source, "DOI"), fieldOf(source, "URL"), fieldOf(source, "arXiv")];
  const bare = doi.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, "");
  if (bare.startsWith("10.")) {
    const escaped = encodeURI(wellFormed(bare)).replace(/[#?]/g, encodeURIComponent);
    return [{ text: `https://doi.org/${bare}`, href: `https://doi.org/${escaped}` }];
  }
  const address = url || (arxiv && `https://arxiv.org/abs/${arxiv.replace(/^arxiv:\s*/i, "")}`);
  if (!address) return [];
  const read = source.accessed ? [plain(` (accessed ${dateText(source.accessed)})`)] : [];
  return [/^https?:\/\//i.test(address) ? { text: address, href: address } : plain(address), ...read];
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

function dateText({ year, month, day }: SourceDate): string {
  return [day || "", MONTHS[month - 1] ?? "", year].filter(Boolean).join(" ");
}

/** A source as a note has it: parts with commas between, its publication in brackets, then the place that is cited. */
function noteOf(source: Source, cited = ""): readonly Run[] {
  const title = titleOf(source);
  const [volume, issue, page] = [fieldOf(source, "volume"), fieldOf(source, "issue"), pagesOf(source)];
  const container = fieldOf(source, "container-title");
  const published = [publisherOf(source), source.year].filter(Boolean).join(", ");
  const place = `${volume && ` ${volume}`}${issue && `, no. ${issue}`}${published && ` (${published})`}${page && `: ${page}`}`;
  const whole = container ? [{ text: container, italic: true }, plain(place)] : [];
  const own = container || !published ? title : [...title, plain(title.length ? ` (${published})` : published)];
  const credit = fieldOf(source, "attribution");
  return listed([[plain(fullNames(source, true))], own, whole, [plain(cited)], linkOf(source), [plain(credit)]]);
}

function shortNote(source: Source, cited: string): readonly Run[] {
  const { title, key } = source;
  const isPart = fieldOf(source, "container-title") !== "";
  const work = short(title) || (shortNames(source) ? "" : key);
  const shown = isPart ? plain(work && `“${work}”`) : { text: work, italic: true };
  return listed([[plain(shortNames(source))], [shown], [plain(cited)]]);
}

/** A title without what stands after a colon. */
function short(title: string): string {
  return shorten(title.split(/:\s/)[0]!, LONGEST_SHORT);
}

function listed(parts: readonly (readonly Run[])[]): readonly Run[] {
  return filled(parts).flatMap((part, at) => (at ? [plain(", "), ...part] : part));
}

function filled(parts: readonly (readonly Run[])[]): readonly (readonly Run[])[] {
  return parts.map((part) => part.filter(({ text }) => text)).filter((part) => part.length > 0);
}

/** Sentences with a period after each, and an address that has none. */
function sentences(parts: readonly (readonly Run[])[], link: readonly Run[]): readonly Run[] {
  const all = [...filled(parts).map(closed), ...(link.length ? [link] : [])];
  return all.flatMap((part, at) => (at ? [plain(" "), ...part] : part));
}

/** With the period that ends it. */
function closed(runs: readonly Run[]): readonly Run[] {
  const last = runs.at(-1)?.text;
  return !last || /[.!?…]["”’]?$/.test(last) ? runs : [...runs, plain(".")];
}

function capital(runs: readonly Run[]): readonly Run[] {
  const [first, ...rest] = runs;
  if (!first || first.href) return runs;
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest];
}
