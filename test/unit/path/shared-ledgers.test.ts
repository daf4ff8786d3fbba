import { describe, expect, test } from "vitest";
import { removeOrphans } from "../../../server/src/ledger/ledger-edits.ts";
import { ledgerSentences } from "../../../server/src/ledger/ledger-sentences.ts";
import { sentenceHash } from "../../../server/src/ledger/sentence-hash.ts";
import { splitStation } from "../../../server/src/path/path-changes.ts";
import { isRefusal } from "../../../server/src/path/refusal.ts";
import { statusOf } from "../../../server/src/path/verification.ts";
import { afterChange, fixtureWorkspace, ROOT } from "../../support/fixture.ts";

const line = (text: string) =>
  JSON.stringify({ h: sentenceHash(text), text, role: "fact", by: "Ann", method: "human", at: "2026-01-01" });
const [RAIN, SNOW, GONE] = [
  "Some 40 liters fell in a day.",
  "The snow was two meters deep.",
  "Nobody saw the hail fall.",
];

/** Two stations with one ledger, whose names end in what is given. */
function files(first: string, second: string, known: readonly string[] = [RAIN, SNOW, GONE]) {
  return new Map([
    [`${ROOT}/path.yaml`, `stations: [a${first}, a${second}]\n`],
    [`${ROOT}/a${first}`, `# Rain\n\nIt rains.\n\n## Much\n\n${RAIN}\n`],
    [`${ROOT}/a${second}`, `# Snow\n\n${SNOW.replace("two", "three")} ${SNOW}\n`],
    [`${ROOT}/a.ledger.jsonl`, `{"format":1,"splitter":1}\n${known.map(line).join("\n")}\n`],
  ]);
}

describe("stations that share a ledger", () => {
  test.each([
    [".station.md", ".station.txt"],
    [".station.md", ".md"],
    [".station.txt", ".md"],
  ])("leave each other's lines alone: a%s and a%s", (first, second) => {
    const workspace = fixtureWorkspace(files(first, second));
    const [path] = workspace.paths.values();
    for (const [number, kept] of [
      [1, RAIN],
      [2, SNOW],
    ] as const) {
      const stop = path!.stopsAt(number)[0]!;
      const { sentences, orphans } = statusOf(path!, stop, { today: "2026-01-02" });
      expect(sentences.flatMap((each) => each.line?.entry.text ?? [])).toEqual([kept]);
      expect(orphans.map(({ entry }) => entry.text)).toEqual([GONE]);
      const at = { ledger: stop.ledger!.ledger, sentences: ledgerSentences(stop.station!) };
      expect(removeOrphans(at)).toBe(`{"format":1,"splitter":1}\n${line(RAIN)}\n${line(SNOW)}\n`);
    }
  });

  test("leave a line to the station whose sentence has changed", () => {
    const workspace = fixtureWorkspace(files(".station.md", ".station.txt", [RAIN.replace("40", "41"), SNOW]));
    const [path] = workspace.paths.values();
    const orphans = path!.stops.map((stop) => statusOf(path!, stop, { today: "2026-01-02" }).orphans.length);
    expect(orphans).toEqual([0, 0]);
  });

  test("keep the other's lines when one is split", () => {
    const all = files(".station.md", ".station.txt", [SNOW, RAIN, SNOW.replace("two", "three")]);
    const workspace = fixtureWorkspace(all);
    const [path] = workspace.paths.values();
    const made = splitStation(workspace, path!, path!.stopsAt(1)[0]!, 0);
    if (isRefusal(made)) throw new Error(made.refused);
    const after = afterChange(all, made.change);
    expect(after.get(`${ROOT}/a.ledger.jsonl`)).toContain(SNOW);
    expect(after.get(`${ROOT}/a.ledger.jsonl`)).toContain("three meters");
    expect(after.get(`${ROOT}/much.ledger.jsonl`)).toBe(`{"format":1,"splitter":1}\n${line(RAIN)}\n`);
  });
});
