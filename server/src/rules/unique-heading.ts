import type { Passage } from "../station/passage.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "unique-heading",
  group: "Structure",
  kind: "form",
  summary: "Headings differ within a station.",
  why: "Two sections of one name can't be told apart in an outline, and a link to one of them may lead to the other.",
  severity: "warning",
  options: {},
  *check(station, { file }) {
    const seen = new Map<string, Passage>();
    for (const { heading } of station.sections) {
      const name = heading.prose.text.trim().toLowerCase();
      const first = seen.get(name);
      if (!first) seen.set(name, heading);
      else if (name) {
        yield {
          range: heading.range,
          message: `Another section already has the heading “${heading.prose.text.trim()}”. Please give each its own heading.`,
          related: [{ file, range: first.range, message: "The first section of this name." }],
        };
      }
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "Two sections of one name",
    text: `
      # Rain

      ## Clouds

      They bring rain.

      ## clouds
      ^^^^^^^^^ Another section already has the heading “clouds”. Please give each its own heading.

      They bring snow.
    `,
  },
  {
    title: "A section may be called like the station",
    text: `
      # Rain

      ## Rain

      It rains.
    `,
  },
];
