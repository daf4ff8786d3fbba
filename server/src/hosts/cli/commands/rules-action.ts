import { rulesJson } from "../../../lint/report-rules.ts";
import { allRules } from "../../../rules/all.generated.ts";
import { displayWidth } from "../../../text/display-width.ts";
import { columns, paintFor, print } from "../terminal.ts";
import type { RuleOptions } from "./explain-action.ts";

/** Prints all rules with their severities. */
export async function listRules({ format, color }: RuleOptions): Promise<number> {
  const { fixableRules } = await import("../../../rules/examples.generated.ts");
  if (format === "json") {
    await print(rulesJson(allRules, fixableRules));
    return 0;
  }
  const paint = paintFor(color);
  const width = Math.max(...allRules.map(({ id }) => displayWidth(id)));
  const groups = [...new Set(allRules.map(({ group }) => group))].sort();
  for (const group of groups) {
    await print(`${paint.bold(group)}\n`);
    for (const rule of allRules.filter((each) => each.group === group)) {
      const fix = fixableRules.has(rule.id) ? paint.green("fix") : "   ";
      const room = Math.max(20, columns() - width - 29);
      const summary =
        rule.summary.length > room
          ? `${rule.summary.slice(0, room - 1).replace(/(?<!\s)\s+\S*$/, "")} …`
          : rule.summary;
      await print(
        `  ${rule.id.padEnd(width)}  ${rule.kind.padEnd(5)}  ${rule.severity.padEnd(11)}  ${fix}  ${summary}\n`,
      );
    }
    await print("\n");
  }
  await print("“stationmaster explain <rule>” says more about a rule.\n");
  return 0;
}
