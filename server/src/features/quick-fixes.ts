import { type Change, editsOnly, joinEdits } from "../files/change.ts";
import { fixesTogether, fixText } from "../lint/fix.ts";
import { type LintFinding, type LintOptions, lintFile } from "../lint/lint.ts";
import { ledgerEdits } from "../path/follow-belongings.ts";
import { textOf, type Workspace } from "../path/workspace.ts";
import { changedMiddle, type TextEdit } from "../text/edit.ts";
import { legible } from "../text/inert.ts";
import { intersects, type Range } from "../text/range.ts";

/**
 * Quick fix: a change that fixes one finding, offered at its place.
 *
 * Safe ones come first; “Apply all safe fixes” makes all of them at once.
 */
export interface QuickFix {
  readonly title: string;
  readonly finding: LintFinding;
  readonly edits: readonly TextEdit[];
  /** Whether it is safe to make without looking, so that editors put it first. */
  readonly preferred: boolean;
}

/** The quick fixes for what is found in a range, the safe ones first. */
export function quickFixes(findings: readonly LintFinding[], range: Range): readonly QuickFix[] {
  const here = findingsAt(findings, range);
  const safe = here.flatMap((finding): QuickFix[] =>
    finding.fix ? [{ ...finding.fix, finding, preferred: true }] : [],
  );
  const offered = here.flatMap((finding) =>
    (finding.suggestions ?? []).map((suggestion): QuickFix => ({ ...suggestion, finding, preferred: false })),
  );
  return [...safe, ...offered];
}

/** The titles of the quick fixes of one finding, the safe one first. */
export function titlesOfFixes({ fix, suggestions = [] }: LintFinding): readonly string[] {
  return [...(fix ? [fix] : []), ...suggestions].map(({ title }) => legible(title));
}

/**
 * The quick fix with a title that `titlesOfFixes` gave, of the finding of a rule in exactly that range; undefined where there is
 * none by now.
 */
export function fixNamed(
  findings: readonly LintFinding[],
  rule: string,
  range: Range,
  title: string,
): QuickFix | undefined {
  const meant = findings.filter(
    (finding) => finding.rule === rule && finding.range.start === range.start && finding.range.end === range.end,
  );
  return quickFixes(meant, range).find((fix) => legible(fix.title) === title);
}

/** What is found in a range, or at its place where it is empty. */
export function findingsAt(findings: readonly LintFinding[], range: Range): readonly LintFinding[] {
  return findings.filter((finding) => intersects(finding.range, range));
}

/** The edits of a fix, file by file. What was verified stays so after a safe one, so the ledger follows it. */
export function editsOfFix(workspace: Workspace, file: string, { edits, preferred }: QuickFix): Change["edits"] {
  const own = editsOnly([[file, edits]]);
  return preferred ? joinEdits(own.edits, ledgerEdits(workspace, own)) : own.edits;
}

/** The edits that make every safe fix of a file, and those of its ledger; none where there is nothing to fix. */
export function fixAllEdits(workspace: Workspace, file: string, text: string, options: LintOptions): Change["edits"] {
  const { text: after, ledgers } = fixText(workspace, file, text, options);
  if (after === text) return new Map();
  const once = fixesTogether(lintFile(workspace, file, options));
  const followed = [...ledgers].map(([ledger, to]) => [ledger, changedMiddle(textOf(workspace, ledger)!, to)] as const);
  return new Map([[file, rewrites(text, once, after) ? once : changedMiddle(text, after)], ...followed]);
}

function rewrites(text: string, edits: readonly TextEdit[], after: string): boolean {
  let at = 0;
  let result = "";
  for (const { range, newText } of edits) {
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at) === after;
}
