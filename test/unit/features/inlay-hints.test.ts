import { expect, test } from "vitest";
import { inlayHints } from "../../../server/src/features/inlay-hints.ts";
import { cursorFixture } from "../../support/fixture.ts";

/** The text of the file with two cursors, with the hints for what is between them. */
function hinted(fixture: string): string {
  const { workspace, files, file, selection } = cursorFixture(fixture);
  let text = files.get(file)!;
  for (const { offset, text: hint } of [...inlayHints(workspace, file, selection)].reverse()) {
    text = `${text.slice(0, offset)} [${hint}]${text.slice(offset)}`;
  }
  return text;
}

const WATER = `
  -- path.yaml --
  title: Water
  stations:
    - rain.station.md
    - planned: Seas
    - rivers.station.md
  -- rain.station.md --
  # Rain and *Snow*
`;

function water(rivers: string): string {
  const text = hinted(`${WATER}  -- rivers.station.md --\n  $0# Rivers\n\n  ${rivers}\n  $0\n`);
  return text.split("\n")[2]!;
}

test("a title stands after each number, planned stations' too", () => {
  expect(water("See Station 1, not Stations 2 and 3.")).toBe(
    "See Station 1 [Rain and Snow], not Stations 2 [Seas] and 3 [Rivers].",
  );
});

test("a title does not part a number from its possessive", () => {
  expect(water("See Station 1's table, and Station 2’s.")).toBe(
    "See Station 1's [Rain and Snow] table, and Station 2’s [Seas].",
  );
  expect(water("It is in 'Station 1' and **Station 2**'s table.")).toBe(
    "It is in 'Station 1 [Rain and Snow]' and **Station 2 [Seas]**'s table.",
  );
});

test("a reference in a link has the title of where the link leads", () => {
  expect(water("See [Station 3](rain.station.md).")).toBe("See [Station 3 [Rain and Snow]](rain.station.md).");
});

test.each([
  "Station 1 (Rain and Snow) says so.",
  "Station 1, “Rain and *snow*”, says so.",
  "Rain and Snow (Station 1) says so.",
  "[Station 1: all on Rain and Snow](rain.station.md) says so.",
  "See Stations 1-3, Station 9, `Station 1`, and the previous station.",
])("none stands in %s", (text) => expect(water(text)).toBe(text));

test("a long title is cut between words", () => {
  const long = "How the Rain That Falls on the Hills Makes a River in the Plain";
  expect(
    hinted(`-- 1.station.txt --\n${long}\n\nIt rains.\n-- 2.station.txt --\n$0Rivers\n\nSee Station 1.$0\n`),
  ).toContain("Station 1 [How the Rain That Falls on the Hills…].");
});

test("only what is asked for has hints", () => {
  const fixture =
    "-- 1.station.md --\n# Rain\n-- 2.station.md --\n# Rivers\n\nStation 1 is first.\n\n$0Station 1 it is.$0\n";
  expect(hinted(fixture)).toContain("Station 1 is first.\n\nStation 1 [Rain] it is.");
});

test("path.yaml shows numbers and titles", () => {
  expect(hinted(WATER.replace("title:", "$0title:").replace("- rivers.station.md", "- rivers.station.md$0"))).toContain(
    "  - rain.station.md [1 Rain and Snow]\n  - planned: Seas [2]\n  - rivers.station.md [3]\n",
  );
});

test("a station on no path has none", () => {
  expect(hinted("$0# Rain\n\nSee Station 0 and Station 1.$0\n")).toBe("# Rain\n\nSee Station 0 and Station 1.\n");
});
