import { stopStems } from "../path/topics.ts";
import { shareStem, topicStems } from "../station/content-words.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "bridge-topic",
  group: "Structure",
  kind: "form",
  summary: "The bridge mentions what the next station is about.",
  why: `A bridge that shares no content word with the next station's title, headings, hook or key terms often dates from
another order of the stations. Words are compared by their stems (Porter's algorithm).`,
  severity: "hint",
  needs: "language",
  options: {},
  *checkInPath(station, { path, stop }) {
    const [bridge] = station.bridges;
    const [next] = path.stopsAt(stop.number + 1);
    if (!bridge || !next) return;
    const words = topicStems(bridge.content, station.language);
    if (words.size === 0 || shareStem(words, stopStems(path, next))) return;
    const hook = next.station?.hook.map(({ prose }) => prose.text).join(" ") ?? "";
    if (shareStem(words, topicStems(hook, next.station?.language ?? path.language))) return;
    yield {
      range: bridge.range,
      message: `The bridge mentions nothing from the next station, “${next.title}”. Is it left over from another order?`,
    };
  },
});

export const examples: readonly Example[] = [
  {
    title: "A bridge to a station that is no longer next",
    text: `
      -- path.yaml --
      title: Water
      stations:
        - rain.station.md
        - planned: Rivers and Watersheds
      -- rain.station.md --
      # Rain

      But my umbrella is at the office.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The bridge mentions nothing from the next station, “Rivers and Watersheds”. Is it left over from another order?
    `,
  },
  {
    title: "A bridge that leads on",
    text: `
      -- path.yaml --
      title: Water
      stations:
        - rain.station.md
        - planned: Rivers and Watersheds
      -- rain.station.md --
      # Rain

      But how does rain become a river?
    `,
  },
];
