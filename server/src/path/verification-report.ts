import { checkEvidence, textFragmentLink } from "../ledger/evidence.ts";
import type { Cite, SentenceRole } from "../ledger/ledger-entry.ts";
import { needsCitation } from "../ledger/roles.ts";
import { type Coverage, coverageOf, isFresh, type SentenceState, type SentenceStatus } from "../ledger/states.ts";
import type { Range } from "../text/range.ts";
import type { LearningPath, Stop } from "./learning-path.ts";
import { type CheckedSource, isCited, lookUpRetractions, type RetractionList, retractedByList } from "./retractions.ts";
import { fieldOf } from "./source.ts";
import { type Asked, isWhole, pathCoverage, roleOf, statusOf } from "./verification.ts";
import { explainStatus, PROVEN, PROVEN_WITH_ROWS } from "./verification-words.ts";

/** What verification proves on paths, and what it does not. */
export function provenOn(reports: readonly VerificationReport[]): string {
  return reports.length && reports.every(({ path }) => path.standards.sentences.tables) ? PROVEN_WITH_ROWS : PROVEN;
}

/** What is known of every sentence of a path, for somebody who was not there when it was verified. */
export interface VerificationReport {
  readonly path: LearningPath;
  readonly coverage: Coverage;
  /** Whether every fact is verified, and nothing else is open. */
  readonly whole: boolean;
  readonly stations: readonly StationProof[];
  /** Its sources that are cited, with what a list of retractions says of them; undefined where none was given. */
  readonly checkedSources?: readonly CheckedSource[] | undefined;
}

export interface StationProof {
  readonly stop: Stop;
  readonly coverage: Coverage;
  readonly sentences: readonly SentenceProof[];
  /** What lines say whose sentence is gone. */
  readonly orphans: readonly string[];
}

export interface SentenceProof {
  readonly text: string;
  /** In the station. */
  readonly range: Range;
  readonly role: SentenceRole;
  /** Whether a person said what it is; else it is a guess. */
  readonly sorted: boolean;
  /** Whether it has to be verified. */
  readonly due: boolean;
  readonly state: SentenceState;
  /** Why it is not verified, and what to do. */
  readonly detail: string | undefined;
  readonly by: string | undefined;
  readonly at: string | undefined;
  readonly cites: readonly CiteProof[];
}

export interface CiteProof extends Pick<Cite, "key" | "loc" | "verdict"> {
  /** The title of the source; empty for one that is not known. */
  readonly title: string;
  /** Whether it is retracted, as its own entry says or a list does. */
  readonly retracted: boolean;
  /** Its words, as the ledger quotes them. */
  readonly quote: string | undefined;
  readonly stored: StoredQuote;
  /** From 0 to 1: how much alike the words are that stand in the stored text; 0 where none are. */
  readonly likeness: number;
  /** Whether the stored text is the one that was read then; undefined where that is not known. */
  readonly sameText: boolean | undefined;
  /** Leads to the words on the source's page. */
  readonly link: string | undefined;
  /** What takes back or weakens the words right before them in the stored text: "It is false that". */
  readonly qualifier?: string | undefined;
}

/**
 * What the stored text of a source says of a quote: the words are there to the letter, others like them are, or neither; or
 * there is no quote, or no stored text.
 */
export type StoredQuote = "exact" | "changed" | "missing" | "no-quote" | "no-text";

/**
 * What is known of a path's sentences on a day.
 * @param today as `2026-11-23`
 * @param retractions a list of retractions that its sources are looked up in
 */
export function verificationReport(
  path: LearningPath,
  today: string,
  retractions?: RetractionList,
): VerificationReport {
  const checked = retractions && lookUpRetractions(path, retractions);
  const asked = { today, retracted: checked && retractedByList(checked) };
  const coverage = pathCoverage(path, asked);
  const stations = path.stops.filter(({ station }) => station).map((stop) => stationProof(path, stop, asked));
  const checkedSources = checked?.filter(({ source }) => isCited(path, source.key));
  return { path, coverage, whole: coverage.due > 0 && isWhole(coverage), stations, checkedSources };
}

/**
 * The share of facts and definitions that are verified, as a whole percentage, rounded down. A sentence that nobody has sorted
 * may be a fact, so it counts as one that is not verified, and so does a station that can't be read; nothing to verify is all
 * of it.
 */
export function coveragePercent({ covered, due, unclassified, unread }: Coverage): number {
  const all = due + unclassified + unread;
  return all === 0 ? 100 : Math.floor((100 * covered) / all);
}

function stationProof(path: LearningPath, stop: Stop, asked: Asked): StationProof {
  const status = statusOf(path, stop, asked);
  return {
    stop,
    coverage: coverageOf(status),
    sentences: status.sentences.map((each) => sentenceProof(path, each, asked)),
    orphans: status.orphans.map(({ entry }) => entry.text),
  };
}

function sentenceProof(path: LearningPath, status: SentenceStatus, asked: Asked): SentenceProof {
  const { sentence, state, reason, line } = status;
  const role = roleOf(status);
  return {
    text: sentence.text,
    range: sentence.sentence.range,
    role,
    sorted: line?.entry.role !== undefined && !(reason?.kind === "lacks" && reason.what === "sorter"),
    due: needsCitation(role),
    state,
    detail: isFresh(state) ? undefined : explainStatus(state, reason, role),
    by: line?.entry.by,
    at: line?.entry.at,
    cites: line?.entry.cites.map((cite) => citeProof(path, cite, asked)) ?? [],
  };
}

/** What is known of one citation of a ledger's line. */
export function citeProof(
  path: LearningPath,
  { key, loc, verdict, evidence }: Cite,
  { retracted: listed }: Pick<Asked, "retracted"> = {},
): CiteProof {
  const source = path.sources.get(key);
  const url = source && fieldOf(source, "URL");
  const retracted = source?.retracted || listed?.has(key) || false;
  const known = { key, loc, verdict, title: source?.title ?? "", retracted, quote: evidence?.exact };
  const link = url && evidence && /^https?:\/\//i.test(url) ? textFragmentLink(url, evidence) : undefined;
  const text = evidence && path.sourceText(key);
  if (!evidence || !text)
    return { ...known, stored: evidence ? "no-text" : "no-quote", likeness: 0, sameText: undefined, link };
  const { found, changed, qualifier, sameText } = checkEvidence(text, evidence, path.language);
  const stored = !found ? "missing" : changed ? "changed" : "exact";
  return { ...known, stored, likeness: found?.score ?? 0, sameText, link, qualifier };
}
