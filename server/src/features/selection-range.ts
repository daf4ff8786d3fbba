import { stationOf, type Workspace } from "../path/workspace.ts";
import { type Passage, withMarkup } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import { sourceRange } from "../syntax/prose.ts";
import type { Block } from "../syntax/tree.ts";
import { wordsOf } from "../syntax/words.ts";
import { contains, type Range, slice, touches, trim } from "../text/range.ts";
import { sectionRanges } from "./folding.ts";
import { pathsAround } from "./subject.ts";

/**
 * Expand selection: grows from the word to the term or link it is part of, the phrase between commas, the sentence, the
 * paragraph, the section, and the whole station; in a table from the cell to the row and the table.
 */
export function selectionRanges(workspace: Workspace, file: string, offset: number): readonly Range[] {
  const station = stationOf(workspace, file);
  if (!station) return [];
  const candidates = [...wordsAt(workspace, file, station, offset), ...blocksAt(station, offset)]
    .filter((range) => range.start < range.end && touches(range, offset))
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const ranges: Range[] = [];
  for (const range of [...candidates, { start: 0, end: station.text.length }]) {
    const last = ranges[ranges.length - 1];
    if (!last || (contains(range, last) && range.end - range.start > last.end - last.start)) ranges.push(range);
  }
  return ranges;
}

/** What is part of a line: word, term, reference, citation, link, phrase, sentence, passage. */
function wordsAt(workspace: Workspace, file: string, station: Station, offset: number): readonly Range[] {
  const passages = station.passages.filter(({ range }) => touches(range, offset));
  const passage = passages[passages.length - 1];
  if (!passage) return [];
  const { prose } = passage;
  const source = ({ start, end }: Range) => sourceRange(prose, start, end);
  const words = wordsOf(prose.masked).map(source);
  const marks = prose.marks.flatMap(({ range, text }) => [source(text), range]);
  const terms = pathsAround(workspace, file).flatMap((path) =>
    path
      .mentionsIn(station)
      .filter((mention) => mention.passage === passage)
      .map(({ range }) => range),
  );
  const references = station.references.filter((each) => each.passage === passage);
  const mentions = references.flatMap((each) => (each.kind === "number" ? [each.range, each.phrase] : [each.range]));
  const citations = station.citations.filter((each) => each.passage === passage);
  const callouts = station.keyTerms.filter((each) => each.passage === passage);
  return [
    ...words,
    ...marks,
    ...terms,
    ...mentions,
    ...citations.flatMap(({ keyRange, range }) => [keyRange, range]),
    ...callouts.flatMap(({ termRange, definitionRange }) => [termRange, definitionRange]),
    ...phrases(passage),
    ...passage.sentences.map(({ range }) => range),
    prose.range,
    passage.range,
  ];
}

/** What commas, semicolons, colons and dashes part a sentence into; a comma within a number is none of them. */
function phrases({ sentences, prose }: Passage): readonly Range[] {
  return sentences.flatMap(({ text, start }) =>
    [...text.matchAll(/(?:[^,;:—]|[,:](?=\p{N})(?<=\p{N}.))+/gu)].map(({ 0: phrase, index }) => {
      const { start: from, end } = trim(phrase, { start: 0, end: phrase.replace(/(?<![.!?…])[.!?…]+\s*$/, "").length });
      return withMarkup(prose, start + index + from, start + index + end);
    }),
  );
}

function blocksAt(station: Station, offset: number): readonly Range[] {
  const { tree, text, title } = station;
  const ranges: Range[] = [];
  const visit = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if (!touches(block.range, offset)) continue;
      ranges.push(block.range);
      if (block.type === "quote" || block.type === "footnoteDefinition") visit(block.blocks);
      else if (block.type === "table") {
        for (const { range, cells } of block.rows) ranges.push(trim(text, range), ...cells.map((cell) => cell.range));
      } else if (block.type === "list") {
        for (const item of block.items) {
          ranges.push(item.range);
          visit(item.blocks);
        }
      }
    }
  };
  visit(tree.blocks);
  if (tree.frontMatter) ranges.push(tree.frontMatter.range);
  const all = [...ranges, ...sectionRanges(station).map((range) => trim(text, range))];
  // What stands above the first section belongs together as well.
  const first = station.sections[0];
  if (title && first) all.push(trim(text, { start: title.range.start, end: first.range.start }));
  return all.filter((range) => slice(text, range).trim() !== "");
}
