import { expect, test } from "vitest";
import { referredToBy, refersTo, type StationLink, stationsAt } from "../../../server/src/features/station-links.ts";
import { slice } from "../../../server/src/text/range.ts";
import { cursorFixture, ROOT } from "../../support/fixture.ts";

const WATER = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md, rivers.station.txt, { planned: Lakes }, seas.station.md]
  -- rain.station.md --
  # Ra$0in

  It makes rivers (Station 2). See Station 1, Station 3, and [seas](seas.station.md).
  -- rivers.station.txt --
  Rivers

  They follow Station 1. The previous station fed them, and Stations 1-2 did.
  -- seas.station.md --
  # Seas

  See [Station 1](rain.station.md) and [the rivers](rivers.station.txt).
`;

function linksOf(ask: "in" | "out", name: string): readonly string[] {
  const { workspace, files } = cursorFixture(WATER);
  const file = `${ROOT}/${name}`;
  const links: readonly StationLink[] = ask === "in" ? referredToBy(workspace, file) : refersTo(workspace, file);
  return links.map(({ station, ranges }) => {
    const text = files.get(ask === "in" ? station.file : file)!;
    return `${station.name}: ${ranges.map((range) => slice(text, range)).join(" | ")}`;
  });
}

test("a title or a reference is where to begin", () => {
  const begin = (fixture: string) => {
    const { workspace, file, offset } = cursorFixture(fixture);
    return stationsAt(workspace, file, offset).map(({ name, detail }) => `${name} on ${detail}`);
  };
  expect(begin(WATER)).toEqual(["1 Rain on Water"]);
  expect(begin(WATER.replace("$0", "").replace("(Station 2)", "(Station$0 2)"))).toEqual(["2 Rivers on Water"]);
  expect(begin(WATER.replace("$0", "").replace("Station 3,", "Station$0 3,"))).toEqual([]);
  expect(begin(WATER.replace("$0", "").replace("It makes", "It ma$0kes"))).toEqual([]);
});

test("a station is referred to by others, with each place", () => {
  expect(linksOf("in", "rain.station.md")).toEqual([
    "2 Rivers: Station 1 | The previous station | 1-2",
    "4 Seas: Station 1",
  ]);
  expect(linksOf("in", "rivers.station.txt")).toEqual(["1 Rain: Station 2", "4 Seas: rivers.station.txt"]);
});

test("a station refers to others, with each place", () => {
  expect(linksOf("out", "rain.station.md")).toEqual(["2 Rivers: Station 2", "4 Seas: [seas](seas.station.md)"]);
  expect(linksOf("out", "seas.station.md")).toEqual([
    "1 Rain: Station 1",
    "2 Rivers: [the rivers](rivers.station.txt)",
  ]);
});
