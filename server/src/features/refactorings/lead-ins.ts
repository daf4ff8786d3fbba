import { ENDS_SENTENCE, isIntroduced, withoutCitations } from "../../station/lead-ins.ts";
import { blockGap, listOf, placeOf, spaceAbove } from "./places.ts";
import type { Refactoring } from "./refactoring.ts";

/** A list that no sentence introduces gets one that ends in a colon. */
export const listLeadIn: Refactoring = {
  id: "list-lead-in",
  kind: "refactor.rewrite",
  offer(station, selection) {
    const place = placeOf(station, selection);
    const list = place && listOf(station, place);
    if (!place || !list || isIntroduced(list)) return undefined;
    const sentence = station.language.writing.listLeadIn(list.list.ordered);
    if (sentence === undefined) return undefined;
    const at = { start: place.range.start, end: place.range.start };
    return {
      title: "Add a sentence that introduces this list",
      edits: [{ range: at, newText: spaceAbove(station, place) + sentence + blockGap(station, place.prefix) }],
    };
  },
};

/** A table that no sentence introduces gets one that names its columns. */
export const tableLeadIn: Refactoring = {
  id: "table-lead-in",
  kind: "refactor.rewrite",
  offer(station, selection) {
    const place = placeOf(station, selection);
    const found = station.tables.find(({ table }) => table === place?.block);
    if (!place || !found) return undefined;
    const { leadIn, header } = found;
    if (leadIn && leadIn.role !== "key-term" && ENDS_SENTENCE.test(withoutCitations(leadIn.prose))) return undefined;
    const names = header.map(({ prose }) => prose.text.trim()).filter(Boolean);
    const sentence = station.language.writing.tableLeadIn(names);
    if (sentence === undefined) return undefined;
    const at = { start: place.range.start, end: place.range.start };
    return {
      title: "Add a sentence that introduces this table",
      edits: [{ range: at, newText: spaceAbove(station, place) + sentence + blockGap(station, place.prefix) }],
    };
  },
};
