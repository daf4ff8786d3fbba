import { folderOf, resolveFile } from "../../files/names.ts";
import { snapshotOf } from "../../ledger/sentence-hash.ts";
import { mergeShards, readShard } from "../../lint/report-shard.ts";
import { rootsOf } from "../bounds.ts";
import { fileAt, readText } from "../disk.ts";
import { type DeliveryOptions, deliveryFrom } from "./check-options.ts";
import type { CheckedFile } from "./check-targets.ts";
import { deliver, reportOf } from "./deliver.ts";
import { tell, UsageError } from "./terminal.ts";

/** How long a file may take that is looked at again, in seconds; as long as a check gives it by default. */
const TIME_LIMIT = 10;

/**
 * Makes one report of all parts of a check, the same as if it had not been parted. It runs where the check ran, on the same files.
 * @throws UsageError for parts that don't belong together, and for files that are others by now
 * @returns the exit code, as of a check
 */
export async function mergeParts(names: readonly string[], options: DeliveryOptions): Promise<number> {
  const delivery = deliveryFrom(options);
  const workFolder = fileAt(".");
  const shards = names.map((name) => {
    const read = readText(fileAt(name));
    const shard = "text" in read ? readShard(read.text) : read.reason;
    if (typeof shard === "string") throw new UsageError(`${name}: ${shard}`);
    return { name, shard };
  });
  const merged = mergeShards(shards);
  if (typeof merged === "string") throw new UsageError(merged);
  const here = (file: string) => resolveFile(workFolder, file);
  const files = merged.files.map(({ file, snapshot, findings, fingerprints }): CheckedFile => {
    const placed = findings.map((finding) => ({
      ...finding,
      file: here(finding.file),
      ...(finding.related && { related: finding.related.map((each) => ({ ...each, file: here(each.file) })) }),
    }));
    return { file: here(file), text: textAsChecked(here(file), file, snapshot), findings: placed, fingerprints };
  });
  const failures = merged.unreadable.map(({ file, reason }) => ({ file: here(file), reason }));
  const found = reportOf({ files, failures, shortfalls: merged.shortfalls }, workFolder);
  const report = delivery.baseline
    ? await (await import("./baseline.ts")).applyBaseline(
        found,
        delivery.baseline,
        { name: options.baselineFile, isForced: options.force },
        {
          roots: rootsOf([...new Set(found.files.map(({ file }) => folderOf(file)))], workFolder),
          timeLimit: TIME_LIMIT,
          // No shard says which folders were looked at.
          wholly: [],
        },
        { tell },
      )
    : found;
  return deliver(report, delivery, {
    color: options.color,
    fixed: 0,
    part: { part: 1, of: 1 },
    asked: shards[0]!.shard.asked,
    tell,
  });
}

/** The text that findings point into. Another one would put them in wrong places. */
function textAsChecked(file: string, name: string, snapshot: string | undefined): string | undefined {
  if (snapshot === undefined) return undefined;
  const read = readText(file);
  if ("text" in read && snapshotOf(read.text) === snapshot) return read.text;
  throw new UsageError(`${name} is not what was checked. Please run all parts on the same files.`);
}
