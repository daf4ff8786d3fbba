import type { Passage } from "../station/passage.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "unique-heading",
  group: "Structure",
  kind: "form",
  summary: "Headings differ within a section.",
  why: `Two sections of one name can't be told apart in an outline, and a link to one of them may lead to the other. Below headings
that differ, and where each exercise has its “Solution”, the same name may come back.`,
  severity: "warning",
  elsewhere: "hint",
  options: {},
  *check(station, { file }) {
    const seen = new Map<string, Passage>();
    const parents: { readonly depth: number; readonly place: string }[] = [];
    for (const { heading, depth } of station.sections) {
      const name = heading.prose.text.trim().toLowerCase();
      while (parents.length > 0 && parents[parents.length - 1]!.depth >= depth) parents.pop();
      const place = `${parents[parents.length - 1]?.place ?? ""}${depth}${JSON.stringify(name)}`;
      parents.push({ depth, place });
      if (station.language.structure.isRefrain(name)) continue;
      const first = seen.get(place);
      if (!first) seen.set(place, heading);
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
  {
    title: "The same heading below others, and one that comes back with each exercise",
    text: `
      # Rain

      ## 2014

      It rained.

      ### Plans

      Build a roof.

      ## 2015

      It rained again.

      ### Plans

      Repair the roof.

      ## Solution

      Two drops.

      ## Solution

      Three drops.
    `,
  },
];
