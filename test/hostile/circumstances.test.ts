import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CLI, folderWith, type Run, stationmaster } from "../support/command-line.ts";
import { WITHOUT_RIGHTS } from "../support/permissions.ts";

const RAIN = "-- rain.station.md --\n# Rain:\n\nRain falls.\n";

/** Runs a line of a shell in which `sm` is the command. */
function shell(folder: string, line: string, before: readonly string[] = []): Run {
  const [program, ...args] = [...before, "sh", "-c", `sm() { "$NODE" "$CLI" "$@"; }; ${line}`];
  const { status, stdout, stderr } = spawnSync(program!, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", NODE: process.execPath, CLI, XDG_CACHE_HOME: join(folder, "caches") },
  });
  return { code: status, out: stdout, err: stderr };
}

describe("a check finds the same", () => {
  const found = async (folder: string) => (await stationmaster(folder, ["check", "--format", "json"])).out;

  test.each([
    ["without a home or anything else in the environment", `env -i "$NODE" "$CLI" check --format json`],
    ["with little memory", "NODE_OPTIONS=--max-old-space-size=256 sm check --format json"],
    ["where nobody listens to what goes wrong", "sm check --format json 2>&- <&-"],
    ["where new files are for their owner alone", "umask 077; sm check --format json"],
  ])("%s", async (_, line) => {
    const folder = folderWith(RAIN);
    expect(shell(folder, line)).toEqual({ code: 0, out: await found(folder), err: "" });
  });

  test("in a folder that may only be read, where nothing can be kept", async () => {
    const folder = folderWith(RAIN);
    const expected = await found(folder);
    chmodSync(folder, 0o555);
    expect(shell(folder, "sm check --format json", WITHOUT_RIGHTS)).toEqual({ code: 0, out: expected, err: "" });
    chmodSync(folder, 0o755);
    expect(existsSync(join(folder, "caches"))).toBe(false);
  });
});

describe("what is in the way is one line, and ends with 2:", () => {
  const NOT_MINE = "You may not write this file, or not in this folder.";

  test.each([
    ["init", "path.yaml"],
    ["new Snow", "snow.station.md"],
    ["export html rain.station.md --output pages/rain.html", "pages/rain.html"],
    ["verify --output report.txt", "report.txt"],
    ["check --quiet --output json=report.json", "report.json"],
  ])("%s in a folder that may only be read", (command, name) => {
    const folder = folderWith(RAIN);
    chmodSync(folder, 0o555);
    const { code, err } = shell(folder, `sm ${command}`, WITHOUT_RIGHTS);
    chmodSync(folder, 0o755);
    expect(err.replace("Nothing was changed. ", "")).toBe(`stationmaster: ${name}: ${NOT_MINE}\n`);
    expect(code).toBe(2);
  });

  test("a folder that is gone", () => {
    const folder = folderWith("-- gone/a.txt --\nx\n");
    const { code, err } = shell(folder, "cd gone; rm -r ../gone; sm check");
    expect(err).toBe("stationmaster: The folder where this runs is gone.\n");
    expect(code).toBe(2);
  });

  // A limit on how long files may be does what a full disk does, on every system.
  test("a report that nothing more is taken of", () => {
    const { code, err } = shell(folderWith(RAIN), "trap '' XFSZ; ulimit -f 0; sm check > report");
    expect(err).toBe("stationmaster: Standard output: It could not be written (EFBIG).\n");
    expect(code).toBe(2);
  });

  test("a mistake where even that can't be said", () => {
    expect(shell(folderWith(RAIN), "trap '' XFSZ; ulimit -f 0; sm check nowhere 2> said").code).toBe(2);
  });
});

test("a report into a pipe goes through it, and the pipe stays", () => {
  const folder = folderWith(RAIN);
  // Where a file took the place of the pipe, nobody would ever write to its reader.
  const line = "mkfifo pipe; cat pipe > read & sm check --quiet --output json=pipe; test -p pipe || kill $!; wait";
  expect(shell(folder, line).code).toBe(0);
  expect(statSync(join(folder, "pipe")).isFIFO()).toBe(true);
  expect(JSON.parse(readFileSync(join(folder, "read"), "utf8")).summary.files).toBe(1);
});

test("a report that goes where the system names standard output comes out there", () => {
  const { out } = shell(folderWith(RAIN), "sm check --format json --output json=/dev/stdout | cat");
  const [first, second] = out.trim().split("\n");
  expect(JSON.parse(first!)).toEqual(JSON.parse(second!));
});
