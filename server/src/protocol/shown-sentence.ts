import { type KnownSentence, type ShownSentence, sentenceAt, shown, textVersion } from "../features/verification.ts";
import type { Station } from "../station/station.ts";
import { refuse } from "./commands.ts";
import { type Snapshot, stationAt } from "./snapshot.ts";

/** A sentence that a command is about. */
export interface Shown extends KnownSentence {
  /** What a question about it hands on to the command that answers it. */
  readonly shown: ShownSentence;
  /** Whether a person was shown it before the command was called; else the command has only a place. */
  readonly wasShown: boolean;
}

/**
 * The sentence that a person was shown, or the one at an offset.
 * @throws ResponseError where there is none, and where the text is not what it was when the sentence was shown
 */
export function shownAt(snapshot: Snapshot, uri: unknown, sentence: unknown): Shown {
  const file = snapshot.uris.fileOf(String(uri));
  const station = stationAt(snapshot, file);
  if (!station) return refuse("Please open a station first.");
  const before = typeof sentence === "number" ? undefined : (Object(sentence) as Partial<ShownSentence>);
  if (before) refuseOtherText(station, before.version);
  const at = sentenceAt(snapshot.workspace, file, Number(before ? before.offset : sentence), snapshot.today);
  if (!at) return refuse("Please put the cursor in a sentence of a station that is on a path.");
  // defense: record-what-was-shown
  if (before && before.h !== at.status.sentence.hash) refuse(OTHER_TEXT);
  const now = shown(at.status, station);
  // defense: record-on-the-line-shown
  if (before && (before.entry ?? undefined) !== now.entry) refuse(OTHER_LEDGER);
  return { ...at, shown: now, wasShown: before !== undefined };
}

/** @throws ResponseError where a station's text is not that of a version */
export function refuseOtherText(station: Station, version: unknown): void {
  // defense: record-of-the-text-shown
  if (textVersion(station) !== version) refuse(OTHER_TEXT);
}

const OTHER_LEDGER = "The ledger has changed in the meantime, so nothing was recorded. Please try again.";
const OTHER_TEXT = "The text has changed in the meantime, so nothing was recorded. Please try again.";
