import { type Range, slice } from "../text/range.ts";
import { inlineProse } from "./inline.ts";
import type { MarkdownReader } from "./markdown-reader.ts";
import { type Prose, shownAs } from "./prose.ts";
import { readToml } from "./toml.ts";
import { readYaml, textOf, type YamlProblem, type YamlValue } from "./yaml.ts";

/** What is between the lines of markers at the top of a station in the Markdown form: YAML between `---`, TOML between `+++`. */
export interface FrontMatter {
  /** With both marker lines. */
  readonly range: Range;
  readonly format: "yaml" | "toml";
  readonly value: YamlValue | undefined;
  readonly problems: readonly YamlProblem[];
}

/** Front matter at the very start of a text (a byte order mark may come first), or undefined where there is none. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (text.startsWith("---", start)) return frontMatterIn(text, start, "yaml");
  return text.startsWith("+++", start) ? frontMatterIn(text, start, "toml") : undefined;
}

function frontMatterIn(text: string, start: number, format: FrontMatter["format"]): FrontMatter | undefined {
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

/** The line that front matter of a format begins and ends with. */
export function markerOf({ format }: FrontMatter): string {
  return format === "yaml" ? "---" : "+++";
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
  const [, yaml, toml] = FRONT_MATTER.exec(text) ?? [];
  const frontMatter = yaml ?? toml;
  return frontMatter && LANGUAGE.exec(frontMatter)?.[1];
}

/** Front matter has some lines; one of this many UTF-16 code units says its language further up, or not at all. */
const FRONT_MATTER = /^\uFEFF?(?:---[ \t]*(\r?\n[\s\S]{0,10000}?\n)---|\+\+\+[ \t]*(\r?\n[\s\S]{0,10000}?\n)\+\+\+)/;

const LANGUAGE = /\nlang(?:uage)?(?:code)?[ \t]*[:=][ \t]*["']?([a-z]{2,3}(?:[-_][a-z\d]{2,8}){0,3})["']?[ \t]*\r?\n/i;
