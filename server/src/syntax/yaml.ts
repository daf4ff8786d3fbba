import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, visit } from "yaml";
import type { Range } from "../text/range.ts";
import { DEEPEST_NESTING, deepestBrackets } from "./deepest-brackets.ts";

/** A piece of YAML with its place. Maps are lists of pairs, so that no key has a special meaning. */
export type YamlValue =
  | {
      readonly kind: "scalar";
      readonly range: Range;
      readonly value: string | number | boolean | null;
      readonly source: string;
    }
  | { readonly kind: "list"; readonly range: Range; readonly items: readonly YamlValue[] }
  | { readonly kind: "map"; readonly range: Range; readonly pairs: readonly YamlPair[] };

export interface YamlPair {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: YamlValue;
}

export interface YamlProblem {
  readonly range: Range;
  readonly message: string;
  /** Whether other programs read it all the same. */
  readonly mild?: true;
}

/** The limits of what is read as YAML: larger input is a problem, never a hang. */
export const YAML_LIMITS: YamlLimits = {
  /* defense: longest-yaml */ characters: 64 * 1024,
  pairs: 20_000,
  commas: /* defense: most-commas */ 10_000,
};

/** Where so much is wrong, what follows is most likely a consequence. */
const MOST_PROBLEMS = 100;

const TOO_MANY = "This has too many entries.";

const TOO_DEEP = "This is nested more than 32 levels deep.";

export interface YamlLimits {
  readonly characters: number;
  readonly pairs: number;
  /** Commas that nothing stands between take the library longer than anything else. */
  readonly commas: number;
  /** Whether aliases, and what they would bring in, are left out instead of being a problem of the whole text. */
  readonly skipsAliases?: boolean;
}

const LONE_CR = /\r(?!\n)/g;

/**
 * Reads YAML as plain data: no aliases, no merge keys, no custom tags, within limits.
 * Never throws; what is wrong is in `problems`, with ranges in the text that `offset` counts from.
 */
export function readYaml(
  source: string,
  offset = 0,
  limits: YamlLimits = YAML_LIMITS,
): { value: YamlValue | undefined; problems: readonly YamlProblem[] } {
  // The library takes a byte order mark for the indentation of the first line, and knows no lone CR.
  if (source.startsWith("\uFEFF")) return readYaml(source.slice(1), offset + 1, limits);
  const whole = { start: offset, end: offset + source.length };
  const fail = (message: string, range: Range = whole) => ({ value: undefined, problems: [{ range, message }] });
  if (source.length > limits.characters)
    return fail(`This is longer than ${limits.characters} characters. Please shorten it.`);
  if (deepestBrackets(source) > DEEPEST_NESTING) return fail(TOO_DEEP);
  if (source.split(",").length - 1 > limits.commas) return fail(TOO_MANY);
  try {
    // With `logLevel: "silent"` the library would keep to itself that a second document follows.
    const { joined, goingOn } = withQuotedLinesJoined(source.replaceAll(LONE_CR, "\n"));
    const document = parseDocument(joined, {
      merge: false,
      uniqueKeys: false,
      strict: true,
      prettyErrors: false,
      stringKeys: false,
    });
    const shift = (start: number, end: number): Range => ({
      start: offset + Math.min(start, source.length),
      end: offset + Math.min(Math.max(end, start), source.length),
    });
    if (document.errors.some(({ code }) => code === "RESOURCE_EXHAUSTION")) return fail(TOO_DEEP);
    const unclosed = document.errors.findIndex(({ message }) => UNCLOSED.test(message));
    // What comes after a mark that nothing closes is read as something else.
    const errors = unclosed < 0 ? document.errors : document.errors.slice(0, unclosed + 1);
    const problems: YamlProblem[] = errors.map((error, at) => ({
      range: (at === unclosed && openingMark(joined, shift)) || shift(error.pos[0], error.pos[1]),
      message: friendly(error.code, error.message, source.slice(error.pos[0]).split(/[\n\r]/, 1)[0]!),
    }));
    for (const { start, end } of goingOn)
      problems.push({
        range: shift(start, end),
        message: "This value goes on in the next line. Please indent that line, or put all of the value on one line.",
        mild: true,
      });
    for (const warning of document.warnings) {
      problems.push({
        range: shift(warning.pos[0], warning.pos[1]),
        message: "This tag is not supported. Please remove it.",
      });
    }
    let pairs = 0;
    let alias: Node | undefined;
    visit(document, {
      Alias: (_, node) => {
        alias ??= node;
      },
      Pair: () => {
        pairs++;
      },
    });
    // defense: no-aliases-in-yaml
    if (alias && !limits.skipsAliases) {
      const [start, end] = alias.range ?? [0, 0];
      return fail("Aliases (*name) are not supported here. Please write the value out.", shift(start, end));
    }
    if (pairs > limits.pairs) return fail(TOO_MANY);
    const value = document.contents ? convert(document.contents, shift, 0, problems) : undefined;
    return { value, problems: problems.slice(0, MOST_PROBLEMS) };
  } catch (error) {
    return fail(error instanceof RangeError ? TOO_DEEP : "This is not valid YAML.");
  }
}

/** A value in quotation marks whose line does not close them. */
const OPEN_VALUE = /(?<=^|[\n\r])[ ]*[\w-]+:[ \t]+(?:"(?:[^"\\\n\r]|\\.)*|'(?:[^'\n\r]|'')*)(?=[\n\r]|$)/g;
/** At most this many lines of a value without an indent are joined. Our judgement. */
const MOST_LINES = 10;

/**
 * YAML whose values in quotation marks that go on at the start of the next line are on one line, with a space for the line end, so
 * that all offsets stay: libyaml reads them, and so many builders of sites, where the library that reads here refuses.
 * @returns the lines that go on, besides
 */
function withQuotedLinesJoined(source: string): { readonly joined: string; readonly goingOn: readonly Range[] } {
  const goingOn: Range[] = [];
  let joined = source;
  for (const { index, 0: line } of source.matchAll(OPEN_VALUE)) {
    const from = index + line.length;
    const mark = /:[ \t]+(["'])/.exec(line)![1]!;
    let end = from;
    for (let count = 0; count < MOST_LINES; count++) {
      const next = /^\r?\n([^\n\r]*)/.exec(source.slice(end, end + LONGEST_LINE));
      if (!next || /^(?:\s|$|---|\.\.\.|[\w-]+:(?:\s|$))/.test(next[1]!)) break;
      end += next[0].length;
      const closing = mark === '"' ? /(?<!\\)"\s*$/ : /(?<!')'\s*$/;
      if (!next[1]!.slice(0, -1).includes(mark) && closing.test(next[1]!)) {
        const start = index + line.indexOf(mark);
        goingOn.push({ start, end: from });
        joined = joined.slice(0, from) + source.slice(from, end).replace(/[\n\r]/g, " ") + joined.slice(end);
        break;
      }
    }
  }
  return { joined, goingOn };
}

const LONGEST_LINE = 2000;

/** The first mark of a value that its own line does not close, and no indented line goes on with. */
function openingMark(source: string, shift: (start: number, end: number) => Range): Range | undefined {
  const open = [...source.matchAll(OPEN_VALUE)].find(
    ({ index, 0: line }) => !/^\r?\n[ \t]/.test(source.slice(index + line.length)),
  );
  if (!open) return undefined;
  const start = open.index + open[0].search(/["']/);
  return shift(start, start + 1);
}

/** The value of a key of a map, the first where it stands twice. */
export function pairOf(value: YamlValue | undefined, key: string): YamlPair | undefined {
  return value?.kind === "map" ? value.pairs.find((pair) => pair.key === key) : undefined;
}

/** The text of a scalar, or undefined for anything else; numbers and dates stay as they were written. */
export function textOf(value: YamlValue | undefined): string | undefined {
  if (value?.kind !== "scalar" || value.value === null) return undefined;
  return typeof value.value === "string" ? value.value : value.source;
}

/** What a value says, as plain data without places; of a key that is there twice, the last. */
export function dataOf(value: YamlValue): unknown {
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "list":
      return value.items.map(dataOf);
    case "map":
      return Object.fromEntries(value.pairs.map((pair) => [pair.key, dataOf(pair.value)]));
  }
}

/** The scalars of a list, or of a value that stands alone, with their texts. */
export function textsOf(value: YamlValue | undefined): readonly { readonly value: YamlValue; readonly text: string }[] {
  const items = value?.kind === "list" ? value.items : value ? [value] : [];
  return items.flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [{ value: item, text }];
  });
}

/**
 * Where the hyphens of a list are that is the value of a key of the outermost map, in a text that was read without fail.
 * @returns their offsets, or undefined where there is no such list or it is in brackets
 */
export function dashesOf(source: string, key: string): readonly number[] | undefined {
  if (source.startsWith("\uFEFF")) return dashesOf(source.slice(1), key)?.map((at) => at + 1);
  const { contents } = parseDocument(source.replaceAll(LONE_CR, "\n"), { uniqueKeys: false, keepSourceTokens: true });
  const pair = isMap(contents) && contents.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  const token = pair && isSeq(pair.value) ? pair.value.srcToken : undefined;
  if (token?.type !== "block-seq") return undefined;
  return token.items.flatMap(({ start }) => start.find(({ type }) => type === "seq-item-ind")?.offset ?? []);
}

function convert(
  node: unknown,
  shift: (start: number, end: number) => Range,
  depth: number,
  problems: YamlProblem[],
): YamlValue | undefined {
  if (depth > DEEPEST_NESTING) throw new RangeError(TOO_DEEP);
  if (isAlias(node)) return undefined;
  if (isScalar(node)) {
    const [start, end] = node.range ?? [0, 0];
    const { value } = node;
    const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
    return { kind: "scalar", range: shift(start, end), value: plain, source: node.source ?? String(value ?? "") };
  }
  if (isSeq(node)) {
    const [start, end] = node.range ?? [0, 0];
    const items = node.items.flatMap((item) => convert(item, shift, depth + 1, problems) ?? []);
    return { kind: "list", range: shift(start, end), items };
  }
  if (isMap(node)) {
    const [start, end] = node.range ?? [0, 0];
    const seen = new Set<string>();
    const pairs = node.items.flatMap((item): YamlPair[] => {
      if (!isScalar(item.key)) return [];
      const key = String(item.key.value);
      const [from, to] = item.key.range ?? [0, 0];
      const keyRange = shift(from, to);
      if (seen.has(key)) problems.push({ range: keyRange, message: `“${key}” is here twice. Please keep one.` });
      seen.add(key);
      const value = convert(item.value, shift, depth + 1, problems) ?? {
        kind: "scalar",
        range: { start: keyRange.end, end: keyRange.end },
        value: null,
        source: "",
      };
      return [{ key, keyRange, value }];
    });
    return { kind: "map", range: shift(start, end), pairs };
  }
  return undefined;
}

/** @param rest the rest of the line from where the problem is */
function friendly(code: string, message: string, rest: string): string {
  switch (code) {
    case "BLOCK_AS_IMPLICIT_KEY":
      if (/:\s/.test(rest)) return "This value has a colon and a space in it. Please put it in quotation marks.";
      return "This value has indented lines below it. Please indent them as much as this one, or put it all on one line.";
    case "BAD_SCALAR_START":
      return `A value can't start with “${rest[0]}”. Please put it in quotation marks.`;
    case "TAB_AS_INDENT":
      return "A tab indents this line. Please use spaces.";
    case "DUPLICATE_KEY":
      return "This key is here twice. Please keep one.";
    case "MULTIPLE_DOCS":
      return "Only one block of settings can stand here.";
    case "MISSING_CHAR":
      if (UNCLOSED.test(message))
        return "A quotation mark opens here, and nothing closes it. Please add the other one.";
      return notYaml(message);
    default:
      return notYaml(message);
  }
}

const UNCLOSED = /^Missing closing ["']quote/;

function notYaml(message: string): string {
  return `This is not valid YAML: ${message
    .split("\n")[0]!
    .replace(/ at line \d.*$/s, "")
    .trimEnd()}`;
}
