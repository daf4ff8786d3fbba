import { words } from "./word-lists.ts";

/** The words of the numbers that have one of their own, each at its number. */
export const SMALL_NUMBERS: readonly string[] = words(
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen`,
);

/** The words of the tens, from twenty on. */
export const TENS: readonly string[] = words("twenty thirty forty fifty sixty seventy eighty ninety");

/** The numbers that are read in words, from one on. */
export const NUMBERS: readonly string[] = [...SMALL_NUMBERS.slice(1), "twenty"];

/** What is between the ends of a range in words; the first is what is written. */
export const THROUGH = ["to", "through"] as const;
