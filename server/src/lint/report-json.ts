import type { Fix } from "../rules/rule.ts";
import { printer, type Report, summarize } from "./report.ts";

/** The report for programs: one JSON object, described in docs/command-line.md. */
export function reportJson(report: Report): string {
  const { hints: _, ...summary } = summarize(report);
  const files = report.files.map(({ file, text, findings }) => {
    const print = printer(text);
    const fix = ({ title, edits }: Fix) => ({
      title,
      edits: edits.map(({ range, newText }) => ({ range: print(range), newText })),
    });
    return {
      file: report.nameOf(file),
      findings: findings.map((finding) => ({
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        range: print(finding.range),
        related: (finding.related ?? []).map((related) => ({
          file: report.nameOf(related.file),
          range: printer(report.textOf(related.file) ?? "")(related.range),
          message: related.message,
        })),
        ...(finding.fix && { fix: fix(finding.fix) }),
        suggestions: (finding.suggestions ?? []).map(fix),
      })),
    };
  });
  const unreadable = report.unreadable.map(({ file, reason }) => ({ file: report.nameOf(file), reason }));
  return `${JSON.stringify({ version: 1, files, ...(unreadable.length && { unreadable }), summary })}\n`;
}
