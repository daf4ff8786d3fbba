import { isSentenceHeading } from "../station/heading-sentence.ts";
import type { Passage } from "../station/passage.ts";
import { MASK } from "../syntax/prose.ts";
import type { Block } from "../syntax/tree.ts";
import { slice } from "../text/range.ts";
import { replaceBetween } from "../text/replace-between.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-empty-section",
  group: "Structure",
  kind: "form",
  summary: "Text follows every heading.",
  why: "A heading without text promises something and does not give it; two in a row leave the reader without a word on why the second comes. Where the second is a part of the first, that is a hint only; a sentence as a subtitle, tasks, parts of the references, and entries of a timetable are fine.",
  severity: "warning",
  elsewhere: "hint",
  options: {},
  *check(station) {
    for (const [index, { heading, depth, blocks }] of station.sections.entries()) {
      if (blocks.some((block) => isContent(station.text, block))) continue;
      // A heading of marks alone, such as “### ~”, ends a block in some dialects.
      if (!/[\p{L}\p{N}]/u.test(heading.prose.text)) continue;
      // What a template fills in is a title, most often.
      if (/^[^\p{L}\p{N}]*$/u.test(heading.prose.masked.replaceAll(MASK, ""))) continue;
      // “Weeks 8 and 9” right below the title, with a rule under it, belongs to the title.
      if (index === 0 && station.hook.length === 0 && blocks.some(({ type }) => type === "break")) continue;
      const next = station.sections[index + 1];
      if (next === undefined && leadsToNothing(heading)) continue;
      if (next && leadsToNext(heading, next.heading)) continue;
      const last = next === undefined;
      yield {
        range: heading.range,
        message: last
          ? "Nothing follows this heading. Please write its section, or remove it."
          : "There is no text between this heading and the next. One sentence on what follows is enough.",
        // A heading that only groups those below it is a matter of style.
        ...(next && next.depth > depth ? { severity: "hint" as const } : {}),
      };
    }
  },
});

/** Whether nothing is missing between two headings: the second is a sentence about the first, or a task or references follow. */
function leadsToNext({ prose: { text }, language: { known, structure } }: Passage, next: Passage): boolean {
  if (isSentenceHeading(next)) return true;
  return (
    known &&
    (structure.isTimetableEntry(text) || structure.asksToAct(text) || structure.partNamed(text) === "back matter")
  );
}

/** “Lunch (45 minutes)” at the end of a timetable has nothing to say. */
function leadsToNothing({ prose: { text }, language: { known, structure } }: Passage): boolean {
  return known && structure.isTimetableEntry(text);
}

/** Whether a block shows something: no rule, no comment, no tag of HTML that stands alone. */
function isContent(text: string, { type, range }: Block): boolean {
  if (type === "break") return false;
  if (type !== "html") return true;
  const source = replaceBetween(slice(text, range), "<!--", "-->", () => "");
  return (
    FILLS_IN.test(source) || /<(?:img|video|audio|iframe|svg|table|object|embed)\b|>[^<>]*[\p{L}\p{N}]/iu.test(source)
  );
}

/** What a template or a component puts there: Liquid's and Hugo's tags, but none that ends something, and MDX's. */
const FILLS_IN = /\{\{-?[ \t]*(?:[<%][ \t]*)?[\w.$]|\{%-?[ \t]*(?!end|el|comment)\w|<[A-Z][^<>]*\/>/;

export const examples: readonly Example[] = [
  {
    title: "What a template fills in",
    text: `
      # Rain

      It rains.

      ## {{ page.title }}

      ## Clouds

      {% include clouds.html %}

      ## Drops

      {{< video "drops" >}}

      ## Snow

      <SnowTable />

      ## Hail
      ^^^^^^^ There is no text between this heading and the next. One sentence on what follows is enough.

      {% endif %}

      ## Fog

      It is wet.
    `,
  },
  {
    title: "A heading of marks that ends a block",
    text: `
      # Rain

      It rains.

      ### ~ hint

      Look up.

      ### ~

      ## Clouds

      They are made of ice.
    `,
  },
  {
    title: "Entries of a timetable",
    text: `
      # Rain

      It rains.

      ## Break

      ## 2: Walk to the River (35 minutes)

      ## Clouds

      They are made of ice.

      ## Lunch
    `,
  },
  {
    title: "A subtitle",
    text: `
      # Rain
      ## Weeks 8 and 9

      ---

      ## Clouds

      They are made of ice.
    `,
  },
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
    title: "A sentence as a subtitle, a task, and parts of the references",
    text: `
      # Rain

      It rains.

      ## Drops

      ### A drop is round until it falls, and flat after that.

      Nobody has seen a tear in the sky.

      ## Discuss the Following

      ### Question 1

      Why is a drop round?

      ## References

      ### Books

      A book on rain.
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
