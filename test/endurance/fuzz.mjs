// Reads, edits, fixes, formats and asks about random texts, and says where something that must hold does not.
//   node test/endurance/fuzz.mjs [--executions 200000] [--seed 1] [--threads 2] [--only <target>]
//                                [--number <execution>] [--log <file>] [--summary <file>]
// Every execution can be had again by its seed and number. One that takes more than 5 seconds of processor time is stopped and
// counted. Ends with 1 if anything failed, or was not tried. What failed is printed as small as it could be made: put it into test/support/fuzz/past-failures.ts.
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { nodePrograms } from "../../tools/bundle-options.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values } = parseArgs({
  options: {
    executions: { type: "string", default: "200000" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: "2" },
    only: { type: "string" },
    number: { type: "string" },
    log: { type: "string" },
    summary: { type: "string" },
  },
});
const seed = Number(values.seed);
const threads = values.number === undefined ? Number(values.threads) : 1;
const start = Number(values.number ?? 0);
const end = values.number === undefined ? Number(values.executions) : start + 1;

/** The longest that one execution may take, in seconds of processor time: what cmark and markdown-it give their own. */
const LONGEST = 5;

const bundle = join(root, "dist/test/fuzz.mjs");
await build({
  ...nodePrograms,
  entryPoints: { fuzz: "test/support/fuzz/fuzz.ts" },
  outdir: "dist/test",
  splitting: false,
});

const progress = new Int32Array(new SharedArrayBuffer(4 * threads));
const tried = {};
const failures = [];
const began = Date.now();
const say = (line) => (values.log ? appendFileSync(values.log, `${line}\n`) : console.log(line));

function failed(failure) {
  failures.push(failure);
  const { target, number, wrong, input } = failure;
  say(`✖ ${target}, execution ${number} of seed ${seed}: ${wrong}\n  ${JSON.stringify(input)}`);
}

function processorSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Runs every `threads`th execution from `first` on in a thread of its own; goes on after one that takes too long. */
function run(at, first) {
  return new Promise((resolve) => {
    const thread = new Worker(bundle, {
      workerData: { root, seed, first, step: threads, end, only: values.only, progress, at },
    });
    // Threads share what the process has used: the clock would blame an execution for a busy machine.
    let since = processorSeconds();
    let seen = -1;
    const watch = setInterval(() => {
      if (progress[at] !== seen) {
        seen = progress[at];
        since = processorSeconds();
      } else if (processorSeconds() - since > LONGEST * threads) {
        void stop(`it took longer than ${LONGEST} seconds`);
      }
    }, 500);
    let over = false;
    const stop = async (wrong) => {
      if (over) return;
      over = true;
      clearInterval(watch);
      await thread.terminate();
      const number = progress[at];
      failed({ target: values.only ?? "unknown", number, wrong, input: undefined });
      await run(at, number + threads);
      resolve();
    };
    thread.on("message", (message) => {
      if (!message.tried) return failed(message);
      for (const [name, count] of Object.entries(message.tried)) tried[name] = (tried[name] ?? 0) + count;
    });
    thread.on("error", (error) => void stop(`the thread died: ${error.stack}`));
    thread.on("exit", () => {
      if (over) return;
      over = true;
      clearInterval(watch);
      resolve();
    });
  });
}

const seconds = () => (Date.now() - began) / 1000;
const minute = setInterval(() => {
  const done = progress.reduce((sum, number) => sum + number / threads, 0);
  say(`${Math.round(done)} of ${end} after ${seconds().toFixed(0)} s, ${failures.length} failed`);
}, 60_000);
await Promise.all(Array.from({ length: threads }, (_, at) => run(at, start + at)));
clearInterval(minute);

const executions = Object.values(tried).reduce((sum, count) => sum + count, 0);
const summary = {
  seed,
  executions,
  seconds: Math.round(seconds()),
  perSecond: Math.round(executions / seconds()),
  tried,
  failures,
};
if (values.summary) {
  mkdirSync(dirname(values.summary), { recursive: true });
  writeFileSync(values.summary, `${JSON.stringify(summary, null, 2)}\n`);
}
say(`${executions} executions in ${summary.seconds} s (${summary.perSecond} a second), ${failures.length} failed`);
for (const [name, count] of Object.entries(tried)) say(`  ${name}: ${count}`);
const left = end - start - executions;
if (left > 0) say(`✖ ${left} were not tried`);
process.exitCode = failures.length || left > 0 ? 1 : 0;
