import { sourceRange } from "../syntax/prose.ts";
import type { Range } from "../text/range.ts";
import type { Passage } from "./passage.ts";

/** A callout that defines a term: `Key term: X — definition.` */
export interface KeyTerm {
  readonly passage: Passage;
  /** The whole callout. */
  readonly range: Range;
  /** `Key term:`, as it is written. */
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
}

const LABEL = /^key[ -]?terms?\b\s*[:.–—-]?\s*/i;
const SEPARATOR = /—|(?<=\s)(?:–|--?)(?=\s)|:(?=\s)/;

/** Whether a paragraph's text is meant as a key-term callout. */
export function isKeyTerm(text: string): boolean {
  return /^key[ -]?terms?\s*[:–—]/i.test(text);
}

/** The parts of a key-term callout, however far it is from its proper form. */
export function readKeyTerm(passage: Passage): KeyTerm {
  const { prose } = passage;
  const label = LABEL.exec(prose.text)![0];
  const rest = prose.text.slice(label.length);
  const separator = SEPARATOR.exec(rest);
  const term = separator ? rest.slice(0, separator.index).trimEnd() : rest;
  const definition = separator ? rest.slice(separator.index + separator[0].length).trimStart() : "";
  const termEnd = label.length + term.length;
  const definitionStart = prose.text.length - definition.length;
  return {
    passage,
    range: passage.range,
    label: sourceRange(prose, 0, label.trimEnd().length),
    term: term.trim().replace(/^["“'‘]|["”'’]$/g, ""),
    termRange: sourceRange(prose, label.length, label.length + term.trimEnd().length),
    separator: separator ? sourceRange(prose, termEnd, definitionStart) : undefined,
    separatorText: prose.text.slice(termEnd, definitionStart),
    definition: definition.trimEnd(),
    definitionRange: sourceRange(prose, definitionStart, prose.text.length),
  };
}
