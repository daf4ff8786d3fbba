import { expect, test } from "vitest";
import { formulasIn } from "../../../server/src/syntax/math.ts";
import { isQuoted } from "../../../server/src/syntax/quoted.ts";
import { slice } from "../../../server/src/text/range.ts";

test.each([
  "“the the end”",
  '"the the end"',
  "„the the end“",
  "«the the end»",
  "‘the the end’",
  "She said “the the end” twice.",
])("%s is quoted", (text) => expect(isQuoted(text, text.indexOf("the the"))).toBe(true));

test.each(["the the end", "“Rain” is the the end", "It’s the the end", '"Rain" is the the end'])("%s is not", (text) =>
  expect(isQuoted(text, text.indexOf("the the"))).toBe(false),
);

test.each([
  ["The sum $r R + R$ and $$p > q$$ are set.", ["$r R + R$", "$$p > q$$"]],
  ["It is \\(a > b\\), or \\[c\\].", ["\\(a > b\\)", "\\[c\\]"]],
  ["It costs $3, or $4 and $ 5.", []],
  ["The price rose from US$3 to US$4.", []],
])("%s holds %j", (text, formulas) => {
  expect(formulasIn(text).map((range) => slice(text, range))).toEqual(formulas);
});
