import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "reference-count",
  group: "Cross-references and links",
  kind: "form",
  summary: "A station refers to at most 3 others.",
  why: "Every reference invites the reader to leave. The number is our judgement: a station that needs more leans on too much at once.",
  severity: "hint",
  options: { most: { default: 3, minimum: 1, description: "The maximum number of references to other stations." } },
  *check(station, { options }) {
    const { references } = station;
    const next = references[options.most];
    if (!next) return;
    yield {
      range: next.range,
      message: `This station has ${references.length} references to others; at most ${options.most} keep the reader here.`,
    };
  },
});

export const examples: readonly Example[] = [
  {
    title: "Many references",
    options: { most: 1 },
    text: `
      # Rivers

      Rain is in Station 1, and seas are in Station 4.
                                            ^^^^^^^^^ This station has 2 references to others; at most 1 keep the reader here.
    `,
  },
  {
    title: "A few",
    text: `
      # Rivers

      Rain is in Station 1, and seas are in Station 4.
    `,
  },
];
