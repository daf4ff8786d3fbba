import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "heading-step",
  group: "Structure",
  kind: "fault",
  summary: "Heading levels go down one at a time.",
  why: "Screen readers and outlines show headings as a tree; a level that is skipped is a branch that hangs in the air (WCAG 2.2, technique G141).",
  severity: "warning",
  options: {},
  *check(station) {
    if (station.tree.form !== "markdown") return;
    let above = station.title ? 1 : (station.sections[0]?.depth ?? 1);
    for (const { heading, depth } of station.sections) {
      const most = above + 1;
      above = depth;
      if (depth <= most) continue;
      const marks = /^#+/.exec(station.text.slice(heading.range.start, heading.range.end))?.[0];
      const range = { start: heading.range.start, end: heading.range.start + (marks?.length ?? 0) };
      yield {
        range: marks ? range : heading.range,
        message: `This heading skips a level: ${"#".repeat(depth)} follows ${"#".repeat(most - 1)}.`,
        fix: marks
          ? { title: `Change to ${"#".repeat(most)}`, edits: [{ range, newText: "#".repeat(most) }] }
          : undefined,
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A level that is skipped",
    text: `
      # Rain

      ## Clouds

      #### High Clouds
      ^^^^ This heading skips a level: #### follows ##.

      They are made of ice.
    `,
    fixed: `
      # Rain

      ## Clouds

      ### High Clouds

      They are made of ice.
    `,
  },
  {
    title: "Going down by one and up by any number",
    text: `
      # Rain

      ## Clouds

      ### High Clouds

      ## Rivers
    `,
  },
];
