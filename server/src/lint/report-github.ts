import { inert } from "../text/inert.ts";
import type { LintFinding } from "./lint.ts";
import { printer, type Report } from "./report.ts";

const COMMANDS = { error: "error", warning: "warning", information: "notice", hint: "notice" } as const;

/**
 * Commands that GitHub Actions makes annotations of: one line a finding, the heaviest first, because no more than ten of each
 * kind are shown for a step.
 */
export function reportGithub(report: Report): string {
  const lines = report.files.flatMap(({ file, text, findings }) => {
    const print = printer(text);
    return findings.map((finding) => ({ finding, line: annotation(report.nameOf(file), finding, print) }));
  });
  const unreadable = report.unreadable.map(
    ({ file, reason }) => `::error file=${property(report.nameOf(file))}::${data(reason)}`,
  );
  const ranks = ["error", "warning", "notice"];
  const rank = ({ severity }: LintFinding) => ranks.indexOf(COMMANDS[severity]);
  lines.sort((a, b) => rank(a.finding) - rank(b.finding));
  return [...unreadable, ...lines.map(({ line }) => line)].map((line) => `${line}\n`).join("");
}

function annotation(
  name: string,
  { severity, rule, message, range }: LintFinding,
  print: ReturnType<typeof printer>,
): string {
  const { start, end } = print(range);
  // Columns count only where a finding stands on one line.
  const columns = start.line === end.line ? [`col=${start.column}`, `endColumn=${end.column}`] : [];
  const properties = [
    `file=${property(name)}`,
    `line=${start.line}`,
    `endLine=${end.line}`,
    ...columns,
    `title=${property(`Stationmaster: ${rule}`)}`,
  ];
  return `::${COMMANDS[severity]} ${properties.join(",")}::${data(message)}`;
}

/** How GitHub Actions wants text of one line written (docs.github.com, "Workflow commands"): `%`, in properties more. */
function data(text: string): string {
  // defense: percent-signs-on-github
  return inert(text).replaceAll("%", "%25");
}

function property(text: string): string {
  // defense: names-on-github
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
