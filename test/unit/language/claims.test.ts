import { describe, expect, test } from "vitest";
import { english } from "../../../server/src/language/english/english.ts";

const { claims } = english;

describe("a promise that every fact is verified", () => {
  test.each([
    "All facts here are cited and verified.",
    "Each fact is cited and verified.",
    "Every fact here has been verified.",
    "Every single fact in this station is cited.",
    "Every fact and every number is cited and verified.",
    "Every fact was verified.",
    "This lesson is fully sourced and verified.",
    "All of the claims in this lesson were carefully checked.",
    "Everything on this page is sourced.",
    "All statements are fact-checked.",
    "We have verified every fact.",
    "No fact in this station is unverified.",
    "Everything you learn here traces back to a real source.",
  ])("is %s", (text) => {
    expect(claims.promise!.pattern.test(text)).toBe(true);
    expect(text.split(/[^\p{L}]+/u).some((word) => claims.promise!.isSignal(word))).toBe(true);
  });

  test.each([
    "Every fact in a budget can be checked.",
    "A good report cites a real source for every statement that it makes.",
    "This article is cited in two hundred papers.",
    "Everything is checked twice at the border.",
    "Not all facts are known.",
    "Historians verified the date of the battle.",
  ])("is not %s", (text) => {
    expect(claims.promise!.pattern.test(text)).toBe(false);
  });
});

test.each([
  "p. 4",
  "pp. 33-35",
  "Art. I, Section 7",
  "para. 8",
  "point 8",
  "Amendment XXI, Section 3",
  "Preamble",
  "chap. 2, n. 7",
  "page 12",
  "4",
  "§ 12",
  "passim",
  "pp. 3 and 5",
  "12:3",
])("“%s” is a place in a source", (text) => expect(claims.isLocator(text)).toBe(true));

test.each([
  "which was later proved false",
  "The Moon is made of 42 percent cheese.",
  "p. 4, which is wrong",
  "wrongly",
  "not 42",
])("“%s” says more than a place", (text) => expect(claims.isLocator(text)).toBe(false));

test("words before a source say something unless they only lead to it", () => {
  expect(["see", "see also", "cf.", "e.g.", "as quoted in"].every(claims.isCitationSignal)).toBe(true);
  expect(["it is not true, as", "contrary to", "but not"].some(claims.isCitationSignal)).toBe(false);
});
