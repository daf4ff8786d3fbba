import { inertMarkup } from "../text/inert.ts";
import type { LintFinding } from "./lint.ts";
import { printer, type Report } from "./report.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

const NAMES = { error: "error", warning: "warning", information: "note", hint: "hint" } as const;

/** JUnit's report: a suite a file, a case a finding. Errors are failures; everything else is a case that passes and says so. */
export function reportJunit(report: Report): string {
  const suites = report.files.map(({ file, text, findings }) => {
    const print = printer(text);
    const name = attribute(report.nameOf(file));
    const failures = findings.filter(({ severity }) => severity === "error").length;
    const cases = findings.map((finding) => testCase(name, finding, print(finding.range).start.line));
    const all = cases.length ? cases : [`    <testcase name="no problems found" classname="${name}"/>`];
    return suite(name, all, failures, 0);
  });
  const unreadable = report.unreadable.map(({ file, reason }) => {
    const name = attribute(report.nameOf(file));
    const error = `<error message="${attribute(reason)}"/>`;
    return suite(name, [`    <testcase name="readable" classname="${name}">${error}</testcase>`], 0, 1);
  });
  return `${HEAD}<testsuites name="Stationmaster">\n${[...suites, ...unreadable].join("")}</testsuites>\n`;
}

function suite(name: string, cases: readonly string[], failures: number, errors: number): string {
  const counts = `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
  return `  <testsuite name="${name}" ${counts}>\n${cases.join("\n")}\n  </testsuite>\n`;
}

function testCase(name: string, { rule, severity, message }: LintFinding, line: number): string {
  const head = `    <testcase name="${attribute(`${rule}, line ${line}`)}" classname="${name}">`;
  const text = `${NAMES[severity]}: ${message}`;
  const body =
    severity === "error"
      ? `<failure message="${attribute(message)}" type="${attribute(rule)}">${content(text)}</failure>`
      : `<system-out>${content(text)}</system-out>`;
  return `${head}${body}</testcase>`;
}

const LEVELS = { error: "error", warning: "warning", information: "info", hint: "info" } as const;

/** Checkstyle's report, which many programs read. */
export function reportCheckstyle(report: Report): string {
  const files = report.files.map(({ file, text, findings }) => {
    const print = printer(text);
    const errors = findings.map(({ rule, severity, message, range }) => {
      const { line, column } = print(range).start;
      const place = `line="${line}" column="${column}" severity="${LEVELS[severity]}"`;
      return `    <error ${place} message="${attribute(message)}" source="stationmaster.${attribute(rule)}"/>\n`;
    });
    return `  <file name="${attribute(report.nameOf(file))}">\n${errors.join("")}  </file>\n`;
  });
  const unreadable = report.unreadable.map(({ file, reason }) => {
    const error = `<error line="1" severity="error" message="${attribute(reason)}" source="stationmaster.readable"/>`;
    return `  <file name="${attribute(report.nameOf(file))}">\n    ${error}\n  </file>\n`;
  });
  return `${HEAD}<checkstyle version="4.3">\n${[...files, ...unreadable].join("")}</checkstyle>\n`;
}

/** Text between tags. What XML 1.0 does not allow (its production 2, “Char”) has a stand-in. */
function content(text: string): string {
  return inertMarkup(
    text
      // defense: characters-outside-xml
      .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll("\r", "&#13;"),
  );
}

function attribute(text: string): string {
  return content(text)
    .replaceAll('"', "&quot;")
    .replace(/[\t\n]/g, (space) => `&#${space.charCodeAt(0)};`);
}
