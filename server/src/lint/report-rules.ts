import type { Example, Rule } from "../rules/rule.ts";
import { dedent } from "../text/dedent.ts";
import { inertJson } from "../text/inert.ts";

/** All rules for programs: one object. */
export function rulesJson(rules: readonly Rule[], fixable: ReadonlySet<string>): string {
  const listed = rules.map((rule) => ruleFacts(rule, fixable.has(rule.id)));
  return `${inertJson({ version: 1, rules: listed })}\n`;
}

/** One rule with its reason and examples for programs: one object. */
export function ruleJson(rule: Rule, examples: readonly Example[]): string {
  const fixable = examples.some(({ fixed }) => fixed !== undefined);
  return `${inertJson({
    version: 1,
    ...ruleFacts(rule, fixable),
    why: rule.why.replace(/\s+/g, " ").trim(),
    examples: examples.map(({ title, text, fixed }) => ({
      title,
      text: dedent(text),
      ...(fixed !== undefined && { fixed: dedent(fixed) }),
    })),
  })}\n`;
}

function ruleFacts({ id, group, kind, summary, severity, premium, needs, options }: Rule, fixable: boolean): object {
  const listed = Object.entries(options).map(([name, spec]) => ({ name, ...spec }));
  return {
    id,
    group,
    kind,
    summary,
    severity,
    premium: premium ?? severity,
    fixable,
    needs: needs ?? null,
    options: listed,
  };
}
