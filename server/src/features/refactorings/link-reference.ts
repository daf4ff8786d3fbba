import { folderOf, relativeFile } from "../../files/names.ts";
import { numbersOf } from "../../path/learning-path.ts";
import { pathsOf } from "../../path/workspace.ts";
import { addressOf } from "../../station/links.ts";
import { contains, slice } from "../../text/range.ts";
import type { Refactoring } from "./refactoring.ts";

/** “Station 10” becomes a link to the station's file. */
export const linkReference: Refactoring = {
  id: "link-reference",
  kind: "refactor.rewrite",
  offer({ text, references }, selection, around) {
    const reference = references.find(({ range }) => contains(range, selection));
    // A number alone, as in “Stations 4 and 5”, would make a link that says nothing.
    if (!reference || reference.link || !around || /^\d/.test(reference.text)) return undefined;
    for (const path of pathsOf(around.workspace, around.file)) {
      const from = path.stopOf(around.file);
      const [number, more] = from ? numbersOf(path, from, reference) : [];
      const target = number === undefined || more !== undefined ? undefined : path.stopsAt(number)[0];
      if (!target?.file || !target.station || target === from) continue;
      const words = slice(text, reference.range);
      const address = addressOf(relativeFile(folderOf(around.file), target.file));
      const newText = `[${words}](${address})`;
      return {
        title: `Link “${words.replace(/\s+/g, " ")}” to its station`,
        edits: [{ range: reference.range, newText }],
      };
    }
    return undefined;
  },
};
