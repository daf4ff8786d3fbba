import type { Nodes, PhrasingContent, Root, RootContent, Table as MdastTable } from "mdast";
import type { Range } from "../text/range.ts";
import { readFrontMatter } from "./front-matter.ts";
import { cellRanges, isDelimiterRow } from "./pipe-row.ts";
import { plainProse, readProse } from "./prose.ts";
import type { Block, Item, LinkDefinition, Problem, Row, Table, Tree } from "./tree.ts";

/** Deeper nesting than any writer means: blocks below it are kept as they are, unread. */
const DEEPEST = 64;

/** The tree of a text in the Markdown form, from the mdast tree that the host's reader made of it. */
export function readMarkdown(text: string, root: Root): Tree {
  const definitions: LinkDefinition[] = [];
  const frontMatter = readFrontMatter(text);
  const problems: Problem[] = [...(frontMatter?.problems ?? [])];
  const blocks = convertAll(text, root.children, definitions, 0);
  return { text, form: "markdown", frontMatter, blocks, definitions, problems };
}

function convertAll(text: string, nodes: readonly RootContent[], definitions: LinkDefinition[], depth: number): Block[] {
  return nodes.flatMap((node) => convert(text, node, definitions, depth));
}

function convert(text: string, node: RootContent, definitions: LinkDefinition[], depth: number): Block | [] {
  const range = rangeOf(node);
  if (depth > DEEPEST) return { type: "html", range };
  switch (node.type) {
    case "heading":
      return { type: "heading", range, depth: node.depth, prose: readProse(text, node.children, innerRange(node.children, range)) };
    case "paragraph":
      return tableWithoutDelimiter(text, range, node.children) ?? {
        type: "paragraph",
        range,
        prose: readProse(text, node.children, innerRange(node.children, range)),
      };
    case "blockquote":
      return { type: "quote", range, blocks: convertAll(text, node.children, definitions, depth + 1) };
    case "list": {
      const items = node.children.map(
        (item): Item => ({ range: rangeOf(item), blocks: convertAll(text, item.children, definitions, depth + 1) }),
      );
      return { type: "list", range, ordered: node.ordered ?? false, items };
    }
    case "table":
      return convertTable(text, node, range);
    case "footnoteDefinition": {
      const blocks = convertAll(text, node.children, definitions, depth + 1);
      return { type: "footnoteDefinition", range, identifier: node.identifier, blocks };
    }
    case "definition":
      definitions.push({ range, identifier: node.identifier, url: node.url });
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

function convertTable(text: string, node: MdastTable, range: Range): Table {
  const rows = node.children.map((row): Row => {
    const inline = row.children.flatMap((cell) => cell.children);
    return readRow(text, rangeOf(row), nodesWithin(inline));
  });
  const header = rows[0]?.range ?? range;
  const body = rows[1]?.range.start ?? range.end;
  const dashes = /[|:-][^\n\r]*-[^\n\r]*|-/.exec(text.slice(header.end, body));
  const start = dashes ? header.end + dashes.index : header.end;
  return { type: "table", range, rows, delimiter: dashes ? { start, end: start + dashes[0].length } : undefined };
}

function readRow(text: string, range: Range, within: (cell: Range) => readonly PhrasingContent[]): Row {
  const cells = cellRanges(text, range).map((cell) => {
    const nodes = within(cell);
    return { range: cell, prose: nodes.length ? readProse(text, nodes, cell) : plainProse(text, cell) };
  });
  return { range, cells };
}

/** A function that finds the nodes within a range. Each range must come after the last: one walk serves all of them. */
function nodesWithin(inline: readonly PhrasingContent[]): (range: Range) => readonly PhrasingContent[] {
  let at = 0;
  return ({ start, end }) => {
    while (at < inline.length && rangeOf(inline[at]!).start < start) at++;
    const from = at;
    while (at < inline.length && rangeOf(inline[at]!).end <= end) at++;
    return inline.slice(from, at);
  };
}

/** Lines that all start with a pipe are meant as a table, even where the row of dashes is missing. */
function tableWithoutDelimiter(text: string, range: Range, inline: readonly PhrasingContent[]): Table | undefined {
  if (text[range.start] !== "|") return undefined;
  const lines: Range[] = [];
  const line = /[^\n\r]+/g;
  for (const match of text.slice(range.start, range.end).matchAll(line)) {
    const start = range.start + match.index + (match[0].length - match[0].trimStart().length);
    lines.push({ start, end: range.start + match.index + match[0].length });
  }
  if (lines.length < 2 || lines.some(({ start }) => text[start] !== "|")) return undefined;
  const within = nodesWithin(inline.flatMap((node) => splitAtLines(node)));
  const second = lines[1]!;
  const delimiter = isDelimiterRow(text.slice(second.start, second.end)) ? second : undefined;
  const rows = lines.filter((each) => each !== delimiter).map((each) => readRow(text, each, within));
  return { type: "table", range, rows, delimiter };
}

/** A text node that spans lines says nothing of a single cell; cells are then read from the source. */
function splitAtLines(node: PhrasingContent): readonly PhrasingContent[] {
  return node.type === "text" && node.value.includes("|") ? [] : [node];
}

function innerRange(children: readonly Nodes[], outer: Range): Range {
  const first = children[0];
  const last = children[children.length - 1];
  return first && last ? { start: rangeOf(first).start, end: rangeOf(last).end } : { start: outer.end, end: outer.end };
}

function rangeOf(node: Nodes): Range {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}
