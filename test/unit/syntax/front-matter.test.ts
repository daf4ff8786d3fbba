import { describe, expect, test } from "vitest";
import { isAuthor } from "../../../server/src/station/authors.ts";
import { languageSaid } from "../../../server/src/syntax/front-matter.ts";
import { slice } from "../../../server/src/text/range.ts";
import { station } from "../../support/fixture.ts";

const JSON_FRONT = '{\n\t"title": "Rain \\"and\\" snow",\n\t"author": ["Mara Lind"],\n\t"language": "de"\n}\n';
const FIELDS = "Title:\tRain and snow\nAuthor: Mara Lind\nKeywords: wet,\n\tcold\nLanguage: de\n";
const PERCENT = "% Rain\n  and snow\n% Mara Lind\n% 2026\n";
const REST = "\n# Clouds\n\nThey rain.\n\n# Drops\n\nThey fall.\n";

describe("front matter that is neither YAML nor TOML", () => {
  test.each([
    ["JSON", JSON_FRONT, 'Rain "and" snow'],
    ["fields of MultiMarkdown", FIELDS, "Rain and snow"],
    ["lines of Pandoc", PERCENT, "Rain and snow"],
  ])("gives the title: %s", (_, front, title) => {
    for (const newline of ["\n", "\r\n", "\r"]) {
      const { tree, titles, sections, passages } = station(`\uFEFF${front + REST}`.replaceAll("\n", newline));
      expect(tree.problems).toEqual([]);
      expect(titles.map(({ prose }) => prose.text)).toEqual([title]);
      expect(sections.map(({ heading }) => heading.prose.text)).toEqual(["Clouds", "Drops"]);
      expect(passages.map(({ kind }) => kind)).toEqual(["title", "heading", "paragraph", "heading", "paragraph"]);
    }
  });

  test.each([JSON_FRONT, FIELDS, PERCENT])("names the author", (front) => {
    expect(isAuthor(station(front + REST), "Mara Lind")).toBe(true);
  });

  test("says the language", () => {
    expect([JSON_FRONT, FIELDS].map((front) => languageSaid(front + REST))).toEqual(["de", "de"]);
    expect(languageSaid("---\nauthor:\n  lang: de\n---\n")).toBeUndefined();
  });

  test("has ranges at their place", () => {
    const { text, tree } = station(FIELDS + REST);
    expect(slice(text, tree.frontTitle!.range)).toBe("Rain and snow");
    expect(slice(text, tree.frontMatter!.range)).toBe(FIELDS.trimEnd());
  });

  test("has its problem where it is", () => {
    const { text, tree } = station(`{\n  "title": "Rain",\n  "title": "Snow"\n}\n${REST}`);
    expect(tree.problems.map(({ range, message }) => [slice(text, range), message])).toEqual([
      ['"title"', "“title” is here twice. Please keep one."],
    ]);
  });

  test.each([
    ["Author: Mara Lind\nDate: 2026\n\n# Rain\n\nIt falls.\n", "fields without a title"],
    ["Title: Rain\nIt falls on us.\n\n# Clouds\n\nThey rain.\n", "a line of text among fields"],
    ["{: .note}\n\n# Rain\n\nIt falls.\n", "attributes"],
    ['{ "a": 1 } is JSON.\n\n# Rain\n\nIt falls.\n', "JSON within a sentence"],
    ["{{< rain >}}\n\n# Rain\n\nIt falls.\n", "a template"],
    ["% of rain\nIt falls.\n\n# Clouds\n\nThey rain.\n", "a sign and text"],
  ])("is not read from %j: %s", (text) => {
    expect(station(text).tree.frontMatter).toBeUndefined();
  });

  test.each([
    ["empty lines of Windows", `{${"\r\n".repeat(100)}`],
    ["quotation marks that are not closed", `{"a": ${'"\\'.repeat(16_000)}`],
  ])("is read in time from a brace above %s", (_, text) => {
    const began = performance.now();
    expect(station(text + REST).tree.frontMatter).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(500);
  });

  test("does not make Markdown of a pasted text that begins with fields", () => {
    expect(station("Title: Rain\nAuthor: Mara Lind\n\nClouds\nThey rain.\n").tree.form).toBe("paste");
  });
});
