import { spawn } from "node:child_process";
import { readdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CLI, folderWith, stationmaster, stationmasterProcess } from "../support/command-line.ts";
import { diskFault } from "../support/disk-fault.ts";

const BEFORE = "# Rain:\n\nRain falls.\n";
const AFTER = "# Rain\n\nRain falls.\n";

/** A folder of stations that can be fixed. */
function stations(count: number): string {
  const folder = folderWith("");
  for (let at = 0; at < count; at++) writeFileSync(join(folder, `${at}.station.md`), BEFORE);
  return folder;
}

/** What stands in a folder: how many files are as before, how many are fixed, and the names of all others. */
function shown(folder: string): { before: number; after: number; others: readonly string[] } {
  let [before, after] = [0, 0];
  const others: string[] = [];
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), "utf8");
    if (!name.endsWith(".station.md")) others.push(name);
    else if (text === BEFORE) before++;
    else if (text === AFTER) after++;
    else others.push(`${name}: ${text}`);
  }
  return { before, after, others };
}

const fix = (folder: string) => stationmaster(folder, ["check", "--fix"]);

/** The same in a process of its own, which may be killed, or write while another one does. */
const fixInProcess = (folder: string, env: NodeJS.ProcessEnv = {}) =>
  stationmasterProcess(folder, ["check", "--fix"], "", env);

describe("--fix that is killed", () => {
  test("at any step of writing leaves each file as it was or as it shall be, and the next run clears up", async () => {
    const left: string[] = [];
    let step = 1;
    for (; ; step++) {
      const folder = stations(1);
      const { code } = await fixInProcess(folder, diskFault({ kill: step }));
      const { before, after, others } = shown(folder);
      expect(before + after).toBe(1);
      left.push(others.length ? "unfinished file" : "nothing");
      if (code !== null) break;
      expect(others.filter((name) => !/^\.stationmaster-\d+-[\da-f]+\.tmp$/.test(name))).toEqual([]);
      await fix(folder);
      expect(shown(folder)).toEqual({ before: 0, after: 1, others: [] });
    }
    // At least opening, writing, flushing, closing, renaming.
    expect(step).toBeGreaterThan(5);
    expect(left).toContain("unfinished file");
    expect(left.at(-1)).toBe("nothing");
  });

  test("by SIGTERM while it writes leaves what the next run clears up, too", async () => {
    const folder = stations(1);
    await fixInProcess(folder, diskFault({ kill: 2, signal: "SIGTERM" }));
    expect(shown(folder)).toEqual({ before: 1, after: 0, others: [expect.stringMatching(/\.tmp$/)] });
    await fix(folder);
    expect(shown(folder)).toEqual({ before: 0, after: 1, others: [] });
  });

  test.each([
    ["SIGKILL", [1, 2, 4, 8, 16, 32, 64]],
    ["SIGINT", [1, 50]],
    ["SIGTERM", [3, 60]],
    ["SIGHUP", [5, 40]],
  ] as const)(
    "by %s at some time leaves each file as it was or as it shall be",
    async (signal, moments) => {
      const ends: (NodeJS.Signals | null)[] = [];
      for (const changes of moments) {
        const folder = stations(40);
        ends.push(await killed(folder, signal, changes));
        const { before, after, others } = shown(folder);
        expect(before + after).toBe(40);
        expect(others.length).toBeLessThan(2);
      }
      expect(ends).toContain(signal);
    },
    60_000,
  );
});

test.each([
  ["SIGINT", [1, 7, 12]],
  ["SIGTERM", [2, 9]],
  ["SIGHUP", [14]],
] as const)(
  "a change of several files is finished where %s asks the program to end meanwhile",
  async (signal, steps) => {
    for (const step of steps) {
      const folder = folderWith(`
      -- path.yaml --
      stations: [a.station.md, b.station.md]
      -- a.station.md --
      # A

      See Station 2.
      -- b.station.md --
      # B

      See Station 1.
    `);
      const run = await stationmasterProcess(folder, ["move", "1", "--to", "2"], "", diskFault({ kill: step, signal }));
      expect([run.code, run.out]).toEqual([0, "Station 1 “A” is Station 2 now. 2 references in 2 stations follow.\n"]);
      const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8").trim());
      expect(texts).toEqual([
        "# A\n\nSee Station 1.",
        "# B\n\nSee Station 2.",
        "stations: [b.station.md, a.station.md]",
      ]);
    }
  },
);

test("a text is flushed before it gets its name, and its folder after that, so that a power cut loses neither", async () => {
  const folder = stations(1);
  const log = join(folderWith(""), "steps.txt");
  await fixInProcess(folder, diskFault({ log }));
  const steps = readFileSync(log, "utf8").split("\n");
  const written = steps.flatMap((step) => {
    const [name, place = ""] = step.split(" ");
    return place.endsWith(folder) ? `${name} folder` : place.endsWith(".tmp") ? `${name} text` : [];
  });
  expect(written).toEqual([
    "openSync text",
    "writeFileSync text",
    "fchmodSync text",
    "fsyncSync text",
    "closeSync text",
    "renameSync text",
    "openSync folder",
    "fsyncSync folder",
    "closeSync folder",
  ]);
});

/** Runs --fix and ends it as soon as this many changes have been seen in the folder. Tells which signal it ended by, if it did. */
function killed(folder: string, signal: NodeJS.Signals, changes: number): Promise<NodeJS.Signals | null> {
  return new Promise((resolve) => {
    let seen = 0;
    const watcher = watch(folder, () => {
      if (++seen >= changes) child.kill(signal);
    });
    const child = spawn(process.execPath, [CLI, "check", "--fix", "--format", "json"], {
      cwd: folder,
      stdio: "ignore",
    });
    child.on("close", (_, by) => {
      watcher.close();
      resolve(by);
    });
  });
}

test("what a process is still writing is not cleared up", async () => {
  const folder = stations(1);
  const mine = `.stationmaster-${process.pid}-0a1b2c.tmp`;
  writeFileSync(join(folder, mine), "half");
  await fixInProcess(folder);
  expect(shown(folder)).toEqual({ before: 0, after: 1, others: [mine] });
});

test("what was left is cleared up where nothing is left to fix, and never by a check that fixes nothing", async () => {
  const folder = stations(1);
  await fixInProcess(folder);
  const gone = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await new Promise((resolve) => gone.on("close", resolve));
  const left = `.stationmaster-${gone.pid}-0a1b2c.tmp`;
  writeFileSync(join(folder, left), "half");
  await stationmaster(folder, ["check"]);
  expect(shown(folder).others).toEqual([left]);
  await fixInProcess(folder);
  expect(shown(folder).others).toEqual([]);
});
