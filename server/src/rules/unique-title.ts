import { groupBy } from "../text/groups.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "unique-title",
  group: "Structure",
  kind: "fault",
  summary: "No two stations of a path share a title.",
  why: "Readers find their way by titles: of two that are the same, one can't be found.",
  severity: "warning",
  options: {},
  *checkPath(path) {
    const byTitle = groupBy(path.stops, ({ title }) => title.trim().toLowerCase());
    byTitle.delete("");
    for (const namesakes of byTitle.values()) {
      const first = namesakes[0]!;
      const second = namesakes.find(({ file }) => file !== first.file);
      for (const stop of namesakes) {
        const range = stop.station?.title?.range;
        const other = stop.file === first.file ? second : first;
        if (!range || !other) continue;
        const related =
          other.file && other.station?.title
            ? [{ file: other.file, range: other.station.title.range, message: "The other station." }]
            : [];
        yield {
          file: stop.file,
          range,
          message: `Station ${other.number} of “${path.title}” has this title, too. Please give each station its own title.`,
          related,
        };
      }
    }
  },
});

export const examples: readonly Example[] = [
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
    title: "Stations of two paths may share a name",
    text: `
      -- water/1-rain.station.md --
      # Basics
      -- music/1-beat.station.md --
      # Basics
    `,
  },
];
