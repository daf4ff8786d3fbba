import type { Language } from "../language/language.ts";
import { isPageFurniture } from "../station/footer.ts";
import type { Range } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-page-furniture",
  group: "Structure",
  kind: "fault",
  summary: "The source contains only the lesson: no calls to action, breadcrumbs or publishing footers.",
  why: `The page around a lesson is made when it is published; what was copied back from a page goes stale in the source. A
short paragraph that ends with an arrow, a trail such as “Home > Kitchen > Bread”, and a line about paid paths count.`,
  severity: "warning",
  options: {},
  *check(station) {
    for (const { kind, range, prose } of station.passages) {
      if (kind !== "paragraph" || !isFurniture(prose.text, station.language)) continue;
      const message = "This belongs to the page around the lesson, not to the lesson. Please remove it here.";
      const fix = { title: "Remove it", edits: [{ range: withLine(station.text, range), newText: "" }] };
      yield { range, message, tags: ["unnecessary"], fix };
    }
  },
});

function isFurniture(text: string, { claims }: Language): boolean {
  return isPageFurniture(text) || (/\bPremium\b/.test(text) && claims.promise?.pattern.test(text) === true);
}

/** A paragraph with its line end, and with one of the blank lines around it where there are two. */
function withLine(text: string, { start, end }: Range): Range {
  const before = /(?:^|\r\n|\n|\r)[ \t]*$/.exec(text.slice(0, start))?.[0].replace(/^[\r\n]+/, "").length ?? 0;
  const after = /^[ \t]*(?:\r\n|\n|\r)?/.exec(text.slice(end))![0].length;
  const from = start - before;
  const to = end + after;
  const blankAbove = /(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)$/.test(text.slice(Math.max(0, from - 4), from));
  const blankBelow = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(to, to + 100));
  if (blankAbove && blankBelow) return { start: from, end: to + blankBelow[0].length };
  // At the end of the text the blank line above would be left over.
  const above = to >= text.length ? /(?:\r\n|\n|\r)$/.exec(text.slice(0, from))?.[0].length : undefined;
  return { start: blankAbove && above ? from - above : from, end: to };
}

export const examples: readonly Example[] = [
  {
    title: "What was copied along from a page",
    text: `
      -- rain.station.txt --
      Rain
      It rains on hills and fields alike.
      Premium paths are generated from verified research. Every fact is cited.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.
      See what Premium includes →
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.
    `,
    fixed: `
      -- rain.station.txt --
      Rain
      It rains on hills and fields alike.
    `,
  },
  {
    title: "Breadcrumbs in the Markdown form",
    text: `
      # Rain

      Home > Water > Rain
      ^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.

      It rains.
    `,
    fixed: `
      # Rain

      It rains.
    `,
  },
  {
    title: "A comment within, which its writer may need",
    text: `
      # Rain

      Read on <!-- after the summer --> →
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.
    `,
  },
  {
    title: "Arrows and signs within a sentence",
    text: `
      # Rain

      Water turns to vapor → vapor turns to clouds, and 3 > 2.
    `,
  },
];
