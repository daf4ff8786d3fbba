import type { Range } from "../text/range.ts";

/** `$…$`, `$$…$$`, `\(…\)`, `\[…\]`; a dollar sign before a space, or after one, is money. */
const FORMULA =
  /\$\$[^$]{1,2000}\$\$|(?<![\\$\p{L}\p{N}])\$(?![\s$])[^$\n]{0,400}(?<![\s\\])\$(?![\p{N}$])|\\\([^\n]{1,400}?\\\)|\\\[[^\n]{1,400}?\\\]/gu;

/** Where formulas stand in a text, in order. Two prices in one line, “$3 and $4”, are none. */
export function formulasIn(text: string): readonly Range[] {
  if (!text.includes("$") && !text.includes("\\")) return [];
  return [...text.matchAll(FORMULA)].map(({ index, 0: formula }) => ({ start: index, end: index + formula.length }));
}
