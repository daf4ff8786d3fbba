import fc from "fast-check";
import { expect, test } from "vitest";
import { type NewEntry, orderStations } from "../../../server/src/path/path-edits.ts";
import { type PathFile, readPathFile } from "../../../server/src/path/path-file.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
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
  return readPathFile(FILE, applyEdits(file.text, orderStations(file, order)));
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
