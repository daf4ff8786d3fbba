import type { Passage } from "../station/passage.ts";
import { isProse } from "../station/station.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "section-length",
  group: "Structure",
  kind: "form",
  summary: "A section has at most 300 words.",
  why: "A section makes one point. Past 300 words, which is about a page, it usually makes two; the number is our judgement.",
  severity: "information",
  elsewhere: "hint",
  options: { words: { default: 300, minimum: 20, description: "The maximum number of words between two headings." } },
  *check(station, { options }) {
    for (const { heading, passages } of station.sections) {
      const words = passages.filter(isOfSection).reduce((sum, { wordCount }) => sum + wordCount, 0);
      if (words > options.words) {
        yield {
          range: heading.range,
          message: `This section has ${words} words; at most ${options.words} make one point. Could it be two?`,
        };
      }
    }
  },
});

/** The takeaway and the bridge stand below the last heading, and belong to the whole station. */
function isOfSection(passage: Passage): boolean {
  return isProse(passage) && passage.role !== "takeaway" && passage.role !== "bridge";
}

export const examples: readonly Example[] = [
  {
    title: "A section that is long",
    options: { words: 4 },
    text: `
      # Rain

      ## Clouds
      ^^^^^^^^^ This section has 6 words; at most 4 make one point. Could it be two?

      Rain comes from clouds. It falls.

      Takeaway: Rain comes from clouds.
    `,
  },
  {
    title: "Tables do not count",
    options: { words: 4 },
    text: `
      # Rain

      ## Clouds

      Clouds differ.

      | Cloud | Height |
      | ----- | ------ |
      | Cirrus | very, very high |
    `,
  },
];
