import type { StationTable } from "../station/station.ts";
import { blankCellRange, isBlankCell, swallowedRows } from "../station/table-rows.ts";
import type { Cell } from "../syntax/tree.ts";
import { addTo } from "../text/groups.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "table-cells",
  group: "Tables",
  kind: "fault",
  summary: "No cell of a table is empty, and every row has its own label.",
  why: `An empty cell leaves the reader to guess: is there none, is it unknown, or was it forgotten? Two rows with one label
can't be told apart. Where several labels come back the first column groups the rows, and dates and numbers may come
back, so neither is reported (our judgement). What learners are to fill in, columns with many empty cells, and rows that go on with the label above them are left alone.`,
  severity: "warning",
  options: {},
  *check(station, { file }) {
    for (const table of station.tables) {
      const swallowed = swallowedRows(station.tree, table.table).length;
      const body = table.body.slice(0, table.body.length - swallowed);
      if (!isToFillIn(table)) yield* emptyCells(station.text, table, body);
      yield* sameLabels(body, file);
    }
  },
});

/** This many empty cells of a column, and a quarter of it, were not forgotten. Our judgement. */
const MANY = 3;

function* emptyCells(text: string, { header }: StationTable, body: readonly (readonly Cell[])[]): Generator<Finding> {
  // A column with many empty cells is there for remarks, for what learners write, or leaves out what is not there.
  const sparse = header.map((_, column) => {
    const blank = body.filter((cells) => cells[column] && isBlankCell(cells[column])).length;
    return (body.length > 1 && blank * 2 > body.length) || (blank >= MANY && blank * 4 >= body.length);
  });
  for (const cells of body) {
    // What stands beyond the header is not shown.
    const shown = cells.slice(0, header.length);
    if (shown.length > 1 && shown.every(isBlankCell)) {
      yield { range: blankCellRange(text, shown[0]!), message: "This row is empty. Please fill it, or remove it." };
      continue;
    }
    const firstFilled = shown.findIndex((cell) => !isBlankCell(cell));
    for (const [column, cell] of shown.entries()) {
      if (sparse[column] || !isBlankCell(cell)) continue;
      // Below the first row, empty cells at its start repeat what is above them.
      if (column < firstFilled && cells !== body[0]) continue;
      yield {
        range: blankCellRange(text, cell),
        message: "This cell is empty. Please fill it, or say “none” or “unknown”.",
      };
    }
  }
}

/** Whether the paragraph above tells learners to work on a table. */
function isToFillIn({ leadIn }: StationTable): boolean {
  const last = leadIn?.sentences[leadIn.sentences.length - 1];
  if (!last?.passage.language.known) return false;
  return last.passage.language.structure.asksToAct(last.text);
}

function* sameLabels(body: readonly (readonly Cell[])[], file: string): Generator<Finding> {
  const byLabel = new Map<string, Cell[]>();
  for (const [cell, next] of body) {
    // “Europe, 2016” and “Europe, 2018”: a date or a number in the next column makes the label its own.
    if (!cell || (next && /\d/.test(next.prose.text)) || !/\p{L}/u.test(cell.prose.text)) continue;
    const label = cell.prose.text.trim().normalize("NFC").toLowerCase().replace(/\s+/g, " ");
    addTo(byLabel, label, cell);
  }
  const groups = [...byLabel.values()].filter(({ length }) => length > 1);
  if (groups.length !== 1) return;
  const [first, ...others] = groups[0]!;
  for (const { range, prose } of others) {
    yield {
      range,
      message: `Another row has the label “${prose.text.trim()}”, too. Please give each row its own label.`,
      related: [{ file, range: first!.range, message: "The first of them." }],
    };
  }
}

export const examples: readonly Example[] = [
  {
    title: "An empty cell",
    text: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal | Method |
      |---|---|---|
      | Alliance | Defense | Armed response |
      | Forum | | Pressure |
               ^ This cell is empty. Please fill it, or say “none” or “unknown”.
    `,
  },
  {
    title: "Two rows with one label, in the paste form",
    text: `
      Alliances

      The table compares two mechanisms.
      | Mechanism | Goal |
      |---|---|
      | Regional Forum | Mediation |
      | Regional forum | Defense |
        ^^^^^^^^^^^^^^ Another row has the label “Regional forum”, too. Please give each row its own label.
    `,
  },
  {
    title: "A first column that groups the rows, and one of years",
    text: `
      # Alliances

      The table lists members by region.

      | Region | Member |
      |---|---|
      | Europe | France |
      | Europe | Spain |
      | America | Canada |
      | America | Mexico |

      The next table lists what happened when.

      | Year | Event |
      |---|---|
      | 1945 | The United Nations are founded |
      | 1945 | The Arab League is founded |
      | 1949 | — |
    `,
  },
  {
    title: "Rows that go on with the label above them, and days without anything due",
    text: `
      # Weather

      The table lists tools.

      | Step | Tool | Use |
      |---|---|---|
      | Measure | Gauge | Rain |
      | | Ruler | Snow |

      The table lists what is due.

      | Day | Topic | Due |
      |---|---|---|
      | Monday | Rain | |
      | Tuesday | Snow | Notes |
      | Wednesday | Hail | |
      | Thursday | Sleet | Map |
      | Friday | Fog | |
      | Saturday | Dew | Essay |
      | Sunday | Frost | Report |
    `,
  },
  {
    title: "A worksheet, a column for remarks, and a row without anything",
    text: `
      # Weather

      Complete the table.

      | Day | Rain |
      |---|---|
      | Monday | 3 mm |
      | Tuesday | |

      The table lists stations.

      | Station | Height | Remarks |
      |---|---|---|
      | Hill | 900 m | |
      | Lake | 300 m | closed |
      | Town | 350 m | |
      | | | |
       ^ This row is empty. Please fill it, or remove it.
    `,
  },
];
