import type { Pointing } from "../language/language.ts";
import { numbersOf } from "../path/learning-path.ts";
import { hasOwnNumbers } from "../path/own-numbers.ts";
import { sentenceAt } from "../station/passage.ts";
import type { Reference } from "../station/references.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "reference-direction",
  group: "Cross-references and links",
  kind: "fault",
  summary: "“As we saw in” points back, “will show” points forward.",
  why: `Readers rely on these words to know whether they have missed something. They go wrong when stations change their
order. The phrases are our own collection, and count only right beside the reference; “is discussed in” points no way.`,
  severity: "warning",
  needs: "language",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const reference of station.references) {
      if (reference.name.own && hasOwnNumbers(path)) continue; // only the titles say which is meant
      if (reference.kind === "relative") continue;
      const direction = directionOf(reference);
      if (!direction) continue;
      const numbers = numbersOf(path, stop, reference);
      if (!numbers.every((number) => path.stopsAt(number).length > 0)) continue;
      const wrong = numbers.find((number) => (direction.forward ? number < stop.number : number > stop.number));
      if (wrong === undefined) continue;
      const [points, comes] = direction.forward ? ["forward", "before"] : ["back", "after"];
      yield {
        range: reference.range,
        message: `“${direction.words}” points ${points}, and Station ${wrong} of “${path.title}” comes ${comes} this one.`,
      };
    }
  },
});

function directionOf({ passage, at }: Reference): Pointing | undefined {
  const sentence = sentenceAt(passage, at.start);
  if (!sentence) return undefined;
  const { prose, language } = passage;
  const before = prose.masked.slice(Math.max(sentence.start, at.start - 100), at.start);
  const after = prose.masked.slice(at.end, Math.min(sentence.end, at.end + 40));
  return language.references.pointing(before, after);
}

export const examples: readonly Example[] = [
  {
    title: "Words that point the wrong way",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, rivers.station.md, seas.station.md]
      -- rain.station.md --
      # Rain
      -- seas.station.md --
      # Seas
      -- rivers.station.md --
      # Rivers

      As we saw in Station 3, seas are salty. Station 1 will show how rain falls.
                   ^^^^^^^^^ “As we saw” points back, and Station 3 of “Water” comes after this one.
                                              ^^^^^^^^^ “will show” points forward, and Station 1 of “Water” comes before this one.

      We will come back to it in Station 1. The tides discussed in [Station 3](seas.station.md) are strong.
                                 ^^^^^^^^^ “We will come back to it” points forward, and Station 1 of “Water” comes before this one.
                                                                    ^^^^^^^^^ “discussed” points back, and Station 3 of “Water” comes after this one.
    `,
  },
  {
    title: "Words that point the right way, or no way at all",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, rivers.station.md, { planned: Seas }]
      -- rain.station.md --
      # Rain
      -- rivers.station.md --
      # Rivers

      Rain was discussed in Station 1. Later on, Station 3 will explain why seas are salty. The drops of Station 1 meet here,
      and we will see them again in Station 3.
    `,
  },
  {
    title: "Words that only look like pointers",
    text: `
      -- path.yaml --
      title: Water
      stations: [{ planned: Clouds }, { planned: Rain }, rivers.station.md, { planned: Seas }]
      -- rivers.station.md --
      # Rivers

      Seas are discussed in Station 4. Rereading Station 2 will show you why rain falls, and once you have met Station 4,
      come back here. As we saw in Station 2, Station 4 builds on this. This will be discussed in Stations 4 and 12.
    `,
  },
];
