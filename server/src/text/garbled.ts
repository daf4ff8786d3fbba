/** A part of a text that is UTF-8 read in another encoding, and what it was meant to be. Offsets are UTF-16 code units. */
export interface Garbled {
  readonly start: number;
  readonly end: number;
  readonly meant: string;
}

/** What Windows-1252 has for the bytes 0x80 to 0x9F, in their order; five have no character, and are read as they are (WHATWG Encoding). */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

const BYTES: ReadonlyMap<string, number> = new Map(
  [...WINDOWS_1252].map((character, at) => [character, 0x80 + at] as const),
);

/** Where such a part may begin: accented Latin letters and signs, marks and arrows, a byte order mark, emoji. */
const FIRST =
  /[\u00C2\u00C3][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\u00E2[\u0080\u0082\u0084\u0086€‚„†]|\u00EF\u00BB\u00BF|\u00F0[\u009FŸ]/g;

/** Whether a text has a character that such a part may begin with; only a quick look, which errs on the side of yes. */
export function mayBeGarbled(text: string): boolean {
  return /[\u00C2\u00C3\u00E2\u00EF\u00F0]/.test(text);
}

/**
 * The characters of a text that are two to four bytes of UTF-8, each read as a character of Windows-1252 or Latin-1: “Ã©”
 * was “é”. Only what gives one valid character counts. Letters of other alphabets are left alone, as their first bytes are
 * letters that words end with: “é” before a quotation mark and a dash.
 */
export function garbledIn(text: string): readonly Garbled[] {
  const found: Garbled[] = [];
  for (const { index } of text.matchAll(FIRST)) {
    const last = found[found.length - 1];
    const garbled = last && last.end > index ? undefined : garbledAt(text, index);
    if (garbled) found.push(garbled);
  }
  return found;
}

function garbledAt(text: string, at: number): Garbled | undefined {
  const first = text.charCodeAt(at);
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  let point = first & (0xff >> (length + 1));
  for (let next = 1; next < length; next++) {
    const byte = byteOf(text[at + next]);
    if (byte === undefined || byte < 0x80 || byte > 0xbf) return dropped(text, at);
    point = (point << 6) | (byte & 0x3f);
  }
  const meant = String.fromCodePoint(point);
  const isShown = length > 2 || /[\p{L}\u00A0-\u00BF\u00D7\u00F7]/u.test(meant);
  // “MAÇÔ: a word in capitals that ends with this letter before a quotation mark.
  const endsWord = length === 2 && /\p{Lu}$/u.test(text.slice(Math.max(0, at - 2), at));
  return isShown && !endsWord ? { start: at, end: at + length, meant } : undefined;
}

/** “â€” alone: the last byte of a closing quotation mark, 0x9D, has no character, and many programs drop it. */
function dropped(text: string, at: number): Garbled | undefined {
  return text.startsWith("\u00E2€", at) ? { start: at, end: at + 2, meant: "\u201D" } : undefined;
}

function byteOf(character: string | undefined): number | undefined {
  if (character === undefined) return undefined;
  const code = character.charCodeAt(0);
  return code <= 0xff ? code : BYTES.get(character);
}
