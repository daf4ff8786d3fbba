import type { Coverage } from "../ledger/states.ts";
import type { RetractionList } from "../path/retractions.ts";
import {
  type CiteProof,
  coveragePercent,
  provenOn,
  type SentenceProof,
  type StationProof,
  type VerificationReport,
} from "../path/verification-report.ts";
import { coverageText, stateName, storedQuoteText } from "../path/verification-words.ts";
import { inert, inertJson } from "../text/inert.ts";
import { shorten } from "../text/shorten.ts";
import { printer } from "./report.ts";
import { checkedSourceJson, noticeText, retractionListJson, retractionListText } from "./report-retractions.ts";
import { type Paint, wrap } from "./report-text.ts";

/** How a report of verification is printed. */
export interface VerificationTextOptions {
  readonly paint: Paint;
  /** How many columns a line may take. */
  readonly columns: number;
  /** A file as it is shown: relative to where the command runs. */
  readonly nameOf: (file: string) => string;
  /** The list of retractions that the sources were looked up in, where one was given. */
  readonly retractions: RetractionList | undefined;
}

/** For people: each station with its coverage, and each sentence that is not verified. */
export function verificationText(reports: readonly VerificationReport[], options: VerificationTextOptions): string {
  if (reports.length === 0) return "No learning path here has verified sentences.\n";
  const { paint, columns } = options;
  const parts = reports.map((report) => {
    const { path, coverage, whole, stations } = report;
    const head = `${paint.bold(inert(path.title))}  ${mark(whole, paint)} ${coverageText(coverage)} ${paint.dim(`(${coveragePercent(coverage)} %)`)}`;
    const retracted = retractionsText(report, options);
    return [head, ...stations.map((station) => stationText(station, options)), ...retracted].join("\n");
  });
  return `${parts.join("\n\n")}\n\n${wrap(provenOn(reports), columns)
    .map((row) => paint.dim(row))
    .join("\n")}\n`;
}

function stationText({ stop, coverage, sentences, orphans }: StationProof, options: VerificationTextOptions): string {
  const { paint, columns, nameOf } = options;
  const print = printer(stop.station!.text);
  const lines = [
    "",
    `  ${paint.bold(`Station ${stop.number}  ${inert(stop.title)}`)}  ${paint.dim(inert(nameOf(stop.file!)))}`,
    `    ${mark(isDone(coverage), paint)} ${coverageText(coverage)}`,
  ];
  for (const { text, range, state, detail } of sentences) {
    if (detail === undefined) continue;
    const { line, column } = print(range).start;
    lines.push("", `    ${paint.yellow(stateName(state))}  ${paint.gray(`${line}:${column}`)}`);
    for (const row of wrap(inert(detail), columns - 6)) lines.push(`      ${row}`);
    lines.push(`      ${paint.gray("│")} ${inert(shorten(text, columns - 8))}`);
  }
  for (const text of orphans)
    lines.push("", `    ${paint.yellow("gone")}`, `      ${paint.gray("│")} ${inert(shorten(text, columns - 8))}`);
  return lines.join("\n");
}

/** What the list of retractions says of the sources that are cited, in lines. */
function retractionsText(
  { checkedSources = [] }: VerificationReport,
  { paint, columns, retractions }: VerificationTextOptions,
): readonly string[] {
  if (!retractions) return [];
  const rows = (text: string, indent: string) => wrap(inert(text), columns - indent.length).map((row) => indent + row);
  return [
    ...["", `  ${paint.bold("Retractions")}`],
    ...rows(retractionListText(retractions, checkedSources), "    "),
    ...checkedSources
      .filter(({ source, notices }) => source.retracted || notices.length > 0)
      .flatMap(({ source, isRetracted, notices }) => [
        "",
        `    ${isRetracted || source.retracted ? paint.red("retracted") : "not retracted"}  ${inert(source.key)}  ${inert(source.title)}`.trimEnd(),
        ...notices.flatMap((notice) => rows(noticeText(notice), "      ")),
      ]),
  ];
}

function isDone({ covered, due, unclassified, outdated, unread }: Coverage): boolean {
  return covered === due && unclassified + outdated + unread === 0;
}

function mark(done: boolean, paint: Paint): string {
  return done ? paint.green("✔") : paint.yellow("○");
}

/** For programs: one object. Lines and columns count from 1, in UTF-16 code units. */
export function verificationJson(
  reports: readonly VerificationReport[],
  { nameOf, retractions }: Pick<VerificationTextOptions, "nameOf" | "retractions">,
): string {
  const paths = reports.map(({ path, coverage, whole, stations, checkedSources }) => ({
    path: nameOf(path.id),
    title: path.title,
    tier: path.pathFile?.tier ?? "standard",
    complete: whole,
    coverage: { ...coverage, percent: coveragePercent(coverage) },
    stations: stations.map((station) => stationJson(station, nameOf)),
    ...(checkedSources && {
      sources: checkedSources.map((each) => ({ key: each.source.key, ...checkedSourceJson(each) })),
    }),
  }));
  const list = retractions && { retractions: retractionListJson(retractions) };
  return `${inertJson({ version: 1, proves: provenOn(reports), ...list, paths })}\n`;
}

function stationJson({ stop, coverage, sentences, orphans }: StationProof, nameOf: (file: string) => string): object {
  const print = printer(stop.station!.text);
  return {
    file: nameOf(stop.file!),
    number: stop.number,
    title: stop.title,
    coverage: { ...coverage, percent: coveragePercent(coverage) },
    sentences: sentences.map((sentence) => sentenceJson(sentence, print(sentence.range).start)),
    orphans,
  };
}

function sentenceJson(
  { range: _, cites, ...sentence }: SentenceProof,
  { line, column }: { line: number; column: number },
): object {
  return { ...sentence, line, column, citations: cites.map(citeJson) };
}

function citeJson(cite: CiteProof): object {
  return { ...cite, says: storedQuoteText(cite) };
}
