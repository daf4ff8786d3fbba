import type { KnownSentence } from "../features/verification.ts";
import { ledgerFileOf } from "../files/belongings.ts";
import type { Change } from "../files/change.ts";
import { baseName } from "../files/names.ts";
import type { LedgerAndSentences } from "../ledger/ledger-edits.ts";
import { readLedger } from "../ledger/ledger-file.ts";
import { ledgerSentences } from "../ledger/ledger-sentences.ts";
import { changedMiddle } from "../text/edit.ts";
import { type Deed, refuse } from "./commands.ts";
import { safeChange } from "./convert.ts";
import type { Choice, CommandAnswer } from "./messages.ts";
import type { Shown } from "./shown-sentence.ts";

/** Records something of a sentence; if nobody was shown the sentence yet, shows it, with a button that leads here again. */
export function recordOf(
  at: Shown,
  again: Choice["choices"][number],
  make: (at: LedgerAndSentences) => string | undefined,
): CommandAnswer | Deed {
  if (at.wasShown) return keepLedger(at, make);
  return { choose: { question: "Is this the sentence?", detail: at.status.sentence.text, choices: [again] } };
}

/** Makes a change of a station's ledger, in one step that can be undone, and has it saved. */
export function keepLedger(
  { stop, station }: Pick<KnownSentence, "stop" | "station">,
  make: (at: LedgerAndSentences) => string | undefined,
): CommandAnswer | Deed {
  const ledger = stop.ledger?.ledger ?? readLedger("");
  if (!ledger.changeable) refuse(`${baseName(stop.ledger!.file)} can't be changed until its errors are fixed.`);
  const next = make({ ledger, sentences: ledgerSentences(station) });
  if (next === undefined || next === ledger.text) return { message: "There is nothing to record." };
  const file = stop.ledger?.file ?? ledgerFileOf(stop.file!);
  const none = { renamed: [], deleted: [] };
  const change: Change = stop.ledger
    ? { ...none, created: [], edits: new Map([[file, changedMiddle(ledger.text, next)]]) }
    : { ...none, created: [{ file, text: next }], edits: new Map() };
  return async (connected) => {
    const { edit } = await safeChange(connected, change);
    const { applied, failureReason } = await connected.connection.workspace.applyEdit({ label: "Verify", edit });
    if (!applied) refuse(failureReason ?? "The change could not be made.");
    return { save: [connected.uris.uriOf(file)] };
  };
}
