import type { Paragraph } from "mdast";
import { type Range, slice } from "../text/range.ts";
import { withDialects } from "./dialects.ts";
import type { MarkdownReader } from "./markdown-reader.ts";
import { type Mark, type Piece, type Prose, plainProse, readProse } from "./prose.ts";

const MARKUP = /[*_`[\]<&\\~@]|:\/\/|www\./;

/**
 * The prose of one line. Emphasis, links and the like are read by the Markdown reader; an opening parenthesis put
 * in front keeps it from taking the line for a heading, a list or a quote, and leaves all inline markup as it is.
 */
export function inlineProse(text: string, range: Range, reader: MarkdownReader, footnotes: ReadonlySet<string>): Prose {
  const line = slice(text, range);
  if (!MARKUP.test(line)) return withDialects(plainProse(text, range), text);
  const [first] = safely(() => reader(`(${line}${definitionsFor(line, footnotes)}`).children) ?? [];
  if (first?.type !== "paragraph") return plainProse(text, range);
  const nodes = withoutGuard(first);
  return withDialects(readProse(text, nodes, range, range.start - 1), text);
}

/** The prose of a paragraph that was wrapped into lines, from theirs: a line end is a space, but for one after a hyphen, soft or not. */
export function joinedProse(lines: readonly Prose[]): Prose {
  const [first] = lines;
  if (lines.length === 1) return first!;
  const whole = { text: "", masked: "", marks: [] as Mark[], pieces: [] as Piece[] };
  let end = first!.range.start;
  for (const { range, text: shown, masked, marks, pieces } of lines) {
    if (whole.text && !/\p{L}[-\u00ad]$/u.test(whole.text)) {
      whole.pieces.push({ text: whole.text.length, source: end, length: 1, sourceLength: range.start - end });
      whole.text += " ";
      whole.masked += " ";
    }
    const by = whole.text.length;
    const moved = ({ start, end }: Range): Range => ({ start: start + by, end: end + by });
    whole.pieces.push(...pieces.map((piece) => ({ ...piece, text: piece.text + by })));
    whole.marks.push(...marks.map((mark) => ({ ...mark, text: moved(mark.text) })));
    whole.text += shown;
    whole.masked += masked;
    end = range.end;
  }
  return { range: { start: first!.range.start, end }, ...whole };
}

/** The notes that a line refers to, for the Markdown reader to know them. */
function definitionsFor(line: string, footnotes: ReadonlySet<string>): string {
  if (footnotes.size === 0 || !line.includes("[^")) return "";
  const used = [...line.matchAll(/\[\^([^[\]\s]{1,200})\]/g)].map(([, identifier]) => identifier!);
  const known = new Set(used.filter((identifier) => footnotes.has(identifier.toLowerCase())));
  return [...known].map((identifier) => `\n\n[^${identifier}]: Note`).join("");
}

/** The paragraph's nodes without the parenthesis that was put in front of them. */
function withoutGuard({ children }: Paragraph): Paragraph["children"] {
  const [guard, ...rest] = children;
  if (guard?.type !== "text" || !guard.position) return children;
  if (guard.value === "(") return rest;
  const start = { line: 1, column: 2, offset: 1 };
  return [{ ...guard, value: guard.value.slice(1), position: { ...guard.position, start } }, ...rest];
}

function safely<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
