import { readFileSync } from "node:fs";
import { folderOf, relativeFile } from "../../../files/names.ts";
import type { Report } from "../../../lint/report.ts";
import { rootsOf, upwards } from "../../bounds.ts";
import { decode, fileAt, isLink, isThere } from "../../disk.ts";
import { digestOf, noting, type Sight } from "../../sights.ts";
import { type Seal, sealOfMachine } from "../cache-secret.ts";
import { type CacheKey, type CheckCache, cacheFileIn, openCache } from "../check-cache.ts";
import { askedFrom, type CheckOptions, deliveryFrom, type FullDelivery } from "../check-options.ts";
import type { Checked, Checking, Fixing } from "../check-targets.ts";
import { deliver, deliverAgain, readNow, reportOf } from "../deliver.ts";
import type { Run } from "../kept-sights.ts";
import { KEPT_FORMATS, lastReport, startRecording } from "../last-report.ts";
import { namedFiles } from "../named-files.ts";
import { processesFor, warmUp } from "../process-options.ts";
import { partsOf } from "../shards.ts";
import { columns, isColored, startProgress, tell, UsageError } from "../terminal.ts";

/** Where nothing is kept, nothing is believed. */
const NO_SEAL: Seal = () => "";

// What checks is loaded where something is to be checked: what nobody has touched is known from the time before.

/**
 * Checks stations and prints what it finds.
 * @returns the exit code: 0 nothing at or above the gate, 1 findings, 2 something could not be read or written
 */
export async function check(names: readonly string[], options: CheckOptions): Promise<number> {
  const started = Date.now();
  const delivery = deliveryFrom(options);
  const { least, given, threads, keep, part, timeLimit } = askedFrom(options);
  const workFolder = fileAt(".");
  const stdin = options.stdin ? await readStdin(options.stdinFilename) : undefined;
  const { result: finding, sights: seen } = noting(() =>
    stdin
      ? undefined
      : namedFiles(names.length ? names : ["."], { allowsEmpty: options.allowEmpty, ignored: options.ignore }),
  );
  const named = stdin ? [stdin.file] : await finding!;
  const roots = rootsOf([...new Set(named.map(folderOf))], workFolder);
  const within = (names.length ? names : ["."]).map((name) => fileAt(name));
  const checking: Checking = {
    given,
    roots,
    within,
    ignored: options.ignore,
    keep,
    least,
    timeLimit,
    noted: options.cache,
  };
  const places = within.map((each) => relativeFile(workFolder, each));
  const asked = [places, options.ignore, keep, least, given.preset, [...(given.severities ?? [])]];
  const engine = `${readFileSync(processScript(options))}`;
  const staged = options.staged
    ? await (await import("../since.ts")).stagedChanges(await targetsOf(named, checking), checking)
    : undefined;
  const since =
    options.since === undefined ? staged : await (await import("../since.ts")).changesSince(options.since, roots);
  const inMemory = stdin || staged || options.fix;
  const seal = options.cache && !inMemory ? sealOfMachine(workFolder) : undefined;
  const run: Run = { workFolder, roots, started, seen, seal: seal ?? NO_SEAL };
  const key: CacheKey = { /* defense: cache-of-this-version */ engine: process.version + engine, asked: [asked, part] };
  const cacheFile = seal && (await cacheFileFor(options, key, run));
  const reportFile = since || !isKept(delivery) ? undefined : cacheFile?.replace(/json$/, "report");
  const kept =
    reportFile === undefined
      ? undefined
      : { file: reportFile, asked: reportAskedFor(named, delivery, options, workFolder) };
  const last = kept && lastReport(kept.file, { asked: kept.asked, outputs: delivery.outputs.length }, run);
  if (last) return deliverAgain(last, delivery);
  const recording = kept && startRecording();
  const cache = cacheFile === undefined ? undefined : openCache(cacheFile, run);
  const progress = startProgress(named.length);
  const results = inMemory
    ? [
        await (await import("../check-targets.ts")).checkTargets(
          staged?.targets ?? (await targetsOf(stdin ? [] : named, checking, stdin)),
          { ...checking, noted: false },
          fixing(options, stdin, since),
        ),
      ]
    : await checkOnDisk(named, checking, {
        cache,
        mine: (groups) => {
          const parts = partsOf(groups, part.of, workFolder);
          return groups.filter((_, at) => parts[at] === part.part);
        },
        threads,
        script: processScript(options),
        onProgress: progress.step,
      });
  progress.end();
  const seenLater: Sight[] = [];
  const looking = <Result>(run: () => Result): Result => {
    const { result, sights } = noting(run);
    seenLater.push(...sights);
    return result;
  };
  const found = reportOf(
    {
      files: results.flatMap(({ files }) => files),
      failures: results.flatMap(({ failures }) => failures),
      shortfalls: results.flatMap(({ shortfalls }) => shortfalls),
    },
    workFolder,
    (file) => looking(() => readNow(file)),
  );
  const wanted = since ? (await import("../since.ts")).withinChanges(found, since, given) : found;
  const telling = (text: string) => {
    recording?.tell(text);
    tell(text);
  };
  const loose = results.flatMap((result) => result.loose);
  if (loose.length > 0) telling((await import("../coverage-gate.ts")).looseNote(loose, wanted.nameOf));
  const report = delivery.baseline
    ? await (await import("../baseline.ts")).applyBaseline(
        wanted,
        delivery.baseline,
        { name: options.baselineFile, isForced: options.force },
        { ...checking, wholly: since || stdin || part.of > 1 ? [] : within },
        { tell: telling, looking },
      )
    : wanted;
  const fixed = results.reduce((sum, result) => sum + result.fixed, 0);
  const instead = stdin && options.fix ? (results[0]!.fixedInput ?? stdin.text) : undefined;
  const writing = {
    color: options.color,
    fixed,
    part,
    asked: digestOf(JSON.stringify([engine, asked, options.since])),
    tell: telling,
  };
  const delivered = await deliver(report, delivery, writing, { instead, recording });
  const nothing =
    staged || stdin
      ? undefined
      : await whyNothing(within, named, {
          found,
          isPart: part.of > 1,
          isMeant: options.allowEmpty,
          ignored: options.ignore,
        });
  if (nothing) telling(nothing.why);
  const code = nothing?.fails ? 2 : delivered;
  const sights = cache?.sights(seenLater);
  // What failed is tried again.
  if (kept && recording && sights && code < 2)
    recording.keep(kept.file, { asked: kept.asked, colored: isColored(options.color), code, sights }, run);
  return code;
}

/** What is said where there was no station to check, and whether that is a failure. */
async function whyNothing(
  within: readonly string[],
  named: readonly string[],
  {
    found,
    isPart,
    isMeant = false,
    ignored,
  }: { found: Report; isPart: boolean; isMeant?: boolean | undefined; ignored: readonly string[] },
): Promise<{ readonly why: string; readonly fails: boolean } | undefined> {
  const { isChecked, nothingChecked } = await import("../nothing-checked.ts");
  if (found.unreadable.length > 0 || (isPart ? named.length > 0 : found.files.some(({ file }) => isChecked(file))))
    return undefined;
  return nothingChecked(within, { isMeant, isNone: named.length === 0, ignored });
}

/** Whether what a check writes can be kept, and written again while nothing changes. */
function isKept({ format, outputs, baseline }: FullDelivery): boolean {
  const changesBaseline = baseline === "write" || baseline === "prune";
  return (
    !changesBaseline && [format, ...outputs.map((each) => each.format)].every((each) => KEPT_FORMATS.includes(each))
  );
}

/** A short name of all that a report depends on, beside what is found: what was named, where it goes, and the program that makes it. */
function reportAskedFor(
  named: readonly string[],
  delivery: FullDelivery,
  { home, color, baselineFile, allowEmpty }: CheckOptions,
  workFolder: string,
): string {
  const program = digestOf(readFileSync(new URL(home)));
  const below = `${workFolder}/`;
  const files = named.map((file) =>
    file.startsWith(below) ? file.slice(below.length) : relativeFile(workFolder, file),
  );
  return digestOf(
    JSON.stringify([process.platform, program, files, delivery, baselineFile, allowEmpty, isColored(color), columns()]),
  );
}

/** Checks files as they stand on disk: what the cache knows is taken from there, the rest is looked at. */
async function checkOnDisk(
  named: readonly string[],
  checking: Checking,
  at: {
    cache: CheckCache | undefined;
    /** The groups that this check is about, among all. */
    mine(groups: readonly (readonly string[])[]): readonly (readonly string[])[];
    threads: number | undefined;
    script: URL;
    onProgress(files: number): void;
  },
): Promise<readonly Checked[]> {
  const { cache, threads, mine, ...rest } = at;
  const groups = mine(cache?.groupsOf(named) ?? (await groupsOf(named, cache)));
  const known = groups.map((files) => cache?.find(files));
  const missing = groups.filter((_, index) => !known[index]);
  const results = known.filter((each) => each !== undefined);
  if (missing.length > 0) {
    const files = missing.reduce((sum, group) => sum + group.length, 0);
    const processes = threads ?? processesFor(files);
    if (processes === 1) warmUp(files);
    const { checkInProcesses } = await import("../check-in-processes.ts");
    const checked = await checkInProcesses(missing, checking, { ...rest, processes });
    for (const [index, result] of checked.entries()) cache?.keep(missing[index]!, result);
    results.push(...checked);
  }
  cache?.save();
  return results;
}

async function groupsOf(
  named: readonly string[],
  cache: CheckCache | undefined,
): Promise<readonly (readonly string[])[]> {
  const { independentGroups } = await import("../groups.ts");
  const { result: groups, sights } = noting(() => independentGroups(named));
  cache?.keepGroups(named, groups, sights);
  return groups;
}

async function targetsOf(
  wanted: readonly string[],
  where: Pick<Checking, "within" | "roots" | "ignored">,
  stdin?: { readonly file: string; readonly text: string },
): Promise<import("../targets.ts").Targets> {
  return (await import("../targets.ts")).targetsOf(wanted, where, stdin);
}

/** The file that runs in each process. It names all of the program that checks, by what that holds. */
function processScript({ home }: CheckOptions): URL {
  return new URL("./check-process.mjs", home);
}

/** Where the cache is; undefined where Git tracks one of its files, or a link that leads there, which came with the workspace then. */
async function cacheFileFor({ cacheFolder }: CheckOptions, key: CacheKey, run: Run): Promise<string | undefined> {
  const folder = cacheFolder ? fileAt(cacheFolder) : await usualCacheFolder(run.workFolder);
  const file = cacheFileIn(folder, key, run);
  const files = [file, file.replace(/json$/, "report")];
  const above = [...upwards(folder)];
  const links = above.filter(isLink);
  if (!(files.some(isThere) || links.length) || !above.some((each) => isThere(`${each}/.git`))) return file;
  const { isTracked } = await import("../../git.ts");
  const tracked = await Promise.all([files, ...links.map((link) => [link])].map(isTracked));
  const isTheirs = tracked.includes(true);
  return /* defense: no-tracked-caches */ isTheirs ? undefined : file;
}

/** Where a system keeps what can be made again, apart for each folder where work is done. */
async function usualCacheFolder(workFolder: string): Promise<string> {
  const { default: envPaths } = await import("env-paths");
  return `${fileAt(envPaths("stationmaster", { suffix: "" }).cache)}/${encodeURIComponent(workFolder).slice(-150)}`;
}

function fixing(
  { fix }: CheckOptions,
  stdin: { readonly file: string } | undefined,
  since: { readonly changed: ReadonlySet<string> } | undefined,
): Fixing | undefined {
  if (!fix) return undefined;
  return { isWanted: (file) => since?.changed.has(file) ?? true, isInput: (file) => file === stdin?.file };
}

/** The longest text taken from standard input, in bytes: a stream that never ends must not fill the memory. */
const LONGEST_INPUT = 50_000_000;

async function readStdin(name = "stdin.station.md"): Promise<{ file: string; text: string }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    // defense: end-to-standard-input
    if (length > LONGEST_INPUT) throw new UsageError("Standard input is longer than 50 MB.");
  }
  try {
    return { file: fileAt(name), text: decode(Buffer.concat(chunks)) };
  } catch {
    throw new UsageError("Standard input is not UTF-8 text.");
  }
}
