import { expect, test } from "vitest";
import { connectionsOf } from "../../../server/src/path/connections.ts";
import { fixturePath } from "../../support/fixture.ts";

const WATER = fixturePath(`
  -- path.yaml --
  title: Water
  stations: [rain.station.md, rivers.station.md, { planned: Ice }, seas.station.md, alone.station.md]
  -- rain.station.md --
  # Rain

  Key term: Drop — a bit of water.

  See Station 4, Station 4, this Station 1 and the next station.
  -- rivers.station.md --
  # Rivers

  Drops run, as Station 1 and Station 1 say. Station 99 is missing.
  -- seas.station.md --
  # Seas

  Key term: Tide — what comes and goes.

  See Stations 1-3. Drops again.
  -- alone.station.md --
  # Alone

  Key term: Foam — a tide that thinks, and a drop.
`);
const { refersTo, referredToBy, terms } = connectionsOf(WATER);

test("each station knows the others that it refers to, each once and in path order", () => {
  const numbers = WATER.stops.map((stop) => refersTo(stop).map(({ number }) => number));
  expect(numbers).toEqual([[2, 4], [1], [], [1, 2, 3], []]);
});

test("each station knows the others that refer to it", () => {
  const numbers = WATER.stops.map((stop) => referredToBy(stop).map(({ number }) => number));
  expect(numbers).toEqual([[2, 4], [1, 4], [4], [1], []]);
});

test("a key term leads from where it is defined to the stations that use it, and is unused if nothing names it again", () => {
  const trails = terms.map(({ term, from, usedIn, isUnused }) => [
    term.name,
    from.number,
    usedIn.map(({ number }) => number),
    isUnused,
  ]);
  expect(trails).toEqual([
    ["Drop", 1, [2, 4, 5], false],
    ["Tide", 4, [5], false],
    ["Foam", 5, [], true],
  ]);
});
