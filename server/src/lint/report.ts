import { count } from "../text/count.ts";
import { lineStarts, type PositionEncoding, positionAt } from "../text/lines.ts";
import type { Range } from "../text/range.ts";
import type { LintFinding } from "./lint.ts";

/** What was found in one file, for a report. */
export interface FileReport {
  readonly file: string;
  readonly text: string;
  readonly findings: readonly LintFinding[];
  /** What each finding is known by from one run to the next (`fingerprint.ts`). */
  readonly fingerprints: readonly string[];
}

/** A file that could not be checked, and why, as a sentence. */
export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

/** The findings of a run, and how files are named and looked into. */
export interface Report {
  readonly files: readonly FileReport[];
  readonly unreadable: readonly Unreadable[];
  /** What is said of paths of which less is verified than has to be. */
  readonly shortfalls: readonly string[];
  /** A file as it is shown: relative to where the command runs. */
  readonly nameOf: (file: string) => string;
  /** The text of a file that a finding points to. */
  readonly textOf: (file: string) => string | undefined;
}

export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
  readonly fixable: number;
}

export function summarize({ files }: Report): Summary {
  const summary = { files: files.length, errors: 0, warnings: 0, information: 0, hints: 0, fixable: 0 };
  for (const { findings } of files) {
    for (const { severity, fix } of findings) {
      summary[COUNTED_AS[severity]]++;
      if (fix) summary.fixable++;
    }
  }
  return summary;
}

const COUNTED_AS = { error: "errors", warning: "warnings", information: "information", hint: "hints" } as const;

/** How much was found, the heaviest first: “3 errors”, “1 warning”. */
export function countsOf({ errors, warnings, information, hints }: Summary): readonly string[] {
  const counts = [
    [errors, "error"],
    [warnings, "warning"],
    [information, "note"],
    [hints, "hint"],
  ] as const;
  return counts.flatMap(([number, what]) => (number ? [count(number, what)] : []));
}

/** A place as reports print it: line and column from 1, columns and offset in UTF-16 code units unless said otherwise. */
export interface PrintedPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/**
 * Turns ranges of one text into printed positions; the table of its lines is made when the first is asked for.
 * @param encoding what columns count where it is not UTF-16; offsets count that always
 */
export function printer(
  text: string,
  encoding?: PositionEncoding,
): (range: Range) => { start: PrintedPosition; end: PrintedPosition } {
  let starts: readonly number[] | undefined;
  const print = (offset: number): PrintedPosition => {
    starts ??= lineStarts(text);
    const { line, character } = positionAt(text, starts, offset, encoding);
    return { line: line + 1, column: character + 1, offset };
  };
  return ({ start, end }) => ({ start: print(start), end: print(end) });
}

/** The printers of a report's files; each file is looked into once, however many findings point to it. */
export function printers({ textOf }: Report): (file: string) => ReturnType<typeof printer> {
  const known = new Map<string, ReturnType<typeof printer>>();
  return (file) => {
    const print = known.get(file) ?? printer(textOf(file) ?? "");
    known.set(file, print);
    return print;
  };
}
