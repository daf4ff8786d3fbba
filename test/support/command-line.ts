import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
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

/** What a run finds in its environment beside what a test gives. */
function environment(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { NO_COLOR: "1", COLUMNS: "", XDG_CACHE_HOME: caches, XDG_CONFIG_HOME: caches, ...given };
}

/** One run after another: they share the working directory, the environment and standard output of this process. */
let lastRun: Promise<unknown> = Promise.resolve();

/**
 * Runs the command in this process, in a folder. What is about processes themselves (signals, pipes, threads, Node's options)
 * is for `stationmasterProcess`.
 */
export function stationmaster(
  folder: string,
  args: readonly string[],
  input: string | Uint8Array = "",
  env: NodeJS.ProcessEnv = {},
): Promise<Run> {
  const run = lastRun.then(() => runHere(folder, args, input, environment(env)));
  lastRun = run.catch(() => {});
  return run;
}

async function runHere(
  folder: string,
  args: readonly string[],
  input: string | Uint8Array,
  env: NodeJS.ProcessEnv,
): Promise<Run> {
  const { run } = await import("../../server/src/hosts/cli/run.ts");
  const workFolder = process.cwd();
  // Not another object in place of `process.env`: the system's own variables are what tells where home is.
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  const out = captured(process.stdout);
  const err = captured(process.stderr);
  const stdin = Object.getOwnPropertyDescriptor(process, "stdin")!;
  Object.defineProperty(process, "stdin", { ...stdin, get: () => Readable.from([Buffer.from(input)]) });
  setVariables(Object.entries(env));
  process.chdir(folder);
  try {
    return { code: await run(args, pathToFileURL(CLI).href), out: out.text(), err: err.text() };
  } finally {
    process.chdir(workFolder);
    setVariables(before);
    Object.defineProperty(process, "stdin", stdin);
    err.restore();
    out.restore();
  }
}

function setVariables(variables: readonly (readonly [name: string, value: string | undefined])[]): void {
  for (const [name, value] of variables) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** Keeps what is written to a stream, instead of writing it. */
function captured(stream: NodeJS.WriteStream): { text(): string; restore(): void } {
  const { write } = stream;
  const pieces: Buffer[] = [];
  stream.write = (piece: string | Uint8Array, ...more: unknown[]) => {
    pieces.push(Buffer.from(piece as string));
    const done = more.find((each) => typeof each === "function");
    if (done) queueMicrotask(done as () => void);
    return true;
  };
  return {
    text: () => Buffer.concat(pieces).toString(),
    restore: () => {
      stream.write = write;
    },
  };
}

/** Runs the built command in a process of its own, as a user would. */
export function stationmasterProcess(
  folder: string,
  args: readonly string[],
  input: string | Uint8Array = "",
  env: NodeJS.ProcessEnv = {},
  program = CLI,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...process.env, ...environment(env) },
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
