import { writtenLabel } from "../../station/callouts.ts";
import { type Passage, type Sentence, sentenceAt } from "../../station/passage.ts";
import { sourceRange, textOffset } from "../../syntax/prose.ts";
import { contains, cover, intersects, type Range } from "../../text/range.ts";
import { asLine, blockGap, placeOf } from "./places.ts";
import type { Refactoring } from "./refactoring.ts";

/** A sentence that says what something is becomes a key term of its own below its paragraph. */
export const extractKeyTerm: Refactoring = {
  id: "extract-key-term",
  kind: "refactor.extract",
  offer(station, selection) {
    const { text, tree } = station;
    const place = placeOf(station, selection);
    const passage = station.passages.find(
      ({ prose }) => place?.block.type === "paragraph" && prose === place.block.prose,
    );
    if (!place || !passage || !["body", "hook", "takeaway"].includes(passage.role)) return undefined;
    const sentence = sentenceAt(passage, textOffset(passage.prose, selection.start));
    const parts = sentence && definitionIn(passage, sentence);
    if (!sentence || !parts || !contains(sentence.range, selection)) return undefined;
    const [term, definition] = [asLine(text, parts.term), asLine(text, parts.definition)];
    const capital = term.replace(/\p{L}/u, (letter) => letter.toUpperCase());
    const label = writtenLabel("key-term", tree.form, station.language);
    const callout = `${label} ${capital} — ${definition}`;
    const title = `Extract the key term “${passage.prose.text.slice(parts.from, parts.to)}”`;
    if (passage.sentences.length === 1) return { title, edits: [{ range: place.range, newText: callout }] };
    const below = { start: place.range.end, end: place.range.end };
    const newText = blockGap(station, place.prefix) + callout;
    const { range } = sentence;
    const last = sentence === passage.sentences[passage.sentences.length - 1];
    if (last) {
      const before = passage.sentences[passage.sentences.length - 2]!.range.end;
      return { title, edits: [{ range: { start: before, end: place.range.end }, newText }] };
    }
    const next = passage.sentences[passage.sentences.indexOf(sentence) + 1]!.range.start;
    return {
      title,
      edits: [
        { range: { start: range.start, end: next }, newText: "" },
        { range: below, newText },
      ],
    };
  },
};

interface Definition {
  readonly term: Range;
  readonly definition: Range;
  /** The term in the text of the passage. */
  readonly from: number;
  readonly to: number;
}

function definitionIn({ prose, language }: Passage, sentence: Sentence): Definition | undefined {
  const masked = prose.masked.slice(sentence.start, sentence.end);
  const parts = language.structure.definitionIn(masked);
  if (!parts || !/\.$/.test(masked)) return undefined;
  const from = sentence.start + parts.termStart;
  const to = sentence.start + parts.termEnd;
  // Emphasis within the term comes along; that of the term as a whole is of no use in a callout.
  const term = prose.marks.reduce<Range>(
    (whole, { range, text }) => {
      const within = from <= text.start && text.end <= to && text.end - text.start < to - from;
      return within ? cover(whole, range) : whole;
    },
    sourceRange(prose, from, to),
  );
  const definition = {
    start: sourceRange(prose, sentence.start + parts.definitionStart, sentence.end).start,
    end: sentence.range.end,
  };
  const start = prose.marks.reduce(
    (least, mark) =>
      mark.range.start >= term.end && mark.range.start < definition.start && mark.range.end > definition.start
        ? Math.min(least, mark.range.start)
        : least,
    definition.start,
  );
  const ranges = [term, { start, end: definition.end }];
  const whole = prose.marks.every(({ range }) =>
    intersects(range, sentence.range)
      ? contains(sentence.range, range) &&
        ranges.every((part) => !intersects(part, range) || contains(part, range) || contains(range, part))
      : true,
  );
  return whole ? { term, definition: ranges[1]!, from, to } : undefined;
}
