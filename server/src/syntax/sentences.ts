import type { SentenceWords } from "../language/language.ts";
import { DEFAULT_LANGUAGE } from "../language/languages.ts";
import { matchEnd } from "../text/match-end.ts";
import type { Range } from "../text/range.ts";
import { nestedUntil } from "./nesting.ts";
import { MASK } from "./prose.ts";

/**
 * The version of what `splitSentences` answers. What is kept about single sentences outside of a station holds for one
 * version only: raise it with every change that lets any text be split otherwise, and with no other.
 */
export const SENTENCES_VERSION = 1;

/**
 * Splits running text into sentences. Pure and linear, the same in Node and in browsers.
 * @param masked the text with `MASK` over what is not prose
 * @param text the same text without masks, of the same length
 * @param words what its language knows of sentences
 * @returns ranges within the text, in order, without the space between them
 */
export function splitSentences(
  masked: string,
  text: string = masked,
  words: SentenceWords = DEFAULT_LANGUAGE.sentences,
): readonly Range[] {
  const sentences: Range[] = [];
  const nested = nestedUntil(masked);
  let start = skipSpace(masked, 0);
  for (let at = start; at < masked.length; at++) {
    if (!isEndMark(masked.charCodeAt(at))) continue;
    const stop = at;
    let after = at + 1;
    while (after < masked.length && isEndMark(masked.charCodeAt(after))) after++;
    const mark = masked.slice(stop, after);
    const closed = skipClosing(masked, after);
    at = closed - 1;
    if (isAside(masked, stop, mark, closed)) continue;
    const end = skipAppended(masked, text, closed, start);
    const wide = WIDE.test(mark);
    if (end < masked.length && !isSpace(masked.charCodeAt(end)) && !wide) continue;
    const next = skipSpace(masked, end);
    if (next < masked.length) {
      if (wide && closed > after && GOES_ON_WIDE.test(masked[next]!)) continue;
      if (!wide && !endsSentence(masked, start, stop, mark, closed, next, words)) continue;
      const close = nested?.[closed - 1] ?? 0;
      if (close > closed && continuesAfter(masked, close)) continue;
    }
    sentences.push({ start, end });
    start = next;
    at = next - 1;
  }
  const end = skipSpaceBack(masked, start, masked.length);
  if (end > start) sentences.push({ start, end });
  return sentences;
}

/** Marks that end a sentence without a space after them. */
const WIDE = /[。！？｡]/;

/** Marks that end a sentence beyond those of ASCII: … ‽ ؟ ۔ । ॥ ։ 。 ！ ？ ｡ */
const OTHER_MARKS = new Set([0x2026, 0x203d, 0x61f, 0x6d4, 0x964, 0x965, 0x589, 0x3002, 0xff01, 0xff1f, 0xff61]);

/** German closes with “ and ‘, Danish with «. */
const CLOSING = "\"'”’“‘»«›)]」』）】";

const OPENING = "\"'“‘„‚«»‹([「『（【*_";

/** Behind a quotation that goes on in Japanese: 「…。」と. */
const GOES_ON_WIDE = /\p{Script=Hiragana}/u;

/** Whether a mark only comments on what stands before it: "They won (!) the war." */
function isAside(text: string, stop: number, mark: string, closed: number): boolean {
  return /[([]/.test(text[stop - 1] ?? "") && closed > stop + mark.length && /^[!?]+$/.test(mark);
}

/** Whether a sentence that began at `start` ends with the mark at `stop` and what closes it, with text going on at `next`. */
function endsSentence(
  text: string,
  start: number,
  stop: number,
  mark: string,
  closed: number,
  next: number,
  words: SentenceWords,
): boolean {
  const usual = mark === "." && closed === stop + 1 && isCapital(text.charCodeAt(next));
  if (usual && isPlainWord(text, start, stop, words)) return true;
  let first = next;
  while (first < text.length && OPENING.includes(text[first]!)) first++;
  const rest = text.slice(first, first + 80);
  if (GOES_ON.test(rest) && !SMALL_FIRST.test(rest) && !(mark === "." && text[next] === "(")) return false;
  const from = wordStart(text, start, stop);
  const word = text.slice(from, stop);
  if (mark === "!" && words.isExclaimed(word) && !words.startsSentence(rest)) return false;
  if (mark !== ".") return !(/["”’“‘»«]/.test(text[closed - 1]!) && words.saysWhoSpoke(text.slice(next, next + 80)));
  const space = skipSpaceBack(text, start, from);
  if (closed === stop + 1 && isEnumerator(word, from === start ? "" : text[space - 1]!)) return false;
  const before = space < from ? text.slice(wordStart(text, start, space), space) : "";
  return !words.isAbbreviation(word, before, rest);
}

/** Whether small letters stand before `stop`, after a space, that shorten no word, as before most stops. */
function isPlainWord(text: string, start: number, stop: number, words: SentenceWords): boolean {
  let from = stop;
  while (from > start && isSmall(text.charCodeAt(from - 1))) from--;
  return from > start && text[from - 1] === " " && words.isNoAbbreviation(text.slice(from, stop));
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

function isSmall(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** A sentence does not begin with a small letter or another mark; in brackets it may. */
const GOES_ON = /^(?:[-–—]?\s*\p{Ll}|[.!?…])/u;

/** "1.", "A." or "iv." number a sentence at its start; after a colon "1." begins a list. */
function isEnumerator(word: string, before: string): boolean {
  return before === "" ? /^(?:\d{1,3}|\p{L}|[ivx]{2,5}|[IVX]{2,5})$/u.test(word) : before === ":" && word === "1";
}

/** A name that begins with a small letter: "iPhone", "pH", "mRNA". */
const SMALL_FIRST = /^\p{Ll}{1,3}\p{Lu}/u;

/** The start of the word that ends at `to`, with stops inside it ("U.N", "p.m") but not what stands before a hyphen or dash. */
function wordStart(text: string, start: number, to: number): number {
  let from = to;
  while (from > start && !isSpace(text.charCodeAt(from - 1)) && !BEFORE_WORD.includes(text[from - 1]!)) from--;
  return from;
}

const BEFORE_WORD = "'([{\"“‘„«»-‑–—/";

/** Whether the sentence around a quotation or bracket goes on after it. */
function continuesAfter(text: string, close: number): boolean {
  let at = close;
  while (at < text.length && CLOSING.includes(text[at]!)) at++;
  if (/[,;:.!?—–、，。；：]/.test(text[at] ?? "") || GOES_ON_WIDE.test(text[at] ?? "")) return true;
  at = skipSpace(text, at);
  return /[\p{Ll}—–]/u.test(text[at] ?? "");
}

/** Past what closes a quotation or bracket; before such a mark may be a space, as in French and between two of them. */
function skipClosing(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && CLOSING.includes(text[at]!)) at++;
    const next = skipSpace(text, at);
    if (next === at || isAscii(text, next) || !/^[”’»](?![\p{L}\p{N}])/u.test(text.slice(next, next + 3))) return at;
    at = next + 1;
  }
}

/** Past what belongs to the sentence that a mark ended: the end of emphasis, notes, citations, emoji. */
function skipAppended(masked: string, text: string, from: number, start: number): number {
  let at = from;
  for (;;) {
    while (at < masked.length && NOTES.includes(masked[at]!)) at++;
    const next = skipSpace(masked, at);
    const end = masked[next] === "[" ? matchEnd(NUMBERED_NOTE, masked, next) : appendedMark(masked, text, next, start);
    if (end === undefined) return at;
    at = end;
  }
}

/** The end of a citation or an emoji; these belong to the sentence before them unless it begins with one. */
function appendedMark(masked: string, text: string, at: number, start: number): number | undefined {
  if (isAscii(masked, at)) return undefined;
  if (masked[at] === MASK) return matchEnd(CITED, text, at);
  return matchEnd(EMOJI, masked, start) === undefined ? matchEnd(EMOJI, masked, at) : undefined;
}

const NOTES = "*_†‡¹²³⁰⁴⁵⁶⁷⁸⁹";

/** "[1]", "[2, 3–5]" */
const NUMBERED_NOTE = /\[\^?\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,20}\]/uy;

/** "[@key]", "[see @key, p. 3]" */
const CITED = /\[[^[\]@]{0,200}@[^[\]]{1,2000}\]/uy;

const EMOJI = /[\u2600-\u27BF\u{1F000}-\u{1FAFF}](?:\uFE0F|\u200D|[\u{1F3FB}-\u{1F3FF}]){0,4}/uy;

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function skipSpaceBack(text: string, start: number, from: number): number {
  let at = from;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Whether a character is one of the first 128, or there is none: nearly all are, and so much needs not be looked for. */
function isAscii(text: string, at: number): boolean {
  return !(text.charCodeAt(at) >= 0x80);
}

/** What JavaScript takes for white space. */
function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code === 0xa0 || (code >= 0x1680 && /\s/.test(String.fromCharCode(code)));
}

function isEndMark(code: number): boolean {
  if (code < 0x80) return code === 0x2e || code === 0x21 || code === 0x3f;
  return OTHER_MARKS.has(code);
}
