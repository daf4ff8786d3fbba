import { isUntitled, lowTitleMarks, untitledByDesign } from "../path/untitled.ts";
import { pathsOf } from "../path/workspace.ts";
import type { Station } from "../station/station.ts";
import { lineEnd } from "../text/line-start.ts";
import { type Context, defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "title",
  group: "Structure",
  kind: "fault",
  summary: "A station has one title, which comes first.",
  why: `The title is what other stations, the contents of the path and search results call the station by. Where a third of a path
has none, at least three stations, its site gives them: the first of them says so, as a hint.`,
  severity: "error",
  options: {},
  *check(station, context) {
    const { titles, tree, text } = station;
    const [title, ...others] = titles;
    const many = untitledAround(station, context);
    if (many.length > 0) {
      if (many[0] !== station) return;
      const start = title?.range.start ?? tree.blocks[0]?.range.start ?? 0;
      yield {
        range: { start, end: lineEnd(text, start) },
        severity: "hint",
        message: `${many.length} stations have no title with one “#”. Please add them, or “title:” in front matter.`,
      };
      return;
    }
    const first = tree.blocks.find(({ type }) => type !== "html");
    if (!title) {
      const start = first?.range.start ?? 0;
      const end = first ? Math.min(first.range.end, lineEnd(text, start)) : Math.min(1, text.length);
      yield { range: { start, end }, message: "This station has no title. Please start it with “# ” and the title." };
      return;
    }
    const marks = lowTitleMarks(station);
    if (marks) {
      const range = { start: title.range.start, end: title.range.start + marks.length };
      // Some sites add the title themselves, and begin their pages with headings of the second level.
      yield {
        range,
        severity: "hint",
        message: `This title has “${marks}”. Please write it with one “#”.`,
      };
    } else if (!title.prose.text.trim())
      yield { range: title.range, message: "This title is empty. Please give the station a name." };
    else if (first && first.range.start < title.range.start && first.type !== "break") {
      yield {
        range: title.range,
        message: "There is text above this title. Please start the station with its title.",
      };
    }
    for (const other of others) {
      yield { range: other.range, message: "This is a second title. Please make it a section with “## ”." };
    }
  },
});

/** The stations without a title of a path that this one is among, where that path has so many that its site must give them. */
function untitledAround(station: Station, { workspace, file }: Context): readonly Station[] {
  if (!isUntitled(station)) return [];
  return (
    pathsOf(workspace, file)
      .map(untitledByDesign)
      .find((untitled) => untitled.includes(station)) ?? []
  );
}

export const examples: readonly Example[] = [
  {
    title: "A station without a title",
    text: `
      Rain falls.
      ^^^^^^^^^^^ This station has no title. Please start it with “# ” and the title.

      ## Collecting Rain
    `,
  },
  {
    title: "A title of a lower level",
    text: `
      ## Collecting Rain
      ^^ This title has “##”. Please write it with one “#”.

      Rain falls.

      ### Roofs

      They catch it.
    `,
  },
  {
    title: "A title in front matter, with headings of any level below it",
    text: `
      ---
      title: "Collecting Rain"
      weight: 3
      ---

      # Roofs

      They catch it.

      # Barrels

      They hold it.
    `,
  },
  {
    title: "A heading that says the title of the front matter again",
    text: `
      ---
      title: Collecting Rain | Water
      ---

      # Collecting Rain

      Roofs catch it.
    `,
  },
  {
    title: "Two titles",
    text: `
      # Rain

      Rain falls.

      # Snow
      ^^^^^^ This is a second title. Please make it a section with “## ”.
    `,
  },
  {
    title: "Text above the title",
    text: `
      A first draft.

      # Rain
      ^^^^^^ There is text above this title. Please start the station with its title.
    `,
  },
  {
    title: "A path whose site gives the titles",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, snow.station.md, hail.station.md, wells.station.md]
      -- rain.station.md --
      ## Where It Falls
      ^^^^^^^^^^^^^^^^^ 3 stations have no title with one “#”. Please add them, or “title:” in front matter.

      Rain falls.
      -- snow.station.md --
      ### How It Falls

      Snow falls.
      -- hail.station.md --
      Hail falls.

      ## When
      -- wells.station.md --
      # Wells
    `,
  },
  {
    title: "An empty title",
    text: `
      #
      ^ This title is empty. Please give the station a name.

      ## Rain
    `,
  },
  {
    title: "The paste form, whose first line is the title",
    text: `
      -- rain.station.txt --
      Rain
      Rain falls on hills and fields alike.
    `,
  },
];
