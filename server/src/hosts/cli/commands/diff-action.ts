import { isInside, relativeFile } from "../../../files/names.ts";
import { diffJson, diffMarkdown, diffText } from "../../../lint/report-diff.ts";
import { ignorePatterns } from "../../../path/ignore-patterns.ts";
import { diffPaths } from "../../../path/path-diff.ts";
import { readPathFile } from "../../../path/path-file.ts";
import { type FileText, makeWorkspace } from "../../../path/workspace.ts";
import { fileAt, isThere, today } from "../../disk.ts";
import { GitError, Repository } from "../../git.ts";
import { ignoringOnDisk } from "../../ignoring-on-disk.ts";
import { readersFor } from "../../readers.ts";
import { readTargets } from "../targets.ts";
import { columns, paintFor, UsageError } from "../terminal.ts";
import { deliverText, expectOurs } from "../write-file.ts";

export interface DiffOptions {
  readonly format: string;
  readonly path: string;
  readonly output?: string;
  /** Whether what somebody else wrote may be overwritten. */
  readonly force?: boolean;
  readonly color: boolean;
}

/**
 * Sums up what changed on paths between two states in Git.
 * @param range `main...HEAD` from where they parted, `main..HEAD`, or one revision up to the files as they are now
 */
export async function diff(range: string, options: DiffOptions): Promise<number> {
  if (options.output !== undefined) expectOurs(options.output, options.force);
  try {
    await deliverText(await summary(range, options), options);
    return 0;
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(error.message);
    throw error;
  }
}

async function summary(range: string, { format, path, output, color }: DiffOptions): Promise<string> {
  const within = fileAt(path);
  if (!isThere(within)) throw new UsageError(`There is no file or folder “${path}” here.`);
  const repository = await Repository.around(fileAt("."));
  const [from, dots, to] = partsOf(range);
  const end = dots ? await repository.commitOf(to) : undefined;
  const start = await repository.commitOf(from);
  const before = dots === "..." ? await repository.mergeBase(start, end!) : start;
  const texts = async (commit: string | undefined): Promise<readonly FileText[]> =>
    commit === undefined
      ? (await readTargets([repository.root])).texts
      : withoutIgnored(await repository.textsAt(commit), repository.root);
  const [old, now] = [await texts(before), await texts(end)];
  const readers = await readersFor([...old, ...now].map(({ file }) => file));
  const renamed = await repository.renames(before, end);
  const isAsked = (file: string) => file === within || isInside(within, file);
  const diffs = diffPaths(makeWorkspace(readers, old), makeWorkspace(readers, now), {
    renamed,
    today: today(),
    isAsked,
  });
  const nameOf = (file: string) => relativeFile(fileAt("."), file) || ".";
  switch (format) {
    case "json":
      return diffJson(diffs, nameOf);
    case "markdown":
      return diffMarkdown(diffs);
    default:
      return diffText(diffs, { paint: paintFor(color && output === undefined), columns: columns() });
  }
}

/** What Git holds without what is ignored on disk now, as texts on disk are read; what a path lists is there for it. */
function withoutIgnored(texts: readonly FileText[], root: string): readonly FileText[] {
  const { isIgnored } = ignoringOnDisk([root], ignorePatterns);
  const left = texts.filter(({ file, kind }) => kind !== "path" || !isIgnored(file));
  const entries = left.flatMap(({ file, text, kind }) => (kind === "path" ? readPathFile(file, text).entries : []));
  const listed = new Set(entries.flatMap((entry) => (entry.kind === "file" ? [entry.file] : [])));
  return left.filter(({ file, kind }) => kind !== "station" || listed.has(file) || !isIgnored(file));
}

/** A range as Git writes it: two revisions with dots between them, or one that is compared with the files on disk. */
function partsOf(range: string): readonly [from: string, dots: ".." | "..." | "", to: string] {
  const match = /^(.*?)(\.\.\.?)(.*)$/s.exec(range);
  return match ? [match[1]!, match[2] as ".." | "...", match[3]!] : [range, "", ""];
}
