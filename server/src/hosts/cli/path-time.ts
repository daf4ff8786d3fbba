import type { LearningPath } from "../../path/learning-path.ts";
import { count } from "../../text/count.ts";
import { withinTime } from "../time-limit.ts";
import { UsageError } from "./terminal.ts";

/**
 * Works something out of paths, for at most this many seconds for each of their stations: a long source in which many quotes are
 * not to be found takes as long as it likes.
 * @returns it, or undefined if the time was up
 */
export function inTimeOf<Value>(
  paths: readonly LearningPath[],
  seconds: number,
  run: () => Value,
): { readonly value: Value } | undefined {
  const stations = paths.reduce((sum, { stops }) => sum + stops.length, 0);
  return withinTime(seconds * 1000 * Math.max(1, stations), run);
}

/** The same where there is nothing to go on with. @throws UsageError if the time was up */
export function expectInTime<Value>(paths: readonly LearningPath[], seconds: number, run: () => Value): Value {
  const done = inTimeOf(paths, seconds, run);
  if (!done) throw new UsageError(tooLong(seconds));
  return done.value;
}

/** Why something was given up. */
export function tooLong(seconds: number): string {
  return `Looking up quotes took longer than ${count(seconds, "second")} for each station, so it was stopped. Please allow more with --time-limit.`;
}
