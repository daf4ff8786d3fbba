import { levelOfTemplate } from "../path/templates.ts";
import { pathsOf } from "../path/workspace.ts";
import { skippedLevels } from "../station/skipped-levels.ts";
import type { Section, Station } from "../station/station.ts";
import type { Range } from "../text/range.ts";
import { defineRule, type Example, type Fix } from "./rule.ts";

export default defineRule({
  id: "heading-step",
  group: "Structure",
  kind: "fault",
  summary: "Heading levels go down one at a time.",
  why: `Screen readers and outlines show headings as a tree; a level that is skipped is a branch that hangs in the air (WCAG 2.2,
technique G141). Headings of one level are raised together, with those below them, so that each stays below the heading it was
below. Where that can't be, only the one heading is offered to be changed. Where a template makes five stations of a path skip the
same level, the first of them says so, and the others are hints; “check --fix” fixes all.`,
  severity: "warning",
  options: {},
  *check(station, { workspace, file }) {
    const together = new Map<string, Fix | undefined>();
    const said = new Set<string>();
    for (const { section, most } of skippedLevels(station)) {
      const { heading, depth } = section;
      const step = `${depth} ${most}`;
      const template = levelOfTemplate(pathsOf(workspace, file), station, most - 1, depth);
      const isSaid = template !== undefined && (!template.isFirst || said.has(step));
      said.add(step);
      const more = template && !isSaid ? ` ${template.others} more stations of this path do the same.` : "";
      const message = `This heading skips a level: ${"#".repeat(depth)} follows ${"#".repeat(most - 1)}.${more}`;
      const severity = isSaid ? "hint" : undefined;
      const marks = marksOf(station, section);
      if (!marks) yield { range: heading.range, severity, message, repeats: isSaid };
      else {
        if (!together.has(step)) together.set(step, raiseTogether(station, depth, most));
        const fix = together.get(step);
        const alone = {
          title: `Change to ${"#".repeat(most)}`,
          edits: [{ range: marks, newText: "#".repeat(most) }],
        };
        yield { range: marks, severity, message, repeats: isSaid, fix, suggestions: fix ? undefined : [alone] };
      }
    }
  },
});

/** More headings are not raised at once: each finding of the level lists them all. */
const MOST_TOGETHER = 100;

/** Raises every heading of a level, and those below them by as much; undefined where the tree of headings would be another. */
function raiseTogether(station: Station, depth: number, most: number): Fix | undefined {
  const { sections, titles } = station;
  const deep = sections.filter((section) => section.depth >= depth);
  if (deep.length > MOST_TOGETHER) return undefined;
  const by = depth - most;
  const edits = deep.flatMap((section) => {
    const range = marksOf(station, section);
    return range ? [{ range, newText: "#".repeat(section.depth - by) }] : [];
  });
  const starts = [...titles.map(({ range }) => ({ start: range.start, depth: 1 })), ...sections.map(placeOf)];
  const before = starts.sort((a, b) => a.start - b.start).map((heading) => heading.depth);
  const after = before.map((each) => (each >= depth ? each - by : each));
  const parents = parentsOf(after);
  if (edits.length < deep.length || parentsOf(before).some((parent, at) => parent !== parents[at])) return undefined;
  const many = edits.length > 1 ? `, with ${edits.length - 1} more` : "";
  return { title: `Change to ${"#".repeat(most)}${many}`, edits };
}

function placeOf({ heading, depth }: Section): { readonly start: number; readonly depth: number } {
  return { start: heading.range.start, depth };
}

/** For each heading the one that it is below, by its place in the list; -1 for none. */
function parentsOf(depths: readonly number[]): readonly number[] {
  const last = new Map<number, number>();
  return depths.map((depth, at) => {
    const parent = Math.max(-1, ...[...last].map(([other, place]) => (other < depth ? place : -1)));
    last.set(depth, at);
    return parent;
  });
}

/** The number signs before a heading; undefined for one that is underlined. */
function marksOf({ text }: Station, { heading }: Section): Range | undefined {
  const marks = /^#+/.exec(text.slice(heading.range.start, heading.range.end))?.[0];
  return marks ? { start: heading.range.start, end: heading.range.start + marks.length } : undefined;
}

export const examples: readonly Example[] = [
  {
    title: "A title that the site makes of the front matter, at a level of its own",
    text: `
      ---
      title: Rain
      ---

      ### Drops

      They fall.

      ##### Size
      ^^^^^ This heading skips a level: ##### follows ###.

      They differ.
    `,
    fixed: `
      ---
      title: Rain
      ---

      ### Drops

      They fall.

      #### Size

      They differ.
    `,
  },
  {
    title: "A template that skips a level",
    text: `
      -- path.yaml --
      title: Water
      stations: [a.station.md, b.station.md, c.station.md, d.station.md, e.station.md]
      -- a.station.md --
      # Rain

      ### Quiz
      ^^^ This heading skips a level: ### follows #. 4 more stations of this path do the same.
      -- b.station.md --
      # Snow

      ### Quiz
      ^^^ This heading skips a level: ### follows #.
      -- c.station.md --
      # Hail

      ### Quiz
      ^^^ This heading skips a level: ### follows #.
      -- d.station.md --
      # Fog

      ### Quiz
      ^^^ This heading skips a level: ### follows #.
      -- e.station.md --
      # Dew

      ### Quiz
      ^^^ This heading skips a level: ### follows #.
    `,
    fixed: `
      -- path.yaml --
      title: Water
      stations: [a.station.md, b.station.md, c.station.md, d.station.md, e.station.md]
      -- a.station.md --
      # Rain

      ## Quiz
      -- b.station.md --
      # Snow

      ## Quiz
      -- c.station.md --
      # Hail

      ## Quiz
      -- d.station.md --
      # Fog

      ## Quiz
      -- e.station.md --
      # Dew

      ## Quiz
    `,
  },
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
  {
    title: "Headings of one level are raised together, with those below them",
    text: `
      # Rain

      ### Clouds
      ^^^ This heading skips a level: ### follows #.

      #### High Clouds

      ### Rivers
    `,
    fixed: `
      # Rain

      ## Clouds

      ### High Clouds

      ## Rivers
    `,
  },
  {
    title: "A heading whose equals are where they belong",
    text: `
      # Rain

      ### Before You Begin
      ^^^ This heading skips a level: ### follows #.

      ## Clouds

      ### High Clouds
    `,
  },
];
