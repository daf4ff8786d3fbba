import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "path-number",
  group: "Path",
  kind: "fault",
  summary: "The numbers of a path's stations are unique and have no gaps.",
  why: "“Station 5” must mean one station. Where there is a path.yaml its order gives the numbers; else they stand in the files' names.",
  severity: "error",
  options: {},
  *checkPath(path): Generator<Finding> {
    if (path.pathFile) return;
    let last = 0;
    for (const [index, stop] of path.stops.entries()) {
      const before = path.stops[index - 1];
      const range = stop.station?.title?.range ?? { start: 0, end: 1 };
      if (before?.number === stop.number) {
        const related =
          before.file && before.station?.title
            ? [{ file: before.file, range: before.station.title.range, message: "The other one." }]
            : [];
        yield {
          file: stop.file,
          range,
          message: `“${before.title}” is Station ${stop.number} too. Please renumber one of the files.`,
          related,
        };
      } else if (index > 0 && stop.number > last + 1) {
        const missing =
          stop.number === last + 2 ? `Station ${last + 1} is` : `Stations ${last + 1} to ${stop.number - 1} are`;
        yield {
          file: stop.file,
          range,
          message: `${missing} missing before Station ${stop.number}. Please renumber the files, or list what is planned in a path.yaml.`,
        };
      }
      last = stop.number;
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A number that stands twice, and one that is missing",
    text: `
      -- 01-clouds.station.md --
      # Clouds
      -- 02-rain.station.md --
      # Rain
      -- 02-snow.station.md --
      # Snow
      ^^^^^^ “Rain” is Station 2 too. Please renumber one of the files.
      -- 04-rivers.station.md --
      # Rivers
      ^^^^^^^^ Station 3 is missing before Station 4. Please renumber the files, or list what is planned in a path.yaml.
    `,
  },
  {
    title: "A path.yaml gives the numbers, whatever the files are called",
    text: `
      -- path.yaml --
      stations: [01-clouds.station.md, { planned: Rain }, 07-rivers.station.md]
      -- 01-clouds.station.md --
      # Clouds
      -- 07-rivers.station.md --
      # Rivers
    `,
  },
  {
    title: "Numbers of several levels, and dates, are no numbers of stations",
    text: `
      -- 1.1 Rain.station.md --
      # Rain
      -- 1.2 Wells.station.md --
      # Wells
      -- days/2024-03-01-rain.station.md --
      # Wet
      -- days/2024-03-05-sun.station.md --
      # Dry
      -- parts/1-1-dams.station.md --
      # Dams
      -- parts/1-2-locks.station.md --
      # Locks
    `,
  },
  {
    title: "Numbered folders that a path.yaml above lists are no paths of their own",
    text: `
      -- path.yaml --
      stations: [unit1/01-clouds.station.md, unit2/03-rain.station.md]
      -- unit1/01-clouds.station.md --
      # Clouds
      -- unit2/03-rain.station.md --
      # Rain
      -- unit2/05-notes.station.md --
      # Notes
    `,
  },
  {
    title: "A lone station of a longer path",
    text: `
      -- S11.station.md --
      # Security
    `,
  },
];
