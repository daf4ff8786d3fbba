import { citationsWithin, type Mark, type Prose, sourceRange } from "../syntax/prose.ts";
import type { Block } from "../syntax/tree.ts";
import { firstFrom } from "../text/first-from.ts";
import { once } from "../text/once.ts";
import { contains, type Range } from "../text/range.ts";
import type { Passage, Sentence } from "./passage.ts";
import type { Station } from "./station.ts";

/** One source that a sentence cites: `@key` with what stands around it. */
export interface Citation {
  readonly key: string;
  /** The key alone, in the source. */
  readonly keyRange: Range;
  /** The whole citation, such as `[@key, p. 4; @other]`. */
  readonly range: Range;
  readonly passage: Passage;
  /** Where the whole citation stands in `passage.prose.text`. */
  readonly at: Range;
  /** What stands before the key, such as "see", and after it, such as "pp. 33-35". */
  readonly prefix: string;
  readonly suffix: string;
  /** Whether it is a part of its sentence, without brackets: "says @key". */
  readonly inText: boolean;
  /** Whether the author is left out, because the sentence names them: "[-@key]". */
  readonly withoutAuthor: boolean;
}

const KEY =
  /(?<![\p{L}\p{N}_.@])@(?:\{([^{}\n]{1,200})\}|([\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*))/gu;

/**
 * The citations of a passage in order, one for each key. An “@” after a backslash starts none, and without brackets neither does
 * one in the text of a link or in an HTML element, where it is somebody's name on the web.
 */
export function readCitations(passage: Passage): readonly Citation[] {
  const { prose } = passage;
  if (!prose.text.includes("@")) return [];
  const citations: Citation[] = [];
  const verbatim = prose.marks.filter((mark) => mark.kind === "code" || (mark.kind === "link" && mark.bare));
  const named = once(() => namesOnTheWeb(prose.marks));
  for (const at of citationsWithin(prose.text)) {
    const whole = prose.text.slice(at.start, at.end);
    if (!whole.startsWith("[") && named().some(({ start, end }) => start <= at.start && at.end <= end)) continue;
    // Code and bare addresses lie side by side, never within each other.
    const next = verbatim[firstFrom(verbatim.length, (index) => verbatim[index]!.text.end > at.start)];
    if (next && next.text.start < at.end) continue;
    const range = sourceRange(prose, at.start, at.end);
    const inText = !whole.startsWith("[");
    const keys = [...whole.matchAll(KEY)].filter(({ index }) => !isEscaped(prose, at.start + index));
    keys.forEach((match, index) => {
      const key = match[1] ?? match[2]!;
      const start = at.start + match.index + match[0].indexOf(key);
      const before = keys[index - 1];
      const between = whole.slice(before ? before.index + before[0].length : 1, match.index);
      const left = before ? (/;([^;]*)$/.exec(between)?.[1] ?? "") : between;
      const right = whole.slice(match.index + match[0].length, keys[index + 1]?.index ?? -1);
      citations.push({
        key,
        keyRange: sourceRange(prose, start, start + key.length),
        range,
        passage,
        at,
        prefix: inText ? "" : left.replace(/-$/, "").trim(),
        suffix: inText
          ? ""
          : right
              .split(";")[0]!
              .replace(/^[\s,]+/, "")
              .trim(),
        inText,
        withoutAuthor: match.index > 0 && whole[match.index - 1] === "-",
      });
    });
  }
  return citations;
}

/** Whether a character is written with a backslash before it. */
function isEscaped(prose: Prose, at: number): boolean {
  const { start, end } = sourceRange(prose, at, at + 1);
  return end - start === 2;
}

/** The texts of links and HTML elements, in the text of a passage. */
function namesOnTheWeb(marks: readonly Mark[]): readonly Range[] {
  const found: Range[] = [];
  const open: { readonly name: string; readonly start: number }[] = [];
  for (const mark of marks) {
    if (mark.kind === "link" || mark.kind === "linkReference") found.push(mark.text);
    if (mark.kind !== "html") continue;
    const [, slash, name] = /^<(\/?)([a-z][a-z0-9-]*)/i.exec(mark.value) ?? [];
    if (name === undefined) continue;
    if (!slash) open.push({ name, start: mark.text.start });
    else {
      const at = open.findLastIndex((each) => each.name === name);
      if (at < 0) continue;
      found.push({ start: open[at]!.start, end: mark.text.start });
      open.length = at;
    }
  }
  return found;
}

/** The citations that stand in a sentence, among those of its station, which are in the order of its text. */
export function citationsIn(
  { citations }: { readonly citations: readonly Citation[] },
  { range, passage }: Sentence,
): readonly Citation[] {
  const from = firstFrom(citations.length, (at) => citations[at]!.range.start >= range.start);
  const after = firstFrom(citations.length, (at) => citations[at]!.range.start >= range.end);
  return citations.slice(from, after).filter((each) => each.passage === passage && contains(range, each.range));
}

/**
 * The keys that back a sentence as a reader sees it: those it cites itself or in its footnotes; where it cites none, those
 * of the next sentence of its paragraph that cites some, since one citation may close several sentences.
 */
export function keysCitedFor(station: Station, sentence: Sentence): ReadonlySet<string> {
  const { sentences } = sentence.passage;
  for (let at = sentences.indexOf(sentence); at >= 0 && at < sentences.length; at++) {
    const keys = keysCitedIn(station, sentences[at]!);
    if (keys.size) return keys;
  }
  return new Set();
}

/** The keys that a sentence cites itself or in its footnotes. */
export function keysCitedIn(station: Station, sentence: Sentence): ReadonlySet<string> {
  const keys = new Set(citationsIn(station, sentence).map(({ key }) => key));
  const { range, passage } = sentence;
  for (const mark of passage.prose.marks) {
    if (mark.kind !== "footnote" || !contains(range, mark.range)) continue;
    const note = footnoteOf(station.tree.blocks, mark.identifier);
    for (const citation of note ? station.citations : []) if (contains(note!, citation.range)) keys.add(citation.key);
  }
  return keys;
}

function footnoteOf(blocks: readonly Block[], identifier: string): Range | undefined {
  return blocks.find((block) => block.type === "footnoteDefinition" && block.identifier === identifier)?.range;
}
