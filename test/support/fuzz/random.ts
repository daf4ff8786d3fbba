import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Chance that can be had again: the same seed and number give the same choices. */
export interface Random {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** One of some values. */
  pick<T>(values: readonly T[]): T;
  /** True once in this many times. */
  oneIn(times: number): boolean;
}

/** The chance of one execution. */
export function randomFor(seed: number, number: number): Random {
  // The numbers of one run lie side by side, and such seeds give like choices at first; a prime spreads them.
  const generator = xoroshiro128plus((Math.imul(number, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b)) | 0);
  generator.next();
  const below = (end: number) => (end <= 1 ? 0 : uniformInt(generator, 0, end - 1));
  return { below, pick: (values) => values[below(values.length)]!, oneIn: (times) => below(times) === 0 };
}
