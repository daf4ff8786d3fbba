import type { Fix } from "../rules/rule.ts";
import { inertJson } from "../text/inert.ts";
import { type FileReport, printer, printers, type Report, summarize } from "./report.ts";

/** The report for programs, part by part: one JSON object, described in docs/command-line.md. */
export function* reportJson(report: Report): Generator<string> {
  const printOf = printers(report);
  let before = '{"version":1,"files":[';
  for (const file of report.files) {
    yield before + inertJson({ file: report.nameOf(file.file), findings: findingsOf(report, file, printOf) });
    before = ",";
  }
  const unreadable = unreadableOf(report);
  const rest = inertJson({ ...(unreadable.length && { unreadable }), summary: summaryOf(report) });
  yield `${before === "," ? "" : before}],${rest.slice(1)}\n`;
}

/** The same in lines: an object a finding, an object a file that could not be read, and one that sums up. */
export function* reportNdjson(report: Report): Generator<string> {
  const printOf = printers(report);
  const line = (value: object) => `${inertJson(value)}\n`;
  for (const file of report.files)
    for (const finding of findingsOf(report, file, printOf)) yield line({ file: report.nameOf(file.file), ...finding });
  for (const unreadable of unreadableOf(report)) yield line({ unreadable });
  yield line({ version: 1, summary: summaryOf(report) });
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
