import { numbersOf } from "../path/learning-path.ts";
import { sentenceAt } from "../station/passage.ts";
import type { Reference } from "../station/references.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "reference-direction",
  group: "Cross-references and links",
  summary: "“As we saw in” points back, “will show” points forward.",
  why: `Readers rely on these words to know whether they have missed something. They go wrong when stations change their
order. The phrases are our own collection, and count only right beside the reference; “is discussed in” points no way.`,
  severity: "warning",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const reference of station.references) {
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

interface Direction {
  readonly forward: boolean;
  readonly words: string;
}

function directionOf({ passage, at }: Reference): Direction | undefined {
  const sentence = sentenceAt(passage, at.start);
  if (!sentence) return undefined;
  const { masked } = passage.prose;
  const before = masked.slice(Math.max(sentence.start, at.start - 100), at.start).replace(OTHER_NUMBERS, "");
  const after = SUBJECT.test(before) ? masked.slice(at.end, Math.min(sentence.end, at.end + 40)) : "";
  const forward = WILL_SHOW.exec(after) ?? (GOING_BACK.test(before) ? null : firstOf(POINTS_FORWARD, before));
  const back = SHOWED.exec(after) ?? firstOf(POINTS_BACK, before);
  if (forward && back) return undefined;
  const words = (forward ?? back)?.[1];
  return words === undefined ? undefined : { forward: forward !== null, words };
}

/** What stands between the words and the last number of "as we saw in Stations 2, 4 and 5" or "in Station 2 and Station 5". */
const OTHER_NUMBERS = /(?:Stations\s(?:[\d,\s&–-]|and|or|to|through)*|Station\s\d+\s(?:and|or)\s)$/;

/** A reference is what a clause is about where it begins one: "rereading Station 3 will show" is not about Station 3. */
const SUBJECT =
  /(?:^|[,;:—–(]\s*|\b(?:and|but|so|as|while|which|that|because|since|then|what|how|why|if|although|though|whereas|until|before|yet|or|than|already|next|now|finally)\s)$/i;

const IN = String.raw`(?:\s(?:in|by|from|of|at|on|to|during|with))?\s\(?$`;
const TOLD = "(?:discussed|described|explained|introduced|defined|covered|shown|explored)";
const TELL = "(?:show|explain|introduce|describe|discuss|cover|explore|return|teach|define|look|turn|take)";
const MET = "(?:saw|seen|met|learned|learnt|discussed|covered|explored|studied|encountered)";

const POINTS_BACK = phrases(
  String.raw`(?<!\b(?:once|when|until|unless|after|if|before|will)\s)\b((?:as\s)?(?:we|you)(?:\shave|['’]ve)?(?:\salready)?\s${MET})`,
  String.raw`(?<!\b(?:once|when|until|unless|after|if|before)\s)\b((?:as\s)?(?:we|you)(?:\shave|['’]ve)(?:\salready)?\sread)`,
  String.raw`\b((?:was|were|already)\s${TOLD})`,
  String.raw`(?<!\b(?:is|are|be|being|been|further|later|next|not|yet)\s)\b(discussed)`,
  String.raw`\b((?:introduced\s)?earlier|previously|(?:look|looking|think|thinking|refer|referring)\sback)`,
  String.raw`(?:^|[,;:—–(]\s*)(back)`,
);
const POINTS_FORWARD = phrases(
  String.raw`\b((?:we|you)(?:\s(?:will|shall)|['’]ll)\s(?:see|meet|learn|discuss|explore|return to it|come back to (?:it|this|that)))`,
  String.raw`\b((?:will|shall)\sbe\s${TOLD})`,
  String.raw`\b(later)`,
);
const SHOWED = /^\s((?:already\s)?(?:showed|explained|introduced|described|discussed|covered|taught|defined))\b/i;
const WILL_SHOW = new RegExp(String.raw`^\s((?:will|shall)(?:\slater)?\s${TELL})\b`, "i");

/** "If you go back, you will see in Station 1": forward in the reading, back on the path. */
const GOING_BACK = /\b(?:(?<!\bcome\s)back|again|reread|rereading|revisit|return(?!\sto\sit)|returning)\b/i;

/** Phrases that stand right before a reference, with or without a word like "in". */
function phrases(...each: readonly string[]): readonly RegExp[] {
  return each.map((phrase) => new RegExp(phrase + IN, "i"));
}

function firstOf(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return match;
  }
  return null;
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
