import { ruleJson } from "../../../lint/report-rules.ts";
import { type Paint, wrap } from "../../../lint/report-text.ts";
import { rulePage } from "../../../lint/rule-page.ts";
import { ruleById } from "../../../lint/settings.ts";
import { allRules } from "../../../rules/all.generated.ts";
import { unknownName } from "../../../text/nearest-name.ts";
import { columns, paintFor, print, UsageError } from "../terminal.ts";

/** How rules are printed. */
export interface RuleOptions {
  readonly format: string;
  readonly color: boolean;
}

/** Prints the page of a rule. */
export async function explain(id: string, { format, color }: RuleOptions): Promise<number> {
  const rule = ruleById(id);
  if (!rule)
    throw new UsageError(
      unknownName(
        id,
        allRules.map((each) => each.id),
        "rule",
      ).message,
    );
  const { allExamples } = await import("../../../rules/examples.generated.ts");
  if (format === "json") {
    await print(ruleJson(rule, allExamples[id] ?? []));
    return 0;
  }
  const paint = paintFor(color);
  // After each prose come a fence and an example, in which a "#" is no heading of the page.
  const parts = rulePage(rule, allExamples[id] ?? []).split(/^(`{3,})\w*\n([\s\S]*?)^\1$/m);
  const page = parts
    .map((part, index) => [paintProse(part, paint), "", paintExample(part)][index % 3])
    .join("")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd();
  await print(`${page}\n`);
  return 0;
}

function paintProse(text: string, paint: Paint): string {
  const painted = text.replace(/^(#+) (.*)$/gm, (_, marks: string, heading: string) => {
    return marks.length < 3 ? paint.bold(heading) : paint.underline(heading);
  });
  return painted
    .split("\n")
    .map((line) => (line.startsWith("|") ? line : wrap(line, columns()).join("\n")))
    .join("\n");
}

function paintExample(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}
