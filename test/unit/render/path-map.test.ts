import { expect, test } from "vitest";
import { toSafeHtml } from "../../../server/src/render/html.ts";
import { arcsOf, pathMap } from "../../../server/src/render/path-map.ts";
import { fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

const HOST = {
  namesFiles: true,
  stationAddress: (file: string) => file.slice(ROOT.length + 1),
  pictureAddress: () => undefined,
};

function pathOf(fixture: string) {
  const [path] = fixtureWorkspace(parseFixture(fixture)).paths.values();
  return path!;
}

const WATER = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md, rivers.station.md, { planned: Ice }, seas.station.md, alone.station.md]
  -- rain.station.md --
  # Rain

  Key term: Drop — a bit of water.

  See Station 4 and the next station.
  -- rivers.station.md --
  # Rivers

  Drops run, as Station 1 and Station 1 say.
  -- seas.station.md --
  # Seas

  See Stations 1-3. Drops again.
  -- alone.station.md --
  # Alone
`;

test("arcs lead back, ahead, and along a key term to where it first comes back", () => {
  const arcs = arcsOf(pathOf(WATER)).map(({ from, to, kind }) => `${from.number} ${kind} ${to.number}`);
  expect(arcs).toEqual(["1 forward 4", "1 forward 2", "2 back 1", "4 back 1", "4 back 2", "4 back 3", "1 term 2"]);
});

test("every station is a link with its place, and says in words what the arcs show", () => {
  const path = pathOf(WATER);
  const html = toSafeHtml([pathMap(path, HOST, path.stops[1])]);
  expect(html).toContain(
    '<a href="rain.station.md" data-file="/fixture/rain.station.md">1 Rain</a><span class="hidden">. It refers to 2, 4 and is referred to by 2, 4.</span>',
  );
  expect(html).toContain('aria-current="page">2 Rivers</a>');
  expect(html).toContain("<span>3 Ice</span><small> planned</small>");
  expect(html).toContain("5 Alone</a><small> on its own</small>");
});

test("a line of sixty stations has a row of its own for each, and no arc leaves the drawing", () => {
  const stations = Array.from({ length: 60 }, (_, at) => `s${at + 1}.station.md`);
  const files = stations
    .map((name, at) => `-- ${name} --\n# Topic ${at + 1}\n\nSee Stations 1, ${at} and 60.\n`)
    .join("");
  const html = toSafeHtml([pathMap(pathOf(`-- path.yaml --\nstations: [${stations.join(", ")}]\n${files}`), HOST)]);
  const centers = [...html.matchAll(/<circle [^>]*cy="([\d.]+)"/g)].map((match) => Number(match[1]));
  expect(centers).toHaveLength(60);
  centers.forEach((center, at) => {
    expect(center - (centers[at - 1] ?? -16)).toBe(32);
  });
  const numbers = [...html.matchAll(/class="arc[^"]*" d="M([\d.]+) [\d.]+C([\d.]+) [\d.]+ ([\d.]+)/g)].flatMap(
    (match) => match.slice(1).map(Number),
  );
  expect(numbers.length).toBeGreaterThan(100);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
});
