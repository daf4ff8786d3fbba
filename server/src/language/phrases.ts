import { groupBy } from "../text/groups.ts";

/** Phrases to look for, with the words that tell at a glance where there can be none. Both are made from one list. */
export interface Phrases {
  /** The first phrase in a text, as a regular expression finds it. */
  find(text: string): RegExpExecArray | null;
  /** Whether a text has a word that every phrase has one of, which is quicker to see. */
  hasSignal(text: string): boolean;
  /** Whether a word is one that every phrase has one of. It may say yes too often; it is asked once for each word. */
  isSignal(word: string): boolean;
}

/** Numbers with a unit or a sign after them. A number with a sign has no signal, as signs are no words. */
export interface Figures extends Omit<Phrases, "hasSignal"> {
  readonly signs: readonly string[];
}

/** What else makes phrases what they are. */
export interface Around {
  /** What belongs to each phrase after its words, as a pattern. */
  readonly tail?: string;
  /** The words that make none of it where they come right before it. */
  readonly notAfter?: readonly string[];
  /** The words that are none of those of any kind. */
  readonly notWithin?: readonly string[];
  /** The words that join others to a row: “and”. */
  readonly joints?: readonly string[];
  /** What may be between two words before the space, as a pattern. */
  readonly marks?: string;
}

/**
 * Phrases from lines that each say what follows what. In a line, a space or a hyphen parts places; `|` parts what may stand in
 * one, `_` is a space or a hyphen within that, `'s` what is written onto the word before, `s?` an ending that may be missing, `^` the start of a sentence, `$` its end. A
 * place in `[brackets]` may be empty, `~` is up to two words of any kind, `&` is up to four more words in a row, as in “, number,
 * and every name”. The place after a `*` holds the rarest words of the line: they are its signals.
 */
export function phrases(lines: readonly string[], around: Around = {}): Phrases {
  const { tail = "", notAfter = [] } = around;
  const signals = lines.flatMap((line) => {
    const marked = line
      .replace(/^\^/, "")
      .split(PARTS)
      .filter((part) => part.startsWith("*"));
    if (marked.length === 0) throw new Error(`No place of “${line}” has a “*” before it.`);
    return marked.flatMap((part) => part.slice(1).split("|")).map(lastWord);
  });
  const signal = new RegExp(`(?:^|['’])(?:${signals.join("|")})(?:['’]|$)`, "i");
  // A text without any of these words is the usual case, and the whole pattern takes long.
  const signalInText = new RegExp(String.raw`\b(?:${signals.join("|")})\b`, "i");
  const said = String.raw`(?:${patternOf(lines.map(placesOf), around)})\b${tail}`;
  const anywhere = new RegExp(String.raw`\b${said}`, "i");
  const pattern = notAfter.length
    ? new RegExp(String.raw`\b(?<!\b(?:${notAfter.map(spaced).join("|")})${around.marks ?? ""}\s)${said}`, "i")
    : anywhere;
  return {
    // What comes before is looked at only where there is a phrase: at each word it takes longer than the phrases themselves.
    find: (text) => (signalInText.test(text) && anywhere.test(text) ? pattern.exec(text) : null),
    hasSignal: (text) => signalInText.test(text),
    isSignal: (word) => signal.test(word),
  };
}

/** Numbers that somebody must have counted, by the units and signs after them. */
export function figures(units: readonly string[], signs: readonly string[]): Figures {
  const signal = new RegExp(`(?:${units.map(lastWord).join("|")})(?:['’]|$)`, "i");
  const unit = String.raw`(?:${signs.join("|")}|(?:${units.map(spaced).join("|")})\b)`;
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}.,])(?:\d[\d,.]*\d|\d)\s?${unit}`, "iu");
  return {
    find: (text) => pattern.exec(text),
    isSignal: (word) => signal.test(word),
    signs,
  };
}

const PARTS = /[ -]/;

/** What a line says of one place, and the sign before it. */
interface Place {
  readonly sign: string;
  readonly words: string;
}

function placesOf(line: string): readonly Place[] {
  const parts = line.replace("*", "").split(/([ -])/);
  return parts.flatMap((words, at) => (at % 2 ? [] : [{ sign: parts[at - 1] ?? " ", words }]));
}

/** One pattern for lines: what several begin with is in it once, as it is looked for at each word of a text. */
function patternOf(lines: readonly (readonly Place[])[], around: Around, isStart = true): string {
  const alike = groupBy(lines, ([first]) => `${first!.sign}${first!.words}`);
  const each = [...alike.values()].map((group) => {
    const { sign, words } = group[0]![0]!;
    const longer = group.flatMap((places) => (places.length > 1 ? [places.slice(1)] : []));
    const staysStart = isStart && /^\^?\[/.test(words);
    const own = placePattern(sign, words, isStart, around);
    if (longer.length === 0) return own;
    return `${own}(?:${patternOf(longer, around, staysStart)})${longer.length < group.length ? "?" : ""}`;
  });
  return each.join("|");
}

function placePattern(sign: string, place: string, isStart: boolean, around: Around): string {
  const { marks = "", notWithin = [], joints = [] } = around;
  const [, start, optional, words = "", end] = /^(\^?)(\[?)([^\]$]*)\]?(\$?)$/.exec(place)!;
  const space = sign === "-" ? "[- ]" : String.raw`${marks}\s`;
  const gap = /(?:^|\|)'/.test(words) ? `(?:${space}|(?=['’]))` : space;
  const tail = end ? END : "";
  if (words === "~") {
    const filler = notWithin.length ? String.raw`(?!(?:${notWithin.map(spaced).join("|")})\b)` : "";
    return String.raw`(?:\s${filler}[\w-]+){0,2}?${tail}`;
  }
  if (words === "&") return String.raw`(?:(?:,|,?\s(?:${joints.map(spaced).join("|")}))\s[a-z]+){0,4}?${tail}`;
  const said = `(?:${spaced(words)})`;
  // An empty first place has no space after it.
  if (isStart) return `${start ? START : ""}${optional ? `(?:${said}${gap})?` : said}${tail}`;
  return `${optional ? `(?:${gap}${said})?` : gap + said}${tail}`;
}

/** The start of a text or of a sentence, whatever signs come first. */
const START = String.raw`(?<=(?:^|[.!?:\n])\W*)`;

/** The end of a text or of a sentence. */
const END = String.raw`(?=\s*(?:[.!?]|\W*$))`;

function spaced(words: string): string {
  return words.replaceAll("_", String.raw`[\s-]`).replaceAll("'", "['’]");
}

function lastWord(words: string): string {
  return words.split("_").at(-1)!.replace(/\$$/, "");
}
