import { explainsTerms } from "../station/defined-terms.ts";
import { isLesson } from "../station/lesson.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "key-term-count",
  group: "Key terms",
  kind: "form",
  summary: "A station has 1 to 3 key terms.",
  why: `A reader keeps three new terms in mind in one sitting, not six; a station without any leaves nothing for later ones to
build on. A term in bold in a sentence that says what it is, a list of definitions and a section called “Key terms” count as well,
and a list of terms is not too many. The numbers are our judgement.`,
  severity: "information",
  elsewhere: "hint",
  needs: "language",
  part: "key term",
  options: {
    least: { default: 1, minimum: 0, description: "The minimum number of key terms." },
    most: { default: 3, minimum: 1, description: "The maximum number of key terms." },
  },
  *check(station, { options }) {
    const { title } = station;
    // A list of terms, however long, is to look them up.
    const keyTerms = station.keyTerms.filter(({ form }) => form !== "item");
    const next = keyTerms[options.most];
    if (keyTerms.length < options.least && title) {
      if ((keyTerms.length === 0 && explainsTerms(station)) || !isLesson(station)) return;
      const has = keyTerms.length ? `only ${keyTerms.length}` : "no";
      yield {
        range: title.range,
        message: `This station has ${has} key term${keyTerms.length === 1 ? "" : "s"}. Which word should the reader remember?`,
        missing: "key-term",
      };
    } else if (next) {
      yield {
        range: next.label,
        message: `This station has ${keyTerms.length} key terms; readers remember at most ${options.most}.`,
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "No key term",
    text: `
      # Rain
      ^^^^^^ This station has no key terms. Which word should the reader remember?

      It rains.

      ## Clouds

      Rain comes from clouds.
    `,
  },
  {
    title: "Too many",
    options: { most: 1 },
    text: `
      # Rain

      Key term: Drizzle — rain of very small drops.

      Key term: Downpour — rain of very large drops.
      ^^^^^^^^^ This station has 2 key terms; readers remember at most 1.
    `,
  },
  {
    title: "Terms in other forms: in a sentence, in a list of definitions, in a list below “Key terms:”",
    options: { most: 1 },
    text: `
      -- rain.station.md --
      # Rain

      A **drizzle** is rain of very small drops.
      -- hail.station.md --
      # Hail

      Ice that falls from a cloud is called **hail**.
      -- snow.station.md --
      # Snow

      Sleet
      : snow that melts on its way down
      -- ice.station.md --
      # Ice

      **Key terms:**

      - **Rime**: ice that grows on trees in a cold fog
      - **Glaze**: ice that covers a road when rain freezes on it
    `,
  },
  {
    title: "One",
    text: `
      # Rain

      Key term: Drizzle — rain of very small drops.
    `,
  },
];
