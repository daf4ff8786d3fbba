import { type KnownSentence, type ShownSentence, sentenceAt, shown, textVersion } from "../features/verification.ts";
import type { Station } from "../station/station.ts";
import { type Command, type Deed, refuse } from "./commands.ts";
import type { CommandAnswer, VerificationCommands } from "./messages.ts";
import { type Snapshot, stationAt } from "./snapshot.ts";

/** A sentence that a command is about. */
export interface Shown extends KnownSentence {
  /** The address of its station, as it was given. */
  readonly uri: unknown;
  /** What a question about it hands on to the command that answers it. */
  readonly shown: ShownSentence;
}

/**
 * The sentence that a person was shown.
 * @throws ResponseError where there is none, and where the text is not what it was when the sentence was shown
 */
export function shownAt(snapshot: Snapshot, uri: unknown, sentence: unknown): Shown {
  const file = snapshot.uris.fileOf(String(uri));
  const station = stationAt(snapshot, file);
  if (!station) return refuse("Please open a station first.");
  const before = Object(sentence) as Partial<ShownSentence>;
  refuseOtherText(station, before.version);
  const at = knownAt(snapshot, file, Number(before.offset));
  // defense: record-what-was-shown
  if (before.h !== at.status.sentence.hash) refuse(OTHER_TEXT);
  const now = shown(at.status, station);
  // defense: record-on-the-line-shown
  if ((before.entry ?? undefined) !== now.entry) refuse(OTHER_LEDGER);
  return { ...at, uri, shown: now };
}

/**
 * A command about a sentence. One that comes from outside may have a mere place in the text: the answer shows what is there, with
 * a button that leads here again.
 */
export function ofSentence(
  command: keyof VerificationCommands,
  title: string,
  run: (snapshot: Snapshot, at: Shown, given: readonly unknown[]) => CommandAnswer | Deed,
): Command {
  return (snapshot, [uri, sentence, ...given]) => {
    if (typeof sentence !== "number") return run(snapshot, shownAt(snapshot, uri, sentence), given);
    const { station, status } = knownAt(snapshot, snapshot.uris.fileOf(String(uri)), sentence);
    const again = { title, command, arguments: [uri, shown(status, station), ...given] };
    return { choose: { question: "Is this the sentence?", detail: status.sentence.text, choices: [again] } };
  };
}

function knownAt({ workspace, today }: Snapshot, file: string, offset: number): KnownSentence {
  const at = sentenceAt(workspace, file, offset, today);
  return at ?? refuse("Please put the cursor in a sentence of a station that is on a path.");
}

/** @throws ResponseError where a station's text is not that of a version */
export function refuseOtherText(station: Station, version: unknown): void {
  // defense: record-of-the-text-shown
  if (textVersion(station) !== version) refuse(OTHER_TEXT);
}

const OTHER_LEDGER = "The ledger has changed in the meantime, so nothing was recorded. Please try again.";
const OTHER_TEXT = "The text has changed in the meantime, so nothing was recorded. Please try again.";
