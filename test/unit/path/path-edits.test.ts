import fc from "fast-check";
import { expect, test } from "vitest";
import { type NewEntry, orderStations } from "../../../server/src/path/path-edits.ts";
import { type PathFile, readPathFile } from "../../../server/src/path/path-file.ts";
import { isRefusal, type Refusal } from "../../../server/src/path/refusal.ts";
import { applyEdits, type TextEdit } from "../../../server/src/text/edit.ts";
import { slice } from "../../../server/src/text/range.ts";

const FILE = "/path.yaml";

const entry = fc.constantFrom(
  "a.station.md",
  '"b c.station.md"',
  "'d.station.md'",
  "e.station.md # why",
  "planned: Rain",
  'planned: "Snow: Ice"',
  "planned: Seas\n    note: x",
);
const above = fc.constantFrom("", "  # a comment\n", "\n", "# far left\n", "  # one\n  # two\n");

/** A `path.yaml` with its stations written in any manner that writers use. */
const pathFile = fc
  .record({
    lines: fc.array(fc.tuple(above, entry), { minLength: 1, maxLength: 6 }),
    indent: fc.constantFrom("  ", "", "    "),
    newline: fc.constantFrom("\n", "\r\n", "\r"),
    rest: fc.constantFrom("", "# end\nsources: s.bib\n"),
    mark: fc.constantFrom("", "\uFEFF"),
    ended: fc.boolean(),
  })
  .map(({ lines, indent, newline, rest, mark, ended }) => {
    const list = lines.map(([comment, each]) => `${comment}${indent}- ${each.replace("\n    ", `\n${indent}  `)}\n`);
    const text = `${mark}title: X\nstations:\n${list.join("")}${rest}`;
    return (ended ? text : text.replace(/\n$/, "")).replaceAll("\n", newline);
  })
  .map((text) => readPathFile(FILE, text))
  .filter(({ problems }) => problems.length === 0);

const ordered = pathFile.chain((file) =>
  fc.tuple(fc.constant(file), fc.shuffledSubarray([...file.entries.keys()], { minLength: file.entries.length })),
);

function names(file: PathFile): string[] {
  return file.entries.map(({ range }) => slice(file.text, range).replace(/\s+/g, " "));
}

function kept(indices: readonly number[]): NewEntry[] {
  return indices.map((index) => ({ kind: "kept", index }));
}

function reordered(file: PathFile, order: readonly NewEntry[]): PathFile {
  return readPathFile(FILE, applyEdits(file.text, expectEdits(orderStations(file, order))));
}

function expectEdits(made: readonly TextEdit[] | Refusal): readonly TextEdit[] {
  if (isRefusal(made)) throw new Error(made.refused);
  return made;
}

/** The lines of a text, whatever their order. */
function lines(text: string): string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace("\uFEFF", "").trim())
    .filter(Boolean)
    .sort();
}

test("in any order, a path.yaml has the same lines, and its stations in that order", () => {
  fc.assert(
    fc.property(ordered, ([file, order]) => {
      const after = reordered(file, kept(order));
      expect(after.problems).toEqual([]);
      expect(names(after)).toEqual(order.map((index) => names(file)[index]));
      expect(lines(after.text)).toEqual(lines(file.text));
    }),
  );
});

test("what comes and goes leaves all others as they are", () => {
  fc.assert(
    fc.property(ordered, ([file, order]) => {
      const added: NewEntry[] = [
        { kind: "planned", title: "New: one" },
        ...kept(order),
        { kind: "file", name: "z.station.md" },
      ];
      const more = reordered(file, added);
      expect(more.problems).toEqual([]);
      expect(names(more).slice(1, -1)).toEqual(order.map((index) => names(file)[index]));
      const fewer = reordered(file, kept(order.slice(1)));
      expect(names(fewer)).toEqual(order.slice(1).map((index) => names(file)[index]));
    }),
  );
});

test("JSON stays JSON, whatever comes", () => {
  const file = readPathFile(FILE, '{ "title": "P", "stations": ["a.station.md", "b.station.md"] }');
  const added: NewEntry[] = [{ kind: "planned", title: "New: one" }, ...kept([0, 1]), { kind: "file", name: "z.md" }];
  expect(JSON.parse(reordered(file, added).text)).toEqual({
    title: "P",
    stations: [{ planned: "New: one" }, "a.station.md", "b.station.md", "z.md"],
  });
});

function afterAppending(text: string): string {
  const file = readPathFile(FILE, text);
  const made = orderStations(file, [...kept([...file.entries.keys()]), { kind: "file", name: "z.station.md" }]);
  return isRefusal(made) ? made.refused : applyEdits(text, made);
}

test.each([
  [
    "a planned entry that is last",
    "stations:\n  - planned: Later\nsources: s.bib\n",
    "  - planned: Later\n  - z.station.md\nsources:",
  ],
  ["the end of the document", "stations:\n  - planned: Later\n...\n", "  - planned: Later\n  - z.station.md\n...\n"],
  ["a last line without an end", "title: P\nlanguage: en", "language: en\nstations:\n  - z.station.md"],
  ["the end of a document without a list", "title: P\n...\n", "title: P\nstations:\n  - z.station.md\n...\n"],
  ["a comment after the colon", "stations:   # none yet\n", "stations:   # none yet\n  - z.station.md\n"],
  [
    "a comment instead of stations",
    "stations:\n  # - a\ntitle: P\n",
    "stations:\n  - z.station.md\n  # - a\ntitle: P\n",
  ],
  ["empty brackets", "stations: []\n", "stations: [z.station.md]\n"],
  ["JSON", '{ "title": "P", "stations": ["a.station.md"] }\n', '["a.station.md", "z.station.md"] }\n'],
  ["JSON without stations", '{ "stations": [] }\n', '{ "stations": ["z.station.md"] }\n'],
  ["names in quotation marks", 'stations: ["a.station.md"]\n', 'stations: ["a.station.md", "z.station.md"]\n'],
  ["brackets with a comment", "stations: [\n  a.station.md, # b\n]\n", "[\n  a.station.md, z.station.md, # b\n]\n"],
  [
    "an unknown entry that is last",
    "stations:\n  - a.station.md\n  - file: b\n    note: c\n",
    "    note: c\n  - z.station.md\n",
  ],
  ["nothing", "", "stations:\n  - z.station.md\n"],
])("a station is added after or before %s", (_, text, expected) => {
  expect(afterAppending(text)).toContain(expected);
});

test.each([
  ["a single name", "title: P\nstations: a.station.md\n", "path.yaml:2: The stations of this path can't be changed"],
  [
    "a map of parts",
    "stations:\n  one:\n    - a.station.md\n",
    "path.yaml:2: The stations of this path can't be changed",
  ],
  [
    "one of two",
    "stations: [a.station.md]\nstations: [b.station.md]\n",
    "path.yaml:2: “stations” is here twice. Please keep one.",
  ],
  ["a list in braces", "{ title: P }\n", "path.yaml:1: The stations of this path can't be changed"],
  [
    "an unclosed quotation mark",
    'title: "P\nstations:\n  - a.station.md\n',
    "path.yaml:1: A quotation mark opens here",
  ],
])("a list of stations that is %s is refused with its line", (_, text, expected) => {
  expect(afterAppending(text)).toContain(expected);
});

test.each([
  ["a comment after the hyphen", "stations:\n  - # well-known\n    a.station.md\n  - b.station.md\n"],
  ["a comment with hyphens below the hyphen", "stations:\n  - b.station.md\n  -\n    # x - y\n    a.station.md\n"],
  ["an unknown entry in between", "stations:\n  - a.station.md\n  - file: c-d\n  - b.station.md\n"],
  ["a block scalar", "stations:\n  - |-\n    a.station.md\n  - b.station.md\n"],
])("entries with %s change places", (_, text) => {
  const file = readPathFile(FILE, text);
  const after = reordered(file, kept([1, 0]));
  expect(after.problems).toEqual([]);
  expect(after.entries.map((each) => each.kind === "file" && each.name)).toEqual(
    file.entries.map((each) => each.kind === "file" && each.name).reverse(),
  );
  expect(lines(after.text)).toEqual(lines(text));
});
