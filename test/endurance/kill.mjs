// Kills `check --fix` at random times, and says how many files were neither as before nor as they should be.
//   node test/endurance/kill.mjs [--kills 2000] [--seed 1] [--files 40] [--at-once 2]
// After each kill the command is run again: all must be fixed then, and nothing may be left over. Ends with 1 if anything was wrong.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { nodePrograms } from "../../tools/bundle-options.mjs";
import { chances } from "./support/random.mjs";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    files: { type: "string", default: "40" },
    "at-once": { type: "string", default: String(availableParallelism()) },
  },
});
const files = Number(values.files);
const outdir = fileURLToPath(new URL("../../dist/test/kill", import.meta.url)); // tests that run meanwhile build the usual one again
await build({ ...nodePrograms, outdir });
const CLI = join(outdir, "cli.mjs");

/** As long as stations are. */
const REST = "\nRain falls.\n".repeat(600);
const [BEFORE, AFTER] = [`# Rain:\n${REST}`, `# Rain\n${REST}`];

/** Runs --fix in a folder, and kills it after a time if one is given. Gives back how long it ran, in milliseconds, and what it said. */
function fix(folder, killAfter) {
  return new Promise((resolve) => {
    const began = performance.now();
    const child = spawn(process.execPath, [CLI, "check", "--fix", "--format", "ndjson"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "ignore"],
    });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (data) => {
      said += data;
    });
    const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
    child.on("close", (_, signal) => {
      clearTimeout(timer);
      resolve({ signal, took: performance.now() - began, said });
    });
  });
}

const tally = { kills: 0, midway: 0, damaged: 0, "left over": 0, "left after the next run": 0, "not fixed by it": 0 };

/** What stands in a folder. */
function look(folder) {
  const seen = { before: 0, after: 0, damaged: 0, others: 0 };
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), "utf8");
    if (!name.endsWith(".station.md")) seen.others++;
    else if (text === BEFORE) seen.before++;
    else if (text === AFTER) seen.after++;
    else seen.damaged++;
  }
  return seen;
}

let waiting = Number(values.kills);
const began = Date.now();

/** Kills runs in a folder of its own until there have been enough. */
async function work(at) {
  const chance = chances(Number(values.seed) * 1_000 + at);
  const folder = mkdtempSync(join(tmpdir(), "stationmaster-kill-"));
  const reset = () => {
    for (let each = 0; each < files; each++) writeFileSync(join(folder, `${each}.station.md`), BEFORE);
  };
  reset();
  let usual = (await fix(folder)).took;
  while (waiting-- > 0) {
    reset();
    const { signal, took } = await fix(folder, usual * (0.6 + 0.5 * chance()));
    if (signal === null) {
      usual = took;
      waiting++; // it was sooner than that
      continue;
    }
    const seen = look(folder);
    tally.kills++;
    if (seen.after > 0 && seen.before > 0) tally.midway++;
    tally.damaged += seen.damaged + (files - seen.before - seen.after - seen.damaged);
    if (seen.others > 0) tally["left over"]++;
    // What is left over must always be cleared up by the next run; where nothing is, one in ten shows that it goes on well.
    if (seen.others === 0 && chance() > 0.1) continue;
    const { said } = await fix(folder);
    const next = look(folder);
    if (next.others > 0) tally["left after the next run"]++;
    if (next.after === files) continue;
    tally["not fixed by it"]++;
    console.log(
      said
        .split("\n")
        .filter((line) => line.includes('"unreadable"'))
        .join("\n"),
    );
  }
  rmSync(folder, { recursive: true, force: true });
}

await Promise.all(Array.from({ length: Number(values["at-once"]) }, (_, at) => work(at)));
const wrong = tally.damaged + tally["left after the next run"] + tally["not fixed by it"];
console.log(
  Object.entries(tally)
    .map(([name, count]) => `${name}: ${count}`)
    .join(", "),
);
console.log(
  `${tally.kills} kills of ${files} files each in ${Math.round((Date.now() - began) / 1000)} s, ${wrong} wrong (seed ${values.seed})`,
);
process.exitCode = wrong || tally.midway === 0 ? 1 : 0;
