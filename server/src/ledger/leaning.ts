import type { PointedAt } from "../language/language.ts";
import type { Passage } from "../station/passage.ts";
import type { Reference } from "../station/references.ts";
import type { Station } from "../station/station.ts";
import { fold } from "../text/fold.ts";
import { oncePer } from "../text/once.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { type LedgerSentence, ledgerSentences } from "./ledger-sentences.ts";
import { sentenceHash } from "./sentence-hash.ts";

/** What a sentence's meaning hangs on beside its own words, as its line keeps it. */
export type Leaning = Pick<LedgerEntry, "under" | "leadsTo">;

export const NO_LEANING: Leaning = { under: [], leadsTo: [] };

/** For each station that a reference leads to, its title, then its headings; nothing where it leads nowhere. */
export type NamesOf = (reference: Reference) => readonly (readonly string[])[];

/** What a sentence leans on now: the headings above it where it says nothing of its subject, and what it refers to. */
export function leaningOf(station: Station, sentence: LedgerSentence, namesOf: NamesOf): Leaning {
  // A row is about what the heads of its columns name.
  if (sentence.row) return NO_LEANING;
  const leadsTo = [
    ...referencesIn(station, sentence).flatMap((reference) => namesOf(reference).map(([title]) => title ?? "")),
    ...pointedAt(station, sentence).map(({ name }) => name),
  ];
  return { under: isBareBelowHeading(station, sentence) ? headingsAbove(station, sentence) : [], leadsTo };
}

/** How something that a sentence leans on has changed since its line was written; empty where nothing of that kind is there now. */
export interface LeaningChange {
  readonly what: "heading" | "station" | PointedAt["what"];
  readonly was: string;
  readonly is: string;
}

/**
 * What changed of that on which a sentence's meaning hangs, in its words: other numbers alone are no change, and neither is what
 * merging and splitting stations does, which makes headings of titles and titles of headings.
 */
export function leaningChange(
  station: Station,
  sentence: LedgerSentence,
  { under, leadsTo }: Leaning,
  namesOf: NamesOf,
): LeaningChange | undefined {
  const plain = (text: string) => plainName(text, sentence);
  if (under.length) {
    const now = headingsAbove(station, sentence).map(plain);
    const before = new Set(headingsBefore(station, sentence).map(plain));
    // What a split has made of the station has no other headings above; merged, they are somewhere above.
    const isSplit = now.length > 0 && now.every((name, at) => name === plain(under.at(at - now.length) ?? ""));
    const isSame = isSplit || (plain(under.at(-1)!) === now.at(-1) && under.every((name) => before.has(plain(name))));
    if (!isSame) {
      const at = under.findLastIndex((name) => !now.includes(plain(name)));
      const was = under.at(at)!;
      const is = headingsAbove(station, sentence);
      return { what: "heading", was, is: is[at] ?? is.at(-1) ?? "" };
    }
  }
  if (leadsTo.length === 0) return undefined;
  const known = new Set(leadsTo.map(plain));
  const gone = (now: readonly string[]) => leadsTo.find((name) => !now.some((each) => plain(each) === plain(name)));
  for (const reference of referencesIn(station, sentence)) {
    const stations = namesOf(reference);
    const other = stations.find((names) => !names.some((name) => known.has(plain(name))));
    if (stations.length === 0 || other)
      return { what: "station", was: gone(stations.flat()) ?? leadsTo[0]!, is: other?.[0] ?? "" };
  }
  const pointed = pointedAt(station, sentence);
  const other = pointed.find(({ name }) => !known.has(plain(name)));
  return other && { what: other.what, was: gone(pointed.map(({ name }) => name)) ?? "", is: other.name };
}

/** A heading or title without numbers of its own or of stations, and whatever way it is written in. */
function plainName(name: string, { sentence: { passage } }: LedgerSentence): string {
  const { roles, meaning } = passage.language;
  const words = roles.withoutReferences(fold(name)).replace(/^(?:\d+(?:\.\d+)*[.:)]?\s+)/, "");
  return meaning
    .plainReading(words.toLowerCase())
    .replace(/[\s:.-]+/g, " ")
    .trim();
}

function referencesIn({ references }: Station, { sentence }: LedgerSentence): readonly Reference[] {
  const { passage, start, end } = sentence;
  return references.filter((each) => each.passage === passage && each.at.start >= start && each.at.end <= end);
}

/** Whether a sentence says nothing of what it is about, and neither does any between it and the heading. */
function isBareBelowHeading(station: Station, sentence: LedgerSentence): boolean {
  const { sections } = station;
  const start =
    sections.findLast(({ heading }) => heading.range.start < sentence.sentence.range.start)?.range.start ?? 0;
  const all = ledgerSentences(station);
  for (let at = sentence.index; at >= 0; at--) {
    const { text, sentence: each } = all[at]!;
    if (each.range.start < start) return true;
    if (!each.passage.language.meaning.leansOnHeading(text)) return false;
  }
  return true;
}

/** The title and the headings that a sentence is below, the nearest last. */
function headingsAbove(station: Station, { sentence }: LedgerSentence): readonly string[] {
  return headingsByPassage(station).get(sentence.passage) ?? [];
}

/** All titles and headings before a sentence. */
function headingsBefore({ titles, sections }: Station, { sentence: { range } }: LedgerSentence): readonly string[] {
  const all = [...titles, ...sections.map(({ heading }) => heading)];
  return all.flatMap((each) => (each.range.start < range.start ? [fold(each.prose.text)] : []));
}

const headingsByPassage = oncePer(({ passages, sections }: Station): ReadonlyMap<Passage, readonly string[]> => {
  const depths = new Map(sections.map(({ heading, depth }) => [heading, depth]));
  const found = new Map<Passage, readonly string[]>();
  let open: readonly { readonly depth: number; readonly name: string }[] = [];
  let names: readonly string[] = [];
  for (const passage of passages) {
    const depth = passage.kind === "title" ? 0 : depths.get(passage);
    if (depth !== undefined) {
      open = [...open.filter((each) => each.depth < depth), { depth, name: fold(passage.prose.text) }];
      names = open.map(({ name }) => name);
    }
    // A footnote is about the place that it is called from.
    if (passage.kind !== "footnote") found.set(passage, names);
  }
  return found;
});

interface Pointed {
  readonly what: PointedAt["what"];
  /** The words of a heading, or the kind and the hash of a table or a list. */
  readonly name: string;
}

/** What a sentence points at in its own station, if it is there. */
function pointedAt(station: Station, { text, sentence }: LedgerSentence): readonly Pointed[] {
  const { language } = sentence.passage;
  return language.meaning.pointsAt(text).flatMap(({ what, where }): readonly Pointed[] => {
    const { start, end } = sentence.range;
    const nearest = <Part extends { readonly range: { readonly start: number; readonly end: number } }>(
      parts: readonly Part[],
    ) =>
      where === "above"
        ? parts.findLast(({ range }) => range.end <= start)
        : parts.find(({ range }) => range.start >= end);
    if (what === "section") {
      const heading = nearest(station.sections)?.heading.prose.text;
      return heading === undefined ? [] : [{ what, name: fold(heading) }];
    }
    const found = nearest<{ readonly range: { readonly start: number; readonly end: number } }>(
      what === "table" ? station.tables : station.lists,
    );
    if (!found) return [];
    const said = station.passages.flatMap(({ range, prose }) =>
      range.start >= found.range.start && range.end <= found.range.end ? [fold(prose.text)] : [],
    );
    return [{ what, name: `${what} ${sentenceHash(language.roles.withoutReferences(said.join(" | ")))}` }];
  });
}
