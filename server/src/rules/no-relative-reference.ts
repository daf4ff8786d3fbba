import { numbersOf } from "../path/learning-path.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-relative-reference",
  group: "Cross-references and links",
  summary: "References name a station's number, not “the previous station”.",
  why: "“The previous station” means another station as soon as one is inserted or moved; a number can be followed and updated.",
  severity: "information",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const reference of station.references) {
      if (reference.kind !== "relative") continue;
      const numbers = numbersOf(path, stop, reference);
      if (numbers.length !== Math.abs(reference.distance)) continue; // station-exists speaks of these
      const name = phrase(numbers);
      yield {
        range: reference.range,
        message: `“${reference.text}” is ${name} of “${path.title}” today. Its number can be kept up to date.`,
        fix: { title: `Write “${name}”`, edits: [{ range: reference.range, newText: name }] },
      };
    }
  },
});

function phrase(numbers: readonly number[]): string {
  if (numbers.length === 1) return `Station ${numbers[0]}`;
  return `Stations ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;
}

export const examples: readonly Example[] = [
  {
    title: "References that count from here",
    text: `
      -- path.yaml --
      title: Water
      stations: [{ planned: Clouds }, { planned: Rain }, rivers.station.md, { planned: Seas }]
      -- rivers.station.md --
      # Rivers

      The previous station was about rain, the last two stations about water in the air, the next station is about seas.
      ^^^^^^^^^^^^^^^^^^^^ “The previous station” is Station 2 of “Water” today. Its number can be kept up to date.
                                           ^^^^^^^^^^^^^^^^^^^^^ “the last two stations” is Stations 1 and 2 of “Water” today. Its number can be kept up to date.
                                                                                         ^^^^^^^^^^^^^^^^ “the next station” is Station 4 of “Water” today. Its number can be kept up to date.
    `,
    fixed: `
      -- path.yaml --
      title: Water
      stations: [{ planned: Clouds }, { planned: Rain }, rivers.station.md, { planned: Seas }]
      -- rivers.station.md --
      # Rivers

      Station 2 was about rain, Stations 1 and 2 about water in the air, Station 4 is about seas.
    `,
  },
  {
    title: "A station that is on no path",
    text: `
      # Rivers

      The previous station was about rain.
    `,
  },
];
