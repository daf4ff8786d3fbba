import type { Block } from "../syntax/tree.ts";
import { slice } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-empty-section",
  group: "Structure",
  kind: "form",
  summary: "Text follows every heading.",
  why: "A heading without text promises something and does not give it; two in a row leave the reader without a word on why the second comes. Where the second is a part of the first, that is a note only.",
  severity: "warning",
  options: {},
  *check(station) {
    for (const [index, { heading, depth, blocks }] of station.sections.entries()) {
      if (blocks.some((block) => isContent(station.text, block))) continue;
      const next = station.sections[index + 1];
      const last = next === undefined;
      yield {
        range: heading.range,
        message: last
          ? "Nothing follows this heading. Please write its section, or remove it."
          : "There is no text between this heading and the next. One sentence on what follows is enough.",
        // A heading that only groups those below it is a matter of style.
        ...(next && next.depth > depth ? { severity: "information" as const } : {}),
      };
    }
  },
});

/** Whether a block shows something: no rule, no comment, no tag of HTML that stands alone. */
function isContent(text: string, { type, range }: Block): boolean {
  if (type === "break") return false;
  return (
    type !== "html" ||
    /<(?:img|video|audio|iframe|svg|table|object|embed)\b|>[^<>]*[\p{L}\p{N}]/iu.test(
      slice(text, range).replace(/<!--[\s\S]*?-->/g, ""),
    )
  );
}

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
    title: "Sections with a sentence, a picture, a table or a list",
    text: `
      # Rain

      It rains.

      ## Drops

      <img src="drops.png" alt="Drops on a window">

      ## Clouds

      There are two kinds.

      ### High Clouds

      - Cirrus
    `,
  },
  {
    title: "A section of HTML",
    text: `
      # Rain

      It rains.

      ## The Map

      <img src="map.png" alt="A map of rain">

      ## A Film

      <p>It shows a cloud.</p>
    `,
  },
];
