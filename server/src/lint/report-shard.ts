import { snapshotOf } from "../ledger/sentence-hash.ts";
import { inertJson } from "../text/inert.ts";
import type { LintFinding } from "./lint.ts";
import type { Report, Unreadable } from "./report.ts";

/** Which part of a check this is: 2 of 4. */
export interface Part {
  readonly part: number;
  readonly of: number;
}

/** What one part of a check found, in a file that others can be merged with. Files are relative to where the check ran. */
export interface Shard extends Part {
  /** What parts of one check have in common: the version and the options that findings depend on. */
  readonly asked: string;
  readonly files: readonly ShardFile[];
  readonly unreadable: readonly Unreadable[];
  readonly shortfalls: readonly string[];
}

/** A file of a shard. `snapshot` tells whether it is still what was checked; only files with findings need it. */
export interface ShardFile {
  readonly file: string;
  readonly snapshot?: string | undefined;
  readonly findings: readonly LintFinding[];
  readonly fingerprints: readonly string[];
}

/** A part of a check as it is handed on: the same for the same findings, wherever and whenever it was made. */
export function reportShard(report: Report, { part, of }: Part, asked: string): string {
  const { nameOf } = report;
  const files = report.files.map(({ file, text, findings, fingerprints }): ShardFile => {
    const portable = findings.map((finding) => ({
      ...finding,
      file: nameOf(finding.file),
      ...(finding.related && { related: finding.related.map((each) => ({ ...each, file: nameOf(each.file) })) }),
    }));
    return {
      file: nameOf(file),
      ...(findings.length && { snapshot: snapshotOf(text) }),
      findings: portable,
      fingerprints,
    };
  });
  const unreadable = report.unreadable.map(({ file, reason }) => ({ file: nameOf(file), reason }));
  const content = inertJson({ part, of, asked, files, unreadable, shortfalls: report.shortfalls });
  return `{"stationmasterShard":1,"digest":"${snapshotOf(content)}","content":${content}}\n`;
}

const SHARD = /^\{"stationmasterShard":1,"digest":"(sha256:[0-9a-f]{64})","content":(\{[^\n]*\})\}\n$/;

/** Reads a shard; a sentence that says why where it can't be read. */
export function readShard(text: string): Shard | string {
  const [, digest, content] = SHARD.exec(text) ?? [];
  if (content === undefined) return "It is not a part of a check that this version can read.";
  if (snapshotOf(content) !== digest) return "It was changed since it was written. Please run this part again.";
  return JSON.parse(content) as Shard;
}

/** All parts of one check, in any order, as one; a sentence that says why where they are not that. */
export function mergeShards(
  shards: readonly { readonly name: string; readonly shard: Shard }[],
): Pick<Shard, "files" | "unreadable" | "shortfalls"> | string {
  const [first, ...others] = shards;
  if (!first) return "There is nothing to merge.";
  const { of, asked } = first.shard;
  for (const { name, shard } of others) {
    if (shard.of !== of) return `${first.name} is one of ${of} parts, and ${name} one of ${shard.of}.`;
    if (shard.asked !== asked)
      return `${first.name} and ${name} were checked with different options, or by different versions.`;
  }
  const byPart = new Map<number, string>();
  for (const { name, shard } of shards) {
    const twin = byPart.get(shard.part);
    if (twin !== undefined) return `Part ${shard.part} of ${of} is in both ${twin} and ${name}.`;
    byPart.set(shard.part, name);
  }
  for (let part = 1; part <= of; part++) if (!byPart.has(part)) return `Part ${part} of ${of} is missing.`;
  const all = shards.map(({ shard }) => shard);
  return {
    files: all.flatMap(({ files }) => files),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
    shortfalls: all.flatMap(({ shortfalls }) => shortfalls),
  };
}
