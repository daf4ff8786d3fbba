import { count, grouped } from "../text/count.ts";
import { inert } from "../text/inert.ts";
import { inertComment } from "../text/inert-markdown.ts";
import type { LintFinding } from "./lint.ts";
import { countsOf, printer, type Report, summarize } from "./report.ts";

/** A comment on GitHub holds 65,536 characters; what stands around this report needs some of them. */
const LONGEST = 60_000;

const MARKS = { error: "✖", warning: "▲", information: "●", hint: "·" } as const;

/** A summary for a comment below a pull request: how much there is, then each file with what was found, as far as there is room. */
export function reportMarkdown(report: Report): string {
  const summary = summarize(report);
  const counts = [
    ...countsOf(summary),
    ...(report.unreadable.length ? [`${count(report.unreadable.length, "file")} not read`] : []),
  ];
  let text = `### Stationmaster: ${counts.join(", ") || "no problems found"}\n\n${count(summary.files, "file")} checked.\n`;
  let left = 0;
  const add = (part: string) => {
    if (left > 0 || text.length + part.length > LONGEST) return false;
    text += part;
    return true;
  };
  for (const { file, reason } of report.unreadable)
    if (!add(`\n- ✖ ${safe(report.nameOf(file))}: ${safe(reason)}\n`)) left++;
  for (const { file, text: source, findings } of report.files) {
    const print = printer(source);
    findings.forEach((finding, at) => {
      const head = at ? "" : `\n**${safe(report.nameOf(file))}**\n\n`;
      if (!add(head + item(finding, print))) left++;
    });
  }
  return left ? `${text}\nAnd ${grouped(left)} more.\n` : text;
}

function item({ severity, rule, message, range }: LintFinding, print: ReturnType<typeof printer>): string {
  return `- ${MARKS[severity]} line ${print(range).start.line}: ${safe(message)} (\`${rule}\`)\n`;
}

function safe(text: string): string {
  return inertComment(inert(text));
}
