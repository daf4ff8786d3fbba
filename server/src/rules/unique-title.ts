import { baseName, folderOf } from "../files/names.ts";
import { isIndex } from "../path/course/left-out.ts";
import type { Stop } from "../path/learning-path.ts";
import { lowTitleMarks, sectionedByDesign } from "../path/untitled.ts";
import { groupBy } from "../text/groups.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "unique-title",
  group: "Structure",
  kind: "fault",
  summary: "No two stations of a path share a title.",
  why: `Readers find their way by titles: of two that are the same, one can't be found. Pages that have one name in several folders,
such as \`week1/homework.md\` and \`week2/homework.md\`, are told apart by their folders; for pages of other names in several
folders it is a hint, and so it is for a lesson and its overview, such as \`rain.md\` and \`rain-overview.md\`, and where a folder
of a path is for one lesson in versions, such as \`rain/for-children.md\` and \`rain/for-adults.md\`.`,
  severity: "warning",
  options: {},
  *checkPath(path) {
    const isSectioned = sectionedByDesign(path).length > 0;
    const byTitle = groupBy(path.stops, ({ title, station }) => {
      // A first heading is no title where the site gives that, or the names of files do.
      const isHeading = station && (lowTitleMarks(station) || (isSectioned && !station.tree.frontTitle));
      // “**Mnemonics**:” in a first line leads to what is below it.
      return isHeading || title.endsWith(":") ? "" : title.trim().toLowerCase();
    });
    byTitle.delete("");
    const inFolder = groupBy(path.stops, ({ file }) => (file === undefined ? "" : folderOf(file)));
    for (const namesakes of byTitle.values()) {
      const places = new Map(namesakes.map((stop) => [stop, placeOfPage(stop.file ?? "")]));
      if (areToldApart([...places.values()])) continue;
      const isVersion = ({ file }: Stop) => {
        const beside = file === undefined ? [] : inFolder.get(folderOf(file))!;
        const same = beside.filter((each) => namesakes.includes(each)).length;
        return beside.length < path.stops.length && same >= VERSIONS && same * 2 > beside.length;
      };
      for (const stop of namesakes) {
        const range = stop.station?.title?.range;
        if (!range) continue;
        const own = places.get(stop)!;
        const like = namesakes.filter((each) => each.file !== stop.file && !areToldApart([own, places.get(each)!]));
        const beside = like.find(
          (each) => places.get(each)!.folder === own.folder && !areOneLesson(own, places.get(each)!),
        );
        const other = beside ?? like[0];
        if (!other) continue;
        const related =
          other.file && other.station?.title
            ? [{ file: other.file, range: other.station.title.range, message: "The other station." }]
            : [];
        yield {
          file: stop.file,
          range,
          // Contents that show folders tell pages in several of them apart.
          severity: beside && !isVersion(stop) ? undefined : "hint",
          message: `Station ${other.number} of “${path.title}” has this title, too. Please give each station its own title.`,
          related,
        };
      }
    }
  },
});

/** From this many pages of one title on, which are most of their folder, they are one lesson in versions. Our judgement. */
const VERSIONS = 3;

/** Whether pages have the same name in different folders; the page of a folder has the folder's. */
function areToldApart(places: readonly Place[]): boolean {
  const [names, folders] = [new Set(places.map(({ name }) => name)), new Set(places.map(({ folder }) => folder))];
  return names.size === 1 && folders.size === places.length;
}

/** Whether the name of one page is that of the other with something after it. */
function areOneLesson(a: Place, b: Place): boolean {
  const [short, long] = [a.name, b.name].map((name) => name.replace(/\.\w+$/, "")).sort((x, y) => x.length - y.length);
  return long!.startsWith(short!) && /^[-_. ]\D/.test(long!.slice(short!.length));
}

interface Place {
  readonly folder: string;
  readonly name: string;
}

function placeOfPage(file: string): Place {
  const page = isIndex(file) ? folderOf(file) : file;
  return { folder: folderOf(page), name: baseName(page).toLowerCase() };
}

export const examples: readonly Example[] = [
  {
    title: "A label above what is to be learned by heart",
    text: `
      -- a.station.md --
      **Mnemonics**:

      1. Rain
      -- b.station.md --
      **Mnemonics**:

      1. Snow
    `,
  },
  {
    title: "Two stations of one name",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, snow.station.md]
      -- rain.station.md --
      # Falling Water
      ^^^^^^^^^^^^^^^ Station 2 of “Water” has this title, too. Please give each station its own title.
      -- snow.station.md --
      # Falling water
      ^^^^^^^^^^^^^^^ Station 1 of “Water” has this title, too. Please give each station its own title.
    `,
  },
  {
    title: "Pages of one name in several folders",
    text: `
      -- path.yaml --
      title: Water
      stations: [week1/homework.md, week2/homework.md, week3/goals/index.md, week4/goals/index.md, week4/aims.md]
      -- week1/homework.md --
      # Homework
      -- week2/homework.md --
      # Homework
      -- week3/goals/index.md --
      # Goals
      ^^^^^^^ Station 5 of “Water” has this title, too. Please give each station its own title.
      -- week4/goals/index.md --
      # Goals
      ^^^^^^^ Station 5 of “Water” has this title, too. Please give each station its own title.
      -- week4/aims.md --
      # Goals
      ^^^^^^^ Station 4 of “Water” has this title, too. Please give each station its own title.
    `,
  },
  {
    title: "A lesson and its overview",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain/_OVERVIEW.md, rain/rain.md, rain/snow.md, rain/snow-summary.md]
      -- rain/_OVERVIEW.md --
      # Heavy Rain
      ^^^^^^^^^^^^ Station 2 of “Water” has this title, too. Please give each station its own title.
      -- rain/rain.md --
      # Heavy Rain
      ^^^^^^^^^^^^ Station 1 of “Water” has this title, too. Please give each station its own title.
      -- rain/snow.md --
      # Snow
      ^^^^^^ Station 4 of “Water” has this title, too. Please give each station its own title.
      -- rain/snow-summary.md --
      # Snow
      ^^^^^^ Station 3 of “Water” has this title, too. Please give each station its own title.
    `,
  },
  {
    title: "One lesson in versions",
    text: `
      -- path.yaml --
      title: Water
      stations: [snow.md, rain/4-7.md, rain/8-11.md, rain/12-plus.md, rain/notes.md]
      -- snow.md --
      # Snow
      -- rain/4-7.md --
      # Rain
      ^^^^^^ Station 3 of “Water” has this title, too. Please give each station its own title.
      -- rain/8-11.md --
      # Rain
      ^^^^^^ Station 2 of “Water” has this title, too. Please give each station its own title.
      -- rain/12-plus.md --
      # Rain
      ^^^^^^ Station 2 of “Water” has this title, too. Please give each station its own title.
      -- rain/notes.md --
      # Notes
    `,
  },
  {
    title: "Stations of two paths may share a name",
    text: `
      -- water/1-rain.station.md --
      # Basics
      -- music/1-beat.station.md --
      # Basics
    `,
  },
];
