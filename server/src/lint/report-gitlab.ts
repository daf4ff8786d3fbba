import { sentenceHash } from "../ledger/sentence-hash.ts";
import { inertJson } from "../text/inert.ts";
import { printer, type Report } from "./report.ts";

const SEVERITIES = { error: "major", warning: "minor", information: "info", hint: "info" } as const;

/** GitLab's Code Quality report: a list of findings, each with a fingerprint that stays while text is written elsewhere. */
export function reportGitlab(report: Report): string {
  const found = report.files.flatMap(({ file, text, findings, fingerprints }) => {
    const print = printer(text);
    const path = report.nameOf(file);
    return findings.map(({ rule, severity, message, range }, at) => ({
      description: message,
      check_name: rule,
      fingerprint: sentenceHash(`${path}\n${fingerprints[at]}`),
      severity: SEVERITIES[severity],
      location: { path, lines: { begin: print(range).start.line } },
    }));
  });
  const unreadable = report.unreadable.map(({ file, reason }) => ({
    description: reason,
    check_name: "readable",
    fingerprint: sentenceHash(`${report.nameOf(file)}\n${reason}`),
    severity: "major",
    location: { path: report.nameOf(file), lines: { begin: 1 } },
  }));
  return `${inertJson([...unreadable, ...found], 2)}\n`;
}
