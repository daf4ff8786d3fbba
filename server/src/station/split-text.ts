import { markerOf } from "../syntax/front-matter.ts";
import { dataOf } from "../syntax/yaml.ts";
import { applyEdits, type TextEdit } from "../text/edit.ts";
import { newlineOf } from "../text/newline.ts";
import { contains, type Range, slice } from "../text/range.ts";
import { headingLevelEdits } from "./heading-level.ts";
import { labelsOf } from "./reference-labels.ts";
import type { Section, Station } from "./station.ts";
import { openSuppressions } from "./suppressions.ts";

/** A station's text in two. */
export interface SplitText {
  readonly first: string;
  readonly second: string;
  /** The title of the second. */
  readonly title: string;
}

/** The section of a station that a split at an offset would begin with: the last one of the highest rank up to there. */
export function sectionToSplitAt(station: Station, offset: number): Section | undefined {
  const candidates = sectionsToSplitAt(station);
  return candidates.findLast(({ range }) => range.start <= offset) ?? candidates[0];
}

/** The sections of the highest rank that a station has. */
export function sectionsToSplitAt({ sections }: Station): readonly Section[] {
  const top = Math.min(...sections.map(({ depth }) => depth));
  return sections.filter(({ depth }) => depth === top);
}

/** Where a section begins for whoever takes it away: at its heading, or at what names it or silences rules for it right above that. */
export function startOfSection({ text, tree }: Station, { heading }: Section): number {
  let start = heading.range.start;
  if (tree.form === "paste") return start;
  for (let end = start; end > 0; ) {
    // Without the end of the line above, which begins after that of the one before.
    const last = end - (text.slice(Math.max(0, end - 2), end) === "\r\n" ? 2 : 1);
    const line = Math.max(text.lastIndexOf("\n", last - 1), text.lastIndexOf("\r", last - 1)) + 1;
    const written = last > 0 ? text.slice(line, last).trim() : "";
    if (written && !BELONGS_TO_HEADING.test(written)) break;
    if (written) start = line;
    end = last > 0 ? line : 0;
  }
  return start;
}

/** A line of nothing but places with names (`<a id="deep"></a>`, `(deep)=`), or a comment that silences rules for what is next. */
const BELONGS_TO_HEADING =
  /^(?:<a\s[^<>]{1,300}>(?:\s?<\/a>)?|\([^()\s]{1,200}\)=|<!--[ \t]*stationmaster-disable-next\b[^<>]{0,300}-->)$/i;

/**
 * A station's text parted before a section, whose heading becomes a title. Notes and link definitions that a part needs
 * are in it, and comments that disable rules for it; front matter stays with the first, and the second has its author, too.
 */
export function splitText(station: Station, section: Section): SplitText {
  const { text } = station;
  const at = startOfSection(station, section);
  const title = section.heading.prose.text.trim();
  const [head, tail] = [text.slice(0, at), promoted(station, section, at)];
  const newline = newlineOf(text);
  const forFirst = definitionsFor(station, ({ start }) => start < at);
  const forSecond = definitionsFor(station, ({ start }) => start >= at);
  const second = [...frontMatterFor(station, newline), ...suppressionsFor(station, at), tail].join(newline + newline);
  return { first: withMore(head, forFirst, newline), second: withMore(second, forSecond, newline), title };
}

/** The definitions of links and notes that are needed in a part and are in the other: also by a note that is needed itself. */
function definitionsFor(station: Station, inPart: (range: Range) => boolean): readonly string[] {
  const { defined, mentions } = labelsOf(station);
  const needed = new Map<string, Range>();
  const need = (within: (range: Range) => boolean): void => {
    for (const { name, range } of mentions) {
      const definition = defined.get(name);
      if (!definition || !within(range) || inPart(definition) || needed.has(name)) continue;
      needed.set(name, definition);
      need((each) => contains(definition, each));
    }
  };
  need(inPart);
  const ranges = [...needed.values()].sort((a, b) => a.start - b.start);
  return ranges.map((range) => slice(station.text, range));
}

/** What a part says of itself that the whole said: who wrote it, and what it requires. */
function frontMatterFor({ text, tree }: Station, newline: string): readonly string[] {
  const root = tree.frontMatter?.value;
  const pairs = root?.kind === "map" ? root.pairs.filter(({ key }) => /^(?:authors?|requires)$/i.test(key)) : [];
  if (!tree.frontMatter || pairs.length === 0) return [];
  const marker = markerOf(tree.frontMatter);
  const lines = pairs.map(({ key, keyRange, value }) =>
    marker
      ? text.slice(keyRange.start, value.range.end).trimEnd()
      : `${key.toLowerCase()}: ${JSON.stringify(dataOf(value))}`,
  );
  return [[marker ?? "---", ...lines, marker ?? "---"].join(newline)];
}

/** The comments that disable rules for a part and are before it. */
function suppressionsFor({ text, suppressions }: Station, at: number): readonly string[] {
  return openSuppressions(suppressions.filter(({ range }) => range.start < at)).map(({ range }) => slice(text, range));
}

function withMore(part: string, more: readonly string[], newline: string): string {
  return [part.trimEnd(), ...more].join(newline + newline) + newline;
}

/** The text from the section on, with its heading as the title and its parts' headings one level up. */
function promoted({ text, tree, sections }: Station, section: Section, at: number): string {
  if (tree.form === "paste") return text.slice(at);
  const index = sections.indexOf(section);
  const next = sections.findIndex(({ depth }, each) => each > index && depth <= section.depth);
  const parts = sections.slice(index, next < 0 ? undefined : next);
  const edits = parts.flatMap(({ heading, depth }): TextEdit[] => {
    const level = depth === section.depth ? 1 : Math.max(2, depth - section.depth + 1);
    return headingLevelEdits(text, heading, level).map(({ range: { start, end }, newText }) => {
      return { range: { start: start - at, end: end - at }, newText };
    });
  });
  return applyEdits(text.slice(at), edits);
}
