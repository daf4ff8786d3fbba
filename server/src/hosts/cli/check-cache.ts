import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { folderOf, relativeFile, resolveFile } from "../../files/names.ts";
import type { LintFinding } from "../../lint/lint.ts";
import { once } from "../../text/once.ts";
import {
  entryAt,
  lookUpWithin,
  makeFolders,
  namesIn,
  readBytes,
  readText,
  removeIfThere,
  stampAt,
  today,
} from "../disk.ts";
import { digestOf, type Sight, type Stamp } from "../sights.ts";
import type { Checked, CheckedFile } from "./check-targets.ts";

/**
 * What earlier checks found, as long as all that it rests on would be seen again: the bytes of every file that was read, the names
 * in every folder that was looked through, what was missing, where links led. A file counts as unchanged without being read if
 * size, times and number are those of before, as Git does it; where these differ, what it holds decides. So a cache also serves
 * where files were checked out anew.
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
}

/** What one kind of check of one set of names comes to; another kind has a cache of its own. */
export interface CacheKey {
  /** What all of the program that checks goes by. */
  readonly engine: string;
  /** Everything else that findings depend on and that does not stand on disk. */
  readonly asked: unknown;
}

/** The run that asks. */
export interface Run {
  readonly workFolder: string;
  readonly roots: readonly string[];
  /** When it began, in milliseconds since 1970. */
  readonly started: number;
  /** What it saw on disk so far. */
  readonly seen: readonly Sight[];
}

/** Caches that nobody has written to for this long are removed. */
const OLDEST_DAYS = 30;

/**
 * Two changes of a file within this time, in milliseconds, can leave the same time of change: systems write down steps of up to two
 * seconds (FAT). A file that young is read.
 */
const CLOCK_STEP = 2_000;

/** So few files are read again sooner than a cache is written again. */
const FEW = 50;

/** Where in a folder of caches the one for a kind of check is. */
export function cacheFileIn(folder: string, { engine, asked }: CacheKey, { workFolder, roots }: Run): string {
  const within = roots.map((each) => relativeFile(workFolder, each));
  return `${folder}/${digestOf(JSON.stringify([engine, asked, within]))}.json`;
}

/** Opens a cache. What can't be read, or is of another version, is as good as empty. */
export function openCache(file: string, { workFolder, roots, started, seen }: Run): CheckCache {
  const before = readPack(file, workFolder);
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
      const temporary = `${file}.${process.pid}.tmp`;
      try {
        makeFolders(folderOf(file));
        rmSync(temporary, { force: true }); // of a process that had the same number, and was killed
        writeFileSync(temporary, writePack({ started, groups, grouping }, addAll, workFolder), { flag: "wx" });
        renameSync(temporary, file);
        removeOld(folderOf(file));
      } catch {
        // A check is as good without.
        removeIfThere(temporary);
      }
    },
  };
}

/** Tells of the sights in a pack which would be seen again. */
function verifier({ started, sights }: Pack, { roots, seen }: Pick<Run, "roots" | "seen">) {
  const lookUp = lookUpWithin(roots);
  const names = new Map(seen.filter(({ kind }) => kind === "names").map((sight) => [sight.file, sight.seen]));
  const verdicts: (boolean | undefined)[] = [];
  const fresh = new Map<number, Stamp>();
  const seenAgain = (at: number): boolean => {
    const file = sights.fileAt(at);
    const then = sights.seenAt(at);
    switch (sights.kindAt(at)) {
      case "bytes":
        return isUntouched(file, sights.stampAt(at), started) || hasSameBytes(at, file, then);
      case "names":
        return (names.get(file) ?? namesIn(file)) === then;
      case "entry":
        return entryAt(file) === then;
      case "day":
        return today() === then;
      case "target": {
        // Most links lead to files that are read for themselves.
        const bytes = then === "found" ? sights.bytesOf(at) : undefined;
        return (bytes !== undefined && holds(bytes)) || lookUp(file) === then;
      }
    }
  };
  const hasSameBytes = (at: number, file: string, then: string): boolean => {
    const stamp = stampAt(file);
    const read = readBytes(file);
    if (("bytes" in read ? digestOf(read.bytes) : read.reason) !== then) return false;
    if (stamp) fresh.set(at, stamp); // so that it need not be read again next time
    return true;
  };
  const holds = (at: number): boolean => {
    verdicts[at] ??= seenAgain(at);
    return verdicts[at]!;
  };
  return {
    holds,
    /** Whether many files were known by their bytes only. */
    isRenewed: () => fresh.size > FEW,
    sightAt: (at: number): Sight => ({
      kind: sights.kindAt(at),
      file: sights.fileAt(at),
      seen: sights.seenAt(at),
      stamp: fresh.get(at) ?? sights.stampAt(at),
    }),
  };
}

/** Whether a file is as it was, by what the system says of it. */
function isUntouched(file: string, stamp: Stamp | undefined, started: number): boolean {
  if (!stamp || Math.max(stamp[1], stamp[2]) > started - CLOCK_STEP) return false;
  const now = stampAt(file);
  return now !== undefined && /* defense: read-again-what-changed */ stamp.every((each, at) => each === now[at]);
}

/** How a cache's file is called, and one that is being written. Nothing else in the folder is any of ours. */
const CACHE_NAME = /^[\w-]{27}\.json(?<unfinished>\.\d+\.tmp)?$/;

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const match = CACHE_NAME.exec(name);
    const days = match?.groups?.unfinished ? 1 / 24 : OLDEST_DAYS;
    const file = `${folder}/${name}`;
    if (/* defense: only-files-of-the-cache */ match && Date.now() - statSync(file).mtimeMs > days * 86_400_000)
      rmSync(file, { force: true });
  }
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

/** A cache as it was read. Sights are numbers until they are asked for: there are a few for each file of a library. */
interface Pack {
  /** When the check began, in milliseconds since 1970. */
  readonly started: number;
  readonly sights: PackedSights;
  readonly grouping: {
    readonly named: string;
    readonly groups: readonly (readonly string[])[];
    readonly sights: readonly number[];
  };
  groupOf(files: readonly string[]): { readonly sights: readonly number[]; checked(): Checked } | undefined;
}

interface PackedSights {
  kindAt(at: number): Sight["kind"];
  fileAt(at: number): string;
  seenAt(at: number): string;
  stampAt(at: number): Stamp | undefined;
  /** The sight of the bytes of the same file, if there is one. */
  bytesOf(at: number): number | undefined;
}

const KINDS: readonly Sight["kind"][] = ["bytes", "names", "entry", "target", "day"];

/** What a cache's first line begins with; a digest of the rest follows. */
const HEAD = "stationmaster-cache 1 ";

/** A pack as it is written: one line of JSON in which files are numbers, below a line that tells whether it is whole. */
interface WrittenPack {
  readonly started: number;
  /** Files, relative to the working folder. */
  readonly names: readonly string[];
  /** In columns: a digit for each kind, numbers of files, what was seen, and four numbers for each stamp; 0 for none. */
  readonly sights: {
    readonly kinds: string;
    readonly files: readonly number[];
    readonly seen: readonly string[];
    readonly stamps: readonly number[];
  };
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
}

function writePack(
  { started, groups, grouping }: { started: number; groups: readonly Group[]; grouping: Grouping },
  unique: (sights: readonly Sight[]) => readonly Sight[],
  workFolder: string,
): string {
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
  }));
  const writtenGrouping = {
    named: grouping.named,
    groups: grouping.groups.map((group) => group.map(files.of)),
    sights: numbersOf(grouping.sights),
  };
  const columns = {
    kinds: sights.all.map(({ kind }) => KINDS.indexOf(kind)).join(""),
    files: sights.all.map(({ file }) => files.of(file)),
    seen: sights.all.map(({ seen }) => seen),
    stamps: sights.all.flatMap(({ kind, stamp }) => (kind === "bytes" ? (stamp ?? [0, 0, 0, 0]) : [])),
  };
  const body = JSON.stringify({
    started,
    sights: columns,
    grouping: writtenGrouping,
    groups: writtenGroups,
    names: files.all.map((file) => relativeFile(workFolder, file)),
  });
  return `${HEAD}${digestOf(body)}\n${body}`;
}

/** Gives values numbers in the order in which they come. */
function numbering<Value>(): { readonly all: readonly Value[]; of(value: Value): number } {
  const numbers = new Map<Value, number>();
  const all: Value[] = [];
  return {
    all,
    of(value) {
      const known = numbers.get(value) ?? all.push(value) - 1;
      numbers.set(value, known);
      return known;
    },
  };
}

/** Reads a cache; undefined where there is none that is whole. */
function readPack(file: string, workFolder: string): Pack | undefined {
  try {
    return readWhole(file, workFolder);
  } catch {
    return undefined; // whole, and yet not as this version writes it
  }
}

function readWhole(file: string, workFolder: string): Pack | undefined {
  const read = readText(file);
  if (!("text" in read) || !read.text.startsWith(HEAD)) return undefined;
  const end = read.text.indexOf("\n");
  const body = read.text.slice(end + 1);
  // defense: whole-cache
  if (read.text.slice(HEAD.length, end) !== digestOf(body)) return undefined;
  const { started, names, sights, groups, grouping } = JSON.parse(body) as WrittenPack;
  const files = names.map((name) => (name.startsWith(".") ? resolveFile(workFolder, name) : `${workFolder}/${name}`));
  const fileOf = (at: number) => files[at]!;
  const formed: readonly (readonly string[])[] = grouping.groups.map((group) => group.map(fileOf));
  const byFiles = new Map(groups.map((group) => [formed[group.at]!, group]));
  const byNames = once(() => new Map(groups.map((group) => [formed[group.at]!.join("\n"), group])));
  return {
    started,
    sights: unpacked(sights, fileOf),
    grouping: { ...grouping, groups: formed },
    groupOf(members) {
      const group = byFiles.get(members) ?? byNames().get(members.join("\n"));
      return group && { sights: group.sights, checked: () => checkedOf(group, fileOf) };
    },
  };
}

function unpacked({ kinds, files, seen, stamps }: WrittenPack["sights"], fileOf: (at: number) => string): PackedSights {
  const bytesOfFile = new Map<number, number>();
  const stampOf = new Map<number, number>();
  for (let at = 0, stamp = 0; at < kinds.length; at++) {
    if (kinds.charCodeAt(at) !== 0x30) continue;
    bytesOfFile.set(files[at]!, at);
    stampOf.set(at, stamp);
    stamp += 4;
  }
  return {
    kindAt: (at) => KINDS[kinds.charCodeAt(at) - 0x30]!,
    fileAt: (at) => fileOf(files[at]!),
    seenAt: (at) => seen[at]!,
    stampAt(at) {
      const from = stampOf.get(at);
      if (from === undefined || stamps[from + 1] === 0) return undefined;
      return [stamps[from]!, stamps[from + 1]!, stamps[from + 2]!, stamps[from + 3]!];
    },
    bytesOf: (at) => bytesOfFile.get(files[at]!),
  };
}

const NONE: readonly never[] = [];

function checkedOf({ well, found, shortfalls }: WrittenGroup, fileOf: (at: number) => string): Checked {
  return {
    files: [
      ...well.map((file): CheckedFile => ({ file: fileOf(file), findings: NONE, fingerprints: NONE })),
      ...found.map(([file, findings, fingerprints]): CheckedFile => {
        return { file: fileOf(file), findings: findings.map((each) => atHome(each, fileOf)), fingerprints };
      }),
    ],
    failures: NONE,
    shortfalls,
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
