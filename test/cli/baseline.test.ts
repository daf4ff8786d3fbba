import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";

const RAIN = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md, snow.station.md]
  -- rain.station.md --
  # Rain

  It rains on hills, as Station 9 shows. It runs.
  -- snow.station.md --
  # Snow

  It snows, as Station 8 shows.
`;
const ONLY = ["check", "--preset", "draft", "--format", "ndjson", "--baseline"];

/** Runs a check with a baseline: what is found, what is told, the exit code. */
async function run(folder: string, mode: string, ...more: string[]) {
  const { out, err, code } = await stationmaster(folder, [...ONLY, mode, ...more]);
  const found = out
    .split("\n")
    .flatMap((line) => (line.includes('"rule"') ? [JSON.parse(line).message.slice(0, 9)] : []));
  return { found, err, code };
}

function edit(folder: string, name: string, from: string, to: string): void {
  const text = readFileSync(join(folder, name), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(folder, name), text.replace(from, to));
}

const FILE = "stationmaster-baseline.json";

describe("stationmaster check --baseline", () => {
  test("writes what is found, a line a finding, and leaves it out from then on", async () => {
    const folder = folderWith(RAIN);
    expect(await run(folder, "write")).toEqual({
      found: [],
      err: `stationmaster: wrote 2 findings into ${FILE}.\n`,
      code: 0,
    });
    expect(readFileSync(join(folder, FILE), "utf8")).toMatch(
      /^\{\n {2}"version": 1,\n {2}"findings": \{\n {4}"rain\.station\.md": \{\n {6}"[0-9a-f]{16}": "station-exists"\n {4}\},\n {4}"snow/,
    );
    expect(await run(folder, "use")).toEqual({ found: [], err: "", code: 0 });
  });

  test("knows findings while text is written elsewhere, and not when their sentence changes", async () => {
    const folder = folderWith(RAIN);
    await run(folder, "write");
    edit(folder, "rain.station.md", "# Rain\n", "# Rain\n\nA new paragraph.\n\nAnother one.\n");
    edit(folder, "snow.station.md", "It snows, as", "It snows  on fields, and as");
    const { found, code, err } = await run(folder, "use");
    expect([found, code]).toEqual([["Station 8"], 1]);
    expect(err).toBe(`stationmaster: 1 finding of ${FILE} is no longer found. “--baseline prune” takes them out.\n`);
  });

  test("forgets what is gone, and nothing of files that were not checked", async () => {
    const folder = folderWith(RAIN);
    await run(folder, "write");
    edit(folder, "rain.station.md", ", as Station 9 shows", "");
    expect(await run(folder, "prune", "snow.station.md")).toEqual({ found: [], err: "", code: 0 });
    expect((await run(folder, "prune")).err).toBe(
      `stationmaster: 1 finding of ${FILE} is no longer found, and no longer in it.\n`,
    );
    const { findings } = JSON.parse(readFileSync(join(folder, FILE), "utf8"));
    expect(Object.keys(findings)).toEqual(["snow.station.md"]);
  });

  test("tells two findings of one sentence apart", async () => {
    const folder = folderWith(RAIN);
    await run(folder, "write");
    edit(
      folder,
      "snow.station.md",
      "It snows, as Station 8 shows.",
      "It snows, as Station 8 shows.\n\nIt snows, as Station 8 shows.",
    );
    expect((await run(folder, "use")).found).toEqual(["Station 8"]);
  });

  test("can be kept elsewhere", async () => {
    const folder = folderWith(RAIN);
    await run(folder, "write", "--baseline-file", "ci/known.json");
    expect(existsSync(join(folder, FILE))).toBe(false);
    expect((await run(folder, "use", "--baseline-file", "ci/known.json")).code).toBe(0);
  });

  test.each([
    ["use", undefined, `There is no ${FILE} here. “--baseline write” writes one.`],
    ["use", "{", `${FILE}: It is not JSON`],
    ["use", "[]", `${FILE}: It is not a version 1 baseline.`],
    ["use", '{"version":1,"findings":{"a":[]}}', `${FILE}: The entry for “a” is not a list of findings.`],
    ["us", undefined, "There is no baseline mode “us”. Did you mean “use”?"],
  ])("says what is wrong: %s %s", async (mode, text, message) => {
    const folder = folderWith(RAIN);
    if (text !== undefined) writeFileSync(join(folder, FILE), text);
    const { err, code } = await run(folder, mode);
    expect(err).toContain(`stationmaster: ${message}`);
    expect(code).toBe(2);
  });
});

test("--fail-on says from which severity on a check fails", async () => {
  const folder = folderWith("-- rain.station.md --\n# Rain\n\nIt  rains.  It runs .\n");
  const code = async (...args: string[]) => (await stationmaster(folder, ["check", ...args])).code;
  expect(await code()).toBe(0);
  expect(await code("--fail-on", "information")).toBe(1);
  const wrong = folderWith(RAIN);
  expect((await stationmaster(wrong, ["check", "--fail-on", "never"])).code).toBe(0);
  expect((await stationmaster(wrong, ["check"])).code).toBe(1);
  expect((await stationmaster(wrong, ["check", "--fail-on", "eror"])).err).toBe(
    "stationmaster: There is no severity “eror”. Did you mean “error”?\n",
  );
});
