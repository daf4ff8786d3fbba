import { makeWorkspace, pathsOf, stationOf, stationsOf, type Workspace, withUnread } from "../path/workspace.ts";
import { type LintOptions, lintFile } from "./lint.ts";

/** Runs something for as long as a host allows; undefined if that was too short. */
export type Limit = <Value>(run: () => Value) => { readonly value: Value } | undefined;

/** What came of something that had to be done in time. */
export interface InTime<Value> {
  /** Undefined where even without the files that were left unread it took too long. */
  readonly value: Value | undefined;
  /** The workspace, with the stations that took too long left unread. */
  readonly workspace: Workspace;
  /** The files that took too long. */
  readonly stopped: readonly string[];
}

/**
 * Does something with a workspace in time. Where it takes too long, the stations that take too long by themselves are looked
 * for among some files and those on their paths, or among all where it is about no file in particular. They are left unread, and
 * it is done again: one bad station must cost its neighbors nothing. Where there is none, the files that it is about are left
 * unread.
 * @param why what is to be said of a station that is left unread
 */
export function inTime<Value>(
  workspace: Workspace,
  files: readonly string[],
  options: LintOptions,
  { limit, why }: { readonly limit: Limit; readonly why: string },
  run: (workspace: Workspace) => Value,
): InTime<Value> {
  const stopped: string[] = [];
  let current = workspace;
  for (;;) {
    const done = limit(() => run(current));
    if (done) return { value: done.value, workspace: current, stopped };
    const slow = candidates(current, files).filter(
      (file) =>
        !stopped.includes(file) && !limit(() => lookAlone(current, file, files.length > 0 ? options : undefined)),
    );
    const found =
      slow.length > 0
        ? /* defense: find-the-slow-station */ slow
        : files.filter((file) => !stopped.includes(file)).slice(0, 1);
    if (found.length === 0) return { value: undefined, workspace: current, stopped };
    stopped.push(...found);
    for (const file of found) current = withUnread(current, file, why);
  }
}

/** The files that may take too long where something is done with some files, or with none in particular. */
function candidates(workspace: Workspace, files: readonly string[]): readonly string[] {
  if (files.length === 0) return [...stationsOf(workspace)].map(([file]) => file);
  const around = files.flatMap((file) => pathsOf(workspace, file)).flatMap(({ stops }) => stops);
  return [...new Set([...files, ...around.flatMap(({ file }) => file ?? [])])];
}

/** Reads all of a station, and checks it as if it were on no path where there are options to do so. */
function lookAlone(workspace: Workspace, file: string, options: LintOptions | undefined): void {
  const station = stationOf(workspace, file);
  if (!station) return;
  Object.values(station); // each of its parts is read when it is asked for
  const { text, tree } = station;
  if (!options || tree.problems.some(({ fatal }) => fatal)) return;
  lintFile(makeWorkspace(workspace.readers, [{ file, text }]), file, options);
}
