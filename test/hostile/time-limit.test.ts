import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { scan } from "../../server/src/hosts/disk.ts";
import { withinTime } from "../../server/src/hosts/time-limit.ts";
import { folderWith, stationmasterProcess } from "../support/command-line.ts";
import { faultyProgram } from "../support/faulty.ts";
import { LanguageClient } from "../support/language-client.ts";

describe("what is run within a time limit", () => {
  test.each([
    [
      "a loop",
      () => {
        for (;;);
      },
    ],
    [
      "a loop that catches all that is thrown",
      () => {
        for (;;)
          try {
            for (;;);
          } catch {}
      },
    ],
    ["a regular expression", () => /^(a+)+$/.test(`${"a".repeat(40)}b`)],
  ])("is stopped: %s", (_, run) => {
    expect(withinTime<unknown>(50, run)).toBeUndefined();
    expect(withinTime(1000, () => 1)).toEqual({ value: 1 });
  });

  test("gives back what it gives, and throws what it throws", () => {
    expect(withinTime(1000, () => undefined)).toEqual({ value: undefined });
    expect(() =>
      withinTime(1000, () => {
        throw new Error("mine");
      }),
    ).toThrow("mine");
  });

  test("is not to blame for a time in which the machine did something else", () => {
    const asleep = new Int32Array(new SharedArrayBuffer(4));
    expect(withinTime(50, () => Atomics.wait(asleep, 0, 0, 120))).toEqual({ value: "timed-out" });
    expect(withinTime(20, () => Atomics.wait(asleep, 0, 0))).toBeUndefined();
  });

  test("may run something else within a limit: the outer one alone counts", () => {
    const busyFor = (milliseconds: number) => {
      for (const end = performance.now() + milliseconds; performance.now() < end; );
    };
    const inner = () => withinTime(1, () => busyFor(40));
    expect(withinTime(5000, inner)).toEqual({ value: { value: undefined } });
    expect(
      withinTime(20, () => {
        inner();
        for (;;);
      }),
    ).toBeUndefined();
    expect(withinTime(1, () => busyFor(40))).toBeUndefined();
  });
});

/** Stations that make the faulty program hang or run out of memory, and their neighbors. */
const PATH = `
  -- path.yaml --
  title: Water
  stations:
    - vapor.station.md
    - rain.station.md
    - snow.station.md
  -- vapor.station.md --
  # Vapor

  Water water rises.
  -- rain.station.md --
  # Rain

  HANG FOREVER, please.
  -- snow.station.md --
  # Snow

  Snow is a a rain, as Station 2 says.
`;

/** Stations that make the faulty server hang as it reads them, or as it reports a place in them, and one that does not. */
const LIBRARY = `
  -- path.yaml --
  title: Water
  stations: [ice.station.md, snow.station.md]
  -- ice.station.md --
  # Ice

  READ FOREVER, please.
  -- snow.station.md --
  # Snow

  Snow is ice, as Station 1 says.
  -- alone/hail.station.md --
  # Hail
  -- numbered/01-sleet.station.md --
  # Sleet

  READ FOREVER, please.
  -- told/dew.station.md --
  # Dew

  Water, as Station 2 says. TELL FOREVER, please.
`;

/** How many milliseconds a server has for anything here, in place of five seconds. */
const SHORT = 1_000;

let program: string;

beforeAll(async () => {
  program = await faultyProgram("time-limit", [
    {
      file: "server/src/rules/no-repeated-word.ts",
      before: "    for (const passage of station.passages) {",
      code: `
        if (station.text.includes("HANG FOREVER")) for (;;);
        if (station.text.includes("EAT MEMORY")) for (const all = []; ; ) all.push(new Array(1000).fill(all.length));
      `,
    },
    {
      file: "server/src/syntax/read.ts",
      before: "  const form = formOf(text);",
      code: 'if (text.includes("READ FOREVER")) for (;;);',
    },
    {
      file: "server/src/features/hover.ts",
      before: "  const subject = subjectAt(workspace, file, offset);",
      code: `
        const { passages } = stationOf(workspace, file)!;
        if (passages.some(({ prose }) => prose.text.includes("TELL FOREVER"))) for (;;);
      `,
    },
    {
      file: "server/src/features/workspace-symbols.ts",
      before: '  const wanted = query.toLowerCase().replace(/\\s+/g, "");',
      code: 'if (query === "ASK FOREVER") for (;;);',
    },
    {
      file: "server/src/hosts/time-limit.ts",
      before: "  if (shared[KEY]) return { value: run() };",
      code: `if (milliseconds === 5_000) milliseconds = ${SHORT};`,
    },
  ]);
});

describe("a station that takes too long", () => {
  test("costs the command line that file, and nothing else", async () => {
    const folder = folderWith(PATH);
    const run = async (...args: string[]) =>
      stationmasterProcess(
        folder,
        ["check", "--format", "json", "--time-limit", "1", "--no-cache", ...args],
        "",
        {},
        program,
      );
    const { code, out } = await run();
    const { files, unreadable } = JSON.parse(out);
    expect(code).toBe(2);
    expect(unreadable).toEqual([
      { file: "rain.station.md", reason: "Checking this took longer than 1 second, so it was stopped." },
    ]);
    const found = (name: string) =>
      files.find(({ file }: { file: string }) => file === name)?.findings.map(({ rule }: { rule: string }) => rule) ??
      [];
    expect(found("vapor.station.md")).toContain("no-repeated-word");
    expect(found("snow.station.md")).toContain("no-repeated-word");
    expect(found("rain.station.md")).toEqual([]);
  });

  test("is left alone by --fix, and what was found so is not kept", async () => {
    const folder = folderWith(PATH);
    const check = (...args: string[]) =>
      stationmasterProcess(folder, ["check", "--time-limit", "1", ...args], "", {}, program);
    const first = await check();
    expect(first.err + first.out).toContain("took longer than 1 second");
    expect((await check()).out).toBe(first.out);
    const fixed = await check("--fix");
    expect(fixed.code).toBe(2);
    expect(readFileSync(join(folder, "snow.station.md"), "utf8")).toContain("\nSnow is a rain");
    expect(readFileSync(join(folder, "rain.station.md"), "utf8")).toContain("HANG FOREVER");
  });

  test("is left alone by the server until it is edited; the others are answered", async () => {
    const folder = folderWith(PATH);
    const client = await LanguageClient.startProcess(folder, { program });
    const [rain, snow] = ["rain.station.md", "snow.station.md"];
    await client.open(rain);
    await client.open(snow);
    const slow = await client.pull(rain);
    expect(slow.map(({ message }) => message)).toEqual([
      "Checking this took longer than 5 seconds, so it is not checked again until you change it.",
    ]);
    const began = Date.now();
    expect(await client.rules(snow)).toContain("no-repeated-word");
    expect(Date.now() - began).toBeLessThan(SHORT);
    await client.replace(rain, "# Rain\n\nRain rain falls.\n");
    expect(await client.rules(rain)).toContain("no-repeated-word");
  });

  test("costs the server nothing else where it is read for others, nor where it is not even asked about", async () => {
    const client = await LanguageClient.startProcess(folderWith(LIBRARY), { program });
    const left = "Checking this took longer than 5 seconds, so it is not checked again until you change it.";
    const stopped: string[] = [];
    client.connection.onNotification("window/logMessage", ({ message }) => void stopped.push(message));
    const spokenOf = new Set<string>();
    client.connection.onNotification("stationmaster/status", ({ uri }) => void spokenOf.add(uri));
    const hover = (name: string, words: string) =>
      client.at<{ contents: { value: string } } | null>("textDocument/hover", name, words);
    await client.open("path.yaml");
    expect((await hover("snow.station.md", "Station 1"))?.contents.value).toContain("ice");
    await client.open("alone/hail.station.md");
    await client.until(() => client.refreshes > 0 && spokenOf.delete(client.uri("alone/hail.station.md")));
    await client.type("alone/hail.station.md", "Hail", "HAIL; READ FOREVER");
    await client.until(() => spokenOf.has(client.uri("alone/hail.station.md")));
    expect(await client.request("stationmaster/paths", {})).toMatchObject([{ title: "Water" }, { title: "numbered" }]);
    expect(await client.request("stationmaster/stations", { path: client.uri("numbered") })).toMatchObject({
      stations: [{ title: "01-sleet" }],
    });
    const symbols = async (query = "") => {
      const found = await client.request<{ name: string }[]>("workspace/symbol", { query });
      return found.map(({ name }) => name);
    };
    expect(await symbols()).toEqual(["2 Snow", "Dew"]);
    const began = Date.now();
    expect(await symbols()).toEqual(["2 Snow", "Dew"]);
    expect(Date.now() - began).toBeLessThan(SHORT);
    expect(await hover("told/dew.station.md", "Station 2")).toBeNull();
    expect((await hover("snow.station.md", "Station 1"))?.contents.value).toContain("ice");
    await expect(symbols("ASK FOREVER")).rejects.toThrow("This took too long, so it was stopped.");
    expect(await symbols("snow")).toEqual(["2 Snow"]);
    const files = ["ice", "alone/hail", "numbered/01-sleet", "told/dew"];
    expect(stopped.sort()).toEqual(files.map((name) => `${client.folder}/${name}.station.md: ${left}`).sort());
  });
});

test("a process that dies of a station costs that station, and nothing else", async () => {
  const folder = folderWith("");
  const corpus = join(import.meta.dirname, "../../tools/bench/corpus.mjs");
  execFileSync(process.execPath, [corpus, "--out", folder, "--count", "200"]);
  const one = scan(folder).filter((file) => file.endsWith(".station.md"))[20]!;
  appendFileSync(one, "EAT MEMORY\n");
  const args = ["check", "--format", "json", "--no-cache", "--time-limit", "600", "--threads", "2"];
  const env = { NODE_OPTIONS: "--max-old-space-size=256" };
  const { code, out } = await stationmasterProcess(folder, args, "", env, program);
  const { unreadable, files } = JSON.parse(out);
  expect(code).toBe(2);
  expect(unreadable.map(({ file }: { file: string }) => join(folder, file))).toEqual([one]);
  expect(unreadable[0].reason).toContain("perhaps for want of memory");
  expect(files.length).toBeGreaterThan(20);
}, 120_000);
