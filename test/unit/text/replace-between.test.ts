import { expect, test } from "vitest";
import { replaceBetween } from "../../../server/src/text/replace-between.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";

const withoutComments = (text: string) => replaceBetween(text, "<!--", "-->", () => "");

test.each([
  ["a <!-- b --> c <!-- d -->", "a  c "],
  ["<!-- a <!-- b --> c --> d", " c --> d"],
  ["a <!-- b", "a <!-- b"],
  ["a --> b <!-- c --> d <!-- e", "a --> b  d <!-- e"],
  ["<!-->a-->b", "b"],
  ["", ""],
])("%s without its comments is %s", (text, expected) => expect(withoutComments(text)).toBe(expected));

test("what stands in place of a stretch may depend on it", () => {
  expect(replaceBetween("a “b” “cd”", "“", "”", ({ length }) => `${length}`)).toBe("a 3 4");
});

test.each(["<!--", "-->", "<!---->", "<!-- <"])("takes time that grows with the text: %s", (part) => {
  expect(cpuSeconds(() => withoutComments(part.repeat(200_000)))).toBeLessThan(2);
});
