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
    "All information on this page has been verified.",
    "Each claim below is backed by a source.",
    "Every statement you read here is backed by evidence.",
    "Every claim is supported by a cited source.",
    "Every fact comes with a citation.",
    "Each fact is linked to its source.",
    "Every number in this station comes from a verified source.",
    "All content is fact-checked.",
    "Every sentence has been checked against its source.",
    "Fully cited and fact-checked.",
    "Fact-checked and verified.",
    "100% verified facts.",
    "100 percent of the facts here are verified.",
    "We check every fact against its source.",
    "We cite a source for every fact.",
    "Our editors verified every claim in this lesson.",
    "Nothing here is unsourced.",
    "Nothing on this page is made up.",
    "None of the facts here is uncited.",
    "There is a source for every fact.",
    "There is a citation for each claim on this page.",
    "All facts can be traced back to a source.",
    "Any fact in this lesson is verified.",
    "The facts in this lesson are all verified.",
    "All quotes and facts have been verified.",
  ])("is %s", (text) => {
    expect(claims.promise!.find(text)).not.toBeNull();
    expect(text.split(/[^\p{L}]+/u).some((word) => claims.promise!.isSignal(word))).toBe(true);
  });

  test.each([
    "Every fact in a budget can be checked.",
    "A good report cites a real source for every statement that it makes.",
    "This article is cited in two hundred papers.",
    "Everything is checked twice at the border.",
    "Not all facts are known.",
    "Historians verified the date of the battle.",
    "Not every fact here is cited.",
    "Make sure that every fact is cited.",
    "Before you publish, check that every fact is sourced.",
    "A story does not run until every fact is verified.",
    "The magazine requires that every fact is checked twice.",
    "Does every fact need a source?",
    "You should check every fact you cite.",
    "Each number is checked for divisibility by 2.",
    "Each statement is checked by the compiler.",
    "All claims of the insured were checked by an adjuster.",
    "The court checked every claim that the company made.",
    "Every statement must be supported by evidence in a good essay.",
    "In science every claim is tested.",
    "All data were collected in 1990.",
    "All information about prices is public.",
    "A fact-checked article takes longer to write.",
    "Only verified facts go to print.",
    "Every fact table is linked to its dimension tables.",
    "There is a source of water in each village.",
    "Nothing in this lesson is hard.",
    "Nothing here is for sale.",
    "The page is cited in many court opinions.",
    "Every sentence has a subject and a verb.",
    "Fully funded and verified programs get a seal.",
  ])("is not %s", (text) => {
    expect(claims.promise!.find(text)).toBeNull();
  });
});

test("a promise says nothing else if it has no words but its own", () => {
  const only = [
    "Every fact is cited from PubMed.",
    "All facts and figures here have been verified sentence by sentence.",
  ];
  expect(only.filter(claims.saysOnlyPromise)).toEqual(only);
  const more = ["Every fact is cited, and the Moon is made of cheese.", "Every fact is verified by 42 monks."];
  expect(more.filter(claims.saysOnlyPromise)).toEqual([]);
});

test.each([
  "p. 4",
  "pp. 33-35",
  "Art. I, Section 7",
  "para. 8",
  "point 8",
  "Amendment XXI, Section 3",
  "Preamble",
  "Executive Summary",
  "Genesis 4",
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
  "False",
  "Proved Wrong",
  "Refuted 2020",
  "Never True 5",
  "Untrue 4",
])("“%s” says more than a place", (text) => expect(claims.isLocator(text)).toBe(false));

test("words before a source say something unless they only lead to it", () => {
  expect(["see", "see also", "cf.", "e.g.", "as quoted in"].every(claims.isCitationSignal)).toBe(true);
  expect(["it is not true, as", "contrary to", "but not"].some(claims.isCitationSignal)).toBe(false);
});
