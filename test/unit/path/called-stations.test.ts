import { describe, expect, test } from "vitest";
import {
  insertStation,
  mergeStations,
  moveStation,
  type PathChange,
  removeStation,
  splitStation,
} from "../../../server/src/path/path-changes.ts";
import { isRefusal, type Refusal } from "../../../server/src/path/refusal.ts";
import { stationOf } from "../../../server/src/path/workspace.ts";
import { afterChange, fixtureWorkspace, ROOT } from "../../support/fixture.ts";

const REST = Array.from({ length: 8 }, (_, at) => `  - planned: Topic ${at + 2}\n`).join("");

/** What the first lesson says once the path has changed. */
function changed(
  text: string,
  change: (at: ReturnType<typeof pathOf>) => PathChange | Refusal,
  call = "Lesson",
): string {
  const { files, ...at } = pathOf(text, call);
  const made = change({ files, ...at });
  if (isRefusal(made)) return made.refused;
  return afterChange(files, made.change).get(`${ROOT}/first.station.md`)!.slice("# Topic 1\n\n".length, -1);
}

function pathOf(text: string, call: string) {
  const files = new Map([
    [`${ROOT}/path.yaml`, `call: ${call}\nstations:\n  - first.station.md\n${REST}`],
    [`${ROOT}/first.station.md`, `# Topic 1\n\n${text}\n`],
  ]);
  const workspace = fixtureWorkspace(files);
  const [path] = workspace.paths.values();
  return { files, workspace, path: path!, stop: (number: number) => path!.stopsAt(number)[0]! };
}

describe("a lesson's number follows it", () => {
  test.each([
    ["See Lesson 3 and lesson 4.", "See Lesson 7 and lesson 3."],
    ["See Lessons 3 and 4.", "See Lessons 3 and 7."],
    ["See lessons 3-5 and Station 7.", "See lessons 3, 4 and 7 and Station 6."],
    ["See Lesson 3/4, as Lesson Three says.", "See Lesson 7/3, as Lesson Seven says."],
    ["See the lesson after next.", "See Lesson 7."],
    ["We turn to it two lessons from now.", "We turn to it in Lesson 7."],
    ["Two lessons from now we turn to it.", "In Lesson 7 we turn to it."],
    ["It is left from two lessons from now.", "It is left from Lesson 7."],
    ["See Chapter 3.", "See Chapter 3."],
  ])("when it moves: %s", (text, expected) => {
    expect(changed(text, ({ workspace, path, stop }) => moveStation(workspace, path, stop(3), 7))).toBe(expected);
  });

  test("when one is inserted before it, or is removed", () => {
    const text = "See Lesson 3 and Lessons 5 to 7.";
    expect(changed(text, ({ workspace, path }) => insertStation(workspace, path, 3, "New", true))).toBe(
      "See Lesson 4 and Lessons 6 to 8.",
    );
    expect(changed(text, ({ workspace, path, stop }) => removeStation(workspace, path, stop(3), false))).toBe(
      "See “Topic 3” and Lessons 4 to 6.",
    );
  });

  test("in a language of which nothing else is known", () => {
    const german = (text: string) =>
      changed(text, ({ workspace, path, stop }) => moveStation(workspace, path, stop(3), 7), "Lektion\nlanguage: de");
    expect(german("Siehe Lektion 3.")).toBe("Siehe Lektion 7.");
    expect(german("Siehe Lektionen 3 und 5.")).toBe("Siehe Lektionen 7 und 4.");
  });
});

test("lessons that become one, or two, keep their references", () => {
  const files = new Map([
    [`${ROOT}/path.yaml`, "call: Lesson\nstations: [a.station.md, b.station.md, c.station.md]\n"],
    [`${ROOT}/a.station.md`, "# A\n\nSee Lesson 3.\n\n## One\n\nText.\n\n## Two\n\nMore text, as Lesson 2 says.\n"],
    [`${ROOT}/b.station.md`, "# B\n\nText.\n"],
    [`${ROOT}/c.station.md`, "# C\n\nSee Lesson 1 and Lesson 2, or the last two lessons.\n"],
  ]);
  const workspace = fixtureWorkspace(files);
  const [path] = workspace.paths.values();
  const [a, b] = path!.stops;
  const [merged, split] = [
    mergeStations(workspace, path!, a!, b!),
    splitStation(workspace, path!, a!, a!.station!.text.indexOf("## Two")),
  ];
  if (isRefusal(merged) || isRefusal(split)) throw new Error("refused");
  const [mergedFiles, splitFiles] = [afterChange(files, merged.change), afterChange(files, split.change)];
  expect(mergedFiles.get(`${ROOT}/a.station.md`)).toContain("See Lesson 2.");
  expect(mergedFiles.get(`${ROOT}/c.station.md`)).toContain("See Lesson 1 and Lesson 1, or Lesson 1.");
  expect(splitFiles.get(`${ROOT}/a.station.md`)).toContain("See Lesson 4.");
  expect(splitFiles.get(`${ROOT}/c.station.md`)).toContain("See Lesson 1 and Lesson 3, or Lessons 1 and 3.");
});

test("a station that two paths call by different words may use either", () => {
  const workspace = fixtureWorkspace(
    new Map([
      [`${ROOT}/a/path.yaml`, "call: Lesson\nstations: [x.station.md, y.station.md]\n"],
      [`${ROOT}/a/x.station.md`, "# X\n\nSee Lesson 2, Unit 1, Chapter 1.\n"],
      [`${ROOT}/a/y.station.md`, "# Y\n\nSee Lesson 1 and Unit 1.\n"],
      [`${ROOT}/b/path.yaml`, "call: [Unit]\nstations: [../a/x.station.md]\n"],
    ]),
  );
  const said = (file: string) => stationOf(workspace, `${ROOT}/a/${file}`)!.references.map(({ text }) => text);
  expect(said("x.station.md")).toEqual(["Lesson 2", "Unit 1"]);
  expect(said("y.station.md")).toEqual(["Lesson 1"]);
});
