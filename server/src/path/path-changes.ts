import { ledgerFileOf } from "../files/belongings.ts";
import { joinEdits } from "../files/change.ts";
import { STATION_ENDINGS } from "../files/kinds.ts";
import { baseName, folderOf, relativeFile, resolveFile } from "../files/names.ts";
import { anchorPlaces } from "../station/anchors.ts";
import { htmlLinks } from "../station/html-links.ts";
import { addressOf, headingPart, isLocal, splitTarget } from "../station/links.ts";
import { mergeText } from "../station/merge-text.ts";
import { fileNameFor, newStation } from "../station/new-station.ts";
import { openElements } from "../station/open-elements.ts";
import { clashingPlace } from "../station/place-names.ts";
import { sectionToSplitAt, splitText, startOfSection } from "../station/split-text.ts";
import type { Section, Station } from "../station/station.ts";
import { applyEdits, type TextEdit } from "../text/edit.ts";
import { contains, type Range } from "../text/range.ts";
import { followBelongings } from "./follow-belongings.ts";
import type { LearningPath, Stop } from "./learning-path.ts";
import { linkedFile } from "./linked-file.ts";
import { numberInName } from "./path-file.ts";
import { isRefusal, lineNumber, type Refusal } from "./refusal.ts";
import { newNames, stationEdits } from "./rename-files.ts";
import {
  identityOf,
  isUnread,
  type NewStop,
  otherTitles,
  type Renumbering,
  renumber,
  unreadRefusal,
  withNumber,
} from "./renumber.ts";
import { mergeLedgers, splitLedgers } from "./station-ledgers.ts";
import { stationOf, stationsOf, type Workspace } from "./workspace.ts";

/** A change of a path's stations, and the file to look at afterwards. */
export interface PathChange extends Renumbering {
  readonly open?: string;
}

/** Moves a station to another place on its path; `to` is the number that it gets. */
export function moveStation(workspace: Workspace, path: LearningPath, stop: Stop, to: number): PathChange | Refusal {
  const others = path.stops.filter((each) => each !== stop);
  const numbers = path.stops.map(({ number }) => number);
  const at = numbers.indexOf(to);
  if (at < 0) return { refused: `“${path.title}” has no place ${to}. Its stations are ${span(numbers)}.` };
  const made = renumber(workspace, path, { stops: [...others.slice(0, at), stop, ...others.slice(at)] });
  return withBelongings(workspace, made);
}

/** Puts a new station on a path: as a file with every part that a station has, or planned. `at` is the number that it gets. */
export function insertStation(
  workspace: Workspace,
  path: LearningPath,
  at: number,
  title: string,
  planned = false,
): PathChange | Refusal {
  if (planned && !path.pathFile) {
    return { refused: "Stations can only be planned in a path.yaml. Create one first with “stationmaster init”." };
  }
  const place = placeFor(path, at);
  if (place === undefined) {
    return {
      refused: `A new station can't have the number ${at} on “${path.title}”, which has the stations ${span(path.stops.map(({ number }) => number))}.`,
    };
  }
  const added: NewStop = planned ? { planned: title } : { file: newFile(workspace, path, undefined, title, at) };
  if ("file" in added && stationOf(workspace, added.file))
    return { refused: `There is already a file “${baseName(added.file)}”.` };
  const made = renumber(workspace, path, { stops: [...path.stops.slice(0, place), added, ...path.stops.slice(place)] });
  if (isRefusal(made) || !("file" in added)) return withBelongings(workspace, made);
  return withBelongings(workspace, {
    ...made,
    change: { ...made.change, created: [{ file: added.file, text: newStation(title) }] },
    open: added.file,
  });
}

/** Takes a station off its path, and deletes its file with what belongs to it if asked to. References to it give its title instead. */
export function removeStation(
  workspace: Workspace,
  path: LearningPath,
  stop: Stop,
  deleteFile: boolean,
): PathChange | Refusal {
  if (!path.pathFile && !deleteFile) {
    return { refused: "File names define this path, so the station can only be removed together with its file." };
  }
  const made = renumber(workspace, path, { stops: path.stops.filter((each) => each !== stop) });
  if (isRefusal(made)) return made;
  const deleted = deleteFile && stop.file && stop.station ? [stop.file] : [];
  return withBelongings(workspace, { ...made, change: { ...made.change, deleted, givenUp: [identityOf(stop)] } });
}

/** Makes one station of two: the second's text comes after the first's, and what referred to it refers to the first. */
export function mergeStations(
  workspace: Workspace,
  path: LearningPath,
  first: Stop,
  second: Stop,
): PathChange | Refusal {
  if (first === second) return { refused: "Please choose two different stations." };
  if (first.file !== undefined && first.file === second.file)
    return { refused: `Please choose two different stations: both are “${baseName(first.file)}”.` };
  if (!first.station || !first.file || !second.station || !second.file) {
    return { refused: "Only stations that are written can be merged. A planned one can be removed." };
  }
  for (const { file, station } of [first, second])
    if (file && station && isUnread(station)) return { refused: unreadRefusal(file, station) };
  const clash = clashingPlace(second.station, first.station, (heading) => isLinkedTo(workspace, second.file!, heading));
  if (clash) {
    const { text } = second.station;
    const line = lineNumber(text, clash.at);
    return {
      refused: `“${clash.name}” is the name of a place in both stations: please rename the one in line ${line} of “${baseName(second.file)}”.`,
    };
  }
  const stops = path.stops.filter((each) => each !== second);
  const made = renumber(workspace, path, { stops, mergedInto: new Map([[second, first]]) });
  if (isRefusal(made)) return made;
  const { language } = first.station;
  const read = (text: string) => workspace.readers.station(text, language);
  const edits = new Map(made.change.edits);
  const editsOf = (file: string) => edits.get(file) ?? [];
  // Links to the second lead to the first from now on, and its own links are seen from where the first lies.
  const renamed = newNames(made.change.renamed);
  const firstFile = renamed(first.file);
  const newName = (file: string) => (file === second.file ? firstFile : file);
  const linksOfSecond = unlessTwice(
    stationEdits(workspace, second.file, second.station, (file) => (file === second.file ? firstFile : renamed(file))),
    editsOf(second.file),
  );
  const linksOfFirst = unlessTwice(editsOf(first.file), linkEdits(workspace, first.file, first.station, newName));
  const isFirst = (name: string) =>
    ["", ...STATION_ENDINGS].some((ending) => resolveFile(folderOf(firstFile), name + ending) === firstFile);
  const mergedWith = (ofFirst: readonly TextEdit[], ofSecond: readonly TextEdit[]) => {
    const moved = read(applyEdits(second.station!.text, ofSecond));
    const kept = read(applyEdits(first.station!.text, ofFirst));
    return { moved, kept, ...mergeText(kept, moved, read, isFirst) };
  };
  const { anchors } = mergedWith(linksOfFirst, linksOfSecond);
  const anchorsIn = (file: string, station: Station) => anchorEdits(workspace, file, station, second.file!, anchors);
  const editsOfSecond = [...linksOfSecond, ...anchorsIn(second.file, second.station)];
  const editsOfFirst = [...linksOfFirst, ...anchorsIn(first.file, first.station)];
  const { moved, kept, text, lost, needless } = mergedWith(editsOfFirst, editsOfSecond);
  const ledger = mergeLedgers(
    workspace,
    { file: first.file, before: first.station, after: kept, edits: editsOfFirst },
    { file: second.file, before: second.station, after: moved, edits: editsOfSecond },
  );
  if (isRefusal(ledger)) return ledger;
  edits.delete(second.file);
  edits.set(first.file, wholeText(first.station.text, text));
  for (const [file, each] of ledger.edits) edits.set(file, each);
  const created = ledger.text === undefined ? [] : [{ file: ledgerFileOf(firstFile), text: ledger.text }];
  const links = new Map<string, readonly TextEdit[]>();
  for (const [file, station] of stationsOf(workspace)) {
    if (file !== first.file && file !== second.file)
      links.set(file, [...linkEdits(workspace, file, station, newName), ...anchorsIn(file, station)]);
  }
  const [open] = kept.tree.form === "paste" ? [] : openElements(kept, kept.text.length);
  if (open || isSwallowed(kept, moved, read(text)))
    return {
      refused: `Something at the end of “${baseName(first.file)}” is not closed, such as ${open ? `“<${open.name}>”` : "a block of code"}, and “${second.title}” would become a part of it. Please close it first; nothing was changed.`,
    };
  const notes = lost.map((each) => `This of the front matter of “${second.title}” is not kept: ${each}`);
  return withBelongings(workspace, {
    ...made,
    change: { ...made.change, edits: joinEdits(edits, links), created, deleted: [second.file], notes, needless },
    open: first.file,
  });
}

/** Parts a station at a section, which becomes the next station on the path with its heading as the title. */
export function splitStation(
  workspace: Workspace,
  path: LearningPath,
  stop: Stop,
  offset: number,
): PathChange | Refusal {
  const section = stop.station && sectionToSplitAt(stop.station, offset);
  if (!stop.file || !stop.station || !section)
    return { refused: "A station is split at a section, and this one has no sections." };
  const [around] = openElements(stop.station, section.heading.range.start);
  if (around)
    return {
      refused: `“<${around.name}>” in line ${lineNumber(stop.station.text, around.range.start)} of “${baseName(stop.file)}” is still open where “${section.heading.prose.text.trim()}” starts. Please close it before that; nothing was changed.`,
    };
  const place = path.stops.indexOf(stop) + 1;
  const at = path.stops[place]?.number ?? stop.number + 1;
  const { title } = splitText(stop.station, section);
  const file = newFile(workspace, path, stop, title, at);
  if (stationOf(workspace, file)) return { refused: `There is already a file “${baseName(file)}”.` };
  const into = { file };
  const made = renumber(workspace, path, {
    stops: [...path.stops.slice(0, place), into, ...path.stops.slice(place)],
    parted: { stop, from: startOfSection(stop.station, section), into },
  });
  if (isRefusal(made)) return made;
  const { language } = stop.station;
  const edits = new Map(made.change.edits);
  const read = (text: string) => workspace.readers.station(text, language);
  const own = edits.get(stop.file) ?? [];
  const after = read(applyEdits(stop.station.text, own));
  const sameSection = after.sections[stop.station.sections.indexOf(section)] ?? section;
  const parts = apart(after, sameSection, {
    read,
    file: stop.file,
    first: newNames(made.change.renamed)(stop.file),
    second: file,
  });
  const split = startOfSection(after, sameSection);
  const ledgers = splitLedgers(
    workspace,
    { file: stop.file, before: stop.station, after, edits: own },
    split,
    read(parts.first),
    read(parts.second),
  );
  if (isRefusal(ledgers)) return ledgers;
  edits.set(stop.file, wholeText(stop.station.text, parts.first));
  for (const [each, changed] of ledgers.edits) edits.set(each, changed);
  const created = [{ file, text: parts.second }];
  if (ledgers.text !== undefined) created.push({ file: ledgerFileOf(file), text: ledgers.text });
  const links = new Map<string, readonly TextEdit[]>();
  for (const [name, station] of stationsOf(workspace)) {
    if (name !== stop.file && station.text.includes("#"))
      links.set(name, headingLinks(workspace, name, station, stop.file, parts.moved, { file, number: at }));
  }
  const change = { ...made.change, edits: joinEdits(edits, links), created };
  const others = otherTitles(workspace, path, stop.file);
  const notes = others ? [`“${stop.title}” is also on ${others}, which does not list the new station yet.`] : [];
  return withBelongings(workspace, { ...made, notes: [...made.notes, ...notes], change, open: file });
}

/** A station's text in two, whose links lead to the part that has what they led to before; and the anchors of the second part. */
function apart(
  station: Station,
  section: Section,
  files: {
    readonly read: (text: string) => Station;
    /** The station's file before the change, and the files of both parts after it. */
    readonly file: string;
    readonly first: string;
    readonly second: string;
  },
): { readonly first: string; readonly second: string; readonly moved: ReadonlyMap<string, string> } {
  const { first, second } = splitText(station, section);
  const [head, tail] = [files.read(first), files.read(second)];
  const at = startOfSection(station, section);
  const places = anchorPlaces(station);
  const after = [...anchorPlaces(tail).headings.keys()];
  const before = [...places.headings].flatMap(([anchor, start]) => (start >= at ? [anchor] : []));
  const moved = new Map(
    before.map((anchor, index) => [anchor, after[before.length === after.length ? index : -1] ?? anchor]),
  );
  for (const [anchor, start] of places.html) if (start >= at && !moved.has(anchor)) moved.set(anchor, anchor);
  const kept = new Set([...places.headings, ...places.html].flatMap(([anchor, start]) => (start < at ? [anchor] : [])));
  const link = (from: string, to: string, anchor: string) =>
    `${from === to ? "" : addressOf(relativeFile(folderOf(from), to))}#${encodeURI(anchor)}`;
  const leading = (part: Station, own: string) =>
    applyEdits(
      part.text,
      placeLinks(part).flatMap(({ url, urlRange }): TextEdit[] => {
        const target = splitTarget(url);
        const anchor = target.heading?.toLowerCase();
        if (!anchor || (target.file && resolveFile(folderOf(files.file), target.file) !== files.file)) return [];
        const now = moved.get(anchor);
        const newUrl =
          now !== undefined ? link(own, files.second, now) : kept.has(anchor) ? link(own, files.first, anchor) : url;
        return newUrl === url ? [] : [{ range: urlRange, newText: newUrl }];
      }),
    );
  return { first: leading(head, files.first), second: leading(tail, files.second), moved };
}

/** Whether headings of a station are none any more below another one. In pasted text, headings are guessed, and nothing is open. */
function isSwallowed(above: Station, station: Station, merged: Station): boolean {
  if (above.tree.form === "paste" || station.tree.form === "paste") return false;
  const [first, own, all] = [above, station, merged].map(({ passages }) =>
    passages.reduce((sum, { kind }) => sum + Number(kind === "title" || kind === "heading"), 0),
  );
  return all! < first! + own!;
}

/** Whether a link leads to a heading of a file. */
function isLinkedTo(workspace: Workspace, file: string, heading: string): boolean {
  for (const [name, { links }] of stationsOf(workspace)) {
    for (const { url } of links) {
      if (!isLocal(url)) continue;
      const target = splitTarget(url);
      if (target.heading?.toLowerCase() !== heading) continue;
      if ((target.file ? linkedFile(workspace, name, target.file) : name) === file) return true;
    }
  }
  return false;
}

/** The edits of links to headings of a file that get other names. */
function anchorEdits(
  workspace: Workspace,
  name: string,
  station: Station,
  file: string,
  anchors: ReadonlyMap<string, string>,
): readonly TextEdit[] {
  if (anchors.size === 0) return [];
  return placeLinks(station).flatMap(({ url, urlRange }): TextEdit[] => {
    const target = splitTarget(url);
    const anchor = target.heading && anchors.get(target.heading.toLowerCase());
    if (!anchor || !target.file || linkedFile(workspace, name, target.file) !== file) return [];
    return [{ range: headingPart(station.text, urlRange), newText: encodeURI(anchor) }];
  });
}

/** The links of a station that may lead to a place in a file, with their addresses, in Markdown and in HTML. */
function placeLinks(
  station: Station,
): readonly { readonly url: string; readonly urlRange: Range; readonly range: Range }[] {
  const written = station.links.filter(
    ({ kind, urlRange, range }) => kind !== "reference" && kind !== "image" && urlRange !== range,
  );
  const html = htmlLinks(station).map((link) => ({ ...link, range: link.urlRange }));
  return [...written, ...html].filter(({ url }) => isLocal(url));
}

/** The same change, followed by what belongs to its stations. */
function withBelongings(workspace: Workspace, made: PathChange | Refusal): PathChange | Refusal {
  if (isRefusal(made)) return made;
  const change = followBelongings(workspace, made.change);
  return isRefusal(change) ? change : { ...made, change };
}

function wholeText(before: string, newText: string): readonly TextEdit[] {
  return [{ range: { start: 0, end: before.length }, newText }];
}

/** The edits that lead links to moved headings, and the references in them, to the station where these stand now. */
function headingLinks(
  workspace: Workspace,
  name: string,
  station: Station,
  from: string,
  moved: ReadonlyMap<string, string>,
  to: { readonly file: string; readonly number: number },
): readonly TextEdit[] {
  return placeLinks(station).flatMap(({ url, urlRange, range }): TextEdit[] => {
    const target = splitTarget(url);
    const anchor = target.heading && moved.get(target.heading.toLowerCase());
    if (!anchor || !target.file) return [];
    if (linkedFile(workspace, name, target.file) !== from) return [];
    const newUrl = `${addressOf(relativeFile(folderOf(name), to.file))}#${encodeURI(anchor)}`;
    const numbers = station.references.flatMap((reference): TextEdit[] => {
      if (reference.kind !== "number" || !contains(range, reference.range)) return [];
      return [{ range: reference.ends[0], newText: String(to.number) }];
    });
    return [{ range: urlRange, newText: newUrl }, ...numbers];
  });
}

/** Only what leads to a file with another name, not what would change because the station itself had moved. */
function linkEdits(
  workspace: Workspace,
  file: string,
  station: Station,
  newName: (file: string) => string,
): readonly TextEdit[] {
  return stationEdits(workspace, file, station, (each) => (each === file ? file : newName(each)));
}

/** Edits of both kinds; where two touch, the first counts. */
function unlessTwice(first: readonly TextEdit[], second: readonly TextEdit[]): readonly TextEdit[] {
  const free = second.filter(
    ({ range }) => !first.some((edit) => edit.range.start < range.end && range.start < edit.range.end),
  );
  return [...first, ...free];
}

/** Where in the list a station with a number comes: before the one that has it now, or at the end. */
function placeFor({ stops }: LearningPath, number: number): number | undefined {
  const at = stops.findIndex((stop) => stop.number === number);
  if (at >= 0) return at;
  return number === (stops[stops.length - 1]?.number ?? 0) + 1 ? stops.length : undefined;
}

/**
 * A new file beside the path's others, with its number in its name where theirs have it. In a folder whose names make another
 * path it has none, which that path would take for its own.
 */
function newFile(
  workspace: Workspace,
  path: LearningPath,
  beside: Stop | undefined,
  title: string,
  number: number,
): string {
  const near = beside ?? path.stops.find((stop) => stop.file !== undefined);
  const folder = near?.file ? folderOf(near.file) : folderOf(path.id);
  const model = near?.file ? baseName(near.file) : "";
  const isOthers = folder !== path.id && workspace.paths.has(folder);
  const numbered = !isOthers && numberInName(model) === near?.number ? /^\D*\d+[-_. ]?/.exec(model)?.[0] : undefined;
  const name = `${numbered ? withNumber(numbered.replace(/\.$/, "-"), number) : ""}${fileNameFor(title)}`;
  return resolveFile(folder, name);
}

function span(numbers: readonly number[]): string {
  return numbers.length ? `${numbers[0]} to ${numbers[numbers.length - 1]}` : "none";
}
