import { expect, test } from "vitest";
import { editsOfFix, fixAllEdits, quickFixes } from "../../../server/src/features/quick-fixes.ts";
import { ledgerFileOf } from "../../../server/src/files/belongings.ts";
import { editsOnly } from "../../../server/src/files/change.ts";
import { lintFile } from "../../../server/src/lint/lint.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
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

test("a lesson in a code block is taken out of it, with what a chat program says around it if that is all", () => {
  const lesson = "# Rain\n\nRain falls on the hills all day, and the wells are full by the evening.";
  const fenced = `\`\`\`markdown\n${lesson}\n\`\`\``;
  const unwrapped = (text: string) => {
    const file = `${ROOT}/rain.station.md`;
    const files = new Map([[file, text]]);
    const findings = lintFile(fixtureWorkspace(files), file, { given: {}, lookUp: fixtureLookUp(files), today: TODAY });
    expect(findings.map(({ rule }) => rule)).not.toContain("title");
    const [fix] = findings.find(({ message }) => message.startsWith("The whole lesson"))!.suggestions!;
    return [fix!.title, applyEdits(text, fix!.edits)];
  };
  const chat = `Certainly! Here is the lesson you asked for:\n\n${fenced}\n\nI hope this helps!\n`;
  expect(unwrapped(chat)).toEqual(["Keep only the lesson", `${lesson}\n`]);
  const mine = `Ann wrote this one last year.\n\n${fenced}\n`;
  expect(unwrapped(mine)).toEqual([
    "Take the lesson out of the code block",
    `Ann wrote this one last year.\n\n${lesson}\n`,
  ]);
});

test("a sentence above a list can end with a colon", () => {
  const file = `${ROOT}/rain.station.md`;
  const after = (text: string) => {
    const files = new Map([[file, text]]);
    const findings = lintFile(fixtureWorkspace(files), file, { given: {}, lookUp: fixtureLookUp(files), today: TODAY });
    const found = findings.find(({ rule }) => rule === "list-lead-in");
    return found?.suggestions?.map(({ edits }) => applyEdits(text, edits));
  };
  expect(after("# Rain\n\nRain has **two forms**.\n\n- drizzle\n- sleet\n")).toEqual([
    "# Rain\n\nRain has **two forms**:\n\n- drizzle\n- sleet\n",
  ]);
  expect(after("# Rain\n\nThere are two forms\n\n- Drizzle\n- Sleet\n")).toEqual([
    "# Rain\n\nThere are two forms:\n\n- Drizzle\n- Sleet\n",
  ]);
  expect(after("# Rain\n\nHow wet it is!\n\n- Drizzle\n- Sleet\n")).toEqual([]);
});
