import { folderOf } from "../files/names.ts";
import { type LearningPath, numbersOf } from "../path/learning-path.ts";
import { pathsOf, stationOf, type Workspace } from "../path/workspace.ts";
import type { NumberReference } from "../station/references.ts";
import { intersects, type Range } from "../text/range.ts";
import { shorten } from "../text/shorten.ts";

/**
 * Inlay hints: after “Station 10” the title of that station in gray, so that a slip of a number is seen at once.
 *
 * None stands where the text has the title beside the number anyway. In `path.yaml`, each line has its station's number
 * and title. The setting `stationmaster.inlayHints` turns them off.
 */
export function inlayHints(workspace: Workspace, file: string, range: Range): readonly InlayHintText[] {
  const station = stationOf(workspace, file);
  if (!station) return inPathFile(workspace, file, range);
  const path = pathsOf(workspace, file).find((each) => each.stopOf(file));
  if (!path) return [];
  return station.references.flatMap((reference): InlayHintText[] => {
    if (reference.kind !== "number" || !intersects(reference.range, range)) return [];
    const [number, ...others] = numbersOf(path, path.stopOf(file)!, reference);
    const title = number === undefined || others.length ? undefined : titleAt(path, number);
    if (!title || isNamedBeside(reference, title)) return [];
    return [{ offset: endOf(reference, station.text), text: shorten(title, LONGEST) }];
  });
}

export interface InlayHintText {
  /** The hint stands right after what ends here. */
  readonly offset: number;
  readonly text: string;
}

/** Where a reference ends in a text, with what belongs to its word: “Station 1's”. */
function endOf({ passage, at, range, link }: NumberReference, text: string): number {
  const [rest] = /^['’]\p{L}{1,3}(?!\p{L})/u.exec(passage.prose.text.slice(at.end, at.end + 5)) ?? [""];
  return link === undefined && text.startsWith(rest, range.end) ? range.end + rest.length : range.end;
}

function inPathFile(workspace: Workspace, file: string, range: Range): readonly InlayHintText[] {
  const pathFile = workspace.folders.get(folderOf(file))?.pathFile;
  const path = workspace.paths.get(file);
  if (pathFile?.file !== file || !path) return [];
  return path.stops.flatMap(({ entry, number, title, station }) =>
    entry && intersects(entry, range)
      ? [{ offset: entry.end, text: station ? `${number} ${shorten(title, LONGEST)}` : String(number) }]
      : [],
  );
}

/** The one title of a number; none where the number stands twice. */
function titleAt(path: LearningPath, number: number): string | undefined {
  const [stop, ...others] = path.stopsAt(number);
  return others.length ? undefined : stop?.title;
}

/** Whether a reference has the station's title right before or after it, or shares a link's text with it. */
function isNamedBeside({ passage, at, link }: NumberReference, title: string): boolean {
  const { text } = passage.prose;
  const wanted = plain(title);
  const room = title.length + 12;
  const after = plain(text.slice(at.end, at.end + room));
  const before = plain(text.slice(Math.max(0, at.start - room), at.start));
  if (after.startsWith(wanted) || before.endsWith(wanted)) return true;
  return link !== undefined && plain(text.slice(link.text.start, link.text.end)).includes(wanted);
}

/** Letters and digits alone, in lower case, parted by single spaces. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** What leaves room for the sentence that a title stands in. */
const LONGEST = 40;
