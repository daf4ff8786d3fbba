import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { CLI, folderWith, stationmaster } from "../support/command-line.ts";

const WATER = `
  -- path.yaml --
  title: Water
  stations:
    - rain.station.md
    - rivers.station.md
  -- rain.station.md --
  # Rain

  Rivers are discussed in Station 2.
  -- rivers.station.md --
  # Rivers

  Rivers run.
`;

/** Starts a check that watches, as a user would; what it has printed can be waited for. */
function watching(folder: string, args: readonly string[] = []) {
  const child = spawn(process.execPath, [CLI, "check", "--watch", "--preset", "draft", ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", COLUMNS: "" },
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let text = "";
  let heard = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (data: string) => {
      text += data;
      heard();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  void ended.then(() => heard());
  return {
    child,
    ended,
    /** What is printed up to the next time that the command waits, or ends. */
    async next(): Promise<string> {
      const WAITS = "Waiting for changes. Ctrl-C ends this.\n";
      for (;;) {
        const at = text.indexOf(WAITS);
        if (at >= 0) {
          const said = text.slice(0, at);
          text = text.slice(at + WAITS.length);
          return said;
        }
        if (child.exitCode !== null) return `${text}(ended)`;
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
    },
  };
}

const IN_ORDER = "✔ 3 files checked: no problems found.\n";

describe("check --watch", () => {
  test("checks again when a station, its path or the settings change", async () => {
    const folder = folderWith(WATER);
    const { next } = watching(folder);
    expect(await next()).toBe(IN_ORDER);
    writeFileSync(join(folder, "rain.station.md"), "# Rain\n\nSeas are discussed in Station 12.\n");
    expect(await next()).toContain("Station 12 does not exist");
    writeFileSync(join(folder, "stationmaster.yaml"), "rules: { station-exists: off }\n");
    expect(await next()).toContain("4 files checked: no problems found");
    rmSync(join(folder, "stationmaster.yaml"));
    expect(await next()).toContain("Station 12 does not exist");
    writeFileSync(join(folder, "path.yaml"), "title: Water\nstations: [rivers.station.md]\n");
    expect(await next()).not.toContain("Station 12 does not exist");
  });

  test("sees files that a path lists, whatever they are called, also those that it lists later", async () => {
    const folder = folderWith(WATER);
    writeFileSync(join(folder, "wells.md"), "# Wells\n");
    const { next } = watching(folder);
    expect(await next()).toBe(IN_ORDER);
    writeFileSync(
      join(folder, "path.yaml"),
      "title: Water\nstations: [rain.station.md, rivers.station.md, wells.md]\n",
    );
    expect(await next()).toContain("4 files checked: no problems found");
    writeFileSync(join(folder, "wells.md"), "# Wells\n\nSeas are discussed in Station 12.\n");
    expect(await next()).toContain("Station 12 does not exist");
  });

  test("sees what is ignored, and when that changes", async () => {
    const folder = folderWith(WATER);
    mkdirSync(join(folder, "drafts"));
    writeFileSync(join(folder, "drafts/seas.station.md"), "# Seas\n");
    const { next } = watching(folder);
    expect(await next()).toContain("4 files checked");
    writeFileSync(join(folder, ".gitignore"), "drafts/\n");
    expect(await next()).toBe(IN_ORDER);
    rmSync(join(folder, ".gitignore"));
    expect(await next()).toContain("4 files checked");
    writeFileSync(join(folder, "drafts/more.station.md"), "# More\n");
    expect(await next()).toContain("5 files checked");
  });

  test("takes a burst of changes for one, and prints nothing that clears a screen", async () => {
    const folder = folderWith(WATER);
    const { next } = watching(folder);
    await next();
    for (let at = 1; at <= 30; at++) writeFileSync(join(folder, `more-${at}.station.md`), "# More\n");
    expect(await next()).toContain("\n33 files checked");
    rmSync(join(folder, "more-1.station.md"));
    expect(await next()).toContain("\n32 files checked");
  });

  test("passes over what is no part of a path", async () => {
    const folder = folderWith(WATER);
    for (const each of ["node_modules/a", ".git", "notes"]) mkdirSync(join(folder, each), { recursive: true });
    const { next } = watching(folder);
    await next();
    for (const each of ["node_modules/a/b.station.md", ".git/c.station.md", "notes/plan.txt"])
      writeFileSync(join(folder, each), "# B\n");
    await setTimeout(500); // longer than a burst: what must not happen can only be waited for
    writeFileSync(join(folder, "notes/new.station.md"), "# New\n");
    expect(await next()).toMatch(/^✔ 4 files checked/);
    writeFileSync(join(folder, "notes/new.station.md"), "# New\n\nSee Station 12.\n");
    expect(await next()).toMatch(/4 files checked/);
  });

  test("sees what a named file depends on elsewhere", async () => {
    const folder = folderWith(`
      -- a/path.yaml --
      title: Water
      stations: [rain.station.md, ../b/rivers.station.md]
      -- a/rain.station.md --
      # Rain

      Rivers are discussed in Station 2.
      -- b/rivers.station.md --
      # Rivers
    `);
    const { next } = watching(folder, ["a/rain.station.md"]);
    expect(await next()).toContain("1 file checked");
    writeFileSync(
      join(folder, "b/rivers.station.md"),
      "# Rivers\n\nKey term: Rain — water that falls from the clouds.\n",
    );
    expect(await next()).toContain("1 file checked");
    writeFileSync(join(folder, "a/path.yaml"), "title: Water\nstations: [rain.station.md]\n");
    expect(await next()).toContain("Station 2 does not exist");
  });

  test("waits for a folder that is deleted, and goes on when it is back", async () => {
    const folder = folderWith("-- water/a.station.md --\n# A\n\nText.\n");
    const { next, child, ended } = watching(folder, ["water"]);
    expect(await next()).toMatch(/^✔ 1 file checked/);
    rmSync(join(folder, "water"), { recursive: true });
    expect(await next()).toBe("stationmaster: There is no file or folder “water” here.\n");
    mkdirSync(join(folder, "water"));
    writeFileSync(join(folder, "water/b.station.md"), "# B\n\n## Practices\n");
    expect(await next()).toMatch(/1 file checked/);
    writeFileSync(join(folder, "water/c.station.md"), "# C\n\n## Practices\n");
    expect(await next()).toMatch(/2 files checked/);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
  });

  test("says nothing of an error when the folder that it works in is deleted", async () => {
    const folder = folderWith(WATER);
    const { next, child, ended } = watching(folder);
    await next();
    rmSync(folder, { recursive: true });
    expect(await next()).toMatch(/^stationmaster: There is no file or folder “\.” here\.\n$/);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
  });

  test.each([
    [["--stdin"], "--watch can't be used with --stdin."],
    [["--staged"], "--watch can't be used with --staged."],
    [["--baseline", "write"], "--watch can't be used with “--baseline write”."],
    [["nowhere"], "There is no file or folder “nowhere” here."],
    [["--rule", "hook=loud"], "There is no severity “loud”. Known: error, warning, information, hint, off."],
  ])("ends at once where the call is wrong: %j", async (args, message) => {
    const { code, err } = await stationmaster(folderWith(WATER), ["check", "--watch", ...args]);
    expect(err).toBe(`stationmaster: ${message}\n`);
    expect(code).toBe(2);
  });
});
