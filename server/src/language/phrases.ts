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

/**
 * Phrases from lines that each say what follows what. In a line, a space or a hyphen parts places; `|` parts what may stand in
 * one, `_` is a space within that, `s?` an ending that may be missing, `^` the start of the text. A place in `[brackets]` may be
 * empty, `~` is up to two words of any kind. The place after a `*` holds the rarest words of the line: they are its signals.
 * @param tail what else belongs to each phrase, as a pattern
 * @param notAfter the words that make none of it where they come right before it
 */
export function phrases(lines: readonly string[], tail = "", notAfter: readonly string[] = []): Phrases {
  const signals = lines.flatMap((line) => {
    const marked = line.split(PARTS).filter((part) => part.startsWith("*"));
    if (marked.length === 0) throw new Error(`No place of “${line}” has a “*” before it.`);
    return marked.flatMap((part) => part.slice(1).split("|")).map(lastWord);
  });
  const signal = new RegExp(`(?:^|['’])(?:${signals.join("|")})(?:['’]|$)`, "i");
  // A text without any of these words is the usual case, and what the whole pattern looks back at takes long.
  const signalInText = new RegExp(String.raw`\b(?:${signals.join("|")})\b`, "i");
  const before = notAfter.length ? String.raw`(?<!\b(?:${notAfter.map(spaced).join("|")})\s)` : "";
  const pattern = new RegExp(String.raw`\b${before}(?:${lines.map(patternOf).join("|")})\b${tail}`, "i");
  return {
    find: (text) => (signalInText.test(text) ? pattern.exec(text) : null),
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

function patternOf(line: string): string {
  const parts = line.split(/([ -])/);
  let pattern = "";
  for (let at = 0; at < parts.length; at += 2) {
    const [, optional, words] = /^(\[)?\*?([^\]]*)/.exec(parts[at]!)!;
    const gap = parts[at - 1] === "-" ? "[- ]" : String.raw`\s`;
    const before = at === 0 ? "" : gap;
    if (words === "~") pattern += String.raw`(?:\s\w+){0,2}?`;
    else if (optional) pattern += `(?:${before}(?:${spaced(words!)}))?`;
    else pattern += `${before}(?:${spaced(words!)})`;
  }
  return pattern;
}

function spaced(words: string): string {
  return words.replaceAll("_", String.raw`\s`);
}

function lastWord(words: string): string {
  return words.split("_").at(-1)!;
}
