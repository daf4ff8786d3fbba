import { describe, expect, test } from "vitest";
import { completions } from "../../../server/src/features/completion.ts";
import { definition } from "../../../server/src/features/definition.ts";
import { documentLinks } from "../../../server/src/features/document-links.ts";
import { references } from "../../../server/src/features/find-references.ts";
import { hover } from "../../../server/src/features/hover.ts";
import { inlayHints } from "../../../server/src/features/inlay-hints.ts";
import { rename } from "../../../server/src/features/rename.ts";
import { isRefusal } from "../../../server/src/path/refusal.ts";
import { slice } from "../../../server/src/text/range.ts";
import { afterChange, cursorFixture, ROOT } from "../../support/fixture.ts";

const LESSONS = `
  -- path.yaml --
  title: Water
  call: Lesson
  stations: [rain.station.md, rivers.station.md, { planned: Seas }]
  -- rain.station.md --
  # Rain
  -- rivers.station.md --
  # Rivers

`;

function at(sentence: string) {
  return cursorFixture(`${LESSONS}  ${sentence}\n`);
}

describe("“Lesson 1” on a path of lessons", () => {
  const { workspace, files, file, offset } = at("Rain is in Less$0on 1, seas are in lesson 3.");
  const text = files.get(file)!;

  test("is hovered over, followed and found like “Station 1”", () => {
    const told = hover(workspace, file, offset)!;
    expect(slice(text, told.range)).toBe("Lesson 1");
    expect(told.lines[0]!.text).toBe("Station 1: Rain");
    expect(definition(workspace, file, offset)!.places.map((place) => place.file)).toEqual([`${ROOT}/rain.station.md`]);
    const found = references(workspace, file, offset, true).filter((place) => place.file === file);
    expect(found.map(({ range }) => slice(text, range))).toEqual(["Lesson 1"]);
  });

  test("is a link, and has the title of its station as a hint", () => {
    const links = documentLinks(workspace, file, () => "found");
    expect(links.map(({ range }) => slice(text, range))).toContain("Lesson 1");
    expect(inlayHints(workspace, file, { start: 0, end: text.length }).length).toBe(2);
  });

  test("takes a new number, to which its station moves", () => {
    const change = rename(workspace, file, offset, "2");
    if (isRefusal(change)) throw new Error(change.refused);
    expect(afterChange(files, change).get(file)).toContain("Rain is in Lesson 2, seas are in lesson 3.");
  });
});

describe("completion on a path of lessons", () => {
  function offered(sentence: string): readonly string[] {
    const { workspace, files, file, offset } = at(sentence);
    return completions(workspace, file, files.get(file)!, offset).items.map(({ newText }) => newText);
  }

  test.each([
    ["Rain is in Lesson $0", "1"],
    ["Rain is in Station $0", "1"],
    ["See Lessons 1 and $0", "1"],
    ["Rain is discussed in $0", "Lesson 1"],
    ["Rain is discussed in Les$0", "Lesson 1"],
    ["Rain is discussed in the Sta$0", "Lesson 1"],
  ])("offers a lesson: %s", (sentence, expected) => {
    expect(offered(sentence)).toContain(expected);
  });

  test("offers words for call: in path.yaml", () => {
    const { workspace, files, file, offset } = cursorFixture("-- path.yaml --\ntitle: Water\ncall: $0\nstations: []\n");
    const items = completions(workspace, file, files.get(file)!, offset).items;
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(["Lesson", "Chapter", "Unit", "Module"]));
  });
});
