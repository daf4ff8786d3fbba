import { editsOnly } from "../files/change.ts";
import { ledgerEdits } from "../path/follow-belongings.ts";
import { stationOf, textOf, type Workspace, withFile } from "../path/workspace.ts";
import { applyEdits, overlap, type TextEdit } from "../text/edit.ts";
import { type LintFinding, type LintOptions, lintFile } from "./lint.ts";
import { keepsWords } from "./words-kept.ts";

/** Fixing goes round this often at most. */
const MOST_ROUNDS = 10;

/** The safe fixes of some findings that go together: of two that overlap, the one that begins first is taken. */
export function fixesTogether(findings: readonly LintFinding[]): readonly TextEdit[] {
  return editsOf(apartFrom(findings));
}

/** Fixes that can be made together, and those that can't be made because a reader would miss something. */
export interface SafeFixes {
  readonly made: readonly LintFinding[];
  readonly refused: readonly LintFinding[];
}

/**
 * Of the fixes of some findings those that go together and keep the law (`words-kept.ts`), whatever rules say of theirs.
 * A file that is no station has no reader, and its fixes are as safe as their rules say.
 */
export function safeFixes(workspace: Workspace, file: string, findings: readonly LintFinding[]): SafeFixes {
  const before = stationOf(workspace, file);
  const together = apartFrom(findings);
  if (!before) return { made: together, refused: [] };
  const keep = (some: readonly LintFinding[]): boolean => {
    const after = workspace.readers.station(applyEdits(before.text, editsOf(some)), before.language);
    return keepsWords(before, after);
  };
  /** Halves what breaks the law until the single fix is found that does. */
  const safe = (some: readonly LintFinding[]): readonly LintFinding[] => {
    if (some.length === 0 || /* defense: fixes-keep-words */ keep(some)) return some;
    if (some.length === 1) return [];
    const middle = some.length >> 1;
    const [left, right] = [safe(some.slice(0, middle)), safe(some.slice(middle))];
    const both = [...left, ...right];
    return keep(both) ? both : left;
  };
  const made = safe(together);
  const kept = new Set(made);
  return { made, refused: together.filter((finding) => !kept.has(finding)) };
}

function apartFrom(findings: readonly LintFinding[]): readonly LintFinding[] {
  const edits: TextEdit[] = [];
  return findings.filter(({ fix }) => {
    if (!fix || fix.edits.some((edit) => /* defense: fixes-apart */ edits.some((other) => overlap(edit, other))))
      return false;
    edits.push(...fix.edits);
    return true;
  });
}

function editsOf(findings: readonly LintFinding[]): readonly TextEdit[] {
  return findings.flatMap(({ fix }) => fix?.edits ?? []).sort((a, b) => a.range.start - b.range.start);
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
  /** Findings whose fix was not made, as a reader would have missed something. */
  readonly refused: readonly LintFinding[];
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
    const { made, refused } = safeFixes(state, file, lintFile(state, file, { ...options, fixing: true }));
    const edits = editsOf(made);
    const next = applyEdits(current, edits);
    if (next === current) return { text: current, ledgers, fixed, settled: true, refused };
    if (round === MOST_ROUNDS)
      return { text: current, ledgers, fixed, /* defense: fixes-that-never-settle */ settled: false, refused };
    fixed += made.length;
    const followed = ledgerEdits(state, editsOnly([[file, edits]]));
    current = next;
    state = withFile(state, file, current);
    for (const [ledger, each] of followed) {
      ledgers.set(ledger, applyEdits(textOf(state, ledger)!, each));
      state = withFile(state, ledger, ledgers.get(ledger)!);
    }
  }
}
