import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type Checked, type Checking, checkTargets } from "./check-targets.ts";
import { targetsOf } from "./targets.ts";

/** So many files are checked together at least: a thread asks for more when it is done with them. */
const FILES_AT_ONCE = 100;

/** Fewer files than this are checked sooner than a thread has started. */
const FEWEST_FILES = 400;

/** How many threads check some files, if nobody says how many. */
export function threadsFor(files: number): number {
  return files < FEWEST_FILES ? 1 : availableParallelism();
}

/**
 * Checks groups of files that need nothing of each other, a few at a time, so that no more than these are in memory. What is
 * found does not depend on the number of threads; it comes in no order.
 * @param script the file that runs in each thread
 */
export async function checkInThreads(
  groups: readonly (readonly string[])[],
  checking: Checking,
  { threads, script, onProgress }: { threads: number; script: URL; onProgress(files: number): void },
): Promise<readonly Checked[]> {
  const waiting = batches(groups);
  const results: Checked[] = [];
  let done = 0;
  const finish = (files: readonly string[], result: Checked) => {
    results.push(result);
    done += files.length;
    onProgress(done);
  };
  if (threads <= 1 || waiting.length < 2) {
    for (const files of waiting) finish(files, await checkTargets(targetsOf(files), checking));
    return results;
  }
  const work = async (): Promise<void> => {
    const worker = new Worker(script, { workerData: checking });
    try {
      for (let files = waiting.shift(); files; files = waiting.shift()) finish(files, await ask(worker, files));
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, waiting.length) }, work));
  return results;
}

function ask(worker: Worker, files: readonly string[]): Promise<Checked> {
  return new Promise((resolve, reject) => {
    const end = (error: unknown) => reject(error instanceof Error ? error : new Error(`A thread ended (${error}).`));
    worker.once("error", end).once("exit", end);
    worker.once("message", (result: Checked) => {
      worker.off("error", end).off("exit", end);
      resolve(result);
    });
    worker.postMessage(files);
  });
}

function batches(groups: readonly (readonly string[])[]): (readonly string[])[] {
  const made: string[][] = [];
  for (const group of groups) {
    const last = made.at(-1);
    if (last && last.length < FILES_AT_ONCE) last.push(...group);
    else made.push([...group]);
  }
  return made;
}
