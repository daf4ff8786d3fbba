import { type Coverage, coverageOf, sumOfCoverages } from "../ledger/states.ts";
import { readingOf } from "../station/reading.ts";
import type { Station } from "../station/station.ts";
import type { LearningPath, Stop } from "./learning-path.ts";
import { hardReading } from "./reading-level.ts";
import { isVerified, statusOf } from "./verification.ts";

/** How long each station of a path is, how hard it reads, and how much of it is verified; and the same of all of them. */
export interface PathFigures {
  /** The `path.yaml`, or the folder of numbered stations; undefined for stations that are on no path. */
  readonly id: string | undefined;
  readonly title: string;
  /** The school grade that the path is written for. */
  readonly readingGrade: number | undefined;
  readonly stations: readonly StationFigures[];
  readonly total: TotalFigures;
}

export interface StationFigures {
  /** 0 on no path. */
  readonly number: number;
  readonly title: string;
  /** Undefined for a planned station. */
  readonly file: string | undefined;
  /** Undefined for a planned station, and where the file is missing or can't be read. */
  readonly figures: Figures | undefined;
}

export interface Figures {
  readonly words: number;
  readonly minutes: number;
  /** Undefined where there is too little text, or where it is not English. */
  readonly grade: number | undefined;
  /** Whether it reads clearly above the grade that its path is written for; undefined of sums. */
  readonly aboveGrade: boolean | undefined;
  readonly keyTerms: number;
  /** References to other stations. */
  readonly references: number;
  /** Undefined where sentences are not verified. */
  readonly coverage: Coverage | undefined;
}

/** The sums over all stations that are written, but the median of their grades. */
export type TotalFigures = Figures & { readonly written: number };

/**
 * The figures of a path on a day.
 * @param today as `2026-11-23`
 */
export function pathFigures(path: LearningPath, today: string): PathFigures {
  const verified = isVerified(path);
  const figuresAt = (stop: Stop, station: Station): Figures => {
    return {
      ...figuresOf(station),
      aboveGrade: hardReading(path, station) !== undefined,
      coverage: verified ? coverageOf(statusOf(path, stop, { today })) : undefined,
    };
  };
  const stations = path.stops.map((stop): StationFigures => {
    const { number, title, file, station } = stop;
    return { number, title, file, figures: station && figuresAt(stop, station) };
  });
  const { id, title, pathFile } = path;
  return { id, title, readingGrade: pathFile?.readingGrade, stations, total: totalOf(stations) };
}

/** The figures of stations that are on no path, by their files. */
export function looseFigures(loose: readonly { readonly file: string; readonly station: Station }[]): PathFigures {
  const stations = loose.map(({ file, station }): StationFigures => {
    const figures = { ...figuresOf(station), aboveGrade: false, coverage: undefined };
    return { number: 0, title: station.title?.prose.text ?? "", file, figures };
  });
  return { id: undefined, title: "On no learning path", readingGrade: undefined, stations, total: totalOf(stations) };
}

function figuresOf(station: Station): Omit<Figures, "coverage" | "aboveGrade"> {
  const { words, minutes, grade } = readingOf(station);
  return { words, minutes, grade, keyTerms: station.keyTerms.length, references: station.references.length };
}

function totalOf(stations: readonly StationFigures[]): TotalFigures {
  const all = stations.flatMap(({ figures }) => figures ?? []);
  const sum = (of: (figures: Figures) => number) => all.reduce((before, each) => before + of(each), 0);
  const coverages = all.flatMap(({ coverage }) => coverage ?? []);
  return {
    written: all.length,
    words: sum(({ words }) => words),
    minutes: sum(({ minutes }) => minutes),
    aboveGrade: undefined,
    grade: median(all.flatMap(({ grade }) => grade ?? [])),
    keyTerms: sum(({ keyTerms }) => keyTerms),
    references: sum(({ references }) => references),
    coverage: coverages.length ? sumOfCoverages(coverages) : undefined,
  };
}

/** The one in the middle, or halfway between the two; undefined of none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half] : sorted.length ? (sorted[half - 1]! + sorted[half]!) / 2 : undefined;
}
