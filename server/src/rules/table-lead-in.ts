import { ENDS_SENTENCE, withoutCitations } from "../station/lead-ins.ts";
import type { Passage } from "../station/passage.ts";
import { countWords } from "../syntax/words.ts";
import { trim } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

/** "See below." is no introduction. Three words can be one: "The alternatives differ." Our judgement. */
const FEWEST_WORDS = 3;

export default defineRule({
  id: "table-lead-in",
  group: "Tables",
  kind: "form",
  summary: "A full sentence right above a table says what it shows.",
  why: `A table without an introduction makes the reader find out what is compared with what before they can learn from it.
A full sentence is one of at least three words that ends with a period, a colon, or a question or exclamation mark
(our judgement).`,
  severity: "warning",
  elsewhere: "hint",
  options: {},
  *check(station) {
    for (const { leadIn, table } of station.tables) {
      const header = table.rows[0];
      if (!header) continue;
      const message = problemOf(leadIn);
      if (message) yield { range: trim(station.text, header.range), message };
    }
  },
});

function problemOf(leadIn: Passage | undefined): string | undefined {
  if (!leadIn || leadIn.role === "key-term") {
    return "No sentence introduces this table. Please say right above it what the table shows.";
  }
  const text = withoutCitations(leadIn.prose);
  if (!ENDS_SENTENCE.test(text)) {
    return "The line above this table does not end with a period or a colon. Please make it a full sentence.";
  }
  // Where words are not known, neither is how many there are: some scripts put no spaces between them.
  if (leadIn.language.known && leadIn.sentences.length < 2 && countWords(leadIn.prose.text) < FEWEST_WORDS) {
    return "The line above this table is no full sentence. Please say what the table shows.";
  }
  return undefined;
}

export const examples: readonly Example[] = [
  {
    title: "A table right below a heading",
    text: `
      # Alliances

      ## Mechanisms

      | Mechanism | Goal |
      ^^^^^^^^^^^^^^^^^^^^ No sentence introduces this table. Please say right above it what the table shows.
      |---|---|
      | Alliance | Defense |
    `,
  },
  {
    title: "A caption in place of a sentence, in the paste form",
    text: `
      Alliances

      Mechanisms and their goals
      | Mechanism | Goal |
      ^^^^^^^^^^^^^^^^^^^^ The line above this table does not end with a period or a colon. Please make it a full sentence.
      |---|---|
      | Alliance | Defense |
    `,
  },
  {
    title: "One word is no sentence",
    text: `
      # Alliances

      Mechanisms:

      | Mechanism | Goal |
      ^^^^^^^^^^^^^^^^^^^^ The line above this table is no full sentence. Please say what the table shows.
      |---|---|
      | Alliance | Defense |
    `,
  },
  {
    title: "Lead-ins with a citation, a footnote, and a comment below",
    text: `
      # Alliances

      The following table shows how the mechanisms differ. [@keohane1984]

      | Mechanism | Goal |
      |---|---|
      | Alliance | Defense |

      How do the two compare in **practice**?[^1]

      <!-- stationmaster-disable-next table-cells: still open -->
      | Mechanism | Cost |
      |---|---|
      | Alliance | |

      [^1]: Both are funded by their members.
    `,
  },
  {
    title: "A caption between a sentence and its table",
    text: `
      # Alliances

      The mechanisms differ in what they are for.

      Table 2: Mechanisms and their goals

      | Mechanism | Goal |
      |---|---|
      | Alliance | Defense |
    `,
  },
];
