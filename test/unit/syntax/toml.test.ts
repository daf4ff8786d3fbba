import { describe, expect, test } from "vitest";
import { isAuthor } from "../../../server/src/station/authors.ts";
import { languageSaid } from "../../../server/src/syntax/front-matter.ts";
import { readToml } from "../../../server/src/syntax/toml.ts";
import { pairOf, textOf, textsOf, type YamlValue } from "../../../server/src/syntax/yaml.ts";
import { slice } from "../../../server/src/text/range.ts";
import { station } from "../../support/fixture.ts";

const FRONT = `+++
# What Hugo reads
title = "Rain # and snow" # not this
weight = 3
date = 2026-05-01
"authors" = ["Mara Lind", 'Iker Sol'] # two
text = """
title = "no"
+ more"""
tags = [
  "wet", # "dry"
  "cold",
]
[params]
title = "another"
[params.deep]
x = { y = 1 }
[[menu]]
name = "main"
+++
`;

function said(text: string): YamlValue {
  return station(text).tree.frontMatter!.value!;
}

describe("front matter in TOML", () => {
  test.each([
    ["title", '"Rain # and snow"', "Rain # and snow"],
    ["weight", "3", "3"],
    ["date", "2026-05-01", "2026-05-01"],
  ])("has %s with its place", (key, source, text) => {
    const value = pairOf(said(FRONT), key)!.value;
    expect([slice(FRONT, value.range), textOf(value)]).toEqual([source, text]);
  });

  test("has lists with the place of each text", () => {
    const items = ["authors", "tags"].flatMap((key) => textsOf(pairOf(said(FRONT), key)?.value));
    expect(items.map(({ value, text }) => [text, slice(FRONT, value.range)])).toEqual([
      ["Mara Lind", '"Mara Lind"'],
      ["Iker Sol", "'Iker Sol'"],
      ["wet", '"wet"'],
      ["cold", '"cold"'],
    ]);
  });

  test("has tables from their headers to the next ones", () => {
    const params = pairOf(said(FRONT), "params")!;
    expect(slice(FRONT, params.keyRange)).toBe("[params]");
    expect(textOf(pairOf(params.value, "title")?.value)).toBe("another");
    expect(slice(FRONT, params.value.range)).toBe('\ntitle = "another"');
  });

  test.each(["\r\n", "\r"])("is read with line ends %j", (newline) => {
    const text = FRONT.replaceAll("\n", newline);
    expect(textOf(pairOf(said(text), "title")?.value)).toBe("Rain # and snow");
  });

  test("gives the title and the author, and is no prose", () => {
    const read = station(`${FRONT}\nIt rains. It pours.\n\n## Why\n\nClouds.\n`);
    expect(read.title?.prose.text).toBe("Rain # and snow");
    expect(isAuthor(read, "M. Lind")).toBe(true);
    expect(read.passages.map(({ prose }) => prose.text)).toEqual([
      "Rain # and snow",
      "It rains. It pours.",
      "Why",
      "Clouds.",
    ]);
  });

  test("names the language of a text", () => {
    expect(languageSaid("+++\nlang = 'de'\n+++\n\nEs regnet.\n")).toBe("de");
  });

  test("has a problem at the line that is wrong", () => {
    const text = '+++\ntitle = "Rain"\nweight = three\n+++\n\nIt rains.\n';
    const { problems } = station(text).tree;
    expect(problems.map(({ range, message }) => [slice(text, range), message.split(":")[0]])).toEqual([
      ["weight = three", "This is not valid TOML"],
    ]);
  });

  test.each([
    "x = [".repeat(60),
    "[".repeat(50_000),
    `x = ${"[".repeat(500)}`,
    `x = "${"y".repeat(70_000)}"`,
    "= =",
    '"',
  ])("has a problem, and fails at nothing", (text) => {
    expect(readToml(text).problems).toHaveLength(1);
  });

  test("gives no key a meaning of its own", () => {
    const { value } = readToml('__proto__ = "a"\nconstructor = "b"\n');
    expect(value?.kind === "map" && value.pairs.map(({ key }) => key)).toEqual(["__proto__", "constructor"]);
  });
});
