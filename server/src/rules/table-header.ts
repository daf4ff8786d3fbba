import { blankCellRange, isBlankCell } from "../station/table-rows.ts";
import type { Cell } from "../syntax/tree.ts";
import { trim } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "table-header",
  group: "Tables",
  kind: "fault",
  summary: "Every column of a table has a name, and no two columns have the same.",
  why: `The header tells what a cell means. People who have a page read to them hear the column's name before each cell,
and a column without a name, or with another column's, leaves them to count. A long table may be folded, so that all names come back in their order. An empty corner above the row labels is
common in print, so it is only a remark, and so is a header without any name, which Markdown asks for where a table has none.`,
  severity: "warning",
  options: {},
  *check(station, { file }) {
    for (const { header } of station.tables) {
      if (isFolded(header)) continue;
      if (header.length > 1 && header.every(isBlankCell)) {
        const message = "This table has no names for its columns. Please name what they contain.";
        yield { range: blankCellRange(station.text, header[0]!), message, severity: "information" };
        continue;
      }
      const first = new Map<string, (typeof header)[number]>();
      for (const [index, cell] of header.entries()) {
        if (isBlankCell(cell)) {
          const corner = index === 0 && header.length > 1;
          yield {
            range: blankCellRange(station.text, cell),
            message: `${corner ? "The first column" : `Column ${index + 1}`} has no name. Please name what it contains.`,
            severity: corner ? "information" : undefined,
          };
          continue;
        }
        const name = cell.prose.text.trim();
        const key = name.normalize("NFC").toLowerCase().replace(/\s+/g, " ");
        const same = key === "" ? undefined : first.get(key);
        if (!same) {
          first.set(key, cell);
          continue;
        }
        yield {
          range: trim(station.text, cell.range),
          message: `Two columns are called “${name}”. Please give each column its own name.`,
          related: [{ file, range: same.range, message: `The other “${same.prose.text.trim()}”.` }],
        };
      }
    }
  },
});

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
    title: "An empty corner is only a remark",
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
