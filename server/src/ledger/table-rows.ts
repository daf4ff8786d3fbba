import { keysCitedIn } from "../station/citations.ts";
import type { Passage, Sentence } from "../station/passage.ts";
import type { Station, StationTable } from "../station/station.ts";
import { cover } from "../text/range.ts";
import { ROLES } from "./ledger-entry.ts";
import { needsCitation } from "./roles.ts";

/** A row of a table that may say something, as a sentence. */
export interface TableRow {
  /** Its range is from the first cell that says something to the last; its passage is that of the first. */
  readonly sentence: Sentence;
  readonly table: StationTable;
  readonly cells: readonly TableCell[];
}

/** A cell that says something. */
export interface TableCell {
  readonly passage: Passage;
  /** What stands at the head of its column. */
  readonly head: Passage | undefined;
}

/** The rows of all tables of a station, without what stands in columns that hold no facts. */
export function tableRows({ tables, passages }: Station): readonly TableRow[] {
  if (tables.length === 0) return [];
  const cells = new Map(passages.flatMap((each) => (each.kind === "cell" ? [[each.range.start, each]] : [])));
  return tables.flatMap((table) => {
    const heads = table.header.map(({ range }) => cells.get(range.start));
    return table.body.flatMap((row): readonly TableRow[] => {
      const said = row.flatMap(({ range }, column): readonly TableCell[] => {
        const passage = cells.get(range.start);
        const head = heads[column];
        return passage && passage.prose.text.trim() !== "" && !holdsNoFacts(head) ? [{ passage, head }] : [];
      });
      if (said.length === 0) return [];
      const { passage } = said[0]!;
      const range = cover(passage.prose.range, said.at(-1)!.passage.prose.range);
      const text = said.map((each) => each.passage.prose.text).join(" | ");
      return [{ sentence: { range, text, start: 0, end: passage.prose.text.length, passage }, table, cells: said }];
    });
  });
}

/** Whether a comment at the head of a column says that its cells are of a type that needs no source: `<!-- opinion -->`. */
function holdsNoFacts(head: Passage | undefined): boolean {
  return (head?.prose.marks ?? []).some((mark) => {
    const said = mark.kind === "html" ? /^<!--\s*([a-z]+)\s*-->$/.exec(mark.value)?.[1] : undefined;
    return ROLES.some((role) => role === said && !needsCitation(role));
  });
}

/**
 * The keys that back a row as a reader sees it: those that it cites; where it cites none, those that the heads of its columns
 * cite; then those of its caption or of the paragraph right above the table, or of a line right below it that names sources.
 */
export function keysCitedForRow(station: Station, { table, cells }: TableRow): ReadonlySet<string> {
  const keysIn = (passages: readonly Passage[]) =>
    new Set(passages.flatMap((each) => each.sentences.flatMap((sentence) => [...keysCitedIn(station, sentence)])));
  const passagesOf = (row: StationTable["header"]) => {
    const own = new Set(row.map(({ range }) => range.start));
    return station.passages.filter(({ kind, range }) => kind === "cell" && own.has(range.start));
  };
  const row = table.body.find((each) => each.some(({ range }) => range.start === cells[0]!.passage.range.start));
  for (const passages of [passagesOf(row ?? []), passagesOf(table.header), besideTable(station, table)]) {
    const keys = keysIn(passages);
    if (keys.size) return keys;
  }
  return new Set();
}

function besideTable({ passages, language }: Station, { range, leadIn }: StationTable): readonly Passage[] {
  const before = passages.findLast((each) => each.range.end <= range.start);
  const after = passages.find((each) => each.range.start >= range.end);
  const isOfTable = (each: Passage | undefined): each is Passage =>
    each !== undefined &&
    (language.structure.isCaption(each.prose.text) || language.claims.isSourceLine(each.prose.text));
  return [...new Set([before, after].filter(isOfTable)), ...(leadIn ? [leadIn] : [])];
}
