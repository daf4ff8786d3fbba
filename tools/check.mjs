// The fast loop: types of every configuration, Biome, knip, generated files, unit tests. Stops at nothing, sums up at the end.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setUp } from "./setup.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
await setUp();

const configurations = [
  ".",
  "server/src/protocol",
  "server/src/hosts",
  "server/src/hosts/worker",
  "server/src/hosts/wasm",
  "client",
  "client/preview",
  "test",
  "tools",
];
const types = configurations.map((folder) => ({ name: `types of ${folder}`, command: ["tsc", "-p", folder] }));
const steps = [
  { name: "generated files", command: ["node", "tools/generate.mjs", "--check"] },
  { name: "style (Biome)", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "unused code (knip)", command: ["knip"] },
  ...types,
  { name: "unit tests", command: ["vitest", "run", "--reporter=dot"] },
];

/** Runs one step and keeps what it prints, to be shown only if it fails. */
function run({ name, command: [program, ...args] }) {
  const started = Date.now();
  const [file, given] = program === "node" ? [process.execPath, args] : ["npx", ["--no-install", program, ...args]];
  return new Promise((resolve) => {
    const child = spawn(file, given, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (data) => {
      output += data;
    });
    child.stderr.on("data", (data) => {
      output += data;
    });
    child.on("error", (error) => resolve({ name, code: 1, output: String(error), seconds: 0 }));
    child.on("close", (code) => resolve({ name, code, output, seconds: (Date.now() - started) / 1000 }));
  });
}

// Two at a time: most of the steps use more than one processor themselves.
const waiting = [...steps];
const failed = [];
async function work() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const { name, code, output, seconds } = await run(step);
    console.log(`${code === 0 ? "✔" : "✖"} ${name} (${seconds.toFixed(1)} s)`);
    if (code !== 0) {
      failed.push(name);
      console.log(output.replace(/^npm warn.*\n/gm, "").trim());
    }
  }
}
await Promise.all([work(), work()]);
if (failed.length) {
  console.error(`\n${failed.length} of ${steps.length} steps failed: ${failed.join(", ")}.`);
  process.exit(1);
}
