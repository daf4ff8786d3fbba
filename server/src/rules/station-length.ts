import { isLesson } from "../station/lesson.ts";
import { readingOf } from "../station/reading.ts";
import { count, grouped } from "../text/count.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "station-length",
  group: "Structure",
  kind: "form",
  summary: "A station has 300 to 1,200 words.",
  why: `A station is read in one sitting, in three to six minutes at 200 to 240 words a minute (the average for silent reading
of English prose is 238: M. Brysbaert, 2019). The bounds are our judgement, wider than the 500 to 900 words that are usual. A quiz, a table of contents, a glossary or a page of a
few words without headings is no lesson, and may be as long as it is.`,
  severity: "information",
  elsewhere: "hint",
  options: {
    least: { default: 300, minimum: 0, description: "The minimum number of words." },
    most: { default: 1200, minimum: 1, description: "The maximum number of words." },
  },
  *check(station, { options }) {
    if (!station.title || !isLesson(station)) return;
    const { words } = readingOf(station);
    const { range } = station.title;
    if (words < options.least)
      yield {
        range,
        message: `This station has ${count(words, "word")}; a complete one has at least ${options.least}.`,
      };
    else if (words > options.most) {
      yield {
        range,
        message: `This station has ${count(words, "word")}; at most ${grouped(options.most)} are read in one sitting.`,
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A station that is short",
    text: `
      # Rain
      ^^^^^^ This station has 6 words; a complete one has at least 300.

      It rains.

      ## Clouds

      Rain comes from clouds.
    `,
  },
  {
    title: "A station that is long",
    options: { least: 1, most: 3 },
    text: `
      # Rain
      ^^^^^^ This station has 9 words; at most 3 are read in one sitting.

      It rains, and it pours.

      ## Clouds

      Rain comes from clouds.
    `,
  },
  {
    title: "Pages that are no lessons",
    text: `
      -- contents.station.md --
      # Water

      Our lessons on water:

      - [Where the rain comes from](rain.station.md)
      - [What the river does](rivers.station.md)
      -- quiz.station.md --
      # What Do You Know?

      ## Rivers

      Which river is the longest?

      - ( ) Rhine
      - (x) Danube

      ## Rain

      Where does the rain come from?

      - [ ] The moon
      - [x] The sea
      -- rivers.station.md --
      # Rivers

      This lesson will be here in spring.
      -- rain.station.md --
      # Further Reading

      ## Books

      A book on rain is a book on clouds.
    `,
  },
  {
    title: "One that is neither",
    options: { least: 1 },
    text: `
      # Rain

      It rains.
    `,
  },
];
