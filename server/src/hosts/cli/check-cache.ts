import { baseName, relativeFile } from "../../files/names.ts";
import type { LintFinding } from "../../lint/lint.ts";
import { once } from "../../text/once.ts";
import { readText } from "../disk.ts";
import { digestOf, type Sight } from "../sights.ts";
import { writeCacheFile } from "./cache-files.ts";
import type { Seal } from "./cache-secret.ts";
import type { Checked, CheckedFile } from "./check-targets.ts";
import {
  type KeptSights,
  numbering,
  type Run,
  readNames,
  readSights,
  verifier,
  type WrittenSights,
  writeNames,
  writeSights,
} from "./kept-sights.ts";

/**
 * What earlier checks found, as long as all that it rests on would be seen again: the bytes of every file that was read, the names
 * in every folder that was looked through, what was missing, where links led. A file counts as unchanged without being read if
 * size, times and number are those of before, as Git does it; where these differ, what it holds decides. So a cache also serves
 * where files were checked out again.
 */
export interface CheckCache {
  /** The groups that some files form; undefined if that is not known. */
  groupsOf(named: readonly string[]): readonly (readonly string[])[] | undefined;
  keepGroups(named: readonly string[], groups: readonly (readonly string[])[], sights: readonly Sight[]): void;
  /** What was found in the files of a group; undefined if that is not known. */
  find(group: readonly string[]): Checked | undefined;
  keep(group: readonly string[], checked: Checked): void;
  /** Writes down what was kept. Never fails: who can't write can't keep. */
  save(): void;
  /** All that was seen for what is known or was kept, and more; undefined where it is not known how files form groups. */
  sights(more: readonly Sight[]): readonly Sight[] | undefined;
}

/** What one kind of check of one set of names comes to; another kind has a cache of its own. */
export interface CacheKey {
  /** What all of the program that checks goes by. */
  readonly engine: string;
  /** Everything else that findings depend on and that does not stand on disk. */
  readonly asked: unknown;
}

/** Where in a folder of caches the one for a kind of check is. */
export function cacheFileIn(folder: string, { engine, asked }: CacheKey, { workFolder, roots }: Run): string {
  const within = roots.map((each) => relativeFile(workFolder, each));
  return `${folder}/${digestOf(JSON.stringify([engine, asked, within]))}.json`;
}

/** Opens a cache. What can't be read, or is of another version, is as good as empty. */
export function openCache(file: string, { workFolder, roots, started, seen, seal }: Run): CheckCache {
  const sealed: Seal = (...parts) => seal(`${baseName(file)}\n`, ...parts);
  const before = readPack(file, workFolder, sealed);
  const verify = before && verifier(before, { roots, seen });
  const sights = new Map<string, Sight>();
  const groups: Group[] = [];
  let grouping: Grouping | undefined;
  let isNew = false;
  const add = (each: Sight): Sight => {
    const key = `${each.kind} ${each.file}\n${each.seen}`;
    const known = sights.get(key) ?? each;
    sights.set(key, known);
    return known;
  };
  const addAll = (all: readonly Sight[]): readonly Sight[] => [...new Set(all.map(add))];
  const known = (numbers: readonly number[]) => numbers.map((at) => verify!.sightAt(at));

  return {
    groupsOf(named) {
      const old = before?.grouping;
      if (!old || old.named !== digestOf(named.join("\n")) || !old.sights.every(verify!.holds)) return undefined;
      grouping = { named: old.named, groups: old.groups, sights: () => known(old.sights) };
      return old.groups;
    },
    keepGroups(named, formed, seenThen) {
      grouping = { named: digestOf(named.join("\n")), groups: formed, sights: () => seenThen };
      isNew = true;
    },
    find(files) {
      const group = before?.groupOf(files);
      if (!group?.sights.every(verify!.holds)) return undefined;
      const checked = group.checked();
      groups.push({ files, sights: () => known(group.sights), checked });
      return checked;
    },
    keep(files, checked) {
      isNew = true;
      // What failed is tried again.
      if (checked.failures.length === 0) groups.push({ files, sights: () => checked.sights, checked });
    },
    save() {
      if (!grouping || !(isNew || verify?.isRenewed())) return;
      const now = grouping;
      writeCacheFile(file, () => writePack({ started, groups, grouping: now }, addAll, workFolder, sealed));
    },
    sights(more) {
      return grouping && addAll([...[grouping, ...groups].flatMap((each) => each.sights()), ...more]);
    },
  };
}

interface Grouping {
  readonly named: string;
  readonly groups: readonly (readonly string[])[];
  readonly sights: () => readonly Sight[];
}

/** What was found in some files that need nothing of others, and what that rests on. */
interface Group {
  readonly files: readonly string[];
  readonly sights: () => readonly Sight[];
  readonly checked: Checked;
}

/** A cache as it was read. */
interface Pack {
  /** When the check began, in milliseconds since 1970. */
  readonly started: number;
  readonly sights: KeptSights;
  readonly grouping: {
    readonly named: string;
    readonly groups: readonly (readonly string[])[];
    readonly sights: readonly number[];
  };
  groupOf(files: readonly string[]): { readonly sights: readonly number[]; checked(): Checked } | undefined;
}

/** What a cache's first line begins with; the seal of its name and the rest follows. */
const HEAD = "stationmaster-cache 2 ";

/** A pack as it is written: one line of JSON in which files are numbers, below a line that tells whether it is whole. */
interface WrittenPack {
  readonly started: number;
  /** Files, relative to the working folder. */
  readonly names: readonly string[];
  readonly sights: WrittenSights;
  readonly grouping: { readonly named: string; readonly groups: number[][]; readonly sights: readonly number[] };
  readonly groups: readonly WrittenGroup[];
}

interface WrittenGroup {
  /** Its place among all groups. */
  readonly at: number;
  readonly sights: readonly number[];
  /** The files in which nothing was found. */
  readonly well: readonly number[];
  readonly found: readonly (readonly [
    file: number,
    findings: readonly LintFinding[],
    fingerprints: readonly string[],
  ])[];
  readonly shortfalls: readonly string[];
  readonly loose: readonly number[];
}

function writePack(
  { started, groups, grouping }: { started: number; groups: readonly Group[]; grouping: Grouping },
  unique: (sights: readonly Sight[]) => readonly Sight[],
  workFolder: string,
  seal: Seal,
): readonly string[] {
  const files = numbering<string>();
  const sights = numbering<Sight>();
  const numbersOf = (seen: () => readonly Sight[]) => unique(seen()).map(sights.of);
  const portable = (finding: LintFinding) => ({
    ...finding,
    file: files.of(finding.file),
    related: finding.related?.map((each) => ({ ...each, file: files.of(each.file) })),
  });
  const places = new Map(grouping.groups.map((group, at) => [group, at]));
  const writtenGroups = groups.map(({ files: members, sights: seen, checked }) => ({
    at: places.get(members),
    sights: numbersOf(seen),
    well: checked.files.filter(({ findings }) => findings.length === 0).map(({ file }) => files.of(file)),
    found: checked.files
      .filter(({ findings }) => findings.length > 0)
      .map(({ file, findings, fingerprints }) => [files.of(file), findings.map(portable), fingerprints]),
    shortfalls: checked.shortfalls,
    loose: checked.loose.map(files.of),
  }));
  const writtenGrouping = {
    named: grouping.named,
    groups: grouping.groups.map((group) => group.map(files.of)),
    sights: numbersOf(grouping.sights),
  };
  const body = JSON.stringify({
    started,
    sights: writeSights(sights.all, files.of),
    grouping: writtenGrouping,
    groups: writtenGroups,
    names: writeNames(files.all, workFolder),
  });
  return [`${HEAD}${seal(body)}\n`, body];
}

/** Reads a cache; undefined where there is none that is whole. */
function readPack(file: string, workFolder: string, seal: Seal): Pack | undefined {
  try {
    return readWhole(file, workFolder, seal);
  } catch {
    return undefined; // whole, and yet not as this version writes it
  }
}

function readWhole(file: string, workFolder: string, seal: Seal): Pack | undefined {
  const read = readText(file);
  if (!("text" in read) || !read.text.startsWith(HEAD)) return undefined;
  const end = read.text.indexOf("\n");
  const body = read.text.slice(end + 1);
  // defense: whole-cache
  if (read.text.slice(HEAD.length, end) !== seal(body)) return undefined;
  const { started, names, sights, groups, grouping } = JSON.parse(body) as WrittenPack;
  const files = readNames(names, workFolder);
  const fileOf = (at: number) => files[at]!;
  const formed: readonly (readonly string[])[] = grouping.groups.map((group) => group.map(fileOf));
  const byFiles = new Map(groups.map((group) => [formed[group.at]!, group]));
  const byNames = once(() => new Map(groups.map((group) => [formed[group.at]!.join("\n"), group])));
  return {
    started,
    sights: readSights(sights, fileOf),
    grouping: { ...grouping, groups: formed },
    groupOf(members) {
      const group = byFiles.get(members) ?? byNames().get(members.join("\n"));
      return group && { sights: group.sights, checked: () => checkedOf(group, fileOf) };
    },
  };
}

const NONE: readonly never[] = [];

function checkedOf({ well, found, shortfalls, loose }: WrittenGroup, fileOf: (at: number) => string): Checked {
  return {
    files: [
      ...well.map((file): CheckedFile => ({ file: fileOf(file), findings: NONE, fingerprints: NONE })),
      ...found.map(([file, findings, fingerprints]): CheckedFile => {
        return { file: fileOf(file), findings: findings.map((each) => atHome(each, fileOf)), fingerprints };
      }),
    ],
    failures: NONE,
    shortfalls,
    loose: loose.map(fileOf),
    fixed: 0,
    sights: NONE,
  };
}

/** A finding with its files as they are called here. */
function atHome(finding: LintFinding, fileOf: (at: number) => string): LintFinding {
  const place = (file: string) => fileOf(file as unknown as number);
  const related = finding.related?.map((each) => ({ ...each, file: place(each.file) }));
  return { ...finding, file: place(finding.file), ...(related ? { related } : {}) };
}
