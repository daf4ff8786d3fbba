import { makeWorkspace, pathsOf, stationOf, type Workspace, withUnread } from "../path/workspace.ts";
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
 * for among some files and those on their paths, are left unread, and it is done again: one bad station must cost its
 * neighbors nothing. Where none does, it may have been the machine that stood still: it is done once more before any is blamed.
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
  let isAgain = false;
  for (;;) {
    const done = limit(() => run(current));
    if (done) return { value: done.value, workspace: current, stopped };
    const around = files.flatMap((file) =>
      pathsOf(current, file).flatMap(({ stops }) => stops.map((stop) => stop.file)),
    );
    const candidates = [...new Set([...files, ...around])].filter(
      (file) => file && !stopped.includes(file),
    ) as string[];
    const slow = candidates.filter((file) => !limit(() => lintAlone(current, file, options)));
    if (slow.length === 0 && !isAgain) {
      isAgain = true;
      continue;
    }
    const found = slow.length > 0 ? slow : candidates.slice(0, 1);
    if (found.length === 0) return { value: undefined, workspace: current, stopped };
    stopped.push(...found);
    for (const file of found) current = withUnread(current, file, why);
  }
}

function lintAlone(workspace: Workspace, file: string, options: LintOptions): void {
  const text = stationOf(workspace, file)?.text;
  if (text !== undefined) lintFile(makeWorkspace(workspace.readers, [{ file, text }]), file, options);
}
