import { blankCellRange, isBlankCell } from "../station/table-rows.ts";
import type { Cell } from "../syntax/tree.ts";
import { trim } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "table-header",
  group: "Tables",
  kind: "form",
  summary: "Every column of a table has a name, and no two columns have the same.",
  why: `The header tells what a cell means. People who have a page read to them hear the column's name before each cell,
and a column without a name, or with another column's, leaves them to count. A long table may be folded, so that all names come back in their order,
a name may be meant for several columns with names of their own below it, and a column of marks needs none. An empty corner above the row labels is
common in print, so it is a hint only, and so are a header without any name, which Markdown asks for where a table has none, and a name
that comes back after other columns.`,
  severity: "warning",
  elsewhere: "hint",
  options: {},
  *check(station, { file }) {
    for (const { header, body } of station.tables) {
      if (isFolded(header)) continue;
      if (header.length > 1 && header.every(isBlankCell)) {
        const message = "This table has no names for its columns. Please name what they contain.";
        yield { range: blankCellRange(station.text, header[0]!), message, severity: "hint" };
        continue;
      }
      const first = new Map<string, number>();
      const isSpanning = hasSecondHeader(body);
      for (const [index, cell] of header.entries()) {
        if (isBlankCell(cell)) {
          if (index > 0 && isOfMarks(body, index)) continue;
          const corner = index === 0 && header.length > 1;
          yield {
            range: blankCellRange(station.text, cell),
            message: `${corner ? "The first column" : `Column ${index + 1}`} has no name. Please name what it contains.`,
            severity: corner ? "hint" : undefined,
          };
          continue;
        }
        const name = cell.prose.text.trim();
        const key = name.normalize("NFC").toLowerCase().replace(/\s+/g, " ");
        const before = key === "" ? undefined : first.get(key);
        if (before === undefined) {
          first.set(key, index);
          continue;
        }
        if (isSpanning) continue;
        const same = header[before]!;
        yield {
          range: trim(station.text, cell.range),
          // Each may say something of the column before it: “Singular”, “English”, “Plural”, “English”.
          severity: before > 0 && before < index - 1 ? "hint" : undefined,
          message: `Two columns are called “${name}”. Please give each column its own name.`,
          related: [{ file, range: same.range, message: `The other “${same.prose.text.trim()}”.` }],
        };
      }
    }
  },
});

/** Whether the row below the header names columns, too: it has no label, and something in all others. */
function hasSecondHeader([first, second]: readonly (readonly Cell[])[]): boolean {
  return second !== undefined && first!.length > 1 && first!.every((cell, at) => isBlankCell(cell) === (at === 0));
}

/** Whether a column shows signs alone, such as “→”. */
function isOfMarks(body: readonly (readonly Cell[])[], column: number): boolean {
  return body.length > 0 && body.every((cells) => /^[^\p{L}\p{N}]+$/u.test(cells[column]?.prose.text ?? ""));
}

/** Whether a long table is folded into a wide one, so that all names come back in their order: Code, Country, Code, Country. */
function isFolded(header: readonly Cell[]): boolean {
  const names = header.map(({ prose }) => prose.text.trim().toLowerCase());
  const width = names.indexOf(names[0]!, 1);
  return (
    width > 1 &&
    names.length % width === 0 &&
    names.every((name, index) => name !== "" && name === names[index % width])
  );
}

export const examples: readonly Example[] = [
  {
    title: "A column without a name",
    text: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal | |
                          ^ Column 3 has no name. Please name what it contains.
      |---|---|---|
      | Alliance | Defense | Low |
      | Forum | Mediation | High |
    `,
  },
  {
    title: "A table without any header",
    text: `
      # Alliances

      The table compares two mechanisms.

      | | |
       ^ This table has no names for its columns. Please name what they contain.
      |---|---|
      | Alliance | Defense |
      | Forum | Mediation |
    `,
  },
  {
    title: "Two columns with one name, in the paste form",
    text: `
      Alliances

      The table compares two mechanisms.
      | Mechanism | Goal | goal |
                           ^^^^ Two columns are called “goal”. Please give each column its own name.
      |---|---|---|
      | Alliance | Defense | Deterrence |
    `,
  },
  {
    title: "An empty corner is a hint",
    text: `
      # Alliances

      The table compares two mechanisms.

      | | Alliance | Forum |
       ^ The first column has no name. Please name what it contains.
      |---|---|---|
      | Goal | Defense | Mediation |
    `,
  },
  {
    title: "Named columns, one by an image",
    text: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | **Goal** | ![Flexibility](flexibility.png) |
      |---|---|---|
      | Alliance | Defense | Low |
    `,
  },
  {
    title: "A name for several columns, one that comes back after another column, and a column of marks",
    text: `
      # Rain

      The table lists rain by month.

      | Town | Rain | Rain |
      |---|---|---|
      | | May | June |
      | Avon | 3 | 5 |
      | Brill | 4 | 6 |

      The next table lists words.

      | Person | One | English | Many | English |
                                        ^^^^^^^ Two columns are called “English”. Please give each column its own name.
      |---|---|---|---|---|
      | First | sum | I am | sumus | we are |

      The last table shows what becomes what.

      | Before | | After |
      |---|---|---|
      | ice | → | water |
    `,
  },
  {
    title: "A long table that is folded",
    text: `
      # Codes

      The table lists codes of countries.

      | Code | Country | Code | Country |
      |---|---|---|---|
      | AT | Austria | CH | Switzerland |
      | BE | Belgium | DE | Germany |
    `,
  },
];
