import type { Block } from "../syntax/tree.ts";
import { applyEdits, type TextEdit } from "../text/edit.ts";
import { newlineOf } from "../text/newline.ts";
import { type Range, slice } from "../text/range.ts";
import type { Section, Station } from "./station.ts";

/** A station's text in two. */
export interface SplitText {
  readonly first: string;
  readonly second: string;
  /** The title of the second. */
  readonly title: string;
}

/** The section of a station that a split at an offset would begin with: the last one of the highest rank up to there. */
export function sectionToSplitAt({ sections }: Station, offset: number): Section | undefined {
  const top = Math.min(...sections.map(({ depth }) => depth));
  const candidates = sections.filter(({ depth }) => depth === top);
  return candidates.findLast(({ range }) => range.start <= offset) ?? candidates[0];
}

/**
 * A station's text parted before a section, whose heading becomes a title. Notes and link definitions that a part needs
 * are in it; front matter stays with the first.
 */
export function splitText(station: Station, section: Section): SplitText {
  const { text, tree } = station;
  const at = section.heading.range.start;
  const title = section.heading.prose.text.trim();
  const defined = [...tree.definitions, ...tree.blocks.filter(isNote)].sort((a, b) => a.range.start - b.range.start);
  const [head, tail] = [text.slice(0, at), promoted(station, section, at)];
  const missingIn = (part: string, inPart: (range: Range) => boolean) =>
    defined
      .filter(({ identifier, range }) => !inPart(range) && mentions(part, identifier))
      .map(({ range }) => slice(text, range));
  const forFirst = missingIn(head, ({ start }) => start < at);
  const forSecond = missingIn(tail, ({ start }) => start >= at);
  const newline = newlineOf(text);
  return { first: withMore(head, forFirst, newline), second: withMore(tail, forSecond, newline), title };
}

function isNote(block: Block): block is Block & { type: "footnoteDefinition" } {
  return block.type === "footnoteDefinition";
}

function mentions(part: string, identifier: string): boolean {
  const lower = part.toLowerCase();
  return lower.includes(`[^${identifier}]`) || lower.includes(`[${identifier}]`);
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
    const level = depth === section.depth ? 1 : depth - 1;
    const { range } = heading;
    const source = slice(text, range);
    const marks = /^#{1,6}/.exec(source)?.[0];
    const newText = marks
      ? "#".repeat(level) + source.slice(marks.length)
      : `${"#".repeat(level)} ${heading.prose.text}`;
    return [{ range: { start: range.start - at, end: range.end - at }, newText }];
  });
  return applyEdits(text.slice(at), edits);
}
