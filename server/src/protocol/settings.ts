import { isPreset } from "../lint/presets.ts";
import { type GivenSettings, ruleById } from "../lint/settings.ts";
import { SEVERITIES, type Severity } from "../rules/rule.ts";

/** Which files findings are shown for: those that are open, all of their paths, or everything in the workspace. */
export type Scope = "open" | "paths" | "workspace";

export interface EditorSettings {
  readonly scope: Scope;
  /** Whether titles stand after references. */
  readonly inlayHints: boolean;
  /** Who verifies sentences; empty where nobody has said so. */
  readonly verifier: string;
  readonly given: GivenSettings;
}

/** The settings an editor sends, of whatever shape: what is not understood counts as not set. */
export function readEditorSettings(value: unknown): EditorSettings {
  const { scope, preset, rules, inlayHints, verifier } = asObject(value);
  const severities = new Map<string, Severity>();
  for (const [id, severity] of Object.entries(asObject(rules))) {
    if (ruleById(id) && SEVERITIES.includes(severity as Severity)) severities.set(id, severity as Severity);
  }
  return {
    scope: scope === "open" || scope === "workspace" ? scope : "paths",
    inlayHints: inlayHints !== false,
    verifier: typeof verifier === "string" ? verifier.trim() : "",
    given: { preset: typeof preset === "string" && isPreset(preset) ? preset : undefined, severities },
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
