import { closestStops, hookStems, stemsAround, stopStems } from "../path/topics.ts";
import { shareStem } from "../station/content-words.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "reference-topic",
  group: "Cross-references and links",
  kind: "fault",
  summary: "The words around a reference mention something from the station it points to.",
  why: `A reference that names nothing of its target's title, headings, hook or key terms mostly points at a station that has
moved. Words are compared by their stems (Porter's algorithm).
Where other stations fit better they are offered; for a station that is only planned, nothing is said unless one does.`,
  severity: "information",
  needs: "language",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const reference of station.references) {
      if (reference.kind !== "number" || reference.link || reference.numbers.length !== 1) continue;
      const [target] = path.stopsAt(reference.numbers[0]!);
      if (!target || target.number === stop.number) continue;
      const stems = stemsAround(reference);
      if (stems.size < 2 || shareStem(stems, stopStems(path, target)) || shareStem(stems, hookStems(target))) continue;
      const better = closestStops(path, stems, stop).slice(0, 3);
      if (!target.station && better.length === 0) continue; // of a planned station only the title is known
      yield {
        range: reference.range,
        message: `This sentence mentions nothing from Station ${target.number}, “${target.title}”. Is another station meant?`,
        suggestions: better.map((other) => ({
          title: `Refer to Station ${other.number}, “${other.title}”`,
          edits: [{ range: reference.ends[0], newText: String(other.number) }],
        })),
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A reference that has lost its station",
    text: `
      -- path.yaml --
      title: Water
      stations: [{ planned: Rain and Clouds }, { planned: Oceans }, rivers.station.md]
      -- rivers.station.md --
      # Rivers

      Clouds bring water to the hills, as discussed in Station 2.
                                                       ^^^^^^^^^ This sentence mentions nothing from Station 2, “Oceans”. Is another station meant?
    `,
  },
  {
    title: "A reference that shares a word with its station, in another form",
    text: `
      -- path.yaml --
      title: Governance
      stations: [{ planned: Resource Management }, security.station.md]
      -- security.station.md --
      # Security

      This is an extension of the resource management principles discussed in Station 1.

      Nations that manage well were discussed in Station 1.
    `,
  },
  {
    title: "A planned station, of which only the title is known, and a bare pointer",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, { planned: Oceans }]
      -- rain.station.md --
      # Rain

      Station 2 explains why the sea is salty. Drops grow in clouds (see Station 2).
    `,
  },
  {
    title: "Who builds, and what is built",
    text: `
      -- path.yaml --
      title: Towns
      stations: [{ planned: A Builder of Walls }, { planned: Gates }, roofs.station.md]
      -- roofs.station.md --
      # Roofs

      The building that you met in Station 1 needs a roof with gates.
    `,
  },
];
