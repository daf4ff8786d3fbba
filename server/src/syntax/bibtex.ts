import type { Range } from "../text/range.ts";

/** An entry of a bibliography as it is written, with the place of each of its parts. */
export interface BibtexEntry {
  /** What stands after the `@`, in small letters. */
  readonly type: string;
  /** Empty where there is none. */
  readonly key: string;
  readonly keyRange: Range;
  /** Each name once: where it stands twice, the first one counts. */
  readonly fields: readonly BibtexField[];
}

export interface BibtexField {
  /** In small letters. */
  readonly name: string;
  /** The value as LaTeX: without its braces or quotation marks, pieces joined, strings (`@string`) filled in. */
  readonly value: string;
  /** What stands between the value's braces or quotation marks; all of it where it is made of several pieces. */
  readonly range: Range;
}

export interface BibtexProblem {
  readonly range: Range;
  readonly message: string;
}

/**
 * Finds the entries of a BibTeX file and the places of their keys and fields, in time that grows with the text only.
 * Never throws: what is broken is a problem, and reading goes on after it. What stands outside entries is a comment, as
 * BibTeX has it (https://www.bibtex.org/Format/).
 */
export function scanBibtex(text: string): {
  readonly entries: readonly BibtexEntry[];
  readonly problems: readonly BibtexProblem[];
} {
  const scanner = new Scanner(text);
  scanner.run();
  return { entries: scanner.entries, problems: scanner.problems };
}

const START = /@[ \t]*([A-Za-z][\w-]*)\s*([{(])/y;
const COMMENT_LINE = /@[ \t]*comment\b(?!\s*[{(])[^\n]*/iy;
const KEY = /[^\s,={}"#%\\()]*/y;
const NAME = /[\p{L}\p{N}+'&;_:./-]+/uy;
const BARE = /[^\s,={}"#%@()\\]+/y;

const NOT_CLOSED = "This entry is not closed. Is a brace or a quotation mark missing?";

/** Braces nested deeper than in any bibliography: what reads LaTeX takes long on them. */
const DEEPEST = /* defense: deepest-bibtex */ 64;

/** Strings can be made of strings, and so double each time; a longer value is not read. */
const LONGEST_VALUE = 100_000;

/** At most this much may be filled in for strings in one file, in UTF-16 code units: a short file could ask for gigabytes. */
const MOST_FILLED = /* defense: most-filled-in */ 10_000_000;

/** The months that every BibTeX style knows as strings. */
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** Walks over a text once. */
class Scanner {
  readonly entries: BibtexEntry[] = [];
  readonly problems: BibtexProblem[] = [];
  readonly #text: string;
  /** For each opening brace, where the one that closes it stands. */
  readonly #closing: Int32Array;
  readonly #lastBracket: number;
  readonly #strings = new Map<string, string>(MONTHS.map((name, at) => [name, String(at + 1)]));
  #at = 0;
  #filled = 0;

  constructor(text: string) {
    this.#text = text;
    this.#closing = closingBraces(text);
    this.#lastBracket = text.lastIndexOf(")");
  }

  run(): void {
    while (true) {
      this.#pass(/[^@%]*/y);
      if (this.#at >= this.#text.length) return;
      if (this.#take(COMMENT_LINE)) continue;
      const start = this.#at;
      const head = this.#take(START);
      if (head) this.#entry(start, head[1]!.toLowerCase(), head[2] === "{" ? "}" : ")");
      else this.#at++;
    }
  }

  /** What a pattern finds right here; goes after it. */
  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match?.[0]) return undefined;
    this.#at += match[0].length;
    return match;
  }

  /** Goes after what a pattern finds, and after comments, which begin with a percent sign and end with their line. */
  #pass(pattern: RegExp): void {
    do this.#take(pattern);
    while (this.#take(/%[^\n]*/y));
  }

  /** Goes after a character, if it is here. */
  #skip(character: string): boolean {
    this.#pass(/\s*/y);
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #report(range: Range, message: string): void {
    this.problems.push({ range, message });
  }

  #entry(start: number, type: string, close: string): void {
    const open = this.#at - 1;
    if (type === "comment" || type === "preamble") {
      const end = close === "}" ? this.#closing[open]! : open < this.#lastBracket ? this.#text.indexOf(")", open) : 0;
      // A comment that is not closed ends where the next entry begins.
      if (end > 0) this.#at = end + 1;
      return;
    }
    if (type === "string") {
      this.#pass(/\s*/y);
      const name = this.#take(NAME)?.[0].toLowerCase();
      const value = name !== undefined && this.#skip("=") ? this.#value() : "none";
      if (typeof value === "object") {
        this.#strings.set(name!, value.value);
        if (this.#skip(close)) return;
      }
      this.#report(this.#line(start), "This can't be read. It is written as @string{name = {text}}.");
      return;
    }
    this.#pass(/\s*/y);
    const from = this.#at;
    const key = this.#take(KEY)?.[0] ?? "";
    const keyRange = { start: from, end: this.#at };
    this.#pass(/\s*/y);
    if (key && this.#text[this.#at] === "=") {
      this.#report(this.#line(start), "This entry has no key, so it can't be cited. Please begin it with one.");
      this.#at = from;
      this.entries.push({ type, key: "", keyRange: { start: from, end: from }, fields: this.#fields(start, close) });
      return;
    }
    if (!key) this.#report(this.#line(start), "This entry has no key, so it can't be cited. Please begin it with one.");
    else if (this.#at < this.#text.length && this.#text[this.#at] !== "," && this.#text[this.#at] !== close) {
      this.#report(keyRange, `A comma is missing after the key “${key}”. A key has no spaces.`);
      this.#take(/[^,\n{}@]*/y);
    }
    this.entries.push({ type, key, keyRange, fields: this.#fields(start, close) });
  }

  #fields(start: number, close: string): BibtexField[] {
    const fields = new Map<string, BibtexField>();
    let separated = true;
    while (true) {
      while (this.#skip(",")) separated = true;
      const from = this.#at;
      const next = this.#text[from];
      if (next === close) {
        this.#at++;
        return [...fields.values()];
      }
      if (next === undefined || (next === "@" && this.#isStart())) {
        this.#report(this.#line(start), NOT_CLOSED);
        return [...fields.values()];
      }
      const written = this.#take(NAME)?.[0];
      if (written === undefined) {
        this.#at++;
        continue;
      }
      const range = { start: from, end: this.#at };
      if (!this.#skip("=")) {
        this.#report(range, `“${short(written)}” has no value here. A field is written as name = {value}.`);
        continue;
      }
      if (!separated) this.#report(range, `A comma is missing before “${short(written)}”.`);
      separated = false;
      const value = this.#value();
      const name = written.toLowerCase();
      if (value === "open") {
        // What follows can't be told from the value, up to the next entry.
        this.#report(this.#line(start), NOT_CLOSED);
        return [...fields.values()];
      }
      if (value === "none")
        this.#report(range, `“${short(written)}” has no value here. A field is written as name = {value}.`);
      else if (value === "too much")
        this.#report(range, `“${short(written)}” is too long, or nested too deeply, to be read.`);
      else if (fields.has(name)) this.#report(range, `“${short(written)}” is here twice. Please keep one.`);
      else fields.set(name, { name, ...value });
    }
  }

  #isStart(): boolean {
    START.lastIndex = this.#at;
    return START.test(this.#text);
  }

  /** A value of one or more pieces, or what is wrong with it. */
  #value(): Omit<BibtexField, "name"> | "none" | "open" | "too much" {
    const values: string[] = [];
    let length = 0;
    let first: number | undefined;
    let range = { start: this.#at, end: this.#at };
    do {
      this.#pass(/\s*/y);
      const from = this.#at;
      const piece = this.#piece();
      if (typeof piece !== "object") return piece;
      range = first === undefined ? piece.range : { start: first, end: this.#at };
      first ??= from;
      length += piece.value.length;
      if (length <= LONGEST_VALUE) values.push(piece.value);
    } while (this.#skip("#"));
    if (length > LONGEST_VALUE || this.#filled > MOST_FILLED) return "too much";
    const value = values.join("");
    return isTooDeep(value) ? "too much" : { value, range };
  }

  #piece(): { value: string; range: Range } | "none" | "open" {
    const from = this.#at;
    const first = this.#text[from];
    if (first === "{" || first === '"') {
      const end = first === "{" ? this.#closing[from]! : this.#closingQuote(from + 1);
      if (end <= 0) return "open";
      this.#at = end + 1;
      const range = { start: from + 1, end };
      return { value: this.#text.slice(range.start, range.end), range };
    }
    const bare = this.#take(BARE)?.[0];
    if (bare === undefined) return "none";
    const filledIn = this.#strings.get(bare.toLowerCase());
    this.#filled += filledIn?.length ?? 0;
    return { value: filledIn ?? bare, range: { start: from, end: this.#at } };
  }

  /** The quotation mark that ends a value: the next one outside braces. */
  #closingQuote(from: number): number {
    for (let at = from; at < this.#text.length; at++) {
      const character = this.#text[at];
      if (character === '"') return at;
      if (character === "}") return 0;
      if (character === "\\") at++;
      else if (character === "{") {
        const end = this.#closing[at]!;
        if (end <= 0) return 0;
        at = end;
      }
    }
    return 0;
  }

  /** The line on which an entry begins, to its end. */
  #line(start: number): Range {
    const [line] = /^[^\n\r]*/.exec(this.#text.slice(start, start + 200))!;
    return { start, end: start + line.length };
  }
}

/** For each opening brace the place of the one that closes it, 0 where there is none; a backslash hides a brace. */
function closingBraces(text: string): Int32Array {
  const closing = new Int32Array(text.length);
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x7b) open.push(at);
    else if (code === 0x7d) {
      const start = open.pop();
      if (start !== undefined) closing[start] = at;
    }
  }
  return closing;
}

function isTooDeep(value: string): boolean {
  let depth = 0;
  for (let at = 0; at < value.length; at++) {
    const character = value[at];
    if (character === "\\") at++;
    else if (character === "{" && ++depth > DEEPEST) return true;
    else if (character === "}") depth--;
  }
  return false;
}

function short(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}
