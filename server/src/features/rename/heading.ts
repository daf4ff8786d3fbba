import { type Change, editsOnly } from "../../files/change.ts";
import { folderOf, resolveFile } from "../../files/names.ts";
import type { Workspace } from "../../path/workspace.ts";
import { stationOf, stationsOf } from "../../path/workspace.ts";
import { anchorsOf } from "../../station/anchors.ts";
import { headingPart, isLocal, splitTarget } from "../../station/links.ts";
import type { Passage } from "../../station/passage.ts";
import { applyEdits, type TextEdit } from "../../text/edit.ts";

/** Gives a heading or a title another text, and the links to it their new address. */
export function renameHeading(workspace: Workspace, file: string, heading: Passage, newName: string): Change {
  const station = stationOf(workspace, file)!;
  const edit: TextEdit = { range: heading.prose.range, newText: newName };
  const after = workspace.readers.station(applyEdits(station.text, [edit]), station.language);
  const names = [...anchorsOf(after).headings.keys()];
  const newAnchors = new Map(
    [...anchorsOf(station).headings.keys()].map((anchor, at) => [anchor, names[at] ?? anchor]),
  );
  const isTitle = heading.kind === "title";
  const oldTitle = heading.prose.text.trim();
  const edits = new Map<string, TextEdit[]>([[file, [edit]]]);
  for (const [from, { text, links }] of stationsOf(workspace)) {
    if (!text.includes("](") && !text.includes("]:")) continue;
    for (const { kind, url, urlRange, text: shown, textRange } of links) {
      if (kind === "image" || !isLocal(url)) continue;
      const target = splitTarget(url);
      if ((target.file ? resolveFile(folderOf(from), target.file) : from) !== file) continue;
      const add = (made: TextEdit) => edits.set(from, [...(edits.get(from) ?? []), made]);
      const anchor = target.heading?.toLowerCase();
      const renamed = anchor === undefined ? undefined : newAnchors.get(anchor);
      if (kind !== "reference" && renamed !== undefined && renamed !== anchor) {
        add({ range: headingPart(text, urlRange), newText: renamed });
      }
      // A link that shows the title shows the new one.
      if (isTitle && kind !== "definition" && shown.trim() === oldTitle && oldTitle)
        add({ range: textRange, newText: newName });
    }
  }
  return editsOnly(edits);
}
