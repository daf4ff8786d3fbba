import { type Change, editsOnly } from "../../files/change.ts";
import { linkedFile } from "../../path/linked-file.ts";
import { plainScalar } from "../../path/path-edits.ts";
import { stationOf, stationsOf, type Workspace } from "../../path/workspace.ts";
import { anchorsOf } from "../../station/anchors.ts";
import { htmlLinks } from "../../station/html-links.ts";
import { headingPart, isLocal, splitTarget } from "../../station/links.ts";
import type { Passage } from "../../station/passage.ts";
import type { Station } from "../../station/station.ts";
import { type FrontMatter, titleValue } from "../../syntax/front-matter.ts";
import { applyEdits, type TextEdit } from "../../text/edit.ts";
import { type Range, trim } from "../../text/range.ts";

/** Gives a heading or a title another text, and the links to it their new address. */
export function renameHeading(workspace: Workspace, file: string, heading: Passage, newName: string): Change {
  const station = stationOf(workspace, file)!;
  const own = ownEdits(station, heading, newName);
  const after = workspace.readers.station(applyEdits(station.text, own), station.language);
  const names = [...anchorsOf(after).headings.keys()];
  const newAnchors = new Map(
    [...anchorsOf(station).headings.keys()].map((anchor, at) => [anchor, names[at] ?? anchor]),
  );
  const isTitle = heading.kind === "title";
  const oldTitle = heading.prose.text.trim();
  const edits = new Map<string, TextEdit[]>([[file, own]]);
  for (const [from, each] of stationsOf(workspace)) {
    const { text, links } = each;
    const follow = (url: string, urlRange: Range) => {
      const { file: name, heading: part } = splitTarget(url);
      const anchor = part?.toLowerCase();
      const renamed = anchor === undefined ? undefined : newAnchors.get(anchor);
      if (renamed === undefined || renamed === anchor || linkedFile(workspace, from, name) !== file) return;
      edits.set(from, [...(edits.get(from) ?? []), { range: headingPart(text, urlRange), newText: renamed }]);
    };
    if (text.includes("#")) for (const { url, urlRange } of htmlLinks(each)) if (isLocal(url)) follow(url, urlRange);
    if (!text.includes("](") && !text.includes("]:")) continue;
    for (const { kind, url, urlRange, text: shown, textRange } of links) {
      if (kind === "image" || !isLocal(url)) continue;
      if (kind !== "reference") follow(url, urlRange);
      // A link that shows the title shows the new one.
      if (!isTitle || kind === "definition" || shown.trim() !== oldTitle || !oldTitle) continue;
      if (linkedFile(workspace, from, splitTarget(url).file) !== file) continue;
      edits.set(from, [...(edits.get(from) ?? []), { range: textRange, newText: newName }]);
    }
  }
  return editsOnly(edits);
}

/** The edits of the station itself. What the front matter says of its title, too, is the title's other place. */
function ownEdits({ text, tree }: Station, { kind, prose }: Passage, newName: string): TextEdit[] {
  const { frontMatter, frontTitle } = tree;
  const heading = { range: prose.range, newText: newName };
  const value = frontMatter && titleValue(frontMatter);
  if (kind !== "title" || !frontTitle || !value) return [heading];
  // What follows the title in the front matter, such as the name of a site, stays.
  const title = newName + (prose === frontTitle ? "" : frontTitle.text.slice(prose.text.trim().length));
  const front = { range: trim(text, value.range), newText: asValue(title, frontMatter) };
  return prose === frontTitle ? [front] : [front, heading];
}

function asValue(title: string, { format }: FrontMatter): string {
  switch (format) {
    case "yaml":
      return plainScalar(title);
    case "toml":
    case "json":
      return JSON.stringify(title);
    case "multimarkdown":
    case "pandoc":
      return title;
  }
}
