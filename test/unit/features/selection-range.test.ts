import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { selectionRanges } from "../../../server/src/features/selection-range.ts";
import { contains, slice, touches } from "../../../server/src/text/range.ts";
import { cursorFixture, fixtureWorkspace, LONE_FILE } from "../../support/fixture.ts";

/** What is selected step by step; all that follows the first `steps` is left out. */
function grow(fixture: string, steps = 20): readonly string[] {
  const { workspace, files, file, offset } = cursorFixture(fixture);
  return selectionRanges(workspace, file, offset)
    .slice(0, steps)
    .map((range) => slice(files.get(file)!, range));
}

describe("a selection grows", () => {
  test("from the word over the phrase and the sentence to the station", () => {
    expect(
      grow("# Rain\n\nIt rains.\n\n## Where\n\nIt falls, as a ru$0le, on hills. It pours.\n\n## When\n\nNow.\n"),
    ).toEqual([
      "rule",
      "as a rule",
      "It falls, as a rule, on hills.",
      "It falls, as a rule, on hills. It pours.",
      "## Where\n\nIt falls, as a rule, on hills. It pours.",
      "# Rain\n\nIt rains.\n\n## Where\n\nIt falls, as a rule, on hills. It pours.\n\n## When\n\nNow.\n",
    ]);
  });

  test("over a term", () => {
    expect(grow("# Rain\n\nKey term: River basin — all land.\n\nTwo river ba$0sins meet.\n", 3)).toEqual([
      "basins",
      "river basins",
      "Two river basins meet",
    ]);
  });

  test("over a link's text, then the link", () => {
    expect(grow("# Rain\n\nIt falls on [the hi$0gh hills](a.md), they say.\n", 4)).toEqual([
      "high",
      "the high hills",
      "[the high hills](a.md)",
      "It falls on [the high hills](a.md)",
    ]);
  });

  test("from the cell over the row to the table", () => {
    expect(grow("# Rain\n\nA table:\n\n| a | b c |\n|---|---|\n| d e | f $0g |\n", 4)).toEqual([
      "g",
      "f g",
      "| d e | f g |",
      "| a | b c |\n|---|---|\n| d e | f g |",
    ]);
  });

  test("over an item and its list", () => {
    expect(grow("# Rain\n\nHow:\n\n- In ba$0rrels, mostly.\n- In lakes.\n", 4)).toEqual([
      "barrels",
      "In barrels",
      "In barrels, mostly.",
      "- In barrels, mostly.",
    ]);
  });

  test("not at the comma of a number", () => {
    expect(grow("# Rain\n\nIn all, 1,2$000 drops at 10:30 fall, or more.\n", 2).at(-1)).toBe(
      "1,200 drops at 10:30 fall",
    );
  });

  test("in the paste form", () => {
    expect(grow("-- a.station.txt --\nRain\n\nIt rains, it po$0urs. It stops.\n", 4)).toEqual([
      "pours",
      "it pours",
      "It rains, it pours.",
      "It rains, it pours. It stops.",
    ]);
  });
});

test("each step holds the one before, and the cursor, wherever it stands", () => {
  const part = fc.constantFrom(
    "# R\n\n",
    "## S\n\n",
    "rain ",
    "*it* ",
    "[a b](c) ",
    ", ",
    ". ",
    "\n",
    "\n\n",
    "- ",
    "| a | b |\n|--|--|\n",
    "`x`",
    "> ",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), fc.nat(), (parts, at) => {
      const text = parts.join("");
      const offset = at % (text.length + 1);
      const ranges = selectionRanges(fixtureWorkspace(new Map([[LONE_FILE, text]])), LONE_FILE, offset);
      ranges.forEach((range, index) => {
        expect(touches(range, offset)).toBe(true);
        if (index) expect(contains(range, ranges[index - 1]!)).toBe(true);
      });
      expect(ranges.at(-1)).toEqual({ start: 0, end: text.length });
    }),
  );
});
