import { type Leaning, leaningOf, type NamesOf } from "../ledger/leaning.ts";
import type { SentenceRole } from "../ledger/ledger-entry.ts";
import { type Ledger, readLedger } from "../ledger/ledger-file.ts";
import { type LedgerSentence, ledgerSentences, sentencesAndRows } from "../ledger/ledger-sentences.ts";
import { proposeRole } from "../ledger/roles.ts";
import type { Standard } from "../ledger/standard.ts";
import {
  type Coverage,
  coverageOf,
  type LedgerStatus,
  ledgerStatus,
  type SentenceStatus,
  sumOfCoverages,
  UNREAD,
} from "../ledger/states.ts";
import { keysCitedForRow } from "../ledger/table-rows.ts";
import { citationsIn } from "../station/citations.ts";
import type { Station } from "../station/station.ts";
import { citationsOnPath } from "./citations-on-path.ts";
import { type LearningPath, numbersOf, type Stop } from "./learning-path.ts";
import type { SourceTexts } from "./stored-texts.ts";

/** A station's ledger with the file it is kept in. */
export interface LedgerFile {
  readonly file: string;
  readonly ledger: Ledger;
}

const NONE = readLedger("");

/** Of the paths that a station is on, the one that asks most of its verifications: a premium one, or else the first. */
export function strictestPath(paths: readonly LearningPath[]): LearningPath | undefined {
  return paths.find(({ pathFile }) => pathFile?.tier === "premium") ?? paths[0];
}

/** The stations of paths in order, one on several paths once, on that which asks most. */
export function stopsOnce(
  paths: readonly LearningPath[],
): readonly { readonly path: LearningPath; readonly stop: Stop }[] {
  const listing = new Map<string, LearningPath[]>();
  for (const path of paths) {
    for (const file of new Set(path.stops.flatMap((stop) => stop.file ?? [])))
      listing.set(file, [...(listing.get(file) ?? []), path]);
  }
  return [...listing].flatMap(([file, on]) => {
    const path = strictestPath(on)!;
    const stop = path.stopOf(file);
    return stop ? [{ path, stop }] : [];
  });
}

/** What a status was asked of: as long as this is the same, so is the answer. */
interface Known {
  readonly ledger: Ledger;
  readonly texts: SourceTexts;
  readonly sourceFiles: LearningPath["sourceFiles"];
  readonly standard: Standard;
  readonly today: string;
  readonly retracted: ReadonlySet<string> | undefined;
  /** What its references lead to, if its ledger knows of any what it led to. */
  readonly names: string;
  readonly status: LedgerStatus;
}

/** By stations; more than one where a station is on several paths. */
const known = new WeakMap<Station, readonly Known[]>();
const MOST_KNOWN = 4;

/**
 * How each sentence of a station on a path stands to its ledger, by what the path asks of verifications; without a ledger,
 * nobody has looked at any. Whatever says that something is verified asks this.
 */
export function statusOf(path: LearningPath, stop: Stop, { today, promised = false, retracted }: Asked): LedgerStatus {
  const { station, ledger: file } = stop;
  if (!station) return stop.file === undefined ? NOTHING : UNREAD;
  const { sourceTexts: texts, sourceFiles, standards } = path;
  const ledger = file?.ledger ?? NONE;
  const standard = promised ? standards.promises : standards.sentences;
  const namesOf = namesOn(path, stop);
  const isLedTo = ledger.entries.some(({ entry }) => entry.leadsTo.length > 0);
  const names = isLedTo ? JSON.stringify(station.references.map(namesOf)) : "";
  const before = known.get(station) ?? [];
  const found = before.find(
    (each) =>
      each.ledger === ledger &&
      each.texts === texts &&
      each.standard === standard &&
      each.today === today &&
      each.retracted === retracted &&
      each.names === names &&
      sameItems(each.sourceFiles, sourceFiles),
  );
  if (found) return found.status;
  const { sources, sourceText: textOf } = path;
  const status = ledgerStatus(station, ledger, { ...standard, today, sources, retracted, textOf, namesOf });
  const next: Known = { ledger, texts, sourceFiles, standard, today, retracted, names, status };
  known.set(station, [next, ...before.slice(0, MOST_KNOWN - 1)]);
  return status;
}

/** What the references of a stop's station lead to. */
function namesOn(path: LearningPath, stop: Stop): NamesOf {
  return (reference) =>
    numbersOf(path, stop, reference)
      .slice(0, MOST_NAMED)
      .flatMap((number) => path.stopsAt(number))
      .map(({ title, station }) => [title, ...(station?.sections.map(({ heading }) => heading.prose.text) ?? [])]);
}

/** Of "Stations 3-40" the first ones tell whether these are still the same. */
const MOST_NAMED = 20;

/** What is written down with a sentence of a stop's station beside its words. */
export function leaningOn(path: LearningPath, stop: Stop): (sentence: LedgerSentence) => Leaning {
  const namesOf = namesOn(path, stop);
  return (sentence) => leaningOf(stop.station!, sentence, namesOf);
}

const NOTHING: LedgerStatus = { sentences: [], orphans: [], unread: false };

function sameItems(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((each, index) => each === after[index]);
}

/** What is verified of a stop's station, one by one: its sentences, and the rows of its tables where its path asks for these. */
export function verifiableIn({ standards }: LearningPath, { station }: Stop): readonly LedgerSentence[] {
  if (!station) return [];
  return standards.sentences.tables ? sentencesAndRows(station) : ledgerSentences(station);
}

/** The keys that a sentence or a row of a stop's station cites in the text. */
export function keysCitedBy(
  path: LearningPath,
  { station }: Stop,
  { sentence, row }: LedgerSentence,
): readonly string[] {
  if (!station) return [];
  if (row) return [...keysCitedForRow(station, row)];
  return citationsOnPath(path, citationsIn(station, sentence)).map(({ key }) => key);
}

/** What is asked about a path's sentences. */
export interface Asked {
  /** As `2026-11-23`; empty where nothing grows old. */
  readonly today: string;
  /** Whether it is asked for a promise that every fact is verified, which says as much as a premium path's tier. */
  readonly promised?: boolean;
  /** The keys of sources that a list of retractions names; those that say it of themselves need not be there. */
  readonly retracted?: ReadonlySet<string> | undefined;
}

/** Whether sentences are verified on a path: a premium one, or one that has begun with it. */
export function isVerified({ pathFile, stops }: LearningPath): boolean {
  return pathFile?.tier === "premium" || stops.some(({ ledger }) => ledger !== undefined);
}

/** The role that a person gave a sentence, or else the one that it probably has. */
export function roleOf({ sentence, line }: SentenceStatus): SentenceRole {
  return line?.entry.role ?? proposeRole(sentence).role;
}

/** How much of a path is checked: all of its stations together. */
export function pathCoverage(path: LearningPath, asked: Asked): Coverage {
  return sumOfCoverages(path.stops.map((stop) => coverageOf(statusOf(path, stop, asked))));
}

/** Whether everything that is due is covered, nothing is left that might be, and nothing else is out of date. */
export function isWhole({ covered, due, unclassified, outdated, unread }: Coverage): boolean {
  return covered === due && unclassified === 0 && outdated === 0 && unread === 0;
}
