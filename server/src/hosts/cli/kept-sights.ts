import { relativeFile, resolveFile } from "../../files/names.ts";
import { lookUpWithin } from "../bounds.ts";
import { entryAt, namesIn, readBytes, stampAt, today } from "../disk.ts";
import { digestOf, type Sight, type Stamp } from "../sights.ts";
import type { Seal } from "./cache-secret.ts";

/** The run that asks what would still be seen. */
export interface Run {
  readonly workFolder: string;
  readonly roots: readonly string[];
  /** When it began, in milliseconds since 1970. */
  readonly started: number;
  /** What it saw on disk so far. */
  readonly seen: readonly Sight[];
  /** Shows of what is kept that this machine has written it. */
  readonly seal: Seal;
}

/** Sights that were kept. They are numbers until they are asked for: there are a few for each file of a library. */
export interface KeptSights {
  readonly count: number;
  kindAt(at: number): Sight["kind"];
  fileAt(at: number): string;
  seenAt(at: number): string;
  stampAt(at: number): Stamp | undefined;
  /** The sight of the bytes of the same file, if there is one. */
  bytesOf(at: number): number | undefined;
}

/** Sights as they are written, in columns: a digit for each kind, numbers of files, what was seen, and four numbers for each stamp; 0 for none. */
export interface WrittenSights {
  readonly kinds: string;
  readonly files: readonly number[];
  readonly seen: readonly string[];
  readonly stamps: readonly number[];
}

const KINDS: readonly Sight["kind"][] = ["bytes", "names", "entry", "target", "day"];

export function writeSights(sights: readonly Sight[], numberOf: (file: string) => number): WrittenSights {
  return {
    kinds: sights.map(({ kind }) => KINDS.indexOf(kind)).join(""),
    files: sights.map(({ file }) => numberOf(file)),
    seen: sights.map(({ seen }) => seen),
    stamps: sights.flatMap(({ kind, stamp }) => (kind === "bytes" ? (stamp ?? [0, 0, 0, 0]) : [])),
  };
}

export function readSights(written: WrittenSights, fileOf: (at: number) => string): KeptSights {
  const { kinds, files, seen, stamps } = written;
  const bytesOfFile = new Map<number, number>();
  const stampOf = new Map<number, number>();
  for (let at = 0, stamp = 0; at < kinds.length; at++) {
    if (kinds.charCodeAt(at) !== 0x30) continue;
    bytesOfFile.set(files[at]!, at);
    stampOf.set(at, stamp);
    stamp += 4;
  }
  return {
    count: kinds.length,
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

/** Files as they are written: relative to the working folder. */
export function writeNames(files: readonly string[], workFolder: string): readonly string[] {
  return files.map((file) => relativeFile(workFolder, file));
}

export function readNames(names: readonly string[], workFolder: string): readonly string[] {
  return names.map((name) => (name.startsWith(".") ? resolveFile(workFolder, name) : `${workFolder}/${name}`));
}

/** Gives values numbers in the order in which they come. */
export function numbering<Value>(): { readonly all: readonly Value[]; of(value: Value): number } {
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

/**
 * Two changes of a file within this time, in milliseconds, can leave the same time of change: systems write down steps of up to two
 * seconds (FAT). A file that young is read.
 */
const CLOCK_STEP = 2_000;

/** Up to this many files are read again sooner than a cache is written again. */
const FEW = 50;

/**
 * Tells which sights would be seen again.
 * @param started when the check began that wrote them down, in milliseconds since 1970
 */
export function verifier(
  { started, sights }: { readonly started: number; readonly sights: KeptSights },
  { roots, seen }: Pick<Run, "roots" | "seen">,
) {
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
