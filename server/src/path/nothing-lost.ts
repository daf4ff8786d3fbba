import type { Change } from "../files/change.ts";
import { fileKind } from "../files/kinds.ts";
import { baseName, folderOf, isInside, relativeFile, resolveFile } from "../files/names.ts";
import { isLocal, mayName, plainStem, splitTarget } from "../station/links.ts";
import type { Station } from "../station/station.ts";
import { readableHtml } from "../syntax/html-text.ts";
import { opaqueBlocks } from "../syntax/opaque.ts";
import { pairOf, type YamlValue, textOf as yamlTextOf } from "../syntax/yaml.ts";
import { applyEdits } from "../text/edit.ts";
import { type Range, slice } from "../text/range.ts";
import { namesFile, oldNamesOf, placesOfName } from "./old-names.ts";
import { listsStations, type PathFile, readPathFile } from "./path-file.ts";
import { lineNumber, type Refusal } from "./refusal.ts";
import { type NewName, newNames } from "./rename-files.ts";
import { isUnread, unreadNote, unreadRefusal } from "./renumber.ts";
import { filesOf, pathsOf, stationOf, stationsOf, type Workspace } from "./workspace.ts";

/**
 * The same text for all names of one file: links to it, names in other letters where the disk takes these for the same.
 * A host without a disk gives back the name.
 */
export type RealPlace = (file: string) => string;

/** A change that loses nothing, but for what its command was asked to give up. Only `checkChange` makes one. */
export interface CheckedChange {
  readonly change: Change;
  /** What it leaves for a person to look after, in sentences. */
  readonly notes: readonly string[];
  readonly [CHECKED]: true;
}

const CHECKED = Symbol();

/**
 * The law for every change of files, whoever makes it: each word that a reader sees is there afterwards, and so is each that is
 * written where no reader looks, no file goes that something needs, each `path.yaml` is as readable as before and lists what it listed. Exempt is what a person was asked to
 * give up (`Change.givenUp`). What will lead nowhere is named.
 * @param others texts that no change follows, such as those that are no stations, by their files
 * @returns a refusal that says what would be lost; then nothing may be written
 */
export function checkChange(
  workspace: Workspace,
  change: Change,
  realPlace: RealPlace,
  others: ReadonlyMap<string, string> = new Map(),
): CheckedChange | Refusal {
  const refused =
    unreadFile(workspace, change) ??
    neededFile(workspace, change, realPlace) ??
    brokenPathFile(workspace, change) ??
    lostWords(workspace, change);
  if (refused) return { refused };
  const notes = [...(change.notes ?? []), ...brokenLinks(workspace, change, realPlace, others)];
  return { change, notes, [CHECKED]: true };
}

/** Why texts can't go from file to file: nobody knows what a station says that can't be read. */
function unreadFile(workspace: Workspace, { created, deleted, edits, givenUp = [] }: Change): string | undefined {
  if (created.length + deleted.length === 0) return undefined;
  for (const file of [...edits.keys(), ...deleted]) {
    const station = stationOf(workspace, file);
    if (station && isUnread(station) && !givenUp.includes(file)) return unreadRefusal(file, station);
  }
  return undefined;
}

/** Why a file can't be deleted: it is listed, under whatever name, or is the same file as one that stays. */
function neededFile(workspace: Workspace, change: Change, realPlace: RealPlace): string | undefined {
  const stations = change.deleted.filter((file) => stationOf(workspace, file));
  if (stations.length === 0) return undefined;
  const going = new Map(stations.map((file) => [realPlace(file), file]));
  const namesBefore = namesBeforeOf(change);
  const why = (file: string, other: string, rest: string) => {
    const same = other === file ? "" : `the same file as “${seenFrom(file, other)}”, which is `;
    return `“${baseName(file)}” is ${same}${rest}, so the file can't be deleted.`;
  };
  for (const path of pathFilesAfter(workspace, change)) {
    for (const [at, entry] of path.entries.entries()) {
      if (entry.kind !== "file") continue;
      const name = namesBefore(entry.file);
      const file = going.get(realPlace(name));
      if (file !== undefined)
        return why(file, name, `Station ${at + 1} of “${path.title ?? seenFrom(file, path.file)}”, too`);
    }
    for (const file of stations) {
      const place = placeInList(path, file);
      if (place === undefined) continue;
      if (path.text !== "") return why(file, file, `named in line ${place} of “${seenFrom(file, path.file)}”, too`);
      return `“${seenFrom(file, path.file)}” can't be read. It may list “${baseName(file)}”, so the file can't be deleted.`;
    }
  }
  for (const file of stations) {
    // Its name keeps it on a path, and a `path.yaml` that has listed it until now asks for this.
    const [named, ...more] = [...pathsOf(workspace, file)].sort((a, b) => Number(!!a.pathFile) - Number(!!b.pathFile));
    if (named && more.length && !named.pathFile)
      return why(file, file, `Station ${named.stopOf(file)!.number} of “${named.title}”, too`);
  }
  const deleted = new Set(change.deleted);
  for (const other of filesOf(workspace)) {
    if (deleted.has(other)) continue;
    const file = going.get(realPlace(other));
    if (file !== undefined) return why(file, other, "still needed");
  }
  return undefined;
}

/**
 * The line in which a `path.yaml` may list a file in a way that is not understood: in parts, as a single name, in a second document, or
 * where the file is not valid YAML. What can't be read at all may list anything, in its first line.
 */
function placeInList(path: PathFile, file: string): number | undefined {
  const { text, root, problems, entries } = path;
  if (problems.length > 0) {
    if (text === "") return 1;
    const places = listsStations(path) ? placesOfName(text, path.file, file) : [];
    const at = places.find((place) => !isInComment(text, place));
    return at === undefined ? undefined : lineNumber(text, at);
  }
  const known = new Set(entries.map(({ range }) => range.start));
  const listed = (value: YamlValue): Range | undefined => {
    if (known.has(value.range.start)) return undefined;
    if (value.kind === "list") return firstOf(value.items, listed);
    if (value.kind === "map") return firstOf(value.pairs, (pair) => listed(pair.value));
    const name = yamlTextOf(value);
    return name !== undefined && resolveFile(folderOf(path.file), name) === file ? value.range : undefined;
  };
  const stations = pairOf(root, "stations");
  const found = stations && listed(stations.value);
  return found && lineNumber(text, found.start);
}

function isInComment(text: string, at: number): boolean {
  const line = text.slice(0, at).replace(/^.*[\n\r]/s, "");
  return /(?:^|\s)#/.test(line);
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Why a `path.yaml` can't be edited: it could not be read afterwards, or would list less. */
function brokenPathFile(workspace: Workspace, change: Change): string | undefined {
  const newName = newNames(change.renamed);
  const gone = new Set([...change.deleted, ...(change.givenUp ?? [])]);
  for (const [file] of change.edits) {
    const before = workspace.folders.get(folderOf(file))?.pathFile;
    if (before?.file !== file) continue;
    const after = pathFileAfter(before, change, newName);
    const listed = new Set(after.entries.map((entry) => (entry.kind === "file" ? entry.file : "")));
    const staying = before.entries.filter(
      (entry) => !gone.has(entry.kind === "file" ? entry.file : `planned: ${entry.title}`),
    );
    const lost = staying.find((entry) => entry.kind === "file" && !listed.has(newName(entry.file)));
    if (lost) return `“${lost.kind === "file" ? lost.name : ""}” would be gone from ${baseName(file)}. ${UNCHANGED}`;
    if (after.problems.length > before.problems.length || after.entries.length < staying.length)
      return `${baseName(file)} could not be read afterwards. ${UNCHANGED}`;
  }
  return undefined;
}

const UNCHANGED = "Nothing was changed; please change it by hand.";

/** Why texts can't be moved from file to file: words would be gone that nobody gave up. */
function lostWords(workspace: Workspace, change: Change): string | undefined {
  if (change.created.length + change.deleted.length === 0) return undefined;
  const lost = lostOf(workspace, change, seenTexts) ?? lostOf(workspace, change, writtenTexts);
  return lost && `The word “${lost}” would be lost. ${UNCHANGED}`;
}

/** A word that some texts of the stations have more often before than after a change, though it may not go. */
function lostOf(
  workspace: Workspace,
  { edits, created, deleted, renamed, givenUp = [], notes = [], needless = [] }: Change,
  textsOf: (station: Station) => readonly string[],
): string | undefined {
  const { readers } = workspace;
  const left = new Map<string, number>();
  const allowed = new Map<string, number>();
  for (const file of new Set([...edits.keys(), ...deleted])) {
    const station = stationOf(workspace, file);
    if (!station || givenUp.includes(file)) continue;
    countWords(left, textsOf(station), 1);
    const referring = station.references.map(referenceText);
    countWords(allowed, [...referring, ...referring.map((text) => text.toLowerCase())], 1);
  }
  for (const said of [...notes, ...needless]) countWords(allowed, new Set([said, said.toLowerCase()]), 1);
  const after = (text: string, { language }: Station) => {
    countWords(left, textsOf(readers.station(text, language)), -1);
  };
  const [first] = [...edits.keys(), ...deleted].flatMap((file) => stationOf(workspace, file) ?? []);
  for (const [file, each] of edits) {
    const station = deleted.includes(file) ? undefined : stationOf(workspace, file);
    if (station) after(applyEdits(station.text, each), station);
  }
  // A ledger repeats what its station says, and keeps none of it.
  for (const { file, text } of created) if (first && fileKind(file) !== "ledger") after(text, first);
  // What requires a station by its name requires it by another one.
  const names = new Map<string, number>();
  const before = [...deleted, ...renamed.map(({ from }) => from)].map(baseName);
  countWords(names, [...before, ...before.map((name) => name.toLowerCase())], 1);
  return [...left].find(([word, count]) => count > (allowed.get(word) ?? 0) && !names.has(word))?.[0];
}

/** What readers see of a station, in no order. */
function seenTexts({ passages, links, text, tree }: Station): readonly string[] {
  return [
    ...passages.map(({ prose }) => prose.text),
    ...links.map((link) => (link.kind === "image" ? link.text : "")),
    ...opaqueBlocks(tree.blocks).map(({ type, range }) =>
      type === "html" ? readableHtml(slice(text, range)) : slice(text, range),
    ),
  ];
}

/** All that is written in a station, front matter and comments too, but for addresses and the tags of HTML, which may change. */
function writtenTexts({ text, links }: Station): readonly string[] {
  const addresses = links.filter(({ kind, urlRange, range }) => kind !== "reference" && urlRange !== range);
  const ends = [...addresses.map(({ urlRange }) => urlRange), { start: text.length, end: text.length }];
  let from = 0;
  return ends
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => {
      const part = text.slice(from, Math.max(from, start));
      from = Math.max(from, end);
      return part.replace(/<\/?[a-z][^<>]{0,1000}>/gi, " ").toLowerCase();
    });
}

/** The words around a number go with it: “Stations 2 and 3” may become “Station 2”. */
function referenceText(reference: Station["references"][number]): string {
  const { prose, language } = reference.passage;
  const { names, conjunctions, through } = language.references;
  const nouns = [...names, reference.name].flatMap(({ one, many = one }) => [one, many]);
  return [prose.text.slice(reference.at.start, reference.at.end), ...nouns, ...conjunctions, ...through].join(" ");
}

function countWords(counts: Map<string, number>, texts: Iterable<string>, by: number): void {
  for (const text of texts)
    for (const [word] of text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)) counts.set(word, (counts.get(word) ?? 0) + by);
}

/** Where links and names, wherever they are, lead to what is deleted, or has another name and was not followed. */
function brokenLinks(
  workspace: Workspace,
  { edits, deleted, ...change }: Change,
  realPlace: RealPlace,
  others: ReadonlyMap<string, string>,
): string[] {
  const names = oldNamesOf({ edits, deleted, ...change });
  const old = names.filter((file) => stationOf(workspace, file));
  const folders = names.filter((file) => !stationOf(workspace, file));
  const inFolders =
    folders.length === 0
      ? []
      : [...stationsOf(workspace)].flatMap(([file]) => (folders.some((each) => isInside(each, file)) ? [file] : []));
  if (old.length + inFolders.length === 0) return [];
  const stems = old.flatMap((file) => [file.normalize("NFC"), file.normalize("NFD")].map(plainStem));
  const places = new Map(old.flatMap((file) => (deleted.includes(file) ? [[realPlace(file), file] as const] : [])));
  const newName = newNames(change.renamed);
  const found = new Map<string, string[]>();
  const note = (gone: string, file: string) => {
    found.set(gone, [...(found.get(gone) ?? []), seenFrom(gone, file)]);
  };
  for (const [name, station] of stationsOf(workspace)) {
    if (deleted.includes(name) || !mayName(station.text, stems)) continue;
    const own = edits.get(name);
    const after = own ? workspace.readers.station(applyEdits(station.text, own), station.language) : station;
    for (const { kind, url } of after.links) {
      const target = kind !== "reference" && isLocal(url) ? splitTarget(url).file : "";
      const gone = target && places.get(realPlace(resolveFile(folderOf(newName(name)), target)));
      if (gone) note(gone, newName(name));
    }
    for (const file of old) if (namesFile(after.text, newName(name), file)) note(file, newName(name));
  }
  const listing = pathFilesAfter(workspace, { edits, deleted, ...change });
  const texts = new Map([...others, ...listing.map(({ file, text }) => [file, text] as const)]);
  for (const [name, text] of texts) for (const file of old) if (namesFile(text, name, file)) note(file, name);
  // Links follow their folders; a list that is not understood does not, and one name of it says so.
  for (const { file: name, text } of listing) {
    const first = inFolders.find((file) => namesFile(text, name, file));
    if (first !== undefined) note(first, name);
  }
  // What is too long to be read has a text, in which names were found above; of what can't be read at all there is none.
  const unread = [...stationsOf(workspace)].flatMap(([file, station]) =>
    station.text === "" && isUnread(station) && !deleted.includes(file) ? [unreadNote(file)] : [],
  );
  const broken = [...found].map(([file, from]) => {
    const names = [...new Set(from)].map((each) => `“${each}”`).join(", ");
    return deleted.includes(file)
      ? `“${baseName(file)}” is gone, and these still link to it: ${names}.`
      : `“${baseName(file)}” is “${seenFrom(file, newName(file))}” now, and these still name it: ${names}.`;
  });
  return [...broken, ...unread];
}

/** Every `path.yaml` as it will be, also a `path.yml` beside one. */
function pathFilesAfter({ folders }: Workspace, change: Change): readonly PathFile[] {
  const newName = newNames(change.renamed);
  return [...folders.values()].flatMap(({ pathFile, sparePathFile }) =>
    [pathFile, sparePathFile].flatMap((each) => (each ? [pathFileAfter(each, change, newName)] : [])),
  );
}

function pathFileAfter(before: PathFile, { edits }: Change, newName: NewName): PathFile {
  const own = edits.get(before.file);
  const file = newName(before.file);
  return own || file !== before.file ? readPathFile(file, applyEdits(before.text, own ?? [])) : before;
}

/** The name that a file has now, by the one that it will have. */
function namesBeforeOf({ renamed }: Change): (file: string) => string {
  const before = new Map(renamed.map(({ from, to }) => [to, from]));
  return (file) => before.get(file) ?? file;
}

function seenFrom(file: string, other: string): string {
  return relativeFile(folderOf(file), other);
}
