import type { ReferenceWords } from "../../language/language.ts";
import type { LearningPath, Stop } from "../../path/learning-path.ts";
import { closestStops } from "../../path/topics.ts";
import { topicStems } from "../../station/content-words.ts";
import { toRemember } from "../../station/to-remember.ts";
import { type Completion, last, onPath, type Place, sentenceHere } from "./place.ts";

/** "Station 1|", "Stations 3, 5, and |", "Station Res|": what has been typed of a number or a title. */
function begun({ names, conjunctions, through }: ReferenceWords): RegExp {
  const ones = names.map(({ one }) => one).join("|");
  const many = names.map(({ one, many }) => many ?? String.raw`${one}\p{Ll}{0,3}`).join("|");
  const words = conjunctions.filter((word) => /\p{L}/u.test(word)).map((word) => String.raw`${word}\s`);
  const joint = String.raw`(?:\s?[-–]\s?|,\s(?:${words.join("|")})?|\s(?:${[...conjunctions, ...through].join("|")})\s)`;
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}_-])(?:(?:${ones})\s+|(?:${many})\s+(?:\d+${joint})*)(\d{0,6}|\p{Lu}[\p{L}\p{N}'’ -]{0,40})$`,
    "u",
  );
}

/** The stations of the path, where a reference is being written: earlier ones first, or those closest in topic. */
export function stationCompletions(place: Place): readonly Completion[] | undefined {
  const at = onPath(place);
  if (!at) return undefined;
  const { before, offset } = place;
  const { references } = at.path.language;
  const reference = begun(references).exec(before);
  if (reference) {
    const ledIn = references.begunAfterLeadIn(before.slice(0, reference.index)) !== undefined;
    const closest = ledIn ? topicalOrder(place, at) : [];
    return ordered(at, closest).map((stop) => ({
      ...described(at.stop, stop),
      label: `${stop.number} ${stop.title}`,
      range: last(offset, reference[1]!.length),
      newText: String(stop.number),
      commit: [",", ")"],
    }));
  }
  const length = references.begunAfterLeadIn(before);
  if (length === undefined) return undefined;
  const typed = before.slice(before.length - length);
  const [{ one }] = references.names;
  return ordered(at, topicalOrder(place, at)).map((stop) => ({
    ...described(at.stop, stop),
    label: `${one} ${stop.number}`,
    detail: [stop.title, stateOf(at.stop, stop)].filter(Boolean).join(", "),
    range: last(offset, length),
    newText: `${one} ${stop.number}`,
    filterText: `${typed}${one} ${stop.number} ${stop.title}`,
    commit: [",", ")"],
  }));
}

type Here = NonNullable<ReturnType<typeof onPath>>;

function stateOf(here: Stop, stop: Stop): string {
  return stop.file === undefined ? "planned" : stop.number > here.number ? "later" : "";
}

function described(here: Stop, stop: Stop): Pick<Completion, "kind" | "detail" | "about"> {
  const state = stateOf(here, stop);
  return { kind: "station", about: `station ${stop.number}`, ...(state && { detail: state }) };
}

/** The stations of the path that share the most with what the sentence has said so far. */
function topicalOrder(place: Place, { path, stop }: Here): readonly Stop[] {
  const sentence = sentenceHere(place);
  if (!sentence) return [];
  const written = place.text.slice(sentence.range.start, place.offset);
  return closestStops(path, topicStems(written, path.language), stop);
}

/** The best first; then the earlier stations, the nearest first, then the later ones; never the station itself. */
function ordered({ path, stop }: Here, best: readonly Stop[]): readonly Stop[] {
  const first = new Set(best);
  const rest = path.stops.filter((each) => each !== stop && !first.has(each));
  const earlier = rest.filter(({ number }) => number < stop.number).reverse();
  return [...best, ...earlier, ...rest.filter(({ number }) => number > stop.number)];
}

/** What a station teaches, for the box beside the list. */
export function stationDocumentation(path: LearningPath, number: number): string | undefined {
  const [stop] = path.stopsAt(number);
  if (!stop) return undefined;
  if (!stop.station) return `Station ${number} is ${stop.file ? "missing" : "planned, and not written yet"}.`;
  const { keyTerms, hook } = stop.station;
  const said = toRemember(stop.station) ?? hook[0]?.content;
  const terms = keyTerms.map(({ term }) => term).filter(Boolean);
  return [stop.title, said, terms.length ? `Key terms: ${terms.join(", ")}` : undefined].filter(Boolean).join("\n\n");
}
