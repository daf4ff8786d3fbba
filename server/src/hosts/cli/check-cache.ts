import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { LintFinding } from "../../lint/lint.ts";
import { folderOf, relativeFile, resolveFile } from "../../text/file.ts";
import { entryAt, lookUpWithin, makeFolders, namesIn, readBytes, readText, stampAt, today } from "../disk.ts";
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

/** Where in a folder of caches the one for a kind of check is. */
export function cacheFileIn(folder: string, { engine, asked }: CacheKey, { workFolder, roots }: Run): string {
  const within = roots.map((each) => relativeFile(workFolder, each));
  return `${folder}/${digestOf(JSON.stringify([engine, asked, within]))}.json`;
}

/** Opens a cache. What can't be read, or is of another version, is as good as empty. */
export function openCache(file: string, { workFolder, roots, started, seen }: Run): CheckCache {
  const before = readPack(file, workFolder);
  const sightOf = new Map<string, number>();
  const sights: Sight[] = [];
  const groups: Group[] = [];
  const reused: Group[] = [];
  let grouping: Grouping | undefined;
  let oldGrouping: Grouping | undefined;
  let isNew = false;
  const lookUp = lookUpWithin(roots);
  const names = new Map(seen.filter(({ kind }) => kind === "names").map((sight) => [sight.file, sight.seen]));
  const verdicts: (boolean | undefined)[] = [];

  const holds = (at: number): boolean => {
    verdicts[at] ??= seenAgain(at);
    return verdicts[at]!;
  };
  const seenAgain = (at: number): boolean => {
    const sight = before!.sights[at]!;
    switch (sight.kind) {
      case "bytes":
        return isUntouched(sight, before!.started) || hasSameBytes(sight);
      case "names":
        return (names.get(sight.file) ?? namesIn(sight.file)) === sight.seen;
      case "entry":
        return entryAt(sight.file) === sight.seen;
      case "day":
        return today() === sight.seen;
      case "target": {
        // Most links lead to files that are read for themselves.
        const bytes = sight.seen === "found" ? before!.bytesOf.get(sight.file) : undefined;
        return (bytes !== undefined && holds(bytes)) || lookUp(sight.file) === sight.seen;
      }
    }
  };
  const hasSameBytes = (sight: Sight): boolean => {
    const stamp = stampAt(sight.file);
    const read = readBytes(sight.file);
    if (("bytes" in read ? digestOf(read.bytes) : read.reason) !== sight.seen) return false;
    if (stamp) {
      (sight as { stamp?: Stamp }).stamp = stamp; // so that it need not be read again next time
      isNew = true;
    }
    return true;
  };
  const add = (sight: Sight): number => {
    const key = `${sight.kind} ${sight.file}\n${sight.seen}`;
    const known = sightOf.get(key);
    if (known !== undefined) return known;
    sightOf.set(key, sights.length);
    return sights.push(sight) - 1;
  };
  const addAll = (seen: readonly Sight[]): readonly number[] => [...new Set(seen.map(add))];
  /** Something of the cache as it was, with its sights counted anew. */
  const moved = <Part extends { readonly sights: readonly number[] }>(part: Part): Part => {
    return { ...part, sights: addAll(part.sights.map((at) => before!.sights[at]!)) };
  };

  return {
    groupsOf(named) {
      const known = before?.grouping;
      if (!known || known.named !== digestOf(named.join("\n")) || !known.sights.every(holds)) return undefined;
      oldGrouping = known;
      return known.groups;
    },
    keepGroups(named, formed, seen) {
      grouping = { named: digestOf(named.join("\n")), groups: formed, sights: addAll(seen) };
      isNew = true;
    },
    find(files) {
      const known = before?.groups.get(files.join("\n"));
      if (!known?.sights.every(holds)) return undefined;
      reused.push(known);
      return known.checked;
    },
    keep(files, checked) {
      isNew = true;
      // What failed is tried again.
      if (checked.failures.length === 0) groups.push({ files, sights: addAll(checked.sights), checked });
    },
    save() {
      if (!isNew) return;
      try {
        makeFolders(folderOf(file));
        const all = [...groups, ...reused.map(moved)];
        const pack = writePack(
          { started, sights, groups: all, grouping: grouping ?? (oldGrouping && moved(oldGrouping)) },
          workFolder,
        );
        const temporary = `${file}.${process.pid}.tmp`;
        writeFileSync(temporary, pack, { flag: "wx" });
        renameSync(temporary, file);
        removeOld(folderOf(file));
      } catch {
        // A check is as good without.
      }
    },
  };
}

/** Whether a file is as it was, by what the system says of it. */
function isUntouched({ file, stamp }: Sight, started: number): boolean {
  if (!stamp || Math.max(stamp[1], stamp[2]) > started - CLOCK_STEP) return false;
  const now = stampAt(file);
  return now !== undefined && stamp.every((each, at) => each === now[at]);
}

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = `${folder}/${name}`;
    if (Date.now() - statSync(file).mtimeMs > OLDEST_DAYS * 86_400_000) rmSync(file, { force: true });
  }
}

interface Grouping {
  readonly named: string;
  readonly groups: readonly (readonly string[])[];
  readonly sights: readonly number[];
}

/** What was found in some files that need nothing of others, and what that rests on. */
interface Group {
  readonly files: readonly string[];
  readonly sights: readonly number[];
  readonly checked: Checked;
}

interface Pack {
  /** When the check began, in milliseconds since 1970. */
  readonly started: number;
  readonly sights: readonly Sight[];
  /** Which of the sights are the bytes of a file. */
  readonly bytesOf: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly grouping: Grouping | undefined;
}

const KINDS: readonly Sight["kind"][] = ["bytes", "names", "entry", "target", "day"];

/** What a cache's first line begins with; a digest of the rest follows. */
const HEAD = "stationmaster-cache 1 ";

/** A pack as it is written: one line of JSON in which files are numbers, below a line that tells whether it is whole. */
interface WrittenPack {
  readonly started: number;
  /** Relative to the working folder. */
  readonly names: readonly string[];
  readonly sights: readonly (readonly [kind: number, name: number, seen: string, stamp?: Stamp])[];
  readonly groups: readonly {
    readonly files: readonly number[];
    readonly sights: readonly number[];
    readonly well: readonly number[];
    readonly found: readonly (readonly [
      name: number,
      findings: readonly LintFinding[],
      fingerprints: readonly string[],
    ])[];
    readonly shortfalls: readonly string[];
  }[];
  readonly grouping: { readonly named: string; readonly groups: number[][]; readonly sights: readonly number[] } | null;
}

function writePack(
  {
    started,
    sights,
    groups,
    grouping,
  }: Omit<Pack, "groups" | "bytesOf"> & {
    groups: readonly Group[];
  },
  workFolder: string,
): string {
  const numbers = new Map<string, number>();
  const number = (file: string): number => {
    const known = numbers.get(file) ?? numbers.size;
    numbers.set(file, known);
    return known;
  };
  const portable = (finding: LintFinding) => ({
    ...finding,
    file: number(finding.file),
    related: finding.related?.map((each) => ({ ...each, file: number(each.file) })),
  });
  const written = {
    started,
    sights: sights.map(({ kind, file, seen, stamp }) => {
      const sight = [KINDS.indexOf(kind), number(file), seen] as const;
      return stamp ? [...sight, stamp] : sight;
    }),
    groups: groups.map(({ files, sights: seen, checked }) => ({
      files: files.map(number),
      sights: seen,
      well: checked.files.filter(({ findings }) => findings.length === 0).map(({ file }) => number(file)),
      found: checked.files
        .filter(({ findings }) => findings.length > 0)
        .map(({ file, findings, fingerprints }) => [number(file), findings.map(portable), fingerprints]),
      shortfalls: checked.shortfalls,
    })),
    grouping: grouping ? { ...grouping, groups: grouping.groups.map((files) => files.map(number)) } : null,
    names: [] as readonly string[],
  };
  written.names = [...numbers.keys()].map((file) => relativeFile(workFolder, file));
  const body = JSON.stringify(written);
  return `${HEAD}${digestOf(body)}\n${body}`;
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
  if (read.text.slice(HEAD.length, end) !== digestOf(body)) return undefined;
  const { started, names, sights: written, groups, grouping } = JSON.parse(body) as WrittenPack;
  const files = names.map((name) => (name.startsWith(".") ? resolveFile(workFolder, name) : `${workFolder}/${name}`));
  const fileOf = (at: number) => files[at]!;
  const bytesOf = new Map<string, number>();
  const sights = written.map(([kind, name, seen, stamp], at): Sight => {
    if (kind === 0) bytesOf.set(fileOf(name), at);
    return { kind: KINDS[kind]!, file: fileOf(name), seen, stamp };
  });
  const checkedOf = ({ well, found, shortfalls }: WrittenPack["groups"][number]): Checked => ({
    files: [
      ...well.map((name): CheckedFile => ({ file: fileOf(name), findings: [], fingerprints: [] })),
      ...found.map(([name, findings, fingerprints]): CheckedFile => {
        return { file: fileOf(name), findings: findings.map((each) => atHome(each, fileOf)), fingerprints };
      }),
    ],
    failures: [],
    shortfalls,
    fixed: 0,
    sights: [],
  });
  return {
    started,
    sights,
    bytesOf,
    groups: new Map(
      groups.map((group) => {
        const members = group.files.map(fileOf);
        return [members.join("\n"), { files: members, sights: group.sights, checked: checkedOf(group) }];
      }),
    ),
    grouping: grouping ? { ...grouping, groups: grouping.groups.map((group) => group.map(fileOf)) } : undefined,
  };
}

/** A finding with its files as they are called here. */
function atHome(finding: LintFinding, fileOf: (at: number) => string): LintFinding {
  const place = (file: string) => fileOf(file as unknown as number);
  const related = finding.related?.map((each) => ({ ...each, file: place(each.file) }));
  return { ...finding, file: place(finding.file), ...(related ? { related } : {}) };
}
