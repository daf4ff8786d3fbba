import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
      /^\{\n {2}"version": 1,\n {2}"findings": \{\n {4}"rain\.station\.md": \{\n {6}"[0-9a-f]{16}": "station-exists [0-9a-f]{8}"\n {4}\},\n {4}"snow/,
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

  /** A path with findings of several rules and severities. */
  const folder = () =>
    folderWith(`
      -- path.yaml --
      title: Water
      stations: [rain.station.md, snow.station.md]
      -- rain.station.md --
      # Rain

      It rains on the the hills. It rains, as Station 9 shows. IT RAINS on [this](gone.md) roof.
      -- snow.station.md --
      # Snow

      It snows, as Station 8 shows.
    `);
  const known = (at: string) =>
    Object.values(JSON.parse(readFileSync(join(at, FILE), "utf8")).findings).flatMap((file) => Object.entries(file!));

  test.each([
    { mode: "prune", err: `1 finding of ${FILE} is no longer found, and no longer in it.` },
    { mode: "write", err: `wrote 1 finding into ${FILE}.` },
  ])("forgets a file that is gone once its folder is looked at: $mode", async ({ mode, err }) => {
    const folder = folderWith(`${RAIN}  -- ice/a.station.md --\n  # Ice\n\n  Some.\n`);
    await run(folder, "write");
    rmSync(join(folder, "rain.station.md"));
    edit(folder, "path.yaml", "rain.station.md, ", "");
    const names = () => Object.keys(JSON.parse(readFileSync(join(folder, FILE), "utf8")).findings);
    for (const looked of [["ice"], ["snow.station.md"], ["--shard", "1/2"]]) {
      await run(folder, mode, ...looked);
      expect(names()).toEqual(["rain.station.md", "snow.station.md"]);
    }
    expect((await run(folder, "use")).err).toContain("1 finding of");
    expect((await run(folder, mode)).err).toBe(`stationmaster: ${err}\n`);
    expect(names()).toEqual(["snow.station.md"]);
  });

  test("forgets nothing of a file whose rule is off, and that has another name now", async () => {
    const at = folder();
    const strict = ["check", "--preset", "strict", "--hints", "--baseline"];
    await stationmaster(at, [...strict, "write"]);
    const before = known(at);
    renameSync(join(at, "rain.station.md"), join(at, "hail.station.md"));
    edit(at, "path.yaml", "rain.station.md", "hail.station.md");
    await stationmaster(at, ["check", "--quiet", "--baseline", "prune"]);
    expect(known(at).sort()).toEqual([...before].sort());
    expect((await stationmaster(at, [...strict, "use"])).code).toBe(0);
  });

  test("forgets nothing where it is kept outside of where the work is done", async () => {
    const folder = folderWith(RAIN.replaceAll("-- ", "-- path/"));
    await run(folder, "write");
    const before = readFileSync(join(folder, FILE), "utf8");
    await run(join(folder, "path"), "prune", "--baseline-file", `../${FILE}`);
    expect(readFileSync(join(folder, FILE), "utf8")).toBe(before);
  });

  test("goes with stations that are moved, merged and split", async () => {
    const folder = folderWith(`
  -- 01-rain.station.md --
  # Rain

  It rains, and the the hills are wet.

  ## More

  It runs over the the roads.
  -- 02-snow.station.md --
  # Snow

  It snows on the the hills.
`);
    const none = { found: [], err: "", code: 0 };
    await run(folder, "write", "--rule", "no-repeated-word=error");
    const use = () => run(folder, "use", "--rule", "no-repeated-word=error");
    for (const args of [
      ["move", "1", "--to", "2"],
      ["split", "2", "--at", "More"],
      ["merge", "1", "3"],
    ]) {
      const { err, code } = await stationmaster(folder, args);
      expect([args, code, err]).toEqual([args, 0, ""]);
      expect([args, await use()]).toEqual([args, none]);
    }
    const { err } = await run(folder, "prune", "--rule", "no-repeated-word=error");
    expect(err).toBe(`stationmaster: 3 findings of ${FILE} went to other files with their text.\n`);
    expect(await use()).toEqual(none);
  });

  test.each([
    ["--quiet"],
    ["--preset", "draft"],
    ["--rule", "no-repeated-word=off", "--rule", "station-exists=off"],
    ["rain.station.md"],
    ["--since", "HEAD"],
    ["--staged"],
    ["--shard", "1/2"],
    [],
  ])("forgets nothing that a check did not look at: %s %s %s %s", async (...options) => {
    for (const mode of ["write", "prune"]) {
      const at = folder();
      for (const args of ["init -q", "add .", "-c user.name=a -c user.email=a@b.invalid commit -qm a"])
        execFileSync("git", args.split(" "), { cwd: at });
      await stationmaster(at, ["check", "--preset", "strict", "--hints", "--baseline", "write"]);
      const before = known(at);
      expect(before.length).toBeGreaterThan(4);
      const { err } = await stationmaster(at, ["check", ...options, "--baseline", mode]);
      expect(known(at), err).toEqual(before);
      expect((await stationmaster(at, ["check", ...options, "--baseline", "use"])).err).toBe("");
      edit(at, "rain.station.md", "the the hills", "the hills");
      await stationmaster(at, ["check", "--quiet", "rain.station.md", "--baseline", mode]);
      expect(known(at)).toEqual(before.filter(([, rule]) => !String(rule).startsWith("no-repeated-word")));
    }
  });

  test.each([
    ["is not UTF-8", Uint8Array.of(0xff, 0xfe)],
    ["is too long to be read", `# Rain\n\n${"It rains and rains. ".repeat(20_000)}`],
  ])("keeps what is known of a file that %s", async (_, text) => {
    const at = folder();
    await stationmaster(at, ["check", "--baseline", "write"]);
    const before = known(at);
    writeFileSync(join(at, "rain.station.md"), text);
    await stationmaster(at, ["check", "--baseline", "prune"]);
    expect(known(at)).toEqual(before);
  });

  test("reports another reason for a sentence whose first reason is known", async () => {
    const at = folderWith("-- rain.station.md --\n# Rain\n\nSee [the hills](hills.station.md#peak) in the north.\n");
    const links = async (mode: string) =>
      (await stationmaster(at, ["check", "--rule", "link-target=error", "--quiet", "--baseline", mode])).code;
    expect(await links("write")).toBe(0);
    writeFileSync(join(at, "hills.station.md"), "# Hills\n");
    expect(await links("use")).toBe(1);
  });

  test("does not take a count or a quoted word for another reason", async () => {
    const at = folder();
    await run(at, "write");
    edit(at, "path.yaml", "title: Water", "title: Rivers");
    edit(at, "path.yaml", "snow.station.md]", "snow.station.md, planned: Ice]");
    expect(await run(at, "use")).toEqual({ found: [], err: "", code: 0 });
  });

  test("reads a baseline of an earlier version, in which any reason is known", async () => {
    const at = folder();
    await run(at, "write");
    const file = join(at, FILE);
    writeFileSync(file, readFileSync(file, "utf8").replace(/ [0-9a-f]{8}"/g, '"'));
    expect(await run(at, "use")).toEqual({ found: [], err: "", code: 0 });
  });

  test("knows the second of two findings in a sentence when the first is gone", async () => {
    const at = folderWith("-- rain.station.md --\n# Rain\n\nThe the rain fell over the the hills.\n");
    const twice = ["check", "--rule", "no-repeated-word=error", "--quiet", "--baseline"];
    await stationmaster(at, [...twice, "write"]);
    const file = join(at, FILE);
    const baseline = readFileSync(file, "utf8");
    writeFileSync(file, baseline.replace(/\n {6}"[0-9a-f]{16}": "[^"]*",/, ""));
    const { err, out } = await stationmaster(at, [...twice, "use"]);
    expect([err, out.match(/no-repeated-word/g)?.length]).toEqual(["", 1]);
  });

  test("writes over a broken baseline only with --force", async () => {
    const at = folder();
    writeFileSync(join(at, FILE), '{ "version": 1, "findings": { <<<<<<< }}');
    expect((await run(at, "write")).err).toContain(`stationmaster: ${FILE}: It is not JSON`);
    expect((await run(at, "write", "--force")).err).toBe(`stationmaster: wrote 3 findings into ${FILE}.\n`);
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
  const folder = folderWith("-- rain.station.md --\n# Rain\n\nIt rains. \n");
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
