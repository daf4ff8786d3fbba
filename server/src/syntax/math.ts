import { matchEnd } from "../text/match-end.ts";
import type { Range } from "../text/range.ts";

/** A longer formula than this is text with a stray sign. */
const LONGEST = 2_000;

const FORMULA = new RegExp(String.raw`(?:[^\\$\n\r]|\\[^\n\r]|(?:\r\n|\n|\r)(?![ \t>]*[\n\r])){1,${LONGEST}}`, "y");

/** What tells a formula in escaped brackets from words in them, which some converters of web pages escape. */
const IS_FORMULA = /\\[a-zA-Z]|[\^_=<>+]|^\s*[a-zA-Z]\s*$/;

/**
 * Where a formula ends that starts at a place of a text; undefined where none does. `$…$` is one as Pandoc has it
 * (https://pandoc.org/MANUAL.html#math): no space inside the signs and no digit after them, so that “$5 and $10” is none;
 * and no letter or digit before the first. `$$…$$`, `\(…\)` and `\[…\]`, also with the backslash doubled for Markdown.
 */
export function formulaAt(text: string, at: number): { readonly end: number; readonly display: boolean } | undefined {
  if (text[at] === "$") return text[at + 1] === "$" ? betweenDoubled(text, at) : betweenDollars(text, at);
  const opening = text.startsWith("\\\\", at) ? "\\\\" : "\\";
  const bracket = text[at + opening.length];
  if (bracket !== "(" && bracket !== "[") return undefined;
  const from = at + opening.length + 1;
  const closing = opening + (bracket === "(" ? ")" : "]");
  const length = text.slice(from, from + LONGEST).indexOf(closing);
  if (length < 0) return undefined;
  const to = from + length;
  const inner = text.slice(from, to);
  if (/(?:\r\n|\n|\r)[ \t>]*[\n\r]/.test(inner) || !IS_FORMULA.test(inner)) return undefined;
  return { end: to + closing.length, display: bracket === "[" };
}

/** Where formulas are in a text, in order. */
export function formulasIn(text: string): readonly Range[] {
  const found: Range[] = [];
  for (const { index: start } of text.matchAll(/\$|\\{1,2}[([]/g)) {
    if (start < (found.at(-1)?.end ?? 0) || (text[start] === "$" && text[start - 1] === "\\")) continue;
    const formula = formulaAt(text, start);
    if (formula) found.push({ start, end: formula.end });
  }
  return found;
}

/** Whether a text has a formula, or something that may be one. */
export function hasFormula(text: string): boolean {
  return /\\begin\{/.test(text) || MATH_FENCE.test(text) || formulasIn(text).length > 0;
}

/** Whether a block of code is a formula: GitHub's “```math”, and the directive of MyST. */
export function isMathFence(code: string): boolean {
  return MATH_FENCE.exec(code)?.index === 0;
}

const MATH_FENCE = /(?:^|[\n\r])[ \t>]*(?:`{3,}|~{3,})[ \t]*(?:math|\{math\})[ \t]*(?=[\n\r]|$)/;

/** A formula without the signs and the label around it, as TeX. GitHub has code between the signs: $`x`$. */
export function texOf(formula: string): string {
  return formula
    .slice(0, formula.length - labelOfFormula(formula).length)
    .trim()
    .replace(/^(?:\${1,2}`?|\\{1,2}[([])|(?:`?\${1,2}|\\{1,2}[)\]])$/g, "")
    .trim();
}

/** What names a displayed formula after its end, with the space before it: `{#eq-rain}` as Quarto has it, `(rain)` as MyST. */
export function labelOfFormula(formula: string): string {
  return /(?<=\$\$)[ \t]*(?:\{[^{}\n\r]{1,200}\}|\([\w:.-]{1,200}\))[ \t]*$/.exec(formula)?.[0] ?? "";
}

function betweenDollars(text: string, at: number): { end: number; display: boolean } | undefined {
  const before = text[at - 1] ?? " ";
  const first = text[at + 1] ?? " ";
  if (/[\p{L}\p{N}$]/u.test(before) || /\s/.test(first)) return undefined;
  const to = matchEnd(FORMULA, text, at + 1);
  if (to === undefined || text[to] !== "$" || /\s/.test(text[to - 1]!)) return undefined;
  const after = text[to + 1] ?? " ";
  // “$HOME/$USER” names two variables; “the $n$th” has one formula.
  if (/[\p{N}$]/u.test(after) || (/\p{L}/u.test(after) && /[/:.,;-]/.test(text[to - 1]!))) return undefined;
  return { end: to + 1, display: false };
}

function betweenDoubled(text: string, at: number): { end: number; display: boolean } | undefined {
  const to = matchEnd(FORMULA, text, at + 2);
  return to !== undefined && text.startsWith("$$", to) ? { end: to + 2, display: true } : undefined;
}

/** `$$`, `\[` or `\begin{align}` at the start of a line, after marks of quotations and items. */
const DISPLAY = /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(\$\$|\\{1,2}\[|\\begin\{(\w{1,20}\*?)\})/;

/** At most this many lines: an opening sign without an end must not hide a lesson. */
const MOST_LINES = 100;

/**
 * The last of the lines that a displayed formula takes which begins on one; undefined where none begins, or it ends on its own
 * line. Blank lines are part of it only between two lines that hold `$$` alone.
 */
export function lastLineOfFormula(lines: readonly string[], at: number): number | undefined {
  const [whole, prefix, opening, name] = DISPLAY.exec(lines[at]!) ?? [];
  if (opening === undefined) return undefined;
  const closing = opening === "$$" ? "$$" : name ? `\\end{${name}}` : opening.replace("[", "]");
  if (lines[at]!.includes(closing, whole!.length)) return undefined;
  const isAlone = opening === "$$" && lines[at]!.slice(prefix!.length).trim() === "$$";
  for (let line = at + 1; line < Math.min(lines.length, at + MOST_LINES); line++) {
    const inner = lines[line]!.replace(/^[ \t>]+/, "");
    if (inner.trimEnd() === closing || (!isAlone && inner.includes(closing))) return line;
    if (isAlone ? /^(?:#{1,6}[ \t]|```|~~~)/.test(inner) : inner.trim() === "") return undefined;
    if (isAlone && inner.includes(closing)) return line;
  }
  return undefined;
}
