import type { Rule, Severity } from "../rules/rule.ts";
import { earnedSeverity } from "./earned-severity.ts";

/** Sets of severities to choose from, by name. */
export const PRESETS = ["draft", "adopt", "recommended", "strict", "premium"] as const;

export type Preset = (typeof PRESETS)[number];

/** What a preset makes of a rule. */
export function presetSeverity(preset: Preset, rule: Rule): Severity {
  switch (preset) {
    case "draft":
      return rule.severity === "error" ? "error" : "off";
    case "adopt":
      return rule.kind === "fault" || rule.severity === "off" ? rule.severity : "hint";
    case "recommended":
      return rule.severity;
    case "strict":
      return strictSeverity(rule);
    case "premium":
      return rule.premium ?? rule.severity;
  }
}

/**
 * What a preset makes of a rule on a path whose lessons are not written as stations. Who chooses “strict” or “premium” asks for
 * our form; the other presets do not know that anyone does.
 * @param kind that of the finding, where the rule has several
 */
export function presetSeverityElsewhere(preset: Preset, rule: Rule, kind?: string): Severity {
  const usual = presetSeverity(preset, rule);
  const asksForForm = preset === "strict" || preset === "premium";
  if (asksForForm || usual === "off" || rule.elsewhere === "off") return asksForForm ? usual : "off";
  return earnedSeverity(rule, usual === "hint" ? usual : (rule.elsewhere ?? usual), kind);
}

function strictSeverity({ kind, severity, premium }: Rule): Severity {
  if (premium) return severity; // asks for sources, which is a matter of the tier
  if (severity === "information") return "warning";
  return severity === "off" || (kind === "taste" && severity === "hint") ? "information" : severity;
}

export function isPreset(name: string): name is Preset {
  return (PRESETS as readonly string[]).includes(name);
}
