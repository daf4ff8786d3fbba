import { relativeFile, resolveFile } from "../../../files/names.ts";
import { checkChange } from "../../../path/nothing-lost.ts";
import { isRefusal } from "../../../path/refusal.ts";
import {
  acceptProposals,
  type Recorded,
  type RecordProblem,
  recordVerifications,
} from "../../../path/verification-records.ts";
import { makeWorkspace, pathsOf, textOf, type Workspace } from "../../../path/workspace.ts";
import { count } from "../../../text/count.ts";
import { fileAt, readText, realPlace, today } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { writeChange } from "../../write-change.ts";
import { readTargets } from "../targets.ts";
import { say, tell, UsageError } from "../terminal.ts";

/**
 * Records what the lines of a file say of sentences: all of them, or none.
 * @throws UsageError for a file that can't be read, and where ledgers can't be written
 * @returns the exit code: 0, or 2 where nothing was recorded
 */
export async function recordFile(names: readonly string[], name: string): Promise<number> {
  const read = readText(fileAt(name));
  if (!("text" in read)) throw new UsageError(`${name}: ${read.reason}`);
  const { workspace, paths, unread } = await readPaths(names);
  if (unread) return 2;
  const recorded = recordVerifications(paths, read.text, (file) => resolveFile(fileAt("."), file), today());
  if (isProblems(recorded)) {
    for (const { line, message } of recorded) tell(`${name}:${line}: ${message}`);
    tell("Nothing was recorded.");
    return 2;
  }
  write(recorded, workspace);
  const { verified, proposed } = recorded;
  await say(
    `Recorded ${count(verified.length + proposed.length, "sentence")}: ${verified.length} verified, ${proposed.length} proposed.`,
  );
  return 0;
}

/**
 * Accepts what programs have proposed, under a person's name, and prints what was accepted.
 * @param hashes of the sentences; all that are proposed where there are none
 * @throws UsageError where something can't be accepted
 */
export async function acceptProposed(
  names: readonly string[],
  by: string | undefined,
  hashes: readonly string[],
): Promise<number> {
  if (by === undefined || !/[\p{L}\p{N}]/u.test(by))
    throw new UsageError("--accept expects --by with a person's name.");
  const { workspace, paths, unread } = await readPaths(names);
  if (unread) return 2;
  const accepted = acceptProposals(paths, hashes, by, today());
  if (typeof accepted === "string") throw new UsageError(accepted);
  write(accepted, workspace);
  for (const { hash, text } of accepted.verified) await say(`${hash}  ${text}`);
  await say(`Accepted ${count(accepted.verified.length, "proposal")}.`);
  return 0;
}

async function readPaths(names: readonly string[]) {
  const { files, texts, unreadable } = await readTargets(names.length ? names : ["."]);
  for (const { file, reason } of unreadable) tell(`${relativeFile(fileAt("."), file)}: ${reason}`);
  const workspace = makeWorkspace(await readersFor(texts.map(({ file }) => file)), texts);
  const paths = [...new Set(files.flatMap((file) => pathsOf(workspace, file)))];
  return { workspace, paths, unread: unreadable.length > 0 };
}

/** @throws UsageError where it can't be written; then nothing is */
function write({ change }: Recorded, workspace: Workspace): void {
  const checked = checkChange(workspace, change, realPlace);
  if (isRefusal(checked)) throw new UsageError(checked.refused);
  const failed = writeChange(checked, (file) => textOf(workspace, file) ?? "");
  if (failed) throw new UsageError(failed);
}

function isProblems(recorded: Recorded | readonly RecordProblem[]): recorded is readonly RecordProblem[] {
  return Array.isArray(recorded);
}
