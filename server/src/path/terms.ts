import type { Language } from "../language/language.ts";
import { DEFAULT_LANGUAGE } from "../language/languages.ts";
import type { KeyTerm } from "../station/key-terms.ts";
import type { Passage } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import { UNNUMBERED } from "../syntax/lexicon.ts";
import { sourceRange } from "../syntax/prose.ts";
import {
  firstWordFrom,
  type NumberedWords,
  wordEnd,
  wordNumber,
  wordStart,
  wordsOf,
  wordText,
} from "../syntax/words.ts";
import { firstFrom } from "../text/first-from.ts";
import { addTo } from "../text/groups.ts";
import { once } from "../text/once.ts";
import { ownCopy } from "../text/own-copy.ts";
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

/** What all forms of a term have in common: no case, plurals, possessives, hyphens or dashes; only acronyms keep their capitals. */
export function termKey(name: string, language: Language): string {
  return keysOf(name, language).join(" ");
}

/** The terms that the stations of a path define, in path order, with their uses, in the forms that a language has. */
export function linkTerms(stops: readonly Stop[], language: Language = DEFAULT_LANGUAGE): Terms {
  const byKey = new Map<string, { name: string; definitions: Definition[] }>();
  for (const stop of stops) {
    for (const keyTerm of stop.station?.keyTerms ?? []) {
      const key = termKey(spelledOut(keyTerm.term), language);
      if (key === "") continue;
      const known = byKey.get(key);
      if (known) known.definitions.push({ stop, keyTerm });
      else byKey.set(key, { name: keyTerm.term, definitions: [{ stop, keyTerm }] });
    }
  }
  const matches = once(() =>
    matcherFor(
      [...byKey].map(([key, { name }]) => ({ key, names: namesOf(name) })),
      language,
    ),
  );
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

const ACRONYM_BEHIND = /(?<!\s)\s*\(([\p{Lu}\p{N}][\p{Lu}\p{N}.&/-]+)s?\)\s*$/u;

/** A term without the acronym in brackets after it: "Gross domestic product (GDP)". */
function spelledOut(name: string): string {
  return name.replace(ACRONYM_BEHIND, "") || name;
}

/** The names of a term: as it is spelled out, and the acronym after it in brackets, if there is one. */
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
      addTo(found, key, { stop, passage, range, text });
    }
  }
  return found;
}

/** Whether a mention is the term of a callout itself. */
function isDefined(station: Station, passage: Passage, range: Range): boolean {
  if (passage.role !== "key-term" && passage.kind !== "heading") return false;
  const { keyTerms } = station;
  const last = keyTerms[firstFrom(keyTerms.length, (at) => keyTerms[at]!.termRange.start > range.start) - 1];
  return last !== undefined && contains(last.termRange, range);
}

interface Match {
  readonly key: string;
  readonly passage: Passage;
  readonly range: Range;
  readonly text: string;
}

/** Where a walk over the words of all names has come to: what may follow, and the term whose name ends here. */
interface Node {
  readonly next: Map<string, Node>;
  key: string | undefined;
}

/** What has more words than this is no name: it would have to be held against the text at every one of its words. */
const LONGEST_NAME = 50;

type Matcher = (station: Station) => readonly Match[];

interface Named {
  readonly key: string;
  readonly names: readonly string[];
}

/** The matchers that were asked for last, by their language and names: an edit elsewhere on a path asks for the same again. */
const matchers = new Map<string, Matcher>();

/** At most this many paths are remembered. */
const MOST_MATCHERS = 500;

function matcherFor(named: readonly Named[], language: Language): Matcher {
  const names = ownCopy([language.tag, ...named.map((each) => each.names.join("\t"))].join("\n"));
  const matcher = matchers.get(names) ?? makeMatcher(named, language);
  matchers.delete(names);
  matchers.set(names, matcher);
  if (matchers.size > MOST_MATCHERS) matchers.delete(matchers.keys().next().value!);
  return matcher;
}

/** What the last matcher found in a station. */
const lastMatches = new WeakMap<Station, { readonly matcher: Matcher; readonly matches: readonly Match[] }>();

/** Finds every mention of some terms in a station; where two terms overlap, the longer one counts. */
function makeMatcher(named: readonly Named[], language: Language): Matcher {
  const root: Node = { next: new Map(), key: undefined };
  for (const { key, names } of named) {
    for (const name of names) {
      const words = keysOf(name, language);
      if (words.length > LONGEST_NAME) continue;
      let node = root;
      for (const word of words.map(ownCopy)) {
        const next = node.next.get(word) ?? { next: new Map(), key: undefined };
        node.next.set(word, next);
        node = next;
      }
      node.key ??= key;
    }
  }
  const known = knownKeys(language);
  const matcher: Matcher = (station) => {
    const last = lastMatches.get(station);
    if (last?.matcher === matcher) return last.matches;
    const matches: Match[] = [];
    if (root.next.size) for (const passage of station.passages) matchPassage(passage, root, known, matches);
    lastMatches.set(station, { matcher, matches });
    return matches;
  };
  return matcher;
}

function matchPassage(passage: Passage, root: Node, known: KnownKeys, matches: Match[]): void {
  const { prose, words, contentStart } = passage;
  // What a callout begins with is no use of a term that happens to be called "Key" or "Bridge".
  for (let at = contentStart && firstWordFrom(words, contentStart); at < words.length; at++) {
    const nodes = after(root, keysAt(words, at, known));
    if (nodes === NOWHERE) continue;
    const start = wordStart(words, at);
    const found = longest(words, at, nodes, known);
    if (!found) continue;
    const end = wordEnd(words, found.last);
    matches.push({
      key: found.key,
      passage,
      range: sourceRange(prose, start, end),
      text: prose.text.slice(start, end),
    });
    at = found.last;
  }
}

/** The longest name that begins with a word, and the index of its last word. */
function longest(
  words: NumberedWords,
  first: number,
  nodesOfFirst: readonly Node[],
  known: KnownKeys,
): { readonly key: string; readonly last: number } | undefined {
  let best: { readonly key: string; readonly last: number } | undefined;
  let nodes = nodesOfFirst;
  for (let at = first; nodes.length > 0; ) {
    const ending = nodes.find(({ key }) => key !== undefined);
    const end = wordEnd(words, at);
    if (ending && isWhole(words.text, wordStart(words, first), end)) best = { key: ending.key!, last: at };
    at++;
    if (at >= words.length || !isJoined(words.text, end, wordStart(words, at))) break;
    const keys = keysAt(words, at, known);
    nodes = nodes.flatMap((node) => after(node, keys));
  }
  return best;
}

const NOWHERE: readonly Node[] = [];

interface WordKeys {
  readonly key: string;
  /** Where it is in capitals: of the same word without them. */
  readonly plain: string;
}

/** The keys of a language's words by their numbers: words return, in all stations of a library. */
interface KnownKeys {
  readonly language: Language;
  readonly byNumber: (WordKeys | undefined)[];
}

const keysByLanguage = new Map<Language, KnownKeys>();

function knownKeys(language: Language): KnownKeys {
  let known = keysByLanguage.get(language);
  if (!known) {
    known = { language, byNumber: [] };
    keysByLanguage.set(language, known);
  }
  return known;
}

/** The key of one word of a text, as `termKey` has it. */
export function termKeyAt(words: NumberedWords, at: number, language: Language): string {
  return keysAt(words, at, knownKeys(language)).key;
}

function keysAt(words: NumberedWords, at: number, { language, byNumber }: KnownKeys): WordKeys {
  const number = wordNumber(words, at);
  const known = number === UNNUMBERED ? undefined : byNumber[number];
  if (known) return known;
  const text = ownCopy(wordText(words, at));
  const keys = { key: ownCopy(keyOf(text, language)), plain: language.words.keyOf(text) };
  if (number !== UNNUMBERED) byNumber[number] = keys;
  return keys;
}

/** Where a word leads. One in capitals may be an acronym, or any word in a title of capitals. */
function after({ next }: Node, { key, plain }: WordKeys): readonly Node[] {
  const found = next.get(key);
  const also = key === plain ? undefined : next.get(plain);
  if (found) return also ? [found, also] : [found];
  return also ? [also] : NOWHERE;
}

const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}]+$/u;

/** The words of a name, each by what its forms share. */
function keysOf(name: string, language: Language): readonly string[] {
  return wordsOf(name).map(({ text }) => keyOf(text, language));
}

/** An acronym stays in capitals: "IT" is not "it". */
function keyOf(word: string, { words }: Language): string {
  if (!/\p{Lu}[\p{Lu}\p{N}]/u.test(word)) return words.keyOf(word);
  const plain = words.bareAcronym(word);
  return ACRONYM.test(plain) ? plain : words.keyOf(word);
}

/** No part of a longer compound: "fire" is not used in "fire-fighting". */
function isWhole(text: string, start: number, end: number): boolean {
  return (
    !/[\p{L}\p{N}][-‐‑]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
    !/^[-‐‑]\p{L}/u.test(text.slice(end, end + 2))
  );
}

/** Nothing but spaces, hyphens and the dash of a pair (“predator–prey”) between two words of a term. */
function isJoined(text: string, end: number, start: number): boolean {
  return /^[\s\-‐‑]+$|^–$/.test(text.slice(end, start));
}
