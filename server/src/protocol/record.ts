import type { KnownSentence } from "../features/verification.ts";
import { ledgerFileOf } from "../files/belongings.ts";
import { type Change, editsOnly } from "../files/change.ts";
import { baseName } from "../files/names.ts";
import type { LedgerAndSentences } from "../ledger/ledger-edits.ts";
import type { Cite } from "../ledger/ledger-entry.ts";
import { readLedger } from "../ledger/ledger-file.ts";
import { citeVerified } from "../path/cite-verified.ts";
import { leaningOn, statusOf, verifiableIn } from "../path/verification.ts";
import { changedMiddle, type TextEdit } from "../text/edit.ts";
import { type Deed, refuse } from "./commands.ts";
import { safeChange } from "./convert.ts";
import type { CommandAnswer } from "./messages.ts";
import type { Shown } from "./shown-sentence.ts";
import type { Snapshot } from "./snapshot.ts";

/** The edits of its station after which a sentence cites one of some sources, where its path asks for that. */
export function citing(
  { workspace, today }: Snapshot,
  { path, stop, status }: Shown,
  cites: readonly Cite[],
): readonly TextEdit[] {
  const { sentences } = statusOf(path, stop, { today });
  return citeVerified(workspace, stop.file!, sentences, new Map([[status.sentence.index, cites]]));
}

/**
 * Makes a change of a station's ledger, in one step that can be undone, and has it saved.
 * @param edits of the station, made in the same step; they leave what the ledger knows of its sentences as it is
 */
export function keepLedger(
  { path, stop }: Pick<KnownSentence, "path" | "stop">,
  make: (at: LedgerAndSentences) => string | undefined,
  edits: readonly TextEdit[] = [],
): CommandAnswer | Deed {
  const ledger = stop.ledger?.ledger ?? readLedger("");
  if (!ledger.changeable) refuse(`${baseName(stop.ledger!.file)} can't be changed until its errors are fixed.`);
  const next = make({ ledger, sentences: verifiableIn(path, stop), leaningOf: leaningOn(path, stop) }) ?? ledger.text;
  if (next === ledger.text && edits.length === 0) return { message: "There is nothing to record." };
  const file = stop.ledger?.file ?? ledgerFileOf(stop.file!);
  const change: Change = {
    ...editsOnly([
      [stop.file!, edits],
      [file, stop.ledger ? changedMiddle(ledger.text, next) : []],
    ]),
    created: stop.ledger || next === "" ? [] : [{ file, text: next }],
  };
  return async (connected) => {
    const isOpen = connected.session.documents.has(stop.file!);
    const { edit } = await safeChange(connected, change);
    const { applied, failureReason } = await connected.connection.workspace.applyEdit({ label: "Verify", edit });
    if (!applied) refuse(failureReason ?? "The change could not be made.");
    // A station that nobody has open would stay unsaved without anyone seeing it.
    const closed = edits.length && !isOpen ? [stop.file!] : [];
    return { save: [file, ...closed].map((each) => connected.uris.uriOf(each)) };
  };
}
