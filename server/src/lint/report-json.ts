import type { Fix } from "../rules/rule.ts";
import { inertJson } from "../text/inert.ts";
import { type FileReport, printer, printers, type Report, summarize } from "./report.ts";

/** The report for programs: one JSON object, described in docs/command-line.md. */
export function reportJson(report: Report): string {
  const printOf = printers(report);
  const files = report.files.map((file) => ({
    file: report.nameOf(file.file),
    findings: findingsOf(report, file, printOf),
  }));
  const unreadable = unreadableOf(report);
  return `${inertJson({ version: 1, files, ...(unreadable.length && { unreadable }), summary: summaryOf(report) })}\n`;
}

/** The same in lines: an object a finding, an object a file that could not be read, and one that sums up. */
export function reportNdjson(report: Report): string {
  const printOf = printers(report);
  const lines = [
    ...report.files.flatMap((file) =>
      findingsOf(report, file, printOf).map((finding) => ({ file: report.nameOf(file.file), ...finding })),
    ),
    ...unreadableOf(report).map((unreadable) => ({ unreadable })),
    { version: 1, summary: summaryOf(report) },
  ];
  return lines.map((line) => `${inertJson(line)}\n`).join("");
}

function summaryOf(report: Report): object {
  const { hints: _, ...summary } = summarize(report);
  return summary;
}

function unreadableOf(report: Report): readonly object[] {
  return report.unreadable.map(({ file, reason }) => ({ file: report.nameOf(file), reason }));
}

function findingsOf(
  report: Report,
  { text, findings }: FileReport,
  printOf: ReturnType<typeof printers>,
): readonly object[] {
  const print = printer(text);
  const fix = ({ title, edits }: Fix) => ({
    title,
    edits: edits.map(({ range, newText }) => ({ range: print(range), newText })),
  });
  return findings.map((finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    range: print(finding.range),
    related: (finding.related ?? []).map((related) => ({
      file: report.nameOf(related.file),
      range: printOf(related.file)(related.range),
      message: related.message,
    })),
    ...(finding.fix && { fix: fix(finding.fix) }),
    suggestions: (finding.suggestions ?? []).map(fix),
  }));
}
