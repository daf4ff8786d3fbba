import { withoutCitations } from "../../station/lead-ins.ts";
import { blockGap, listOf, placeOf, spaceAbove } from "./places.ts";
import type { Refactoring } from "./refactoring.ts";

/** A list that no sentence introduces gets one that ends in a colon. */
export const listLeadIn: Refactoring = {
  id: "list-lead-in",
  kind: "refactor.rewrite",
  offer(station, selection) {
    const place = placeOf(station, selection);
    const list = place && listOf(station, place);
    if (!place || !list || (list.leadIn && withoutCitations(list.leadIn.prose).endsWith(":"))) return undefined;
    const sentence = list.list.ordered ? "These are the steps:" : "These are the main points:";
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
    if (leadIn && leadIn.role !== "key-term" && /[.:!?…]["”’'»)\]]*$/.test(withoutCitations(leadIn.prose)))
      return undefined;
    const names = header.map(({ prose }) => prose.text.trim()).filter(Boolean);
    const [first, ...others] = names;
    const sentence =
      first && others.length
        ? `The following table compares “${first}” and ${listed(others.map((name) => `“${name}”`))}.`
        : "The following table gives an overview.";
    const at = { start: place.range.start, end: place.range.start };
    return {
      title: "Add a sentence that introduces this table",
      edits: [{ range: at, newText: spaceAbove(station, place) + sentence + blockGap(station, place.prefix) }],
    };
  },
};

function listed(names: readonly string[]): string {
  if (names.length < 3) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")}, and ${names[names.length - 1]}`;
}
