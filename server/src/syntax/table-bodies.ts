import { isDelimiterRow } from "./pipe-row.ts";
import type { Block, Row, Table } from "./tree.ts";

/**
 * The blocks of which rows after a blank line are those of the table above it, as MultiMarkdown has it: a blank line begins
 * another body of the same table. They are taken for that where they have as many cells as the header, and no row of dashes.
 * https://fletcher.github.io/MultiMarkdown-6/syntax/tables.html
 */
export function joinBodies(text: string, blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined[joined.length - 1];
    if (block.type === "table" && last?.type === "table" && isFurtherBody(text, last, block))
      joined[joined.length - 1] = {
        ...last,
        range: { start: last.range.start, end: block.range.end },
        rows: [...last.rows, ...block.rows],
      };
    else joined.push(block);
  }
  return joined;
}

function isFurtherBody(text: string, table: Table, { range, rows, delimiter }: Table): boolean {
  const width = table.rows[0]?.cells.length;
  return (
    table.delimiter !== undefined &&
    delimiter === undefined &&
    isBlankLine(text.slice(table.range.end, range.start)) &&
    rows.every((row) => row.cells.length === width && !isDelimiterRow(text.slice(row.range.start, row.range.end)))
  );
}

/** Whether the blank line that divides a row from the row above it begins another body of their table. */
export function beginsBody(text: string, above: Row, row: Row): boolean {
  return isBlankLine(text.slice(above.range.end, row.range.start));
}

/** Two blank lines end a table in MultiMarkdown, too. */
function isBlankLine(between: string): boolean {
  return /^[ \t]*(?:\r\n|\n|\r)[ \t>]*(?:\r\n|\n|\r)[ \t>]*$/.test(between);
}
