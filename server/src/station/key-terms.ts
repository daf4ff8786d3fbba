import { readLabel } from "../syntax/labels.ts";
import { sourceRange } from "../syntax/prose.ts";
import { cover, type Range } from "../text/range.ts";
import type { Passage } from "./passage.ts";

/** A callout that defines a term: `Key term: X — definition.` */
export interface KeyTerm {
  /** That of its term. */
  readonly passage: Passage;
  /** That of its definition: mostly the same, or the paragraph below a heading. */
  readonly definitionPassage: Passage;
  readonly form: KeyTermForm;
  /** The whole callout. */
  readonly range: Range;
  /** `Key term:`, as it is written; empty for an item of a list. */
  readonly label: Range;
  /** The term, without markup and quotation marks; empty where none is written. */
  readonly term: string;
  readonly termRange: Range;
  /** What stands between term and definition, with its spaces; undefined where nothing parts them. */
  readonly separator: Range | undefined;
  /** The same as it is read, without markup, comments and HTML. */
  readonly separatorText: string;
  readonly definition: string;
  readonly definitionRange: Range;
  /** Where the definition begins in the text of its passage. */
  readonly definitionStart: number;
}

/** How a term is defined: in a callout of its own, in a list below “Key terms:”, or below a heading “Key term: X”. */
export type KeyTermForm = "callout" | "item" | "heading";

const SEPARATOR = /—|(?<=\s)(?:–|--?)(?=\s)|:(?=\s)/;

/** Whether a text has a term and a definition, as an item below “Key terms:” has. */
export function isGlossaryLine(text: string): boolean {
  const separator = SEPARATOR.exec(text);
  return separator !== null && separator.index > 0 && separator.index <= LONGEST_TERM;
}

/** Characters before a colon or a dash in a list: what is longer is a sentence. */
const LONGEST_TERM = 60;

/** The key terms of a station, from its passages in the order of the text. */
export function readKeyTerms(passages: readonly Passage[]): readonly KeyTerm[] {
  return passages.flatMap((passage, at) => {
    if (passage.role === "key-term") return namesSeveral(passage) ? [] : readKeyTerm(passage);
    return passage.kind === "heading" ? readHeading(passage, passages[at + 1]) : [];
  });
}

/** Whether a label in the plural is before several names without any definition: “Key terms: meter, tone, imagery”. */
function namesSeveral({ label, prose, content, language }: Passage): boolean {
  if (!label || !/[,;]\s/.test(content) || SEPARATOR.test(content)) return false;
  const words = readLabel(prose.text, language.labels)?.words;
  const [one] = language.labels["key-term"];
  return words !== undefined && words !== one && !words.startsWith(`${one} `);
}

/** The parts of a key-term callout, however far it is from its proper form. */
function readKeyTerm(passage: Passage): KeyTerm {
  const { prose, content, contentStart, label } = passage;
  const separator = SEPARATOR.exec(content);
  const term = separator ? content.slice(0, separator.index).trimEnd() : content;
  const definition = separator ? content.slice(separator.index + separator[0].length).trimStart() : "";
  const termEnd = contentStart + term.length;
  const definitionStart = prose.text.length - definition.length;
  return {
    passage,
    definitionPassage: passage,
    form: label ? "callout" : "item",
    range: passage.range,
    label: label ?? { start: passage.range.start, end: passage.range.start },
    term: withoutQuotes(term),
    termRange: sourceRange(prose, contentStart, contentStart + term.trimEnd().length),
    separator: separator ? sourceRange(prose, termEnd, definitionStart) : undefined,
    separatorText: prose.text.slice(termEnd, definitionStart),
    definition: definition.trimEnd(),
    definitionRange: sourceRange(prose, definitionStart, prose.text.length),
    definitionStart,
  };
}

/** A heading “Key term: X” with its definition in the paragraph below. */
function readHeading(heading: Passage, below: Passage | undefined): readonly KeyTerm[] {
  const { prose, language } = heading;
  const label = readLabel(prose.text, language.labels);
  if (label?.role !== "key-term" || below?.kind !== "paragraph" || below.role !== "body") return [];
  const term = prose.text.slice(label.contentStart).trimEnd();
  if (term === "") return [];
  return [
    {
      passage: heading,
      definitionPassage: below,
      form: "heading",
      range: cover(heading.range, below.range),
      label: sourceRange(prose, 0, label.end),
      term: withoutQuotes(term),
      termRange: sourceRange(prose, label.contentStart, label.contentStart + term.length),
      separator: undefined,
      separatorText: "",
      definition: below.prose.text.trim(),
      definitionRange: sourceRange(below.prose, 0, below.prose.text.length),
      definitionStart: 0,
    },
  ];
}

function withoutQuotes(term: string): string {
  return term.trim().replace(/^["“'‘]|["”'’]$/g, "");
}
