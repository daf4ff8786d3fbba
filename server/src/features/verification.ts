import { findQuote, isQuotable, quoteAt, type SourceText } from "../ledger/evidence.ts";
import { writeEntry } from "../ledger/ledger-entry.ts";
import type { QuoteOffer } from "../ledger/quote-offers.ts";
import { sentenceHash } from "../ledger/sentence-hash.ts";
import { coverageOf, type LedgerStatus, type SentenceStatus } from "../ledger/states.ts";
import type { LearningPath, Stop } from "../path/learning-path.ts";
import { isOpen } from "../path/open-sentences.ts";
import { isVerified, pathCoverage, roleOf, statusOf, strictestPath } from "../path/verification.ts";
import { coverageText, explainStatus, stateName } from "../path/verification-words.ts";
import { pathsOf, stationOf, type Workspace } from "../path/workspace.ts";
import type { Station } from "../station/station.ts";
import { oncePer } from "../text/once.ts";

/**
 * Verification: the sentences of a path that nobody has compared with their sources yet, or that have changed since, in the
 * order of the path; a place to work through them.
 *
 * Verifying a sentence picks the words of a source that say the same, from the source's stored text. What was done is kept in a
 * ledger beside the station. A change of a number, a name or a “not” makes it out of date at once; spaces never do.
 */
export function verifiedPath(path: LearningPath, today: string): VerifiedPath {
  return {
    coverage: coverageText(pathCoverage(path, { today })),
    stations: path.stops.flatMap((stop) =>
      stop.file && stop.station ? [stationLine(path, stop, stop.file, today)] : [],
    ),
  };
}

export interface VerifiedPath {
  readonly coverage: string;
  readonly stations: readonly VerifiedStation[];
}

export interface VerifiedStation {
  readonly file: string;
  readonly number: number;
  readonly title: string;
  readonly coverage: string;
  /** How many of its sentences wait for somebody. */
  readonly toDo: number;
  /** The same as long as these sentences are, so that they need not be asked for again. */
  readonly revision: string;
}

/** A sentence as a person was shown it: what is recorded is recorded of it, and only while its station says the same. */
export interface ShownSentence {
  /** The place in its station where its first words are. */
  readonly offset: number;
  /** Its hash. */
  readonly h: string;
  /** The version of its station's text: the same as long as the text is. */
  readonly version: string;
  /** The hash of what its ledger says of it; undefined where that says nothing. */
  readonly entry?: string;
}

/** A sentence that waits for somebody. */
export interface SentenceToDo extends ShownSentence {
  readonly text: string;
  readonly state: string;
  /** What is wrong, and what to do. */
  readonly detail: string;
}

/** The sentences of a path's station that wait for somebody, in the order of its text. */
export function sentencesToDo(path: LearningPath, file: string, today: string): readonly SentenceToDo[] {
  const stop = path.stopOf(file);
  if (!stop) return [];
  return statusOf(path, stop, { today })
    .sentences.filter((each) => isOpen(path, each))
    .map((each) => toDo(each, stop.station!));
}

function stationLine(path: LearningPath, stop: Stop, file: string, today: string): VerifiedStation {
  const status = statusOf(path, stop, { today });
  const premium = path.pathFile?.tier === "premium";
  let known = counted.get(status);
  if (known?.premium !== premium) {
    const sentences = sentencesToDo(path, file, today);
    known = { premium, toDo: sentences.length, revision: sentenceHash(JSON.stringify(sentences)) };
    counted.set(status, known);
  }
  const { toDo, revision } = known;
  return { file, number: stop.number, title: stop.title, coverage: coverageText(coverageOf(status)), toDo, revision };
}

/** After each pause in typing all stations of a path are asked for, and the sentences of one of them have changed. */
const counted = new WeakMap<
  LedgerStatus,
  { readonly premium: boolean; readonly toDo: number; readonly revision: string }
>();

function toDo(status: SentenceStatus, station: Station): SentenceToDo {
  const { sentence, state, reason } = status;
  return {
    ...shown(status, station),
    text: sentence.text,
    state: stateName(state),
    detail: [
      explainStatus(state, reason, roleOf(status)),
      ...(state === "proposed" ? proposedQuotes(status) : []),
    ].join(" "),
  };
}

/** What a person has to compare before accepting what was proposed. */
function proposedQuotes({ line }: SentenceStatus): readonly string[] {
  return line!.entry.cites.map(({ key, loc, evidence }) =>
    [evidence && `“${evidence.exact}”`, `(${[key, loc].filter(Boolean).join(", ")})`].filter(Boolean).join(" "),
  );
}

/** What is kept of a sentence while a person decides about it. */
export function shown({ sentence: { sentence, hash }, line }: SentenceStatus, station: Station): ShownSentence {
  return {
    offset: sentence.range.start,
    h: hash,
    version: textVersion(station),
    ...(line && { entry: sentenceHash(writeEntry(line.entry)) }),
  };
}

/** The version of a station's text: the same as long as the text is, whatever was typed and undone in the meantime. */
export const textVersion: (station: Station) => string = oncePer(({ text }) => sentenceHash(text));

/** How much of a station is verified, in words; undefined where that is not done. */
export function stationCoverage(workspace: Workspace, file: string, today: string): string | undefined {
  const path = strictestPath(pathsOf(workspace, file));
  const stop = path?.stopOf(file);
  if (!path || !stop?.station || !isVerified(path)) return undefined;
  return coverageText(coverageOf(statusOf(path, stop, { today })));
}

/** A sentence with all that is known of it. */
export interface KnownSentence {
  readonly path: LearningPath;
  readonly stop: Stop;
  readonly station: Station;
  readonly status: SentenceStatus;
}

/** The sentence at a place of a station whose sentences are verified. */
export function sentenceAt(
  workspace: Workspace,
  file: string,
  offset: number,
  today: string,
): KnownSentence | undefined {
  const station = stationOf(workspace, file);
  const path = strictestPath(pathsOf(workspace, file));
  const stop = path?.stopOf(file);
  if (!station || !path || !stop) return undefined;
  const status = statusOf(path, stop, { today }).sentences.find(({ sentence: { sentence } }) => {
    return sentence.range.start <= offset && offset <= sentence.range.end;
  });
  return status && { path, stop, station, status };
}

/** The place of a source's text that says what somebody typed, if that is long enough; to the letter where the score is 1. */
export function typedQuote(source: SourceText, typed: string): QuoteOffer | undefined {
  const found = isQuotable(typed) ? findQuote(source, { exact: typed, prefix: "", suffix: "" }) : undefined;
  return found && { evidence: quoteAt(source, found.range), score: found.score };
}
