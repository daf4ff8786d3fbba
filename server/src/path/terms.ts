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

/** What all forms of a term have in common: no case, plurals, possessives or hyphens. */
export function termKey(name: string): string {
  return wordsOf(name)
    .map(({ text }) => wordKey(text))
    .join(" ");
}

/** The terms that the stations of a path define, in path order, with their uses. */
export function linkTerms(stops: readonly Stop[]): readonly Term[] {
  const byKey = new Map<string, { name: string; definitions: Definition[] }>();
  for (const stop of stops) {
    for (const keyTerm of stop.station?.keyTerms ?? []) {
      const key = termKey(keyTerm.term);
      if (key === "") continue;
      const known = byKey.get(key);
      if (known) known.definitions.push({ stop, keyTerm });
      else byKey.set(key, { name: keyTerm.term, definitions: [{ stop, keyTerm }] });
    }
  }
  const uses = once(() => findUses([...byKey.keys()], stops));
  return [...byKey].map(([key, { name, definitions }]) => ({
    name,
    key,
    definitions,
    get uses() {
      return uses().get(key) ?? [];
    },
  }));
}

function findUses(keys: readonly string[], stops: readonly Stop[]): ReadonlyMap<string, readonly TermUse[]> {
  const matches = makeMatcher(keys);
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

/** What the last set of terms found in a station: a change elsewhere on the path asks for the same again. */
const lastMatches = new WeakMap<Station, { readonly terms: string; readonly matches: readonly Match[] }>();

/** Finds every mention of some terms in a station; where two terms overlap, the longer one counts. */
function makeMatcher(keys: readonly string[]): (station: Station) => readonly Match[] {
  const byFirst = new Map<string, string[][]>();
  for (const key of keys) {
    const words = key.split(" ");
    const list = byFirst.get(words[0]!);
    if (list) list.push(words);
    else byFirst.set(words[0]!, [words]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length);
  const terms = keys.join("\n");
  return (station) => {
    const last = lastMatches.get(station);
    if (last?.terms === terms) return last.matches;
    const matches = keys.length ? station.passages.flatMap((passage) => [...matchPassage(passage, byFirst)]) : [];
    lastMatches.set(station, { terms, matches });
    return matches;
  };
}

/** What a callout begins with is no use of a term that happens to be called "Key" or "Bridge". */
const LABEL = /^(?:key[ -]?terms?|takeaway|bridge|next)\s*[:–—]/i;

function* matchPassage(passage: Passage, byFirst: ReadonlyMap<string, readonly string[][]>): Generator<Match> {
  const { prose, words } = passage;
  const label = LABEL.exec(prose.masked)?.[0].length ?? 0;
  for (let at = 0; at < words.length; at++) {
    if (words[at]!.start < label) continue;
    const candidates = byFirst.get(wordKey(words[at]!.text));
    if (!candidates) continue;
    for (const candidate of candidates) {
      const last = words[at + candidate.length - 1];
      if (!last || !candidate.every((key, step) => wordKey(words[at + step]!.text) === key)) continue;
      const { start } = words[at]!;
      if (!isWhole(prose.masked, start, last.end) || !isJoined(prose.masked, words.slice(at, at + candidate.length)))
        continue;
      yield {
        key: candidate.join(" "),
        passage,
        range: sourceRange(prose, start, last.end),
        text: prose.text.slice(start, last.end),
      };
      at += candidate.length - 1;
      break;
    }
  }
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
