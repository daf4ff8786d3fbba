import { describe, expect, test } from "vitest";
import { english } from "../../../server/src/language/english/english.ts";

const { leansOnHeading, pointsAt } = english.meaning;

describe("a sentence that says nothing of its subject", () => {
  test.each([
    "It has 435 members.",
    "“It has 435 members.”",
    "Its members are elected.",
    "It's the larger chamber of the two.",
    "They meet daily in the same hall.",
    "This took four years.",
    "Such a body has 435 members.",
    "In it, 435 members meet.",
    "But they voted against it.",
    "Both have two chambers.",
    "All of them sit for two years.",
    "The former has 435 members.",
    "Founded in 1789 by the states.",
    "Also known as the lower chamber.",
    "Took four years to build.",
    "435 members.",
    "Two chambers since 1789",
    "elected for two years",
  ])("is “%s”", (text) => expect(leansOnHeading(text)).toBe(true));

  test.each([
    "The House has 435 members.",
    "Congress meets daily.",
    "There are two ways to amend it.",
    "Both chambers have to agree.",
    "All bills begin in the House.",
    "Some members vote by mail.",
    "In 1789, the states founded it.",
    "Elected members serve for two years.",
    "Is it a fact that the House has 435 members?",
    "Open budgets build confidence in a state.",
  ])("is not “%s”", (text) => expect(leansOnHeading(text)).toBe(false));
});

test("a sentence points at the nearest table, list or section before or after it", () => {
  expect(pointsAt("As the table above and the list below show, rain falls.")).toEqual([
    { what: "table", where: "above" },
    { what: "list", where: "below" },
  ]);
  expect(pointsAt("As the last section showed, the next section shows, and the following table compares.")).toEqual([
    { what: "section", where: "above" },
    { what: "section", where: "below" },
    { what: "table", where: "below" },
  ]);
  expect(pointsAt("The table is set for all below, and a list is long.")).toEqual([]);
});
