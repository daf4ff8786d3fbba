// Checks the same files again and again, each time named in another order, by other numbers of threads, in other languages and
// zones, with and without earlier results, with the clock a year back or ahead, and expects the same bytes in every format.
// Then several checks at a time share one cache, which was damaged before half of the times, and find what is found without.
//   node test/endurance/same-output.mjs [--runs 100] [--seed 1] [--at-once 16] [--times 10]
// The clock is turned by faketime, where that is installed. What was verified grows old with the years, as it should, so the
// sample paths that are verified are left out of the runs for which it is turned. Ends with 1 if anything differed.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    "at-once": { type: "string", default: "16" },
    times: { type: "string", default: "10" },
  },
});
const root = fileURLToPath(new URL("../..", import.meta.url));
await import("../../tools/bundle.mjs");
const formats = ["json", "ndjson", "sarif", "github", "gitlab", "rdjson", "junit", "checkstyle", "markdown", "html"];
const faketime = existsSync("/usr/bin/faketime");
const folder = mkdtempSync(join(tmpdir(), "stationmaster-same-"));
// A copy, which nobody builds again meanwhile.
cpSync(join(root, "dist"), join(folder, "dist"), { recursive: true });
symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
const cli = join(folder, "dist/cli.mjs");
let state = Number(values.seed);

/** A whole number from 0 to below `end`, the same each time for a seed (a linear congruential generator). */
function below(end) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * end);
}

const pick = (list) => list[below(list.length)];

function shuffled(list) {
  const left = [...list];
  return Array.from({ length: left.length }, () => left.splice(below(left.length), 1)[0]);
}

function run(names, number) {
  const turned = faketime && number % 3 === 2 ? pick(["-1y", "+1y", "-20y"]) : undefined;
  const within = turned ? names.filter((name) => !name.startsWith("constitution")) : names;
  // Order of files of one path, of paths, or whole folders.
  const listed = number % 2 ? shuffled(within) : shuffled([...new Set(within.map((name) => name.split("/")[0]))]);
  const args = ["check", "--hints", ...listed, "--threads", `${1 + below(4)}`];
  if (below(2)) args.push("--no-cache");
  for (const format of formats) args.push("--output", `${format}=${join(folder, "out", format)}`);
  const env = {
    ...process.env,
    NO_COLOR: "1",
    XDG_CACHE_HOME: join(folder, "cache"),
    LC_ALL: pick(["C", "tr_TR.UTF-8", "de_DE.UTF-8", "ja_JP.UTF-8", "C.UTF-8"]),
    TZ: pick(["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns"]),
  };
  const command = turned
    ? ["faketime", "-f", turned, process.execPath, cli, ...args]
    : [process.execPath, cli, ...args];
  let out = "";
  try {
    out = execFileSync(command[0], command.slice(1), {
      cwd: join(folder, "samples"),
      env,
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 1e9,
    });
  } catch (error) {
    if (error.status !== 1) throw error; // 1: there are findings
    out = `${error.stdout}${error.stderr}`;
  }
  const parts = [["text", out], ...formats.map((format) => [format, readFileSync(join(folder, "out", format))])];
  const digests = parts.map(
    ([format, text]) => `${format} ${createHash("sha256").update(text).digest("hex").slice(0, 16)}`,
  );
  return {
    group: turned ? "turned" : "all",
    digests: digests.join("\n"),
    how: command.slice(0, 4).concat(args.slice(2, 8)).join(" "),
  };
}

/** What a check of all samples prints, and how it ends. */
function outputOf(...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, "check", "--hints", "--format", "json", ...args], {
      cwd: join(folder, "samples"),
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (data) => {
      out += data;
    });
    child.on("close", (code, signal) => resolve(`${out}ended with ${signal ?? code}\n`));
  });
}

/** Cuts a cache off somewhere, or changes a byte of it. */
function damage(cache) {
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    const bytes = readFileSync(join(cache, name));
    const at = below(bytes.length);
    bytes[at] ^= 1 + below(255);
    writeFileSync(join(cache, name), pick([bytes, bytes.subarray(0, at)]));
  }
}

/** How many of the checks that share a cache, several at a time, find something else than one without. */
async function differingAtOnce(times, number) {
  const expected = await outputOf("--no-cache");
  const cache = join(folder, "shared");
  let differing = 0;
  for (let time = 0; time < times; time++) {
    if (time % 2) damage(cache);
    const runs = Array.from({ length: number }, () => outputOf("--cache-folder", cache));
    for (const out of await Promise.all(runs)) {
      if (out === expected) continue;
      differing++;
      const at = expected.split("").findIndex((unit, index) => unit !== out[index]);
      console.log(
        `✖ at once, time ${time}: … ${out.slice(Math.max(0, at - 100), at + 300)}\nfrom\n… ${expected.slice(Math.max(0, at - 100), at + 300)}`,
      );
    }
  }
  return differing;
}

const began = Date.now();
let wrong = 0;
try {
  cpSync(join(root, "samples"), join(folder, "samples"), { recursive: true });
  const folders = readdirSync(join(folder, "samples"));
  run(folders, 0);
  // Whoever names files names all that were looked at.
  const names = JSON.parse(readFileSync(join(folder, "out/json"), "utf8")).files.map(({ file }) => file);
  const known = new Map();
  for (let number = 0; number < Number(values.runs); number++) {
    const { group, digests, how } = run(names, number);
    const first = known.get(group) ?? digests;
    known.set(group, first);
    if (digests === first) continue;
    wrong++;
    console.log(`✖ run ${number} (${how} …) differs:\n${digests}\nfrom\n${first}`);
  }
  const clocks = faketime ? "the clock was turned for every third" : "faketime is not installed";
  console.log(
    `${values.runs} runs of ${names.length} files in ${formats.length + 1} formats, ${clocks}; ${wrong} differed; ${Math.round((Date.now() - began) / 1000)} s`,
  );
  const [times, atOnce] = [Number(values.times), Number(values["at-once"])];
  const differing = await differingAtOnce(times, atOnce);
  wrong += differing;
  console.log(`${times} times ${atOnce} checks at once with one cache; ${differing} differed`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = wrong ? 1 : 0;
