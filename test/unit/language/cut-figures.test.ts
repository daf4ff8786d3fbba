import { expect, test } from "vitest";
import { english } from "../../../server/src/language/english/english.ts";

const isCut = (text: string) => {
  const [before = "", quote = "", after = ""] = text.split("|");
  return english.meaning.cutsFigure(before, quote, after);
};

test.each([
  "|The bridge did cost 5| to 50 million.",
  "|The bridge did cost 5| through 50 million.",
  "|The bridge did cost 40| million in 1990.",
  "|Prices rose by 5| percent.",
  "|Prices rose by five| hundred.",
  "They counted twenty |five birds in the garden| of the town.",
  "It fell to minus |5 degrees in the night| of May 1.",
])("a quote is cut within a figure: %s", (text) => expect(isCut(text)).toBe(true));

test.each([
  "|The bridge did cost 5| to build.",
  "|The bridge did cost 40| in 1990.",
  "|The town has five| to offer.",
  "|They rose by 5| in 10 years.",
  "In 1990 |5 bridges were built| to last.",
])("a quote has its figures whole: %s", (text) => expect(isCut(text)).toBe(false));
