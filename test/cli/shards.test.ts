import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { partsOf } from "../../server/src/hosts/cli/shards.ts";
import { CLI, folderForAll, folderWith, type Run, stationmaster } from "../support/command-line.ts";
import { commit, git } from "../support/git.ts";

const root = join(import.meta.dirname, "../..");
const turboProgram = join(dirname(createRequire(import.meta.url).resolve("turbo/package.json")), "bin/turbo");

/** A library of several paths, in which some stations have a defect. */
function library(count: number, folder = folderWith("")): string {
  const args = ["--out", join(folder, "lib"), "--count", String(count), "--per-path", "10", "--defects", "0.5"];
  execFileSync(process.execPath, [join(root, "tools/bench/corpus.mjs"), ...args]);
  return folder;
}

const run = (folder: string, ...args: string[]) => stationmaster(folder, args);

/** Checks a library in parts. */
async function parts(folder: string, of: number, ...options: string[]): Promise<readonly string[]> {
  const names = Array.from({ length: of }, (_, at) => `part-${at + 1}.json`);
  for (const [at, name] of names.entries()) {
    const shard = ["--shard", `${at + 1}/${of}`, "--output", `shard=${name}`];
    await run(folder, "check", "lib", "--no-cache", ...shard, ...options);
  }
  return names;
}

describe("parts of a check, merged, are the check", () => {
  const outputs = ["json", "sarif", "gitlab", "junit", "markdown"];
  const into = (name: string) => outputs.flatMap((format) => ["--output", `${format}=${name}.${format}`]);
  let whole: Run;
  const checked = folderForAll(async (folder) => {
    whole = await run(library(40, folder), "check", "lib", ...into("whole"));
  });

  test.each([1, 3, 7])(
    "in %i parts, in any order, in every format",
    async (of) => {
      const folder = checked();
      expect(whole.out).toMatch(/\n4\d files checked/);
      expect(whole.code).toBe(1);
      const names = await parts(folder, of);
      expect(await run(folder, "merge", ...[...names].reverse(), ...into("merged"))).toEqual(whole);
      for (const format of outputs) {
        const read = (name: string) => readFileSync(join(folder, `${name}.${format}`), "utf8");
        expect(read("merged")).toBe(read("whole"));
      }
    },
    60_000,
  );

  test("with gates, a baseline and hints", async () => {
    const folder = library(40);
    const names = await parts(folder, 2, "--hints");
    expect((await run(folder, "merge", ...names, "--fail-on", "never")).code).toBe(0);
    expect((await run(folder, "merge", ...names, "--fail-on", "never", "--max-warnings", "0")).code).toBe(1);
    await run(folder, "check", "lib", "--hints", "--baseline", "write", "--baseline-file", "whole.json");
    await run(folder, "merge", ...names, "--baseline", "write", "--baseline-file", "merged.txt");
    expect(readFileSync(join(folder, "merged.txt"), "utf8")).toBe(readFileSync(join(folder, "whole.json"), "utf8"));
  }, 60_000);
});

describe("parts that are not the parts of one check are refused:", () => {
  const inThreeParts = folderForAll(async (folder) => void (await parts(library(30, folder), 3)));
  const refused: readonly [string, string, (folder: string, names: readonly string[]) => Promise<readonly string[]>][] =
    [
      ["one is missing", "Part 2 of 3 is missing.", async (_, [one = "", , three = ""]) => [one, three]],
      [
        "one stands twice",
        "Part 1 of 3 is in both part-1.json and part-1.json.",
        async (_, [one = "", two = "", three = ""]) => [one, two, one, three],
      ],
      [
        "of another number",
        "part-1.json is one of 3 parts, and other.json one of 2.",
        async (folder, [one = ""]) => {
          await run(folder, "check", "lib", "--shard", "2/2", "--output", "shard=other.json");
          return [one, "other.json"];
        },
      ],
      [
        "of other options",
        "part-1.json and other.json were checked with different options, or by different versions.",
        async (folder, [one = "", two = ""]) => {
          await run(folder, "check", "lib", "--shard", "3/3", "--preset", "strict", "--output", "shard=other.json");
          return [one, "other.json", two];
        },
      ],
      [
        "changed by hand",
        "part-2.json: It was changed since it was written. Please run this part again.",
        async (folder, names) => {
          const file = join(folder, "part-2.json");
          writeFileSync(file, readFileSync(file, "utf8").replace('"severity":"error"', '"severity":"hint"'));
          return names;
        },
      ],
      [
        "no part at all",
        "other.json: It is not a part of a check that this version can read.",
        async (folder, names) => {
          writeFileSync(join(folder, "other.json"), "{}");
          return [...names, "other.json"];
        },
      ],
    ];
  test.each(refused)(
    "%s",
    async (_, message, arrange) => {
      const folder = inThreeParts();
      const names = await arrange(folder, ["part-1.json", "part-2.json", "part-3.json"]);
      expect(await run(folder, "merge", ...names)).toEqual({ code: 2, out: "", err: `stationmaster: ${message}\n` });
    },
    60_000,
  );

  test("of files that are others by now", async () => {
    const folder = library(30);
    const names = await parts(folder, 2);
    const { files } = JSON.parse((await run(folder, "check", "lib", "--format", "json")).out) as {
      files: { file: string; findings: unknown[] }[];
    };
    const { file } = files.find(({ findings }) => findings.length > 0)!;
    appendFileSync(join(folder, file), "\n");
    expect((await run(folder, "merge", ...names)).err).toBe(
      `stationmaster: ${file} is not what was checked. Please run all parts on the same files.\n`,
    );
  }, 60_000);

  test.each(["0/2", "3/2", "1", "1/0", "-1/2", "one/two"])("--shard %s", async (shard) => {
    const { err, code } = await run(folderWith(""), "check", "--shard", shard);
    const message = `--shard expects a part and the number of parts, such as 2/4; got “${shard}”.`;
    expect([err, code]).toEqual([`stationmaster: ${message}\n`, 2]);
  });
});

test("parts are of one size, and a path more or less leaves nearly all others where they are", () => {
  const groups = Array.from({ length: 400 }, (_, path) =>
    Array.from({ length: 5 + (path % 30) }, (_, at) => `/lib/path-${path}/${at}.station.md`),
  );
  const parts = partsOf(groups, 8, "/lib");
  const loads = Array.from({ length: 8 }, (_, part) =>
    groups.reduce((sum, group, at) => sum + (parts[at] === part + 1 ? group.length : 0), 0),
  );
  const fair = loads.reduce((a, b) => a + b) / 8;
  expect(Math.max(...loads)).toBeLessThanOrEqual(Math.ceil(fair * 1.25));
  expect(Math.min(...loads)).toBeGreaterThan(fair * 0.5);
  const without = partsOf(groups.slice(1), 8, "/lib");
  const moved = without.filter((part, at) => part !== parts[at + 1]).length;
  expect(moved).toBeLessThan(40);
  // A path that is larger than a fair share is a part of its own.
  const [large, ...small] = [Array.from({ length: 900 }, (_, at) => `/lib/large/${at}`), ...groups.slice(0, 20)];
  const uneven = partsOf([large!, ...small], 4, "/lib");
  expect(new Set(uneven)).toEqual(new Set([1, 2, 3, 4]));
});

test("a task runner spreads the parts, keeps them, and merges them into the whole", async () => {
  const folder = library(20);
  const command = `"${process.execPath}" "${CLI}"`;
  const part = (at: number) => `${command} check lib --shard ${at}/2 --output shard=parts/${at}.json --fail-on never`;
  const scripts = {
    "check-1": part(1),
    "check-2": part(2),
    report: `${command} merge parts/1.json parts/2.json --output sarif=parts/report.sarif --fail-on never`,
  };
  const check = { inputs: ["lib/**"] };
  const tasks = {
    "check-1": { ...check, outputs: ["parts/1.json"] },
    "check-2": { ...check, outputs: ["parts/2.json"] },
    report: { ...check, dependsOn: ["check-1", "check-2"], outputs: ["parts/report.sarif"] },
  };
  const write = (name: string, value: object) => writeFileSync(join(folder, name), JSON.stringify(value));
  write("package.json", { name: "library", private: true, packageManager: "npm@11.0.0", scripts });
  write("turbo.json", { tasks });
  writeFileSync(join(folder, ".gitignore"), ".turbo\nparts\n");
  git(folder, "init", "--quiet");
  commit(folder);
  await run(folder, "check", "lib", "--output", "sarif=whole.sarif");
  const whole = readFileSync(join(folder, "whole.sarif"), "utf8");
  const turbo = () => {
    rmSync(join(folder, "parts"), { recursive: true, force: true });
    const log = execFileSync(turboProgram, ["run", "report"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", CI: "1", FORCE_COLOR: "0" },
    });
    expect(readFileSync(join(folder, "parts/report.sarif"), "utf8")).toBe(whole);
    return /Cached:\s*(\d) cached, (\d) total/.exec(log)?.slice(1).map(Number);
  };
  expect(turbo()).toEqual([0, 3]);
  expect(turbo()).toEqual([3, 3]);
}, 120_000);
