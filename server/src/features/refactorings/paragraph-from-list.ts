import { asLine, listOf, looksLikeMarkup, placeOf, plainItems, replaceBlock } from "./places.ts";
import type { Refactoring } from "./refactoring.ts";

/** A list becomes a paragraph, each item a sentence of its own. */
export const paragraphFromList: Refactoring = {
  id: "paragraph-from-list",
  kind: "refactor.inline",
  offer(station, selection) {
    const place = placeOf(station, selection);
    const list = place && listOf(station, place);
    const items = list && plainItems(station.text, list);
    if (!place || !items) return undefined;
    const sentences = items.map(({ range }) => {
      const line = asLine(station.text, range);
      return /[.!?…]["”’')\]*_]*(?:\[[^\]]*\])*$/.test(line) ? line : `${line.replace(/[,;:]$/, "")}.`;
    });
    const newText = sentences.join(" ");
    if (looksLikeMarkup(newText)) return undefined;
    return { title: "Turn this list into a paragraph", edits: [replaceBlock(station, place, newText)] };
  },
};
