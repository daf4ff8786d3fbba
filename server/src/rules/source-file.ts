import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "source-file",
  group: "Sources and claims",
  kind: "fault",
  summary: "A list of sources can be read, and each of its keys is unique.",
  why: "What can’t be read is missing where it is cited. Of two sources with one key, only the first is ever shown.",
  severity: "error",
  options: {},
  *checkPath({ sourceFiles }): Generator<Finding> {
    const first = new Map<string, { readonly file: string; readonly range: Finding["range"] }>();
    for (const { file, sources, problems } of sourceFiles) {
      for (const problem of problems) yield { file, ...problem };
      for (const { key, range } of sources) {
        const other = first.get(key);
        if (!other) {
          first.set(key, { file, range });
          continue;
        }
        const where = other.file === file ? "here" : `in ${other.file.slice(other.file.lastIndexOf("/") + 1)}`;
        yield {
          file,
          range,
          message: `There is already a source “${key}” ${where}, and only that one is used. Please remove one, or give it another key.`,
          related: [{ ...other, message: "The one that is used." }],
        };
      }
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "Keys that stand twice, in one file and in two",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      sources: [books.bib, web-sources.yaml]
      -- books.bib --
      @book{noah, title = {On Rain}}
      @book{noah, title = {On Floods}}
            ^^^^ There is already a source “noah” here, and only that one is used. Please remove one, or give it another key.
      -- web-sources.yaml --
      - id: noah
            ^^^^ There is already a source “noah” in books.bib, and only that one is used. Please remove one, or give it another key.
      -- rain.station.md --
      # Rain
    `,
  },
  {
    title: "Entries that can't be read, or can't be cited",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- books.bib --
      @book{noah,
        title = {On Rain}
        year = {2019}
        ^^^^ A comma is missing before “year”.
      }
      @book{title = {On Snow}}
      ^^^^^^^^^^^^^^^^^^^^^^^^ This entry has no key, so it can't be cited. Please begin it with one.
      @book{shem, title = {On Floods
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This entry is not closed. Is a brace or a quotation mark missing?

      @book{ham, title = {On Hail}}
      -- sources.yaml --
      - title: On Ice
        ^^^^^ This entry has no key, so it can't be cited. Please give it an “id”.
      - id: japheth
        author: { family: Japheth }
        ^^^^^^ “author” is a list of names, such as [{ family: Smith, given: Ann }].
        issued: [[2019]]
        ^^^^^^ “issued” is a date, such as { date-parts: [[2020, 4, 1]] }.
      - japheth2
        ^^^^^^^^ An entry consists of lines such as “id: smith2020”.
      -- rain.station.md --
      # Rain
    `,
  },
  {
    title: "What stands outside entries is a comment, and strings are filled in",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.bib --
      Write to noah@example.org if {something is missing.
      % @book{old, title = {Not yet
      @comment{kept by JabRef}
      @string{ark = "The Ark"}
      @book(noah, title = "On " # {Rain}, publisher = ark, month = jan)
      -- rain.station.md --
      # Rain
    `,
  },
];
