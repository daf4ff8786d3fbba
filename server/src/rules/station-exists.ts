import { isInOurForm } from "../path/habit.ts";
import { type LearningPath, numbersOf } from "../path/learning-path.ts";
import { hasOwnNumbers } from "../path/own-numbers.ts";
import { closestStops, nearestStops, stemsAround } from "../path/topics.ts";
import { relativeCount, WIDEST_RANGE } from "../station/references.ts";
import { defineRule, type Example, type Fix } from "./rule.ts";

export default defineRule({
  id: "station-exists",
  group: "Cross-references and links",
  kind: "fault",
  summary: "Every station that the text refers to exists on its learning path.",
  why: `A reader who is sent to a station that is not there loses the thread. References go stale when stations are
inserted, moved or removed.`,
  severity: "error",
  options: {},
  *checkInPath(station, { path, stop }) {
    const last = path.stops.at(-1)?.number ?? 0;
    for (const reference of station.references) {
      if (reference.name.own && hasOwnNumbers(path)) continue; // only the titles say which is meant
      if (reference.link) continue; // it is where the link leads
      // Only a path that says what it calls its lessons can mean nothing else by “Lesson 9”.
      const kind = reference.name.own ? undefined : "any station";
      if (reference.kind === "relative") {
        if (numbersOf(path, stop, reference).length === relativeCount(reference)) continue;
        if (!canTell(path, stop.number + reference.distance)) continue;
        const side = reference.distance < 0 ? "before" : "after";
        yield {
          range: reference.range,
          kind,
          severity: "information", // it may be a station of a railway
          message: `“${reference.text}” leaves the path “${path.title}”: there are not enough stations ${side} this one.`,
        };
        continue;
      }
      const { numbers } = reference;
      const [from, to] = [numbers[0]!, numbers.at(-1)!];
      if (to < from || to - from > WIDEST_RANGE) {
        yield {
          range: reference.range,
          kind,
          message: `“${reference.text}” is not a range of stations. Please check the numbers.`,
        };
        continue;
      }
      // Where lessons are not written as stations, “Station 0” is a place on a scale.
      if (to === 0 && !isInOurForm(path)) continue;
      const missing = numbers.filter((number) => path.stopsAt(number).length === 0 && canTell(path, number));
      if (missing.length === 0) continue;
      const names =
        missing.length > 3
          ? `Stations ${missing[0]} to ${missing.at(-1)}`
          : missing.map((n) => `Station ${n}`).join(", ");
      const verb = missing.length > 1 ? "do" : "does";
      const close = closestStops(path, stemsAround(reference), stop).slice(0, 2);
      const near = nearestStops(path, from, 3).filter((other) => other !== stop);
      const offered = numbers.length > 1 ? [] : [...new Set([...close, ...near.slice(0, 2)])];
      yield {
        range: reference.range,
        kind,
        message: `${names} ${verb} not exist on the path “${path.title}”, which ends at Station ${last}.`,
        suggestions: offered.map(
          (other): Fix => ({
            title: `Refer to Station ${other.number}, “${other.title}”`,
            edits: [{ range: reference.ends[0], newText: String(other.number) }],
          }),
        ),
      };
    }
  },
});

/** Whether a path knows its own end: a folder whose files start at 3, or a lone Station 11, is a part of a longer one. */
function canTell({ pathFile, stops }: LearningPath, number: number): boolean {
  const first = stops[0]?.number ?? 0;
  return pathFile !== undefined || first <= 1 || (number >= first && number <= stops.at(-1)!.number);
}

export const examples: readonly Example[] = [
  {
    title: "A place on a scale, on a path whose lessons are not written as stations",
    text: `
      -- first.station.md --
      # Pelvis

      ## Bones

      They are hard.
      -- fourth.station.md --
      # Chest

      ## Bones

      They are hard.
      -- path.yaml --
      title: Birth
      stations: [first.station.md, third.station.md, fourth.station.md, second.station.md]
      -- third.station.md --
      # Neck

      ## Bones

      They are hard.
      -- second.station.md --
      # Head

      ## Bones

      **Station 0** is where the head is level with the spines.
    `,
  },
  {
    title: "Places in a classroom",
    text: `
      -- path.yaml --
      title: Water
      stations:
        - rain.station.md
      -- rain.station.md --
      # Rain

      Rotate through the stations, five minutes each.

      **Station 1: Drops**

      - Catch some

      **Station 2: Hail**

      - Weigh it

      Those who have finished Station 2 help at Station 1. More is in Station 7.
                                                                      ^^^^^^^^^ Station 7 does not exist on the path “Water”, which ends at Station 1.
    `,
  },
  {
    title: "A number beyond the end of the path",
    text: `
      -- path.yaml --
      title: Water
      stations:
        - rain.station.md
        - planned: Rivers
      -- rain.station.md --
      # Rain

      Rivers are discussed in Station 2, seas in Station 12.
                                                 ^^^^^^^^^^ Station 12 does not exist on the path “Water”, which ends at Station 2.
    `,
  },
  {
    title: "One number of several, and a stretch",
    text: `
      -- path.yaml --
      title: Water
      stations:
        - rain.station.md
        - planned: Rivers
      -- rain.station.md --
      # Rain

      See Stations 2 and 7, or Stations 2-4.
                         ^ Station 7 does not exist on the path “Water”, which ends at Station 2.
                                        ^^^ Station 3, Station 4 do not exist on the path “Water”, which ends at Station 2.
    `,
  },
  {
    title: "A step beyond the path's first station",
    text: `
      -- path.yaml --
      title: Water
      stations:
        - rain.station.md
      -- rain.station.md --
      # Rain

      As the previous station showed, rain is wet.
         ^^^^^^^^^^^^^^^^^^^^ “the previous station” leaves the path “Water”: there are not enough stations before this one.
    `,
  },
  {
    title: "A path that calls its stations lessons",
    text: `
      -- path.yaml --
      title: Water
      call: Lesson
      stations: [rain.station.md, { planned: Rivers }]
      -- rain.station.md --
      # Rain

      As we will see in Lesson 9, Chapter 14, Section 3.2 of the handbook and Figure 7 agree with lesson 2.
                        ^^^^^^^^ Station 9 does not exist on the path “Water”, which ends at Station 2.
    `,
  },
  {
    title: "Names that only look like references, and code",
    text: `
      -- path.yaml --
      title: Water
      stations:
        - rain.station.md
      -- rain.station.md --
      # Rain

      The International Space Station 3 crew saw police station 4 and \`Station 99\`.
    `,
  },
  {
    title: "A station that lies alone, away from its path",
    text: `
      -- 11-security.station.md --
      # Security

      The previous station was about resources, which are discussed in Station 10.
    `,
  },
  {
    title: "A link that leads to a station of another path",
    text: `
      -- water/path.yaml --
      stations: [rain.station.md]
      -- water/rain.station.md --
      # Rain

      Ice is explained in [Station 2](../winter/ice.station.md), and in [Station 2][ice].

      [ice]: ../winter/ice.station.md
      -- winter/path.yaml --
      stations: [{ planned: Snow }, ice.station.md]
      -- winter/ice.station.md --
      # Ice
    `,
  },
];
