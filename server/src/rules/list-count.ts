import type { Count } from "../language/language.ts";
import { wholeLists } from "../station/broken-lists.ts";
import type { Passage } from "../station/passage.ts";
import { swallowedRows } from "../station/table-rows.ts";
import { type Mark, sourceRange } from "../syntax/prose.ts";
import { isQuoted } from "../syntax/quoted.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "list-count",
  group: "Lists",
  kind: "fault",
  summary: "A lead-in that counts what follows gives the right number.",
  why: `“Three core practices” makes the reader look for three. Where two or four follow, one was forgotten or the number is old.
Only numbers from two to twenty that count a thing lists are made of (practices, steps, reasons and the like; the list
of words is our judgement), or that follow words such as “the following” and “compares”, are read as a promise. A table
may have as many rows or columns.`,
  severity: "warning",
  needs: "language",
  options: {},
  *check(station) {
    for (const parts of wholeLists(station.lists)) {
      const { leadIn } = parts[0]!;
      const items = parts.flatMap((part) => part.items);
      if (leadIn)
        yield* checkCount(
          leadIn,
          [items.length],
          `the list has ${items.length === 1 ? "1 item" : `${items.length} items`}`,
        );
    }
    for (const { leadIn, table, header, body } of station.tables) {
      const rows = body.length - swallowedRows(station.tree, table).length;
      const columns = header.length;
      if (leadIn)
        yield* checkCount(
          leadIn,
          [rows, columns, columns - 1],
          `the table has ${rows === 1 ? "1 row" : `${rows} rows`}`,
        );
    }
  },
});

function* checkCount(leadIn: Passage, fitting: readonly number[], what: string): Generator<Finding> {
  const sentence = leadIn.sentences[leadIn.sentences.length - 1];
  // “Which of them is none of the four winds?” asks about a count and promises none.
  if (!sentence || /[?？؟]["”’)]*$/.test(sentence.text)) return;
  const { masked, text } = leadIn.prose;
  const said = masked.slice(sentence.start, sentence.end);
  // “Recall (3 points)” says what the answers are worth.
  const counts = leadIn.language.structure
    .countsIn(said)
    .filter(({ start, end }) => said[start - 1] !== "(" || said[end] !== ")")
    .filter(({ start }) => !isExample(leadIn, sentence.start + start));
  if (counts.length === 0 || counts.some(({ number }) => fitting.includes(number))) return;
  // Two promises of different size: only one can be of what follows, and which one is anybody's guess.
  if (new Set(counts.map(({ number }) => number)).size > 1) return;
  const { start, end } = counts[counts.length - 1] as Count;
  const from = sentence.start + start;
  const to = sentence.start + end;
  yield {
    range: sourceRange(leadIn.prose, from, to),
    message: `This says “${text.slice(from, to)}”, but ${what}. Please make the two agree.`,
  };
}

/** Whether a count is in words that are quoted, or set off after a label: “Example: *An essay about two texts*”. */
function isExample({ prose }: Passage, at: number): boolean {
  const isSetOff = ({ kind, text }: Mark) => kind === "emphasis" && text.start > 0 && text.start < at && at < text.end;
  return isQuoted(prose.text, at) || (/^[^:]{1,40}:\s/.test(prose.text) && prose.marks.some(isSetOff));
}

export const examples: readonly Example[] = [
  {
    title: "A sentence that names what it counts",
    text: `
      # The Earth

      The Earth is made up of 7 lands and 5 seas.

      1. Lands are dry
      2. Seas are wet

      Rest and water are the two main needs.

      - Sleep enough
      - Drink enough
      - Eat enough

      Two ways are used: in writing and aloud.

      - Ask
      - Wait
      - Write
    `,
  },
  {
    title: "Examples of what was counted, and words that are an example",
    text: `
      # Rain

      There are four kinds of rain, for example:

      - Drizzle
      - Showers

      Compare: *An essay about two kinds of rain*

      - about + object

      Each of the tests is worth 5 points.

      - Name the drops
      - Draw a cloud
    `,
  },
  {
    title: "What an answer is worth",
    text: `
      # Bees

      **Recall (3 points)**

      - Name the queen
      - Draw a cell
    `,
  },
  {
    title: "Three practices, of which two are there",
    text: `
      # Alliances

      Alliances often implement the following three core practices:
                                              ^^^^^^^^^^^^^^^^^^^^ This says “three core practices”, but the list has 2 items. Please make the two agree.

      - Shared training
      - Open budgets
    `,
  },
  {
    title: "Four mechanisms in a table of three, in the paste form",
    text: `
      Alliances

      The following table outlines 4 mechanisms and how they differ.
                                   ^^^^^^^^^^^^ This says “4 mechanisms”, but the table has 3 rows. Please make the two agree.
      | Mechanism | Goal |
      |---|---|
      | Alliance | Defense |
      | Forum | Mediation |
      | Force | Monitoring |
    `,
  },
  {
    title: "A count that holds, for a list and for the columns of a table",
    text: `
      # Alliances

      There are two reasons for this:

      - Trust
      - Cost

      The table compares the two mechanisms.

      | | Alliance | Forum |
      |---|---|---|
      | Goal | Defense | Mediation |
      | Method | Force | Pressure |
      | Cost | High | Low |
    `,
  },
  {
    title: "Numbers that promise nothing",
    text: `
      # Alliances

      In 1949, after three years of talks, 12 states agreed on two of the five principles in Station 3 (page 4):

      - Shared training
      - Open budgets
      - Regular summits

      At least two reasons, or 40 percent of all steps, speak for these three states:

      - Trust

      These two principles led to several rules:

      - Share training
      - Open budgets
      - Meet
    `,
  },
  {
    title: "A count before a clause that points to the table",
    text: `
      # Sails

      A sail can be divided into four parts, which are compared in the following table.
                                 ^^^^^^^^^^ This says “four parts”, but the table has 3 rows. Please make the two agree.

      | Part | Where |
      |---|---|
      | Head | Top |
      | Foot | Bottom |
      | Luff | Front |
    `,
  },
  {
    title: "Questions, and lists that are broken by what belongs to their items",
    text: `
      # Winds

      Which of these is not one of the four winds?

      - The north wind
      - The tailwind

      A sailor takes two steps:

      1. **Look:**

      - See the sky.

      2. **Wait:**

      - Count to ten.
    `,
  },
];
