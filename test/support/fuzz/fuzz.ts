import { parentPort, workerData } from "node:worker_threads";
import { readCorpus } from "./inputs.ts";
import { randomFor } from "./random.ts";
import { type Input, type Target, targets } from "./targets.ts";

/** What the driver (`test/endurance/fuzz.mjs`) hands to a thread. */
interface Work {
  readonly root: string;
  readonly seed: number;
  /** Executions `first`, `first + step`, … below `end`. */
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** The name of the only target to try, or none for all of them. */
  readonly only: string | undefined;
  /** Where the thread writes which execution it is in: in `at`, once for each thread. */
  readonly progress: Int32Array;
  readonly at: number;
}

const { root, seed, first, step, end, only, progress, at } = workerData as Work;
const corpus = readCorpus(root);
const tried = new Map<string, number>(targets.map(({ name }) => [name, 0]));

for (let number = first; number < end; number += step) {
  progress[at] = number;
  const { target, input } = execution(number);
  tried.set(target.name, tried.get(target.name)! + 1);
  const wrong = await tryOut(target, input);
  if (wrong === undefined) continue;
  const smallest = await shrink(target, input);
  parentPort!.postMessage({ target: target.name, number, wrong: await tryOut(target, smallest), input: smallest });
}
progress[at] = end;
parentPort!.postMessage({ tried: Object.fromEntries(tried) });
process.exit();

/** The target and the input of an execution. */
function execution(number: number): { target: Target; input: Input } {
  const random = randomFor(seed, number);
  const choice = random.below(1000);
  let below = 0;
  const drawn = targets.find(({ share }) => {
    below += share;
    return choice < below;
  });
  const target = targets.find(({ name }) => name === only) ?? drawn!;
  return { target, input: target.input(random, corpus) };
}

async function tryOut(target: Target, input: Input): Promise<string | undefined> {
  try {
    return await target.check(input);
  } catch (error) {
    return `it threw ${(error as Error)?.stack ?? error}`;
  }
}

/** The smallest input found that is wrong, too: without edits, and without ever shorter stretches of its text. */
async function shrink(target: Target, input: Input): Promise<Input> {
  let best = input;
  const accept = async (candidate: Input): Promise<boolean> => {
    if ((await tryOut(target, candidate)) === undefined) return false;
    best = candidate;
    return true;
  };
  for (let edit = best.edits.length - 1; edit >= 0; edit--)
    await accept({ ...best, edits: best.edits.toSpliced(edit, 1) });
  for (let length = best.text.length >> 1; length > 0; length >>= 1) {
    for (let from = 0; from < best.text.length; ) {
      const shorter = best.text.slice(0, from) + best.text.slice(from + length);
      if (!(await accept({ ...best, text: shorter }))) from += length;
    }
  }
  return best;
}
