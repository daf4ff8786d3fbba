import packageJson from "../../../../package.json" with { type: "json" };
import { fileKind } from "../../files/kinds.ts";
import type { Report } from "../../lint/report.ts";
import type { Part } from "../../lint/report-shard.ts";
import { reportText } from "../../lint/report-text.ts";
import { unknownName } from "../../text/nearest-name.ts";
import { fileAt } from "../disk.ts";
import { whyNotOverwritten, writeOwn } from "./own-files.ts";
import { columns, paintFor, tell, UsageError } from "./terminal.ts";

/** What a report is written for, beside what was found. */
export interface Writing {
  /** Whether it goes to a terminal that shows colors. */
  readonly color: boolean;
  /** How many fixes were made already. */
  readonly fixed: number;
  /** Which part of a check it is of, and what was asked for, by which parts of one check know each other. */
  readonly part: Part;
  readonly asked: string;
  /** Writes a line to standard error. */
  readonly tell: (text: string) => void;
}

/** Makes a report, in parts where it may grow longer than a text can be. */
type Format = (report: Report, writing: Writing) => Promise<string | Iterable<string>>;

/** The formats of `check`, by the names they are asked for. All but the usual one are loaded when they are asked for. */
const FORMATS: Readonly<Record<string, Format>> = {
  text: async (report, { color, fixed }) => reportText(report, { paint: paintFor(color), columns: columns(), fixed }),
  json: async (report) => (await import("../../lint/report-json.ts")).reportJson(report),
  ndjson: async (report) => (await import("../../lint/report-json.ts")).reportNdjson(report),
  sarif: async (report, { tell }) => {
    const { gzipSync } = await import("node:zlib");
    const { LARGEST_SARIF, reportSarif, sarifShortfall } = await import("../../lint/report-sarif.ts");
    const short = sarifShortfall(report);
    if (short) tell(short);
    return reportSarif(
      report,
      packageJson.version,
      (log) => log.length < LARGEST_SARIF || gzipSync(log).length <= LARGEST_SARIF,
    );
  },
  github: async (report) => (await import("../../lint/report-github.ts")).reportGithub(report),
  gitlab: async (report) => (await import("../../lint/report-gitlab.ts")).reportGitlab(report),
  rdjson: async (report) => (await import("../../lint/report-rdjson.ts")).reportRdjson(report),
  junit: async (report) => (await import("../../lint/report-xml.ts")).reportJunit(report),
  checkstyle: async (report) => (await import("../../lint/report-xml.ts")).reportCheckstyle(report),
  markdown: async (report) => (await import("../../lint/report-markdown.ts")).reportMarkdown(report),
  html: async (report) => (await import("../../render/report-page.ts")).reportPage(report),
  shard: async (report, { part, asked }) =>
    (await import("../../lint/report-shard.ts")).reportShard(report, part, asked),
};

export const FORMAT_NAMES = Object.keys(FORMATS);

/** A report that goes into a file. */
export interface Output {
  readonly format: string;
  readonly file: string;
  /** Whether it may overwrite anything. */
  readonly isForced: boolean;
}

/**
 * Where reports go, as `--output sarif=out.sarif` says it.
 * @throws UsageError for a format that there is not, a file without a name, and one that must not be overwritten
 */
export function outputsFrom(written: readonly string[], isForced = false): readonly Output[] {
  return written.map((each) => {
    const cut = each.indexOf("=");
    const [format, file] = [each.slice(0, Math.max(0, cut)), each.slice(cut + 1)];
    if (cut < 1 || file === "")
      throw new UsageError(`--output expects a format and a file, such as sarif=out.sarif; got “${each}”.`);
    // A slip must not cost a station its text.
    if (fileKind(fileAt(file)) !== "other")
      throw new UsageError(`A report would overwrite “${file}”. Please choose another name.`);
    const output = { format: knownFormat(format), file, isForced };
    // Better said before anything is checked.
    const refused = whyNotOverwritten(file, "report", isForced);
    if (refused) throw new UsageError(`${file}: ${refused}`);
    return output;
  });
}

/** @throws UsageError for a format that there is not */
export function knownFormat(name: string): string {
  if (!Object.hasOwn(FORMATS, name)) throw new UsageError(unknownName(name, FORMAT_NAMES, "format").message);
  return name;
}

/** A report in a format, in pieces of a length that is handy to write. */
export async function render(report: Report, format: string, writing: Writing): Promise<Iterable<string>> {
  const made = await FORMATS[format]!(report, writing);
  return typeof made === "string" ? [made] : pieces(made);
}

/** The least length of a piece, in UTF-16 code units. */
const PIECE = 100_000;

function* pieces(parts: Iterable<string>): Generator<string> {
  let piece = "";
  for (const part of parts) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece) yield piece;
}

/**
 * Writes reports into files, all that can be written.
 * @param onWritten is given each report that was
 * @returns whether all could be written
 */
export async function writeOutputs(
  report: Report,
  outputs: readonly Output[],
  writing: Writing,
  onWritten?: (pieces: readonly string[]) => void,
): Promise<boolean> {
  let all = true;
  for (const output of outputs) {
    const pieces = [...(await render(report, output.format, { ...writing, color: false }))];
    if (writeOutput(output, pieces)) onWritten?.(pieces);
    else all = false;
  }
  return all;
}

/** Writes a report into a file; reports it, and gives back false, where that can't be done. */
export function writeOutput({ file, isForced }: Output, text: string | readonly string[]): boolean {
  const failed = writeOwn(file, text, "report", isForced);
  if (failed) tell(`${file}: ${failed}`);
  return !failed;
}
