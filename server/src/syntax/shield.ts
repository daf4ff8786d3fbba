import type { Range } from "../text/range.ts";
import { boxOfTemplate, isBox } from "./box-names.ts";
import { lastLineOfFormula } from "./math.ts";

/** A text as a Markdown reader is given it, in which lines of other dialects are what nothing of Markdown is. */
export interface Shielded {
  /** Of the same length, with every line break where it was. */
  readonly text: string;
  /** Formulas of several lines: their characters are letters. */
  readonly formulas: readonly Range[];
  /** Lines that begin or end a block: they are rules. */
  readonly fences: readonly Fence[];
  /** Lines below quotations that say what they are: they are blank. */
  readonly classes: readonly QuoteClass[];
  /** What is indented below a line that names it: that line is a rule, and the others are quotations. */
  readonly admonitions: readonly Admonition[];
}

/** `!!! note "Title"`, `??? tip`, `=== "Tab"`: what Python-Markdown, MkDocs and Zensical have above indented text. */
export interface Admonition {
  /** The first line alone. */
  readonly range: Range;
  /** Where the indented lines end. */
  readonly end: number;
  /** In the words of other fences; empty for a tab. */
  readonly words: string;
}

export interface Fence {
  /** With the lines of options below it. */
  readonly range: Range;
  /** What it says; empty where it ends a block. */
  readonly words: string;
  /** What it ends, or is ended by: fences of one kind, or a template's word. */
  readonly kind: string;
}

/** `{: .callout}`, as kramdown has it below a quotation. */
export interface QuoteClass {
  readonly range: Range;
  /** How many signs of quotations are before it. */
  readonly level: number;
  /** With its braces. */
  readonly words: string;
}

const COLONS = /^([ \t>]*)(:{3,})([^\n\r]*)/;
/** `--- task ---`, `--- /task ---`: how the Raspberry Pi Foundation's projects begin and end blocks. */
const DASHED = /^([ \t>]*)--- (\/?)([a-z][a-z-]{0,30}) ---[ \t]*$/;
/** ```` ```{note} Title ````: the directives of MyST. */
const DIRECTIVE = /^([ \t>]*)(`{3,}|~{3,})[ \t]*(\{[\w:-]{1,40}\}[^`\n\r]*)$/;
/** `{{< notice tip >}}`, `{{% /notice %}}`: Hugo's shortcodes. */
const SHORTCODE = /^([ \t>]*)\{\{[<%][ \t]*(?:(\/)[ \t]*)?([a-z][\w-]{0,30})((?:[ \t][^{}\n\r]*)?)[%>]\}\}[ \t]*$/;
/** `{% note %}`, `{% endnote %}`: Liquid's. */
const LIQUID = /^([ \t>]*)\{%-?[ \t]*((?:end)?)([a-z][\w-]{0,30})((?:[ \t][^{}\n\r]*)?)%\}[ \t]*$/;
const QUOTE_CLASS = /^([ \t>]*)\{:([^{}\n\r]{1,200})\}[ \t]*$/;

const CODE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/;

/** Stands for a character of a formula: a letter of nobody's. */
const LETTER = "\uE000";

/** Hides formulas of several lines, which have bars, hyphens and equals signs at the starts of lines, and lines of blocks of dialects. */
export function shield(text: string): Shielded {
  if (!MAY_NEED.test(text)) return { text, formulas: [], fences: [], classes: [], admonitions: [] };
  const formulas: Range[] = [];
  const fences: Fence[] = [];
  const classes: QuoteClass[] = [];
  const parts = text.split(/(\r\n|\n|\r)/);
  const lines = parts.filter((_, index) => index % 2 === 0);
  const starts: number[] = [];
  let offset = 0;
  parts.forEach((part, index) => {
    if (index % 2 === 0) starts.push(offset);
    offset += part.length;
  });
  const shown = [...lines];
  const rangeOf = (from: number, before: string, to = from): Range => ({
    start: starts[from]! + before.length,
    end: starts[to]! + lines[to]!.trimEnd().length,
  });
  /** Makes a line a rule, and the lines of options below it blank; returns the last of these. */
  const fence = (at: number, before: string, kind: string, words: string): number => {
    shown[at] = before + "*".repeat(lines[at]!.length - before.length);
    const last = words ? lastLineOfOptions(lines, at + 1) : at;
    for (let each = at + 1; each <= last; each++) shown[each] = blank(lines[each]!);
    fences.push({ range: rangeOf(at, before, last), words, kind });
    return last;
  };
  const admonitions: Admonition[] = [];
  /** Where lines are indented by admonitions, in characters from their starts. */
  const indents = new Map<number, number[]>();
  const ends = endsOfDirectives(lines);
  let code: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (ends.isEnd(at)) {
      fence(at, PREFIX.exec(line)![0], "`", "");
      continue;
    }
    const mark = CODE.exec(line)?.[1];
    if (code !== undefined) {
      if (mark?.startsWith(code) && line.trim().replace(/^[>\s]+/, "") === mark) code = undefined;
      continue;
    }
    if (mark !== undefined) {
      const [, before, , words] = DIRECTIVE.exec(line) ?? [];
      if (words !== undefined && isBox(words) && ends.findEnd(at, mark)) at = fence(at, before!, "`", words.trim());
      else code = mark;
      continue;
    }
    const named = ADMONITION.exec(line);
    const last = named ? lastLineOfAdmonition(lines, at, named[1]!) : undefined;
    if (named && last !== undefined && (named[1]!.length < 4 || isIndented(lines, at, indents))) {
      const [, before, mark, words] = named;
      shown[at] = before + "*".repeat(line.length - before!.length);
      for (let each = at + 1; each <= last; each++) indents.set(each, [...(indents.get(each) ?? []), before!.length]);
      const kind = mark === "===" ? "" : boxOfAdmonition(words!);
      admonitions.push({ range: rangeOf(at, before!), end: rangeOf(last, "").end, words: kind });
      continue;
    }
    const colons = COLONS.exec(line);
    if (colons) {
      at = fence(at, colons[1]!, ":", colons[3]!.replace(/(?<!:):+[ \t]*$/, "").trim());
      continue;
    }
    const dashed = DASHED.exec(line);
    if (dashed) {
      at = fence(at, dashed[1]!, "-", dashed[2] ? "" : dashed[3]!);
      continue;
    }
    const template = SHORTCODE.exec(line) ?? LIQUID.exec(line);
    if (template) {
      const [, before, isEnd, name, given] = template;
      const words = boxOfTemplate(name!, given!);
      if (words !== undefined) fence(at, before!, name!, isEnd ? "" : words);
      continue;
    }
    const [, before, given] = QUOTE_CLASS.exec(line) ?? [];
    if (before !== undefined) {
      const level = levelOf(before);
      if (levelOf(PREFIX.exec(lines[at - 1] ?? "")![0]) > level) {
        classes.push({ range: rangeOf(at, before), level, words: `{${given}}` });
        shown[at] = blank(line);
      }
      continue;
    }
    const end = lastLineOfFormula(lines, at);
    if (end === undefined) continue;
    for (let each = at; each <= end; each++) {
      const [prefix] = (each === at ? FIRST_PREFIX : PREFIX).exec(lines[each]!)!;
      const own = lines[each]!.slice(prefix.length);
      shown[each] = prefix + LETTER.repeat(own.length);
      if (each === at)
        formulas.push({ start: starts[at]! + prefix.length, end: starts[end]! + lines[end]!.trimEnd().length });
    }
    at = end;
  }
  for (const [line, columns] of indents)
    for (const column of columns) shown[line] = asQuoted(shown[line]!, lines[line]!, column);
  for (let line = 0; line < shown.length; line++) parts[2 * line] = shown[line]!;
  return { text: parts.join(""), formulas, fences, classes, admonitions };
}

const ADMONITION = /^([ \t>]*)(!!!|\?\?\?\+?|===[!+]?)[ \t]+((?:[a-z]|"[^"\n\r]*")[^\n\r]*)$/i;

/** The last line that is indented below one; undefined where none is, so that it is text. */
function lastLineOfAdmonition(lines: readonly string[], at: number, before: string): number | undefined {
  let last: number | undefined;
  for (let each = at + 1; each < lines.length; each++) {
    const line = lines[each]!;
    if (line.trim() === "") continue;
    if (!line.startsWith(before) || !/^(?: {4}|\t)/.test(line.slice(before.length))) break;
    last = each;
  }
  return last;
}

/** Whether an indented line is in an item of a list, or in an admonition, and no code. */
function isIndented(lines: readonly string[], at: number, indents: ReadonlyMap<number, unknown>): boolean {
  if (/\S/.exec(lines[at]!)!.index > DEEPEST_COLUMN) return false;
  if (indents.has(at)) return true;
  for (let each = at - 1; each >= Math.max(0, at - LONGEST_ITEM); each--) {
    if (LIST_ITEM.test(lines[each]!)) return true;
    if (/^\S/.test(lines[each]!)) return false;
  }
  return false;
}

/** Nobody nests further, nor writes an item of this many lines. */
const DEEPEST_COLUMN = 60;
const LONGEST_ITEM = 200;

const LIST_ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]/;

/** The indentation of a line at a column as the mark of a quotation, which is as wide; a blank line has none. */
function asQuoted(shown: string, line: string, column: number): string {
  if (line.trim() === "") return shown;
  return `${shown.slice(0, column)}>${shown.slice(column + 1)}`;
}

/** `note inline end "Title"`, in the words of other fences. */
function boxOfAdmonition(words: string): string {
  const [, kind = "note", title = ""] = /^([\w-]+)?[^"]*(?:"([^"]*)")?/.exec(words) ?? [];
  const name = isBox(kind) ? kind : "note";
  return `${name} ${title}`.trim();
}

/** Finds where directives end; a directive that would end within another block of code has no end. */
function endsOfDirectives(lines: readonly string[]): {
  isEnd(at: number): boolean;
  findEnd(at: number, mark: string): boolean;
} {
  const found = new Set<number>();
  const endless = new Set<string>();
  return {
    isEnd: (at) => found.has(at),
    findEnd: (at, mark) => {
      if (endless.has(mark)) return false;
      for (let end = at + 1; end < lines.length; end++) {
        const inner = CODE.exec(lines[end]!)?.[1];
        if (!inner?.startsWith(mark)) continue;
        if (found.has(end) || lines[end]!.replace(/^[>\s]+/, "").trimEnd() !== inner) return false;
        found.add(end);
        return true;
      }
      endless.add(mark);
      return false;
    },
  };
}

function blank(line: string): string {
  const [prefix] = PREFIX.exec(line)!;
  return prefix + " ".repeat(line.length - prefix.length);
}

function levelOf(prefix: string): number {
  return prefix.split(">").length - 1;
}

/** At most this many lines between the dashes: options are few, and dashes further down are rules. */
const MOST_OPTIONS = 20;

/** `:class: tip` */
const OPTION = /^[ \t>]*:[a-z][\w-]{0,40}:(?:[ \t]|$)/;

/**
 * The last line of the options that a block begins with, each on a line or between lines of three dashes; the line above them
 * where there are none.
 */
function lastLineOfOptions(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && at < from + MOST_OPTIONS && OPTION.test(lines[at]!)) at++;
  if (at > from) return at - 1;
  while (at < lines.length && lines[at]!.trim() === "") at++;
  if (lines[at]?.trim() !== "---") return from - 1;
  const end = lines.slice(at + 1, at + 1 + MOST_OPTIONS).findIndex((line) => line.trim() === "---");
  return end < 0 ? from - 1 : at + 1 + end;
}

const MAY_NEED =
  /(?:^|[\n\r])[ \t>]*(?:!!!|\?\?\?|===)[+!]?[ \t]|\$\$|\\\[|\\begin\{|:::|--- \/?[a-z-]+ ---|(?:```|~~~)[ \t]*\{|\{[{%:]/;
const PREFIX = /^[ \t>]*/;
const FIRST_PREFIX = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?/;
