import type { Language } from "../language/language.ts";
import { wordsOf } from "../syntax/words.ts";
import { firstFrom } from "../text/first-from.ts";
import { type Folded, fold, foldWithOffsets } from "../text/fold.ts";
import { once, oncePer } from "../text/once.ts";
import type { Range } from "../text/range.ts";
import { wellFormed } from "../text/well-formed.ts";
import type { Evidence } from "./ledger-entry.ts";
import { beginning, ending } from "./ledger-sentences.ts";
import { type ChangedWord, sentenceChange } from "./sentence-change.ts";
import { snapshotOf } from "./sentence-hash.ts";
import { readStoredText } from "./stored-text.ts";

/** The stored text of a source, made ready to look for quotes in. */
export interface SourceText {
  /** The file, with what it says of where the text comes from. */
  readonly written: string;
  readonly text: string;
  readonly folded: Folded;
  /** Its hash, as evidence names it. */
  readonly snapshot: string;
}

export function sourceText(written: string): SourceText {
  const text = readStoredText(written);
  const folded = once(() => foldWithOffsets(text));
  const snapshot = once(() => snapshotOf(text));
  return {
    written,
    text,
    get folded() {
      return folded();
    },
    get snapshot() {
      return snapshot();
    },
  };
}

/** Where a quote is in a source. That the words are there says nothing of whether they are true. */
export interface FoundQuote {
  readonly range: Range;
  /**
   * From 0 to 1, where the quote is there to the letter, but for spaces, quotation marks, dashes and hyphens at line ends. What
   * is less only proposes where the quote has gone: it proves nothing, and a person has to accept it.
   */
  readonly score: number;
}

/**
 * Whether a quote is long enough to be one: shorter ones are in any text. Our judgement: 12 characters, or three words.
 */
export function isQuotable(exact: string): boolean {
  const folded = fold(exact);
  return (
    /[\p{L}\p{N}]/u.test(folded) && (folded.length >= SHORTEST.characters || wordsOf(folded).length >= SHORTEST.words)
  );
}

const SHORTEST = { characters: 12, words: 3 };

/**
 * Finds a quote in a source: to the letter and in whole words, where it is there more than once the place whose surroundings
 * are most like those of the quote; else the place that is most like it, if one is. Time grows with the length of the source.
 */
export function findQuote(
  source: SourceText,
  quote: Pick<Evidence, "exact" | "prefix" | "suffix">,
): FoundQuote | undefined {
  const exact = fold(quote.exact);
  if (exact === "") return undefined;
  const { text, offsets } = source.folded;
  const found = findExactly(source, exact, fold(quote.prefix), fold(quote.suffix)) ?? findSimilar(text, exact);
  if (!found) return undefined;
  const { start, end, score } = found;
  return { range: { start: offsets[start]!, end: endIn(source, end) }, score };
}

/**
 * What takes back, weakens or hands on to someone the words of a range of a source, right before them: "It is false that".
 * @returns undefined where nothing does
 */
export function qualifierOf(source: SourceText, { start }: Range, language: Language): string | undefined {
  const before = source.text.slice(Math.max(0, start - 200), start);
  const [last = "", above = ""] = before.split(/\n[ \t\r]*\n/).reverse();
  // What ends in a colon goes on in the next paragraph.
  const own = above.trimEnd().endsWith(":") ? `${above} ${last}` : last;
  return language.meaning.qualifierBefore(fold(own));
}

/** The words of a range of a source as evidence, with what stands around them. */
export function quoteAt(source: SourceText, range: Range): Evidence {
  const spaced = (text: string) => text.replace(/\s+/g, " ");
  const before = source.text.slice(Math.max(0, range.start - 200), range.start);
  const after = source.text.slice(range.end, range.end + 200);
  return {
    exact: spaced(source.text.slice(range.start, range.end)).trim(),
    prefix: ending(spaced(before).trimEnd()),
    suffix: beginning(spaced(after).trimStart()),
    snapshot: source.snapshot,
    rest: [],
  };
}

/** What a source's stored text says of evidence that was taken from it. */
export interface EvidenceCheck {
  readonly found: FoundQuote | undefined;
  /** Where the quote is not there to the letter, the words that are there instead; undefined where it is. */
  readonly changed: readonly ChangedWord[] | undefined;
  /** What takes back or weakens the words right before them in the text: "It is false that". */
  readonly qualifier: string | undefined;
  /** What takes the words back right after them, or takes back or weakens them right before them unless the evidence has that as its prefix: “which is false”. */
  readonly denial: string | undefined;
  /** Whether the text is the one that the evidence was taken from; undefined where the evidence does not say. */
  readonly sameText: boolean | undefined;
}

const checked = new WeakMap<SourceText, Map<string, EvidenceCheck>>();

/**
 * Whether the words of evidence stand in a source's stored text. What was found is remembered with the text.
 * @param language what tells whether other words say the same
 */
export function checkEvidence(source: SourceText, evidence: Evidence, language: Language): EvidenceCheck {
  const { exact, prefix, suffix, snapshot } = evidence;
  const name = JSON.stringify([exact, prefix, suffix, snapshot, language.tag]);
  const known = checked.get(source) ?? new Map<string, EvidenceCheck>();
  checked.set(source, known);
  let check = known.get(name);
  if (!check) {
    const found = isQuotable(exact) ? findQuote(source, evidence) : undefined;
    const isCut = found?.score === 1 && cutsFigure(source, found.range, language);
    const sameText = snapshot === undefined ? undefined : snapshot === source.snapshot;
    const changed = isCut ? [] : found && changedWords(source, found, exact, language);
    const qualifier = found && !changed ? qualifierOf(source, found.range, language) : undefined;
    const denial = found && !changed ? denialOf(source, found.range, evidence, qualifier, language) : undefined;
    check = { found, changed, qualifier, denial, sameText };
    known.set(name, check);
  }
  return check;
}

/**
 * What takes back a quote, or weakens it where it was cut off: “Only”, “Fewer than”. What is before it may, if the evidence keeps
 * it: lists and questions show that to whoever takes the quote.
 */
function denialOf(
  { text }: SourceText,
  { start, end }: Range,
  { prefix }: Evidence,
  qualifier: string | undefined,
  { meaning }: Language,
): string | undefined {
  const [before, after] = [fold(text.slice(Math.max(0, start - 200), start)), fold(text.slice(end, end + 200))];
  const seenBefore = prefix !== "" && before.endsWith(fold(prefix));
  return meaning.denialAround(seenBefore ? "" : before, after) ?? (seenBefore ? undefined : qualifier);
}

/** Whether a quote begins or ends within a figure: “cost 5” in “cost 5 million” or in “cost 5 to 50”. */
function cutsFigure({ text }: SourceText, { start, end }: Range, { meaning }: Language): boolean {
  const around = [text.slice(Math.max(0, start - 60), start), text.slice(start, end), text.slice(end, end + 60)];
  // Folding takes the spaces at either end away.
  const [before, quote, after] = around.map((part) => fold(`|${part}|`).slice(1, -1)) as [string, string, string];
  return meaning.cutsFigure(before, quote, after);
}

function changedWords(
  source: SourceText,
  { range, score }: FoundQuote,
  exact: string,
  language: Language,
): EvidenceCheck["changed"] {
  if (score === 1) return undefined;
  return sentenceChange(fold(exact), fold(wholeWords(source.text, range)), new Set(), language).words;
}

/**
 * A link that leads to a quote on a page and highlights it (WICG, "URL Fragment Text Directives"). Of a long quote it names
 * how it begins and ends.
 */
export function textFragmentLink(url: string, quote: Pick<Evidence, "exact" | "prefix" | "suffix">): string {
  const exact = quote.exact.replace(/\s+/g, " ").trim();
  if (exact === "") return url;
  const hash = url.indexOf("#");
  const fragment = hash < 0 ? "" : url.slice(hash + 1).split(":~:")[0]!;
  const parts = exact.length > LONGEST_FRAGMENT ? [firstWords(exact), lastWords(exact)] : [exact];
  // Only whole words are found, and the surroundings were cut anywhere.
  const prefix = quote.prefix.replace(/^\S*\s+|^\S*$/, "").trim();
  const suffix = quote.suffix.replace(/(?<!\s)\s+\S*$|^\S*$/, "").trim();
  const directive = [
    ...(prefix ? [`${encoded(prefix)}-`] : []),
    ...parts.map(encoded),
    ...(suffix ? [`-${encoded(suffix)}`] : []),
  ].join(",");
  return `${hash < 0 ? url : url.slice(0, hash)}#${fragment}:~:text=${directive}`;
}

/** A link with more text than this is cut off by some programs it passes through (our judgement). */
const LONGEST_FRAGMENT = 300;

function firstWords(text: string): string {
  return text.slice(0, 120).split(" ").slice(0, -1).slice(0, 8).join(" ") || text.slice(0, 40);
}

function lastWords(text: string): string {
  return text.slice(-120).split(" ").slice(1).slice(-8).join(" ") || text.slice(-40);
}

/** Commas, hyphens and ampersands have a meaning in the directive; `encodeURIComponent` leaves hyphens, and fails at half a character. */
function encoded(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll("-", "%2D");
}

/** A range of a text with the words that it cuts through. */
function wholeWords(text: string, { start, end }: Range): string {
  const before = /(?<![\p{L}\p{N}])[\p{L}\p{N}]*$/u.exec(text.slice(Math.max(0, start - 40), start))![0];
  const after = /^[\p{L}\p{N}]*/u.exec(text.slice(end, end + 40))![0];
  return before + text.slice(start, end) + after;
}

/** Where the character before a place in the folded text ends in the text. */
function endIn({ text, folded }: SourceText, end: number): number {
  const { offsets } = folded;
  let next = end;
  while (next < offsets.length - 1 && offsets[next] === offsets[end - 1]) next++;
  let at = offsets[next]!;
  const last = offsets[end - 1]!;
  while (at > last + 1 && /[\s\u00ad\u200b\u2060]/.test(text[at - 1]!)) at--;
  return at;
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** Of a quote that stands in a source more often than this, the first places are looked at. */
const MOST_PLACES = 1_000;

function findExactly(source: SourceText, exact: string, prefix: string, suffix: string): Place | undefined {
  const { text } = source.folded;
  let best: { readonly place: Place; readonly likeness: number } | undefined;
  for (const place of [...placesOf(source, exact), ...placesAcrossLines(source, exact)]) {
    const before = text.slice(Math.max(0, place.start - 40), place.start).trimEnd();
    const after = text.slice(place.end, place.end + 40).trimStart();
    const likeness = commonEnd(before, prefix) + commonStart(after, suffix);
    if (!best || likeness > best.likeness) best = { place, likeness };
  }
  return best?.place;
}

/** Where a folded quote is in the folded text, in whole words. */
function* placesOf(source: SourceText, exact: string): Generator<Place> {
  const { text } = source.folded;
  let start = text.indexOf(exact);
  for (let count = 0; start >= 0 && count < MOST_PLACES; count++) {
    const end = start + exact.length;
    if (isWhole(source, start, end)) yield { start, end, score: 1 };
    start = text.indexOf(exact, start + 1);
  }
}

/** Where a quote is that the text parts at the ends of lines: "inno-⏎cent", of which nobody knows whether it has a hyphen. */
function* placesAcrossLines(source: SourceText, exact: string): Generator<Place> {
  if (!HYPHEN_AT_LINE_END.test(source.text)) return;
  const { text, at, soft } = withoutHyphens(source);
  const wanted = exact.replace(HYPHENS, "");
  const whole = source.folded.text;
  let found = text.indexOf(wanted);
  for (let count = 0; found >= 0 && count < MOST_PLACES; count++) {
    const start = at[found]!;
    const end = endAcrossLines(whole, exact, start, soft);
    if (end !== undefined && end - start !== exact.length && isWhole(source, start, end))
      yield { start, end, score: 1 };
    found = text.indexOf(wanted, found + 1);
  }
}

const HYPHEN_AT_LINE_END = /\p{L}[-\u2010][ \t]*\r?\n[ \t]*\p{L}/u;

/** Hyphens within words, also at the end of a line, whose break is a space in a folded text. */
const HYPHENS = /(?<=\p{L})-(?=\p{L})/gu;

interface Unhyphenated {
  readonly text: string;
  /** For each of its characters, where that is in the folded text; one more for the end. */
  readonly at: readonly number[];
  /** Where in the folded text a hyphen at the end of a line is. */
  readonly soft: ReadonlySet<number>;
}

/** The folded text without hyphens within words. What was made is kept with the text. */
const withoutHyphens = oncePer((source: SourceText): Unhyphenated => {
  const { text, offsets } = source.folded;
  const at: number[] = [];
  const soft = new Set<number>();
  const kept: string[] = [];
  let end = 0;
  const keep = (to: number) => {
    kept.push(text.slice(end, to));
    for (let place = end; place < to; place++) at.push(place);
  };
  for (const { index, 0: hyphen } of text.matchAll(/(?<=\p{L})- ?(?=\p{L})/gu)) {
    if (hyphen.length > 1) {
      if (!source.text.slice(offsets[index]!, offsets[index + 2]!).includes("\n")) continue;
      soft.add(index);
    }
    keep(index);
    end = index + hyphen.length;
  }
  keep(text.length);
  at.push(text.length);
  return { text: kept.join(""), at, soft };
});

/** Where a quote ends that begins at a place of the folded text; undefined where they differ in more than line ends. */
function endAcrossLines(text: string, exact: string, start: number, soft: ReadonlySet<number>): number | undefined {
  let place = start;
  for (let at = 0; at < exact.length; ) {
    if (text[place] === exact[at] && !soft.has(place)) {
      place++;
      at++;
    } else if (soft.has(place)) {
      if (exact[at] === "-") at += exact[at + 1] === " " ? 2 : 1;
      place += 2;
    } else return undefined;
  }
  return place;
}

/**
 * Whether a stretch of the folded text begins and ends with whole words and whole numbers: "able" is no part of "unable", and 5
 * is none of 95, 5.5, 1990-95, -5 or 5 %.
 */
function isWhole({ text: source, folded: { text, offsets } }: SourceText, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 5), start);
  const after = text.slice(end, end + 3);
  const [first, last] = [text.slice(start, start + 2), text.slice(end - 2, end)];
  // What Markdown strikes out is no longer said.
  if (before.endsWith("~~") && after.startsWith("~~")) return false;
  if (/^[\p{L}\p{N}\p{M}]/u.test(first)) {
    if (/(?:[\p{L}\p{N}\p{M}]|\p{L}['/_])$/u.test(before)) return false;
    if (/[\p{L}\p{N}]-$/u.test(before) && isHyphen(source[offsets[start - 1]!])) return false;
    // 234 is a part of 1 234.
    const [rest] = /^\p{N}*/u.exec(text.slice(start, start + 4))!;
    if (rest.length === 3 && /(?<!\p{N})\p{N}{1,3} $/u.test(text.slice(Math.max(0, start - 5), start))) return false;
    if (/^\p{N}/u.test(first) && LEADS_ON.test(before)) return false;
  }
  if (/[\p{L}\p{N}\p{M}]$/u.test(last)) {
    if (/^(?:[\p{L}\p{N}\p{M}]|['/_]\p{L})/u.test(after)) return false;
    if (/^-[\p{L}\p{N}]/u.test(after) && isHyphen(source[offsets[end]!])) return false;
    if (/^- \p{L}/u.test(after) && source.slice(offsets[end]!, offsets[end + 2]!).includes("\n")) return false;
    const mayGoOn = /(?<!\p{N})\p{N}{1,3}$/u.test(text.slice(Math.max(start, end - 4), end));
    if (mayGoOn && /^ \p{N}{3}(?!\p{N})/u.test(text.slice(end, end + 5))) return false;
    if (/\p{N}$/u.test(last) && GOES_ON.test(text.slice(end, end + 12))) return false;
    if (/\p{N}$/u.test(last) && /[′″]/.test(source[offsets[end]!] ?? "")) return false;
  }
  return true;
}

/** What before a number makes it another one: a sign, a currency, the rest of a figure, “less than” or “about” as a sign. */
const LEADS_ON = /(?:\p{N}[.,:/^+*]|\p{N}-|(?:^|[\s(])[-.]|\p{Sc}|[±<≤≥≈≠~×] ?|\p{N} ?[·/+] ?)$/u;

/** What after a number makes it another one: the rest of a figure, a fraction, a power, a tolerance, a percent sign. */
const GOES_ON =
  /^(?:[.,:/^+*]\p{N}|-\p{N}| ?[%‰°]| ?[×·±] ?\p{N}| [x*] \p{N}| \p{No}| \p{N}{1,3}\/\p{N}{1,3}(?!\p{N}))/u;

/** Whether what is folded to a hyphen joins two words; a dash parts them. */
function isHyphen(sign: string | undefined): boolean {
  return sign === "-" || sign === "\u2010" || sign === "\u2011";
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** What is less like a quote is not it (our judgement: about one letter in four differs). */
const LEAST_ALIKE = 0.75;

/** Of a longer quote its beginning is looked for. */
const LONGEST_QUOTE = 1_500;

/** How many places that share many letters with a quote are compared letter by letter. */
const MOST_COMPARED = 3;

/** The place that is most like a quote, found by where the quote's short runs of letters gather. */
function findSimilar(text: string, whole: string): Place | undefined {
  const quote = whole.slice(0, LONGEST_QUOTE);
  if (quote.length < 8) return undefined;
  const size = quote.length < 40 ? 3 : 6;
  const runs = runsOf(quote.toLowerCase(), size);
  const width = Math.max(16, quote.length >> 1);
  // A run at its right distance votes for a start between -quote.length and the end of the text.
  const votes = new Uint32Array(Math.ceil((text.length + quote.length) / width) + 2);
  const lower = text.toLowerCase();
  const plain = lower.length === text.length ? lower : text;
  eachRun(plain, size, (hash, at) => {
    for (const from of runs.get(hash) ?? []) {
      const bucket = Math.floor((at - from + quote.length) / width);
      votes[bucket] = votes[bucket]! + 1;
    }
  });
  let best: Place | undefined;
  for (const bucket of mostVoted(votes)) {
    const from = Math.max(0, bucket * width - quote.length - width);
    const to = Math.min(text.length, (bucket + 2) * width + width);
    const place = nearestIn(text.slice(from, to), quote);
    if (!best || place.score > best.score) best = { ...place, start: from + place.start, end: from + place.end };
  }
  if (!best || best.score < LEAST_ALIKE || best.start === best.end) return undefined;
  // To the letter, but within words or numbers, it is another one.
  const score = Math.min(best.score, 0.99);
  return { ...best, score, end: Math.min(text.length, best.end + whole.length - quote.length) };
}

/** A run that a quote has more often than this leads anywhere. */
const MOST_REPEATED = 4;

function runsOf(text: string, size: number): ReadonlyMap<number, readonly number[]> {
  const runs = new Map<number, number[]>();
  eachRun(text, size, (hash, at) => {
    const places = runs.get(hash);
    if (!places) runs.set(hash, [at]);
    else if (places.length < MOST_REPEATED) places.push(at);
  });
  return runs;
}

/** Calls with a number for each run of `size` letters, computed from that of the run before (R. M. Karp, M. O. Rabin, 1987). */
function eachRun(text: string, size: number, call: (hash: number, at: number) => void): void {
  let leaving = 1;
  for (let at = 1; at < size; at++) leaving = Math.imul(leaving, BASE);
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    if (at >= size) hash = (hash - Math.imul(leaving, text.charCodeAt(at - size))) | 0;
    hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
    if (at >= size - 1) call(hash, at - size + 1);
  }
}

const BASE = 1_000_003;

/** Where most votes are together in two neighbors, the first neighbor of each; best first. */
function mostVoted(votes: Uint32Array): readonly number[] {
  const best: { readonly bucket: number; readonly sum: number }[] = [];
  for (let bucket = 0; bucket + 1 < votes.length; bucket++) {
    const sum = votes[bucket]! + votes[bucket + 1]!;
    if (sum === 0 || (best.length === MOST_COMPARED && sum <= best[best.length - 1]!.sum)) continue;
    best.splice(
      firstFrom(best.length, (at) => best[at]!.sum < sum),
      0,
      { bucket, sum },
    );
    if (best.length > MOST_COMPARED) best.pop();
  }
  return best.map(({ bucket }) => bucket);
}

/** The stretch of a text that takes the fewest changed letters to become a quote (P. H. Sellers, 1980). */
function nearestIn(text: string, quote: string): Place {
  let costs = new Uint32Array(text.length + 1);
  let starts = Uint32Array.from(costs, (_, at) => at);
  for (let i = 1; i <= quote.length; i++) {
    const nextCosts = new Uint32Array(text.length + 1);
    const nextStarts = new Uint32Array(text.length + 1);
    nextCosts[0] = i;
    const character = quote.charCodeAt(i - 1);
    for (let j = 1; j <= text.length; j++) {
      let cost = costs[j - 1]! + (text.charCodeAt(j - 1) === character ? 0 : 1);
      let start = starts[j - 1]!;
      if (costs[j]! + 1 < cost) {
        cost = costs[j]! + 1;
        start = starts[j]!;
      }
      if (nextCosts[j - 1]! + 1 < cost) {
        cost = nextCosts[j - 1]! + 1;
        start = nextStarts[j - 1]!;
      }
      nextCosts[j] = cost;
      nextStarts[j] = start;
    }
    costs = nextCosts;
    starts = nextStarts;
  }
  let end = 0;
  for (let j = 1; j <= text.length; j++) if (costs[j]! < costs[end]!) end = j;
  return { start: starts[end]!, end, score: 1 - costs[end]! / quote.length };
}
