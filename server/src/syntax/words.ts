/** A word and where it stands in the text it was found in. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’](?=[\p{L}\p{N}]))*/gu;

/** The words of a text in order. Apostrophes belong to a word ("don't"), hyphens part it ("cost-benefit" is two). */
export function wordsOf(text: string): readonly Word[] {
  const bounds = wordBounds(text);
  return Array.from({ length: bounds.length / 2 }, (_, at) => {
    const [start, end] = [bounds[2 * at]!, bounds[2 * at + 1]!];
    return { text: text.slice(start, end), start, end };
  });
}

/** Where the words of a text begin and end, in turns: for those who look at every word of a library. */
export function wordBounds(text: string): readonly number[] {
  const bounds: number[] = [];
  if (!isPlain(text)) {
    for (const { 0: word, index } of text.matchAll(WORD)) bounds.push(index, index + word.length);
    return bounds;
  }
  for (let start = 0; start < text.length; start++) {
    if (!isLetterOrDigit(text.charCodeAt(start))) continue;
    let end = start + 1;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (!isLetterOrDigit(code) && !(isApostrophe(code) && isLetterOrDigit(text.charCodeAt(end + 1)))) break;
    }
    bounds.push(start, end);
    start = end;
  }
  return bounds;
}

const COUNTED = /[\p{L}\p{N}][^\s—–…/]*/gu;

/** How many words a reader counts: hyphenated compounds and numbers with their unit signs are one. */
export function countWords(text: string): number {
  if (!isPlain(text)) return text.match(COUNTED)?.length ?? 0;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (!isLetterOrDigit(text.charCodeAt(at))) continue;
    count++;
    while (at < text.length && !partsWords(text.charCodeAt(at))) at++;
  }
  return count;
}

/**
 * Whether a text consists of ASCII, typographic punctuation and masks, as nearly every text does. There, letters and digits are
 * known without Unicode's tables, which makes looking for words ten times faster.
 */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f && !isPunctuation(code)) return false;
  }
  return true;
}

/** A no-break space, General Punctuation without its spaces and invisible characters, or `MASK`. */
function isPunctuation(code: number): boolean {
  return code === 0xa0 || (code >= 0x2010 && code <= 0x2027) || (code >= 0x2030 && code <= 0x205e) || code === 0xfffc;
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019;
}

/** Whether a character of a plain text ends a word that is counted: white space, dashes, an ellipsis, a slash. */
function partsWords(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 0x09 && code <= 0x0d) ||
    code === 0xa0 ||
    code === 0x2f ||
    code === 0x2013 ||
    code === 0x2014 ||
    code === 0x2026
  );
}
