import { wordKind } from "../syntax/lexicon.ts";
import { sourceRange } from "../syntax/prose.ts";
import { firstFrom } from "../text/first-from.ts";
import type { Range } from "../text/range.ts";
import type { Passage } from "./passage.ts";

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
  /** How it is written: as the format asks, or in a way that `reference-form` mends. */
  readonly form: "canonical" | "word" | "abbreviation" | "lower-case";
  /** The whole phrase, such as "Stations 3, 5 and 9". */
  readonly phrase: Range;
  /** The link it stands in: where that leads says which station is meant. */
  readonly link: ReferenceLink | undefined;
  readonly passage: Passage;
  /** Where it stands in `passage.prose.text`. */
  readonly at: Range;
}

/** "the previous station", "the next station", "the last two stations". */
export interface RelativeReference {
  readonly kind: "relative";
  readonly range: Range;
  readonly text: string;
  /** How far it points and to which side: -1 is the station before, -2 the two stations before. */
  readonly distance: number;
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

/** The numbers that are read in words, from one on. */
export const NUMBER_WORDS: readonly string[] = [
  ..."one two three four five six seven eight nine ten eleven twelve".split(" "),
  ..."thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(" "),
];
const SPELLED = `(?:${NUMBER_WORDS.join("|")})`;
const NUMBER = String.raw`\d{1,9}(?![\p{L}\d]|[.,]\d)`;
const STRETCH = String.raw`${NUMBER}(?:(?:\s?[-–]\s?|\s(?:to|through)\s)${NUMBER})?`;
const SINGLE = new RegExp(String.raw`(?<![\p{L}\p{N}_-])Station\s+(${NUMBER})`, "gu");
const PLURAL = new RegExp(
  String.raw`(?<![\p{L}\p{N}_-])Stations\s+(${STRETCH}(?:,\s${STRETCH})*(?:,?\s(?:and|or|&)\s${STRETCH})?)`,
  "gu",
);
const ODD = new RegExp(
  String.raw`(?<![\p{L}\p{N}_-])(?:(Station)\s+(${SPELLED})(?![\p{L}\p{N}_-])|(Stn\.?|Sta\.)\s+(${NUMBER})|(station)\s+(${NUMBER})(?=\s+of\s+this\s+(?:learning\s+)?path))`,
  "giu",
);
/** "The last station" is the end of a path or of a line, and "the next station along the river" is one of trains. */
const RELATIVE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])the\s+(previous|preceding|last|next|following)\s+(?:(${SPELLED}|\d{1,2})\s+)?(stations?)(?![\p{L}\p{N}_-]|\s+(?:of|on|along)\s)`,
  "giu",
);

/**
 * The references to stations in a passage, in order. Headings number themselves, so they hold none.
 * `definitions` are the addresses of links by reference, by identifier.
 */
export function readReferences(passage: Passage, definitions: Definitions = new Map()): readonly Reference[] {
  const { kind, words } = passage;
  if (kind === "title" || kind === "heading") return [];
  if (!(words.kinds & STATION)) return [];
  const reading = { passage, links: linksOf(passage, definitions) };
  const found: Reference[] = [...singles(reading), ...plurals(reading), ...oddOnes(reading), ...relatives(reading)];
  return found.sort((a, b) => a.at.start - b.at.start);
}

/** The words that every reference has one of. */
const STATION = wordKind((word) => /(?:stations?|stn|sta)$/i.test(word));

type Definitions = ReadonlyMap<string, string>;

interface Reading {
  readonly passage: Passage;
  /** In order; links never stand within each other. */
  readonly links: readonly ReferenceLink[];
}

function* singles(reading: Reading): Generator<Reference> {
  const { passage } = reading;
  const { masked } = passage.prose;
  for (const match of masked.matchAll(SINGLE)) {
    if (namesSomethingElse(passage, match.index)) continue;
    const at = { start: match.index, end: match.index + match[0].length };
    const digits = { start: at.end - match[1]!.length, end: at.end };
    yield numberReference(reading, at, [digits, digits], Number(match[1]), "canonical", at);
  }
}

function* plurals(reading: Reading): Generator<Reference> {
  const { passage } = reading;
  const { masked } = passage.prose;
  for (const match of masked.matchAll(PLURAL)) {
    if (namesSomethingElse(passage, match.index)) continue;
    const phrase = { start: match.index, end: match.index + match[0].length };
    const list = phrase.end - match[1]!.length;
    let named = 0;
    for (const part of match[1]!.matchAll(new RegExp(STRETCH, "gu"))) {
      if (++named > WIDEST_RANGE) break;
      const start = list + part.index;
      const at = { start, end: start + part[0].length };
      const digits = [...part[0].matchAll(/\d+/g)].map(({ 0: text, index }) => ({
        start: start + index,
        end: start + index + text.length,
      }));
      const ends: [Range, Range] = [digits[0]!, digits[digits.length - 1]!];
      const from = Number(masked.slice(ends[0].start, ends[0].end));
      yield numberReference(reading, at, ends, from, "canonical", phrase);
    }
  }
}

function* oddOnes(reading: Reading): Generator<Reference> {
  const { passage } = reading;
  for (const match of passage.prose.masked.matchAll(ODD)) {
    if (namesSomethingElse(passage, match.index)) continue;
    const [whole, capitalised, spelled, abbreviated, afterAbbreviation, , lowerCase] = match;
    if (capitalised !== undefined && capitalised !== "Station") continue;
    const form = spelled ? "word" : abbreviated ? "abbreviation" : "lower-case";
    const number = spelled ? NUMBER_WORDS.indexOf(spelled.toLowerCase()) + 1 : Number(afterAbbreviation ?? lowerCase);
    const at = { start: match.index, end: match.index + whole.length };
    if (spelled && isQuoted(passage, at)) continue;
    const digits = { start: at.end - (spelled ?? afterAbbreviation ?? lowerCase)!.length, end: at.end };
    yield numberReference(reading, at, [digits, digits], number, form, at);
  }
}

function* relatives(reading: Reading): Generator<Reference> {
  const { passage } = reading;
  const { prose } = passage;
  for (const match of prose.masked.matchAll(RELATIVE)) {
    const [whole, side, count, noun] = match;
    const plural = noun!.toLowerCase() === "stations";
    if (plural !== (count !== undefined)) continue;
    if (!plural && side!.toLowerCase() === "last") continue;
    const many = count === undefined ? 1 : Number(count) || NUMBER_WORDS.indexOf(count.toLowerCase()) + 1;
    if (many === 0) continue;
    const forward = /next|following/i.test(side!);
    const at = { start: match.index, end: match.index + whole.length };
    const range = sourceRange(prose, at.start, at.end);
    const distance = forward ? many : -many;
    yield { kind: "relative", range, text: whole, distance, link: linkAround(reading, at), passage, at };
  }
}

function numberReference(
  reading: Reading,
  at: Range,
  ends: readonly [Range, Range],
  from: number,
  form: NumberReference["form"],
  phrase: Range,
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
    phrase: source(phrase),
    link: linkAround(reading, at),
    passage,
    at,
  };
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

/** "International Space Station 3": a capitalised word right before, unless it is capitalised for starting a sentence. */
function namesSomethingElse(passage: Passage, at: number): boolean {
  const { masked } = passage.prose;
  const before = /(?<![\p{L}\p{N}'’-])([\p{L}\p{N}'’-]+)\s$/u.exec(masked.slice(Math.max(0, at - 40), at));
  const word = before?.[1];
  if (!word || !/^\p{Lu}/u.test(word)) return false;
  return !MAY_LEAD.has(word.toLowerCase());
}

/** Words that may stand capitalised before a reference: they lead into it and are no part of a name. */
const MAY_LEAD = new Set(
  `a about above according across after again against all along also although among an and apart around as aside at
  because before behind below beside besides between beyond both but by compare complete consider consult contrast despite does
  during either except for following from given go had has have hence how however if in inside instead into is it its just
  later like near neither nor not now of on once only open or our outside over past per read recall regarding remember
  reread return review revisit see since skim skip so start still study than thanks that the their then there these this those
  though through throughout thus till to today together toward towards under unless unlike until up upon use using via
  was what when where whereas whether which while who why will with within without yet you your here even every each
  if's recalling revisiting reading using following seeing building`.split(/\s+/),
);
