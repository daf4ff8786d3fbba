/** The runs of three letters in a text, as numbers in order, to compare it with many others. */
export type Trigrams = Uint32Array;

/** Texts are compared by their beginnings: what is longer is no sentence. */
const LONGEST = 4_000;

export function trigramsOf(text: string): Trigrams {
  if (text === "") return new Uint32Array(0);
  const padded = ` ${text.slice(0, LONGEST).toLowerCase()} `;
  const trigrams = new Uint32Array(padded.length - 2);
  for (let at = 0; at < trigrams.length; at++) {
    const pair = Math.imul(padded.charCodeAt(at), 31_337) + padded.charCodeAt(at + 1);
    trigrams[at] = Math.imul(pair, 31_337) + padded.charCodeAt(at + 2);
  }
  return trigrams.sort();
}

/** How much two texts have in common, from 0 to 1: twice the shared trigrams by all trigrams (L. R. Dice, 1945). */
export function similarity(a: Trigrams, b: Trigrams): number {
  if (a.length + b.length === 0) return 1;
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      shared++;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return (2 * shared) / (a.length + b.length);
}
