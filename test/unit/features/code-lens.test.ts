import { expect, test } from "vitest";
import { codeLenses } from "../../../server/src/features/code-lens.ts";
import { drawNotes, fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

/** A file with its lenses below what they stand above; those that a click opens have an arrow. */
function lenses(fixture: string, name: string): string {
  const files = parseFixture(fixture);
  const found = codeLenses(fixtureWorkspace(files), `${ROOT}/${name}`);
  const notes = found.map(({ range, text, showsReferences }) => ({
    range,
    message: showsReferences ? `${text} ->` : text,
  }));
  return drawNotes(files.get(`${ROOT}/${name}`) ?? "", notes);
}

const WATER = `
  -- 1-rain.station.md --
  # Rain

  Station 1 is this one, on rain.

  **Key term:** Drop — a bit of water.

  **Key term:** Hail — hard rain.
  -- 2-rivers.station.md --
  # Rivers

  Drops flow, as Stations 1 and 3 say. Drops meet in Station 1.
  -- 3-seas.station.txt --
  Seas

  Many drops, see [the drops](1-rain.station.md) and all the drops there are. ${"Water is wet in the sea and in the river. ".repeat(4)}

  Key term: Wave — water that moves.
`;

test("a title shows who refers to it and how it reads, a key term who uses it", () => {
  expect(lenses(WATER, "1-rain.station.md")).toMatchInlineSnapshot(`
    "# Rain
    ^^^^^^ Referred to by 2 stations ->
    ^^^^^^ 1 min · 19 words

    Station 1 is this one, on rain.

    **Key term:** Drop — a bit of water.
                  ^^^^ Used in 2 stations ->

    **Key term:** Hail — hard rain.
                  ^^^^ Used nowhere yet"
  `);
});

test("a station that none refers to shows only how it reads", () => {
  expect(lenses(WATER, "2-rivers.station.md")).toContain("^^^^^^^^ 1 min · 13 words");
});

test("the grade is shown in the paste form too", () => {
  expect(lenses(WATER, "3-seas.station.txt")).toMatch(/\^{4} Grade \d+ · 1 min · \d+ words/);
});

test("a station on no path counts its own uses", () => {
  const fixture = "-- a.station.md --\n# Rain\n\nKey term: Drop — a bit of water.\n\nDrops fall.\n";
  expect(lenses(fixture, "a.station.md")).toContain("^^^^ Used in 1 station ->");
});

test("only stations have lenses", () => {
  expect(lenses("-- path.yaml --\nstations: []\n", "path.yaml")).toBe("stations: []");
});
