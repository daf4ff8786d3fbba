import { fingerprints } from "../../lint/fingerprint.ts";
import { type LintOptions, lintFile } from "../../lint/lint.ts";
import type { FileReport, Report } from "../../lint/report.ts";
import { type FileText, makeWorkspace, type Readers, stationOf, type Workspace } from "../../path/workspace.ts";
import { fileAt, lookUpWithin, today } from "../disk.ts";
import { GitError, Repository } from "../git.ts";
import { readersFor } from "../readers.ts";
import type { Checking } from "./check-targets.ts";
import type { Targets } from "./targets.ts";
import { UsageError } from "./terminal.ts";

/** What changed since a state in Git, and what there was before. */
export interface Changes {
  readonly changed: ReadonlySet<string>;
  readonly before: Workspace;
}

/**
 * What changed in the files on disk since the history of a revision parted from this one.
 * @throws UsageError where Git can't tell
 */
export async function changesSince(revision: string): Promise<Changes> {
  return asking(async (repository) => {
    const base = await repository.mergeBase(await repository.commitOf(revision), await repository.commitOf("HEAD"));
    const changed = await repository.changedSince(base);
    return { changed: new Set(changed), before: await workspaceOf(await repository.textsAt(base)) };
  });
}

/**
 * What is staged for the next commit, and the targets with their texts as they are staged.
 * @throws UsageError where Git can't tell
 */
export async function stagedChanges(targets: Targets): Promise<Changes & { readonly targets: Targets }> {
  return asking(async (repository) => {
    const texts = new Map((await repository.textsAt("index")).map((text) => [text.file, text]));
    const head = await repository.commitOf("HEAD").catch(() => undefined); // there may be no commit yet
    const files = targets.files.filter((file) => texts.has(file));
    return {
      changed: new Set(await repository.stagedSince(head)),
      before: await workspaceOf(head === undefined ? [] : await repository.textsAt(head)),
      targets: {
        files,
        texts: [...texts.values()],
        unreadable: targets.unreadable,
        settings: targets.settings.filter((file) => texts.has(file)),
      },
    };
  });
}

async function asking<Answer>(ask: (repository: Repository) => Promise<Answer>): Promise<Answer> {
  try {
    return await ask(await Repository.around(fileAt(".")));
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(error.message);
    throw error;
  }
}

async function workspaceOf(texts: readonly FileText[]): Promise<Workspace> {
  const readers: Readers = await readersFor(texts.map(({ file }) => file));
  return makeWorkspace(readers, texts);
}

/** A report of files that changed, and of what that change has brought about in others. */
export function withinChanges(
  report: Report,
  { changed, before }: Changes,
  { given, roots }: Pick<Checking, "given" | "roots">,
): Report {
  const options: LintOptions = { given, lookUp: lookUpWithin(roots), today: today() };
  const files = report.files.flatMap((file): FileReport[] => {
    if (changed.has(file.file)) return [file];
    if (file.findings.length === 0) return [];
    const known = new Set(printsBefore(before, file, options));
    const prints = file.fingerprints;
    const left = file.findings.map((_, at) => at).filter((at) => !known.has(prints[at]!));
    if (left.length === 0) return [];
    return [{ ...file, findings: left.map((at) => file.findings[at]!), fingerprints: left.map((at) => prints[at]!) }];
  });
  return { ...report, files };
}

/** What a file's findings were known by; the file itself is the same. */
function printsBefore(before: Workspace, { file, text }: FileReport, options: LintOptions): readonly string[] {
  return fingerprints(text, stationOf(before, file), lintFile(before, file, options));
}
