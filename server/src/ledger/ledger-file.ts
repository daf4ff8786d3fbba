import { type JsonPart, jsonParts } from "../syntax/json-parts.ts";
import { SENTENCES_VERSION } from "../syntax/sentences.ts";
import type { Range } from "../text/range.ts";
import { isObject, type LedgerEntry, type LedgerProblem, readEntry, writeObject } from "./ledger-entry.ts";
import { sentenceHash } from "./sentence-hash.ts";

/** The version of the format that is written: a line that says so, then one line a sentence. */
export const LEDGER_FORMAT = 1;

/** The ledger of one station: what is known of its sentences, line by line. */
export interface Ledger {
  readonly text: string;
  readonly lines: readonly LedgerLine[];
  /** The lines that speak of a sentence, in order. */
  readonly entries: readonly EntryLine[];
  readonly problems: readonly LedgerProblem[];
  /** Whether it may be written to: not while a merge is unfinished, and not in a format of tomorrow. */
  readonly changeable: boolean;
  /** Whether it says that it has the format that is read here; otherwise nothing in it counts. */
  readonly known: boolean;
}

/** A line without its line end. Lines that can't be read stay where they are. */
export type LedgerLine =
  | { readonly kind: "header"; readonly range: Range; readonly rest: readonly JsonPart[] }
  | { readonly kind: "other"; readonly range: Range }
  | EntryLine;

export interface EntryLine {
  readonly kind: "entry";
  readonly range: Range;
  readonly entry: LedgerEntry;
  /** Whether the hash is that of the text, and no key is there twice. Otherwise nobody knows what was looked at. */
  readonly intact: boolean;
}

/** Reads a ledger from its text. Never throws: lines that can't be read are problems. */
export function readLedger(text: string): Ledger {
  const problems: LedgerProblem[] = [];
  const lines: LedgerLine[] = [];
  const entries: EntryLine[] = [];
  const seen = new Set<string>();
  let header = false;
  let known = false;
  let changeable = true;
  let conflict = false;
  for (const range of lineRanges(text)) {
    const line = text.slice(range.start, range.end);
    const problem = (message: string) => problems.push({ range, message });
    const keep = () => lines.push({ kind: "other", range });
    const marker = MARKER.exec(line)?.[0];
    if (marker) {
      keep();
      changeable = false;
      problem("Unresolved merge conflict. Keep the right lines, and remove this one.");
      conflict = !marker.startsWith(">");
    } else if (conflict || line.trim() === "") keep();
    else if (!isObject(line)) {
      keep();
      problem("This line can't be read: it is not a JSON object. Please fix it or remove it.");
    } else if (!header && entries.length === 0 && isHeader(line)) {
      header = true;
      const read = readHeader(line, range, problems);
      lines.push({ kind: "header", range, rest: read.rest });
      known = read.known;
      if (read.newer) changeable = false;
    } else {
      const reading = { problems, unclear: false };
      const entry = readEntry(line, range.start, reading);
      if (!entry) {
        keep();
        continue;
      }
      const isOfText = sentenceHash(entry.text) === entry.h;
      if (!isOfText) problem("The hash is not that of the text. Please check the sentence again.");
      const key = JSON.stringify([entry.h, entry.prefix, entry.suffix]);
      if (seen.has(key)) problem("This sentence is here twice. Please keep one of the lines.");
      seen.add(key);
      const found: EntryLine = { kind: "entry", range, entry, intact: isOfText && !reading.unclear };
      lines.push(found);
      entries.push(found);
    }
  }
  if (!header && entries.length) {
    const { range } = entries[0]!;
    problems.push({ range, message: `The first line of a ledger says its format: ${writeHeader([])}` });
  }
  return { text, lines, entries, problems, changeable, known };
}

/** The first line of a ledger that is written today. */
export function writeHeader(rest: readonly JsonPart[]): string {
  const known = [
    ["format", { json: String(LEDGER_FORMAT) }],
    ["splitter", { json: String(SENTENCES_VERSION) }],
  ] as const;
  return writeObject(
    known,
    rest.filter(({ key }) => key !== "format" && key !== "splitter"),
  );
}

/** What git leaves where two versions could not be joined. */
const MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?= |$)/;

function isHeader(line: string): boolean {
  const keys = new Set(jsonParts(line).map(({ key }) => key));
  return keys.has("format") && !keys.has("h");
}

function readHeader(
  line: string,
  range: Range,
  problems: LedgerProblem[],
): { readonly rest: readonly JsonPart[]; readonly newer: boolean; readonly known: boolean } {
  const rest = jsonParts(line, range.start);
  const format = rest.find(({ key }) => key === "format")!;
  const splitter = rest.find(({ key }) => key === "splitter");
  const twice = rest.find(({ key }, at) => rest.findIndex((each) => each.key === key) < at);
  if (twice) problems.push({ range: twice.range, message: `“${twice.key}” is here twice. Please keep one.` });
  const known = format.source === String(LEDGER_FORMAT) && !twice;
  const newer = /^\d{1,9}$/.test(format.source) && Number(format.source) > LEDGER_FORMAT;
  if (newer) {
    const message = "This ledger was written by a newer version. Please update to change it.";
    problems.push({ range: format.range, message });
  } else if (!known) problems.push({ range: format.range, message: `The format of a ledger is ${LEDGER_FORMAT}.` });
  if (splitter && !/^\d{1,9}$/.test(splitter.source))
    problems.push({ range: splitter.range, message: "The version of the splitter is a whole number." });
  return { rest, newer, known };
}

/** The lines of a text without their ends; a byte order mark belongs to none, and nothing after the last end is no line. */
function* lineRanges(text: string): Generator<Range> {
  let start = text.startsWith("\ufeff") ? 1 : 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    if (match.index >= start) yield { start, end: match.index };
    start = match.index + match[0].length;
  }
  if (start < text.length) yield { start, end: text.length };
}
