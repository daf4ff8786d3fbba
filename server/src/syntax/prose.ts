import { decodeNamedCharacterReference } from "decode-named-character-reference";
import type { Link, Nodes, PhrasingContent } from "mdast";
import { firstFrom } from "../text/first-from.ts";
import { matchEnd } from "../text/match-end.ts";
import type { Range } from "../text/range.ts";

/**
 * Running text as the reader sees it, without its markup, that knows for every character where it stands in the source.
 * Rules look for words in `text` or `masked` and report `sourceRange` of what they found.
 */
export interface Prose {
  /** Where the text with its markup stands in the source. */
  readonly range: Range;
  /** What the reader sees; soft line breaks are spaces, images and footnote marks are nothing. */
  readonly text: string;
  /** `text` with `MASK` for each character of code, bare addresses, HTML and citations: what is not prose. */
  readonly masked: string;
  /** The markup in it, in the order of the source. */
  readonly marks: readonly Mark[];
  /** How `text` and the source correspond, in order. */
  readonly pieces: readonly Piece[];
}

/** A stretch of `Prose.text` and its source. Where the lengths differ the stretch is one unit, such as `&amp;`. */
export interface Piece {
  readonly text: number;
  readonly source: number;
  readonly length: number;
  readonly sourceLength: number;
}

/** Stands in `Prose.masked` for what is not prose: U+FFFC OBJECT REPLACEMENT CHARACTER. */
export const MASK = "\uFFFC";

export type Mark =
  | TextMark
  | { readonly kind: "link"; readonly range: Range; readonly text: Range; readonly url: string; readonly bare: boolean }
  | { readonly kind: "linkReference"; readonly range: Range; readonly text: Range; readonly identifier: string }
  | { readonly kind: "image"; readonly range: Range; readonly text: Range; readonly url: string; readonly alt: string }
  | { readonly kind: "footnote"; readonly range: Range; readonly text: Range; readonly identifier: string }
  | { readonly kind: "math"; readonly range: Range; readonly text: Range; readonly display: boolean }
  | {
      readonly kind: "attributes" | "template";
      readonly range: Range;
      readonly text: Range;
      readonly value: string;
    }
  | { readonly kind: "html"; readonly range: Range; readonly text: Range; readonly value: string };

interface TextMark {
  readonly kind: "emphasis" | "strong" | "delete" | "code";
  /** With its markup, in the source. */
  readonly range: Range;
  /** What it marks, in `Prose.text`. */
  readonly text: Range;
}

/** The source range of a stretch of `prose.text`. */
export function sourceRange(prose: Prose, start: number, end: number): Range {
  if (prose.pieces.length === 0) return { start: prose.range.start, end: prose.range.start };
  const first = pieceAt(prose.pieces, start);
  const from = first.source + (first.length === first.sourceLength ? Math.min(start - first.text, first.length) : 0);
  if (end <= start) return { start: from, end: from };
  const last = pieceAt(prose.pieces, end - 1);
  const to =
    last.length === last.sourceLength
      ? last.source + Math.min(end - last.text, last.length)
      : last.source + last.sourceLength;
  return { start: from, end: Math.max(from, to) };
}

/** The offset in `prose.text` of a place in the source, or of the nearest text before it. */
export function textOffset(prose: Prose, source: number): number {
  const { pieces } = prose;
  const piece = pieces[firstFrom(pieces.length, (at) => pieces[at]!.source > source) - 1];
  if (!piece) return 0;
  const within = source - piece.source;
  if (within >= piece.sourceLength) return piece.text + piece.length;
  return piece.text + (piece.length === piece.sourceLength ? within : 0);
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece {
  return pieces[Math.max(0, firstFrom(pieces.length, (at) => pieces[at]!.text > offset) - 1)]!;
}

/** Prose without markup: every character is what it says. */
export function plainProse(source: string, range: Range): Prose {
  const text = source.slice(range.start, range.end);
  const length = text.length;
  return {
    range,
    text,
    masked: maskCitations(text, text),
    marks: [],
    pieces: length ? [{ text: 0, source: range.start, length, sourceLength: length }] : [],
  };
}

/** Prose that is written otherwise than it reads: one unit of its source. */
export function shownAs(text: string, range: Range): Prose {
  const sourceLength = range.end - range.start;
  const pieces = [{ text: 0, source: range.start, length: text.length, sourceLength }];
  return { range, text, masked: maskCitations(text, text), marks: [], pieces };
}

/**
 * Prose from the inline nodes of a Markdown tree.
 * @param source the text that the tree was read from
 * @param shift what to add to the tree's offsets to get the source's
 */
export function readProse(source: string, nodes: readonly PhrasingContent[], range: Range, shift = 0): Prose {
  const builder = new Builder(source, shift);
  for (const node of nodes) builder.add(node);
  const { text, marks, pieces, hidden } = builder;
  return { range, text, masked: maskCitations(text, mask(text, hidden)), marks, pieces };
}

function mask(text: string, hidden: readonly Range[]): string {
  let masked = "";
  let at = 0;
  for (const { start, end } of hidden) {
    if (end <= at) continue;
    masked += text.slice(at, start) + MASK.repeat(end - Math.max(at, start));
    at = end;
  }
  return masked + text.slice(at);
}

/** A citation in Pandoc's syntax: `[@key]`, `[see @key, p. 3; -@other]`, `@key`, `@{odd key}`. */
const CITATION =
  /\[(?:[^[\]@]{0,200}-?@[^[\]]{1,2000})\]|(?<![\p{L}\p{N}_.@/])-?@(?:\{[^{}\n]{1,200}\}|[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*)/uy;

/** Where citations stand in a text, in order. It looks around each “@” alone: texts are long, and these are few. */
export function citationsWithin(text: string): readonly Range[] {
  const found: Range[] = [];
  let from = 0;
  for (let sign = text.indexOf("@"); sign >= 0; sign = text.indexOf("@", from)) {
    const starts = [bracketBefore(text, sign), sign - 1, sign];
    const start = starts.find((each) => each >= from && matchEnd(CITATION, text, each) !== undefined);
    from = start === undefined ? sign + 1 : matchEnd(CITATION, text, start)!;
    if (start !== undefined) found.push({ start, end: from });
  }
  return found;
}

/** The opening bracket before a sign, with no other bracket or sign between them and no further away than a citation allows; -1 if there is none. */
function bracketBefore(text: string, sign: number): number {
  for (let at = sign - 1; at >= Math.max(0, sign - FURTHEST_BRACKET); at--) {
    const character = text[at];
    if (character === "[") return at;
    if (character === "]" || character === "@") return -1;
  }
  return -1;
}

/** 200 characters that may be two code units each, and a hyphen. */
const FURTHEST_BRACKET = 402;

function maskCitations(text: string, masked: string): string {
  return text.includes("@") ? mask(masked, citationsWithin(masked)) : masked;
}

/** Emphasis in emphasis and the like beyond this depth is kept as it is written. */
const DEEPEST = 100;

/** Walks inline nodes and writes down text, marks and the map between text and source. */
class Builder {
  text = "";
  readonly marks: Mark[] = [];
  readonly pieces: Piece[] = [];
  readonly hidden: Range[] = [];
  readonly #source: string;
  readonly #shift: number;

  constructor(source: string, shift: number) {
    this.#source = source;
    this.#shift = shift;
  }

  add(node: PhrasingContent, depth = 0): void {
    const range = this.rangeOf(node);
    const start = this.text.length;
    if (depth > DEEPEST) {
      this.verbatim(range);
      return;
    }
    switch (node.type) {
      case "text":
        this.follow(node.value, range, "text");
        return;
      case "break":
        this.piece(" ", range);
        return;
      case "inlineCode": {
        this.inside(node.value, range);
        this.marks.push({ kind: "code", range, text: { start, end: this.text.length } });
        this.hidden.push({ start, end: this.text.length });
        return;
      }
      case "html":
        if (LINE_BREAK.test(node.value)) this.piece(" ", range);
        this.marks.push({ kind: "html", range, text: { start, end: start }, value: node.value });
        return;
      case "image":
        this.marks.push({ kind: "image", range, text: { start, end: start }, url: node.url, alt: node.alt ?? "" });
        return;
      case "imageReference":
        return;
      case "footnoteReference":
        this.marks.push({ kind: "footnote", range, text: { start, end: start }, identifier: node.identifier });
        return;
      case "emphasis":
      case "strong":
      case "delete": {
        const at = this.marks.length;
        for (const child of node.children) this.add(child, depth + 1);
        this.marks.splice(at, 0, { kind: node.type, range, text: { start, end: this.text.length } });
        return;
      }
      case "link": {
        const at = this.marks.length;
        for (const child of node.children) this.add(child, depth + 1);
        const bare = this.#source[range.start] !== "[";
        const text = { start, end: this.text.length };
        if (bare || showsAddress(node)) this.hidden.push(text);
        this.marks.splice(at, 0, { kind: "link", range, text, url: node.url, bare });
        return;
      }
      case "linkReference": {
        const at = this.marks.length;
        for (const child of node.children) this.add(child, depth + 1);
        const text = { start, end: this.text.length };
        this.marks.splice(at, 0, { kind: "linkReference", range, text, identifier: node.identifier });
        return;
      }
      default:
        this.verbatim(range);
    }
  }

  /** A node that the dialect has no use for counts as text that is not prose. */
  private verbatim(range: Range): void {
    const start = this.text.length;
    this.inside(this.#source.slice(range.start, range.end), range);
    this.hidden.push({ start, end: this.text.length });
  }

  private rangeOf(node: Nodes): Range {
    const { start, end } = node.position!;
    return { start: start.offset! + this.#shift, end: end.offset! + this.#shift };
  }

  /** Adds text that is one unit or stands in the source as it is. */
  private piece(value: string, range: Range): void {
    if (value === "") return;
    this.pieces.push({
      text: this.text.length,
      source: range.start,
      length: value.length,
      sourceLength: range.end - range.start,
    });
    this.text += value;
  }

  /** Adds text that stands somewhere within a range, or for all of it. */
  private inside(value: string, range: Range): void {
    const at = this.#source.slice(range.start, range.end).indexOf(value);
    const start = range.start + at;
    if (at >= 0) this.follow(value, { start, end: start + value.length }, "code");
    else {
      const { left, ...inner } = this.withinFence(value, range);
      this.follow(value, inner, "code", left);
    }
  }

  /**
   * The inside of code, without its fence of backticks and the one space or line end that may stand at either end; after a line
   * end also without what a quote or a list puts before the next line, but for a tab of which `left` spaces are left.
   */
  private withinFence(value: string, { start, end }: Range): Range & { readonly left: number } {
    const source = this.#source;
    let from = start;
    while (from < end && source[from] === "`") from++;
    const inner = source.slice(from, end - (from - start));
    const padded = /^[ \n\r]/.test(inner) && /[ \n\r]$/.test(inner) && /[^ \n\r]/.test(inner);
    const last = from + inner.length;
    if (!padded) return { start: from, end: last, left: 0 };
    if (!isLineEnd(inner[0])) return { start: from + 1, end: last - 1, left: 0 };
    const { next, left } = lineBreak(source, from, last - 1, value, 0, "code");
    return { start: left > 0 ? next - 1 : next, end: last - 1, left };
  }

  /**
   * Adds a value and follows it through the source: escapes, character references, and line breaks with what a quotation
   * or a list puts before the next line. In code only line breaks, and pipes that are escaped for a table.
   * @param left how many spaces of the value are left of a tab that the range begins with
   */
  private follow(value: string, range: Range, kind: "text" | "code", left = 0): void {
    if (value.length === range.end - range.start && !/[\n\r]/.test(value)) this.piece(value, range);
    else this.followEach(value, range, kind, left);
  }

  private followEach(value: string, range: Range, kind: "text" | "code", ofTab: number): void {
    const source = this.#source;
    let from = 0; // where the present run of equal characters began
    let i = 0;
    let j = range.start;
    const unit = (shown: string, length: number, sourceLength: number) => {
      this.piece(value.slice(from, i), { start: j - (i - from), end: j });
      this.piece(shown, { start: j, end: j + sourceLength });
      i += length;
      j += sourceLength;
      from = i;
    };
    if (ofTab > 0) unit(" ".repeat(ofTab), ofTab, 1);
    while (i < value.length && j < range.end) {
      const found =
        kind === "text" ? (this.reference(value, i, j, range.end) ?? this.escape(value, i, j)) : this.pipe(value, i, j);
      if (found) unit(found.shown, found.length, found.sourceLength);
      else if (isLineEnd(value[i]) || isLineEnd(source[j])) {
        const length = value.startsWith("\r\n", i) && /^[ \t]*\r\n/.test(source.slice(j, j + 1000)) ? 2 : 1;
        const { next, left } = lineBreak(source, j, range.end, value, i + length, kind);
        unit(" ".repeat(1 + left), length + left, Math.max(1, next - j));
      } else {
        i++;
        j++;
      }
    }
    this.piece(value.slice(from, i), { start: j - (i - from), end: j });
    if (i < value.length) this.piece(value.slice(i).replace(/[\n\r]/g, " "), { start: j, end: range.end });
  }

  private reference(value: string, i: number, j: number, end: number): Unit | undefined {
    if (this.#source[j] !== "&") return undefined;
    const decoded = characterReference(this.#source, j, end);
    if (!decoded) return undefined;
    // Readers show a mark of replacement for control characters and the like.
    const written = value.startsWith(decoded.value, i) ? decoded.value : value[i] === REPLACEMENT ? REPLACEMENT : "";
    if (!written) return undefined;
    return { shown: written.replace(/[\n\r]/g, " "), length: written.length, sourceLength: decoded.length };
  }

  private escape(value: string, i: number, j: number): Unit | undefined {
    const next = this.#source[j + 1] ?? "";
    if (this.#source[j] !== "\\" || !ESCAPABLE.test(next) || value[i] !== next) return undefined;
    return { shown: next, length: 1, sourceLength: 2 };
  }

  private pipe(value: string, i: number, j: number): Unit | undefined {
    return value[i] === "|" && this.#source[j] === "\\" ? { shown: "|", length: 1, sourceLength: 2 } : undefined;
  }
}

/** Some characters of a value that stand for others in the source. */
interface Unit {
  readonly shown: string;
  readonly length: number;
  readonly sourceLength: number;
}

/** Whether a link shows an address in place of words. */
function showsAddress({ children: [only, ...others] }: Link): boolean {
  return others.length === 0 && only?.type === "text" && /^(?:https?:\/\/|www\.)\S+$/i.test(only.value);
}

/** A tag that shows as a line break. */
const LINE_BREAK = /^<br\b/i;

const ESCAPABLE = /^[!-/:-@[-`{-~]$/;

/**
 * A soft line break that begins at or after white space at `at`, with what a quote or a list puts before the next line, which
 * the value goes on with at `after`.
 * @returns where the source goes on, and how many spaces the value has before that: of a tab that a list takes a part of
 */
function lineBreak(
  source: string,
  at: number,
  end: number,
  value: string,
  after: number,
  kind: "text" | "code",
): LineBreak {
  let j = at;
  while (j < end && (source[j] === " " || source[j] === "\t")) j++;
  if (source[j] === "\r" && source[j + 1] === "\n") j += 2;
  else if (isLineEnd(source[j])) j++;
  const line = j;
  while (j < end && (source[j] === " " || source[j] === "\t" || source[j] === ">")) j++;
  // Signs that are written as escapes or references are shown, and so are those before them that are shown besides; code has none.
  const written = kind === "text" ? signsAt(source, j, WRITTEN_SIGN) : 0;
  if (written > 0) {
    for (let kept = signsAt(value, after, SIGN) - written; kept > 0 && j > line; ) if (source[--j] === ">") kept--;
    return { next: j, left: 0 };
  }
  // What the line itself begins with is no mark of a quotation and no indentation; what it ends with is not shown.
  if (j === end || isLineEnd(source[j])) while (j > line && /[ \t]/.test(source[j - 1]!)) j--;
  // Half a character is read as a mark of replacement.
  const isShownFrom = (place: number) => j === end || value[place] === source[j] || value[place] === REPLACEMENT;
  for (let left = 0; left < TAB && value.startsWith(" ".repeat(left), after); left++) {
    const kept = keptBefore(source, line, j, value, after + left);
    const next = j - kept;
    if (isShownFrom(after + left + kept) && (left === 0 || source[next - 1] === "\t")) return { next, left };
  }
  return { next: j - keptBefore(source, line, j, value, after), left: 0 };
}

interface LineBreak {
  readonly next: number;
  readonly left: number;
}

/** The width of a tab, in spaces: https://spec.commonmark.org/0.31.2/#tabs */
const TAB = 4;

/** How much of what a line begins with, up to a place, the value goes on with. */
function keptBefore(source: string, line: number, at: number, value: string, after: number): number {
  let kept = 0;
  while (line + kept < at && " \t>".includes(value[after + kept] || "-")) kept++;
  while (kept > 0 && source.slice(at - kept, at) !== value.slice(after, after + kept)) kept--;
  return kept;
}

/** How many greater-than signs stand in a row at a place. */
function signsAt(text: string, at: number, sign: RegExp): number {
  let signs = 0;
  for (sign.lastIndex = at; sign.test(text); ) signs++;
  return signs;
}

const SIGN = /[ \t]*>/y;
const WRITTEN_SIGN = /[ \t]*(?:&(?:gt|#62|#x3e);|\\?>)/iy;

function isLineEnd(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}

function characterReference(source: string, at: number, end: number): { value: string; length: number } | undefined {
  const match = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{0,40}));/.exec(
    source.slice(at, Math.min(end, at + 44)),
  );
  if (!match) return undefined;
  const [whole, decimal, hexadecimal, name] = match;
  if (name) {
    const value = decodeNamedCharacterReference(name);
    return value === false ? undefined : { value, length: whole.length };
  }
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hexadecimal!, 16);
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return { value: valid ? String.fromCodePoint(code) : REPLACEMENT, length: whole.length };
}

/** U+FFFD REPLACEMENT CHARACTER. */
const REPLACEMENT = "\uFFFD";
