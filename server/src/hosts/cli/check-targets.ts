import { fixText } from "../../lint/fix.ts";
import { type LintFinding, type LintOptions, lintFile } from "../../lint/lint.ts";
import type { Unreadable } from "../../lint/report.ts";
import type { GivenSettings } from "../../lint/settings.ts";
import { makeWorkspace, pathsOf, withFile } from "../../path/workspace.ts";
import { fileKind } from "../../text/file-kind.ts";
import { lookUpWithin, replaceText, today } from "../disk.ts";
import { readersFor } from "../readers.ts";
import { coverageShortfalls } from "./coverage-gate.ts";
import type { Targets } from "./targets.ts";

/** How targets are checked. All of it can be sent to another thread. */
export interface Checking {
  readonly given: GivenSettings;
  /** The folders that links may not leave. */
  readonly roots: readonly string[];
  /** Whether only errors are kept, or hints too. */
  readonly keep: "errors" | "usual" | "hints";
  /** The least share of facts that has to be verified on a path. */
  readonly least: number | undefined;
}

/** What came of checking some targets. All of it can be sent from another thread. */
export interface Checked {
  readonly files: readonly CheckedFile[];
  readonly failures: readonly Unreadable[];
  /** What is said of paths of which less is verified than has to be. */
  readonly shortfalls: readonly string[];
  readonly fixed: number;
}

export interface CheckedFile {
  readonly file: string;
  readonly text: string;
  readonly findings: readonly LintFinding[];
}

/** Which files may be mended, and what is so only in memory. */
export interface Fixing {
  isWanted(file: string): boolean;
  /** Whether a file's text is not that of one on disk. */
  isInput(file: string): boolean;
}

/** Checks targets with all that surrounds them, and mends first what may be mended. */
export async function checkTargets(targets: Targets, checking: Checking, fixing?: Fixing): Promise<Checked> {
  const { given, roots, keep, least } = checking;
  let workspace = makeWorkspace(await readersFor(targets.texts.map(({ file }) => file)), targets.texts);
  const texts = new Map(targets.texts.map(({ file, text }) => [file, text]));
  const failures: Unreadable[] = [...targets.unreadable];
  const options: LintOptions = {
    given,
    lookUp: lookUpWithin(roots),
    today: today(),
    withoutHints: keep !== "hints",
    onRuleFailed: (rule, file, error) => {
      const why = String(error).split("\n")[0];
      failures.push({ file, reason: `The rule “${rule}” failed here. Please report this. (${why})` });
    },
  };
  let fixed = 0;
  for (const file of fixing ? targets.files : []) {
    if (!fixing!.isWanted(file)) continue;
    const before = texts.get(file)!;
    const result = fixText(workspace, file, before, { ...options, withoutHints: false });
    if (result.text === before) continue;
    const reason = fixing!.isInput(file) ? undefined : replaceText(file, before, result.text);
    if (reason) {
      failures.push({ file, reason });
      continue;
    }
    fixed += result.fixed;
    texts.set(file, result.text);
    workspace = withFile(workspace, file, result.text);
  }
  const isKept = ({ severity }: LintFinding) =>
    keep === "errors" ? severity === "error" : keep === "hints" || severity !== "hint";
  const files = targets.files.flatMap((file): CheckedFile[] => {
    const findings = lintFile(workspace, file, options).filter(isKept);
    return findings.length === 0 && fileKind(file) === "sources" ? [] : [{ file, text: texts.get(file)!, findings }];
  });
  const paths = least === undefined ? [] : [...new Set(targets.files.flatMap((file) => pathsOf(workspace, file)))];
  return { files, failures, fixed, shortfalls: least === undefined ? [] : coverageShortfalls(paths, least) };
}
