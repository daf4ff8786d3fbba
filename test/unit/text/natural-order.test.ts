import { expect, test } from "vitest";
import { naturalOrder } from "../../../server/src/text/natural-order.ts";

/** Names in an order, written as it must be; they are sorted from their ends. */
const ORDERS: readonly (readonly [what: string, ...names: string[]])[] = [
  ["numbers by their values", "lesson-1.md", "lesson-2.md", "lesson-10.md", "lesson-100.md"],
  ["numbers of several levels", "1.1 Rain.md", "1.2 Wells.md", "1.10 Dams.md", "2.1 Seas.md", "10.1 Ice.md"],
  ["zeros in front", "01-rain.md", "2-wells.md", "003-dams.md"],
  ["folders by theirs", "unit2/1.md", "unit2/10.md", "unit10/2.md"],
  ["a page before the folder that is called like it", "rain.md", "rain/drops.md", "rain-gauges.md"],
  ["a short name before a longer one", "1.md", "1-a.md", "1b.md"],
  ["numbers before words", "01-rain.md", "appendix.md"],
  ["capitals as small letters", "Dams.md", "rain.md", "Wells.md"],
  ["more digits than a number has", "9007199254740993.md", "9007199254740995.md", "19007199254740993.md"],
];

test.each(ORDERS)("orders %s", (_, ...names) => {
  expect([...names].reverse().sort(naturalOrder)).toEqual(names);
});

test("two names are equal only where they are the same", () => {
  expect(naturalOrder("a/01.md", "a/01.md")).toBe(0);
  expect(naturalOrder("a/1.md", "a/01.md")).not.toBe(0);
  expect(naturalOrder("A.md", "a.md")).not.toBe(0);
});
