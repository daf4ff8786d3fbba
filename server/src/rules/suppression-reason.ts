import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "suppression-reason",
  group: "Housekeeping",
  kind: "form",
  summary: "A comment that turns off a rule gives a reason.",
  why: "Whoever meets the comment a year on, perhaps you, has to know whether its reason still holds.",
  severity: "warning",
  options: {},
  *checkSuppressions(station) {
    for (const { kind, range, reason, rules } of station.suppressions) {
      if (kind === "enable" || reason) continue;
      const example = `${rules[0]?.id ?? "rule"}: why this is fine`;
      yield { range, message: `This comment gives no reason. Please add one, such as “${example}”.` };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A comment without a reason",
    text: `
      <!-- stationmaster-disable-next heading-mark -->
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This comment gives no reason. Please add one, such as “heading-mark: why this is fine”.
      # Rain:
    `,
  },
  {
    title: "A comment with a reason",
    text: `
      <!-- stationmaster-disable-next heading-mark: the title of a poem -->
      # Rain:
    `,
  },
];
