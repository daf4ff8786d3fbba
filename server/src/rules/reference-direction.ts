import { numbersOf } from "../path/learning-path.ts";
import { sentenceAt } from "../station/passage.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "reference-direction",
  group: "Cross-references and links",
  summary: "“As we saw in” points back, “will show” points forward.",
  why: `Readers rely on these words to know whether they have missed something. They go wrong when stations change their
order. The phrases are our own collection, taken close to the reference only.`,
  severity: "warning",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const reference of station.references) {
      if (reference.kind === "relative" || reference.link?.kind === "link") continue;
      const sentence = sentenceAt(reference.passage, reference.at.start);
      if (!sentence) continue;
      const { masked } = reference.passage.prose;
      const before = masked.slice(Math.max(sentence.start, reference.at.start - 60), reference.at.start);
      const after = masked.slice(reference.at.end, Math.min(sentence.end, reference.at.end + 40));
      const direction = directionOf(before, after);
      const numbers = numbersOf(path, stop, reference);
      if (!direction || !numbers.every((number) => path.stopsAt(number).length > 0)) continue;
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

interface Direction {
  readonly forward: boolean;
  readonly words: string;
}

function directionOf(before: string, after: string): Direction | undefined {
  const forward = FORWARD_AFTER.exec(after) ?? FORWARD_BEFORE.exec(before);
  const back = BACK_AFTER.exec(after) ?? BACK_BEFORE.exec(before);
  if (forward && back) return undefined;
  const words = (forward ?? back)?.[1];
  return words === undefined ? undefined : { forward: forward !== null, words };
}

const IN = String.raw`(?:\s(?:in|by|from|of|at|during|with))?\s(?:\(?\s?)(?:Stations?\s[\d,\s]*(?:and\s)?)?$`;
const BACK_BEFORE = new RegExp(
  String.raw`\b((?:as\s)?(?:we|you|you've|we've)\s(?:have\s|already\s)*(?:saw|seen|met|learned|learnt|discussed|read)|(?:was|were|already|been)\s(?:discussed|described|explained|introduced|defined|covered|shown|explored)|discussed|introduced earlier|learned|earlier|previously|back)${IN}`,
  "i",
);
const BACK_AFTER =
  /^['’]?s?[\s,]+((?:already\s)?(?:showed|explained|introduced|described|discussed|covered|taught|defined))\b/i;
const FORWARD_BEFORE = new RegExp(
  String.raw`\b((?:we|you)(?:\s(?:will|shall)|['’]ll)\s(?:see|meet|learn|discuss|explore|return to it|come back to (?:it|this|that))|(?:will|shall)\sbe\s(?:discussed|described|explained|introduced|defined|covered|shown|explored)|later)${IN}`,
  "i",
);
const FORWARD_AFTER =
  /^['’]?s?[\s,]+((?:will|shall)(?:\slater)?\s(?:show|explain|introduce|describe|discuss|cover|explore|return|teach|define|look|turn|take))\b/i;

export const examples: readonly Example[] = [
  {
    title: "Words that point the wrong way",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, rivers.station.md, { planned: Seas }]
      -- rain.station.md --
      # Rain
      -- rivers.station.md --
      # Rivers

      As we saw in Station 3, seas are salty. Station 1 will show how rain falls.
                   ^^^^^^^^^ “As we saw” points back, and Station 3 of “Water” comes after this one.
                                              ^^^^^^^^^ “will show” points forward, and Station 1 of “Water” comes before this one.
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
];
