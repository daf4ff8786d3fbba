import type { LearningPath, Stop } from "../path/learning-path.ts";
import { hasOwnNumbers } from "../path/own-numbers.ts";
import type { Term } from "../path/terms.ts";
import { closestStops, hookStems, stemsAround, stopStems, textStems } from "../path/topics.ts";
import { shareStem } from "../station/content-words.ts";
import type { NumberReference } from "../station/references.ts";
import type { Station } from "../station/station.ts";
import { textOffset } from "../syntax/prose.ts";
import { firstFrom } from "../text/first-from.ts";
import { defineRule, type Example, type Finding, type Fix } from "./rule.ts";

export default defineRule({
  id: "reference-topic",
  group: "Cross-references and links",
  kind: "fault",
  summary: "The words around a reference mention something from the station it points to.",
  why: `A reference that names nothing of its target's title, headings, hook or key terms mostly points at a station that has
moved. Words are compared by their stems (Porter's algorithm).
Where a sentence says that a key term is explained in a station that never mentions it, that is reported, too.
Where other stations fit better they are offered; for a station that is only planned, nothing is said unless one does.`,
  severity: "information",
  elsewhere: "hint",
  needs: "language",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const reference of station.references) {
      if (reference.name.own && hasOwnNumbers(path)) continue; // only the titles say which is meant
      if (reference.kind !== "number" || reference.link || reference.numbers.length !== 1) continue;
      const [target] = path.stopsAt(reference.numbers[0]!);
      if (!target || target.number === stop.number) continue;
      // What a bridge speaks of is for `bridge-topic` to judge.
      if (reference.passage.role === "bridge" && target === path.stops[path.stops.indexOf(stop) + 1]) continue;
      const finding = checkTerm(station, path, reference, target) ?? checkTopic(path, stop, reference, target);
      if (finding) yield finding;
    }
  },
});

/** “The wick explained in Station 2”: a key term that the station does not even mention, and another one defines. */
function checkTerm(
  station: Station,
  path: LearningPath,
  reference: NumberReference,
  target: Stop,
): Finding | undefined {
  if (!target.station || reference.phrase.end !== reference.range.end || path.terms.length === 0) return undefined;
  const term = explainedTerm(station, path, reference);
  const [defined] = term?.definitions ?? [];
  if (!term || !defined || path.mentionsIn(target.station).some((mention) => mention.term === term)) return undefined;
  const { number, title } = defined.stop;
  return {
    range: reference.range,
    message: `“${term.name}” is defined in Station ${number}, “${title}”; Station ${target.number}, “${target.title}”, does not mention it.`,
    suggestions: [referTo(reference, defined.stop)],
  };
}

/** The key term of which the words between it and a reference say that it is explained there. */
function explainedTerm(station: Station, path: LearningPath, reference: NumberReference): Term | undefined {
  const { passage, at, range } = reference;
  const { prose, language } = passage;
  const { saysWhere, saysWhat } = language.references;
  const mentions = path.mentionsIn(station);
  const next = firstFrom(mentions.length, (index) => mentions[index]!.range.start >= range.start);
  const [before, after] = [mentions[next - 1], mentions[next]];
  const between = (start: number, end: number) => (end - start < FARTHEST ? prose.masked.slice(start, end) : "");
  if (before?.passage === passage && saysWhere(between(textOffset(prose, before.range.end), at.start)))
    return before.term;
  if (after?.passage === passage && saysWhat(between(at.end, textOffset(prose, after.range.start)))) return after.term;
  return undefined;
}

/** “, which has already been introduced in ”, in UTF-16 code units with something to spare. */
const FARTHEST = 60;

function checkTopic(path: LearningPath, stop: Stop, reference: NumberReference, target: Stop): Finding | undefined {
  const stems = stemsAround(reference);
  if (stems.size < 2 || shareStem(stems, stopStems(path, target)) || shareStem(stems, hookStems(target)))
    return undefined;
  const better = closestStops(path, stems, stop).slice(0, 3);
  // Of a planned station only the title is known. What another one says further down may be meant, unless a third fits better.
  if (better.length === 0 && (!target.station || shareStem(stems, textStems(target)))) return undefined;
  return {
    range: reference.range,
    message: `This sentence mentions nothing from Station ${target.number}, “${target.title}”. Is another station meant?`,
    suggestions: better.map((other) => referTo(reference, other)),
  };
}

function referTo(reference: NumberReference, { number, title }: Stop): Fix {
  return {
    title: `Refer to Station ${number}, “${title}”`,
    edits: [{ range: reference.ends[0], newText: String(number) }],
  };
}

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
    title: "A key term that is explained elsewhere",
    text: `
      -- path.yaml --
      title: Light and Trade
      stations: [candles.station.md, shops.station.md, evenings.station.md]
      -- candles.station.md --
      # Candles

      **Key term:** Wick — the string in a candle that draws up the wax.
      -- shops.station.md --
      # Shops

      A shop gave credit to its customers.

      **Key term:** Credit — trust that someone will pay later.
      -- evenings.station.md --
      # Evenings

      The wick explained in Station 2 burns, and shops still gave credit. Station 1 explains wicks, Station 2 introduced credit.
                            ^^^^^^^^^ “Wick” is defined in Station 1, “Candles”; Station 2, “Shops”, does not mention it.

      Shops sold wicks (see Station 2), and Station 1 describes the credit of a candle maker.
                            ^^^^^^^^^ “Wick” is defined in Station 1, “Candles”; Station 2, “Shops”, does not mention it.
                                            ^^^^^^^^^ “Credit” is defined in Station 2, “Shops”; Station 1, “Candles”, does not mention it.

      The wick explained in Station 1 burns on credit (Station 2), as Stations 1 and 2 explain.
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
