import { expect, test } from "vitest";
import { editsOfFix, fixAllEdits, quickFixes } from "../../../server/src/features/quick-fixes.ts";
import { ledgerFileOf } from "../../../server/src/files/belongings.ts";
import { editsOnly } from "../../../server/src/files/change.ts";
import { lintFile } from "../../../server/src/lint/lint.ts";
import { afterChange, fixtureLookUp, fixtureWorkspace, ROOT, station } from "../../support/fixture.ts";
import { fullLedger, TODAY } from "../../support/ledger.ts";

test("a safe fix, and all of them, take the ledger along", () => {
  const file = `${ROOT}/rain.station.md`;
  const text = "# Rain\n\nSome 40 liters fall on the the hills each day. They go to to the sea.\n";
  const files = new Map([
    [`${ROOT}/path.yaml`, "stations: [rain.station.md]\n"],
    [file, text],
    [ledgerFileOf(file), fullLedger(station(text))],
  ]);
  const workspace = fixtureWorkspace(files);
  const options = { given: {}, lookUp: fixtureLookUp(files), today: TODAY };
  const textsOf = (edits: ReturnType<typeof fixAllEdits>) =>
    afterChange(files, editsOnly(edits))
      .get(ledgerFileOf(file))!
      .split("\n")
      .slice(1, 3)
      .map((line) => JSON.parse(line).text);
  const findings = lintFile(workspace, file, options).filter(({ fix }) => fix);
  const [first] = quickFixes(findings, { start: text.indexOf("the the"), end: text.indexOf("the the") + 7 });
  expect(textsOf(editsOfFix(workspace, file, first!))).toEqual([
    "Some 40 liters fall on the hills each day.",
    "They go to to the sea.",
  ]);
  expect(textsOf(fixAllEdits(workspace, file, text, options))).toEqual([
    "Some 40 liters fall on the hills each day.",
    "They go to the sea.",
  ]);
});
