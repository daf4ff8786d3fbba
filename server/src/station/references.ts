import type { ReferenceWords, StationName } from "../language/language.ts";
import { wordKindByLanguage } from "../syntax/lexicon.ts";
import { sourceRange } from "../syntax/prose.ts";
import { firstFrom } from "../text/first-from.ts";
import type { Range } from "../text/range.ts";
import { type Passage, sentenceAt } from "./passage.ts";

/** A mention of another station in prose. */
export type Reference = NumberReference | RelativeReference;

/** "Station 10", one number of "Stations 4 and 5", or the stretch "3-6" of "Stations 3-6". */
export interface NumberReference {
  readonly kind: "number";
  /** "Station 10" with its word where it names one station, only the number or the stretch in an enumeration. */
  readonly range: Range;
  readonly text: string;
  /** The numbers it covers, first to last; only its ends where it covers more than `WIDEST_RANGE`. */
  readonly numbers: readonly number[];
  /** Where the first and the last number stand; the same for a single number. */
  readonly ends: readonly [Range, Range];
  /** How it is written: as the format asks, or in a way that `reference-form` fixes. */
  readonly form: "canonical" | "word" | "abbreviation" | "lower-case";
  /** What stations are called in it, with a capital or without as it is written: "Station", "Lesson". */
  readonly name: StationName;
  /** The whole phrase, such as "Stations 3, 5 and 9". */
  readonly phrase: Range;
  /** The link it stands in: where that leads says which station is meant. */
  readonly link: ReferenceLink | undefined;
  readonly passage: Passage;
  /** Where it stands in `passage.prose.text`. */
  readonly at: Range;
}

/** "the previous station", "the next station", "the last two stations", "the station after next". */
export interface RelativeReference {
  readonly kind: "relative";
  readonly range: Range;
  readonly text: string;
  /** How far the last station is that it names, and to which side: -1 is the station before. */
  readonly distance: number;
  /** How far the first one is: 1 in "the last two stations", 2 in "the station after next". */
  readonly nearest: number;
  readonly name: StationName;
  /** What has to be written before a number in its place: "in " for "two stations ago". */
  readonly lead: string;
  readonly link: ReferenceLink | undefined;
  readonly passage: Passage;
  readonly at: Range;
}

/** A link around a reference. Two references in one link share its value. */
export interface ReferenceLink {
  readonly url: string;
  /** Where its text stands in `passage.prose.text`. */
  readonly text: Range;
}

/** A stretch of more stations than this is a slip, and not taken apart; of an enumeration, no more are looked at. */
export const WIDEST_RANGE = 1_000;

const NUMBER = String.raw`\d{1,9}(?![\p{L}\d]|[.,]\d)`;

/** How references in the proper form are found in a language. */
interface Patterns {
  readonly single: RegExp;
  readonly plural: RegExp;
  readonly stretch: RegExp;
  /** The numbers that go on after one in the singular: "Station 3 and 4". */
  readonly afterSingle: RegExp | undefined;
  /** The numbers that go on after several: "Stations 3/4", "Stations 3 (and 4)". */
  readonly afterSeveral: RegExp;
}

const patterns = new Map<ReferenceWords, Patterns>();

function patternsOf(words: ReferenceWords): Patterns {
  let known = patterns.get(words);
  if (!known) {
    const { names, conjunctions, through, mayFollowNumber } = words;
    const singular = names.flatMap(({ one, many, own }) => (many === undefined ? [] : nounPattern(one, own)));
    const several = names.map(({ one, many, own }) =>
      many === undefined ? String.raw`${nounPattern(one, own)}\p{Ll}{0,3}` : nounPattern(many, own),
    );
    const stretch = String.raw`${NUMBER}(?:(?:\s?[-–]\s?|\s(?:${through.join("|")})\s)${NUMBER})?`;
    const last = String.raw`(?:,?\s(?:${conjunctions.join("|")})\s${stretch})?`;
    const aside = String.raw`\s\((?:${conjunctions.join("|")})\s${NUMBER}\)`;
    const joined = String.raw`(?:\s?[/–-]\s?|\s(?:${[...conjunctions, ...through].join("|")})\s)${NUMBER}`;
    known = {
      afterSingle: mayFollowNumber && new RegExp(`(?:${aside}|${joined})+(?=${mayFollowNumber.source})`, "uy"),
      afterSeveral: new RegExp(String.raw`(?:${aside}|\s?/\s?${NUMBER})+`, "uy"),
      single: new RegExp(String.raw`(?<![\p{L}\p{N}_-])(${singular.join("|")})\s+(${NUMBER})`, "gu"),
      plural: new RegExp(
        String.raw`(?<![\p{L}\p{N}_-])(${several.join("|")})\s+(${stretch}(?:,\s${stretch})*${last})`,
        "gu",
      ),
      stretch: new RegExp(stretch, "gu"),
    };
    patterns.set(words, known);
  }
  return known;
}

/** The words of a path's own name may begin with lowercase letters: "in lesson 9". */
function nounPattern(noun: string, own: boolean): string {
  const words = noun.split(" ").map((word) => {
    const first = word[0] ?? "";
    return own ? `[${first.toLowerCase()}${first.toUpperCase()}]${word.slice(1)}` : word;
  });
  return words.join(String.raw`\s`);
}

/**
 * The references to stations in a passage, in order. Headings number themselves, so they hold none.
 * `definitions` are the addresses of links by reference, by identifier.
 */
export function readReferences(passage: Passage, definitions: Definitions = new Map()): readonly Reference[] {
  const { kind, words, prose, language } = passage;
  if (kind === "title" || kind === "heading") return [];
  if (!(words.kinds & STATION) && !language.references.ownNames?.test(prose.masked)) return [];
  const reading = { passage, links: linksOf(passage, definitions) };
  const found: Reference[] = [...singles(reading), ...plurals(reading), ...otherForms(reading), ...relatives(reading)];
  return found.sort((a, b) => a.at.start - b.at.start);
}

/** The words that every reference has one of. */
const STATION = wordKindByLanguage(({ references }, word) => references.isNoun(word));

type Definitions = ReadonlyMap<string, string>;

interface Reading {
  readonly passage: Passage;
  /** In order; links never stand within each other. */
  readonly links: readonly ReferenceLink[];
}

function* singles(reading: Reading): Generator<Reference> {
  const { passage } = reading;
  const { masked } = passage.prose;
  const { single, afterSingle } = patternsOf(passage.language.references);
  for (const match of masked.matchAll(single)) {
    const [whole, noun, digits] = match;
    const at = { start: match.index, end: match.index + whole.length };
    const name = nameIn(passage, noun!);
    if (namesSomethingElse(passage, at, name)) continue;
    const number = { start: at.end - digits!.length, end: at.end };
    yield numberReference(reading, at, [number, number], Number(digits), "canonical", at, name);
    if (afterSingle) yield* goingOn(reading, at.end, afterSingle, name);
  }
}

/** The numbers that go on after a reference in a form that is not proper: each is one by itself, and changes in its own place. */
function* goingOn(reading: Reading, from: number, pattern: RegExp, name: StationName): Generator<Reference> {
  pattern.lastIndex = from;
  const [written] = pattern.exec(reading.passage.prose.masked) ?? [];
  let named = 0;
  for (const { 0: digits, index } of (written ?? "").matchAll(/\d+/g)) {
    if (++named > WIDEST_RANGE) return;
    const at = { start: from + index, end: from + index + digits.length };
    yield numberReference(reading, at, [at, at], Number(digits), "canonical", at, name);
  }
}

function* plurals(reading: Reading): Generator<Reference> {
  const { passage } = reading;
  const { masked } = passage.prose;
  const { plural, stretch, afterSeveral } = patternsOf(passage.language.references);
  for (const match of masked.matchAll(plural)) {
    const [whole, noun, listed] = match;
    const phrase = { start: match.index, end: match.index + whole.length };
    const name = nameIn(passage, noun!);
    if (namesSomethingElse(passage, phrase, name)) continue;
    const list = phrase.end - listed!.length;
    let named = 0;
    for (const part of listed!.matchAll(stretch)) {
      if (++named > WIDEST_RANGE) break;
      const start = list + part.index;
      const isOnly = name.many === undefined && part[0] === listed;
      const at = isOnly ? phrase : { start, end: start + part[0].length };
      const digits = [...part[0].matchAll(/\d+/g)].map(({ 0: text, index }) => ({
        start: start + index,
        end: start + index + text.length,
      }));
      const ends: [Range, Range] = [digits[0]!, digits[digits.length - 1]!];
      const from = Number(masked.slice(ends[0].start, ends[0].end));
      yield numberReference(reading, at, ends, from, "canonical", phrase, name);
    }
    yield* goingOn(reading, phrase.end, afterSeveral, name);
  }
}

/** The name that a noun is written for, with its first letter as it is written there. */
function nameIn({ language }: Passage, written: string): StationName {
  const lower = written.toLowerCase().replaceAll(/\s/g, " ");
  const { names } = language.references;
  const name =
    names.find(({ one, many }) => lower === one.toLowerCase() || lower === many?.toLowerCase()) ??
    names.find(({ one, many }) => many === undefined && lower.startsWith(one.toLowerCase())) ??
    names[0];
  return likeFirst(name, written);
}

function likeFirst({ one, many, own }: StationName, written: string): StationName {
  if (!own) return { one, many, own };
  const like = (noun: string) =>
    /^\p{Ll}/u.test(written)
      ? noun.replace(/(?<!\p{L})\p{Lu}/gu, (letter) => letter.toLowerCase())
      : noun[0]!.toUpperCase() + noun.slice(1);
  return { one: like(one), many: many === undefined ? undefined : like(many), own };
}

function* otherForms(reading: Reading): Generator<Reference> {
  const { passage } = reading;
  const { prose, language } = passage;
  for (const { form, name, number, start, end, numberStart } of language.references.otherForms(prose.masked)) {
    const at = { start, end };
    if (namesSomethingElse(passage, at, name) || (form === "word" && isQuoted(passage, at))) continue;
    const digits = { start: numberStart, end };
    yield numberReference(reading, at, [digits, digits], number, form, at, name);
  }
}

function* relatives(reading: Reading): Generator<Reference> {
  const { passage } = reading;
  const { prose, language } = passage;
  for (const { distance, nearest, name, lead, ...at } of language.references.relatives(prose.masked)) {
    const range = sourceRange(prose, at.start, at.end);
    const text = prose.masked.slice(at.start, at.end);
    const link = linkAround(reading, at);
    const isFirst = /^\p{Lu}/u.test(text);
    yield {
      kind: "relative",
      range,
      text,
      distance,
      nearest,
      name: isFirst ? likeFirst(name, text) : name,
      lead: isFirst ? lead.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : lead,
      link,
      passage,
      at,
    };
  }
}

/** How many stations a reference that counts names. */
export function relativeCount({ distance, nearest }: RelativeReference): number {
  return Math.abs(distance) - nearest + 1;
}

function numberReference(
  reading: Reading,
  at: Range,
  ends: readonly [Range, Range],
  from: number,
  form: NumberReference["form"],
  phrase: Range,
  name: StationName,
): NumberReference {
  const { passage } = reading;
  const source = (range: Range) => sourceRange(passage.prose, range.start, range.end);
  const to = ends[0] === ends[1] ? from : Number(passage.prose.masked.slice(ends[1].start, ends[1].end));
  return {
    kind: "number",
    range: source(at),
    text: passage.prose.text.slice(at.start, at.end),
    // Not kept: a text can name many wide stretches.
    get numbers() {
      return numbersBetween(from, to);
    },
    ends: [source(ends[0]), source(ends[1])],
    form,
    name,
    phrase: source(phrase),
    link: linkAround(reading, at),
    passage,
    at,
  };
}

/** Stations by their numbers, as a language lists them: "Stations 1, 2 and 3". */
export function stationsPhrase(
  numbers: readonly number[],
  { one, many = one }: StationName,
  { conjunctions }: ReferenceWords,
): string {
  if (numbers.length === 1) return `${one} ${numbers[0]}`;
  return `${many} ${numbers.slice(0, -1).join(", ")} ${conjunctions[0]} ${numbers.at(-1)}`;
}

function numbersBetween(from: number, to: number): readonly number[] {
  if (from === to) return [from];
  if (to < from || to - from > WIDEST_RANGE) return [from, to];
  const numbers: number[] = [];
  for (let number = from; number <= to; number++) numbers.push(number);
  return numbers;
}

function linksOf({ prose }: Passage, definitions: Definitions): readonly ReferenceLink[] {
  return prose.marks.flatMap((mark): ReferenceLink[] => {
    if (mark.kind === "link") return [{ url: mark.url, text: mark.text }];
    if (mark.kind === "linkReference") return [{ url: definitions.get(mark.identifier) ?? "", text: mark.text }];
    return [];
  });
}

function linkAround({ links }: Reading, at: Range): ReferenceLink | undefined {
  const link = links[firstFrom(links.length, (index) => links[index]!.text.end >= at.end)];
  return link && link.text.start <= at.start ? link : undefined;
}

/** "*Station Eleven*" and “Station Eleven”: a name of its own, such as a novel's. */
function isQuoted({ prose }: Passage, at: Range): boolean {
  if (/["“‘']/.test(prose.masked[at.start - 1] ?? "") && /["”’',.]/.test(prose.masked[at.end] ?? "")) return true;
  const { marks } = prose;
  for (let index = firstFrom(marks.length, (each) => marks[each]!.text.start >= at.start); ; index++) {
    const mark = marks[index];
    if (!mark || mark.text.start > at.start) return false;
    if (mark.kind === "emphasis" && mark.text.end === at.end) return true;
  }
}

/**
 * "International Space Station 3": a capitalized word right before, unless it only leads to the reference; or words around a
 * path's own name that make it another work's.
 */
function namesSomethingElse(passage: Passage, { start, end }: Range, name: StationName): boolean {
  const { masked } = passage.prose;
  const { references } = passage.language;
  const textBefore = masked.slice(Math.max(0, start - 40), start);
  if (name.own && references.namesOther(name.one, textBefore, masked.slice(end, end + 60))) return true;
  const before = /(?<![\p{L}\p{N}'’-])([\p{L}\p{N}'’-]+)\s$/u.exec(textBefore);
  const word = before?.[1];
  if (!word || !/^\p{Lu}/u.test(word)) return false;
  return !references.mayLead(word, beginsSentence(passage, start - before[0].length));
}

/** Whether nothing but opening marks stands between the start of a sentence and a place. */
function beginsSentence(passage: Passage, at: number): boolean {
  const sentence = sentenceAt(passage, at);
  return sentence !== undefined && !/[\p{L}\p{N}]/u.test(passage.prose.masked.slice(sentence.start, at));
}
