import { isLesson } from "../station/lesson.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "sections",
  group: "Structure",
  kind: "form",
  summary: "A station has at least 2 headed sections.",
  why: "Headings let a reader see what a lesson holds before reading it. The number is our judgement for 500 to 900 words.",
  severity: "information",
  elsewhere: "hint",
  options: { least: { default: 2, minimum: 1, description: "The minimum number of sections." } },
  *check(station, { options }) {
    const depths = [...new Set(station.sections.map(({ depth }) => depth))].sort();
    const counts = depths.map((level) => station.sections.filter(({ depth }) => depth === level).length);
    // Where one heading stands above all sections, such as a title below that of the front matter, those below it count.
    const count = (counts[0] === 1 ? counts[1] : undefined) ?? counts[0] ?? 0;
    if (!station.title || count >= options.least || !isLesson(station)) return;
    const has = count === 0 ? "no headed section" : `only ${count} headed section${count === 1 ? "" : "s"}`;
    yield {
      range: station.title.range,
      message: `This station has ${has}. At least ${options.least} help readers find their way.`,
    };
  },
});

export const examples: readonly Example[] = [
  {
    title: "One section",
    text: `
      # Rain
      ^^^^^^ This station has only 1 headed section. At least 2 help readers find their way.

      It rains.

      ## Clouds

      Rain comes from clouds.
    `,
  },
  {
    title: "Sections below a second title",
    text: `
      ---
      title: Rain
      ---

      # All About Rain

      It rains.

      ## Clouds

      Rain comes from clouds.

      ## Rivers

      Rivers carry it away.
    `,
  },
  {
    title: "Two sections",
    text: `
      # Rain

      It rains.

      ## Clouds

      Rain comes from clouds.

      ## Rivers

      Rivers carry it away.
    `,
  },
];
