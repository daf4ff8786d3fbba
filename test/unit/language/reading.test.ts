import { describe, expect, test } from "vitest";
import { READING } from "../../../server/src/language/english/reading.ts";

describe("the formulas give what was published for them", () => {
  const { gradeOf, gradeByLetters } = READING;

  test("Flesch-Kincaid: a sentence of 13 words with 24 syllables is of grade 11.3", () => {
    expect(gradeOf(13, 1, 24)).toBe(11);
  });

  test("Coleman-Liau: its authors' abstract, 5 sentences of 119 words with 639 letters, is of grade 14.5", () => {
    expect(gradeByLetters(119, 5, 639)).toBe(Math.round(14.53));
    expect(gradeByLetters(119, 5, 638)).toBe(Math.round(14.48));
  });

  test("neither goes below the first grade", () => {
    expect([gradeOf(3, 3, 3), gradeByLetters(3, 3, 6)]).toEqual([1, 1]);
  });
});
