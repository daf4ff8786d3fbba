import { writtenLabel } from "../../station/callouts.ts";
import { DEFINITION_TO_WRITE } from "../../station/new-station.ts";
import type { Passage } from "../../station/passage.ts";
import type { Station } from "../../station/station.ts";
import { sourceRange, textOffset } from "../../syntax/prose.ts";
import { wordsOf } from "../../syntax/words.ts";
import { contains, type Range, slice } from "../../text/range.ts";
import { pathsAround } from "../subject.ts";
import { asLine, blockGap, placeOf } from "./places.ts";
import type { Around, Refactoring } from "./refactoring.ts";

/** The words that are selected, an emphasised phrase, or an acronym get a callout below their paragraph. */
export const defineTerm: Refactoring = {
  id: "define-term",
  kind: "refactor.extract",
  offer(station, selection, around) {
    const { text, tree } = station;
    const place = placeOf(station, selection);
    const passage = station.passages.find(
      ({ prose }) => place?.block.type === "paragraph" && prose === place.block.prose,
    );
    if (!place || !passage || passage.role === "key-term" || passage.role === "footer") return undefined;
    const phrase = phraseAt(text, passage, selection);
    if (!phrase || isDefined(station, phrase, around)) return undefined;
    const term = station.language.words.withoutArticle(asLine(text, phrase)).replace(/['’]s$/, "");
    const count = wordsOf(term).length;
    if (count === 0 || count > 6 || /[.!?;:|[\]()]/.test(term)) return undefined;
    const capital = term.replace(/\p{L}/u, (letter) => letter.toUpperCase());
    const label = writtenLabel("key-term", tree.form, station.language);
    const newText = `${blockGap(station, place.prefix)}${label} ${capital} — ${DEFINITION_TO_WRITE}.`;
    const below = { start: place.range.end, end: place.range.end };
    return { title: `Define “${term}” as a key term`, edits: [{ range: below, newText }] };
  },
};

function phraseAt(text: string, { prose }: Passage, selection: Range): Range | undefined {
  if (selection.end > selection.start) return slice(text, selection).trim() ? selection : undefined;
  const at = textOffset(prose, selection.start);
  const marked = prose.marks.find(
    (mark) => (mark.kind === "emphasis" || mark.kind === "strong") && mark.text.start <= at && at <= mark.text.end,
  );
  if (marked) return sourceRange(prose, marked.text.start, marked.text.end);
  const word = wordsOf(prose.masked).find(({ start, end }) => start <= at && at <= end);
  return word && /^\p{Lu}[\p{Lu}\p{N}]+s?$/u.test(word.text) ? sourceRange(prose, word.start, word.end) : undefined;
}

/** Whether a station of the path defines what is named there. */
function isDefined(station: Station, phrase: Range, around: Around | undefined): boolean {
  if (!around) return false;
  return pathsAround(around.workspace, around.file).some((path) =>
    path.mentionsIn(station).some(({ range }) => contains(range, phrase)),
  );
}
