// `npm run bench`: how fast the command line and the server are, as ratios to rumdl (a Markdown linter in Rust) measured
// in the same run, in turns. The figures depend on the machine; the ratios hardly do.
//
//   npm run bench -- [--count 10000] [--runs 5] [--only check|edit|ask]
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root, runNode, setUp } from "./setup.mjs";

const RUMDL = "rumdl@0.2.75";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    runs: { type: "string", default: "5" },
    only: { type: "string" },
  },
});
const runs = Number(values.runs);

await setUp();
if ((await runNode("tools/bundle.mjs")) !== 0) process.exit(1);
const ours = [process.execPath, join(root, "dist/cli.mjs")];
const peer = installPeer();
const folder = mkdtempSync(join(tmpdir(), "stationmaster-bench-"));
try {
  const corpus = join(folder, "corpus");
  execFileSync(process.execPath, [join(root, "tools/bench/corpus.mjs"), "--out", corpus, "--count", values.count], {
    stdio: "inherit",
  });
  const wanted = (name) => values.only === undefined || values.only === name;
  if (wanted("check")) benchCheck(corpus);
  if (wanted("edit")) benchEdit(corpus);
  if (wanted("ask")) benchAsk(corpus);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** P1: everything checked from nothing, without a cache. The target is half of the peer's time. */
function benchCheck(corpus) {
  const commands = {
    stationmaster: [...ours, "check", corpus, "--format", "json"],
    rumdl: [peer, "check", "--no-cache", corpus],
  };
  const results = { stationmaster: [], rumdl: [] };
  for (let run = 0; run <= runs; run++) {
    for (const [name, command] of Object.entries(commands)) {
      const result = time(command);
      if (run > 0) results[name].push(result); // the first is to warm up the disk
    }
  }
  console.log(`\nP1  check of ${values.count} stations, nothing cached, median of ${runs} runs`);
  table(results, ["wall s", "cpu s", "peak MiB"]);
}

/** P5: from a key press to the findings of that version, in a workspace of all stations. */
function benchEdit(corpus) {
  const commands = { stationmaster: [...ours, "server", "--stdio"], rumdl: [peer, "server"] };
  const results = { stationmaster: [], rumdl: [] };
  for (let run = 0; run < Math.min(runs, 3); run++) {
    for (const [name, command] of Object.entries(commands)) {
      const file = join(folder, `${name}.json`);
      const pull = name === "stationmaster" ? ["--pull"] : [];
      const args = [
        "--root",
        corpus,
        "--edits",
        "60",
        "--gap",
        "30",
        "--name",
        name,
        ...pull,
        "--json",
        file,
        "--",
        ...command,
      ];
      const { status, stderr } = spawnSync(process.execPath, [join(root, "tools/bench/latency.mjs"), ...args], {
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`${name} could not be measured: ${stderr}`);
      const { p50, p95, first, idle, rssIdle } = JSON.parse(readFileSync(file, "utf8"));
      results[name].push({ "p50 ms": p50, "p95 ms": p95, "first ms": first, "idle ms": idle, "idle MiB": rssIdle });
    }
  }
  console.log(
    `\nP5  a key press to its findings among ${values.count} stations, median of ${results.rumdl.length} runs`,
  );
  table(results, ["p50 ms", "p95 ms", "first ms", "idle ms", "idle MiB"]);
}

/** P7: what a writer asks for, right after a key press; no peer answers any of it, so milliseconds it is. */
function benchAsk(corpus) {
  const file = join(folder, "asking.json");
  const args = [
    join(root, "tools/bench/asking.mjs"),
    "--root",
    corpus,
    "--out",
    file,
    "--",
    ...ours,
    "server",
    "--stdio",
  ];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The server could not be asked: ${stderr}`);
  console.log(`\nP7  answers among ${values.count} stations, in milliseconds`);
  console.log(`${"".padEnd(28)}${"p50".padStart(8)}${"p95".padStart(8)}`);
  for (const [name, times] of Object.entries(JSON.parse(readFileSync(file, "utf8")))) {
    const sorted = times.sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1).padStart(8);
    console.log(name.padEnd(28) + at(0.5) + at(0.95));
  }
}

/** Runs a command to its end: wall and processor seconds, and the most memory it held. */
function time(command) {
  const started = process.hrtime.bigint();
  const timed = existsSync("/usr/bin/time") ? ["/usr/bin/time", "-f", "%U %S %M", ...command] : command;
  const { stderr, status } = spawnSync(timed[0], timed.slice(1), {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  if (status === null || status > 1) throw new Error(`${command.join(" ")} failed: ${stderr.slice(-500)}`);
  const [user, system, peak] = (stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { "wall s": wall, "cpu s": user + system, "peak MiB": peak / 1024 };
}

function table(results, columns) {
  const show = (value) => (Number.isFinite(value) ? value.toFixed(value < 100 ? 2 : 0) : "?").padStart(10);
  console.log(["", ...columns].map((column, at) => (at ? column.padStart(10) : column.padEnd(15))).join(""));
  const medians = Object.entries(results).map(([name, list]) => [
    name,
    columns.map((column) => median(list.map((each) => each[column]))),
  ]);
  for (const [name, row] of medians) console.log(name.padEnd(15) + row.map(show).join(""));
  console.log("ratio".padEnd(15) + medians[0][1].map((value, at) => show(value / medians[1][1][at])).join(""));
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** The peer is installed beside the project's caches, once, without running any script of its package. */
function installPeer() {
  const place = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "stationmaster", RUMDL);
  mkdirSync(place, { recursive: true });
  const find = () => findFile(join(place, "node_modules"), process.platform === "win32" ? "rumdl.exe" : "rumdl");
  if (!find()) {
    console.log(`Installing ${RUMDL} …`);
    const args = ["install", "--prefix", place, "--no-save", "--ignore-scripts", "--loglevel=error", RUMDL];
    execFileSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
  }
  const found = find();
  if (!found) throw new Error(`${RUMDL} has no build for this platform, so there is nothing to compare with.`);
  return found;
}

/** The native program of a package, whichever platform's package holds it. */
function findFile(folder, name) {
  if (!existsSync(folder)) return undefined;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return found.find((file) => readFileSync(file).subarray(0, 2).toString() !== "#!");
}
