import { describe, expect, test } from "vitest";
import { missingParts } from "../../../server/src/features/missing-part.ts";
import { lintFile } from "../../../server/src/lint/lint.ts";
import { stationOf } from "../../../server/src/path/workspace.ts";
import { dedent } from "../../../server/src/text/dedent.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { withoutStops } from "../../../server/src/text/snippet.ts";
import { fixtureLookUp, fixtureWorkspace, ROOT } from "../../support/fixture.ts";

/** What can be added to a station that is followed by another one, with the text after it was. */
function added(text: string, name = "rain.station.md"): ReadonlyMap<string, string> {
  const file = `${ROOT}/${name}`;
  const files = new Map([
    [`${ROOT}/path.yaml`, `stations: [${name}, planned: Rivers]\n`],
    [file, text],
  ]);
  const findings = (written: string) => {
    const workspace = fixtureWorkspace(new Map(files).set(file, written));
    return { workspace, all: lintFile(workspace, file, { given: {}, lookUp: fixtureLookUp(files) }) };
  };
  const { workspace, all } = findings(text);
  const parts = missingParts(stationOf(workspace, file)!, all, { start: 0, end: text.length });
  return new Map(
    parts.map(({ title, finding, edit, snippet }) => {
      expect(withoutStops(snippet)).toBe(edit.newText);
      const after = applyEdits(text, [edit]);
      // Once it is there, nothing says that it is missing.
      expect(findings(after).all.filter(({ missing }) => missing === finding.missing)).toEqual([]);
      return [title, after];
    }),
  );
}

const BARE = dedent(`
  # Rain

  It rains. It pours.

  ## Clouds

  Rain comes from:

  - clouds
  - seas

  The sea feeds both of these, as we saw. Rivers bring it back to where it came from.

  ## References

  - A Book on Rain
`);

describe("a part that is missing is added where it belongs", () => {
  const parts = added(BARE);

  test("each one", () => {
    expect([...parts.keys()].sort()).toEqual(["Add a bridge", "Add a key term", "Add a takeaway"]);
  });

  test("a key term after the first paragraph of a section that leads to nothing else", () => {
    expect(parts.get("Add a key term")).toBe(
      BARE.replace("came from.\n", "came from.\n\n**Key term:** Term — one sentence that says what it is.\n"),
    );
  });

  test("a takeaway at the end of the lesson, before its references", () => {
    expect(parts.get("Add a takeaway")).toBe(
      BARE.replace("came from.\n", "came from.\n\n**Takeaway:** The one sentence that stays.\n"),
    );
  });

  test("a takeaway before the bridge, and a bridge after the takeaway", () => {
    const withBridge = BARE.replace("came from.\n", "came from.\n\nBut where do rivers begin?\n");
    expect(added(withBridge).get("Add a takeaway")).toContain(
      "came from.\n\n**Takeaway:** The one sentence that stays.\n\nBut where do rivers begin?\n",
    );
    const withTakeaway = BARE.replace(
      "came from.\n",
      "came from.\n\n**Takeaway:** Rain returns.\n\n*Photo: A. Smith*\n",
    );
    expect(added(withTakeaway).get("Add a bridge")).toContain(
      "**Takeaway:** Rain returns.\n\nBut what question does this leave open?\n\n*Photo",
    );
  });

  test("in pasted text, without marks and blank lines", () => {
    const pasted = "Rain\nIt rains. It pours.\nClouds\nRain comes from clouds. Clouds come from the sea.\n";
    expect(added(pasted, "rain.station.txt").get("Add a takeaway")).toBe(
      `${pasted.trimEnd()}\nTakeaway: The one sentence that stays.\n`,
    );
  });

  test("with the line ends of the text", () => {
    const parted = added(BARE.replaceAll("\n", "\r\n"));
    expect(parted.get("Add a takeaway")).not.toMatch(/(?<!\r)\n/);
  });
});

test("nothing is added to a station that has all of its parts", () => {
  const whole = `${BARE.replace("came from.\n", "came from.\n\n**Key term:** Sea — the water.\n\n**Takeaway:** Rain returns.\n\nBut where do rivers begin?\n")}`;
  expect([...added(whole).keys()]).toEqual([]);
});
