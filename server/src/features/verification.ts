import { findQuote, quoteAt, type SourceText } from "../ledger/evidence.ts";
import type { Evidence } from "../ledger/ledger-entry.ts";
import { needsCitation } from "../ledger/roles.ts";
import { sentenceHash } from "../ledger/sentence-hash.ts";
import { coverageOf, isFresh, type LedgerStatus, type SentenceStatus } from "../ledger/states.ts";
import type { LearningPath, Stop } from "../path/learning-path.ts";
import { isVerified, pathCoverage, roleOf, statusOf } from "../path/verification.ts";
import { coverageText, explainStatus, stateName } from "../path/verification-words.ts";
import { pathsOf, stationOf, type Workspace } from "../path/workspace.ts";
import type { Station } from "../station/station.ts";
import { splitSentences } from "../syntax/sentences.ts";
import type { Range } from "../text/range.ts";

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
    .sentences.filter((each) => isToDo(path, each))
    .map((each) => toDo(each, stop.station!));
}

function stationLine(path: LearningPath, stop: Stop, file: string, today: string): VerifiedStation {
  const status = statusOf(path, stop, { today });
  const premium = isPremium(path);
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

function isToDo(path: LearningPath, status: SentenceStatus): boolean {
  if (isFresh(status.state)) return false;
  return status.line !== undefined || isPremium(path) || needsCitation(roleOf(status));
}

function isPremium({ pathFile }: LearningPath): boolean {
  return pathFile?.tier === "premium";
}

function toDo(status: SentenceStatus, station: Station): SentenceToDo {
  const { sentence, state, reason } = status;
  return {
    ...shown(status, station),
    text: sentence.text,
    state: stateName(state),
    detail: explainStatus(state, reason, roleOf(status)),
  };
}

/** What is kept of a sentence while a person decides about it. */
export function shown({ sentence: { sentence, hash } }: SentenceStatus, station: Station): ShownSentence {
  return { offset: sentence.range.start, h: hash, version: textVersion(station) };
}

/** The version of a station's text: the same as long as the text is, whatever was typed and undone in the meantime. */
export function textVersion(station: Station): string {
  let version = versions.get(station);
  if (version === undefined) {
    version = sentenceHash(station.text);
    versions.set(station, version);
  }
  return version;
}

const versions = new WeakMap<Station, string>();

/** How much of a station is verified, in words; undefined where that is not done. */
export function stationCoverage(workspace: Workspace, file: string, today: string): string | undefined {
  const path = pathsOf(workspace, file)[0];
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
  const path = pathsOf(workspace, file)[0];
  const stop = path?.stopOf(file);
  if (!station || !path || !stop) return undefined;
  const status = statusOf(path, stop, { today }).sentences.find(({ sentence: { sentence } }) => {
    return sentence.range.start <= offset && offset <= sentence.range.end;
  });
  return status && { path, stop, station, status };
}

/** How a source stands to a sentence: the words of its stored text that may say the same. */
export interface QuoteOffer {
  readonly evidence: Evidence;
  /** From 0 to 1: how much of what was looked for is there. */
  readonly score: number;
}

/** The sentences of a source's text that share most words with a sentence, best first. */
export function quoteOffers(source: SourceText, sentence: string, most = 6): readonly QuoteOffer[] {
  const wanted = wordSet(sentence);
  const offers = [...paragraphs(source.text)].flatMap(({ start, end }) =>
    splitSentences(source.text.slice(start, end)).map((range) => {
      const at = { start: start + range.start, end: start + range.end };
      const words = wordSet(source.text.slice(at.start, at.end));
      let shared = 0;
      for (const word of wanted) if (words.has(word)) shared++;
      return { at, score: wanted.size ? shared / wanted.size : 0 };
    }),
  );
  return offers
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at.start - b.at.start)
    .slice(0, most)
    .map(({ at, score }) => ({ evidence: quoteAt(source, at), score }));
}

/** The place of a source's text that says what somebody typed; to the letter where the score is 1. */
export function typedQuote(source: SourceText, typed: string): QuoteOffer | undefined {
  const found = findQuote(source, { exact: typed, prefix: "", suffix: "" });
  return found && { evidence: quoteAt(source, found.range), score: found.score };
}

function* paragraphs(text: string): Generator<Range> {
  let start = 0;
  for (const gap of text.matchAll(/\n[ \t\r]*\n/g)) {
    yield { start, end: gap.index };
    start = gap.index + gap[0].length;
  }
  yield { start, end: text.length };
}

/** The words that carry the meaning: short ones stand in every sentence. */
function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}|\p{N}+/gu));
}
