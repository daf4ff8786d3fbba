import { describe, expect, test } from "vitest";
import { readBibtex } from "../server/src/hosts/bibtex.ts";
import { readSourceFile } from "../server/src/path/sources.ts";
import { dedent } from "../server/src/text/dedent.ts";
import { cpuSeconds } from "./support/cpu-time.ts";
import { drawNotes } from "./support/fixture.ts";

/** Draws what is read of a list of sources: each key with title, author and year under it, and each problem. */
function check(name: string, drawn: string): void {
  const expected = dedent(drawn);
  const text = `${expected
    .split("\n")
    .filter((line) => !/^ *\^+…? \S/.test(line))
    .join("\n")}\n`;
  const { sources, problems } = readSourceFile(`/${name}`, text, readBibtex);
  const notes = sources.map(({ range, title, author, year }) => ({
    range,
    message: [author, year, title].filter(Boolean).join(", ") || "nothing else",
  }));
  expect(drawNotes(text, [...notes, ...problems])).toBe(expected);
}

describe("sources are read with the place of their key", () => {
  test("from CSL-JSON", () => {
    check(
      "sources.json",
      `
      [
        { "id": "rain2020", "title": "On Rain", "author": [{ "family": "Noah" }], "issued": { "date-parts": [[2020, 4]] } },
                 ^^^^^^^^ Noah, 2020, On Rain
        { "id": "__proto__", "title": "On Objects" }
                 ^^^^^^^^^ On Objects
      ]
    `,
    );
  });

  test("from CSL-YAML, as a list or under “references”", () => {
    check(
      "sources.yaml",
      `
      references:
        - id: rain2020
              ^^^^^^^^ Noah, Shem, 2020, On Rain
          title: On Rain
          author: [{ family: Noah }, { literal: Shem }]
          issued: 2020-04-01
    `,
    );
  });

  test("from BibTeX, also where an entry is broken", () => {
    check(
      "sources.bib",
      `
      @article{rain2020,
               ^^^^^^^^ Noah, Shem, 2020, On Rain
        author = {Noah, A. and Shem, B.},
        title = {On {R}ain},
        year = 2020
      }
      @book{sea2021, title = {The Sea}, date = {2021-05-01}, editor = {{Harbour Office}}}
            ^^^^^^^ Harbour Office, 2021, The Sea
      @misc{broken, title = {Never closed
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This entry can't be read. Is a brace or a quotation mark missing?
            ^^^^^^ nothing else
    `,
    );
  });
});

test("what is no list of sources says so", () => {
  check(
    "sources.yaml",
    `
    title: Rain
    ^ No list of sources was found here. It is a list of entries, each with an “id”.
  `,
  );
});

test.each([
  ["nested braces", "@misc{a, title={".repeat(20_000)],
  ["open braces", "{".repeat(100_000)],
  ["macros that name each other", "@string{a = b}\n@string{b = a}\n@misc{k, title = a # b}\n"],
  ["files to include", "@misc{k, title = {\\input{/etc/passwd}}}\n"],
  ["10,000 entries of one key", "@misc{dup, title={x}}\n".repeat(10_000)],
])("hostile BibTeX is read in seconds: %s", (_, text) => {
  let read = readSourceFile("/sources.bib", "", readBibtex);
  const seconds = cpuSeconds(() => {
    read = readSourceFile("/sources.bib", text, readBibtex);
  });
  const { sources, problems } = read;
  expect(sources.length + problems.length).toBeGreaterThan(0);
  expect(JSON.stringify(sources)).not.toContain("root:");
  expect(seconds).toBeLessThan(4);
});
