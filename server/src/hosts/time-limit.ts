import { Script } from "node:vm";

/** What is to be run, where the script below finds it: a script knows nothing but what is global. */
const KEY = Symbol.for("stationmaster.run");
const shared = globalThis as unknown as Record<symbol, (() => void) | undefined>;
const script = new Script('globalThis[Symbol.for("stationmaster.run")]()');

/** On a busy machine, at most this many times as much is given. */
const MOST_TIMES = 8;

/**
 * Runs something that must come to an end, for at most this many milliseconds. V8 stops it wherever it is, in a loop, in a
 * regular expression or in a `try`; only native code goes on until it returns. It costs some 50 µs.
 *
 * V8 goes by the clock. Where this process had the processor for less than a tenth of that time, since the machine was asleep or
 * is very busy, it is no fault of what was run, which is run again for twice as long. Within another limit that one alone
 * counts: where both times are up before V8 stops anything, it does so only once, and the outer one would go on for ever.
 * @returns what it gives back, or undefined if the time was up
 * @throws what it throws
 */
export function withinTime<Value>(milliseconds: number, run: () => Value): { readonly value: Value } | undefined {
  if (shared[KEY]) return { value: run() };
  for (let times = 1; times <= MOST_TIMES; times *= 2) {
    const before = process.cpuUsage();
    const done = withinClockTime(milliseconds * times, run);
    if (done) return done;
    const { user, system } = process.cpuUsage(before);
    // defense: run-again-on-a-busy-machine
    if (user + system >= milliseconds * 100) return undefined;
  }
  return undefined;
}

function withinClockTime<Value>(milliseconds: number, run: () => Value): { readonly value: Value } | undefined {
  let done: { readonly value: Value } | undefined;
  shared[KEY] = () => {
    done = { value: run() };
  };
  try {
    script.runInThisContext({ /* defense: time-limit */ timeout: milliseconds });
    return done;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return undefined;
    throw error;
  } finally {
    shared[KEY] = undefined;
  }
}
