import { baseName } from "../files/names.ts";
import { isOnSite } from "../path/on-site.ts";
import { isUntitled, lowTitleMarks, sectionedByDesign, untitledByDesign } from "../path/untitled.ts";
import { pathsOf } from "../path/workspace.ts";
import { fencedLesson } from "../station/fenced-lesson.ts";
import type { Passage } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import type { Block } from "../syntax/tree.ts";
import { lineEnd } from "../text/line-start.ts";
import { inOneOf, slice } from "../text/range.ts";
import { type Context, defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "title",
  group: "Structure",
  kind: "fault",
  summary: "A station has one title, which comes first.",
  why: `The title is what other stations, the contents of the path and search results call the station by. Where a third of a path
has none, at least three stations, its site gives them: the first of them says so, as a hint. Where a site is built from the
lessons, its list of pages may have the title, and a page may have several headings with one “#”, so neither is an error there.`,
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
    const sectioned = pathsOf(context.workspace, context.file)
      .map(sectionedByDesign)
      .find(({ length }) => length > 0);
    if (title && sectioned) {
      if (sectioned[0] !== station) return;
      yield {
        range: others[0]!.range,
        severity: "hint",
        message: `${sectioned.length} stations have several headings with one “#”. Please make those of sections “## ”.`,
      };
      return;
    }
    const first = tree.blocks.find(({ type }) => type !== "html");
    if (!title && !/\S/.test(text)) {
      const range = { start: 0, end: Math.min(1, text.length) };
      yield { range, severity: "warning", message: "This station is empty. Please write it, or take it off its path." };
      return;
    }
    if (!title) {
      // A page of front matter alone is made by its layout, and HTML may have the title.
      if (tree.frontMatter ? tree.blocks.length === 0 : hasHtmlTitle(station)) return;
      if (hasUnreadTitle(station)) return;
      // The title is in the code block with the rest of the lesson (`leftovers.ts`).
      if (fencedLesson(text)) return;
      const start = first?.range.start ?? 0;
      const end = first ? Math.min(first.range.end, lineEnd(text, start)) : Math.min(1, text.length);
      const how =
        tree.form === "paste" && context.file.endsWith(".txt") ? "a line that is its title" : "“# ” and the title";
      const message = `This station has no title. Please start it with ${how}.`;
      // Where a site is built, its list of pages may say the title, or a page may be put together of several files.
      const severity = sectioned || isOnSite(station, context) || isPiece(context) ? "hint" : undefined;
      yield { range: { start, end }, severity, message };
      return;
    }
    const marks = hasUnreadTitle(station) ? undefined : lowTitleMarks(station);
    if (marks) {
      const range = { start: title.range.start, end: title.range.start + marks.length };
      // Some sites add the title themselves, and begin their pages with headings of the second level.
      yield {
        range,
        severity: "hint",
        message: `This title has “${marks}”. Please write it with one “#”.`,
      };
    } else if (!title.prose.text.trim() && !/<h1[\s>]/i.test(slice(text, title.range)))
      yield { range: title.range, message: "This title is empty. Please give the station a name." };
    else if (first && first.range.start < title.range.start && first.type !== "break") {
      yield {
        range: title.range,
        // A picture or a link back may be above the title on purpose.
        severity: isOrnament(first) ? "hint" : undefined,
        message: "There is text above this title. Please start the station with its title.",
      };
    }
    yield* furtherTitles(others, () => isOnSite(station, context));
  },
});

/** Whether the title is in front matter that can't be read, which is a finding of its own (`readable.ts`). */
function hasUnreadTitle({ text, tree: { frontMatter } }: Station): boolean {
  return (
    frontMatter !== undefined &&
    frontMatter.problems.length > 0 &&
    /(?:^|[\n\r])[ \t]*["']?title["']?[ \t]*[:=]/i.test(slice(text, frontMatter.range))
  );
}

/** From this many further titles on, a page has “#” for its sections. Our judgement. */
const AS_SECTIONS = 3;

/** Pages may have several titles on some sites, so there it is no error. Where “#” is for sections, they are one finding. */
function* furtherTitles(titles: readonly Passage[], isOnSite: () => boolean): Generator<Finding> {
  const [first] = titles;
  if (!first) return;
  if (titles.length >= AS_SECTIONS) {
    const message = `This is a second title, and ${titles.length - 1} more follow. Please make them sections with “## ”.`;
    yield { range: first.range, severity: "warning", message };
    return;
  }
  const severity = isOnSite() ? "warning" : undefined;
  for (const { range } of titles)
    yield { range, severity, message: "This is a second title. Please make it a section with “## ”." };
}

/** Whether another folder of the path has a file of the same name without a title, as where pages are put together of files. */
function isPiece({ workspace, file }: Context): boolean {
  return pathsOf(workspace, file).some(({ stops }) =>
    stops.some(
      (stop) =>
        stop.file &&
        stop.file !== file &&
        stop.station &&
        !stop.station.title &&
        baseName(stop.file) === baseName(file),
    ),
  );
}

/** Whether a title is written in HTML, as pages do that center it. */
function hasHtmlTitle({ tree, text }: Station): boolean {
  return tree.blocks.some(({ type, range }) => type === "html" && /<h1[\s>]/i.test(slice(text, range)));
}

/** Whether a block shows pictures and links alone. */
function isOrnament(block: Block): boolean {
  if (block.type !== "paragraph") return false;
  const { prose } = block;
  const shown = prose.marks.filter(({ kind }) => kind === "image" || kind === "link");
  const covered = inOneOf(shown.map((mark) => ({ range: mark.text })));
  return (
    shown.length > 0 &&
    [...prose.text.matchAll(/[\p{L}\p{N}]/gu)].every(({ index }) => covered({ start: index, end: index + 1 }))
  );
}

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
    title: "A title in front matter that can't be read, which is a finding of its own",
    text: `
      ---
      title: Rain: A Start
      ---

      ## Drops

      They fall.
    `,
  },
  {
    title: "A station without a title",
    text: `
      Rain falls.
      ^^^^^^^^^^^ This station has no title. Please start it with “# ” and the title.

      ## Collecting Rain
    `,
  },
  {
    title: "An empty station",
    text: `
      -- rain.station.txt --

      ^ This station is empty. Please write it, or take it off its path.
    `,
  },
  {
    title: "The paste form without a title",
    text: `
      -- rain.station.txt --
      - Rain
      ^^^^^^ This station has no title. Please start it with a line that is its title.
      - Snow
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
    title: "Sections with one “#”",
    text: `
      # Rain

      Rain falls.

      # Snow
      ^^^^^^ This is a second title, and 2 more follow. Please make them sections with “## ”.

      Snow falls.

      # Hail

      # Sleet
    `,
  },
  {
    title: "A path whose files give the titles, with sections of one “#”",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.md, snow.md, hail.md, wells.md, seas.md]
      -- rain.md --
      # Where It Falls

      # When It Falls
      ^^^^^^^^^^^^^^^ 3 stations have several headings with one “#”. Please make those of sections “## ”.
      -- snow.md --
      Snow is cold.

      # Where It Falls

      # When It Falls
      -- hail.md --
      # Grains

      # Storms
      -- wells.md --
      Dug by hand.

      # Wells
      -- seas.md --
      Salt water.
      ^^^^^^^^^^^ This station has no title. Please start it with “# ” and the title.

      ## Tides
    `,
  },
  {
    title: "Pages of a site, whose list of pages may say the title",
    text: `
      -- mkdocs.yml --
      site_name: Water
      -- rain.station.md --
      Rain falls on roofs.
      ^^^^^^^^^^^^^^^^^^^^ This station has no title. Please start it with “# ” and the title.

      ## Roofs
      -- snow.station.md --
      # Snow

      # Ice
      ^^^^^ This is a second title. Please make it a section with “## ”.
    `,
  },
  {
    title: "Pieces of pages, and a page that is to be written",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain/more.md, snow/more.md, hail.md, wells.md, seas.md]
      -- rain/more.md --
      - Rain falls on roofs.
      ^^^^^^^^^^^^^^^^^^^^^^ This station has no title. Please start it with “# ” and the title.
      -- snow/more.md --
      - Snow falls on roofs.
      ^^^^^^^^^^^^^^^^^^^^^^ This station has no title. Please start it with “# ” and the title.
      -- hail.md --
      # Hail
      -- wells.md --
      # Wells
      -- seas.md --
      # Seas
    `,
  },
  {
    title: "Titles in HTML, pages that a layout makes, and a picture above the title",
    text: `
      -- rain.station.md --
      <h1 align="center">Rain</h1>

      Rain falls.
      -- snow.station.md --
      ---
      layout: gallery
      pictures: [snow.png]
      ---
      -- hail.station.md --
      [![Hail on a roof](https://example.org/hail.png)](https://example.org/)

      # Hail
      ^^^^^^ There is text above this title. Please start the station with its title.
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
