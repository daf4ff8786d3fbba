import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { RULE_IDS } from "../../server/src/rules/rule-ids.generated.ts";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { git } from "../support/git.ts";
import { expectValid } from "../support/schema-validator.ts";

const samples = fileURLToPath(new URL("../../samples", import.meta.url));
const run = async (folder: string, ...args: string[]) => JSON.parse((await stationmaster(folder, args)).out);

/** Paths that are whole, neglected, broken, planned, without sources, and in another language. */
const PATHS = readdirSync(samples, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map(({ name }) => name);

const LIST = `RetractionNature,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDate,RetractionDOI
Retraction,10.1000/rain,0,4/15/2021 0:00,10.1000/notice
Correction,10.1000/rain,0,never,
`;

const RAIN = `
  -- path.yaml --
  title: Rain
  tier: premium
  audience: { readingGrade: 6 }
  stations: [rain.station.md, snow.station.md, { planned: Hail }]
  -- sources.yaml --
  - { id: noah, title: On Rain, DOI: 10.1000/rain, URL: "https://example.org/rain", retracted: true }
  - { id: shem, title: On Snow }
  -- sources/noah.txt --
  It is false that some 40 liters fell in a day.
  -- rain.ledger.jsonl --
  {"format":1,"splitter":1}
  {"h":"c6b8f20675a3206c","text":"Some 40 liters fell in a day.","role":"fact","cites":[{"key":"noah","loc":"p. 4","verdict":"supports","evidence":{"exact":"some 40 liters fell in a day","prefix":"","suffix":"","snapshot":"sha256:0"}}],"by":"Ann","method":"human","at":"2026-01-01"}
  {"h":"0a1eab87c470885c","text":"This is gone.","role":"fact","by":"Ann"}
  -- rain.station.md --
  # Rain

  Some 40 liters fell in a day. The the rest ran off [@ham]. It is not [a link](none.md).
`;

describe("what is printed as JSON is what its published schema says", () => {
  test.each(PATHS)("of the sample %s", async (path) => {
    expectValid("check-report", await run(samples, "check", path, "--no-cache", "--hints", "--format", "json"));
    expectValid("stats-report", await run(samples, "stats", path, "--format", "json"));
    expectValid("sources-report", await run(samples, "sources", path, "--format", "json"));
    expectValid("verify-report", await run(samples, "verify", path, "--format", "json"));
    const { out } = await stationmaster(samples, ["verify", path, "--todo"]);
    for (const line of out.split("\n").filter(Boolean)) expectValid("verify-todo", JSON.parse(line));
  });

  test("with findings that can be fixed, what can't be read, and a list of retractions", async () => {
    const folder = folderWith(RAIN);
    writeFileSync(join(folder, "list.csv"), LIST);
    writeFileSync(join(folder, "bad.station.md"), Uint8Array.of(0xff));
    const report = await run(folder, "check", "--no-cache", "--format", "json");
    expectValid("check-report", report);
    expect([report.unreadable.length, report.summary.fixable]).toEqual([1, 1]);
    const lines = (await stationmaster(folder, ["check", "--no-cache", "--format", "ndjson"])).out.trim().split("\n");
    for (const line of lines) expectValid("check-line", JSON.parse(line));
    expect(lines.length).toBeGreaterThan(3);
    for (const command of ["sources", "verify"]) {
      const listed = await run(folder, command, "--retractions", "list.csv", "--format", "json");
      expectValid(`${command}-report`, listed);
      expect(listed.paths[0].sources[0].notices.length, command).toBe(2);
    }
    expectValid("stats-report", await run(folder, "stats", "--format", "json"));
  });

  test("of what has changed", async () => {
    const folder = folderWith(RAIN);
    git(folder, "init", "-q");
    git(folder, "add", ".");
    git(folder, "commit", "-qm", "first");
    writeFileSync(
      join(folder, "rain.station.md"),
      "# Rain and Hail\n\nSome 41 liters fell in a day.\n\nKey term: Drop — a bit of water.\n\nAs Station 9 shows, it rained.\n",
    );
    writeFileSync(join(folder, "snow.station.md"), "# Snow\n\nSnow falls after rain (Station 1).\n");
    const report = await run(folder, "diff", "--format", "json");
    expectValid("diff-report", report);
    const [{ stations, terms, references, coverage }] = report.paths;
    expect([stations.length, terms.length, references.length > 0, coverage !== undefined]).toEqual([2, 1, true, true]);
  });

  test("of all rules, and of each", async () => {
    expectValid("rule-list", await run(samples, "rules", "--format", "json"));
    for (const id of RULE_IDS) expectValid("rule", await run(samples, "explain", id, "--format", "json"));
  });

  test("of lines of ledgers, and of what is recorded", async () => {
    const folder = join(samples, "constitution");
    for (const name of readdirSync(folder).filter((each) => each.endsWith(".ledger.jsonl"))) {
      const [, ...lines] = readFileSync(join(folder, name), "utf8").trim().split("\n");
      for (const line of lines) expectValid("ledger-line", JSON.parse(line));
    }
    const record = { h: "c6b8f20675a3206c", role: "fact", key: "noah", exact: "it rained 40 liters", loc: "p. 4" };
    expectValid("verify-record", { ...record, by: "gpt-x", method: "model" });
  });
});

test("every schema that is published is that of something here", () => {
  const here = readFileSync(import.meta.filename, "utf8");
  const names = readdirSync(join(samples, "../schemas")).map((name) => name.replace(/\.schema\.json$/, ""));
  const settings = ["path", "stationmaster"];
  const used = (name: string) => here.includes(`"${name}"`) || ["sources-report", "verify-report"].includes(name);
  expect(names.filter((name) => !settings.includes(name) && !used(name))).toEqual([]);
});
