import { describe, expect, test } from "vitest";
import { type Looked, verifySentences } from "../../../server/src/ledger/ledger-edits.ts";
import { readLedger } from "../../../server/src/ledger/ledger-file.ts";
import { sentencesAndRows } from "../../../server/src/ledger/ledger-sentences.ts";
import { lintFile } from "../../../server/src/lint/lint.ts";
import { openSentences } from "../../../server/src/path/open-sentences.ts";
import { moveStation } from "../../../server/src/path/path-changes.ts";
import { isRefusal } from "../../../server/src/path/refusal.ts";
import { leaningOn, pathCoverage, statusOf, verifiableIn } from "../../../server/src/path/verification.ts";
import { provenOn, verificationReport } from "../../../server/src/path/verification-report.ts";
import { coverageText } from "../../../server/src/path/verification-words.ts";
import { afterChange, fixtureWorkspace, ROOT, station } from "../../support/fixture.ts";
import { TODAY } from "../../support/ledger.ts";

const MONTHS = `# Rain

Here is rain by month.

| Month | Liters | Notes <!-- opinion --> | Source   |
| ----- | ------ | ---------------------- | -------- |
| May   | **40** | Wet                    | [@noah]  |
| June  | 10     |                        | [@noah]  |
|       |        | Dry                    |          |

Every fact is cited and per-sentence verified.
`;

type Texts = Readonly<Record<string, string>>;

const FILES: Texts = {
  "path.yaml":
    "tier: premium\nstations: [rain.station.md, { planned: Snow }]\nrules:\n  sentence-verified: { tables: true }\n",
  "sources.yaml": "- { id: noah, title: On Rain }\n",
  "sources/noah.txt": "In May it rained 40 liters. In June it rained 10 liters. Here is rain by month.",
  "rain.station.md": MONTHS,
};

const STATION = `${ROOT}/rain.station.md`;

function pathOf(files: Texts) {
  const workspace = fixtureWorkspace(new Map(Object.entries(files).map(([file, text]) => [`${ROOT}/${file}`, text])));
  const path = workspace.paths.get(`${ROOT}/path.yaml`)!;
  return { workspace, path, stop: path.stopOf(STATION)! };
}

/** The ledger in which Ann has verified all rows; the sentence above is a signpost. */
function verified(files: Texts): string {
  const { path, stop } = pathOf(files);
  const sentences = sentencesAndRows(stop.station!);
  const who = { by: "Ann", method: "human", at: "2026-11-20" };
  const looked = sentences.map((sentence): Looked => {
    if (!sentence.row) return { sentence, who, role: "signpost" };
    const exact = sentence.text.includes("May") ? "In May it rained 40 liters." : "In June it rained 10 liters.";
    const evidence = { exact, prefix: "", suffix: "", snapshot: undefined, rest: [] };
    return { sentence, who, role: "fact", cite: { key: "noah", loc: "p. 4", verdict: "supports", evidence, rest: [] } };
  });
  return verifySentences({ ledger: readLedger(""), sentences, leaningOf: leaningOn(path, stop) }, looked)!;
}

const DONE: Texts = { ...FILES, "rain.ledger.jsonl": verified(FILES) };

/** The states of what is asked of a station, and what all of them are together. */
function told(changed: Texts = {}, before = DONE) {
  const { path, stop } = pathOf({ ...before, ...changed });
  const { sentences } = statusOf(path, stop, { today: TODAY });
  const states = sentences.map(({ sentence, state, reason }) =>
    [sentence.text, state, ...(reason ? [reason.kind] : [])].join(", "),
  );
  return { states, coverage: coverageText(pathCoverage(path, { today: TODAY })) };
}

const rain = (from: string, to: string) => told({ "rain.station.md": MONTHS.replace(from, to) }).states.slice(1);

test("a row says what its cells say, each after the head of its column, without citations", () => {
  const texts = (text: string) => sentencesAndRows(station(text)).flatMap(({ row, text: said }) => (row ? said : []));
  expect(texts(MONTHS)).toEqual(["Month: May | Liters: 40", "Month: June | Liters: 10"]);
  expect(texts("# Rain\n\n|  | Liters [@noah] |\n| - | - |\n| May | 40, says @noah |\n")).toEqual([
    "May | Liters: 40, says",
  ]);
  expect(texts("Rain\n\n| Month | Liters |\n| May | 40 |\n")).toEqual(["Month: May | Liters: 40"]);
});

describe("rows are verified like sentences", () => {
  test("if the path asks for it", () => {
    expect(told()).toEqual({
      states: ["Here is rain by month., fresh", "Month: May | Liters: 40, fresh", "Month: June | Liters: 10, fresh"],
      coverage: "2 of 2 facts verified",
    });
    expect(told({ "rain.ledger.jsonl": "" }).states.slice(1)).toEqual([
      "Month: May | Liters: 40, missing, lacks",
      "Month: June | Liters: 10, missing, lacks",
    ]);
  });

  test("and not otherwise, where lines about rows stay as they are", () => {
    const plain = { "path.yaml": "tier: premium\nstations: [rain.station.md]\n" };
    expect(told(plain)).toEqual({ states: ["Here is rain by month., fresh"], coverage: "No facts to verify" });
  });

  test("each by itself, with the heads of its columns", () => {
    expect(rain("40", "41")).toEqual(["Month: May | Liters: 41, stale, meaning", "Month: June | Liters: 10, fresh"]);
    expect(rain("Liters", "Gallons").every((each) => each.includes("stale"))).toBe(true);
    expect(rain("Wet", "Dry")).toEqual(rain("", ""));
    expect(rain("**40**", "40")).toEqual(rain("", ""));
  });

  test.each([
    ["in the row", MONTHS, "fresh"],
    ["in the head of a column", MONTHS.replaceAll("[@noah]", "").replace("Source ", "[@noah]"), "fresh"],
    ["in the paragraph above", MONTHS.replaceAll("[@noah]", "").replace("by month.", "by month [@noah]."), "fresh"],
    [
      "in a line below that names sources",
      MONTHS.replaceAll("[@noah]", "").replace("\n\nEvery", "\n\nSource: [@noah]\n\nEvery"),
      "fresh",
    ],
    ["nowhere", MONTHS.replaceAll("[@noah]", ""), "missing, uncited"],
  ])("with a source that is cited %s", (_, text, state) => {
    const { states } = told({ "rain.station.md": text });
    expect(states.find((each) => each.includes("May"))).toBe(`Month: May | Liters: 40, ${state}`);
  });

  test("so that a promise counts them, and is kept by them", () => {
    const promises = (files: Texts) => {
      const { workspace } = pathOf(files);
      const options = { given: {}, lookUp: () => "found" as const, today: TODAY };
      return lintFile(workspace, STATION, options)
        .filter(({ rule }) => rule === "provenance-claim")
        .map(({ message }) => message);
    };
    expect(promises(DONE)).toEqual([]);
    expect(promises({ ...DONE, "rain.station.md": MONTHS.replace("40", "41") })[0]).toContain(
      "1 of 2 facts is verified",
    );
  });

  test("and listed where sentences are", () => {
    const { path } = pathOf(FILES);
    expect(openSentences([path], TODAY).map(({ status, keys }) => [status.sentence.text, ...keys])).toEqual([
      ["Here is rain by month."],
      ["Month: May | Liters: 40", "noah"],
      ["Month: June | Liters: 10", "noah"],
    ]);
  });

  test("as the report says", () => {
    const proven = (files: Texts) => provenOn([verificationReport(pathOf(files).path, TODAY)]);
    expect(proven(DONE)).not.toContain("table cells");
    expect(proven({ ...DONE, "path.yaml": "stations: [rain.station.md]\n" })).toContain("table cells");
  });

  test("and stay so when the product gives a station another number in a cell", () => {
    const text = MONTHS.replace("June ", "June, as Station 2 says ");
    const files = { ...FILES, "rain.station.md": text };
    const done: Texts = { ...files, "rain.ledger.jsonl": verified(files) };
    const { workspace, path, stop } = pathOf(done);
    const made = moveStation(workspace, path, stop, 2);
    if (isRefusal(made)) throw new Error(made.refused);
    const after = afterChange(
      new Map(Object.entries(done).map(([file, each]) => [`${ROOT}/${file}`, each])),
      made.change,
    );
    const now = Object.fromEntries([...after].map(([file, each]) => [file.slice(ROOT.length + 1), each]));
    expect(now["rain.station.md"]).toContain("as Station 1 says");
    expect(told({}, now).coverage).toBe("2 of 2 facts verified");
  });
});

test("what is verified one by one has its place in one list", () => {
  const { path, stop } = pathOf(DONE);
  expect(verifiableIn(path, stop).map(({ index }) => index)).toEqual([0, 1, 2]);
  expect(sentencesAndRows(station("# Rain\n\nIt rains.\n")).map(({ index }) => index)).toEqual([0]);
});
