import { type FrontMatter, markerOf } from "../syntax/front-matter.ts";
import { textOf, textsOf, type YamlPair } from "../syntax/yaml.ts";
import type { TextEdit } from "../text/edit.ts";
import { lineEnd, lineStart } from "../text/line-start.ts";
import { newlineOf, withNewlines } from "../text/newline.ts";
import { slice } from "../text/range.ts";
import type { Station } from "./station.ts";

/** What of the second front matter goes into the first, and what goes. */
export interface MergedFrontMatter {
  /** Edits of the first text. */
  readonly edits: readonly TextEdit[];
  /** What is in the first no more than before, as it was written. */
  readonly lost: readonly string[];
  /** What goes because the text says the same elsewhere, as it was written. */
  readonly needless: readonly string[];
}

/** The fields that a station made of two can have the values of both of. */
const LISTS = new Set(["author", "authors", "requires", "keywords", "tags"]);

/**
 * Adds the fields of another station's front matter. Who wrote, and what is required, is what both say; of any other field that both
 * have with different values, the first's stays. The title is a heading of its own.
 * @param isFirst whether a name is that of the first station, which does not require itself
 */
export function mergeFrontMatter(
  station: Station,
  other: Station,
  isFirst: (name: string) => boolean,
): MergedFrontMatter {
  const theirs = other.tree.frontMatter;
  if (!theirs) return { edits: [], lost: [], needless: [] };
  const written = (pair: YamlPair) => other.text.slice(pair.keyRange.start, pair.value.range.end).trimEnd();
  const own = station.tree.frontMatter;
  const [mine, more] = [own?.value, theirs.value];
  if (theirs.problems.length || (more && more.kind !== "map")) return { edits: [], lost: [inner(other)], needless: [] };
  const needless: string[] = [];
  const lost = commentsIn(other, more?.pairs ?? []);
  const marker = markerOf(theirs);
  const isOpen =
    (!own && marker !== undefined) ||
    (own?.format === "yaml" &&
      theirs.format === "yaml" &&
      own.problems.length === 0 &&
      (!mine || (mine.kind === "map" && isBlock(station, mine.range.start))));
  const known = new Map(mine?.kind === "map" ? mine.pairs.map((pair) => [pair.key, pair]) : []);
  const edits: TextEdit[] = [];
  const added: string[] = [];
  for (const pair of more?.pairs ?? []) {
    if (pair.key === "title" && isTitleOf(other, pair.value)) {
      needless.push(written(pair));
      continue;
    }
    const same = known.get(pair.key);
    const names = pair.key === "requires" ? textsOf(pair.value).map(({ text }) => text) : [];
    if (names.some(isFirst)) needless.push(names.every(isFirst) ? written(pair) : names.filter(isFirst).join(" "));
    if (names.length > 0 && names.every(isFirst)) continue;
    if (!same && isOpen && names.some(isFirst))
      added.push(
        requiring(
          names.filter((name) => !isFirst(name)),
          theirs,
        ),
      );
    else if (!same && isOpen) added.push(written(pair));
    else if (same && isOpen && LISTS.has(pair.key)) {
      const [before, after] = [textsOf(same.value), textsOf(pair.value)].map((all) => all.map(({ text }) => text));
      const isWhole = before!.length === countOf(same) && after!.length === countOf(pair);
      const missing = after!.filter((text) => !before!.includes(text) && !(pair.key === "requires" && isFirst(text)));
      if (!isWhole) lost.push(written(pair));
      else needless.push(pair.key, ...after!.filter((text) => !missing.includes(text)));
      if (isWhole) lost.push(...commentsInside(written(pair)));
      if (isWhole && missing.length) edits.push(withMore(station, same, before!, missing));
    } else if (!same || !isSame(same, pair)) lost.push(written(pair));
    else needless.push(written(pair));
  }
  if (added.length) edits.push(additionTo(station, added, marker!));
  return { edits, lost, needless };
}

function requiring(names: readonly string[], { format }: FrontMatter): string {
  return format === "toml" ? `requires = ${JSON.stringify(names)}` : `requires: [${names.map(scalar).join(", ")}]`;
}

/** The edit that adds names to a field. A list with a line for each keeps these, and their comments. */
function withMore(
  station: Station,
  { value }: YamlPair,
  before: readonly string[],
  missing: readonly string[],
): TextEdit {
  const { text } = station;
  const last = value.kind === "list" && text[value.range.start] === "-" ? value.items.at(-1) : undefined;
  if (!last) {
    const newText = `[${[...before, ...missing].map(scalar).join(", ")}]${lineEndOf(station, { value })}`;
    return { range: value.range, newText };
  }
  const end = lineEnd(text, last.range.start);
  const start = lineStart(text, value.range.start);
  const indent = text.slice(start, value.range.start);
  const lines = missing.map((name) => `${newlineOf(text)}${indent}- ${scalar(name)}`).join("");
  return { range: { start: end, end }, newText: lines };
}

/** The comments within a field as it is written. */
function commentsInside(source: string): readonly string[] {
  return source.split(/\r\n|\n|\r/).flatMap((line) => {
    const at = /(?:^|\s)#/.exec(
      line.replace(/(?<!\\)"(?:[^"\\]|\\.)*"|'[^']*'/g, (quoted) => "x".repeat(quoted.length)),
    );
    return at ? [line.slice(at.index).trim()] : [];
  });
}

function additionTo(station: Station, added: readonly string[], marker: string): TextEdit {
  const { text, tree } = station;
  const newline = newlineOf(text);
  const lines = added.map((field) => `${withNewlines(field, newline)}${newline}`).join("");
  if (!tree.frontMatter) {
    const start = text.startsWith("\uFEFF") ? 1 : 0;
    return { range: { start, end: start }, newText: `${marker}${newline}${lines}${marker}${newline}${newline}` };
  }
  const { range } = tree.frontMatter;
  const at = range.start + slice(text, range).search(/---[ \t]*$/);
  return { range: { start: at, end: at }, newText: lines };
}

function isBlock({ text }: Station, at: number): boolean {
  return text[at] !== "{";
}

function countOf({ value }: YamlPair): number {
  return value.kind === "list" ? value.items.length : value.kind === "map" ? -1 : 1;
}

function isSame(first: YamlPair, second: YamlPair): boolean {
  const plain = (value: YamlPair["value"]): unknown =>
    value.kind === "scalar"
      ? value.value
      : value.kind === "list"
        ? value.items.map(plain)
        : value.pairs.map((pair) => [pair.key, plain(pair.value)]);
  return JSON.stringify(plain(first.value)) === JSON.stringify(plain(second.value));
}

/** A value in a block may take in the end of its last line. */
function lineEndOf({ text }: Station, { value }: Pick<YamlPair, "value">): string {
  return /(?:\r\n|\n|\r)$/.exec(slice(text, value.range))?.[0] ?? "";
}

function scalar(text: string): string {
  return /^[\p{L}\d][\p{L}\d ./_'-]*$/u.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|[\d.]+)$/i.test(text) &&
    text === text.trim()
    ? text
    : JSON.stringify(text);
}

/** The comments between fields, which stay nowhere. */
function commentsIn(station: Station, pairs: readonly YamlPair[]): string[] {
  let rest = inner(station);
  for (const { keyRange, value } of pairs) {
    rest = rest.replace(station.text.slice(keyRange.start, value.range.end).trimEnd(), "");
  }
  return rest
    .split(/\r\n|\n|\r/)
    .flatMap((line) => (/^\s*#\s*\S/.test(line) || /\s#\s*\S/.test(line) ? [line.trim()] : []));
}

/** Front matter without its marker lines. */
function inner({ text, tree }: Station): string {
  return slice(text, tree.frontMatter!.range)
    .replace(/^(?:---|\+\+\+|\{)[ \t]*\s?|\s?(?:---|\+\+\+|\})[ \t]*$/g, "")
    .trim();
}

/** Whether a title in front matter is one that readers see as a heading. */
function isTitleOf(station: Station, value: YamlPair["value"]): boolean {
  const title = textOf(value)?.trim();
  return title === titleInFrontMatter(station) || station.titles.some(({ prose }) => prose.text.trim() === title);
}

/** The title that is in front matter alone, as readers see it; undefined where a heading has it. */
export function titleInFrontMatter({ tree, title }: Station): string | undefined {
  return tree.frontTitle && title?.prose === tree.frontTitle ? title.prose.text : undefined;
}
