import { describe, expect, test } from "vitest";
import { preview } from "../../../server/src/features/preview.ts";
import { toSafeHtml } from "../../../server/src/render/html.ts";
import { pathMap } from "../../../server/src/render/path-map.ts";
import { fixturePath, fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";
import { Page } from "../../support/page.ts";

const HOST = {
  namesFiles: true,
  stationAddress: (file: string) => file.slice(ROOT.length + 1),
  pictureAddress: () => undefined,
};

const WATER = fixturePath(`
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

  Key term: Tide — what comes and goes.

  See Stations 1-3. Drops again.
  -- alone.station.md --
  # Alone
`);
const html = toSafeHtml([pathMap(WATER, HOST, ["h1", "Water"], WATER.stops[1])]);

/** The row of a station, by its place in the path from 1 on. */
function rowOf(page: string, place: number): string {
  return new RegExp(`<li id="map-${place}".*?</li>`).exec(page)![0];
}

/** The text that a screen reader reads. */
function read(markup: string): string {
  return markup
    .replace(/<svg.*?<\/svg>/g, "")
    .replace(/<[^>]+>/g, "")
    .trim();
}

/** A path of some stations, each of which says what `refer` has for its number. */
function course(count: number, refer: (number: number) => string): string {
  const names = Array.from({ length: count }, (_, at) => `s${at + 1}.station.md`);
  const files = names.map((name, at) => `-- ${name} --\n# Topic ${at + 1}\n\n${refer(at + 1)}\n`).join("");
  return `-- path.yaml --\nstations: [${names.join(", ")}]\n${files}`;
}

describe("the map of a path", () => {
  test("has a row for each station, with its link, and in words what is drawn", () => {
    const row = rowOf(html, 1);
    expect(row).toContain(
      '<a class="name" href="rain.station.md" data-file="/fixture/rain.station.md"><strong>1</strong> Rain</a>',
    );
    expect(read(row)).toBe("1 RainDropIt refers to 2 Rivers and 4 Seas. It is referred to by 2 Rivers and 4 Seas.");
    expect(read(rowOf(html, 2))).toContain("It uses Drop (1).");
    expect(html).toContain('aria-current="page"><strong>2</strong> Rivers</a>');
    expect(rowOf(html, 3)).toContain("<small>planned</small>");
  });

  test("names what deserves a second look, with links to the rows", () => {
    const list = /<ul class="notable">.*?<\/ul>/.exec(html)![0];
    expect(list.replace(/<\/li>/g, "\n").replace(/<[^>]+>/g, "")).toBe(
      [
        "On their own, without a reference in either direction: 5",
        "References ahead, past the next station: 1 to 4",
        "Key terms that never come back: Tide (4)",
        "",
      ].join("\n"),
    );
    expect(list).toContain('<a href="#map-5">5</a>');
    expect(rowOf(html, 5)).toContain("<small>on its own</small>");
    expect(rowOf(html, 4)).toContain('title="Defined in 4, never used again" class="unused">Tide</a>');
  });

  test("says nothing of what is not there", () => {
    const plain = toSafeHtml([
      pathMap(fixturePath("-- path.yaml --\nstations: [a.station.md]\n-- a.station.md --\n# A\n"), HOST, ["h2", "Map"]),
    ]);
    expect(plain).not.toContain("notable");
    expect(plain).not.toContain("all-terms");
    expect(plain).not.toContain("on its own");
    expect(plain).toContain("1 station · 0 references · 0 key terms");
  });

  test("has a place for each key term, that all links to it lead to", () => {
    const page = new Page(html);
    const ids = new Set(page.values("id"));
    const places = page.values("href").filter((href) => href.startsWith("#"));
    expect(places).toContain("#map-term-1");
    for (const href of places) expect(ids).toContain(href.slice(1));
  });

  test("lights the rows of a station's references and, fainter, those of its key terms", () => {
    const lit = /<svg class="lit">((?!<svg).)*<\/svg><\/li>/.exec(rowOf(html, 1))![0];
    expect(lit).toContain('class="band" d="M0 0h4e3M0 1h4e3M0 3h4e3M0 1h4e3M0 3h4e3"');
    expect(lit).not.toContain("faint");
    const last = fixturePath(
      "-- path.yaml --\nstations: [a.station.md, b.station.md]\n-- a.station.md --\n# A\n\nKey term: Dew — a drop.\n-- b.station.md --\n# B\n\nThe dew.\n",
    );
    const row = rowOf(toSafeHtml([pathMap(last, HOST, ["h2", "Map"])]), 2);
    expect(row).toContain('class="band faint" d="M0 0h4e3"');
  });

  test("joins neighbors that refer to each other by the line itself, and draws no branch for them", () => {
    const neighbors = toSafeHtml([
      pathMap(fixturePath(course(4, (number) => (number === 1 ? "" : "See the previous station."))), HOST, [
        "h2",
        "Map",
      ]),
    ]);
    expect(neighbors).toContain('<path class="joined" d="M0 0v1M0 1v1M0 2v1"></path>');
    expect(neighbors).not.toContain('class="back"');
  });

  test("gives sixty stations that all refer to the first one a branch in each stretch, none of which leaves the drawing", () => {
    const many = toSafeHtml([
      pathMap(fixturePath(course(60, (number) => `See Stations 1, ${number - 1} and 60.`)), HOST, ["h2", "Map"]),
    ]);
    expect(many.match(/<li id="map-/g)).toHaveLength(60);
    expect(many.match(/<div class="stretch">/g)).toHaveLength(6);
    const calm = [...many.matchAll(/<svg class="calm".*?<path class="back" d="([^"]*)"/g)].map(([, d]) => d!);
    expect(calm).toHaveLength(6);
    for (const d of calm) {
      const across = [...d.matchAll(/h(-?[\d.]+)q(-?[\d.]+)/g)].map(
        ([, near, corner]) => Number(near) + Number(corner),
      );
      expect(Math.min(...across)).toBeGreaterThanOrEqual(-100);
    }
  });

  test("of a path on which all refer to all is drawn whole, and names no more stations than are read", () => {
    const workspace = fixtureWorkspace(parseFixture(course(60, () => "See Stations 1-60.")));
    const { blocks } = preview(workspace, `${ROOT}/s1.station.md`, [], HOST, { view: "map" })!;
    expect(blocks).toHaveLength(1);
    expect(read(rowOf(blocks[0]!.html, 60))).toContain("It refers to 1 Topic 1, ");
    expect(read(rowOf(blocks[0]!.html, 60))).toContain(" and 48 more.");
  });
});
