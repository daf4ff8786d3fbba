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
// What was found in a file is kept, and looked at again where the file or what it needs has changed.
const kept = (folder) => `node_modules/.cache/types/${folder.replaceAll(/\W/g, "-")}.tsbuildinfo`;
const types = configurations.map((folder) => ({
  name: `types of ${folder}`,
  command: ["node_modules/typescript/bin/tsc", "-p", folder, "--incremental", "--tsBuildInfoFile", kept(folder)],
}));
const steps = [
  { name: "generated files", command: ["tools/generate.mjs", "--check"] },
  { name: "style (Biome)", command: ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."] },
  { name: "unused code (knip)", command: ["node_modules/knip/bin/knip.js"] },
  ...types,
  {
    name: "tests of units, the command line and the server",
    command: ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--project", "programs", "--reporter=dot"],
  },
];

// Two at a time: most of the steps use more than one processor themselves.
const failed = [];
await atOnce(2, steps, async ({ name, command }) => {
  const { code, output, seconds } = await runKept(process.execPath, ...command);
  console.log(`${code === 0 ? "✔" : "✖"} ${name} (${seconds.toFixed(1)} s)`);
  if (code !== 0) {
    failed.push(name);
    console.log(output.trim());
  }
});
if (failed.length) {
  console.error(`\n${failed.length} of ${steps.length} steps failed: ${failed.join(", ")}.`);
  process.exit(1);
}
