import { spawn, spawnSync } from "node:child_process";
import { chmodSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CLI, folderWith, stationmaster } from "./support/command-line.ts";
import { WITHOUT_RIGHTS } from "./support/permissions.ts";

const CHECK = ["check", "--format", "json"];

test("pipes, devices, links in a circle and giant files are told of in no time, and never waited for", async () => {
  const folder = folderWith("-- rain.station.md --\n# Rain:\n\nRain falls.\n");
  const at = (name: string) => join(folder, name);
  expect(spawnSync("sh", ["-c", "mkfifo pipe.station.md stationmaster.yaml"], { cwd: folder }).status).toBe(0);
  symlinkSync("/dev/zero", at("zero.station.md"));
  symlinkSync("circle.station.md", at("circle.station.md"));
  symlinkSync(".", at("loop"));
  symlinkSync("/", at("top"));
  writeFileSync(at("giant.station.md"), "");
  truncateSync(at("giant.station.md"), 10_000_000_000); // takes no room on the disk
  const { out, code } = await stationmaster(folder, [...CHECK, "--fix"]);
  expect(code).toBe(2);
  const { files, unreadable } = JSON.parse(out);
  expect(files.map(({ file }: { file: string }) => file)).toEqual(["rain.station.md"]);
  expect(unreadable).toEqual([
    { file: "circle.station.md", reason: "This link leads back to itself." },
    { file: "giant.station.md", reason: "This file is larger than 50 MB." },
    { file: "pipe.station.md", reason: "This is not a regular file." },
    { file: "stationmaster.yaml", reason: "This is not a regular file." },
    { file: "zero.station.md", reason: "This lies outside the workspace, or is a link to there." },
  ]);
  expect(readFileSync(at("rain.station.md"), "utf8")).toBe("# Rain\n\nRain falls.\n");
});

test("a folder that can't be looked into is no empty one", () => {
  const folder = folderWith("-- rain.station.md --\n# Rain\n-- closed/snow.station.md --\n# Snow\n");
  chmodSync(join(folder, "closed"), 0);
  for (const [name, said] of [
    [".", "1 file checked, 1 could not be read"],
    ["closed", "✖ 0 files checked, 1 could not be read"],
  ] as const) {
    const [program, ...args] = [...WITHOUT_RIGHTS, process.execPath, CLI, "check", name];
    const { status, stdout } = spawnSync(program!, args, { cwd: folder, encoding: "utf8", env: { NO_COLOR: "1" } });
    expect(stdout).toContain("closed\n  ✖ not checked  You may not look into this folder.\n");
    expect(stdout).toContain(said);
    expect(status).toBe(2);
  }
  chmodSync(join(folder, "closed"), 0o755);
});

test("files called like options are files, found in a folder or named behind “--”", async () => {
  const folder = folderWith("");
  const names = ["--fix.station.md", "--output=json=x.station.md", "-x.station.md", "@file.station.md"];
  for (const name of names) writeFileSync(join(folder, name), "# Rain:\n");
  for (const named of [[], ["--", ...names], ["--", "./--fix.station.md", ...names.slice(1)]]) {
    const { out } = await stationmaster(folder, [...CHECK, "--no-cache", ...named]);
    expect(JSON.parse(out).files.map(({ file }: { file: string }) => file)).toEqual(names);
  }
  const refused = await stationmaster(folder, ["check", "--since=--output=x"]);
  expect(refused.err).toBe("stationmaster: This folder is in no Git repository.\n");
  for (const name of names) expect(readFileSync(join(folder, name), "utf8")).toBe("# Rain:\n");
});

test("standard input that never ends is read up to a limit, and no name of it leads anywhere", async () => {
  const folder = folderWith("");
  const child = spawn(process.execPath, [CLI, "check", "--stdin", "--fix", "--stdin-filename", "../../x"], {
    cwd: folder,
    stdio: ["pipe", "ignore", "pipe"],
  });
  let err = "";
  child.stderr.on("data", (data) => {
    err += data;
  });
  const more = Buffer.alloc(1_000_000, "# Rain\n");
  const feed = () => {
    while (child.stdin.write(more));
  };
  child.stdin.on("drain", feed).on("error", () => {});
  feed();
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(err).toBe("stationmaster: Standard input is longer than 50 MB.\n");
  expect(code).toBe(2);
});
