import { describe, expect, test } from "vitest";
import { definition } from "../../../server/src/features/definition.ts";
import { slice } from "../../../server/src/text/range.ts";
import { cursorFixture, drawFixture, type Note } from "../../support/fixture.ts";

/** Where the words at the cursor lead: the words, and a picture of the places. */
function lead(fixture: string): string {
  const { workspace, files, file, offset } = cursorFixture(fixture);
  const answer = definition(workspace, file, offset);
  if (!answer) return "nowhere";
  const words = slice(files.get(file)!, answer.origin);
  const targets = new Map<string, readonly Note[]>();
  for (const { file: target, range } of answer.places) {
    targets.set(target, [...(targets.get(target) ?? []), { range, message: "here" }]);
  }
  const shown = [...files].filter(([name]) => targets.has(name));
  return shown.length ? `${words} ->\n${drawFixture(new Map(shown), targets)}` : `${words} -> nowhere`;
}

const WATER = `
  -- path.yaml --
  title: Water
  stations:
    - rain.station.md
    - planned: Seas
    - rivers.station.md
  sources: sources.json
  -- sources.json --
  [{ "id": "smith2020", "title": "On Rain" }]
  -- rain.station.md --
  # Rain

  **Key term:** Watershed — the land that one river drains.

  ## Where It Falls
`;

function water(rivers: string): string {
  return lead(`${WATER}  -- rivers.station.md --\n  # Rivers\n\n  ${rivers}\n`);
}

describe("from a reference", () => {
  test("to the title of the station", () => {
    expect(water("Rain falls, as Stat$0ion 1 explains.")).toMatchInlineSnapshot(`
      "Station 1 ->
      -- rain.station.md --
      # Rain
      ^^^^^^ here

      **Key term:** Watershed — the land that one river drains.

      ## Where It Falls"
    `);
  });

  test("in an enumeration, from the number to that station", () => {
    expect(water("See Stations $01 and 3.")).toContain("1 ->\n-- rain.station.md --");
    expect(water("See Stations 1 and 3$0.")).toContain("3 ->\n-- rivers.station.md --");
  });

  test("counted from here", () => {
    expect(lead(`${WATER.replace("# Rain\n", "# Rain\n\n  Read on in the n$0ext station.\n")}`)).toContain(
      "the next station ->\n-- path.yaml --",
    );
  });

  test("to a planned station's line in path.yaml", () => {
    expect(water("Seas are discussed in Station$0 2.")).toContain("  - planned: Seas\n    ^^^^^^^^^^^^^ here");
  });

  test("that no station has, nowhere", () => {
    expect(water("It is in Station 9$0.")).toBe("Station 9 -> nowhere");
  });

  test("in a link, to where the link leads", () => {
    expect(water("See [Stat$0ion 3](rain.station.md).")).toContain("Station 3 ->\n-- rain.station.md --");
  });
});

describe("from other words", () => {
  test("of a term, in any form, to its callout", () => {
    expect(water("Two water$0sheds meet.")).toContain("watersheds ->");
    expect(water("Two water$0sheds meet.")).toContain("              ^^^^^^^^^ here");
  });

  test("of a citation to its source", () => {
    expect(water("It rains [@smi$0th2020].")).toContain(
      '[{ "id": "smith2020", "title": "On Rain" }]\n          ^^^^^^^^^ here',
    );
  });

  test("of a link to the heading it names", () => {
    expect(water("See [where](rain.station.md#where-$0it-falls).")).toContain(
      "## Where It Falls\n   ^^^^^^^^^^^^^^ here",
    );
  });

  test("of a link's text to the station", () => {
    expect(water("See [where i$0t falls](rain.station.md).")).toContain("where it falls ->\n-- rain.station.md --");
  });

  test("of a footnote's mark to the note", () => {
    expect(water("It rains.[^1$0]\n\n  [^1]: Most of the year.")).toContain("[^1]: Most of the year.\n  ^ here");
  });

  test("of plain text nowhere", () => {
    expect(water("It ra$0ins.")).toBe("nowhere");
  });
});

test("a line of path.yaml leads to its station", () => {
  const fixture = WATER.replace("- rain.sta", "- rain.$0sta");
  expect(lead(fixture)).toContain("rain.station.md ->\n-- rain.station.md --\n# Rain\n^^^^^^ here");
});

test("a station on no path has terms and headings of its own", () => {
  expect(lead("# Rain\n\nKey term: Drop — a bit of water.\n\nDro$0ps fall.\n")).toBe(
    "Drops ->\n# Rain\n\nKey term: Drop — a bit of water.\n          ^^^^ here\n\nDrops fall.",
  );
});

test("the paste form leads like the Markdown form", () => {
  const fixture = "-- 01.station.txt --\nRain\n\nIt rains.\n-- 02.station.txt --\nRivers\n\nSee Stat$0ion 1.\n";
  expect(lead(fixture)).toBe("Station 1 ->\n-- 01.station.txt --\nRain\n^^^^ here\n\nIt rains.");
});
