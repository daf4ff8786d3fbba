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

const SEPARATOR = /—|(?<=\s)(?:–|--?)(?=\s)|:(?=\s)/;

/** The parts of a key-term callout, however far it is from its proper form. */
export function readKeyTerm(passage: Passage): KeyTerm {
  const { prose, content, contentStart } = passage;
  const separator = SEPARATOR.exec(content);
  const term = separator ? content.slice(0, separator.index).trimEnd() : content;
  const definition = separator ? content.slice(separator.index + separator[0].length).trimStart() : "";
  const termEnd = contentStart + term.length;
  const definitionStart = prose.text.length - definition.length;
  return {
    passage,
    range: passage.range,
    label: passage.label!,
    term: term.trim().replace(/^["“'‘]|["”'’]$/g, ""),
    termRange: sourceRange(prose, contentStart, contentStart + term.trimEnd().length),
    separator: separator ? sourceRange(prose, termEnd, definitionStart) : undefined,
    separatorText: prose.text.slice(termEnd, definitionStart),
    definition: definition.trimEnd(),
    definitionRange: sourceRange(prose, definitionStart, prose.text.length),
  };
}
