import { parse, TomlDate, TomlError } from "smol-toml";
import { matchEnd } from "../text/match-end.ts";
import type { Range } from "../text/range.ts";
import { YAML_LIMITS, type YamlPair, type YamlProblem, type YamlValue } from "./yaml.ts";

/**
 * Reads TOML as the value that the same data has as YAML, within the same limit of characters. Texts that are values or items of a
 * value have ranges of their own; the range of what is deeper is that of the value it is in.
 * Never throws; what is wrong is in `problems`, with ranges in the text that `offset` counts from.
 */
export function readToml(
  source: string,
  offset = 0,
): { value: YamlValue | undefined; problems: readonly YamlProblem[] } {
  const whole = { start: offset, end: offset + source.length };
  const fail = (message: string, range: Range = whole) => ({ value: undefined, problems: [{ range, message }] });
  if (source.length > /* defense: longest-toml */ YAML_LIMITS.characters)
    return fail(`This is longer than ${YAML_LIMITS.characters} characters. Please shorten it.`);
  // TOML knows no CR alone, as old texts end their lines.
  const text = source.replace(/\r(?!\n)/g, "\n");
  try {
    const data = parse(text, { integersAsBigInt: "asNeeded", maxDepth: DEEPEST });
    const places = statementsIn(text);
    const pairs = Object.entries(data).flatMap(([key, value]): YamlPair[] => {
      const place = places.get(key);
      if (!place) return [];
      const keyRange = shifted(place.key, offset);
      return [{ key, keyRange, value: converted(value, text, place.value, offset) }];
    });
    return { value: { kind: "map", range: whole, pairs }, problems: [] };
  } catch (error) {
    if (!(error instanceof TomlError)) return fail("This is not valid TOML.");
    const start = lineStart(text, error.line - 1);
    const end = matchEnd(/[^\n\r]*/y, text, start)!;
    const reason = error.message.split("\n")[0]!.replace(/^Invalid TOML document: /, "");
    return fail(`This is not valid TOML: ${reason}.`, shifted({ start, end }, offset));
  }
}

/** Deeper nesting is a problem: front matter has none. */
const DEEPEST = 32;

interface Statement {
  readonly key: Range;
  readonly value: Range;
}

const KEY = /(?:[\w-]+|"(?:\\.|[^"\\\n\r])*"|'[^'\n\r]*')/y;
const BLANK = /(?:[ \t\r\n]|#[^\n\r]*(?=[\n\r]|$))*/y;
/** The rest of a key: its further parts, and the equals sign. */
const TO_VALUE = /[ \t]*(?:\.[ \t]*(?:[\w-]+|"(?:\\.|[^"\\\n\r])*"|'[^'\n\r]*')[ \t]*)*=[ \t]*/y;

/**
 * Where each key of the outermost table is first, and its value. A table's key is its header with the brackets, and its value is
 * what is below that, up to the next header. The text is valid.
 */
function statementsIn(text: string): ReadonlyMap<string, Statement> {
  const found = new Map<string, Statement>();
  const add = (at: number, key: Range, value: Range) => {
    const written = text.slice(at, matchEnd(KEY, text, at) ?? at);
    const name = /^["']/.test(written) ? plainText(written) : written;
    if (!found.has(name)) found.set(name, { key, value });
  };
  let at = matchEnd(BLANK, text, 0)!;
  while (at < text.length) {
    if (text[at] === "[") {
      const header = { start: at, end: valueEnd(text, at) };
      const name = matchEnd(/\[{1,2}[ \t]*/y, text, at)!;
      let { end } = header;
      for (at = matchEnd(BLANK, text, end)!; at < text.length && text[at] !== "["; at = matchEnd(BLANK, text, end)!)
        end = valueEnd(text, valueStart(text, at));
      add(name, header, { start: header.end, end });
    } else {
      const key = { start: at, end: matchEnd(KEY, text, at) ?? at };
      const start = valueStart(text, at);
      const end = valueEnd(text, start);
      add(at, key, { start, end });
      at = matchEnd(BLANK, text, end)!;
    }
  }
  return found;
}

function valueStart(text: string, at: number): number {
  return matchEnd(TO_VALUE, text, matchEnd(KEY, text, at) ?? at) ?? text.length;
}

const STRING = /"""(?:\\[\s\S]|[^\\])*?"{3,5}(?!")|'''[\s\S]*?'{3,5}(?!')|"(?:\\.|[^"\\\n\r])*"|'[^'\n\r]*'/y;
const OTHER = /[^"'[\]{}#\n\r,]+/y;

/** Where a value, or a table's header, ends: before a comment or the end of the line, outside of its brackets. */
function valueEnd(text: string, from: number): number {
  let depth = 0;
  let end = from;
  for (let at = from; at < text.length; ) {
    const character = text[at]!;
    if (depth === 0 && /[#\n\r]/.test(character)) break;
    const next =
      matchEnd(STRING, text, at) ?? (character === "#" ? matchEnd(/[^\n\r]*/y, text, at) : matchEnd(OTHER, text, at));
    if (/[[{]/.test(character)) depth++;
    else if (/[\]}]/.test(character)) depth--;
    at = next ?? at + 1;
    end = at;
  }
  return from + text.slice(from, end).trimEnd().length;
}

function converted(value: unknown, text: string, place: Range, offset: number): YamlValue {
  const range = shifted(place, offset);
  const source = text.slice(place.start, place.end);
  if (Array.isArray(value)) {
    const texts = stringsIn(text, place);
    const isFlat = texts.length === value.length && value.every((item) => typeof item === "string");
    const items = value.map((item, at) => converted(item, text, isFlat ? texts[at]! : place, offset));
    return { kind: "list", range, items };
  }
  if (typeof value === "object" && value !== null && !(value instanceof TomlDate)) {
    const pairs = Object.entries(value).map(([key, inner]) => {
      return { key, keyRange: range, value: converted(inner, text, place, offset) };
    });
    return { kind: "map", range, pairs };
  }
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return { kind: "scalar", range, value: isPlain ? value : source, source };
}

/** The texts in a range, in order, without those in comments. */
function stringsIn(text: string, { start, end }: Range): readonly Range[] {
  const found: Range[] = [];
  for (let at = start; at < end; ) {
    const next = matchEnd(STRING, text, at);
    if (next !== undefined) found.push({ start: at, end: next });
    at = next ?? (text[at] === "#" ? matchEnd(/[^\n\r]*/y, text, at)! : at + 1);
  }
  return found;
}

function plainText(written: string): string {
  return String(parse(`x = ${written}`).x);
}

function lineStart(text: string, line: number): number {
  let at = 0;
  for (let count = 0; count < line; count++) at = text.indexOf("\n", at) + 1 || at;
  return at;
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
