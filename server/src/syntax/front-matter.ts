import { type Range, slice, trim } from "../text/range.ts";
import { inlineProse } from "./inline.ts";
import type { MarkdownReader } from "./markdown-reader.ts";
import { type Prose, shownAs } from "./prose.ts";
import { readToml } from "./toml.ts";
import { readYaml, textOf, YAML_LIMITS, type YamlPair, type YamlProblem, type YamlValue } from "./yaml.ts";

/**
 * What a station in the Markdown form says of itself at its top: YAML between lines of `---`, TOML between lines of `+++`, JSON in
 * braces (https://gohugo.io/content-management/front-matter/), fields down to the first blank line as MultiMarkdown has them
 * (https://fletcher.github.io/MultiMarkdown-6/syntax/metadata.html), or Pandoc's lines of `%`
 * (https://pandoc.org/MANUAL.html#extension-pandoc_title_block).
 */
export interface FrontMatter {
  /** With both marker lines. */
  readonly range: Range;
  readonly format: "yaml" | "toml" | "json" | "multimarkdown" | "pandoc";
  readonly value: YamlValue | undefined;
  readonly problems: readonly YamlProblem[];
}

/** Front matter at the very start of a text (a byte order mark may come first), or undefined where there is none. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (text.startsWith("---", start)) return betweenMarkers(text, start, "yaml");
  if (text.startsWith("+++", start)) return betweenMarkers(text, start, "toml");
  if (text[start] === "{") return inBraces(text, start);
  return text[start] === "%" ? readTitleBlock(text, start) : readFields(text, start);
}

/** Whether front matter is in marks of its own. Fields and lines of `%` may be text as well, in a text that is not Markdown. */
export function isMarked({ format }: FrontMatter): boolean {
  return format === "yaml" || format === "toml" || format === "json";
}

function betweenMarkers(text: string, start: number, format: "yaml" | "toml"): FrontMatter | undefined {
  const opening = OPENING[format].exec(text.slice(start, start + 200));
  if (!opening) return undefined;
  const from = start + opening[0].length;
  const match = CLOSING[format].exec(text.slice(from));
  // A rule at the top of a text without a second one is no front matter.
  if (!match) return undefined;
  const to = from + match.index;
  const { value, problems } =
    format === "yaml" ? readYaml(text.slice(from, to), from) : readToml(text.slice(from, to), from);
  return { range: { start, end: from + match.index + match[0].length }, format, value, problems };
}

const OPENING = {
  yaml: /^---[ \t]*(?:\r\n|\n|\r)/,
  toml: /^\+\+\+[ \t]*(?:\r\n|\n|\r)/,
};

const CLOSING = {
  yaml: /(?:^|\r\n|\n|\r)---[ \t]*(?=\r|\n|$)/,
  toml: /(?:^|\r\n|\n|\r)\+\+\+[ \t]*(?=\r|\n|$)/,
};

/** The line that front matter of a format begins and ends with; undefined for a format without any. */
export function markerOf({ format }: FrontMatter): string | undefined {
  return format === "yaml" ? "---" : format === "toml" ? "+++" : undefined;
}

/** JSON is YAML, too. The brace that ends it ends its line. */
function inBraces(text: string, start: number): FrontMatter | undefined {
  if (!/^\{[ \t\n\r]*"[^"\n\r]{1,100}"[ \t]*:/.test(text.slice(start, start + 300))) return undefined;
  const from = text.slice(start, start + YAML_LIMITS.characters);
  const end = braceEnd(from);
  if (end === undefined || !/^[ \t]*(?:[\n\r]|$)/.test(from.slice(end))) return undefined;
  const { value, problems } = readYaml(from.slice(0, end), start);
  return { range: { start, end: start + end }, format: "json", value, problems };
}

/** Where the brace that a text begins with is closed. */
function braceEnd(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(
    /"(?:[^"\\\n\r]|\\(?:[^\n\r]|(?=[\n\r]|$)))*(?:"|(?=[\n\r]|$))|[{}]/g,
  )) {
    if (token === "{") depth++;
    else if (token === "}") depth--;
    if (depth === 0) return index + 1;
  }
  return undefined;
}

const FIELD = /^([A-Za-z\d][\w -]{0,40}):[ \t]*(.*)$/;

/** The lines down to the first blank one; the text may begin otherwise after this many UTF-16 code units. Our judgement. */
const LONGEST_FIELDS = 10_000;

/** Every line is a field, or goes on with one if it is indented. One of them is the title: others may be text. */
function readFields(text: string, start: number): FrontMatter | undefined {
  const head = text.slice(start, start + LONGEST_FIELDS);
  if (!FIELD.test(/^.*/.exec(head)![0])) return undefined;
  const block = /^.*(?:(?:\r\n|\n|\r)[ \t]*[^ \t\n\r].*)*/.exec(head)![0];
  const pairs: YamlPair[] = [];
  for (const { 0: line, index } of block.matchAll(/.+/g)) {
    const at = start + index;
    const last = pairs[pairs.length - 1];
    const [, name, written] = FIELD.exec(line) ?? [];
    if (name !== undefined) {
      const value = plainValue(text, { start: at + line.length - written!.length, end: at + line.length });
      // Neither capitals nor spaces matter in it.
      const key = name.toLowerCase().replaceAll(" ", "");
      pairs.push({ key, keyRange: { start: at, end: at + name.length }, value });
    } else if (last && /^[ \t]/.test(line)) {
      const value = plainValue(text, { start: last.value.range.start, end: at + line.length });
      pairs[pairs.length - 1] = { ...last, value };
    } else return undefined;
  }
  return withFields({ start, end: start + block.length }, "multimarkdown", pairs);
}

/** At most a title, authors and a date, each on a line; what goes on is indented. */
const TITLE_BLOCK = /^%[ \t].*(?:(?:\r\n|\n|\r)(?:%|[ \t]+(?=[^ \t\n\r])).*)*/;

function readTitleBlock(text: string, start: number): FrontMatter | undefined {
  const block = TITLE_BLOCK.exec(text.slice(start, start + LONGEST_FIELDS))?.[0];
  if (
    block === undefined ||
    !/^(?:$|(?:\r\n|\n|\r)[ \t]*(?:[\n\r]|$))/.test(text.slice(start + block.length, start + LONGEST_FIELDS + 2))
  )
    return undefined;
  const parts = [...block.matchAll(/%(?:[^\n\r]|(?:\r\n|\n|\r)[ \t])*/g)];
  if (parts.length > TITLE_KEYS.length) return undefined;
  const pairs = parts.map(({ 0: part, index }, at): YamlPair => {
    const range = { start: start + index, end: start + index + part.length };
    const value = plainValue(text, { start: range.start + 1, end: range.end });
    return { key: TITLE_KEYS[at]!, keyRange: { start: range.start, end: range.start + 1 }, value };
  });
  return withFields({ start, end: start + block.length }, "pandoc", pairs);
}

const TITLE_KEYS = ["title", "author", "date"];

function withFields(range: Range, format: FrontMatter["format"], pairs: readonly YamlPair[]): FrontMatter | undefined {
  if (!textOf(pairs.find(({ key }) => key === "title")?.value)) return undefined;
  return { range, format, value: { kind: "map", range, pairs }, problems: [] };
}

function plainValue(text: string, within: Range): YamlValue {
  const range = trim(text, within);
  const source = slice(text, range);
  return { kind: "scalar", range, value: source, source };
}

/**
 * The title that front matter says, which Jekyll, Hugo, Docusaurus, Quarto, MyST and the Carpentries all call `title`. Its
 * range is that of the words, without quotation marks; a value that is written otherwise than it reads is one unit.
 */
export function titleIn(text: string, frontMatter: FrontMatter, reader: MarkdownReader): Prose | undefined {
  const said = titleValue(frontMatter);
  const title = textOf(said)?.trim();
  if (!said || !title) return undefined;
  const within = slice(text, said.range).indexOf(title);
  if (within < 0 || /[\n\r]/.test(title)) return shownAs(title.replace(/\s+/g, " "), said.range);
  const start = said.range.start + within;
  return inlineProse(text, { start, end: start + title.length }, reader, new Set());
}

/** The value of the title that front matter says, with its quotation marks. */
export function titleValue({ value }: FrontMatter): YamlValue | undefined {
  const pairs = value?.kind === "map" ? value.pairs : [];
  return pairs.find(({ key }) => key.toLowerCase() === "title")?.value;
}

/** The language that a text's front matter names, as Jekyll, Hugo, Pandoc and Quarto write it: `lang: de`, `language: pt-BR`. */
export function languageSaid(text: string): string | undefined {
  const [, yaml, toml, json, fields] = FRONT_MATTER.exec(text) ?? [];
  const frontMatter = yaml ?? toml ?? json ?? fields;
  return frontMatter && LANGUAGE.exec(frontMatter)?.[1];
}

/** Front matter has some lines; one of this many UTF-16 code units says its language further up, or not at all. */
const FRONT_MATTER =
  /^\uFEFF?(?:---[ \t]*(\r?\n[\s\S]{0,10000}?\n)---|\+\+\+[ \t]*(\r?\n[\s\S]{0,10000}?\n)\+\+\+|\{[ \t]*(\r?\n[\s\S]{0,10000}?\n)\}|(title[ \t]*:[\s\S]{0,10000}?\n)[ \t]*\r?\n)/i;

const LANGUAGE =
  /\n(?:[ \t]{0,8}")?lang(?:uage)?(?:code)?"?[ \t]*[:=][ \t]*["']?([a-z]{2,3}(?:[-_][a-z\d]{2,8}){0,3})["']?,?[ \t]*\r?\n/i;
