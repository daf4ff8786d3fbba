import { describe, expect, test } from "vitest";
import { hardReading } from "../../../server/src/path/reading-level.ts";
import { fixtureWorkspace, ROOT } from "../../support/fixture.ts";

const HARD =
  "Governments along an international river usually establish a permanent commission, because separate administrations rarely have reliable information about agricultural consumption.";

function level(text: string, grade: number | undefined, more = "") {
  const workspace = fixtureWorkspace(
    new Map([
      [
        `${ROOT}/path.yaml`,
        `title: Water\n${grade === undefined ? "" : `audience: { readingGrade: ${grade} }\n`}${more}stations: [a.station.md]\n`,
      ],
      [`${ROOT}/a.station.md`, `# Rivers\n\n${text}\n`],
    ]),
  );
  const [path] = workspace.paths.values();
  return hardReading(path!, path!.stops[0]!.station!);
}

describe("a station is too hard", () => {
  const text = `${Array.from({ length: 8 }, () => HARD).join(" ")} It rains.`;

  test("where both formulas are two grades above its path, with its hardest sentences", () => {
    const hard = level(text, 11)!;
    expect(hard.goal).toBe(11);
    expect(hard.hardest.map(({ sentence }) => sentence.text)).toEqual([HARD, HARD, HARD]);
  });

  test("never on a path that names no grade, one as high, or in another language", () => {
    expect(level(text, undefined)).toBeUndefined();
    expect(level(text, 25)).toBeUndefined();
    expect(level(text, 5, "language: de\n")).toBeUndefined();
  });

  test("not for a few words, nor for long sentences of short words, nor for long words in short sentences", () => {
    expect(level(HARD, 8)).toBeUndefined();
    const long =
      "It rains on the hill and on the mill and in the wood and on the road and by the sea and on us all the day and night. ";
    expect(level(long.repeat(8), 8)).toBeUndefined();
    expect(level("Governments cooperate. Agreements matter. ".repeat(30), 18)).toBeUndefined();
  });

  test("not for names and key terms, which every reader has to learn", () => {
    const names =
      "In Azerbaijan, Kazakhstan and Turkmenistan it rains on the hills; Mesopotamia and Constantinople get less of it. ";
    expect(level(names.repeat(8), 8)).toBeUndefined();
    const term = "**Key term:** Evapotranspiration — water that goes back up.\n\n";
    const use =
      "When the day is hot, evapotranspiration is high, and evapotranspiration goes on till the evapotranspiration of all is done. ";
    expect(level(term + use.repeat(8), 9)).toBeUndefined();
    expect(level(use.repeat(8), 9)).toBeDefined();
  });
});
