import { describe, expect, test } from "vitest";
import { references } from "../../../server/src/features/find-references.ts";
import { highlight } from "../../../server/src/features/highlight.ts";
import { dedent } from "../../../server/src/text/dedent.ts";
import { cursorFixture, drawFixture, type Note } from "../../support/fixture.ts";

/** Every file with carets under what speaks of the same as the words at the cursor. */
function check(picture: string): void {
  const { workspace, files, file, offset } = cursorFixture(picture);
  const notes = new Map<string, readonly Note[]>();
  for (const { file: at, range } of references(workspace, file, offset, true)) {
    notes.set(at, [...(notes.get(at) ?? []), { range, message: "found" }]);
  }
  expect(drawFixture(files, notes)).toBe(dedent(picture).replace("$0", ""));
}

describe("all that speaks of", () => {
  test("a station: its title, references, links, and its line", () =>
    check(`
      -- path.yaml --
      stations:
        - rain.station.md
          ^^^^^^^^^^^^^^^ found
        - rivers.station.md
        - seas.station.md
      -- rain.station.md --
      # R$0ain
      ^^^^^^ found
      -- rivers.station.md --
      # Rivers

      The previous station was on rain, Station 3 is not, [it](r%61in&#46;station.md#a) is.
      ^^^^^^^^^^^^^^^^^^^^ found
                                                               ^^^^^^^^^^^^^^^^^^^^^^^ found
      -- seas.station.md --
      # Seas

      See Stations 1 and 2, [Station 1](rain.station.md), and [drops](rain.station.md#rain).
                   ^ found
                             ^^^^^^^^^ found
                                                                      ^^^^^^^^^^^^^^^^^^^^ found
    `));

  test("a term: its callouts and uses over the path", () =>
    check(
      `
      -- 1-rain.station.md --
      # Rain

      Key term: Watershed — the land that one river drains.
                ^^^^^^^^^ found
      -- 2-rivers.station.md --
      # Rivers of Watersheds
                  ^^^^^^^^^^ found

      | Watershed | River |
        ^^^^^^^^^ found
      |---|---|
      | One watershed's | Po |
            ^^^^^^$0^^^^^ found
    `
        .replace("^^^^^^$0^^^^^", "^^^^^^^^^^^")
        .replace("One water", "One wa$0ter"),
    ));

  test("a heading: it and the links to it", () =>
    check(`
      -- 1-rain.station.md --
      # Rain

      ## Big Dr$0ops
         ^^^^^^^^^ found

      See [above](#big-drops).
                   ^^^^^^^^^ found
      -- 2-rivers.station.md --
      # Rivers

      See [drops](1-rain.station.md#big-drops).
                                    ^^^^^^^^^ found
    `));

  test("a source: its entry and its citations", () =>
    check(`
      -- path.yaml --
      stations: [rain.station.md]
      sources: sources.json
      -- sources.json --
      [{ "id": "smith2020", "title": "On Rain" }]
                ^^^^^^^^^ found
      -- rain.station.md --
      # Rain

      It rains [@smith$02020, p. 4], says @smith2020.
                 ^^^^^^^^^ found
                                         ^^^^^^^^^ found
    `));

  test("a footnote: its note and its marks", () =>
    check(`
      # Rain

      It rains.[^no$0te] It pours.[^note]
                 ^^^^ found
                                  ^^^^ found

      [^note]: Most of the year.
        ^^^^ found
    `));
});

test("a highlight is what of it stands in the open station", () => {
  const { workspace, file, offset } = cursorFixture(`
    -- 1-rain.station.md --
    # Rain

    Key term: Drop — a bit of water.

    Drops$0 fall.
    -- 2-rivers.station.md --
    # Rivers

    Drops flow.
  `);
  expect(highlight(workspace, file, offset).map(({ defines }) => defines)).toEqual([true, false]);
});
