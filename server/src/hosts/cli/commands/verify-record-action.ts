import { relativeFile, resolveFile } from "../../../files/names.ts";
import { checkEvidence } from "../../../ledger/evidence.ts";
import { checkChange } from "../../../path/nothing-lost.ts";
import { isRefusal } from "../../../path/refusal.ts";
import {
  acceptAll,
  type Proposal,
  proposalsIn,
  type Recorded,
  type RecordProblem,
  recordVerifications,
} from "../../../path/verification-records.ts";
import { storedQuoteText } from "../../../path/verification-words.ts";
import { makeWorkspace, pathsOf, textOf, type Workspace } from "../../../path/workspace.ts";
import { count } from "../../../text/count.ts";
import { fileAt, readText, realPlace, today } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { writeChange } from "../../write-change.ts";
import { expectInTime } from "../path-time.ts";
import { readTargets } from "../targets.ts";
import { confirm, isAttended, say, tell, UsageError } from "../terminal.ts";

/**
 * Records what the lines of a file say of sentences: all of them, or none.
 * @param seconds how long the paths may take for each of their stations
 * @throws UsageError for a file that can't be read, and where ledgers can't be written
 * @returns the exit code: 0, or 2 where nothing was recorded
 */
export async function recordFile(names: readonly string[], name: string, seconds: number): Promise<number> {
  const read = readText(fileAt(name));
  if (!("text" in read)) throw new UsageError(`${name}: ${read.reason}`);
  const { workspace, paths, unread } = await readPaths(names);
  if (unread) return 2;
  const fileOf = (file: string) => resolveFile(fileAt("."), file);
  const recorded = expectInTime(paths, seconds, () =>
    recordVerifications(workspace, paths, read.text, fileOf, today()),
  );
  if (isProblems(recorded)) {
    for (const { line, message } of recorded) tell(`${name}:${line}: ${message}`);
    tell("Nothing was recorded.");
    return 2;
  }
  write(recorded, workspace);
  const { verified, proposed } = recorded;
  await say(
    `Recorded ${count(verified.length + proposed.length, "sentence")}: ${verified.length} verified, ${proposed.length} proposed.${citedText(recorded)}`,
  );
  return 0;
}

/** Which proposals are accepted, and under which name. */
export interface Accepting {
  readonly by: string | undefined;
  /** The hashes of the sentences; all that are proposed where there are none. */
  readonly hashes: readonly string[];
  /** Whether all may be accepted without a question. */
  readonly all: boolean;
}

/**
 * Shows what programs have proposed, and accepts it under a person's name; all proposals only after a question.
 * @param seconds how long the paths may take for each of their stations
 * @throws UsageError where something can't be accepted, and where nobody could be asked
 * @returns the exit code: 0, or 1 where the person said no
 */
export async function acceptProposed(
  names: readonly string[],
  { by, hashes, all }: Accepting,
  seconds: number,
): Promise<number> {
  if (by === undefined || !/[\p{L}\p{N}]/u.test(by))
    throw new UsageError("--accept expects --by with a person's name.");
  if (all && hashes.length) throw new UsageError("Please give --all or --sentence, not both.");
  const { workspace, paths, unread } = await readPaths(names);
  if (unread) return 2;
  const proposals = expectInTime(paths, seconds, () => proposalsIn(paths, hashes, today()));
  if (typeof proposals === "string") throw new UsageError(proposals);
  const accepted = acceptAll(workspace, proposals, by, today());
  if (typeof accepted === "string") throw new UsageError(accepted);
  for (const proposal of proposals) await say(proposalText(proposal));
  if (proposals.length === 0) {
    await say("Nothing is proposed.");
    return 0;
  }
  const isAsked = hashes.length === 0 && !all;
  if (isAsked && !isAttended())
    throw new UsageError("Nothing was accepted. Please give --all, or --sentence with the hash of each.");
  if (isAsked && !(await confirm(`Accept ${count(proposals.length, "proposal")} as ${by}?`))) {
    await say("Nothing was accepted.");
    return 1;
  }
  write(accepted, workspace);
  await say(`Accepted ${count(accepted.verified.length, "proposal")}.${citedText(accepted)}`);
  return 0;
}

/** What a person compares before accepting it: the sentence, and the words of its sources. */
function proposalText({ path, status: { sentence, line } }: Proposal): string {
  const { role, cites, by } = line!.entry;
  const quotes = cites.flatMap(({ key, loc, evidence }) => {
    const text = path.sourceText(key);
    const { qualifier } = text && evidence ? checkEvidence(text, evidence, path.language) : NOT_FOUND;
    return [
      `${INDENT}${evidence ? `“${evidence.exact}” ` : ""}(${[key, loc].filter(Boolean).join(", ")})`,
      ...(qualifier
        ? [`${INDENT}${storedQuoteText({ stored: "exact", likeness: 1, sameText: undefined, qualifier })}`]
        : []),
    ];
  });
  return [`${sentence.hash}  ${sentence.text}`, `${INDENT}${role}, proposed by ${by || "a program"}`, ...quotes].join(
    "\n",
  );
}

const NOT_FOUND = { qualifier: undefined };

/** As wide as a hash and the gap after it. */
const INDENT = " ".repeat(18);

/** What was written into stations, as a sentence after another one. */
function citedText({ cited }: Recorded): string {
  return cited ? ` The text now cites the source in ${count(cited, "sentence")}.` : "";
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
