import { SEVERITIES } from "../rules/rule.ts";
import type { LintFinding } from "./lint.ts";

/** At most this many findings of a file are shown to people: nobody reads more, and VS Code leaves out what exceeds a thousand. */
const MOST_SHOWN = /* defense: most-findings */ 999;

/** The findings of a file that are shown to people: of very many the heaviest, in the order of the text. */
export function heaviest(findings: readonly LintFinding[]): readonly LintFinding[] {
  if (findings.length <= MOST_SHOWN) return findings;
  const chosen = SEVERITIES.flatMap((weight) => findings.filter(({ severity }) => severity === weight)).slice(
    0,
    MOST_SHOWN,
  );
  return chosen.sort((a, b) => a.range.start - b.range.start);
}
