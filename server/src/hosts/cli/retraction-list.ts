import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { baseName } from "../../files/names.ts";
import type { LearningPath } from "../../path/learning-path.ts";
import {
  identifiersToLookUp,
  isoDate,
  noticesIn,
  type RetractionList,
  type RetractionNotice,
  type RetractionRow,
} from "../../path/retractions.ts";
import { count } from "../../text/count.ts";
import { addTo } from "../../text/groups.ts";
import { entryAt, fileAt, today } from "../disk.ts";
import { whyUnread } from "../unread.ts";
import { UsageError } from "./terminal.ts";

/** The columns that a list must have, and those that are used if it has them. */
const COLUMNS = {
  needed: {
    nature: "RetractionNature",
    doi: "OriginalPaperDOI",
    pmid: "OriginalPaperPubMedID",
    date: "RetractionDate",
  },
  used: { reasons: "Reason", notice: "RetractionDOI", record: "Record ID" },
} as const;

/** A row of Retraction Watch's list has some 1,000 characters, the longest 20,000. More is what an open quotation mark swallows. */
const LONGEST_ROW = 1_000_000;

/**
 * Reads what a list of retractions says of the sources of paths, as it comes from the disk: of its tens of thousands of rows, a
 * few are kept.
 * @throws UsageError for a file that can't be read as such a list; the message has the line
 */
export async function readRetractions(name: string, paths: readonly LearningPath[]): Promise<RetractionList> {
  const file = fileAt(name);
  const entry = entryAt(file);
  if (entry !== "file")
    throw new UsageError(`${name}: ${entry === "none" ? whyUnread("ENOENT") : "This is not a regular file."}`);
  const wanted = new Set(paths.flatMap((path) => [...path.sources.values()].flatMap(identifiersToLookUp)));
  const notices = new Map<string, RetractionNotice[]>();
  const day = today();
  let [date, rows] = ["", 0];
  const sha256 = await eachRow(name, file, (row) => {
    rows++;
    const its = isoDate(row.date);
    if (its > date && its <= day) date = its;
    for (const [identifier, notice] of noticesIn(row)) if (wanted.has(identifier)) addTo(notices, identifier, notice);
  });
  return { file: baseName(file), sha256, date, rows, notices };
}

/** Takes the rows of a file one by one. @returns the file's SHA-256, as 64 hexadecimal digits */
async function eachRow(name: string, file: string, take: (row: RetractionRow) => void): Promise<string> {
  const hash = createHash("sha256");
  let heads: readonly string[] | undefined;
  let read: ((cells: readonly string[]) => RetractionRow) | undefined;
  let problem = "";
  let lastLine = 0;
  const rows = parse({
    bom: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    on_record: (cells: readonly string[], { lines }) => {
      lastLine = lines;
      if (read) take(read(cells));
      else if (!heads) {
        heads = cells;
        problem = missingColumns(cells);
        if (!problem) read = rowReader(cells);
      }
      return null;
    },
  });
  const hashed = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
      if (problem) return; // the rest of another kind of file tells nothing
    }
  };
  // What is looked at is ASCII. Lists have been published in other encodings than UTF-8, which spoil a reason at most.
  const failed = await pipeline(createReadStream(file), hashed, rows.resume()).catch((error: unknown) => error);
  if (problem) throw new UsageError(`${name}:1: ${problem}`);
  if (failed) throw new UsageError(`${name}${whyNotRead(failed, { lastLine, columns: heads?.length ?? 0 })}`);
  if (!heads) throw new UsageError(`${name}: This file is empty.`);
  return hash.digest("hex");
}

/** What is wrong with the first row of a file, as a sentence; empty where nothing is. */
function missingColumns(heads: readonly string[]): string {
  const known = new Set(heads.map((head) => head.trim()));
  const missing = Object.values(COLUMNS.needed).filter((column) => !known.has(column));
  if (missing.length === 0) return "";
  const columns = missing.map((column) => `“${column}”`).join(", ");
  const lack = missing.length === 1 ? "There is no column" : "There are no columns";
  return `${lack} ${columns}. Please give the CSV file of Retraction Watch.`;
}

function rowReader(heads: readonly string[]): (cells: readonly string[]) => RetractionRow {
  const { nature, doi, pmid, date, reasons, notice, record } = { ...COLUMNS.needed, ...COLUMNS.used };
  const at = (column: string) => heads.findIndex((head) => head.trim() === column);
  const places = [nature, doi, pmid, date, reasons, notice, record].map(at);
  return (cells) => {
    const [nature, doi, pmid, date, reasons, notice, record] = places.map((place) => cells[place] ?? "");
    return {
      nature: nature!,
      doi: doi!,
      pmid: pmid!,
      date: date!,
      reasons: reasons!,
      notice: notice!,
      record: record!,
    };
  };
}

/** Where and why a file can't be read, as the end of a message that begins with its name. */
function whyNotRead(error: unknown, { lastLine, columns }: { lastLine: number; columns: number }): string {
  if (!(error instanceof CsvError)) return `: ${whyUnread((error as NodeJS.ErrnoException).code ?? String(error))}`;
  const place = `:${lastLine + 1}: `;
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
    case "CSV_MAX_RECORD_SIZE":
      return `${place}A quotation mark in this row is not closed.`;
    case "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH":
      return `${place}This row has ${count((error.record as readonly string[]).length, "cell")}, but there are ${count(columns, "column")}.`;
    default:
      return `${place}A quotation mark in this row is in the middle of a cell.`;
  }
}
