import { expect, test } from "vitest";
import { english } from "../../../server/src/language/english/english.ts";
import { isAuthor, namesSomebody } from "../../../server/src/station/authors.ts";
import { station } from "../../support/fixture.ts";

const written = (frontMatter: string) => station(`---\n${frontMatter}\n---\n\n# Rain\n`);

test.each([
  "author: Vera",
  "Author: vera",
  "authors: [Tom, Vera]",
  "authors:\n  - Tom\n  - Vera",
  "author: [{ name: Vera }]",
  "author: { literal: Vera }",
  "author:\n  - Vera:\n      institute: Sea",
  "author: Vera and Tom",
  "author: Tom & Vera",
  "author: Tom, Vera",
  "author: Tom; Vera",
  "author: Vera <v@x.invalid>",
  'author: "Ve\\u200bra"',
  "author: Véra",
  "creator: Vera",
  "contributors: [Tom, Vera]",
  "params:\n  author: Vera",
  "extra: { author: Vera }",
  "who: &who Vera\nauthor: *who",
  "team: &team\n  - Vera\nauthors: *team",
  "by: &by\n  author: Vera\n<<: *by",
  "written-by: Vera",
  "byline: VERA",
])("Vera wrote a station with “%s”", (frontMatter) => {
  expect(isAuthor(written(frontMatter), "Vera")).toBe(true);
});

test.each([
  ["author: { family: Smith, given: Vera }", "Vera Smith"],
  ["author: Smith, Vera", "Vera Smith"],
  ["author: Vera Smith", "Smith, Vera"],
  ["author: Vera Smith", "Vera Smith <v@x.invalid>"],
  ["author: Vera <v@x.invalid>", "v@x.invalid"],
  ["author: Vera", "Tom and Vera"],
  ["author: Vera Smith", "V. Smith"],
  ["author: V. A. Smith", "Vera Smith"],
  ["author: Dr. Vera Smith", "Vera Smith"],
  ["author: Vera Smith", "Prof. Vera Smith, PhD"],
  ["author: https://orcid.org/0000-0002-1825-0097", "orcid:0000-0002-1825-0097"],
  ["author: { name: Vera, orcid: 0000-0002-1825-0097 }", "0000-0002-1825-0097"],
  ["author: { name: Vera, orcid: 0000-0002-1825-0097 }", "0000000218250097"],
  ["author: Anna Weber", "\u0410nna W\u0435b\u0435r"],
  ["author: Anna Weber", "\u0391nna Weber"],
  ["author: Anna Weber", "ꓮnna Weber"],
  ["author: Anna Weber", "Anna\u200b\u202eWeber"],
  ["author: Anna Weber", "Аnnа Wеbеr <a@x.invalid>"],
  ["author: Иван Петров", "Иван Пeтpoв"],
  ["author: Lil Doe", "LiI D0e"],
  ["author: Anna Weber", "Weber Anna"],
  ["author: Anna Weber", "WEBER, ANNA"],
  ["author: Doe, Jane", "Doe J."],
  ["author: Anna Weber", "A. W."],
  ["author: Anna Weber", "AW"],
  ["author: Anna Weber", "Anna W."],
  ["author: Anna Weber", "Anna"],
  ["author: Anna Weber", "@annaweber"],
  ["author: Anna Weber", "anna_weber"],
  ["author: Anna Weber", "a.weber@x.invalid"],
  ["author: annaweber", "Anna Weber"],
  ["author: Jane Doe", "Jane M. Doe"],
  ["author: Jane Mary Doe", "JM Doe"],
  ["author: Jane Doe", "Jane Doe (editor)"],
  ["author: Jane Doe", "Jane “JD” Doe"],
  ["author: Jane Müller", "Jane Mueller"],
  ["author: Søren Strauß", "Soren Strauss"],
  ["author: Jane O'Neil", "Jane ONeil"],
])("“%s” is %s", (frontMatter, person) => {
  expect(isAuthor(written(frontMatter), person)).toBe(true);
});

test.each([
  ["author: Vera", "Tom"],
  ["author: Vera Smith", "Tom Smith"],
  ["author: Vera Smith", "T. Smith"],
  ["author: Vera Smith", "V. Jones"],
  ["author: Vera Smith", "Dr. Smith"],
  ["author: Smith, Vera", "Smith, Tom"],
  ["editor: Vera", "Vera"],
  ["author: { name: Tom, affiliation: Vera }", "Vera"],
  ["author: Veranda", "Vera"],
  ["title: Vera", "Vera"],
  ["author: Anna Weber", "Anna-Maria Klein"],
  ["author: Jane Mary Doe", "Mary Ray"],
  ["author: Jane Ray Doe", "Tom Ray"],
  ["author: Li Wei", "Wei Zhang"],
  ["author: Иван Петров", "Анна Петрова"],
  ["author: Tom", "Tim"],
  ["author: Jane Doe", "Jane Doerr"],
])("“%s” is not %s", (frontMatter, person) => {
  expect(isAuthor(written(frontMatter), person)).toBe(false);
});

test("a name has a letter or a number that can be seen", () => {
  expect(["Vera", "薇拉", "orcid:0000-0002-1825-0097", "7"].every(names)).toBe(true);
  expect(["", " ", "\u200b\u2060", "\u3164", "\u2800", "--"].some(names)).toBe(false);
});

test("what is written where a name is missing names nobody", () => {
  expect(["n/a", "TODO", "tbd", "unknown", "None", "xxx", "nobody"].some(names)).toBe(false);
  expect(["Noone Ann", "Todor", "Nan", "X"].every(names)).toBe(true);
});

function names(text: string): boolean {
  return namesSomebody(text, english);
}
