import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "unique-title",
  group: "Structure",
  summary: "No two stations of a path share a title.",
  why: "Readers find their way by titles: of two that are the same, one can't be found.",
  severity: "warning",
  options: {},
  *checkInPath(station, { path, stop }) {
    const { title } = station;
    const name = title?.prose.text.trim().toLowerCase();
    if (!title || !name) return;
    const other = path.stops.find(
      (each) => each !== stop && each.file !== stop.file && each.title.trim().toLowerCase() === name,
    );
    if (!other) return;
    const related =
      other.file && other.station?.title
        ? [{ file: other.file, range: other.station.title.range, message: "The other station." }]
        : [];
    yield {
      range: title.range,
      message: `Station ${other.number} of “${path.title}” has this title too. Please tell them apart.`,
      related,
    };
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
      ^^^^^^^^^^^^^^^ Station 2 of “Water” has this title too. Please tell them apart.
      -- snow.station.md --
      # Falling water
      ^^^^^^^^^^^^^^^ Station 1 of “Water” has this title too. Please tell them apart.
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
