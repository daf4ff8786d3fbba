import type { Range } from "../text/range.ts";
import { MASK } from "./prose.ts";

/**
 * Splits running text into sentences. Pure and linear, the same in Node and in browsers.
 * @param masked the text with `MASK` over what is not prose
 * @param text the same text without masks, of the same length
 * @returns ranges within the text, in order, without the space between them
 */
export function splitSentences(masked: string, text: string = masked): readonly Range[] {
  const sentences: Range[] = [];
  const nested = NESTING.test(masked) ? nestedUntil(masked) : undefined;
  let start = skipSpace(masked, 0);
  for (let at = start; at < masked.length; at++) {
    if (!isEndMark(masked.charCodeAt(at))) continue;
    let end = at + 1;
    while (end < masked.length && isEndMark(masked.charCodeAt(end))) end++;
    const mark = masked.slice(at, end);
    while (end < masked.length && CLOSING.includes(masked[end]!)) end++;
    at = end - 1;
    if (end < masked.length && !isSpace(masked.charCodeAt(end))) continue;
    let next = skipSpace(masked, end);
    // A citation behind the full stop belongs to the sentence it follows.
    while (next < masked.length && masked[next] === MASK && text[next] === "[") {
      while (next < masked.length && masked[next] === MASK) next++;
      end = next;
      next = skipSpace(masked, next);
    }
    if (next < masked.length && !endsSentence(masked, start, end, mark, next)) continue;
    const closed = nested?.[end - 1] ?? 0;
    if (closed > end && continuesAfter(masked, closed)) continue;
    sentences.push({ start, end });
    start = next;
    at = next - 1;
  }
  let end = masked.length;
  while (end > start && isSpace(masked.charCodeAt(end - 1))) end--;
  if (end > start) sentences.push({ start, end });
  return sentences;
}

const CLOSING = "\"'”’»)]";
const OPENING = "\"'“‘«([";

/** Whether a sentence that began at `start` ends at `end`, with text going on at `next`. */
function endsSentence(text: string, start: number, end: number, mark: string, next: number): boolean {
  let first = next;
  while (first < text.length && (OPENING.includes(text[first]!) || text[first] === "*" || text[first] === "_")) first++;
  const opener = text[first] ?? "";
  if (/[\p{Ll}.!?…]/u.test(opener)) return false;
  if (mark !== ".") return !(/["”’»]/.test(text[end - 1]!) && SPEAKER.test(text.slice(next, next + 80)));
  const token = lastToken(text, start, end);
  const word = token.replace(/\.$/, "");
  if (token.length === end - start && ENUMERATOR.test(word)) return false;
  const follower = /^[\p{L}\p{M}\p{N}'’]+/u.exec(text.slice(first, first + 40))?.[0] ?? "";
  return !isAbbreviation(word, follower);
}

/** "1.", "A." or "iv." at the start of a sentence number it. */
const ENUMERATOR = /^(?:\d{1,3}|\p{L}|[ivx]{2,5}|[IVX]{2,5})$/u;

/** Behind a quotation that asks or exclaims: "France asked". */
const SPEAKER =
  /^(?:(?:\p{Lu}[\p{L}\p{M}.’'-]*)\s+){1,3}(?:said|says|asked|asks|wondered|wonders|cried|cries|called|calls|shouted|shouts|exclaimed|exclaims|demanded|demands|replied|replies|wrote|writes)\b/u;

/** Whether the full stop behind a word only shortens it, given the word that follows. */
function isAbbreviation(word: string, follower: string): boolean {
  const lower = word.toLowerCase();
  // "CA.", "EST.": capitals alone spell something else.
  const shout = word.length > 1 && !word.includes(".") && word === word.toUpperCase() && word !== lower;
  if (BEFORE_NUMBER.has(lower)) return /^(?:\p{N}|[IVXLC]+$)/u.test(follower);
  if (shout) return false;
  if (TITLES.has(lower)) return true;
  if (lower === "a.m" || lower === "p.m") return follower === "" || AFTER_HOUR.test(follower);
  const short = /^\p{Lu}$/u.test(word) || /^(?:\p{L}\.)+\p{L}$/u.test(word) || WITHIN.has(lower);
  return short && !STARTERS.has(follower);
}

/** "5 p.m. Monday", "9 a.m. EST" */
const AFTER_HOUR = /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:['’]?s)?|[A-Z]{2,5})$/;

/** The word that a full stop ends, with the stops inside it ("U.N", "p.m"). */
function lastToken(text: string, start: number, end: number): string {
  let to = end;
  while (to > start && text[to - 1] !== ".") to--;
  let from = to - 1;
  while (from > start && !isSpace(text.charCodeAt(from - 1)) && !'([{"“‘«—–/'.includes(text[from - 1]!)) from--;
  return text.slice(from, to);
}

/** What quotations and brackets begin with; most paragraphs have none. */
const NESTING = /["“‘«([]|(?<![\p{L}\p{N}])'/u;

/** A quotation or bracket longer than this is taken for two lone marks. */
const LONGEST_NESTED = 2_000;

/**
 * For every offset, the offset behind the innermost quotation or bracket around it; 0 outside of any.
 * Only marks that have a partner count, so that a lone one does not swallow what follows.
 */
function nestedUntil(text: string): Uint32Array {
  const closings = partners(text);
  const until = new Uint32Array(text.length);
  const around: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (around[around.length - 1] === at) around.pop();
    if (closings[at]) around.push(closings[at]!);
    const closing = around[around.length - 1];
    if (closing !== undefined) until[at] = closing + 1;
  }
  return until;
}

/** For every opening mark that has one, where its closing mark stands; 0 elsewhere. */
function partners(text: string): Uint32Array {
  const closings = new Uint32Array(text.length);
  const open: { readonly close: string; readonly at: number }[] = [];
  const waiting = new Map<string, number>();
  const wait = (close: string, change: number) => waiting.set(close, (waiting.get(close) ?? 0) + change);
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if ((waiting.get(character) ?? 0) > 0 && closes(text, at)) {
      for (let top = open.pop(); top; top = open.pop()) {
        wait(top.close, -1);
        if (top.close !== character) continue;
        if (at - top.at < LONGEST_NESTED) closings[top.at] = at;
        break;
      }
      continue;
    }
    const close = PAIRS.get(character);
    if (!close || !opens(text, at)) continue;
    open.push({ close, at });
    wait(close, 1);
  }
  return closings;
}

const PAIRS = new Map([
  ["“", "”"],
  ["‘", "’"],
  ["«", "»"],
  ["(", ")"],
  ["[", "]"],
  ['"', '"'],
]);

/** A straight quotation mark or a single one opens before a word only: else it is an inch or an apostrophe. */
function opens(text: string, at: number): boolean {
  if (text[at] !== '"' && text[at] !== "‘") return true;
  return !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "") && /\S/.test(text[at + 1] ?? "");
}

function closes(text: string, at: number): boolean {
  if (text[at] !== '"' && text[at] !== "’") return true;
  return /\S/.test(text[at - 1] ?? "") && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? "");
}

/** Whether the sentence around a quotation or bracket goes on behind it. */
function continuesAfter(text: string, close: number): boolean {
  let at = close;
  while (at < text.length && CLOSING.includes(text[at]!)) at++;
  if (text[at] !== undefined && /[,;:.!?—–]/.test(text[at]!)) return true;
  at = skipSpace(text, at);
  return at < text.length && /[\p{Ll}—–]/u.test(text[at]!);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0 || code === 0x2009 || code === 0x202f;
}

function isEndMark(code: number): boolean {
  return code === 0x2e || code === 0x21 || code === 0x3f || code === 0x2026;
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** Abbreviations that a name or more of the sentence always follows. */
const TITLES = set(`mr mrs ms mx dr prof rev hon gen col lt capt sgt cpl maj cmdr adm gov sen rep pres messrs mmes mt
  e.g i.e eg ie cf viz vs v approx ca nb resp incl`);

/** Abbreviations that a number follows: "Fig. 3", "No. 5", "Art. II". Before anything else they are words or end a sentence. */
const BEFORE_NUMBER = set(`stn sta fig figs no nos art arts p pp par para vol vols ch chap sec sect eq eqs tab app nr op
  jan feb mar apr jun jul aug sep sept oct nov dec`);

/** Abbreviations that may end a sentence, if what follows can start one. */
const WITHIN = set(`al inc ltd co corp jr sr st ft dept univ est min max hr hrs ave blvd rd ed eds trans fr ph.d`);

/** Words that begin a sentence far more often than they follow an abbreviation with a capital. */
const STARTERS = set(`The This That These Those A An It Its He She They We You I In On At By For From With Without As If
  When While Where After Before Since Because Although Though But And Or So Yet However Still Therefore Thus Then There
  Here Their His Her Our Your My What Who Why How Which Each Every Some Many Most Several Such No Not Nor Both Another
  Other Others One Two Three To Today Later Now Once Only Even Instead Finally First Second Third Next Meanwhile
  Moreover Furthermore Nevertheless Nonetheless Until Unlike Like Under Over Between During Despite Did Does Do Is Are
  Was Were Has Have Had Can Could Should Would Will May Might Must`);
