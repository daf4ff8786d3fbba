// Tries every property of the unit tests with many inputs, and others each time: what `npm run unit` tries with 50. `--only`
// finds those of the hostile tests, too.
//   node test/endurance/properties.mjs [--runs 3000] [--seed 1] [--only <words of a name>]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "3000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    only: { type: "string" },
  },
});
console.log(`${values.runs} inputs for each property, seed ${values.seed}`);
const args = ["--no-install", "vitest", "run", "--project", "unit", "--testTimeout=3600000"];
if (values.only) args.push("--project", "hostile", "-t", values.only);
const { status } = spawnSync("npx", args, {
  cwd: fileURLToPath(new URL("../..", import.meta.url)),
  env: { ...process.env, PROPERTY_RUNS: values.runs, PROPERTY_SEED: values.seed },
  stdio: "inherit",
});
process.exitCode = status ?? 2;
