import { closestStops, stopStems } from "../path/topics.ts";
import { shareStem, topicStems } from "../station/content-words.ts";
import { sentenceAt } from "../station/passage.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "reference-topic",
  group: "Cross-references and links",
  summary: "The words around a reference name something of the station it points at.",
  why: `A reference that names nothing of its target's title, headings, hook or key terms mostly points at a station that has
moved. Words are compared by their stems (Porter's algorithm); where another station fits better, it is offered.`,
  severity: "information",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const reference of station.references) {
      if (reference.kind !== "number" || reference.link?.kind === "link" || reference.numbers.length !== 1) continue;
      const [number] = reference.numbers;
      const [target] = path.stopsAt(number!);
      const sentence = sentenceAt(reference.passage, reference.at.start);
      if (!target || target === stop || !sentence) continue;
      const stems = topicStems(sentence.text);
      if (stems.size < 2 || shareStem(stems, stopStems(target))) continue;
      const hook = target.station?.hook.map(({ prose }) => prose.text).join(" ") ?? "";
      if (shareStem(stems, topicStems(hook))) continue;
      const better = closestStops(path, stems, stop.number).filter((other) => other !== target);
      yield {
        range: reference.range,
        message: `This sentence names nothing of Station ${target.number}, “${target.title}”. Is another station meant?`,
        suggestions: better.slice(0, 3).map((other) => ({
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
                                                       ^^^^^^^^^ This sentence names nothing of Station 2, “Oceans”. Is another station meant?
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
];
