import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "title",
  group: "Structure",
  kind: "fault",
  summary: "A station has one title, which comes first.",
  why: "The title is what other stations, the contents of the path and search results call the station by.",
  severity: "error",
  options: {},
  *check(station) {
    const { titles, tree, text } = station;
    const [title, ...others] = titles;
    const first = tree.blocks.find(({ type }) => type !== "html");
    if (!title) {
      const start = first?.range.start ?? 0;
      const end = first ? Math.min(first.range.end, lineEnd(text, start)) : Math.min(1, text.length);
      yield { range: { start, end }, message: "This station has no title. Please start it with “# ” and the title." };
      return;
    }
    const marks = /^#{2,6}(?=\s)/.exec(text.slice(title.range.start, title.range.start + 7))?.[0];
    if (marks && !tree.frontTitle) {
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

function lineEnd(text: string, from: number): number {
  return from + text.slice(from).search(/[\n\r]|$/);
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
