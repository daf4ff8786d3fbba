import { type Change, joinEdits, type Renaming } from "../files/change.ts";
import { baseName, folderOf, relativeFile, resolveFile } from "../files/names.ts";
import type { Station } from "../station/station.ts";
import type { TextEdit } from "../text/edit.ts";
import { followBelongings } from "./follow-belongings.ts";
import type { LearningPath, Stop } from "./learning-path.ts";
import { type NewEntry, orderStations } from "./path-edits.ts";
import { numberInName } from "./path-file.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { newNames, renameFileEdits } from "./rename-files.ts";
import { type NewNumbers, renumberReferences } from "./renumber-references.ts";
import { pathsOf, stationOf, type Workspace } from "./workspace.ts";

/** A path as it shall be. Stops that it no longer has are removed, or merged into one that it has. */
export interface NewOrder {
  readonly stops: readonly (Stop | NewStop)[];
  readonly mergedInto?: ReadonlyMap<Stop, Stop>;
  /** A stop whose text from an offset on goes to a new one. */
  readonly parted?: { readonly stop: Stop; readonly from: number; readonly into: NewStop };
}

/** A station that is new on the path: a file, or one that is planned. */
export type NewStop = { readonly file: string } | { readonly planned: string };

/** What renumbering changes, and how much of it for people to know. */
export interface Renumbering {
  readonly change: Change;
  readonly references: number;
  /** The stations whose references are rewritten. */
  readonly stations: number;
  /** What a person should look at afterwards. */
  readonly notes: readonly string[];
}

/**
 * Everything that changes when a path's stations get another order: `path.yaml`, file names that carry numbers, and every
 * reference on the path, so that each points at the same stations as before. What belongs to the stations does not follow yet:
 * see `followBelongings`.
 */
export function renumber(workspace: Workspace, path: LearningPath, order: NewOrder): Renumbering | Refusal {
  const twice = path.stops.find((stop, at) => path.stops[at - 1]?.number === stop.number);
  if (twice) return { refused: `Two stations have the number ${twice.number}. Please give each its own number first.` };
  const numbers = newNumbers(path, order);
  const newNumber = (stop: Stop) => numbers.get(stop) ?? numbers.get(order.mergedInto?.get(stop) ?? stop);
  const named = renamingsFor(workspace, path, (stop) => numbers.get(stop));
  if (isRefusal(named)) return named;
  const { renamed } = named;
  const taken = new Set(numbers.values());
  const { parted } = order;
  const rewritten = rewriteReferences(path, {
    of: newNumber,
    exists: (number) => taken.has(number),
    hereFrom: (stop) => {
      if (!parted || stop !== parted.stop) return undefined;
      return ({ range }) => (range.start >= parted.from ? numbers.get(parted.into) : undefined);
    },
  });
  const newName = newNames(renamed);
  const renames = renamed.length ? renameFileEdits(workspace, newName) : new Map<string, readonly TextEdit[]>();
  const own = new Map([...renames].filter(([file]) => file !== path.pathFile?.file));
  const listed = path.pathFile ? orderStations(path.pathFile, newEntries(path, order, newName)) : [];
  if (isRefusal(listed)) return listed;
  const entries = path.pathFile ? new Map([[path.pathFile.file, listed]]) : new Map<string, readonly TextEdit[]>();
  const edits = joinEdits(entries, rewritten.edits, own);
  const unread = order.stops.flatMap((stop) =>
    "number" in stop && stop.file && stop.station && isUnread(stop.station) ? [stop.file] : [],
  );
  const notes = [
    ...rewritten.notes,
    ...named.notes,
    ...sharedNotes(workspace, path, rewritten.edits.keys()),
    ...unread.map(unreadNote),
  ];
  return { ...rewritten, notes, change: { edits, created: [], renamed, deleted: [] } };
}

/** Whether nothing is known of what a station says. */
export function isUnread({ tree }: Station): boolean {
  return tree.problems.some(({ fatal }) => fatal);
}

/** Why nothing can be taken from a station, or be put into it. */
export function unreadRefusal(file: string, { tree }: Station): string {
  return `“${baseName(file)}” can't be read: ${tree.problems.find(({ fatal }) => fatal)?.message} Nothing was changed.`;
}

/** What to look after in a station that is not followed because it can't be read. */
export function unreadNote(file: string): string {
  return `“${baseName(file)}” can't be read, so its references may be wrong now.`;
}

/**
 * What follows from an order that is written down already, in a `path.yaml`: everything but that order itself.
 * @param before the path with the order that references still speak of
 * @param after the path as it is now
 * @param changed the stations whose references no longer speak of the order before: they are left as they are, and named in a note
 */
export function followOrder(
  workspace: Workspace,
  before: LearningPath,
  after: LearningPath,
  changed: ReadonlySet<string> = new Set(),
): Renumbering | Refusal {
  const named = renamingsFor(workspace, before, numbersIn(after));
  if (isRefusal(named)) return named;
  const { renamed } = named;
  const rewritten = followReferences(before, after, changed);
  const renames = renamed.length
    ? renameFileEdits(workspace, newNames(renamed))
    : new Map<string, readonly TextEdit[]>();
  const edits = joinEdits(rewritten.edits, renames);
  const change = followBelongings(workspace, { edits, created: [], renamed, deleted: [] });
  return isRefusal(change) ? change : { ...rewritten, notes: [...rewritten.notes, ...named.notes], change };
}

/** What the references of stations become where an order is written down already; see `followOrder`. */
export function followReferences(
  before: LearningPath,
  after: LearningPath,
  changed: ReadonlySet<string> = new Set(),
): Rewritten {
  const exists = (number: number) => after.stopsAt(number).length > 0;
  return rewriteReferences(before, { of: numbersIn(after), exists, changed });
}

function numbersIn(after: LearningPath): (stop: Stop) => number | undefined {
  const places = new Map(after.stops.map((stop) => [identityOf(stop), stop.number]));
  return (stop) => places.get(identityOf(stop));
}

/** What makes a stop the same in two orders. */
export function identityOf({ file, title }: Stop): string {
  return file ?? `planned: ${title}`;
}

/** A station that several paths list speaks of one path's numbers; whoever reads it on another should be looked after. */
function sharedNotes(workspace: Workspace, path: LearningPath, files: Iterable<string>): readonly string[] {
  return [...files].flatMap((file) => {
    const titles = otherTitles(workspace, path, file);
    return titles ? [`“${path.stopOf(file)!.title}” is also on ${titles}. Please check its numbers there.`] : [];
  });
}

/** The titles of the other paths that list a station; empty where none does. */
export function otherTitles(workspace: Workspace, path: LearningPath, file: string): string {
  const others = pathsOf(workspace, file).filter(({ id }) => id !== path.id);
  return others.map(({ title }) => `“${title}”`).join(" and ");
}

interface Rewritten extends Omit<Renumbering, "change"> {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

function rewriteReferences(
  path: LearningPath,
  numbers: NewNumbers & { hereFrom?(stop: Stop): NewNumbers["here"]; readonly changed?: ReadonlySet<string> },
): Rewritten {
  const edits = new Map<string, readonly TextEdit[]>();
  const notes: string[] = [];
  let references = 0;
  for (const stop of path.stops) {
    const here = numbers.of(stop);
    if (!stop.file || !stop.station || edits.has(stop.file) || here === undefined) continue;
    const found = renumberReferences(path, stop, { ...numbers, here: numbers.hereFrom?.(stop) });
    if (found.count === 0) continue;
    if (numbers.changed?.has(stop.file)) {
      notes.push(
        `The references in “${stop.title}” were changed in the meantime, so they stay as they are. Please check them.`,
      );
      continue;
    }
    edits.set(stop.file, found.edits);
    references += found.count;
    for (const title of new Set(found.replaced)) {
      notes.push(`Station ${here} referred to “${title}” by number; it now gives the title.`);
    }
  }
  return { edits, references, stations: edits.size, notes };
}

/**
 * The new names of the files that carry their stations' numbers. Where one is the name of a station that leaves the path, all of them
 * stay: a name means one file before and after a change.
 */
function renamingsFor(
  workspace: Workspace,
  path: LearningPath,
  newNumber: (stop: Stop) => number | undefined,
): { readonly renamed: readonly Renaming[]; readonly notes: readonly string[] } | Refusal {
  // Where a folder's names say what is on its path, only that path gives them other numbers.
  const isNamed = ({ file }: Stop) =>
    file !== undefined && pathsOf(workspace, file).some(({ id, pathFile }) => !pathFile && id !== path.id);
  const renamed = path.stops.flatMap((stop) => (isNamed(stop) ? [] : (renamingOf(stop, newNumber(stop)) ?? [])));
  const free = new Set(renamed.map(({ from }) => from));
  const occupied = renamed.filter(({ to }) => stationOf(workspace, to) && !free.has(to));
  if (occupied.length === 0) return { renamed, notes: [] };
  const leaving = new Set(path.stops.flatMap((stop) => (newNumber(stop) === undefined ? (stop.file ?? []) : [])));
  const foreign = occupied.find(({ to }) => !leaving.has(to));
  const [from, to] = [foreign ?? occupied[0]!].flatMap((each) => [baseName(each.from), baseName(each.to)]);
  return foreign
    ? { refused: `“${from}” would become “${to}”, but there is already a file of that name.` }
    : { renamed: [], notes: [`The files keep their names: “${from}” can't become “${to}” in the same step.`] };
}

/** The number that each stop gets; none for those that are gone. */
function newNumbers(path: LearningPath, { stops }: NewOrder): ReadonlyMap<Stop | NewStop, number> {
  const numbers = path.pathFile ? stops.map((_, at) => at + 1) : slots(path, stops);
  return new Map(stops.map((stop, at) => [stop, numbers[at]!]));
}

/**
 * Numbers in file names keep their gaps: a new station pushes the next ones on, a removed one lets them move up, unless one would get
 * the removed one's name.
 */
function slots(path: LearningPath, stops: readonly (Stop | NewStop)[]): readonly number[] {
  const before = path.stops.map(({ number }) => number);
  if (stops.length === before.length) return before;
  if (stops.length < before.length) {
    const staying = new Set(stops);
    const gone = path.stops.findIndex((stop) => !staying.has(stop));
    const takesName = path.stops.some(
      (stop, at) => at > gone && renamingOf(stop, stop.number - 1)?.to === path.stops[gone]!.file,
    );
    return [...before.slice(0, gone), ...before.slice(gone + 1).map((number) => (takesName ? number : number - 1))];
  }
  const at = stops.findIndex((stop) => !("number" in stop));
  const numbers = [...before.slice(0, at), before[at] ?? (before[before.length - 1] ?? 0) + 1];
  for (const number of before.slice(at)) numbers.push(Math.max(number, numbers[numbers.length - 1]! + 1));
  return numbers;
}

/** The new name of a station's file, where its name starts with its number. */
function renamingOf({ file, station, number }: Stop, next: number | undefined): Renaming | undefined {
  if (file === undefined || !station || next === undefined || next === number) return undefined;
  const name = baseName(file);
  return numberInName(name) === number
    ? { from: file, to: resolveFile(folderOf(file), withNumber(name, next)) }
    : undefined;
}

/** A file name with another number at its start, as many digits wide. */
export function withNumber(name: string, number: number): string {
  return name.replace(/\d+/, (digits) => String(number).padStart(digits.length, "0"));
}

function newEntries(path: LearningPath, { stops }: NewOrder, newName: (file: string) => string): readonly NewEntry[] {
  const folder = folderOf(path.id);
  const indices = new Map(path.stops.map((stop, at) => [stop, at]));
  return stops.map((stop): NewEntry => {
    if ("number" in stop) {
      const name = stop.file && newName(stop.file) !== stop.file ? relativeFile(folder, newName(stop.file)) : undefined;
      return { kind: "kept", index: indices.get(stop)!, name };
    }
    return "planned" in stop
      ? { kind: "planned", title: stop.planned }
      : { kind: "file", name: relativeFile(folder, stop.file) };
  });
}
