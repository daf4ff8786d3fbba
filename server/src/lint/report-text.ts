import { grouped } from "../text/count.ts";
import { displayWidth } from "../text/display-width.ts";
import { inert } from "../text/inert.ts";
import type { Range } from "../text/range.ts";
import { heaviest } from "./heaviest.ts";
import type { LintFinding } from "./lint.ts";
import { type FileReport, printer, type Report, summarize } from "./report.ts";

/** How a terminal shows words; every function gives back its text, colored or not. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly underline: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly green: (text: string) => string;
  readonly gray: (text: string) => string;
}

export interface TextOptions {
  readonly paint: Paint;
  /** How many columns a line may take. */
  readonly columns: number;
  /** Fixes already made, by file, to be told in the summary. */
  readonly fixed?: number | undefined;
}

const SYMBOLS = { error: "✖", warning: "▲", information: "●", hint: "·" } as const;
const NAMES = { error: "error", warning: "warning", information: "note", hint: "hint" } as const;

/** The report for people, part by part: each file, each finding with the words it is about, and a line that sums up. */
export function* reportText(report: Report, options: TextOptions): Generator<string> {
  for (const file of report.files) if (file.findings.length) yield `${fileText(report, file, options)}\n`;
  for (const { file, reason } of report.unreadable)
    yield `${options.paint.bold(inert(report.nameOf(file)))}\n  ${options.paint.red("✖ not checked")}  ${inert(reason)}\n\n`;
  yield `${summaryText(report, options)}\n`;
}

function fileText(report: Report, { file, text, findings }: FileReport, options: TextOptions): string {
  const { paint } = options;
  const print = printer(text);
  const lines = [paint.bold(paint.underline(inert(report.nameOf(file))))];
  const shown = heaviest(findings);
  for (const finding of shown) {
    const { line, column } = print(finding.range).start;
    const place = `${line}:${column}`;
    lines.push("", `  ${severityText(finding, paint)}  ${paint.dim(finding.rule)}  ${paint.gray(place)}`);
    for (const row of wrap(inert(finding.message), options.columns - 4)) lines.push(`    ${row}`);
    lines.push(...excerpt(text, finding.range, options));
    if (finding.fix) lines.push(`    ${paint.green("--fix")} ${inert(finding.fix.title)}`);
  }
  const more = findings.length - shown.length;
  if (more > 0) lines.push("", `  And ${count(more, "more finding")} here; “--format json” lists all of them.`);
  return `${lines.join("\n")}\n`;
}

function severityText({ severity }: LintFinding, paint: Paint): string {
  const text = `${SYMBOLS[severity]} ${NAMES[severity]}`;
  switch (severity) {
    case "error":
      return paint.red(text);
    case "warning":
      return paint.yellow(text);
    case "information":
      return paint.blue(text);
    case "hint":
      return paint.gray(text);
  }
}

/** The line a range begins in, as far as it fits around the range (no more is looked at), and a second line that underlines it. */
function excerpt(text: string, range: Range, { columns, paint }: TextOptions): string[] {
  const room = Math.max(20, columns - 6);
  const nearest = Math.max(0, range.start - room - 1);
  const near = text.slice(nearest, range.start);
  const lineStart = nearest + Math.max(near.lastIndexOf("\n"), near.lastIndexOf("\r")) + 1;
  const lineEnd = range.start + text.slice(range.start, range.start + room + 1).search(/[\n\r]|$/);
  if (text.slice(lineStart, lineEnd).trim() === "") return [];
  const end = Math.max(Math.min(range.end, lineEnd), range.start);
  const marked = Math.min(end - range.start, room);
  const before = Math.max(lineStart, range.start - Math.max(0, Math.floor((room - marked) / 2)));
  const from = before === lineStart ? lineStart : wordStart(text, before, range.start);
  const to = Math.min(lineEnd, from + room - 2);
  const lead = from > lineStart ? "…" : "";
  const tail = to < lineEnd ? "…" : "";
  // Put together again, the parts must not be more than each of them.
  const parts = [range.start, Math.max(range.start, Math.min(end, to)), to].map((at) => inert(text.slice(from, at)));
  const head = parts[0]!.trimStart();
  const body = parts[1]!.slice(parts[0]!.length);
  // defense: excerpt-made-inert-at-once
  const foot = parts[2]!.slice(parts[1]!.length);
  const indent = " ".repeat(displayWidth(lead + head));
  const line = paint.gray("│");
  return [
    `    ${line} ${lead}${head}${paint.bold(body)}${foot}${tail}`,
    `    ${line} ${indent}${paint.yellow("~".repeat(Math.max(1, displayWidth(body))))}`,
  ];
}

function wordStart(text: string, at: number, limit: number): number {
  const space = text.slice(at, limit - 1).indexOf(" ");
  return space >= 0 ? at + space + 1 : at;
}

function summaryText(report: Report, { paint, fixed }: TextOptions): string {
  const { files, errors, warnings, information, hints, fixable } = summarize(report);
  const checked = `${count(files, "file")} checked`;
  const made = fixed ? `${count(fixed, "fix", "fixes")} made, ` : "";
  const skipped = report.unreadable.length ? `, ${report.unreadable.length} could not be read` : "";
  if (errors + warnings + information + hints === 0) {
    // Nothing was right that was not looked at.
    if (files === 0 && !skipped) return `${checked}.`;
    return `${report.unreadable.length ? paint.red("✖") : paint.green("✔")} ${checked}${skipped}: ${made}no problems found.`;
  }
  const counts = [
    errors && paint.red(count(errors, "error")),
    warnings && paint.yellow(count(warnings, "warning")),
    information && paint.blue(count(information, "note")),
    hints && paint.gray(count(hints, "hint")),
  ].filter(Boolean);
  const offer = fixable ? ` ${paint.green("--fix")} can fix ${grouped(fixable)} of them.` : "";
  return `${checked}${skipped}: ${made}${counts.join(", ")}.${offer}`;
}

function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(number)} ${number === 1 ? singular : plural}`;
}

/** A text in rows that are no wider than some columns, where its words allow it. */
export function wrap(text: string, columns: number): string[] {
  const rows: string[] = [];
  let row = "";
  let width = 0;
  for (const word of text.split(" ")) {
    const more = displayWidth(word);
    if (row && width + 1 + more > columns) {
      rows.push(row);
      row = word;
      width = more;
    } else {
      width += row ? 1 + more : more;
      row = row ? `${row} ${word}` : word;
    }
  }
  return [...rows, row];
}
