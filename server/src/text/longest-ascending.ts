import { firstFrom } from "./first-from.ts";

/** The places in a list of numbers that form its longest ascending row; numbers below 0 count for none. */
export function longestAscending(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []; // for each length, the place where the row with the smallest end ends
  const before: (number | undefined)[] = [];
  numbers.forEach((number, at) => {
    if (number < 0) return;
    const length = firstFrom(ends.length, (index) => numbers[ends[index]!]! >= number);
    before[at] = ends[length - 1];
    ends[length] = at;
  });
  const row = new Set<number>();
  for (let at = ends[ends.length - 1]; at !== undefined; at = before[at]) row.add(at);
  return row;
}
