import type { Passage, Sentence } from "../../station/passage.ts";
import type { Station } from "../../station/station.ts";
import { sourceRange, textOffset } from "../../syntax/prose.ts";
import { newlineOf } from "../../text/newline.ts";
import { contains, cover, intersects, type Range } from "../../text/range.ts";
import { asLine, blockGap, looksLikeMarkup, type Place, placeOf, replaceBlock } from "./places.ts";
import type { Refactoring, Rewrite } from "./refactoring.ts";

/** A paragraph becomes a list: what an enumeration counts up after its colon, or else its sentences. */
export const listFromParagraph: Refactoring = {
  id: "list-from-paragraph",
  kind: "refactor.rewrite",
  offer(station, selection) {
    const place = placeOf(station, selection);
    if (place?.block.type !== "paragraph" || place.above?.type === "list" || place.below?.type === "list")
      return undefined;
    const passage = station.passages.find(
      ({ prose }) => place.block.type === "paragraph" && prose === place.block.prose,
    );
    if (!passage || !["body", "hook", "takeaway"].includes(passage.role)) return undefined;
    return fromEnumeration(station, place, passage, selection) ?? fromSentences(station, place, passage);
  },
};

function fromSentences(station: Station, place: Place, { sentences, prose }: Passage): Rewrite | undefined {
  const ranges = sentences.map(({ range }) => range);
  if (sentences.length < 2 || !areWhole(prose.marks, ranges)) return undefined;
  const items = ranges.map((range) => asLine(station.text, range));
  // Something that belongs to no sentence would be lost.
  const between = [place.range.start, ...ranges.map(({ end }) => end)].map((end, index) =>
    station.text.slice(end, ranges[index]?.start ?? place.range.end),
  );
  if (items.some(looksLikeMarkup) || between.some((gap) => /[^\s>]/.test(gap))) return undefined;
  const newText = listOfItems(station, place, items);
  return { title: "Turn the sentences into a list", edits: [replaceBlock(station, place, newText)] };
}

function fromEnumeration(station: Station, place: Place, passage: Passage, selection: Range): Rewrite | undefined {
  const last: Sentence | undefined = passage.sentences[passage.sentences.length - 1];
  if (!last || (passage.sentences.length > 1 && textOffset(passage.prose, selection.start) < last.start))
    return undefined;
  const { masked, marks } = passage.prose;
  const colon = /:\s/.exec(masked.slice(last.start, last.end));
  if (!colon) return undefined;
  const from = last.start + colon.index;
  const parts = partsOf(masked, from + 1, last.end, passage.language.structure.conjunctions.join("|"));
  const ranges = parts.map((part) => withMarkup(passage, part));
  if (parts.length < 2 || !areWhole(marks, ranges)) return undefined;
  const items = ranges.map((range) => asLine(station.text, range));
  const lead = { start: place.range.start, end: sourceRange(passage.prose, from, from + 1).end };
  const end = sourceRange(passage.prose, last.end - 1, last.end).end;
  if (
    items.some((item) => !item || looksLikeMarkup(item)) ||
    !areWhole(marks, [lead, ...ranges]) ||
    end !== place.range.end
  )
    return undefined;
  const newText = blockGap(station, place.prefix) + listOfItems(station, place, items);
  return { title: "Turn the parts after the colon into a list", edits: [{ range: { start: lead.end, end }, newText }] };
}

/** "a, b, and c" in its parts; where there are semicolons, these part it. What stands in brackets is one. */
function partsOf(text: string, from: number, end: number, conjunctions: string): readonly Range[] {
  const stop = /[.!?]$/.test(text.slice(from, end)) ? end - 1 : end;
  const comma = text.slice(from, stop).includes(";") ? ";" : ",";
  const parts: Range[] = [];
  let depth = 0;
  let start = from;
  for (let at = from; at < stop; at++) {
    const character = text[at]!;
    if ("([“".includes(character)) depth++;
    else if (")]”".includes(character)) depth--;
    else if (depth === 0 && character === comma && /\s/.test(text[at + 1] ?? "")) {
      parts.push({ start, end: at });
      start = at + 1;
    }
  }
  const rest = text.slice(start, stop);
  const pair = parts.length === 0 ? new RegExp(String.raw`\s(?:${conjunctions})\s`).exec(rest) : null;
  if (pair) {
    parts.push({ start, end: start + pair.index });
    start += pair.index + pair[0].length;
  }
  parts.push({ start, end: stop });
  return parts.map((part, index) => {
    const conjunction = index === parts.length - 1 ? new RegExp(String.raw`^\s*(?:(?:${conjunctions})\s+)?`) : /^\s*/;
    const begin = part.start + conjunction.exec(text.slice(part.start, part.end))![0].length;
    return { start: begin, end: begin + text.slice(begin, part.end).trimEnd().length };
  });
}

/** The source of a stretch of text, with the markup of all that is in it. */
function withMarkup({ prose }: Passage, { start, end }: Range): Range {
  return prose.marks.reduce<Range>(
    (whole, mark) => (start <= mark.text.start && mark.text.end <= end ? cover(whole, mark.range) : whole),
    sourceRange(prose, start, end),
  );
}

/** Whether no markup reaches from one of some ranges into another. */
function areWhole(marks: Passage["prose"]["marks"], ranges: readonly Range[]): boolean {
  return marks.every(({ range }) => ranges.every((each) => !intersects(each, range) || contains(each, range)));
}

function listOfItems({ text }: Station, { prefix }: Place, items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join(newlineOf(text) + prefix);
}
