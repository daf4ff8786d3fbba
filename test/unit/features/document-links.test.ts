import { expect, test } from "vitest";
import { documentLinks } from "../../../server/src/features/document-links.ts";
import { slice } from "../../../server/src/text/range.ts";
import { drawNotes, fixtureLookUp, fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

/** A file with what its links open, and the words they begin at. */
function linked(fixture: string, name: string): string {
  const files = parseFixture(fixture);
  const found = documentLinks(fixtureWorkspace(files), `${ROOT}/${name}`, fixtureLookUp(files));
  const notes = found.map(({ range, target, at }) => ({
    range,
    message: `${target.slice(ROOT.length + 1)}${at ? ` at “${slice(files.get(target)!, at)}”` : ""}`,
  }));
  return drawNotes(files.get(`${ROOT}/${name}`)!, notes);
}

const WATER = `
  -- path.yaml --
  title: Water
  stations:
    - rain.station.md
    - planned: Seas
    - gone.station.md
    - ../outside.station.md
    - rivers.station.md
  sources: [sources.json, none.bib]
  -- sources.json --
  [{ "id": "smith2020", "title": "On Rain" }]
  -- cloud.png --
  (a picture)
  -- command:quit --
  (a file with an odd name)
  -- rain.station.md --
  # Rain

  Seas come in Station 2, this is Station 1, rivers in Station 5, Stations 1-3 are all, Station 9 is none.

  See [Station 1](rain.station.md), [hills](rain.station.md#on-hills), [below](#on-hills), [label][it].

  ![a cloud](cloud.png) ![none](none.png) [out](../../secret.station.md) [web](https://example.org) [run](command:quit)

  It rains [@smith2020; @miller].

  ## On Hills

  [it]: rivers.station.md
  -- rivers.station.md --
  # Rivers
`;

test("what leads to a file is a link to it; all else is none", () => {
  expect(linked(WATER, "rain.station.md")).toMatchInlineSnapshot(`
    "# Rain

    Seas come in Station 2, this is Station 1, rivers in Station 5, Stations 1-3 are all, Station 9 is none.
                                                         ^^^^^^^^^ rivers.station.md

    See [Station 1](rain.station.md), [hills](rain.station.md#on-hills), [below](#on-hills), [label][it].
                                              ^^^^^^^^^^^^^^^^^^^^^^^^ rain.station.md at “## On Hills”
                                                                                 ^^^^^^^^^ rain.station.md at “## On Hills”
                                                                                              ^^^^^ rivers.station.md

    ![a cloud](cloud.png) ![none](none.png) [out](../../secret.station.md) [web](https://example.org) [run](command:quit)
               ^^^^^^^^^ cloud.png

    It rains [@smith2020; @miller].
               ^^^^^^^^^ sources.json at “smith2020”

    ## On Hills

    [it]: rivers.station.md
          ^^^^^^^^^^^^^^^^^ rivers.station.md"
  `);
});

test("path.yaml leads to its stations and sources", () => {
  expect(linked(WATER, "path.yaml")).toMatchInlineSnapshot(`
    "title: Water
    stations:
      - rain.station.md
        ^^^^^^^^^^^^^^^ rain.station.md
      - planned: Seas
      - gone.station.md
      - ../outside.station.md
      - rivers.station.md
        ^^^^^^^^^^^^^^^^^ rivers.station.md
    sources: [sources.json, none.bib]
              ^^^^^^^^^^^^ sources.json"
  `);
});

test("the paste form is linked like the Markdown form", () => {
  expect(
    linked("-- 1.station.txt --\nRain\n\nIt rains.\n-- 2.station.txt --\nSeas\n\nSee Station 1.\n", "2.station.txt"),
  ).toBe("Seas\n\nSee Station 1.\n    ^^^^^^^^^ 1.station.txt");
});

test("a station on no path has the links that are written out", () => {
  expect(
    linked("-- a.station.md --\n# Rain\n\nStation 0, [b](b.station.md).\n-- b.station.md --\n# B\n", "a.station.md"),
  ).toBe("# Rain\n\nStation 0, [b](b.station.md).\n               ^^^^^^^^^^^^ b.station.md");
});
