import { execFileSync } from "node:child_process";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "./support/command-line.ts";
import { npm, pack } from "./support/packed.ts";

const root = join(import.meta.dirname, "..");

test("the package installs elsewhere without scripts, and its command runs, threads too", () => {
  const folder = folderWith("");
  npm(folder, "install", "--prefer-offline", "--no-audit", "--no-fund", "--prefix", folder, pack(folder));
  const bin = readdirSync(join(folder, "node_modules/.bin")).filter((name) => name.startsWith("stationmaster"));
  expect(bin[0]).toBe("stationmaster");
  const run = (...args: string[]) =>
    execFileSync(join(folder, "node_modules/.bin/stationmaster"), args, {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 100_000_000,
    });
  cpSync(join(root, "samples/constitution"), join(folder, "constitution"), { recursive: true });
  expect(run("check", "constitution")).toMatch(/nothing to mend\.\n$/);
  expect(run("check", "constitution", "--threads", "2")).toMatch(/nothing to mend\.\n$/);
  execFileSync(process.execPath, [
    join(root, "tools/bench/corpus.mjs"),
    "--out",
    join(folder, "made"),
    "--count",
    "250",
  ]);
  expect(run("check", "made", "--fail-on", "never", "--threads", "2")).toContain("files checked");
  expect(run("verify", "constitution")).toContain("55 of 55 facts verified");
}, 120_000);
