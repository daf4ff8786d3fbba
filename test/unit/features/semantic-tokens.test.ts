import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { semanticTokens } from "../../../server/src/features/semantic-tokens.ts";
import type { Range } from "../../../server/src/text/range.ts";
import { cursorFixture, drawNotes, fixtureWorkspace, LONE_FILE, parseFixture } from "../../support/fixture.ts";

/** The file with the two cursors, and the color of each stretch between them. */
function colored(fixture: string): string {
  const { workspace, files, file, selection } = cursorFixture(fixture);
  const notes = semanticTokens(workspace, file, selection).map(({ range, type, modifiers }) => ({
    range,
    message: [type, ...modifiers].join(" "),
  }));
  return drawNotes(files.get(file)!, notes);
}

const WATER = `
  -- path.yaml --
  stations: [rain.station.md, { planned: Seas }]
  -- rain.station.md --
`;

describe("colors", () => {
  test("of a station's parts, with what is named in them", () => {
    expect(
      colored(`${WATER}
  $0# Rain

  It falls, and *drops*
  of it meet. See Station 2.

  ## Drops

  **Key term:** Drop — a bit of water.

  See Stations 1 and 9, says [@smith2020].

  Takeaway: Drops make rivers.

  But where do they go?
  $0`),
    ).toMatchInlineSnapshot(`
      "
      # Rain

      It falls, and *drops*
      ^^^^^^^^^^^^^^^ hook
                     ^^^^^ term
                          ^ hook
      of it meet. See Station 2.
      ^^^^^^^^^^^ hook
                  ^^^ hook
                      ^^^^^^^^^ stationReference planned
                               ^ hook

      ## Drops
         ^^^^^ term

      **Key term:** Drop — a bit of water.
        ^^^^^^^^^ label
                    ^^^^ term declaration
                           ^^^^^^^^^^^^^^^ definition

      See Stations 1 and 9, says [@smith2020].
                   ^ stationReference
                         ^ stationReference missing
                                   ^^^^^^^^^ citation missing

      Takeaway: Drops make rivers.
      ^^^^^^^^^ label
                ^^^^^ term
                      ^^^^^^^^^^^^ takeaway

      But where do they go?
      ^^^^^^^^^^^^^^^^^^^^^ bridge
      "
    `);
  });

  test("in the paste form", () => {
    expect(colored("$0Rain\n\nIt falls. It wets us.\n\nKey term: Drop — a bit of water.\n$0")).toMatchInlineSnapshot(`
      "Rain
      ^^^^ heading

      It falls. It wets us.
      ^^^^^^^^^ hook
                ^^^^^^^^^^^ hook

      Key term: Drop — a bit of water.
      ^^^^^^^^^ label
                ^^^^ term declaration
                       ^^^^^^^^^^^^^^^ definition
      "
    `);
  });

  test("of what is asked for alone", () => {
    expect(colored("# Rain\n\nKey term: Drop — a bit of water.\n\n$0Drops fall.$0 Drops meet. They go on.\n")).toBe(
      "# Rain\n\nKey term: Drop — a bit of water.\n\nDrops fall. Drops meet. They go on.\n^^^^^ term\n      ^^^^^ hook",
    );
  });
});

test("a takeaway that no label names has its color once it is not being typed any more", () => {
  const text = "# Rain\n\nLook up. It pours.\n\n## Clouds\n\nThey gather.\n\nRain comes from clouds.";
  const workspace = fixtureWorkspace(new Map([[LONE_FILE, text]]));
  const colors = (beingTyped?: Range) =>
    semanticTokens(workspace, LONE_FILE, { start: text.indexOf("They"), end: text.length }, beingTyped).map(
      ({ type }) => type,
    );
  const last = { start: text.indexOf("Rain comes"), end: text.length };
  expect(colors()).toEqual(["takeaway"]);
  expect(colors({ start: 0, end: 6 })).toEqual(["takeaway"]);
  expect(colors(last)).toEqual([]);
});

test("titles and headings of pasted text have a color, and in Markdown that of their marks", () => {
  const text = "Rain\n\nLook up. It pours.\n\nClouds\n\nThey gather over the sea.\n";
  const colors = (written: string, beingTyped?: Range) => {
    const workspace = fixtureWorkspace(new Map([[LONE_FILE, written]]));
    return semanticTokens(workspace, LONE_FILE, { start: 0, end: written.length }, beingTyped)
      .filter(({ type }) => type === "heading")
      .map(({ range }) => written.slice(range.start, range.end));
  };
  expect(colors(text)).toEqual(["Rain", "Clouds"]);
  const clouds = { start: text.indexOf("Clouds"), end: text.indexOf("Clouds") + 6 };
  expect(colors(text, clouds)).toEqual(["Rain"]);
  expect(colors("# Rain\n\nLook up. It pours.\n\n## Clouds\n\nThey gather.\n")).toEqual([]);
});

test("a takeaway with a label has its color while it is typed", () => {
  const text = "# Rain\n\nTakeaway: Rain comes from clouds.";
  const workspace = fixtureWorkspace(new Map([[LONE_FILE, text]]));
  const whole = { start: 0, end: text.length };
  expect(semanticTokens(workspace, LONE_FILE, whole, whole).map(({ type }) => type)).toEqual(["label", "takeaway"]);
});

test("never overlap, are never empty and never reach over a line's end", () => {
  const part = fc.constantFrom(
    "# Rain",
    "Drop",
    "drops ",
    "Station 1",
    "Stations 1, 2 and 3",
    "[Station 1](a.station.md)",
    "@key",
    "[@key; @b]",
    "Key term: Drop — a bit. ",
    "Takeaway: ",
    "Bridge: But ",
    "\n",
    "\n\n",
    "\r\n",
    "> ",
    "- ",
    "| a | Drop |\n|---|---|\n",
    "**",
    "`",
    ". ",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
      const text = `# Rain\n\nKey term: Drop — a bit.\n\nKey term: Station — a stop.\n\n${parts.join("")}`;
      const workspace = fixtureWorkspace(new Map([[LONE_FILE, text]]));
      let before: Range = { start: 0, end: 0 };
      for (const { range } of semanticTokens(workspace, LONE_FILE, { start: 0, end: text.length })) {
        expect(range.start).toBeGreaterThanOrEqual(before.end);
        expect(range.end).toBeGreaterThan(range.start);
        expect(text.slice(range.start, range.end)).not.toMatch(/[\r\n]/);
        before = range;
      }
    }),
  );
});

test("a file that is no station has none", () => {
  const workspace = fixtureWorkspace(parseFixture("-- path.yaml --\nstations: []\n"));
  expect(semanticTokens(workspace, "/fixture/path.yaml", { start: 0, end: 10 })).toEqual([]);
});
