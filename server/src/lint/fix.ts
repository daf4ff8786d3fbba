import { type Workspace, withFile } from "../path/workspace.ts";
import { applyEdits, overlap, type TextEdit } from "../text/edit.ts";
import { type LintFinding, type LintOptions, lintFile } from "./lint.ts";

/** Fixing goes round this often at most; a text that has not come to rest by then is left as the last round made it. */
const MOST_ROUNDS = 10;

/** The safe fixes of some findings that go together: of two that overlap, the one that begins first is taken. */
export function fixesTogether(findings: readonly LintFinding[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fix } of findings) {
    if (!fix || fix.edits.some((edit) => taken.some((other) => overlap(edit, other)))) continue;
    taken.push(...fix.edits);
  }
  return taken.sort((a, b) => a.range.start - b.range.start);
}

/**
 * The text of a file after all safe fixes, and fixes of what the fixes brought to light, until nothing changes.
 * @param text the file's text, as the workspace has it
 */
export function fixText(
  workspace: Workspace,
  file: string,
  text: string,
  options: LintOptions,
): { text: string; fixed: number } {
  let current = text;
  let state = workspace;
  let fixed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const findings = lintFile(state, file, options);
    const edits = fixesTogether(findings);
    if (edits.length === 0) break;
    const next = applyEdits(current, edits);
    if (next === current) break;
    fixed += findings.filter(({ fix }) => fix?.edits.every((edit) => edits.includes(edit))).length;
    current = next;
    state = withFile(state, file, current);
  }
  return { text: current, fixed };
}
