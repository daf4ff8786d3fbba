import { joinEdits, type Renaming } from "../files/change.ts";
import { isStationFile, STATION_ENDINGS, withoutStationEnding } from "../files/kinds.ts";
import { nameOfPage, pageOf } from "../files/link-places.ts";
import { baseName, folderOf, isInside, relativeFile, resolveFile } from "../files/names.ts";
import { addressOf, filePart, isLocal, mayName, plainStem, splitTarget } from "../station/links.ts";
import type { Station } from "../station/station.ts";
import { pairOf, textOf } from "../syntax/yaml.ts";
import type { TextEdit } from "../text/edit.ts";
import type { Range } from "../text/range.ts";
import type { Stop } from "./learning-path.ts";
import { linkedFile } from "./linked-file.ts";
import { plainScalar } from "./path-edits.ts";
import { numberInName, type PathFile } from "./path-file.ts";
import { renumberReferences } from "./renumber-references.ts";
import { stationsOf, type Workspace } from "./workspace.ts";

/** The new name of a file, or the one it has. */
export interface NewName {
  (file: string): string;
  /** Whether a text may name a file that gets another name; only a quick look, which errs on the side of yes. */
  readonly mayName: (text: string) => boolean;
}

/** New names for some files, and for everything in folders that get another name. */
export function newNames(renamings: readonly Renaming[]): NewName {
  const exact = new Map(renamings.map(({ from, to }) => [from, to]));
  const stems = renamings.map(({ from }) => plainStem(from));
  const newName = (file: string) => {
    const known = exact.get(file);
    if (known !== undefined) return known;
    for (let folder = folderOf(file); folder !== "/"; folder = folderOf(folder)) {
      const to = exact.get(folder);
      if (to !== undefined) return to + file.slice(folder.length);
    }
    return file;
  };
  return Object.assign(newName, {
    mayName: (text: string) => stems.length > FEW || mayName(text, stems),
  });
}

/** More names than this are not looked for one by one. */
const FEW = 8;

/**
 * The edits that keep every link, `path.yaml` and prerequisite pointing at the same files once these have other names.
 * They are edits of the files under their present names.
 * @param isLeft whether another program keeps the relative links of a file that gets another folder
 */
export function renameFileEdits(
  workspace: Workspace,
  newName: NewName,
  isLeft: (file: string) => boolean = () => false,
): ReadonlyMap<string, readonly TextEdit[]> {
  const edits = new Map<string, readonly TextEdit[]>();
  const add = (file: string, found: readonly TextEdit[]) => {
    if (found.length) edits.set(file, found);
  };
  for (const [file, station] of stationsOf(workspace)) {
    const moves = folderOf(newName(file)) !== folderOf(file);
    if (moves || newName.mayName(station.text))
      add(file, stationEdits(workspace, file, station, newName, moves && isLeft(file)));
  }
  for (const { pathFile } of workspace.folders.values())
    if (pathFile) add(pathFile.file, pathFileEdits(pathFile, newName));
  return edits;
}

/**
 * The same for a renaming that people make: where file names carry the numbers of stations, a new number in a name is a new
 * number of the station, and references to it follow.
 */
export function fileRenameEdits(
  workspace: Workspace,
  renamings: readonly Renaming[],
  isLeft?: (file: string) => boolean,
): ReadonlyMap<string, readonly TextEdit[]> {
  const newName = newNames(renamings);
  const references = new Map<string, readonly TextEdit[]>();
  for (const path of workspace.paths.values()) {
    if (path.pathFile) continue;
    const numbers = new Map(path.stops.map((stop) => [stop, numberAfter(stop, newName)]));
    if (path.stops.every((stop) => numbers.get(stop) === stop.number)) continue;
    const taken = new Set(numbers.values());
    for (const stop of path.stops) {
      const { edits } = renumberReferences(path, stop, {
        of: (each) => numbers.get(each),
        exists: (number) => taken.has(number),
      });
      if (edits.length) references.set(stop.file!, edits);
    }
  }
  return joinEdits(renameFileEdits(workspace, newName, isLeft), references);
}

/** The number in a station's new name; one that leaves its folder leaves its number free. */
function numberAfter({ file, number }: Stop, newName: (file: string) => string): number {
  const to = newName(file!);
  return (folderOf(to) === folderOf(file!) ? numberInName(baseName(to)) : undefined) ?? number;
}

/** The edits of a station that keep its links, once it and the files it links to have other names. */
export function stationEdits(
  workspace: Workspace,
  file: string,
  station: Station,
  newName: (file: string) => string,
  leavesRelative = false,
): readonly TextEdit[] {
  const to = newName(file);
  const links = station.links.flatMap(({ kind, url, urlRange, range }): TextEdit[] => {
    // The address of a link by reference stands in its definition.
    if (kind === "reference" || urlRange === range || !isLocal(url)) return [];
    const { file: name } = splitTarget(url);
    if (!name) return [];
    const before = linkedFile(workspace, file, name);
    if (!before.endsWith(name.replace(/^(?:\.{0,2}\/)+/, "")) || name.startsWith("/")) {
      const newText = siteAddress(name, before, newName(before));
      return newText === undefined ? [] : [{ range: filePart(station.text, urlRange), newText }];
    }
    if (leavesRelative) return [];
    const after = newName(before);
    if (after === before && folderOf(to) === folderOf(file)) return [];
    const written = addressOf(relativeFile(folderOf(to), after), station.text[urlRange.start - 1] === "<");
    const newText = (url.startsWith("./") && !written.startsWith("../") ? "./" : "") + written;
    return newText === url.replace(/[?#].*/s, "") ? [] : [{ range: filePart(station.text, urlRange), newText }];
  });
  return [...links, ...prerequisiteEdits(file, station, newName)];
}

/** The address of a file from the root of its site, or of its page, after it is renamed; undefined where that is the same. */
function siteAddress(name: string, before: string, after: string): string | undefined {
  if (after === before) return undefined;
  if (before.endsWith(name)) {
    const root = before.slice(0, -name.length);
    return isInside(root, after) ? addressOf(after.slice(root.length)) : undefined;
  }
  const [from, to] = [before, after].map(stemOf);
  const page = nameOfPage(name);
  // An address that the station's front matter gives its page stays.
  if (![from!.toLowerCase(), pageOf(before), pageOf(folderOf(before))].includes(page)) return undefined;
  const at = name.toLowerCase().lastIndexOf(page);
  const newPage = page === from!.toLowerCase() ? to! : pageOf(after);
  return newPage === page ? undefined : addressOf(name.slice(0, at) + newPage + name.slice(at + page.length));
}

/** The base name of a station's file without its ending. */
function stemOf(file: string): string {
  return withoutStationEnding(baseName(file)).replace(/\.(?:md|markdown)$/i, "");
}

function pathFileEdits(
  { file, entries, sources, text }: PathFile,
  newName: (file: string) => string,
): readonly TextEdit[] {
  const to = folderOf(newName(file));
  const named = [...entries.flatMap((entry) => (entry.kind === "file" ? [entry] : [])), ...sources];
  return named.flatMap((each) => {
    const after = newName(each.file);
    if (after === each.file && to === folderOf(file)) return [];
    return scalarEdit(text, each.range, relativeFile(to, after));
  });
}

/** `requires:` in the front matter names stations by file, with or without the ending. */
function prerequisiteEdits(file: string, station: Station, newName: (file: string) => string): readonly TextEdit[] {
  const required = pairOf(station.tree.frontMatter?.value, "requires")?.value;
  const items = required?.kind === "list" ? required.items : required ? [required] : [];
  return items.flatMap((item) => {
    const name = textOf(item);
    if (name === undefined) return [];
    const to = folderOf(newName(file));
    for (const ending of isStationFile(name) ? [""] : STATION_ENDINGS) {
      const before = resolveFile(folderOf(file), name + ending);
      const after = newName(before);
      if (after === before && (ending || to === folderOf(file))) continue;
      const written = relativeFile(to, after);
      return scalarEdit(station.text, item.range, ending ? written.slice(0, -ending.length) : written);
    }
    return [];
  });
}

function scalarEdit(text: string, range: Range, name: string): readonly TextEdit[] {
  const before = text.slice(range.start, range.end);
  const dotted = /^["']?\.\//.test(before) && !name.startsWith("../") ? `./${name}` : name;
  const newText = /^["']/.test(before) ? JSON.stringify(dotted) : plainScalar(dotted);
  return newText === before ? [] : [{ range, newText }];
}
