import type { Language } from "../language/language.ts";
import type { Station, StationTable } from "../station/station.ts";
import { blankCellRange, isBlankCell, swallowedRows } from "../station/table-rows.ts";
import type { Cell } from "../syntax/tree.ts";
import { addTo } from "../text/groups.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "table-cells",
  group: "Tables",
  kind: "form",
  summary: "No cell of a table is empty, and every row has its own label.",
  why: `An empty cell leaves the reader to guess: is there none, is it unknown, or was it forgotten? Two rows with one label
can't be told apart. Where several labels come back the first column groups the rows, and dates and numbers may come
back, so neither is reported (our judgement). What learners are to fill in, columns with many empty cells, and rows that go on with the label above them are left alone.`,
  severity: "warning",
  elsewhere: "hint",
  options: {},
  *check(station, { file }) {
    for (const table of station.tables) {
      const swallowed = swallowedRows(station.tree, table.table).length;
      const body = table.body.slice(0, table.body.length - swallowed);
      if (!isToFillIn(station, table)) yield* emptyCells(station, table, body);
      yield* sameLabels(body, file);
    }
  },
});

/** This many empty cells of a column, and a quarter of it, were not forgotten. Our judgement. */
const MANY = 3;

function* emptyCells(
  { text, language }: Station,
  { header }: StationTable,
  body: readonly (readonly Cell[])[],
): Generator<Finding> {
  // Where no column has a name, Markdown's table lays out what is no table.
  if (header.length > 1 && header.every(isBlankCell)) return;
  const rows = body.map((cells) => cells.slice(0, header.length)); // What stands beyond the header is not shown.
  yield* emptyRows(text, rows);
  const asked = rows.filter(
    (cells, at) =>
      !isHeadOfRows(cells) && !(at === 0 && rows.length > 1 && isHeaderToo(cells)) && !isTotal(cells, language),
  );
  const isOpen = header.map((cell, column) => mayBeEmpty(cell, asked, column, language));
  for (const shown of asked) {
    const firstFilled = shown.findIndex((cell) => !isBlankCell(cell));
    for (const [column, cell] of shown.entries()) {
      if (isOpen[column] || !isBlankCell(cell)) continue;
      // Below the first row, empty cells at its start repeat what is above them.
      if (column < firstFilled && shown !== rows[0]) continue;
      yield {
        range: blankCellRange(text, cell),
        message: "This cell is empty. Please fill it, or say “none” or “unknown”.",
      };
    }
  }
}

/** Whether a row has nothing, or nothing but its label, which heads the rows below it. */
function isHeadOfRows(cells: readonly Cell[]): boolean {
  const [label, ...others] = cells;
  return others.every(isBlankCell) && (others.length > 1 || !label || isBlankCell(label) || isBold(label));
}

function isBold({ prose: { text, marks } }: Cell): boolean {
  return marks.some((mark) => mark.kind === "strong" && mark.text.start === 0 && mark.text.end === text.length);
}

/** Whether a row names columns, as the header above it does: it has everything but a label. */
function isHeaderToo(cells: readonly Cell[]): boolean {
  return cells.length > 1 && cells.every((cell, at) => isBlankCell(cell) === (at === 0));
}

/** Whether a row sums up those above it, which not each of its columns can be. */
function isTotal([label]: readonly Cell[], { known, structure }: Language): boolean {
  return label !== undefined && known && structure.sumsUp(label.prose.text.trim());
}

/** Several empty rows are for learners to fill in, and one between others divides them. */
function* emptyRows(text: string, rows: readonly (readonly Cell[])[]): Generator<Finding> {
  const empty = rows.filter((cells) => cells.length > 1 && cells.every(isBlankCell));
  const [only] = empty;
  if (!only || empty.length > 1) return;
  yield {
    range: blankCellRange(text, only[0]!),
    severity: only === rows[rows.length - 1] ? undefined : "hint",
    message: "This row is empty. Please fill it, or remove it.",
  };
}

/**
 * Whether the cells of a column may be empty: it is for remarks, for what learners write, or for marks such as “✓”, or it leaves
 * out what is not there.
 */
function mayBeEmpty(name: Cell, rows: readonly (readonly Cell[])[], column: number, language: Language): boolean {
  const cells = rows.flatMap((row) => row[column] ?? []);
  const filled = cells.filter((cell) => !isBlankCell(cell));
  const blank = cells.length - filled.length;
  if (blank === 0) return false;
  if ((blank >= 2 && blank * 2 >= cells.length) || (blank >= MANY && blank * 4 >= cells.length)) return true;
  if (filled.length > 0 && filled.every(({ prose }) => isMark(prose.text))) return true;
  return language.known && language.structure.mayBeEmpty(name.prose.text.trim());
}

/** “✓”, “x”, “→”: what says that something is so, where an empty cell says that it is not. */
function isMark(text: string): boolean {
  return /^\s*(?:[xX]|[^\p{L}\p{N}\s]{1,3})\s*$/u.test(text);
}

/** Whether the paragraph above tells learners to work on a table, or its section is there for that. */
function isToFillIn({ language, sections }: Station, { leadIn, range }: StationTable): boolean {
  if (!language.known) return false;
  const last = leadIn?.sentences[leadIn.sentences.length - 1];
  if (last && language.structure.asksToAct(last.text)) return true;
  const section = sections.findLast((each) => each.range.start <= range.start);
  return section !== undefined && language.structure.isToWorkOn(section.heading.prose.text);
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
  // More than two rows with one label are a group.
  if (groups[0]!.length > 2) return;
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
    title: "A row in bold that heads the rows below it",
    text: `
      # Clouds

      The table names clouds.

      | Cloud | What it is like |
      |---|---|
      | **Low** | |
      | Stratus | Gray |
      | Nimbus | Dark |
      | **High** | |
      | Cirrus | Thin |
    `,
  },
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

      The table adds up costs.

      | What | How many | Price |
      |---|---|---|
      | Gauge | 2 | 30 |
      | Post | 4 | 20 |
      | **Total** | | 140 |

      The table lists stations.

      | Station | Height | Remarks |
      |---|---|---|
      | Hill | 900 m | |
      | Lake | 300 m | closed |
      | Town | 350 m | |
      | | | |
       ^ This row is empty. Please fill it, or remove it.

      ## Worksheet

      | Cloud | Rain |
      |---|---|
      | Cirrus | none |
      | Stratus | |
      | | |
      | | |
    `,
  },
  {
    title: "A row that heads others, a second header, marks, and a column for notes",
    text: `
      # Weather

      The table lists rain by month.

      | Town | Month | Month |
      |---|---|---|
      | | May | June |
      | North | | |
      | Avon | 3 | 5 |
      | Brill | 4 | 6 |
      | | | |
       ^ This row is empty. Please fill it, or remove it.
      | South | | |
      | Creek | 1 | |
                   ^ This cell is empty. Please fill it, or say “none” or “unknown”.

      The table says who measures what.

      | Station | Rain | Wind | Notes |
      |---|---|---|---|
      | Hill | ✓ | ✓ | closed in winter |
      | Lake | | ✓ | |
      | Town | ✓ | | new |
    `,
  },
  {
    title: "A table without names, which lays out its page",
    text: `
      # Weather

      The lesson takes an hour.

      | | |
      |---|---|
      | Time | 60 minutes |
      | Room | |
    `,
  },
];
