// The everyday loop: types of every configuration, Biome, knip, generated files, tests of units, the command line and the server.
// Stops at nothing, sums up at the end.
import { atOnce, runKept, setUp } from "./setup.mjs";

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
  {
    name: "tests of units, the command line and the server",
    command: ["vitest", "run", "--project", "unit", "--project", "programs", "--reporter=dot"],
  },
];

// Two at a time: most of the steps use more than one processor themselves.
const failed = [];
await atOnce(2, steps, async ({ name, command: [program, ...args] }) => {
  const [file, given] = program === "node" ? [process.execPath, args] : ["npx", ["--no-install", program, ...args]];
  const { code, output, seconds } = await runKept(file, ...given);
  console.log(`${code === 0 ? "✔" : "✖"} ${name} (${seconds.toFixed(1)} s)`);
  if (code !== 0) {
    failed.push(name);
    console.log(output.replace(/^npm warn.*\n/gm, "").trim());
  }
});
if (failed.length) {
  console.error(`\n${failed.length} of ${steps.length} steps failed: ${failed.join(", ")}.`);
  process.exit(1);
}
