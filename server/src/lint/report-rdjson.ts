import type { Fix } from "../rules/rule.ts";
import { applyEdits } from "../text/edit.ts";
import { inertJson } from "../text/inert.ts";
import type { Range } from "../text/range.ts";
import { type PrintedPosition, printer, type Report } from "./report.ts";

const SEVERITIES = { error: "ERROR", warning: "WARNING", information: "INFO", hint: "INFO" } as const;

/**
 * The Reviewdog Diagnostic Format, as one JSON object (reviewdog/reviewdog, proto/rdf): findings in a pull request, with fixes
 * that can be accepted there. Lines and columns count from 1, columns in bytes of UTF-8; ends are exclusive.
 */
export function reportRdjson(report: Report): string {
  const found = report.files.flatMap(({ file, text, findings }) => {
    const rangeOf = rangesOf(text);
    const path = report.nameOf(file);
    return findings.map(({ rule, severity, message, range, fix, suggestions = [] }) => ({
      message,
      location: { path, range: rangeOf(range) },
      severity: SEVERITIES[severity],
      code: { value: rule },
      suggestions: [...(fix ? [fix] : []), ...suggestions].map((each) => suggestionOf(text, each, rangeOf)),
    }));
  });
  const unreadable = report.unreadable.map(({ file, reason }) => ({
    message: reason,
    location: { path: report.nameOf(file) },
    severity: "ERROR",
    code: { value: "readable" },
  }));
  return `${inertJson({ source: { name: "stationmaster" }, diagnostics: [...unreadable, ...found] }, 2)}\n`;
}

/** A fix as one replacement: several suggestions of a finding would be a choice. */
function suggestionOf(text: string, { edits }: Fix, rangeOf: ReturnType<typeof rangesOf>) {
  const start = Math.min(...edits.map(({ range }) => range.start));
  const end = Math.max(...edits.map(({ range }) => range.end));
  const after = applyEdits(text, edits);
  return { range: rangeOf({ start, end }), text: after.slice(start, after.length - (text.length - end)) };
}

/** The format knows lines and columns, and no offsets. */
function rangesOf(text: string) {
  const print = printer(text, "utf-8");
  const place = ({ line, column }: PrintedPosition) => ({ line, column });
  return (range: Range) => {
    const { start, end } = print(range);
    return { start: place(start), end: place(end) };
  };
}
