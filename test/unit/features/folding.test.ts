import { expect, test } from "vitest";
import { folds } from "../../../server/src/features/folding.ts";
import { slice } from "../../../server/src/text/range.ts";
import { fixtureWorkspace, LONE_FILE, parseFixture, ROOT } from "../../support/fixture.ts";

/** For each fold its kind, its first and its last line. */
function folded(fixture: string, file = LONE_FILE): readonly string[] {
  const files = parseFixture(fixture);
  return folds(fixtureWorkspace(files), file).map(({ kind, range }) => {
    const lines = slice(files.get(file)!, range).split(/\r\n|\n/);
    return `${kind}: ${lines[0]} … ${lines.at(-1)}`;
  });
}

test("sections fold with the deeper ones in them, and so does all that has several lines", () => {
  expect(
    folded(`
      ---
      requires: []
      ---

      # Rain

      It rains.

      ## Where

      It falls:

      - on hills
      - in woods

      ### Why

      | a | b |
      |---|---|
      | c | d |

      <!--
        a comment
      -->

      ## When

      Now.
    `),
  ).toEqual([
    "part: --- … ---",
    "section: ## Where … -->",
    "part: - on hills … - in woods",
    "section: ### Why … -->",
    "part: | a | b | … | c | d |",
    "comment: <!-- … -->",
    "section: ## When … Now.",
  ]);
});

test("what has one line does not fold", () => expect(folded("# Rain\n\n## Where\n\n## When\n")).toEqual([]));

test("the paste form folds as well", () => {
  const text =
    "-- a.station.txt --\nRain\n\nIt rains on us.\n\nWhere It Falls\n\nIt falls on hills.\n\n- on high\n- on low\n";
  expect(folded(text, `${ROOT}/a.station.txt`)).toEqual([
    "section: Where It Falls … - on low",
    "part: - on high … - on low",
  ]);
});
