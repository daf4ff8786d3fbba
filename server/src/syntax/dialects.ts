import { firstFrom } from "../text/first-from.ts";
import { matchEnd } from "../text/match-end.ts";
import type { Range } from "../text/range.ts";
import { formulaAt } from "./math.ts";
import { MASK, type Mark, type Piece, type Prose, textOffset } from "./prose.ts";

/**
 * The same prose, in which formulas are one mark that no rule of words looks into, and attributes in braces are no text. Formulas
 * are looked for in the source, outside code, HTML and addresses: whatever Markdown made of the signs in them is forgotten.
 * @param source the whole text that the prose is from
 * @param formulas where formulas of several lines are in it
 */
export function withDialects(prose: Prose, source: string, formulas: readonly Range[] = []): Prose {
  const { start, end } = prose.range;
  // A formula of several lines begins with one of these, too.
  if (end <= start || !/[$\\{\uE000]/.test(source.slice(start, end))) return prose;
  const cuts = cutsIn(prose, source, formulas);
  return cuts.length ? cutOut(prose, source, cuts) : prose;
}

/** A part of a source that is no prose. */
interface Cut {
  readonly range: Range;
  readonly kind: "math" | "attributes" | "template";
  readonly display?: boolean;
}

function cutsIn(prose: Prose, source: string, formulas: readonly Range[]): readonly Cut[] {
  const { start, end } = prose.range;
  const hidden = opaqueParts(prose, source);
  const text = source.slice(0, end);
  const own = formulas.filter((each) => each.end > start && each.start < end);
  const cuts: Cut[] = [];
  let next = 0;
  let line = 0;
  for (let at = start; at < end; ) {
    SIGN.lastIndex = at;
    const found = SIGN.exec(text)?.index;
    while (line < own.length && own[line]!.end <= at) line++;
    const formula = own[line];
    if (formula && formula.start <= (found ?? end)) {
      cuts.push({
        range: { start: Math.max(formula.start, at), end: Math.min(formula.end, end) },
        kind: "math",
        display: true,
      });
      at = formula.end;
      continue;
    }
    if (found === undefined) break;
    while (next < hidden.length && hidden[next]!.end <= found) next++;
    const around = hidden[next];
    if (around && around.start <= found) {
      at = around.end;
      continue;
    }
    const cut = text[found] === "{" ? bracesAt(text, found, prose) : mathAt(text, found);
    if (cut) cuts.push(cut);
    // A backslash takes the next sign with it.
    at = cut ? cut.range.end : found + (text[found] === "\\" ? 2 : 1);
  }
  return cuts;
}

const SIGN = /[$\\{]/g;

/** Code, HTML, pictures and the addresses of links, in the order of the source. */
function opaqueParts({ marks, pieces }: Prose, source: string): readonly Range[] {
  const parts = marks.flatMap((mark): Range[] => {
    switch (mark.kind) {
      case "code":
      case "html":
      case "image":
        return [mark.range];
      case "link": {
        if (mark.bare) return [mark.range];
        const label = source.lastIndexOf("](", mark.range.end);
        return label > mark.range.start ? [{ start: label, end: mark.range.end }] : [];
      }
      default:
        return [];
    }
  });
  return pieces.length ? parts.sort((a, b) => a.start - b.start) : parts;
}

function mathAt(text: string, at: number): Cut | undefined {
  const formula = formulaAt(text, at);
  return formula && { range: { start: at, end: formula.end }, kind: "math", display: formula.display };
}

const TEMPLATE = /\{\{[^\n\r{}]{0,500}\}\}|\{%[^\n\r%]{0,500}%\}/y;
/** A description of a picture may be a long paragraph. */
const BRACES = /\{:?([^{}\n\r]{1,5000})\}/y;

/** Attributes in braces, as in `![A well](well.png){width=50%}`, and what a template puts in, as in `{{ site.name }}`. */
function bracesAt(text: string, at: number, { range }: Prose): Cut | undefined {
  const template = matchEnd(TEMPLATE, text, at);
  if (template !== undefined) return { range: { start: at, end: template }, kind: "template" };
  const end = matchEnd(BRACES, text, at);
  if (end === undefined) return undefined;
  const isLast = /^[ \t]*$/.test(text.slice(end, range.end)) || /^[ \t]*[\n\r]/.test(text.slice(end, end + 100));
  const isInherited = text[at + 1] === ":";
  if (!isInherited && !isLast && !/[)\]`*_}>]/.test(text[at - 1] ?? "")) return undefined;
  if (!areAttributes(text.slice(at + (isInherited ? 2 : 1), end - 1), isInherited)) return undefined;
  let start = at;
  if (isLast) while (start > range.start && /\s/.test(text[start - 1]!)) start--;
  return { range: { start, end }, kind: "attributes" };
}

function areAttributes(inner: string, isInherited: boolean): boolean {
  const words = inner
    .replace(/=(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/g, "=x")
    .trim()
    .split(/\s+/);
  return words.every((word) => /^(?:[#.][\w:.-]+|[\w:-]+=\S+|-)$/.test(word) || (isInherited && /^[\w-]+$/.test(word)));
}

/** The alternative text that attributes say; Quarto calls it `fig-alt`. */
function alternativeIn(attributes: string): string | undefined {
  return /[\s{:](?:fig-)?alt=(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\s"'{}]+))/
    .exec(attributes)
    ?.slice(1)
    .find((each) => each !== undefined)
    ?.replace(/\\(["'\\])/g, "$1");
}

/** The prose with each cut's characters as they are written, or without them. */
function cutOut(prose: Prose, source: string, cuts: readonly Cut[]): Prose {
  let text = "";
  let masked = "";
  const pieces: Piece[] = [];
  const added: Mark[] = [];
  const places: { readonly from: number; readonly to: number; readonly at: number; readonly length: number }[] = [];
  let done = 0;
  let piece = 0;
  const keepUpTo = (end: number) => {
    for (; piece < prose.pieces.length && prose.pieces[piece]!.text < end; piece++) {
      const each = prose.pieces[piece]!;
      const isWhole = each.length !== each.sourceLength;
      const skip = isWhole ? 0 : Math.max(0, done - each.text);
      const length = Math.min(each.text + each.length, end) - each.text - skip;
      if (length > 0)
        pieces.push({
          text: text.length + (each.text + skip - done),
          source: each.source + skip,
          length,
          sourceLength: isWhole ? each.sourceLength : length,
        });
      if (each.text + each.length > end) break;
    }
    text += prose.text.slice(done, end);
    masked += prose.masked.slice(done, end);
    done = end;
  };
  for (const { range, kind, display = false } of cuts) {
    const from = Math.max(done, textOffset(prose, range.start));
    const to = Math.max(from, textOffset(prose, range.end));
    keepUpTo(from);
    const written = source.slice(range.start, range.end);
    const shown = kind === "attributes" ? "" : written.replace(/[\n\r]/g, " ");
    const at = text.length;
    places.push({ from, to, at, length: shown.length });
    if (shown) pieces.push({ text: at, source: range.start, length: shown.length, sourceLength: shown.length });
    text += shown;
    masked += MASK.repeat(shown.length);
    const marked = { range, text: { start: at, end: text.length } };
    if (kind === "math") added.push({ kind, ...marked, display });
    else added.push({ kind, ...marked, value: written.trim() });
    done = to;
    while (piece < prose.pieces.length && prose.pieces[piece]!.text + prose.pieces[piece]!.length <= to) piece++;
  }
  keepUpTo(prose.text.length);
  const moved = (offset: number): number => {
    const place = places[firstFrom(places.length, (index) => places[index]!.from >= offset) - 1];
    if (!place) return offset;
    return offset < place.to ? place.at : offset + place.at + place.length - place.to;
  };
  const attributesAt = new Map(
    added.flatMap((each) => (each.kind === "attributes" ? [[each.range.start, each.value] as const] : [])),
  );
  const marks = prose.marks.flatMap((mark): Mark[] => {
    const { start, end } = mark.range;
    const around = cuts[firstFrom(cuts.length, (at) => cuts[at]!.range.end > start)];
    const touches = around !== undefined && around.range.start < end;
    const last = touches ? cuts[firstFrom(cuts.length, (at) => cuts[at]!.range.start >= end) - 1] : undefined;
    if (around && last && !(start <= around.range.start && last.range.end <= end)) return [];
    const own = { ...mark, text: { start: moved(mark.text.start), end: moved(mark.text.end) } };
    if (own.kind !== "image" || own.alt.trim()) return [own];
    const attributes = attributesAt.get(end);
    return [{ ...own, alt: (attributes && alternativeIn(attributes)) || own.alt }];
  });
  const all = [...marks, ...added].sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  const last = cuts[cuts.length - 1]!;
  const end = last.kind === "attributes" && last.range.end >= prose.range.end ? last.range.start : prose.range.end;
  return { range: { start: prose.range.start, end }, text, masked, marks: all, pieces };
}
