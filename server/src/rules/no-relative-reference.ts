import { type LearningPath, numbersOf } from "../path/learning-path.ts";
import { pathsOf } from "../path/workspace.ts";
import {
  type NumberReference,
  type Reference,
  type RelativeReference,
  relativeCount,
  stationsPhrase,
} from "../station/references.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-relative-reference",
  group: "Cross-references and links",
  kind: "form",
  summary: "References name a station's number, not “the previous station”.",
  why: "“The previous station” means another station as soon as one is inserted or moved; a number can be followed and updated.",
  severity: "information",
  elsewhere: "hint",
  options: {},
  *checkInPath(station, { path, stop, workspace, file }) {
    for (const [index, reference] of station.references.entries()) {
      if (reference.kind !== "relative" || reference.link) continue;
      const numbers = numbersOf(path, stop, reference);
      if (numbers.length !== relativeCount(reference)) continue; // station-exists speaks of these
      const name = nameOf(numbers, reference);
      if (!isSameEverywhere(name, pathsOf(workspace, file), file, reference)) continue;
      const said = saidBeside(reference, station.references[index + 1]);
      if (said && String(said.numbers) === String(numbers)) continue;
      const is = `“${reference.text}” is ${name} of “${path.title}” today`;
      yield said
        ? {
            range: reference.range,
            message: `${is}, not ${nameOf(said.numbers, reference)}. Please keep only the number.`,
          }
        : {
            range: reference.range,
            message: `${is}. Its number can be kept up to date.`,
            suggestions: [
              {
                title: `Write “${reference.lead}${name}”`,
                edits: [{ range: reference.range, newText: reference.lead + name }],
              },
            ],
          };
    }
  },
});

/** The number that is given beside a reference that counts: “the station after next, Station 4,”. */
function saidBeside({ passage, at }: RelativeReference, next: Reference | undefined): NumberReference | undefined {
  if (next?.kind !== "number" || next.passage !== passage || next.at.start - at.end > 4) return undefined;
  return /^(?:, | \(|,? [–—] ?)$/.test(passage.prose.masked.slice(at.end, next.at.start)) ? next : undefined;
}

/** On two paths "the previous station" can be two stations, and is right on both as it is. */
function isSameEverywhere(
  name: string,
  paths: readonly LearningPath[],
  file: string,
  reference: RelativeReference,
): boolean {
  return paths.every((path) => {
    const stop = path.stopOf(file);
    return !stop || nameOf(numbersOf(path, stop, reference), reference) === name;
  });
}

function nameOf(numbers: readonly number[], { name, passage }: RelativeReference): string {
  return stationsPhrase(numbers, name, passage.language.references);
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
    title: "References that skip a station, and one whose number disagrees",
    text: `
      -- path.yaml --
      title: Water
      stations: [{ planned: Clouds }, { planned: Rain }, rivers.station.md, { planned: Seas }, { planned: Ice }]
      -- rivers.station.md --
      # Rivers

      Two stations ago we saw clouds, and rain in the station before this one. The station after next is about ice.
      ^^^^^^^^^^^^^^^^ “Two stations ago” is Station 1 of “Water” today. Its number can be kept up to date.
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ “the station before this one” is Station 2 of “Water” today. Its number can be kept up to date.
                                                                               ^^^^^^^^^^^^^^^^^^^^^^ “The station after next” is Station 5 of “Water” today. Its number can be kept up to date.

      Ice waits in the station after next, Station 4, and the next station, Station 4, is about seas.
                   ^^^^^^^^^^^^^^^^^^^^^^ “the station after next” is Station 5 of “Water” today, not Station 4. Please keep only the number.
    `,
  },
  {
    title: "A path that calls its stations chapters, and one that does not",
    text: `
      -- water/path.yaml --
      title: Water
      call: Chapter
      stations: [{ planned: Rain }, rivers.station.md]
      -- water/rivers.station.md --
      # Rivers

      The previous chapter was about rain.
      ^^^^^^^^^^^^^^^^^^^^ “The previous chapter” is Chapter 1 of “Water” today. Its number can be kept up to date.
      -- books/path.yaml --
      title: Books
      stations: [{ planned: Reading }, walden.station.md]
      -- books/walden.station.md --
      # Walden

      In the previous chapter Thoreau counts his money, two chapters later he plants beans.
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
