import { editsOnly } from "../files/change.ts";
import { ledgerEdits } from "../path/follow-belongings.ts";
import { textOf, type Workspace, withFile } from "../path/workspace.ts";
import { applyEdits, overlap, type TextEdit } from "../text/edit.ts";
import { type LintFinding, type LintOptions, lintFile } from "./lint.ts";

/** Fixing goes round this often at most. */
const MOST_ROUNDS = 10;

/** The safe fixes of some findings that go together: of two that overlap, the one that begins first is taken. */
export function fixesTogether(findings: readonly LintFinding[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fix } of findings) {
    if (!fix || fix.edits.some((edit) => /* defense: fixes-apart */ taken.some((other) => overlap(edit, other))))
      continue;
    taken.push(...fix.edits);
  }
  return taken.sort((a, b) => a.range.start - b.range.start);
}

/** A text after its fixes. */
export interface Fixed {
  readonly text: string;
  /** The texts of ledgers that know the fixed sentences; a safe fix leaves what was verified as it is. */
  readonly ledgers: ReadonlyMap<string, string>;
  /** How many fixes were made. */
  readonly fixed: number;
  /** Whether the text came to rest. One that did not, as fixes undo each other or never end, is as the last round made it. */
  readonly settled: boolean;
}

/**
 * The text of a file after all safe fixes, and fixes of what the fixes brought to light, until nothing changes.
 * @param text the file's text, as the workspace has it
 */
export function fixText(workspace: Workspace, file: string, text: string, options: LintOptions): Fixed {
  let current = text;
  let state = workspace;
  const ledgers = new Map<string, string>();
  let fixed = 0;
  for (let round = 0; ; round++) {
    const findings = lintFile(state, file, options);
    const edits = fixesTogether(findings);
    const next = applyEdits(current, edits);
    if (next === current) return { text: current, ledgers, fixed, settled: true };
    if (round === MOST_ROUNDS)
      return { text: current, ledgers, fixed, /* defense: fixes-that-never-settle */ settled: false };
    fixed += findings.filter(({ fix }) => fix?.edits.every((edit) => edits.includes(edit))).length;
    const followed = ledgerEdits(state, editsOnly([[file, edits]]));
    current = next;
    state = withFile(state, file, current);
    for (const [ledger, each] of followed) {
      ledgers.set(ledger, applyEdits(textOf(state, ledger)!, each));
      state = withFile(state, ledger, ledgers.get(ledger)!);
    }
  }
}
