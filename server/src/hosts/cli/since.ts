import { baseName, folderOf, isInside, resolveFile } from "../../files/names.ts";
import { fingerprints } from "../../lint/fingerprint.ts";
import { type LintOptions, lintFile } from "../../lint/lint.ts";
import type { FileReport, Report } from "../../lint/report.ts";
import type { GivenSettings } from "../../lint/settings.ts";
import { ignorePatterns } from "../../path/ignore-patterns.ts";
import { type FileText, makeWorkspace, type Readers, stationOf, type Workspace } from "../../path/workspace.ts";
import type { LookUp } from "../../rules/rule.ts";
import { lookUpWithin } from "../bounds.ts";
import { fileAt, isGone, realOf, today } from "../disk.ts";
import { type GitEntry, GitError, Repository } from "../git.ts";
import { ignoringOnDisk } from "../ignoring-on-disk.ts";
import { readersFor } from "../readers.ts";
import type { Checking } from "./check-targets.ts";
import type { Targets } from "./targets.ts";
import { UsageError } from "./terminal.ts";

/** What changed since a state in Git, and what there was before. */
export interface Changes {
  readonly changed: ReadonlySet<string>;
  readonly before: Workspace;
  /** What lay then where links lead. */
  readonly lookUpBefore: LookUp;
}

/**
 * What changed in the files on disk since the history of a revision parted from this one.
 * @throws UsageError where Git can't tell
 */
export async function changesSince(revision: string, roots: readonly string[]): Promise<Changes> {
  return asking(async (repository) => {
    const base = await repository.mergeBase(await repository.commitOf(revision), await repository.commitOf("HEAD"));
    const changed = await repository.changedSince(base);
    return {
      changed: new Set(changed),
      before: await workspaceOf(await repository.textsAt(base)),
      lookUpBefore: lookUpAmong(await repository.entriesAt(base), repository.root, lookUpWithin(roots), {
        moved: new Set(changed),
      }),
    };
  });
}

/**
 * What is staged for the next commit, and the targets with their texts as they are staged.
 * @throws UsageError where Git can't tell
 */
export async function stagedChanges(
  targets: Targets,
  { roots, within, ignored: patterns }: Pick<Checking, "roots" | "within" | "ignored">,
): Promise<Changes & { readonly targets: Targets }> {
  return asking(async (repository) => {
    const head = await repository.commitOf("HEAD").catch(() => undefined); // there may be no commit yet
    const changed = new Set(await repository.stagedSince(head));
    const then = head === undefined ? new Map<string, GitEntry>() : await repository.entriesAt(head);
    // “git add --intent-to-add” makes an entry of a file whose text is not staged.
    const isStaged = (file: string) => then.has(file) || changed.has(file);
    const now = new Map([...(await repository.entriesAt("index"))].filter(([file]) => isStaged(file)));
    const staged = (await repository.textsAt("index")).filter(({ file }) => isStaged(file));
    const texts = new Map(staged.map((text) => [text.file, text]));
    const ignoring = ignoringOnDisk(within, ignorePatterns, { folder: fileAt("."), patterns });
    // What is no longer on disk is committed all the same.
    const isOnlyStaged = (file: string) =>
      changed.has(file) && within.some((folder) => isInside(folder, file)) && isGone(file) && !ignoring.isIgnored(file);
    const onDisk = new Set(targets.files);
    const files = [...texts.keys()].filter((file) => onDisk.has(file) || isOnlyStaged(file)).sort();
    // What is ignored is made from what is committed, so it is there in the end; what was committed before is not excused.
    const ignored = new Set((await repository.ignored()).filter((file) => !then.has(file)));
    const among = (entries: ReadonlyMap<string, GitEntry>, moved?: ReadonlySet<string>) =>
      lookUpAmong(entries, repository.root, lookUpWithin(roots), { ignored, moved });
    return {
      changed,
      before: await workspaceOf(head === undefined ? [] : await repository.textsAt(head)),
      lookUpBefore: among(then, changed),
      targets: {
        lookUp: among(now),
        files,
        texts: [...texts.values()],
        unreadable: targets.unreadable,
        settings: targets.settings.filter((file) => texts.has(file)),
      },
    };
  });
}

interface Besides {
  /** Files and folders that count as they are on disk although Git does not hold them. */
  readonly ignored?: ReadonlySet<string>;
  /** Other repositories that were at another commit then: nobody knows what was in them, so all may have been there. */
  readonly moved?: ReadonlySet<string> | undefined;
}

/** What lies at a place by what Git holds. Within other repositories, and outside of this one, the disk is asked. */
function lookUpAmong(
  entries: ReadonlyMap<string, GitEntry>,
  root: string,
  onDisk: LookUp,
  { ignored = new Set(), moved = new Set() }: Besides,
): LookUp {
  const folders = new Set<string>([root]);
  for (const file of entries.keys()) {
    for (let folder = folderOf(file); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return (name) => {
    const now = onDisk(name);
    if (now === "outside" || !isInside(root, name)) return now;
    const place = withoutLinks(name, root, entries);
    if (place === undefined) return "missing";
    if (!isInside(root, place)) return now;
    // A link that Git does not hold is followed on disk.
    const file = folders.has(folderOf(place)) ? place : `${realOf(folderOf(place))}/${baseName(place)}`;
    if (folders.has(file) || entries.has(file)) return "found";
    for (let at = file; isInside(root, at) && at !== root; at = folderOf(at)) {
      const isRepository = entries.get(at) === "repository";
      if (isRepository && moved.has(at)) return "found";
      if (isRepository || ignored.has(at)) return now;
    }
    return "missing";
  };
}

/** A place with all links followed that Git holds on the way there; undefined where they lead in circles. */
function withoutLinks(name: string, root: string, entries: ReadonlyMap<string, GitEntry>): string | undefined {
  let place = name;
  for (let followed = 0; followed <= MOST_LINKS; followed++) {
    const link = [...foldersWithin(root, place)].find((at) => typeof entries.get(at) === "object");
    if (link === undefined) return place;
    const { link: target } = entries.get(link) as { readonly link: string };
    place = resolveFile(folderOf(link), target) + place.slice(link.length);
  }
  return undefined;
}

/** Linux follows 40 links on the way to one file. */
const MOST_LINKS = 40;

/** A place below a folder and the folders around it, the outermost first. */
function foldersWithin(root: string, place: string): readonly string[] {
  const found: string[] = [];
  for (let at = place; isInside(root, at) && at !== root; at = folderOf(at)) found.push(at);
  return found.reverse();
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
  { changed, before, lookUpBefore }: Changes,
  given: GivenSettings,
): Report {
  const options: LintOptions = { given, lookUp: lookUpBefore, today: today() };
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
