import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { independentGroups } from "../../server/src/hosts/cli/groups.ts";
import { checkingOptions } from "../../server/src/hosts/cli/process-options.ts";
import { fileAt, scan } from "../../server/src/hosts/disk.ts";
import { folderWith, stationmaster } from "../support/command-line.ts";

const samples = fileAt(join(import.meta.dirname, "../../samples"));

describe("what is found does not depend on", () => {
  test("how many processes look for it, or in which order files are named", async () => {
    const folder = folderWith("");
    const corpus = join(import.meta.dirname, "../../tools/bench/corpus.mjs");
    execFileSync(process.execPath, [corpus, "--out", join(folder, "made"), "--count", "30", "--per-path", "10"]);
    const always = ["check", "--hints", "--no-cache", "--format", "sarif"];
    const run = async (...args: string[]) => (await stationmaster(folder, [...always, ...args])).out;
    const one = await run("made", samples, "--threads", "1");
    expect(JSON.parse(one).runs[0].results.length).toBeGreaterThan(200);
    expect(await run("made", samples, "--threads", "2")).toBe(one);
    expect(await run(samples, "made", "--threads", "3")).toBe(one);
    expect(await run(samples, "made")).toBe(one);
  });

  test("whether files are checked together or path by path", async () => {
    const run = async (...names: string[]) => {
      const { out } = await stationmaster(samples, ["check", "--hints", "--format", "json", ...names]);
      return JSON.parse(out).files as { file: string }[];
    };
    const folders = ["broken", "broken-numbers", "constitution", "constitution-drift", "water-cycle"];
    const apart: { file: string }[] = [];
    for (const folder of folders) apart.push(...(await run(folder)));
    expect(await run(...folders)).toEqual(apart.sort((a, b) => (a.file < b.file ? -1 : 1)));
  });
});

test("paths that share files, or lie below each other, are checked together", () => {
  const folder = fileAt(
    folderWith(`
      -- a/path.yaml --
      stations: [one.station.md, ../shared/two.station.md]
      -- a/one.station.md --
      # One
      -- shared/two.station.md --
      # Two
      -- b/path.yaml --
      stations: [../shared/two.station.md]
      sources: ../list/sources.yaml
      -- c/path.yaml --
      stations: [three.station.md]
      sources: ../list/sources.yaml
      -- c/three.station.md --
      # Three
      -- list/sources.yaml --
      []
      -- d/path.yaml --
      stations: []
      -- d/below/path.yaml --
      stations: []
      -- e/1-alone.station.md --
      # Alone
    `),
  );
  const names = independentGroups(scan(folder)).map((group) => group.map((file) => file.slice(folder.length + 1)));
  expect(names).toEqual([
    [
      "a/one.station.md",
      "a/path.yaml",
      "b/path.yaml",
      "c/path.yaml",
      "c/three.station.md",
      "list/sources.yaml",
      "shared/two.station.md",
    ],
    ["d/below/path.yaml", "d/path.yaml"],
    ["e/1-alone.station.md"],
  ]);
});

test.each(["0", "many", "-1"])("--threads takes a number: %s", async (threads) => {
  const { err, code } = await stationmaster(samples, ["check", "--threads", threads]);
  expect([err, code]).toEqual([
    `stationmaster: --threads expects a whole number of at least 1; got “${threads}”.\n`,
    2,
  ]);
});

test("this version of Node starts with the options of a process that checks", () => {
  expect(execFileSync(process.execPath, [...checkingOptions(), "--print", "1 + 1"], { encoding: "utf8" })).toBe("2\n");
});
