import { expect, test } from "vitest";
import { stationOf, type Workspace, withFile } from "../../../server/src/path/workspace.ts";
import { fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

const REGEN = `${ROOT}/regen.station.md`;

function tagOf(workspace: Workspace): string | undefined {
  return stationOf(workspace, REGEN)?.language.tag;
}

test.each([
  ["en", "lang: de", "und"],
  ["en", "lang: 'de-AT'", "und"],
  ["en", "title: language: de", "en"],
  ["de", "language: en_US", "en"],
  ["de", "title: Regen", "und"],
])("on a path in %s, a station with “%s” is read in %s", (language, line, tag) => {
  const fixture = `
    -- path.yaml --
    title: Wasser
    language: ${language}
    call: Lesson
    stations: [regen.station.md]
    -- regen.station.md --
    ---
    ${line}
    ---

    # Regen

    As Lesson 1 says, it rains.
  `;
  const workspace = fixtureWorkspace(parseFixture(fixture));
  expect(tagOf(workspace)).toBe(tag);
  expect(stationOf(workspace, REGEN)?.references.map(({ text }) => text)).toEqual(["Lesson 1"]);
});

test("a station that no longer names a language is read in that of its path", () => {
  const workspace = fixtureWorkspace(
    parseFixture(`
      -- path.yaml --
      stations: [regen.station.md]
      -- regen.station.md --
      ---
      lang: de
      ---

      # Regen
    `),
  );
  expect(tagOf(workspace)).toBe("und");
  const english = withFile(workspace, REGEN, "# Rain\n");
  expect(tagOf(english)).toBe("en");
  expect(tagOf(withFile(english, REGEN, "---\r\nlang: fr\r\n---\r\n\r\n# Pluie\r\n"))).toBe("und");
});
