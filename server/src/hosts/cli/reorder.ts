import { structuredPatch } from "diff";
import type { Change } from "../../files/change.ts";
import { folderOf, relativeFile } from "../../files/names.ts";
import type { Paint } from "../../lint/report-text.ts";
import { ignorePatterns } from "../../path/ignore-patterns.ts";
import type { LearningPath, Stop } from "../../path/learning-path.ts";
import { checkChange } from "../../path/nothing-lost.ts";
import { oldNamesOf, partsOfNames } from "../../path/old-names.ts";
import {
  insertStation,
  mergeStations,
  moveStation,
  type PathChange,
  removeStation,
  splitStation,
} from "../../path/path-changes.ts";
import { isRefusal, type Refusal } from "../../path/refusal.ts";
import { makeWorkspace, pathsOf, textOf, type Workspace } from "../../path/workspace.ts";
import { count } from "../../text/count.ts";
import { applyEdits } from "../../text/edit.ts";
import { inert } from "../../text/inert.ts";
import { rootsOf, wholeAround } from "../bounds.ts";
import { fileAt, isFolder, isRegular, realPlace, scan } from "../disk.ts";
import { ignoringOnDisk } from "../ignoring-on-disk.ts";
import { textsNaming } from "../naming-texts.ts";
import { readersFor } from "../readers.ts";
import { surroundings } from "../surroundings.ts";
import { writeChange } from "../write-change.ts";
import { paintFor, print, say, UsageError } from "./terminal.ts";

interface Options {
  /** The `path.yaml`, or the folder of the path; without it, the path of the station that is named. */
  readonly path?: string;
  readonly dryRun?: boolean;
  readonly color: boolean;
}

/** Moves a station to another number. */
export function move(station: string, options: Options & { readonly to: string }): Promise<number> {
  return reorder(options, [station], (workspace, path) => {
    const stop = stopNamed(path, station);
    const change = moveStation(workspace, path, stop, numberFrom(options.to));
    return [change, `Station ${stop.number} “${stop.title}” is Station ${options.to} now.`];
  });
}

/** Puts a new station on the path. */
export function insert(
  number: string,
  title: string,
  options: Options & { readonly planned?: boolean },
): Promise<number> {
  return reorder(options, [], (workspace, path) => {
    if (!title.trim() || /[\n\r]/.test(title)) throw new UsageError("A station needs a title of one line.");
    const change = insertStation(workspace, path, numberFrom(number), title.trim(), options.planned);
    return [change, `“${title.trim()}” is Station ${number} now${options.planned ? ", planned" : ""}.`];
  });
}

/** Takes a station off the path. */
export function remove(station: string, options: Options & { readonly deleteFile?: boolean }): Promise<number> {
  return reorder(options, [station], (workspace, path) => {
    const stop = stopNamed(path, station);
    if (!path.pathFile && !options.deleteFile) {
      throw new UsageError(
        "Here the file names say what is on the path, so removing a station deletes its file. Please add --delete-file if that is right.",
      );
    }
    const change = removeStation(workspace, path, stop, options.deleteFile === true);
    return [change, `Station ${stop.number} “${stop.title}” is no longer on the path.`];
  });
}

/** Makes one station of two. */
export function merge(first: string, second: string, options: Options): Promise<number> {
  return reorder(options, [first, second], (workspace, path) => {
    const [kept, gone] = [stopNamed(path, first), stopNamed(path, second)];
    return [mergeStations(workspace, path, kept, gone), `“${gone.title}” is a part of “${kept.title}” now.`];
  });
}

/** Makes two stations of one. */
export function split(station: string, options: Options & { readonly at: string }): Promise<number> {
  return reorder(options, [station], (workspace, path) => {
    const stop = stopNamed(path, station);
    const section = stop.station?.sections.find(({ heading }) => heading.prose.text.trim() === options.at.trim());
    if (!section) throw new UsageError(`Station ${stop.number} has no section “${options.at}”.`);
    const change = splitStation(workspace, path, stop, section.heading.range.start);
    return [change, `“${options.at.trim()}” is a station of its own now.`];
  });
}

type Operation = (workspace: Workspace, path: LearningPath) => readonly [PathChange | Refusal, string];

/**
 * Reads a path, computes a change of it, and makes or shows it.
 * @param stations the names of those that it is about
 */
async function reorder(options: Options, stations: readonly string[], operation: Operation): Promise<number> {
  const named = stations.find((name) => !isNumber(name) && isRegular(fileAt(name)));
  const { workspace, path } = await readPath(options.path ?? named ?? ".", true);
  const [made, done] = operation(workspace, path);
  if (isRefusal(made)) throw new UsageError(made.refused);
  const checked = checkChange(workspace, made.change, realPlace, textsLeft(workspace, path, made.change));
  if (isRefusal(checked)) throw new UsageError(checked.refused);
  const textNow = (file: string) => textOf(workspace, file) ?? "";
  const sum = summary({ ...made, notes: [...made.notes, ...checked.notes] }, done);
  if (options.dryRun) {
    await print(diffOf(made, textNow, paintFor(options.color)));
    await say(`${sum} (dry run: nothing was written)`);
    return 0;
  }
  const failed = writeChange(checked, textNow);
  if (failed) throw new UsageError(failed);
  await say(sum);
  return 0;
}

/** The texts of a repository that no change follows, as far as they may name what gets another name or goes. */
function textsLeft(workspace: Workspace, path: LearningPath, change: Change): ReadonlyMap<string, string> {
  const words = oldNamesOf(change).flatMap(partsOfNames);
  if (words.length === 0) return new Map();
  const folder = folderOf(path.pathFile?.file ?? `${path.id}/path.yaml`);
  return textsNaming(wholeAround(folder), words, (file) => textOf(workspace, file) !== undefined);
}

/**
 * Reads the path that a name stands for: a `path.yaml`, a folder, or a station, whose path in the current folder comes first.
 * @param withAll whether all that is in its repository is read, too, since a change may matter there
 * @throws UsageError where there is none
 */
export async function readPath(name: string, withAll = false): Promise<{ workspace: Workspace; path: LearningPath }> {
  const given = fileAt(name);
  const folder = isFolder(given) ? given : folderOf(given);
  const roots = rootsOf([folder], fileAt("."));
  const ignoring = ignoringOnDisk([folder], ignorePatterns);
  const look = (each: string) => scan(each, true, undefined, ignoring);
  const files = [...new Set([...look(folder), ...(withAll ? look(wholeAround(folder)) : [])])];
  const { texts, unread } = surroundings(files, roots, { ignoring });
  const workspace = makeWorkspace(
    await readersFor(texts.map(({ file }) => file)),
    withAll ? [...texts, ...unread] : texts,
  );
  const path = isFolder(given)
    ? (workspace.paths.get(`${given}/path.yaml`) ??
      workspace.paths.get(`${given}/path.yml`) ??
      workspace.paths.get(given))
    : (workspace.paths.get(given) ?? pathOf(workspace, given));
  if (!path) {
    throw new UsageError(
      `There is no learning path in “${name}”: neither a path.yaml nor stations with numbered names.`,
    );
  }
  return { workspace, path };
}

function pathOf(workspace: Workspace, file: string): LearningPath | undefined {
  const paths = pathsOf(workspace, file);
  return paths.find(({ id, pathFile }) => (pathFile ? folderOf(id) : id) === fileAt(".")) ?? paths[0];
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

function stopNamed(path: LearningPath, name: string): Stop {
  const number = isNumber(name) ? Number(name) : undefined;
  const stop = number === undefined ? path.stopOf(fileAt(name)) : path.stopsAt(number)[0];
  if (stop) return stop;
  const [first, last] = [path.stops[0]?.number, path.stops[path.stops.length - 1]?.number];
  throw new UsageError(
    `There is no station “${name}” on “${path.title}”. ${first === undefined ? "It has none yet." : `Its stations have the numbers ${first} to ${last}.`}`,
  );
}

function numberFrom(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(`“${text}” is not a station number.`);
  return Number(text);
}

function summary({ references, stations, change, notes }: PathChange, done: string): string {
  const follow = references
    ? ` ${count(references, "reference")} in ${count(stations, "station")} ${references === 1 ? "follows" : "follow"}.`
    : "";
  const files = change.renamed.length ? ` ${count(change.renamed.length, "file")} renamed.` : "";
  return [`${done}${follow}${files}`, ...new Set(notes)].join("\n");
}

function diffOf({ change }: PathChange, textOf: (file: string) => string, paint: Paint): string {
  const here = (file: string) => inert(relativeFile(fileAt("."), file));
  const lines: string[] = [];
  for (const [file, edits] of change.edits) {
    const before = textOf(file);
    const { hunks } = structuredPatch("", "", before, applyEdits(before, edits), "", "", { context: 0 });
    lines.push(paint.bold(here(file)));
    for (const hunk of hunks) {
      for (const line of hunk.lines) {
        const shown = inert(line);
        if (line.startsWith("-")) lines.push(paint.red(shown));
        else if (line.startsWith("+")) lines.push(paint.green(shown));
      }
    }
  }
  for (const { from, to } of change.renamed) lines.push(`${paint.bold(here(from))} becomes ${paint.bold(here(to))}`);
  for (const { file } of change.created) lines.push(`${paint.bold(here(file))} is new`);
  for (const file of change.deleted) lines.push(`${paint.bold(here(file))} is deleted`);
  return lines.length ? `${lines.join("\n")}\n\n` : "";
}
