import { expect, test } from "vitest";
import { type OutlineEntry, outline } from "../../../server/src/features/outline.ts";
import { contains, slice } from "../../../server/src/text/range.ts";
import { fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

/** The outline as a list, indented, with the words that each entry goes to. */
function outlined(fixture: string, name: string): string {
  const files = parseFixture(fixture);
  const text = files.get(`${ROOT}/${name}`)!;
  const draw = (entries: readonly OutlineEntry[], indent: string): readonly string[] =>
    entries.flatMap(({ name: entry, detail, kind, range, selection, children }) => {
      expect(contains(range, selection)).toBe(true);
      const line = `${indent}${kind} “${entry}”${detail ? ` (${detail})` : ""} at “${slice(text, selection)}”`;
      return [line, ...draw(children, `${indent}  `)];
    });
  return draw(outline(fixtureWorkspace(files), `${ROOT}/${name}`), "").join("\n");
}

test("sections lie in each other and hold their key terms and tables", () => {
  const fixture = `
    -- a.station.md --
    # Rain

    ## Where

    **Key term:** Drop — a bit of water.

    ### On Hills

    The table shows how:

    | Hill | Rain |
    |------|------|
    | high | much |

    ## When

    | Day | Night |
    |-----|-------|
    | no  | yes   |

    Takeaway: Rain falls down.

    But where does it go?
  `;
  expect(outlined(fixture, "a.station.md")).toMatchInlineSnapshot(`
    "station “Rain” at “Rain”
      section “Where” at “Where”
        term “Drop” (key term) at “Drop”
        section “On Hills” at “On Hills”
          table “The table shows how” (table) at “Hill”
      section “When” at “When”
        table “Day, Night” (table) at “Day”
        takeaway “Takeaway” at “Takeaway: Rain falls down.”
        bridge “Bridge” at “But where does it go?”"
  `);
});

test("the paste form has one too, also without a title", () => {
  expect(
    outlined(
      "-- a.station.txt --\nRain\n\nIt rains on us.\n\nWhere It Falls\n\nIt falls. It runs.\n\nRain falls on hills.\n",
      "a.station.txt",
    ),
  ).toBe(
    "station “Rain” at “Rain”\n  section “Where It Falls” at “Where It Falls”\n    takeaway “Takeaway” at “Rain falls on hills.”",
  );
  expect(outlined("-- a.station.md --\n# R\n\n## \n\nIt rains. It pours.\n", "a.station.md")).toBe(
    "station “R” at “R”\n  section “(without a name)” at “”",
  );
});

test("that of path.yaml is its stations", () => {
  const fixture = `
    -- path.yaml --
    title: Water
    stations:
      - rain.station.md
      - planned: Seas
    -- rain.station.md --
    # All the Rain
  `;
  expect(outlined(fixture, "path.yaml")).toBe(
    "station “1 All the Rain” at “rain.station.md”\nstation “2 Seas” (planned) at “planned: Seas”",
  );
});
