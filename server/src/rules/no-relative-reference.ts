import { type LearningPath, numbersOf } from "../path/learning-path.ts";
import { pathsOf } from "../path/workspace.ts";
import { type Reference, stationsPhrase } from "../station/references.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-relative-reference",
  group: "Cross-references and links",
  kind: "form",
  summary: "References name a station's number, not “the previous station”.",
  why: "“The previous station” means another station as soon as one is inserted or moved; a number can be followed and updated.",
  severity: "information",
  options: {},
  *checkInPath(station, { path, stop, workspace, file }) {
    for (const reference of station.references) {
      if (reference.kind !== "relative" || reference.link) continue;
      const numbers = numbersOf(path, stop, reference);
      if (numbers.length !== Math.abs(reference.distance)) continue; // station-exists speaks of these
      const { references } = reference.passage.language;
      const name = stationsPhrase(numbers, references);
      if (!isSameEverywhere(name, pathsOf(workspace, file), file, reference)) continue;
      yield {
        range: reference.range,
        message: `“${reference.text}” is ${name} of “${path.title}” today. Its number can be kept up to date.`,
        suggestions: [{ title: `Write “${name}”`, edits: [{ range: reference.range, newText: name }] }],
      };
    }
  },
});

/** On two paths "the previous station" can be two stations, and is right on both as it is. */
function isSameEverywhere(name: string, paths: readonly LearningPath[], file: string, reference: Reference): boolean {
  return paths.every((path) => {
    const stop = path.stopOf(file);
    return !stop || stationsPhrase(numbersOf(path, stop, reference), reference.passage.language.references) === name;
  });
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
  },
  {
    title: "A station that is on no path",
    text: `
      # Rivers

      The previous station was about rain.
    `,
  },
  {
    title: "A station that two paths share at different places",
    text: `
      -- water/path.yaml --
      title: Water
      stations: [{ planned: Rain }, rivers.station.md]
      -- water/rivers.station.md --
      # Rivers

      The previous station was a beginning.
      -- winter/path.yaml --
      title: Winter
      stations: [{ planned: Snow }, { planned: Ice }, ../water/rivers.station.md]
    `,
  },
  {
    title: "The end of a line, a station of trains, and a link",
    text: `
      -- path.yaml --
      title: Water
      stations: [{ planned: Rain }, rivers.station.md, { planned: Seas }]
      -- rivers.station.md --
      # Rivers

      The boats wait at the last station. The next station along the river is a harbor. See [the next station](seas.md).
    `,
  },
];
