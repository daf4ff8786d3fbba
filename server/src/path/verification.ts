import type { SourceText } from "../ledger/evidence.ts";
import type { SentenceRole } from "../ledger/ledger-entry.ts";
import { type Ledger, readLedger } from "../ledger/ledger-file.ts";
import { proposeRole } from "../ledger/roles.ts";
import {
  type Coverage,
  coverageOf,
  type LedgerStatus,
  ledgerStatus,
  type SentenceStatus,
  type StatusOptions,
} from "../ledger/states.ts";
import type { Station } from "../station/station.ts";
import { wellFormed } from "../text/well-formed.ts";
import type { LearningPath, Stop } from "./learning-path.ts";

/** A station's ledger with the file it is kept in. */
export interface LedgerFile {
  readonly file: string;
  readonly ledger: Ledger;
}

/** The stored texts of sources, by their files. */
export type SourceTexts = ReadonlyMap<string, SourceText>;

/** Where the stored text of a source is kept, below the path's folder. A key can hold what a file name can't. */
export function sourceTextFile(folder: string, key: string): string {
  return `${folder}/sources/${encodeURIComponent(wellFormed(key))}.txt`;
}

const NONE = readLedger("");

interface Known {
  readonly ledger: Ledger;
  readonly texts: SourceTexts;
  readonly asked: string;
  readonly status: LedgerStatus;
}

const known = new WeakMap<Station, Known>();

/** How each sentence of a station on a path stands to its ledger; without one, nobody has looked at any. */
export function statusOf(path: LearningPath, { station, ledger }: Stop, { today, days }: Asked): LedgerStatus {
  if (!station) return { sentences: [], orphans: [] };
  const read = ledger?.ledger ?? NONE;
  const asked = `${today} ${days ?? ""}`;
  const before = known.get(station);
  if (before?.ledger === read && before.texts === path.sourceTexts && before.asked === asked) return before.status;
  const status = ledgerStatus(station, read, { today, days, textOf: path.sourceText });
  known.set(station, { ledger: read, texts: path.sourceTexts, asked, status });
  return status;
}

type Asked = Pick<StatusOptions, "today" | "days">;

/** Whether sentences are verified on a path: a premium one, or one that has begun with it. */
export function isVerified({ pathFile, stops }: LearningPath): boolean {
  return pathFile?.tier === "premium" || stops.some(({ ledger }) => ledger !== undefined);
}

/** The role that a person gave a sentence, or else the one that it probably has. */
export function roleOf({ sentence, line }: SentenceStatus): SentenceRole {
  return line?.entry.role ?? proposeRole(sentence).role;
}

/** How much of a path is checked: all of its stations together. */
export function pathCoverage(path: LearningPath, options: Asked): Coverage {
  const sum = { covered: 0, due: 0, unclassified: 0, outdated: 0 };
  for (const stop of path.stops) {
    const each = coverageOf(statusOf(path, stop, options));
    sum.covered += each.covered;
    sum.due += each.due;
    sum.unclassified += each.unclassified;
    sum.outdated += each.outdated;
  }
  return sum;
}

/** Whether everything that is due is covered, nothing is left that might be, and nothing else is out of date. */
export function isWhole({ covered, due, unclassified, outdated }: Coverage): boolean {
  return covered === due && unclassified === 0 && outdated === 0;
}
