import { alignTable, linesUp, tableLines, WIDEST_TABLE } from "../station/table-layout.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "table-alignment",
  group: "Tables",
  kind: "taste",
  summary: "The pipes of a table line up in its source.",
  why: `Columns that line up can be read and edited without a preview. Nothing changes for the reader of the page, so the rule
is off unless you ask for it. Wide East Asian characters and emoji count as two columns (Unicode Standard Annex 11).
Where a row would be wider than the option \`width\`, lines wrap in most editors and lining up helps no one (our judgement).`,
  severity: "off",
  options: {
    width: {
      default: WIDEST_TABLE,
      minimum: 10,
      description: "Tables that would become wider than this are left alone.",
    },
  },
  *check({ text, tables }, { options }) {
    for (const { table } of tables) {
      const lines = tableLines(text, table);
      // Where the lines are not of one shape, other things come first.
      if (!lines?.every(({ cells }) => cells.length === lines[0]!.cells.length) || linesUp(text, lines)) continue;
      const edits = alignTable(text, lines, options.width);
      const { range } = lines[0]!;
      if (edits)
        yield { range, message: "The pipes of this table don’t line up.", fix: { title: "Line up the pipes", edits } };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A table with ragged pipes",
    text: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal | Members |
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The pipes of this table don’t line up.
      |---|:-:|--:|
      | Alliance | Defense | 32 |
      | Forum | Talks | 150 |
    `,
    fixed: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism |  Goal   | Members |
      | --------- | :-----: | ------: |
      | Alliance  | Defense |      32 |
      | Forum     |  Talks  |     150 |
    `,
  },
  {
    title: "Wide characters count as two columns",
    text: `
      Words

      The table gives words in two languages.
      | English | Japanese |
      ^^^^^^^^^^^^^^^^^^^^^^ The pipes of this table don’t line up.
      |---|---|
      | peace | 平和 |
      | 🕊 | é |
    `,
    fixed: `
      Words

      The table gives words in two languages.
      | English | Japanese |
      | ------- | -------- |
      | peace   | 平和     |
      | 🕊       | é        |
    `,
  },
  {
    title: "Pipes that line up in another way",
    text: `
      # Alliances

      The table compares two mechanisms.

      Mechanism | Goal
      --------- | ----
      Alliance  | Defense
    `,
  },
  {
    title: "A table too wide to line up",
    text: `
      # Alliances

      The table compares two mechanisms.

      | Mechanism | Goal |
      |---|---|
      | Alliance | Defense of every member |
    `,
    options: { width: 30 },
  },
];
