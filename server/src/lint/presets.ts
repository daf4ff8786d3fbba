import type { Rule, Severity } from "../rules/rule.ts";

/** Sets of severities to choose from, by name. */
export const PRESETS = ["draft", "recommended", "strict", "premium"] as const;

export type Preset = (typeof PRESETS)[number];

/** What a preset makes of a rule. */
export function presetSeverity(preset: Preset, rule: Rule): Severity {
  switch (preset) {
    case "draft":
      return rule.severity === "error" ? "error" : "off";
    case "recommended":
      return rule.severity;
    case "strict":
      if (rule.premium) return rule.severity; // asks for sources, which is a matter of the tier
      if (rule.severity === "information") return "warning";
      return rule.severity === "off" ? "information" : rule.severity;
    case "premium":
      return rule.premium ?? rule.severity;
  }
}

export function isPreset(name: string): name is Preset {
  return (PRESETS as readonly string[]).includes(name);
}
