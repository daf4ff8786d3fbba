import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "bridge",
  group: "Structure",
  kind: "form",
  summary: "A station ends with a bridge of one sentence, except the last of its path.",
  why: `The bridge names the question that the next station answers, so that the reader wants to go on. It carries the label
“Bridge:” or “Next:”, or is a last sentence that begins with a word of contrast, such as “But”.`,
  severity: "warning",
  needs: "language",
  options: {},
  *check(station) {
    const [bridge, ...others] = station.bridges;
    for (const other of others) yield { range: other.range, message: "This is a second bridge. Please keep one." };
    const [, second] = bridge?.sentences ?? [];
    if (second)
      yield { range: second.range, message: "The bridge goes on after its first sentence. One sentence is enough." };
  },
  *checkInPath(station, { path, stop }) {
    const last = path.stops.every(({ number }) => number <= stop.number);
    const { bridges, takeaways, title } = station;
    if (last || bridges.length > 0) return;
    const at = takeaways[0] ?? title;
    if (!at) return;
    yield {
      range: at.range,
      message: `No bridge leads from here to Station ${stop.number + 1} of “${path.title}”. Please end with one sentence that does, such as “But …”.`,
    };
  },
});

export const examples: readonly Example[] = [
  {
    title: "A station that just ends, before another one",
    text: `
      -- path.yaml --
      title: Water
      stations:
        - rain.station.md
        - planned: Rivers
      -- rain.station.md --
      # Rain

      Takeaway: Rain feeds rivers.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No bridge leads from here to Station 2 of “Water”. Please end with one sentence that does, such as “But …”.
    `,
  },
  {
    title: "A bridge of two sentences",
    text: `
      # Rain

      Next: Rivers run. They run to the sea.
                        ^^^^^^^^^^^^^^^^^^^^ The bridge goes on after its first sentence. One sentence is enough.
    `,
  },
  {
    title: "The last station of a path needs none, and a lone station neither",
    text: `
      -- path.yaml --
      title: Water
      stations:
        - planned: Rivers
        - rain.station.md
      -- rain.station.md --
      # Rain

      Takeaway: Rain feeds rivers.
      -- elsewhere/snow.station.md --
      # Snow

      Takeaway: Snow melts.
    `,
  },
];
