import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-empty-section",
  group: "Structure",
  kind: "form",
  summary: "Text follows every heading.",
  why: "A heading without text promises something and does not give it; two in a row leave the reader without a word on why the second comes.",
  severity: "warning",
  options: {},
  *check(station) {
    for (const [index, { heading, blocks }] of station.sections.entries()) {
      if (blocks.some(({ type }) => type !== "html" && type !== "break")) continue;
      const last = index === station.sections.length - 1;
      yield {
        range: heading.range,
        message: last
          ? "Nothing follows this heading. Please write its section, or remove it."
          : "There is no text between this heading and the next. One sentence on what follows is enough.",
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "Two headings in a row, and one at the end",
    text: `
      # Rain

      It rains.

      ## Clouds
      ^^^^^^^^^ There is no text between this heading and the next. One sentence on what follows is enough.

      ### High Clouds

      They are made of ice.

      ## Further Reading
      ^^^^^^^^^^^^^^^^^^ Nothing follows this heading. Please write its section, or remove it.
    `,
  },
  {
    title: "Sections with a sentence, a table or a list",
    text: `
      # Rain

      It rains.

      ## Clouds

      There are two kinds.

      ### High Clouds

      - Cirrus
    `,
  },
];
