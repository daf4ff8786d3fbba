import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { parseFixture, ROOT } from "./fixture.ts";

export const CLI = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));

/** A folder on disk with the files of a fixture; it is gone when the test has finished. */
export function folderWith(fixture: string): string {
  const folder = mkdtempSync(join(tmpdir(), "stationmaster-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFiles(folder, fixture);
  return folder;
}

/** Writes the files of a fixture into a folder. */
export function writeFiles(folder: string, fixture: string): void {
  for (const [name, text] of fixture.trim() ? parseFixture(fixture) : []) {
    const file = join(folder, name.slice(ROOT.length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** A folder that is prepared once, for several tests that begin alike: each of them asks for a copy of its own. */
export function folderForAll(prepare: (folder: string) => Promise<void>): () => string {
  const folder = mkdtempSync(join(tmpdir(), "stationmaster-test-"));
  beforeAll(() => prepare(folder), 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => {
    const copy = folderWith("");
    cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
    return copy;
  };
}

/** Where caches go that no test asks for. */
const caches = mkdtempSync(join(tmpdir(), "stationmaster-caches-"));
process.once("exit", () => rmSync(caches, { recursive: true, force: true }));

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command in a folder, as a user would. */
export function stationmaster(
  folder: string,
  args: readonly string[],
  input: string | Uint8Array = "",
  env: NodeJS.ProcessEnv = {},
  program = CLI,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: "1", COLUMNS: "", XDG_CACHE_HOME: caches, ...env },
    });
    let out = "";
    let err = "";
    // What arrives may end within a character.
    child.stdout.setEncoding("utf8");
    child.stderr.setEncoding("utf8");
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      err += data;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
