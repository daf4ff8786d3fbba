import { allRules } from "../../../rules/all.generated.ts";
import { displayWidth } from "../../../text/display-width.ts";
import { columns, paintFor, print } from "../terminal.ts";

/** Prints all rules with their severities. */
export async function listRules(color: boolean): Promise<number> {
  const { fixableRules } = await import("../../../rules/examples.generated.ts");
  const paint = paintFor(color);
  const width = Math.max(...allRules.map(({ id }) => displayWidth(id)));
  const groups = [...new Set(allRules.map(({ group }) => group))].sort();
  for (const group of groups) {
    await print(`${paint.bold(group)}\n`);
    for (const rule of allRules.filter((each) => each.group === group)) {
      const fix = fixableRules.has(rule.id) ? paint.green("fix") : "   ";
      const room = Math.max(20, columns() - width - 22);
      const summary =
        rule.summary.length > room
          ? `${rule.summary.slice(0, room - 1).replace(/(?<!\s)\s+\S*$/, "")} …`
          : rule.summary;
      await print(`  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(11)}  ${fix}  ${summary}\n`);
    }
    await print("\n");
  }
  await print("“stationmaster explain <rule>” says more about a rule.\n");
  return 0;
}
