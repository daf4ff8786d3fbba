// What every command of the project begins with. Needs nothing but Node itself.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Checks Node's version and installs the packages if they are missing or were installed for another lock file. */
export async function setUp() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Stationmaster needs Node 20.19 or later; this is ${process.versions.node}.`);
    process.exit(2);
  }
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  const stamp = join(root, "node_modules/.stationmaster-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  // Not `npm ci`: it refuses a lock file that lacks the optional packages of another platform.
  console.log("Installing packages …");
  const { status } = spawnSync(
    "npm",
    ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      stdio: "inherit",
      shell: process.platform === "win32",
    },
  );
  if (status !== 0) process.exit(status ?? 2);
  writeFileSync(stamp, lock);
}

/** Does some things in their order, at most this many at a time. */
export async function atOnce(number, things, act) {
  const waiting = [...things];
  const work = async () => {
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) await act(thing);
  };
  await Promise.all(Array.from({ length: number }, work));
}

/** Runs a program in the project's folder and keeps what it prints. Gives back its exit code, that, and how long it took. */
export function runKept(program, ...args) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (data) => {
      output += data;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const end = (code) => resolve({ code, output, seconds: (Date.now() - started) / 1000 });
    child.on("error", (error) => {
      output += error;
      end(1);
    });
    child.on("close", (code) => end(code ?? 1));
  });
}

/** Runs a program of Node's in the project's folder, with its output shown, and gives back its exit code. */
export function runNode(...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
    child.on("error", () => resolve(2));
    child.on("close", (code) => resolve(code ?? 1));
  });
}
