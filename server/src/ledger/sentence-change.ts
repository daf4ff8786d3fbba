import type { Language, Meaning } from "../language/language.ts";
import { DEFAULT_LANGUAGE } from "../language/languages.ts";
import { wordsOf } from "../syntax/words.ts";

/** How a sentence differs from what it was when it was looked at. */
export interface SentenceChange {
  /** `minor`: it says the same in another spelling. `meaning`: other words, few of them. `rewritten`: too much differs to say. */
  readonly kind: "minor" | "meaning" | "rewritten";
  /** The words that differ, each that was and each that came. */
  readonly words: readonly ChangedWord[];
}

export interface ChangedWord {
  readonly what: Meaning | "order" | "question";
  readonly word: string;
  readonly change: "gone" | "new";
}

/**
 * What changed from one folded text to another. Only what a language lists as another way to write the same is minor; any other
 * difference may change the meaning, however alike the two are: one letter
 * parts a nitrate from a nitrite, and a comma who is eaten from who eats. Of a language that nothing is known of, nothing is minor.
 * @param ordinary lower-case words that are no names, to tell a name at the start of a sentence
 * @param language what both are written in
 */
export function sentenceChange(
  before: string,
  after: string,
  ordinary: ReadonlySet<string> = new Set(),
  language: Language = DEFAULT_LANGUAGE,
): SentenceChange {
  const { plainReading } = language.meaning;
  if (before === after || plainReading(before) === plainReading(after)) return { kind: "minor", words: [] };
  const [from, to] = [tokensOf(before, ordinary, language), tokensOf(after, ordinary, language)];
  const difference = differenceOf(from, to);
  if (!difference) return { kind: "rewritten", words: [] };
  const { gone, come } = difference;
  const [left, came] = [gone.filter(isPlain), come.filter(isPlain)];
  const telling = [
    ...changed(gone, "gone"),
    ...changed(come, "new"),
    ...opposites(left, came, language),
    ...moved(left, came),
  ];
  if (telling.length) return { kind: "meaning", words: telling };
  if (gone.length + come.length > (from.length + to.length) / 2) return { kind: "rewritten", words: [] };
  const words = [...plain(gone, "gone"), ...plain(come, "new")];
  return { kind: "meaning", words: words.length ? words : otherMarks(before, after) };
}

interface Token {
  /** As it is compared: a word that is no name is in lower case where it begins the sentence. */
  readonly key: string;
  readonly meaning: Meaning | "question" | undefined;
}

function isPlain({ meaning }: Token): boolean {
  return meaning === undefined;
}

function tokensOf(text: string, ordinary: ReadonlySet<string>, language: Language): readonly Token[] {
  const tokens: Token[] = [];
  const chunks = language.meaning.expandContractions(text).split(" ");
  const numeric = chunks.map((chunk) => /\p{N}/u.test(chunk));
  chunks.forEach((chunk, index) => {
    if (numeric[index]) {
      // With its signs and units: "$5", "10²", "-5%", "1990s". A quotation mark after a digit may stand for inches.
      tokens.push({ key: withoutPunctuation(chunk), meaning: "number" });
      if (chunk.includes("?")) tokens.push(QUESTION);
      return;
    }
    if (chunk === "-" && (numeric[index - 1] || numeric[index + 1])) tokens.push({ key: chunk, meaning: "number" });
    const words = wordsOf(chunk);
    for (const { text: word } of words) {
      const plain = tokens.length === 0 && isOrdinary(word, ordinary, language) ? word.toLowerCase() : word;
      tokens.push({ key: plain, meaning: meaningOfWord(plain, language) });
    }
    for (const [sign] of chunk.matchAll(/[\p{S}%‰]/gu)) tokens.push({ key: sign, meaning: "number" });
    if (chunk.includes("?")) tokens.push(QUESTION);
  });
  return tokens;
}

function withoutPunctuation(chunk: string): string {
  let start = 0;
  let end = chunk.length;
  while (start < end && "(\"'[{".includes(chunk[start]!)) start++;
  while (end > start && ".,;:!?)]}".includes(chunk[end - 1]!)) end--;
  return chunk.slice(start, end);
}

const QUESTION: Token = { key: "?", meaning: "question" };

/** Capitals make a name, and so do letters without case, whose names nothing shows. */
function meaningOfWord(word: string, { meaning }: Language): Meaning | undefined {
  if (/[\p{Lu}\p{Lt}\p{Lo}]/u.test(word)) return "name";
  return meaning.meaningOf(word);
}

/** Whether a word with a capital at the start of a sentence has it for standing there. */
function isOrdinary(word: string, ordinary: ReadonlySet<string>, { words, meaning }: Language): boolean {
  if (word.length > 1 && /\p{Lu}/u.test(word.slice(1))) return false;
  const lower = word.toLowerCase();
  return words.isFunctionWord(lower) || ordinary.has(lower) || meaning.meaningOf(lower) !== undefined;
}

/** The tokens that only one of two sentences has, in order; undefined where too much differs to tell. */
function differenceOf(
  from: readonly Token[],
  to: readonly Token[],
): { readonly gone: readonly Token[]; readonly come: readonly Token[] } | undefined {
  let start = 0;
  while (start < from.length && start < to.length && from[start]!.key === to[start]!.key) start++;
  let tail = 0;
  const most = Math.min(from.length, to.length) - start;
  while (tail < most && from[from.length - 1 - tail]!.key === to[to.length - 1 - tail]!.key) tail++;
  const a = from.slice(start, from.length - tail);
  const b = to.slice(start, to.length - tail);
  if (a.length * b.length > MOST_COMPARED) return undefined;
  return withoutCommon(a, b);
}

/** Beyond this a sentence is a text of its own, and comparing all its words with all others takes too long. */
const MOST_COMPARED = 250_000;

/** Takes out the longest row of tokens that two lists have in common. */
function withoutCommon(
  a: readonly Token[],
  b: readonly Token[],
): { readonly gone: readonly Token[]; readonly come: readonly Token[] } {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i]!.key === b[j]!.key
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const gone: Token[] = [];
  const come: Token[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i]!.key === b[j]!.key) {
      i++;
      j++;
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) gone.push(a[i++]!);
    else come.push(b[j++]!);
  }
  gone.push(...a.slice(i));
  come.push(...b.slice(j));
  return { gone, come };
}

function changed(tokens: readonly Token[], change: ChangedWord["change"]): readonly ChangedWord[] {
  return tokens.flatMap(({ key, meaning }) => (meaning ? [{ what: meaning, word: key, change }] : []));
}

/** Pairs such as "able" and "unable", of which neither word is on a list. */
function opposites(gone: readonly Token[], come: readonly Token[], { meaning }: Language): readonly ChangedWord[] {
  if (gone.length * come.length > 10_000) return [];
  return gone.flatMap((before) =>
    come.flatMap((after): readonly ChangedWord[] => {
      const what = meaning.opposed(before.key.toLowerCase(), after.key.toLowerCase());
      if (!what) return [];
      return [
        { what, word: before.key, change: "gone" },
        { what, word: after.key, change: "new" },
      ];
    }),
  );
}

/** Plain words that went from one place and came at another: who does what to whom may have changed. */
function moved(gone: readonly Token[], come: readonly Token[]): readonly ChangedWord[] {
  const left = new Set(gone.map(({ key }) => key));
  return come.flatMap(({ key }) => (left.has(key) ? [{ what: "order", word: key, change: "new" }] : []));
}

function plain(tokens: readonly Token[], change: ChangedWord["change"]): readonly ChangedWord[] {
  return tokens.map(({ key }) => ({ what: "word", word: key, change }));
}

/** The first word that another mark is at, where all words are the same: a comma, a hyphen, a quotation mark. */
function otherMarks(before: string, after: string): readonly ChangedWord[] {
  const [from, to] = [before.split(" "), after.split(" ")];
  const at = from.findIndex((word, index) => word !== to[index]);
  return [
    ...(from[at] ? [{ what: "word", word: from[at], change: "gone" } as const] : []),
    ...(to[at] ? [{ what: "word", word: to[at], change: "new" } as const] : []),
  ];
}
