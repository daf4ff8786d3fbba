import type { Station } from "../../server/src/station/station.ts";
import { MASK, type Prose } from "../../server/src/syntax/prose.ts";
import type { Block, Tree } from "../../server/src/syntax/tree.ts";
import { contains, type Range } from "../../server/src/text/range.ts";

/** Asks a station for everything that is computed when first asked. */
export function allRanges(read: Station): readonly Range[] {
  const { tree, passages, keyTerms, references, citations, suppressions, sections, tables, lists } = read;
  return [
    ...tree.problems.map(({ range }) => range),
    ...tree.definitions.map(({ range }) => range),
    ...passages.flatMap(({ range, sentences, prose }) => [
      range,
      prose.range,
      ...sentences.map((each) => each.range),
      ...prose.marks.map((each) => each.range),
    ]),
    ...keyTerms.flatMap(({ range, label, termRange, definitionRange, separator }) => [
      range,
      label,
      termRange,
      definitionRange,
      ...(separator ? [separator] : []),
    ]),
    ...references.flatMap((each) => (each.kind === "number" ? [each.range, each.phrase, ...each.ends] : [each.range])),
    ...citations.flatMap(({ range, keyRange }) => [range, keyRange]),
    ...suppressions.flatMap(({ range, rules }) => [range, ...rules.map((each) => each.range)]),
    ...[...sections, ...tables, ...lists].map(({ range }) => range),
    ...lists.flatMap(({ items }) => items.map(({ range }) => range)),
  ];
}

/** What is wrong with the ranges of a tree: blocks that lie outside of what holds them, or over each other. */
export function misplaced(tree: Tree): readonly string[] {
  const wrong: string[] = [];
  const within = (outer: Range, inner: Range, what: string) => {
    if (!contains(outer, inner)) wrong.push(`${what} ${inner.start}-${inner.end} leaves ${outer.start}-${outer.end}`);
  };
  const inOrder = (ranges: readonly Range[], what: string) => {
    ranges.forEach((range, at) => {
      if (at > 0 && range.start < ranges[at - 1]!.end) wrong.push(`${what} ${range.start} overlaps the one before`);
    });
  };
  const visit = (outer: Range, blocks: readonly Block[]) => {
    inOrder(
      blocks.map(({ range }) => range),
      "block",
    );
    for (const block of blocks) {
      within(outer, block.range, block.type);
      switch (block.type) {
        case "heading":
        case "paragraph":
          within(block.range, block.prose.range, "prose");
          break;
        case "quote":
        case "footnoteDefinition":
          visit(block.range, block.blocks);
          break;
        case "list":
          inOrder(
            block.items.map(({ range }) => range),
            "item",
          );
          for (const item of block.items) {
            within(block.range, item.range, "item");
            visit(item.range, item.blocks);
          }
          break;
        case "table":
          inOrder(
            block.rows.map(({ range }) => range),
            "row",
          );
          if (block.delimiter) within(block.range, block.delimiter, "delimiter");
          for (const row of block.rows) {
            within(block.range, row.range, "row");
            inOrder(
              row.cells.map(({ range }) => range),
              "cell",
            );
            for (const cell of row.cells) within(row.range, cell.range, "cell");
          }
          break;
        case "code":
        case "html":
        case "break":
          break;
      }
    }
  };
  visit({ start: 0, end: tree.text.length }, tree.blocks);
  return wrong;
}

/** What is wrong with a prose: its pieces must cover its text, and say what their source says. */
export function misread(source: string, { text, masked, pieces, range, marks }: Prose): readonly string[] {
  const wrong: string[] = [];
  let at = 0;
  let from = range.start;
  for (const part of pieces) {
    if (part.text !== at) wrong.push(`a gap in the text at ${at}`);
    if (part.source < from) wrong.push(`the source goes back at ${part.source}`);
    at = part.text + part.length;
    from = part.source + part.sourceLength;
    if (part.length !== part.sourceLength) continue;
    const seen = text.slice(part.text, at);
    const written = source.slice(part.source, from);
    const plain = (shown: string) => shown.replace(/\s/g, " ").replace(/[\0\p{Surrogate}]/gu, "\ufffd");
    if (part.length > 1 && plain(seen) !== plain(written))
      wrong.push(`${JSON.stringify(written)} is read as ${JSON.stringify(seen)}`);
  }
  if (at !== text.length) wrong.push("the text goes on after its last piece");
  if (from > range.end) wrong.push("the source goes on after the prose");
  if (masked.length !== text.length) wrong.push("the masks have another length");
  for (let index = 0; index < masked.length; index++) {
    if (masked[index] !== MASK && masked[index] !== text[index]) wrong.push(`a mask changed ${index}`);
  }
  for (const mark of marks)
    if (mark.text.start < 0 || mark.text.end > text.length) wrong.push(`${mark.kind} leaves the text`);
  return wrong;
}

/** What is wrong with the sentences of a station: each passage's text must be in one of them, in order. */
export function missplit({ passages }: Station): readonly string[] {
  const wrong: string[] = [];
  for (const { prose, sentences } of passages) {
    const held = sentences.map(({ start, end }) => prose.text.slice(start, end)).join("");
    if (held.replace(/\s/g, "") !== prose.text.replace(/\s/g, "")) wrong.push(`sentences hold ${JSON.stringify(held)}`);
    sentences.forEach(({ start }, at) => {
      if (start < (sentences[at - 1]?.end ?? 0)) wrong.push(`a sentence begins within another at ${start}`);
    });
  }
  return wrong;
}

/** What is wrong with the ranges of a station: none may leave its text. */
export function outOfText(station: Station): readonly string[] {
  const whole = { start: 0, end: station.text.length };
  return allRanges(station)
    .filter((range) => range.start > range.end || !contains(whole, range))
    .map(({ start, end }) => `${start}-${end} leaves the text`);
}

/** All that can be wrong with how a text was read; empty if nothing is. */
export function misreadings(station: Station): readonly string[] {
  return [
    ...outOfText(station),
    ...misplaced(station.tree),
    ...station.passages.flatMap(({ prose }) => misread(station.text, prose)),
    ...missplit(station),
  ];
}
