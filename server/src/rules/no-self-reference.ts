import { hasOwnNumbers } from "../path/own-numbers.ts";
import type { NumberReference } from "../station/references.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-self-reference",
  group: "Cross-references and links",
  kind: "fault",
  summary: "A station does not refer to itself.",
  why: "“As Station 4 explains”, read in Station 4, sends the reader round in a circle; the number is mostly a leftover of another order. A station may well introduce itself, or count itself among others (“Stations 3 to 5”).",
  severity: "warning",
  needs: "language",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const reference of station.references) {
      if (reference.name.own && hasOwnNumbers(path)) continue; // only the titles say which is meant
      if (reference.kind !== "number" || reference.link || isPlural(reference)) continue;
      if (reference.numbers[0] !== stop.number || introducesItself(reference)) continue;
      yield {
        range: reference.range,
        message: `This is Station ${stop.number} of “${path.title}” itself. Which station is meant?`,
      };
    }
  },
});

function isPlural({ range, phrase }: NumberReference): boolean {
  return range.start !== phrase.start || range.end !== phrase.end;
}

/** "Welcome to Station 4" */
function introducesItself({ passage, at }: NumberReference): boolean {
  const { masked } = passage.prose;
  const before = masked.slice(Math.max(0, at.start - 40), at.start);
  return passage.language.references.introducesItself(before, masked.slice(at.end, at.end + 40));
}

export const examples: readonly Example[] = [
  {
    title: "Chapters that have numbers of their own, because an index comes first",
    text: `
      -- path.yaml --
      title: Water
      call: Chapter
      stations: [start.md, 01-rain.md, 02-snow.md, 03-hail.md]
      -- start.md --
      # Start
      -- 01-rain.md --
      # Rain

      You are ready for Chapter 2.
      -- 02-snow.md --
      # Snow
      -- 03-hail.md --
      # Hail

      As Chapter 12 shows, ice is cold.
    `,
  },
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
    title: "A reference to another station, and a station that speaks of itself",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, rivers.station.md]
      -- rain.station.md --
      # Rain
      -- rivers.station.md --
      # Rivers

      Welcome to Station 2. Rain fills rivers, as Station 1 explains. Stations 1 and 2 belong together.

      Station 2: Rivers

      In Station 2 you will follow a river, and by the end of Station 2 you can draw one.
    `,
  },
];
