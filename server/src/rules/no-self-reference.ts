import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-self-reference",
  group: "Cross-references and links",
  summary: "A station does not refer to itself.",
  why: "“As Station 4 explains”, read in Station 4, sends the reader round in a circle; the number is mostly a leftover of another order.",
  severity: "warning",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const reference of station.references) {
      if (reference.kind !== "number" || reference.link || !reference.numbers.includes(stop.number)) continue;
      if (reference.numbers.length > 1 && reference.numbers[0] !== stop.number) continue; // "Stations 1 to 4" in Station 4
      yield {
        range: reference.range,
        message: `This is Station ${stop.number} of “${path.title}” itself. Which station is meant?`,
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A station that points at itself",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, rivers.station.md]
      -- rain.station.md --
      # Rain
      -- rivers.station.md --
      # Rivers

      As Station 2 explains, rain fills rivers (see Station 1, and Stations 1-2).
         ^^^^^^^^^ This is Station 2 of “Water” itself. Which station is meant?
    `,
  },
  {
    title: "A reference to another station",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, rivers.station.md]
      -- rain.station.md --
      # Rain
      -- rivers.station.md --
      # Rivers

      Rain fills rivers, as Station 1 explains.
    `,
  },
];
