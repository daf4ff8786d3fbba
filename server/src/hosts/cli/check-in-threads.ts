import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { type Checked, type Checking, checkGroups } from "./check-targets.ts";

/** So many files are given to a thread at once at least: it asks for more when it is done with them. */
const FILES_AT_ONCE = 100;

/** Fewer files than this are checked sooner than a thread has started. */
const FEWEST_FILES = 400;

/**
 * By how many percent a thread's memory may grow before it is cleared of what is no longer needed, and how many MiB it takes for
 * what is short-lived. V8 would let it grow several times over; a path's stations are forgotten as soon as they are checked.
 */
const HEAP_GROWTH = 50;
const YOUNG = 24;

/** How many threads check some files, if nobody says how many. */
export function threadsFor(files: number): number {
  return files < FEWEST_FILES ? 1 : availableParallelism();
}

type Group = readonly string[];

/**
 * Checks groups of files that need nothing of each other, one at a time, so that no more than a few are in memory. What is found
 * does not depend on the number of threads.
 * @param script the file that runs in each thread
 * @returns what was found in each group, in their order
 */
export async function checkInThreads(
  groups: readonly Group[],
  checking: Checking,
  { threads, script, onProgress }: { threads: number; script: URL; onProgress(files: number): void },
): Promise<readonly Checked[]> {
  const waiting = batches(groups);
  const results: Checked[] = [];
  let done = 0;
  const finish = (from: number, batch: readonly Checked[]) => {
    batch.forEach((checked, at) => {
      results[from + at] = checked;
      done += groups[from + at]!.length;
    });
    onProgress(done);
  };
  if (threads <= 1 || waiting.length < 2) {
    for (const { from, to } of waiting) finish(from, await checkGroups(groups.slice(from, to), checking));
    return results;
  }
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  const start = () => new Worker(script, { workerData: checking, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
  const work = async (): Promise<void> => {
    let worker = start();
    try {
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
        const asked = groups.slice(batch.from, batch.to);
        const answer = await ask(worker, asked);
        if (answer === undefined) worker = start();
        finish(batch.from, answer ?? (await oneByOne(asked, start)));
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, waiting.length) }, work));
  return results;
}

/**
 * What a thread finds in some groups; undefined if it died of it, as it does when there is no more memory.
 * @throws what was thrown in it, which is a mistake of this program
 */
function ask(worker: Worker, groups: readonly Group[]): Promise<readonly Checked[] | undefined> {
  return new Promise((resolve, reject) => {
    const end = () => resolve(undefined);
    const fail = (error: NodeJS.ErrnoException) => {
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") resolve(undefined);
      else reject(error);
    };
    worker.once("error", fail).once("exit", end);
    worker.once("message", (results: readonly Checked[]) => {
      worker.off("error", fail).off("exit", end);
      resolve(results);
    });
    worker.postMessage(groups);
  });
}

/** Groups that a thread died of, each in a thread of its own; and where one does so again, its files, too. */
async function oneByOne(groups: readonly Group[], start: () => Worker): Promise<readonly Checked[]> {
  const results: Checked[] = [];
  for (const group of groups) {
    const worker = start();
    const [alone] = (await ask(worker, [group])) ?? [];
    await worker.terminate();
    if (alone) results.push(alone);
    else if (group.length === 1) results.push(unfinished(group[0]!));
    else
      results.push(
        together(
          await oneByOne(
            group.map((file) => [file]),
            start,
          ),
        ),
      );
  }
  return results;
}

function unfinished(file: string): Checked {
  const reason = "Checking this ended the program that checks, perhaps for want of memory.";
  return { files: [], failures: [{ file, reason }], shortfalls: [], fixed: 0, sights: [] };
}

function together(parts: readonly Checked[]): Checked {
  return {
    files: parts.flatMap(({ files }) => files),
    failures: parts.flatMap(({ failures }) => failures),
    shortfalls: [...new Set(parts.flatMap(({ shortfalls }) => shortfalls))],
    fixed: 0,
    sights: parts.flatMap(({ sights }) => sights),
  };
}

/** Groups that are next to each other, by the first and the one behind the last. */
interface Batch {
  readonly from: number;
  readonly to: number;
}

function batches(groups: readonly Group[]): Batch[] {
  const made: Batch[] = [];
  let from = 0;
  let files = 0;
  groups.forEach((group, at) => {
    files += group.length;
    if (files < FILES_AT_ONCE && at + 1 < groups.length) return;
    made.push({ from, to: at + 1 });
    from = at + 1;
    files = 0;
  });
  return made;
}
