import { numbersOf } from "../path/learning-path.ts";
import { closestStops, nearestStops } from "../path/topics.ts";
import { topicStems } from "../station/content-words.ts";
import { sentenceAt } from "../station/passage.ts";
import { WIDEST_RANGE } from "../station/references.ts";
import { defineRule, type Example, type Fix } from "./rule.ts";

export default defineRule({
  id: "station-exists",
  group: "Cross-references and links",
  summary: "Every station that the text refers to exists on its learning path.",
  why: `A reader who is sent to a station that is not there loses the thread. References go stale when stations are
inserted, moved or removed.`,
  severity: "error",
  options: {},
  *checkInPath(station, { path, stop }) {
    const last = path.stops.at(-1)?.number ?? 0;
    for (const reference of station.references) {
      if (reference.link?.kind === "link") continue; // what a link names may lie on another path
      if (reference.kind === "relative") {
        if (numbersOf(path, stop, reference).length === Math.abs(reference.distance)) continue;
        const side = reference.distance < 0 ? "before" : "after";
        yield {
          range: reference.range,
          severity: "information", // it may be a station of a railway
          message: `“${reference.text}” leaves the path “${path.title}”: there are not that many stations ${side} this one.`,
        };
        continue;
      }
      const [from, to] = [reference.numbers[0]!, reference.numbers.at(-1)!];
      if (to < from || to - from > WIDEST_RANGE) {
        yield {
          range: reference.range,
          message: `“${reference.text}” is no stretch of stations. Please check its numbers.`,
        };
        continue;
      }
      const missing = reference.numbers.filter((number) => path.stopsAt(number).length === 0);
      if (missing.length === 0) continue;
      const names =
        missing.length > 3
          ? `Stations ${missing[0]} to ${missing.at(-1)}`
          : missing.map((n) => `Station ${n}`).join(", ");
      const verb = missing.length > 1 ? "do" : "does";
      const sentence = sentenceAt(reference.passage, reference.at.start);
      const near = nearestStops(path, from);
      const close = closestStops(path, topicStems(sentence?.text ?? ""), stop.number);
      const offered = reference.numbers.length > 1 ? [] : [...new Set([...close.slice(0, 2), ...near.slice(0, 2)])];
      yield {
        range: reference.range,
        message: `${names} ${verb} not exist on the path “${path.title}”, which ends at Station ${last}.`,
        suggestions: offered
          .filter((other) => other !== stop)
          .map(
            (other): Fix => ({
              title: `Refer to Station ${other.number}, “${other.title}”`,
              edits: [{ range: reference.ends[0], newText: String(other.number) }],
            }),
          ),
      };
    }
  },
});

export const examples: readonly Example[] = [
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
         ^^^^^^^^^^^^^^^^^^^^ “the previous station” leaves the path “Water”: there are not that many stations before this one.
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
];
