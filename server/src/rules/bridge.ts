import { isLesson } from "../station/lesson.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "bridge",
  group: "Structure",
  kind: "form",
  summary: "A station ends with a bridge of one sentence, except the last of its path.",
  why: `The bridge names the question that the next station answers, so that the reader wants to go on. It has the label
“Bridge:” or “Next:”, or is a last sentence that starts with a word of contrast, such as “But”, or leads on, as in “Next, we …”,
“In the next lesson …” and “Now that …”. What follows it, such as exercises, references or credits, is no part of the lesson.`,
  severity: "warning",
  elsewhere: "hint",
  needs: "language",
  part: "bridge",
  options: {},
  *check(station) {
    const [bridge, ...others] = station.bridges;
    for (const other of others) yield { range: other.range, message: "This is a second bridge. Please keep one." };
    const [, second] = bridge?.sentences ?? [];
    // Without a label it may be a paragraph that only ends in what comes next.
    if (second && bridge?.label)
      yield { range: second.range, message: "The bridge goes on after its first sentence. One sentence is enough." };
  },
  *checkInPath(station, { path, stop }) {
    const last = path.stops.every(({ number }) => number <= stop.number);
    const { bridges, takeaways, title, sections, hasBridgeSection } = station;
    if (last || bridges.length > 0 || hasBridgeSection) return;
    if ((sections.length === 0 && takeaways.length === 0) || !isLesson(station)) return; // a form, a quiz, a picture
    const at = takeaways[0] ?? title;
    if (!at) return;
    yield {
      range: at.range,
      message: `No bridge leads from here to ${path.pathFile?.call[0] ?? "Station"} ${stop.number + 1} of “${path.title}”. Please end with one sentence that does, such as “But …”.`,
      missing: "bridge",
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
    title: "A path that calls its stations chapters",
    text: `
      -- path.yaml --
      title: Water
      call: Chapter
      stations: [rain.station.md, snow.station.md, planned: Rivers]
      -- rain.station.md --
      # Rain

      Takeaway: Rain feeds rivers.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No bridge leads from here to Chapter 2 of “Water”. Please end with one sentence that does, such as “But …”.
      -- snow.station.md --
      # Snow

      Takeaway: Snow is patient rain.

      **Next chapter:** All of it runs downhill in the end.
    `,
  },
  {
    title: "A table of contents, which is no lesson",
    text: `
      -- path.yaml --
      title: Water
      stations: [all.station.md, rain.station.md]
      -- all.station.md --
      # Chapters

      There are two of them.

      ## Overview

      - [Rain](rain.station.md) is about what falls from the clouds, and about where all of it comes from in the end.
      - [Rivers](rain.station.md) is about what runs down the hills, and about those who live beside it and drink from it.
      -- rain.station.md --
      # Rain

      Takeaway: Rain feeds rivers.
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
    title: "Bridges in other words and under other labels, and exercises after one",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, snow.station.md, hail.station.md, ice.station.md, fog.station.md, planned: Rivers]
      -- rain.station.md --
      # Rain

      Takeaway: Rain feeds rivers.

      In the next lesson, we follow a snowflake to the ground.
      -- snow.station.md --
      # Snow

      Takeaway: Snow is patient rain.

      **Coming up:** Some drops never get there in one piece.
      -- hail.station.md --
      # Hail

      Takeaway: Hail is rain in a hurry.

      ## Bridge to Station 4

      Most ice stays where it is.
      -- ice.station.md --
      # Ice

      Takeaway: Ice is water that waits.

      Now that the drop is frozen, let's look at the one that floats.

      ## Exercises

      1. Freeze a drop.
      2. Wait.

      ## References

      A Book on Ice.
      -- fog.station.md --
      # Fog

      Takeaway: Fog is a cloud that sat down.

      **Bridge to Station 6:** All of it runs downhill in the end.
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
