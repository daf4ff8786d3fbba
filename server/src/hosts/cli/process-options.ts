import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";

/** How many files make up for the time that another process takes to start and to get to know the program. */
const FILES_FOR_A_PROCESS = 750;

/** How many processes check some files, if nobody says how many. */
export function processesFor(files: number): number {
  return Math.max(1, Math.min(Math.floor(files / FILES_FOR_A_PROCESS), availableParallelism()));
}

/** With fewer files than this, a check is over before it has made up for what `warmUp` costs. */
const FEWEST_FILES_TO_WARM_UP = 20;

/** Sets what makes this process check sooner, before what checks is loaded. */
export function warmUp(files: number): void {
  if (files >= FEWEST_FILES_TO_WARM_UP) for (const option of warmUpOptions()) setFlagsFromString(option);
}

/**
 * How V8 runs in a process that only checks: without helpers beside it, which cost half as much again where every processor is
 * busy. It would let memory grow several times over, too, though a path's stations are forgotten as soon as they are checked: it
 * may grow by half, and has this many MiB for what is short-lived.
 */
export function checkingOptions(): readonly string[] {
  return ["--single-threaded", "--heap-growing-percent=50", "--max-semi-space-size=8", ...warmUpOptions()];
}

/**
 * What lets V8 get to know a program sooner: half of the time of a check of two thousand stations went into compiling. Its quick
 * compiler takes every function at once, and in V8 11 (Node 20) its slow one, which was in a hurry, takes an eighth of them. V8
 * does not start with an option that it does not know, so that versions which were not tried get none.
 */
export function warmUpOptions(v8 = process.versions.v8): readonly string[] {
  const version = Number.parseInt(v8, 10);
  if (!(version >= 11 && version <= 14)) return [];
  return version === 11 ? ["--always-sparkplug", "--interrupt-budget=1056000"] : ["--always-sparkplug"];
}
