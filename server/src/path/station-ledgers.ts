import type { Change } from "../files/change.ts";
import { baseName } from "../files/names.ts";
import { followText, joinLedgers, splitLedger } from "../ledger/follow-text.ts";
import { type Ledger, readLedger } from "../ledger/ledger-file.ts";
import { sentencesAndRows } from "../ledger/ledger-sentences.ts";
import type { Station } from "../station/station.ts";
import { applyEdits, type TextEdit } from "../text/edit.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import type { LedgerFile } from "./verification.ts";
import { ledgerOf, type Workspace } from "./workspace.ts";

/** A station whose text is edited, as it is before and after that. */
export interface EditedStation {
  readonly file: string;
  readonly before: Station;
  readonly after: Station;
  readonly edits: readonly TextEdit[];
}

/** What becomes of ledgers where stations are merged or split. */
export interface ChangedLedgers {
  readonly edits: Change["edits"];
  /** The text of a ledger that there was none of before: of the merged station, or of the second part. */
  readonly text?: string | undefined;
}

/** The ledger of a station that takes in another one has the lines of both. */
export function mergeLedgers(
  workspace: Workspace,
  first: EditedStation,
  second: EditedStation,
): ChangedLedgers | Refusal {
  const [own, other] = [changeableLedger(workspace, first.file), changeableLedger(workspace, second.file)];
  if (own && isRefusal(own)) return own;
  if (other && isRefusal(other)) return other;
  if (!other) return own ? written(own, followed(own.ledger, first).text) : { edits: new Map() };
  if (!own) return { edits: new Map(), text: joinLedgers(readLedger(""), followed(other.ledger, second)) };
  const next = followed(own.ledger, first);
  // Stations of one name have one ledger.
  if (own.file === other.file) return written(own, followed(next, second).text);
  return written(own, joinLedgers(next, followed(other.ledger, second)));
}

/**
 * The ledger of a station that is split keeps the lines of the first part; those of the second go to a new one.
 * @param at where the second part begins in the edited text
 * @param first the first part as a station
 */
export function splitLedgers(
  workspace: Workspace,
  whole: EditedStation,
  at: number,
  first: Station,
  second: Station,
): ChangedLedgers | Refusal {
  const own = changeableLedger(workspace, whole.file);
  if (!own) return { edits: new Map() };
  if (isRefusal(own)) return own;
  const parts = splitLedger(
    followed(own.ledger, whole),
    sentencesAndRows(whole.after),
    ({ sentence }) => sentence.range.start >= at,
    sentencesAndRows(first),
    sentencesAndRows(second),
  );
  return { ...written(own, parts.first), text: parts.second };
}

/** The ledger of a station; a refusal where it has to stay as it is: it can't be read, or holds an unfinished merge. */
function changeableLedger(workspace: Workspace, stationFile: string): LedgerFile | Refusal | undefined {
  const found = ledgerOf(workspace, stationFile);
  if (!found) return undefined;
  const { changeable, text, problems } = found.ledger;
  if (changeable && (text !== "" || problems.length === 0)) return found;
  return { refused: `“${baseName(found.file)}” can't be changed as it is. Please fix the problems in it first.` };
}

/** A ledger once it knows the edited sentences of its station. */
function followed(ledger: Ledger, { before, after, edits }: EditedStation): Ledger {
  const changed = followText(ledger, sentencesAndRows(before), sentencesAndRows(after), edits);
  return readLedger(applyEdits(ledger.text, changed));
}

function written({ file, ledger: { text } }: LedgerFile, newText: string): ChangedLedgers {
  const edit = { range: { start: 0, end: text.length }, newText };
  return { edits: newText === text ? new Map() : new Map([[file, [edit]]]) };
}
