import type { Blockquote, Table as MdastTable, Nodes, PhrasingContent, Root, RootContent } from "mdast";
import { firstFrom } from "../text/first-from.ts";
import { lineStart } from "../text/line-start.ts";
import { matchEnd } from "../text/match-end.ts";
import type { Range } from "../text/range.ts";
import { boxOf } from "./box-names.ts";
import { inAdmonitions, inBoxes } from "./boxes.ts";
import { withDialects } from "./dialects.ts";
import { readFrontMatter, titleIn } from "./front-matter.ts";
import { inlineProse } from "./inline.ts";
import type { MarkdownReader } from "./markdown-reader.ts";
import { cellRanges, isDelimiterRow } from "./pipe-row.ts";
import { MASK, type Mark, type Prose, plainProse, readProse, textOffset } from "./prose.ts";
import { type Shielded, shield } from "./shield.ts";
import { joinBodies } from "./table-bodies.ts";
import type { Block, Box, Item, LinkDefinition, Paragraph, Problem, Quote, Row, Table, Tree } from "./tree.ts";

/** Deeper nesting than any writer means: blocks below it are kept as they are, unread. */
const DEEPEST = 64;

/** The tree of a text in the Markdown form, from the mdast tree that the host's reader makes of it. May throw what the reader throws. */
export function readMarkdown(text: string, reader: MarkdownReader): Tree {
  const definitions: LinkDefinition[] = [];
  const frontMatter = readFrontMatter(text);
  const problems: Problem[] = [...(frontMatter?.problems ?? [])];
  const shielded = shield(frontMatter && frontMatter.format !== "yaml" ? blanked(text, frontMatter.range) : text);
  const reading = { ...shielded, original: text, reader, definitions };
  const blocks = convertAll(reading, rootOf(shielded.text, reader).children, text.length, 0);
  const frontTitle = frontMatter && titleIn(text, frontMatter, reader);
  return { text, form: "markdown", frontMatter, frontTitle, blocks, definitions, problems };
}

/** Readers know front matter of YAML alone: any other is blank lines for them. */
function blanked(text: string, { start, end }: Range): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n\r]/g, " ") + text.slice(end);
}

/** Readers leave out a byte order mark, and count offsets from what follows it. More than one is as good as one. */
function rootOf(text: string, reader: MarkdownReader): Root {
  let marks = 0;
  while (text.charCodeAt(marks) === BYTE_ORDER_MARK) marks++;
  const root = reader(text.slice(marks));
  if (marks > 0) shift(root, marks);
  return root;
}

const BYTE_ORDER_MARK = 0xfeff;

function shift(node: Nodes, by: number): void {
  if (node.position) {
    const { start, end } = node.position;
    node.position = {
      start: { ...start, offset: (start.offset ?? 0) + by },
      end: { ...end, offset: (end.offset ?? 0) + by },
    };
  }
  if ("children" in node) for (const child of node.children) shift(child, by);
}

/** What every part of the conversion needs. */
interface Reading extends Shielded {
  /** What `text` was made of. */
  readonly original: string;
  readonly reader: MarkdownReader;
  /** The link definitions met so far. */
  readonly definitions: LinkDefinition[];
}

/** @param end where what they stand in ends */
function convertAll(reading: Reading, nodes: readonly RootContent[], end: number, depth: number): Block[] {
  const read = nodes.flatMap((node, at) => convert(reading, node, ownRange(node, nodes[at + 1], end), depth));
  const boxed = reading.admonitions.length ? inAdmonitions(read, reading.admonitions) : read;
  const blocks = boxed.some(({ type }) => type === "table") ? joinBodies(reading.original, boxed) : boxed;
  return reading.fences.length ? inBoxes(blocks, reading.fences) : blocks;
}

/** The prose of inline nodes, in which what is no prose in any dialect is marked as that. */
function proseOf({ text, original, formulas }: Reading, nodes: readonly PhrasingContent[], range: Range): Prose {
  return withDialects(readProse(text, nodes, range), original, formulas);
}

/**
 * A node's range as far as it is its own: one that ends with code or a quote without an end is taken to reach into the next one.
 * A heading is taken to begin with the definitions before it; these keep what is theirs.
 */
function ownRange(node: Nodes, next: Nodes | undefined, end: number): Range {
  const range = rangeOf(node);
  const after = next ? rangeOf(next).start : end;
  const own = Math.min(range.end, end, /* defense: items-apart-from-blocks */ after > range.start ? after : end);
  return { start: range.start, end: Math.max(range.start, own) };
}

function convert(reading: Reading, node: RootContent, range: Range, depth: number): Block | [] {
  const { text } = reading;
  // Nobody looks for blocks that deep, and what is said there is said all the same.
  if (depth > DEEPEST) return { type: "paragraph", range, prose: plainProse(text, range) };
  switch (node.type) {
    case "heading":
      return {
        type: "heading",
        range,
        depth: node.depth,
        prose: proseOf(reading, node.children, innerRange(node.children, range)),
      };
    case "paragraph":
      return tableWithoutDelimiter(reading, range) ?? convertParagraph(reading, node.children, range);
    case "blockquote": {
      const alert = alertOf(reading, node, range, depth);
      if (alert) return alert;
      const blocks = convertAll(reading, node.children, range.end, depth + 1);
      const box = boxByClass(reading, range);
      return box ? { type: "quote", range, box, blocks } : { type: "quote", range, blocks };
    }
    case "list": {
      const items = node.children.map((item, at): Item => {
        const own = ownRange(item, node.children[at + 1], range.end);
        return { range: own, blocks: convertAll(reading, item.children, own.end, depth + 1) };
      });
      return { type: "list", range, ordered: node.ordered ?? false, items };
    }
    case "table":
      return convertTable(reading, node, range);
    case "footnoteDefinition": {
      const blocks = convertAll(reading, node.children, range.end, depth + 1);
      return { type: "footnoteDefinition", range, identifier: node.identifier, blocks };
    }
    case "definition":
      reading.definitions.push({ range, identifier: node.identifier, url: node.url });
      return [];
    case "code":
    case "html":
      return { type: node.type, range };
    case "thematicBreak":
      return { type: "break", range };
    default:
      return [];
  }
}

/** `(deep-wells)=` names the place below it: https://mystmd.org/guide/cross-references */
const MYST_LABEL = /^\([\w:.-]{1,200}\)=\s*$/;

/** A paragraph; where it is a displayed formula, attributes or a template's line, a block without prose. */
function convertParagraph(reading: Reading, nodes: readonly PhrasingContent[], range: Range): Block | [] {
  const formula = reading.formulas.find(({ start, end }) => start <= range.start && range.end <= end);
  // Blank lines part the lines of one formula.
  if (formula) return range.start === formula.start ? { type: "math", range: formula } : [];
  const prose = proseOf(reading, nodes, innerRange(nodes, range));
  if (MYST_LABEL.test(prose.text)) return { type: "html", range };
  const isAll = ({ text }: Mark) => text.start === 0 && text.end === prose.text.trimEnd().length;
  const [only, ...others] = prose.marks;
  if (only?.kind === "math" && only.display && others.length === 0 && isAll(only)) return { type: "math", range };
  const isNone = prose.marks.every(({ kind }) => kind === "attributes" || kind === "template");
  if (isNone && only && prose.masked.replaceAll(MASK, "").trim() === "") return { type: "html", range };
  return { type: "paragraph", range, prose };
}

/** The first line of a block quote that is an alert, as GitHub and Obsidian have them: `> [!NOTE]`, maybe with a title. */
const ALERT = /^>[ \t]?[ \t]*\[!([A-Za-z][\w-]{0,30})\][+-]?[ \t]*([^\n\r]*)/;

function alertOf(reading: Reading, node: Blockquote, range: Range, depth: number): Quote | undefined {
  const [line, kind, title] = ALERT.exec(reading.text.slice(range.start, range.end)) ?? [];
  if (line === undefined) return undefined;
  const blocks = convertAll(reading, node.children, range.end, depth + 1);
  const [first, ...rest] = blocks;
  if (first?.type !== "paragraph") return undefined;
  const after = range.start + line.length;
  const box = { kind: kind!.toLowerCase(), title: title!.trim() || undefined };
  const own = first.range.end <= after ? [] : [withoutStart(reading, first, after)];
  return { type: "quote", range, box, blocks: [...own, ...rest] };
}

/** The box that a class below a quotation makes of it. */
function boxByClass({ text, classes }: Reading, { start, end }: Range): Box | undefined {
  if (classes.length === 0) return undefined;
  const level = text.slice(lineStart(text, start), start).split(">").length - 1;
  for (let at = firstFrom(classes.length, (index) => classes[index]!.range.start >= end); at < classes.length; at++) {
    const each = classes[at]!;
    if (!/^[\s>]*$/.test(text.slice(end, each.range.start)) || each.level < level) return undefined;
    if (each.level === level) return boxOf(each.words);
  }
  return undefined;
}

/** A paragraph without its first lines. */
function withoutStart({ original }: Reading, { range, prose }: Paragraph, from: number): Paragraph {
  const start = matchEnd(/[\s>]*/y, original, from)!;
  const at = textOffset(prose, start);
  const kept = { start, end: Math.max(start, prose.range.end) };
  const pieces = prose.pieces.flatMap((piece) => (piece.text >= at ? [{ ...piece, text: piece.text - at }] : []));
  const marks = prose.marks.flatMap((mark): Mark[] => {
    if (mark.range.start < start) return [];
    return [{ ...mark, text: { start: mark.text.start - at, end: mark.text.end - at } }];
  });
  const { text, masked } = prose;
  return {
    type: "paragraph",
    range: { start, end: range.end },
    prose: { range: kept, text: text.slice(at), masked: masked.slice(at), pieces, marks },
  };
}

/** `{: .wide }`, which kramdown has right below a table, and which is no row of it. */
const ATTRIBUTES_BELOW = /^[ \t>]*\{:[^{}\n\r|]{1,200}\}[ \t]*$/;

function convertTable({ text, original, reader }: Reading, node: MdastTable, whole: Range): Table {
  const lowest = node.children[node.children.length - 1];
  const isRow = !lowest || !ATTRIBUTES_BELOW.test(text.slice(rangeOf(lowest).start, rangeOf(lowest).end));
  const written = isRow ? node.children : node.children.slice(0, -1);
  const range =
    isRow || !written.length ? whole : { start: whole.start, end: rangeOf(written[written.length - 1]!).end };
  const rows = written.map((row): Row => {
    const within = nodesWithin(row.children.flatMap((cell) => cell.children));
    const cells = cellRanges(text, rangeOf(row)).map((cell) => {
      const nodes = within(cell);
      if (!nodes) return { range: cell, prose: inlineProse(text, cell, reader, new Set()) };
      return {
        range: cell,
        prose: withDialects(nodes.length ? readProse(text, nodes, cell) : plainProse(text, cell), original),
      };
    });
    return { range: rangeOf(row), cells };
  });
  const header = rows[0]?.range ?? range;
  const body = rows[1]?.range.start ?? range.end;
  const dashes = /[|:-][^\n\r]*-[^\n\r]*|-/.exec(text.slice(header.end, body));
  const start = dashes ? header.end + dashes.index : header.end;
  return { type: "table", range, rows, delimiter: dashes ? { start, end: start + dashes[0].length } : undefined };
}

/**
 * A function that finds the nodes within a range, or nothing where one of them reaches out of it, as a bare address does
 * that takes the pipe after it for a part of itself. Each range must come after the last: one walk serves all of them.
 */
function nodesWithin(inline: readonly PhrasingContent[]): (range: Range) => readonly PhrasingContent[] | undefined {
  let at = 0;
  return ({ start, end }) => {
    while (at < inline.length && rangeOf(inline[at]!).start < start) at++;
    const from = at;
    while (at < inline.length && rangeOf(inline[at]!).end <= end) at++;
    const next = inline[at];
    return next && rangeOf(next).start < end ? undefined : inline.slice(from, at);
  };
}

/** Lines that all start with a pipe are meant as a table, even where the row of dashes is missing; a lone one must end with a pipe too. */
function tableWithoutDelimiter({ text, reader }: Reading, range: Range): Table | undefined {
  if (text[range.start] !== "|") return undefined;
  const lines: Range[] = [];
  const line = /[^\n\r]+/g;
  for (const match of text.slice(range.start, range.end).matchAll(line)) {
    const start = range.start + match.index + (match[0].length - match[0].trimStart().length);
    lines.push({ start, end: range.start + match.index + match[0].length });
  }
  if (lines.some(({ start }) => text[start] !== "|")) return undefined;
  if (lines.length === 1 && !/[^|\\]\|[ \t]*$/.test(text.slice(range.start, range.end))) return undefined;
  const second = lines[1];
  const delimiter = second && isDelimiterRow(text.slice(second.start, second.end)) ? second : undefined;
  const rows = lines
    .filter((each) => each !== delimiter)
    .map((row): Row => {
      const cells = cellRanges(text, row).map((cell) => ({
        range: cell,
        prose: inlineProse(text, cell, reader, new Set()),
      }));
      return { range: row, cells };
    });
  return { type: "table", range, rows, delimiter };
}

function innerRange(children: readonly Nodes[], outer: Range): Range {
  const first = children[0];
  const last = children[children.length - 1];
  return first && last ? { start: rangeOf(first).start, end: rangeOf(last).end } : { start: outer.end, end: outer.end };
}

function rangeOf(node: Nodes): Range {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}
