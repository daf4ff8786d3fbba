import type { Range } from "../text/range.ts";
import { lastLineOfFormula } from "./math.ts";

/** A text as a Markdown reader is given it, in which lines of other dialects are what nothing of Markdown is. */
export interface Shielded {
  /** Of the same length, with every line break where it was. */
  readonly text: string;
  /** Formulas of several lines: their characters are letters. */
  readonly formulas: readonly Range[];
  /** Lines of colons that begin or end a block: they are rules. */
  readonly fences: readonly Fence[];
}

export interface Fence {
  readonly range: Range;
  /** What follows the colons; empty where they end a block. */
  readonly words: string;
}

const FENCE = /^([ \t>]*)(:{3,})([^\n\r]*)$/;
/** `--- task ---`, `--- /task ---`: how the Raspberry Pi Foundation's projects begin and end blocks. */
const DASHED = /^([ \t>]*)--- (\/?)([a-z][a-z-]{0,30}) ---[ \t]*$/;

const CODE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/;

/** Stands for a character of a formula: a letter of nobody's. */
const LETTER = "\uE000";

/** Hides formulas of several lines, which have bars, hyphens and equals signs at the starts of lines, and fences of colons. */
export function shield(text: string): Shielded {
  if (!MAY_NEED.test(text)) return { text, formulas: [], fences: [] };
  const formulas: Range[] = [];
  const fences: Fence[] = [];
  const parts = text.split(/(\r\n|\n|\r)/);
  const lines = parts.filter((_, index) => index % 2 === 0);
  const starts: number[] = [];
  let offset = 0;
  parts.forEach((part, index) => {
    if (index % 2 === 0) starts.push(offset);
    offset += part.length;
  });
  const shown = [...lines];
  let code: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const mark = CODE.exec(line)?.[1];
    if (code !== undefined) {
      if (mark?.startsWith(code) && line.trim().replace(/^[>\s]+/, "") === mark) code = undefined;
      continue;
    }
    if (mark !== undefined) {
      code = mark;
      continue;
    }
    const fence = FENCE.exec(line);
    if (fence) {
      const [, before, colons, rest] = fence;
      const start = starts[at]! + before!.length;
      const range = { start, end: start + colons!.length + rest!.trimEnd().length };
      fences.push({ range, words: rest!.replace(/:+[ \t]*$/, "").trim() });
      shown[at] = before + "*".repeat(colons!.length + rest!.length);
      continue;
    }
    const dashed = DASHED.exec(line);
    if (dashed) {
      const [, before, ends, name] = dashed;
      const start = starts[at]! + before!.length;
      fences.push({ range: { start, end: starts[at]! + line.trimEnd().length }, words: ends ? "" : name! });
      shown[at] = before + "*".repeat(line.length - before!.length);
      const options = ends ? undefined : lastLineOfOptions(lines, at + 1);
      for (let each = at + 1; options !== undefined && each <= options; each++)
        shown[each] = " ".repeat(lines[each]!.length);
      at = options ?? at;
      continue;
    }
    const last = lastLineOfFormula(lines, at);
    if (last === undefined) continue;
    for (let each = at; each <= last; each++) {
      const [prefix] = (each === at ? FIRST_PREFIX : PREFIX).exec(lines[each]!)!;
      const own = lines[each]!.slice(prefix.length);
      shown[each] = prefix + LETTER.repeat(own.length);
      if (each === at)
        formulas.push({ start: starts[at]! + prefix.length, end: starts[last]! + lines[last]!.trimEnd().length });
    }
    at = last;
  }
  for (let line = 0; line < shown.length; line++) parts[2 * line] = shown[line]!;
  return { text: parts.join(""), formulas, fences };
}

/** At most this many lines between the dashes: options are few, and dashes further down are rules. */
const MOST_OPTIONS = 20;

/** Where the options end that a block begins with, between lines of three dashes; undefined where it has none. */
function lastLineOfOptions(lines: readonly string[], from: number): number | undefined {
  let at = from;
  while (at < lines.length && lines[at]!.trim() === "") at++;
  if (lines[at]?.trim() !== "---") return undefined;
  const end = lines.slice(at + 1, at + 1 + MOST_OPTIONS).findIndex((line) => line.trim() === "---");
  return end < 0 ? undefined : at + 1 + end;
}

const MAY_NEED = /\$\$|\\\[|\\begin\{|:::|--- \/?[a-z-]+ ---/;
const PREFIX = /^[ \t>]*/;
const FIRST_PREFIX = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?/;
