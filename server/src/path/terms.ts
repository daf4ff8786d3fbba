import type { KeyTerm } from "../station/key-terms.ts";
import type { Passage } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import { wordKey } from "../station/word-key.ts";
import { sourceRange } from "../syntax/prose.ts";
import { wordsOf } from "../syntax/words.ts";
import { once } from "../text/once.ts";
import { contains, type Range } from "../text/range.ts";
import type { Stop } from "./learning-path.ts";

/** A term of a learning path: where it is defined, and where it is used. */
export interface Term {
  /** As its first definition writes it. */
  readonly name: string;
  /** What all its forms share; see `termKey`. */
  readonly key: string;
  /** In path order; there should be one. */
  readonly definitions: readonly Definition[];
  /** Everywhere else that the path's prose, headings and tables name it, in path order. */
  readonly uses: readonly TermUse[];
}

export interface Definition {
  readonly stop: Stop;
  readonly keyTerm: KeyTerm;
}

export interface TermUse {
  readonly stop: Stop;
  readonly passage: Passage;
  /** In the source. */
  readonly range: Range;
  /** As it is written. */
  readonly text: string;
}

/** A place in a station that names a term. */
export interface TermMention {
  readonly term: Term;
  readonly passage: Passage;
  /** In the source. */
  readonly range: Range;
  /** As it is written. */
  readonly text: string;
  /** Whether it is the term of a callout itself. */
  readonly defines: boolean;
}

/** The terms of some stops. */
export interface Terms {
  /** In the order of the path. */
  readonly all: readonly Term[];
  /** Where a station names them, in the order of its text. */
  mentionsIn(station: Station): readonly TermMention[];
}

/** What all forms of a term have in common: no case, plurals, possessives or hyphens; only acronyms keep their capitals. */
export function termKey(name: string): string {
  return keysOf(name).join(" ");
}

/** The terms that the stations of a path define, in path order, with their uses. */
export function linkTerms(stops: readonly Stop[]): Terms {
  const byKey = new Map<string, { name: string; definitions: Definition[] }>();
  for (const stop of stops) {
    for (const keyTerm of stop.station?.keyTerms ?? []) {
      const key = termKey(spelledOut(keyTerm.term));
      if (key === "") continue;
      const known = byKey.get(key);
      if (known) known.definitions.push({ stop, keyTerm });
      else byKey.set(key, { name: keyTerm.term, definitions: [{ stop, keyTerm }] });
    }
  }
  const matches = once(() => makeMatcher([...byKey].map(([key, { name }]) => ({ key, names: namesOf(name) }))));
  const uses = once(() => findUses(matches(), stops));
  const all = [...byKey].map(
    ([key, { name, definitions }]): Term => ({
      name,
      key,
      definitions,
      get uses() {
        return uses().get(key) ?? [];
      },
    }),
  );
  const terms = new Map(all.map((term) => [term.key, term]));
  return {
    all,
    mentionsIn: (station) =>
      matches()(station).map(({ key, passage, range, text }) => {
        const term = terms.get(key)!;
        return { term, passage, range, text, defines: isDefined(station, passage, range) };
      }),
  };
}

const ACRONYM_BEHIND = /\s*\(([\p{Lu}\p{N}][\p{Lu}\p{N}.&/-]+)s?\)\s*$/u;

/** A term without the acronym in brackets behind it: "Gross domestic product (GDP)". */
function spelledOut(name: string): string {
  return name.replace(ACRONYM_BEHIND, "") || name;
}

/** The names of a term: as it is spelled out, and the acronym behind it in brackets, if there is one. */
export function namesOf(name: string): readonly string[] {
  const acronym = ACRONYM_BEHIND.exec(name)?.[1];
  const plain = spelledOut(name);
  return acronym && plain !== name ? [plain, acronym] : [name];
}

function findUses(
  matches: (station: Station) => readonly Match[],
  stops: readonly Stop[],
): ReadonlyMap<string, readonly TermUse[]> {
  const found = new Map<string, TermUse[]>();
  for (const stop of stops) {
    if (!stop.station) continue;
    for (const { key, passage, range, text } of matches(stop.station)) {
      if (isDefined(stop.station, passage, range)) continue;
      const list = found.get(key);
      const use = { stop, passage, range, text };
      if (list) list.push(use);
      else found.set(key, [use]);
    }
  }
  return found;
}

/** Whether a mention is the term of a callout itself. */
function isDefined(station: Station, passage: Passage, range: Range): boolean {
  if (passage.role !== "key-term") return false;
  return station.keyTerms.some((keyTerm) => keyTerm.passage === passage && contains(keyTerm.termRange, range));
}

interface Match {
  readonly key: string;
  readonly passage: Passage;
  readonly range: Range;
  readonly text: string;
}

/** One name of a term, word by word. */
interface Pattern {
  readonly key: string;
  readonly words: readonly string[];
}

/** What the last set of terms found in a station: a change elsewhere on the path asks for the same again. */
const lastMatches = new WeakMap<Station, { readonly terms: string; readonly matches: readonly Match[] }>();

/** Finds every mention of some terms in a station; where two terms overlap, the longer one counts. */
function makeMatcher(
  named: readonly { readonly key: string; readonly names: readonly string[] }[],
): (station: Station) => readonly Match[] {
  const byFirst = new Map<string, Pattern[]>();
  for (const { key, names } of named) {
    for (const name of names) {
      const words = keysOf(name);
      const list = byFirst.get(words[0]!);
      if (list) list.push({ key, words });
      else byFirst.set(words[0]!, [{ key, words }]);
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  const terms = named.map(({ names }) => names.join("\t")).join("\n");
  return (station) => {
    const last = lastMatches.get(station);
    if (last?.terms === terms) return last.matches;
    const matches = named.length ? station.passages.flatMap((passage) => [...matchPassage(passage, byFirst)]) : [];
    lastMatches.set(station, { terms, matches });
    return matches;
  };
}

/** What a callout begins with is no use of a term that happens to be called "Key" or "Bridge". */
const LABEL = /^(?:key[ -]?terms?|takeaway|bridge|next)\s*[:–—]/i;

function* matchPassage(passage: Passage, byFirst: ReadonlyMap<string, readonly Pattern[]>): Generator<Match> {
  const { prose, words } = passage;
  const label = LABEL.exec(prose.masked)?.[0].length ?? 0;
  for (let at = 0; at < words.length; at++) {
    const { text, start } = words[at]!;
    if (start < label) continue;
    const pattern = longest(byFirst.get(keyOf(text)), at) ?? longest(byFirst.get(wordKey(text)), at);
    if (!pattern) continue;
    const { end } = words[at + pattern.words.length - 1]!;
    yield { key: pattern.key, passage, range: sourceRange(prose, start, end), text: prose.text.slice(start, end) };
    at += pattern.words.length - 1;
  }

  function longest(patterns: readonly Pattern[] | undefined, from: number): Pattern | undefined {
    return patterns?.find((pattern) => {
      const found = words.slice(from, from + pattern.words.length);
      const last = found[pattern.words.length - 1];
      return (
        last !== undefined &&
        found.every(({ text }, step) => isForm(text, pattern.words[step]!)) &&
        isWhole(prose.masked, found[0]!.start, last.end) &&
        isJoined(prose.masked, found)
      );
    });
  }
}

const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}]+$/u;

/** The words of a name, each by what its forms share. */
function keysOf(name: string): readonly string[] {
  return wordsOf(name).map(({ text }) => keyOf(text));
}

/** An acronym stays in capitals: "IT" is not "it". */
function keyOf(word: string): string {
  const plain = word.replace(/['’]s?$|(?<=\p{Lu})s(?:['’])?$/u, "");
  return ACRONYM.test(plain) ? plain : wordKey(word);
}

function isForm(word: string, key: string): boolean {
  return keyOf(word) === key || wordKey(word) === key;
}

/** No part of a longer compound: "fire" is not used in "fire-fighting". */
function isWhole(text: string, start: number, end: number): boolean {
  return (
    !/[\p{L}\p{N}][-‐‑]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    !/^[-‐‑]\p{L}/u.test(text.slice(end, end + 2))
  );
}

/** Nothing but spaces and hyphens between the words of a term. */
function isJoined(text: string, words: readonly { readonly start: number; readonly end: number }[]): boolean {
  return words.every((word, index) => index === 0 || /^[\s\-‐‑]+$/.test(text.slice(words[index - 1]!.end, word.start)));
}
