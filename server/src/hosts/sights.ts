import { createHash } from "node:crypto";

/**
 * Something that was looked for on disk, and what was seen: the bytes of a file, the names in a folder, what a name stands for,
 * whether a link leads somewhere, which day it was. What follows from such sights holds as long as each would be seen again.
 */
export interface Sight {
  readonly kind: "bytes" | "names" | "entry" | "target" | "day";
  readonly file: string;
  /** What was seen: a digest, or a word. */
  readonly seen: string;
  /** Of bytes: what the system says of the file without reading it. */
  readonly stamp?: Stamp | undefined;
}

/** Size, time of change, time of change of the entry (both in milliseconds), and number of a file. */
export type Stamp = readonly [size: number, modified: number, changed: number, number: number];

let notes: Sight[] | undefined;

/** Does something at once, not later, and tells what it saw on disk. */
export function noting<Result>(run: () => Result): { readonly result: Result; readonly sights: readonly Sight[] } {
  const outer = notes;
  const sights: Sight[] = [];
  notes = sights;
  try {
    return { result: run(), sights };
  } finally {
    notes = outer;
  }
}

/** Called by whatever looks at the disk. What was seen is worked out only if somebody wants to know. */
export function note(kind: Sight["kind"], file: string, seen: () => string, stamp?: Stamp): void {
  notes?.push({ kind, file, seen: seen(), stamp });
}

/** In characters of 6 bits: 162 bits. */
const LENGTH = 27;

/** A short name of some content, given whole or in parts; nobody can make two that have the same. */
export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("base64url").slice(0, LENGTH);
}
