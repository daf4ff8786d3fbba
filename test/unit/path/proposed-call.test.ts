import { expect, test } from "vitest";
import { DEFAULT_LANGUAGE } from "../../../server/src/language/languages.ts";
import { UNKNOWN } from "../../../server/src/language/unknown.ts";
import { proposedCall } from "../../../server/src/path/proposed-call.ts";
import { stationIn } from "../../support/fixture.ts";

function proposed(texts: readonly string[], language = DEFAULT_LANGUAGE): string | undefined {
  return proposedCall(texts, language, (text, read) => stationIn(read, text));
}

test.each([
  ["mentions in prose", ["# Rain\n\nSeas are in Lesson 2.\n", "# Seas\n\nIn lesson 1 we saw rain.\n"], "Lesson"],
  ["titles", ["# Module 1: Rain\n\nIt rains.\n", "# Module 2: Seas\n\nIt is wet.\n"], "Module"],
  ["the most frequent of several", ["# A\n\nSee Units 1 and 2, and Lesson 1.\n", "# B\n\nSee Unit 1.\n"], "Unit"],
  ["the format's own word", ["# A\n\nSee Station 2.\n", "# B\n\nSee Station 1, or Stations 1 and 2.\n"], undefined],
  ["one mention", ["# A\n\nSee Lesson 2.\n", "# B\n\nWater.\n"], undefined],
  ["chapters of a book", ["# A\n\nRead Chapter 2, then Chapter 14 and Chapter 31.\n", "# B\n\nWater.\n"], undefined],
  [
    "parts of a course of many pages",
    ["# A\n\nSee Parts 1 and 2.\n", ..."BCDEF".split("").map((x) => `# ${x}\n\nWater.\n`)],
    undefined,
  ],
  [
    "lessons after an introduction",
    ["# Before\n\nSee Lesson 2.\n", "# Lesson 1: A\n\nWater.\n", "# Lesson 2: B\n\nIce.\n"],
    undefined,
  ],
  ["no texts", [], undefined],
])("proposes what the text says: %s", (_, texts, word) => {
  expect(proposed(texts)).toBe(word);
});

test("proposes nothing in a language without words", () => {
  expect(proposed(["# A\n\nSee Lesson 1.\n", "# B\n\nSee Lesson 1.\n"], UNKNOWN)).toBeUndefined();
});
