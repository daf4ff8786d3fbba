import type { Language } from "../language/language.ts";
import type { Station } from "../station/station.ts";
import { formulasIn } from "../syntax/math.ts";
import { opaqueBlocks } from "../syntax/opaque.ts";
import type { Prose } from "../syntax/prose.ts";
import { JOINING_LETTER } from "../text/joining-scripts.ts";
import { slice } from "../text/range.ts";

/**
 * The law for every fix that nobody looks at: a reader sees the same words afterwards, in the same order. Spaces, marks,
 * levels of headings and the case of a first letter may change, and of two equal words that the language never has twice in
 * a row, such as “the the”, the second may go. Code, formulas, addresses and HTML stay as they are, to the letter.
 */
export function keepsWords(before: Station, after: Station): boolean {
  const [left, right] = [shownWords(before), shownWords(after)];
  let at = 0;
  for (const [index, word] of left.entries()) {
    if (at < right.length && isSame(word, right[at]!)) at++;
    else if (!isNeedless(left[index - 1], word, before.language)) return false;
  }
  return at === right.length;
}

/** A word, or a part of a text that has to stay as it is. */
interface Shown {
  readonly text: string;
  readonly asItIs: boolean;
}

function shownWords({ text, tree, passages }: Station): readonly Shown[] {
  const parts = [
    ...passages.map(({ range, prose }) => ({ start: range.start, words: wordsIn(prose) })),
    ...opaqueBlocks(tree.blocks).map(({ range, type }) => ({
      start: range.start,
      words: type === "break" ? [] : asItIs(slice(text, range)),
    })),
  ];
  return parts.sort((a, b) => a.start - b.start).flatMap(({ words }) => words);
}

function wordsIn(prose: Prose): readonly Shown[] {
  const { text, marks } = prose;
  const whole = [
    ...formulasIn(text),
    ...marks.filter(({ kind }) => kind === "code" || kind === "html").map((mark) => mark.text),
  ].sort((a, b) => a.start - b.start);
  const words: Shown[] = [];
  let from = 0;
  for (const { start, end } of whole) {
    if (start < from) continue;
    words.push(...splitWords(text.slice(from, start)), ...asItIs(text.slice(start, end)));
    from = end;
  }
  words.push(...splitWords(text.slice(from)));
  for (const mark of marks) {
    if (mark.kind === "link" || mark.kind === "image") words.push(...asItIs(mark.url));
    if (mark.kind === "image") words.push(...splitWords(mark.alt));
    if (mark.kind === "linkReference" || mark.kind === "footnote") words.push(...asItIs(mark.identifier));
  }
  return words;
}

/** What a text says to the letter, but for comments and the space at the ends of its lines. */
function asItIs(text: string): readonly Shown[] {
  const kept = withoutComments(text)
    .replace(/(?:(?<![ \t])[ \t]+)?(?:\r\n|\n|\r)[ \t]*/g, "\n")
    .trim();
  return kept ? [{ text: kept, asItIs: true }] : [];
}

function withoutComments(text: string): string {
  return text.includes("<!--")
    ? text
        .split("<!--")
        .map((part, at) => (at === 0 ? part : part.slice(endOfComment(part))))
        .join("")
    : text;
}

function endOfComment(part: string): number {
  // “<!-->” is a whole comment.
  const empty = /^-?>/.exec(part)?.[0].length;
  if (empty !== undefined) return empty;
  const end = part.indexOf("-->");
  return end < 0 ? part.length : end + 3;
}

/** Invisible characters are no part of a word, unless its script may need them. */
function splitWords(text: string): readonly Shown[] {
  const plain = JOINING_LETTER.test(text) ? text : text.replace(/\p{Cf}+/gu, "");
  return (plain.normalize("NFC").match(/[\p{L}\p{M}\p{N}\p{Cf}]+/gu) ?? []).map((word) => ({
    text: word,
    asItIs: false,
  }));
}

function isSame(a: Shown, b: Shown): boolean {
  if (a.asItIs !== b.asItIs) return false;
  if (a.text === b.text) return true;
  const [first, other] = [firstLetter(a.text), firstLetter(b.text)];
  return !a.asItIs && sameLetter(first, other) && a.text.slice(first.length) === b.text.slice(other.length);
}

function firstLetter(word: string): string {
  return String.fromCodePoint(word.codePointAt(0)!);
}

function sameLetter(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase() || a.toUpperCase() === b.toUpperCase();
}

function isNeedless(before: Shown | undefined, word: Shown, { words }: Language): boolean {
  return before !== undefined && !word.asItIs && isSame(before, word) && words.isNeedlessTwice(word.text);
}
