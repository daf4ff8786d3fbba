// `npm run bench`: how fast the command line and the server are, beside other linters and servers measured in the same run, in
// turns. The figures depend on the machine; the ratios hardly do. Prints the tables of docs/benchmarks.md.
//
//   npm run bench -- [--count 10000] [--runs 5]
//     [--only check,kept,found,growth,elsewhere,parts,peers,edit,ask,views,start]
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { AS_IN_VS_CODE } from "../test/endurance/support/server.mjs";
import { markdownlint, markdownServer, remark, rumdl } from "./bench/peers.mjs";
import { root, runNode, setUp } from "./setup.mjs";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    runs: { type: "string", default: "5" },
    only: { type: "string", default: "check,kept,found,growth,elsewhere,parts,peers,edit,ask,views,start" },
  },
});
const count = Number(values.count);
const runs = Number(values.runs);
const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

await setUp();
if ((await runNode("tools/bundle.mjs")) !== 0) process.exit(1);
const ours = [process.execPath, join(root, "dist/cli.mjs")];
/** The server as VS Code starts it. */
const server = [process.execPath, ...AS_IN_VS_CODE, join(root, "dist/cli.mjs"), "server", "--stdio"];
const folder = mkdtempSync(join(tmpdir(), "stationmaster-bench-"));
const benches = { check, kept, found, growth, elsewhere, parts, peers, edit, ask, views, start };
try {
  console.log(
    `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}; medians of ${runs} runs, in turns.`,
  );
  for (const name of values.only.split(",")) {
    if (!Object.hasOwn(benches, name))
      throw new Error(`There is no “${name}”. Known: ${Object.keys(benches).join(", ")}.`);
    await benches[name]();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** P1: everything looked at, nothing kept. */
async function check() {
  const corpus = corpusOf(count);
  const results = await inTurns({
    stationmaster: () => time([...ours, "check", corpus, "--no-cache"]),
    rumdl: () => time([rumdl(), "check", "--no-cache", corpus]),
  });
  title(`Everything looked at: ${number(count)} stations, nothing kept (P1)`);
  table(results, ["wall s", "cpu s", "peak MiB"], "rumdl");
}

/** P2 and P3: what was kept is of use, all of it or all but one station. */
async function kept() {
  const corpus = corpusOf(count);
  const caches = { ours: join(folder, "kept"), rumdl: join(folder, "kept-rumdl") };
  const path = join(corpus, readdirSync(corpus).sort()[0]);
  const station = join(
    path,
    readdirSync(path).find((name) => name.endsWith(".md")),
  );
  const warm = () => time([...ours, "check", "--cache-folder", caches.ours], corpus);
  const theirs = () => time([rumdl(), "check", "--cache-dir", caches.rumdl, "."], corpus);
  const touch = () => appendFileSync(station, "\nThe sea is wide.\n");
  await warm();
  await theirs();
  const results = await inTurns({
    "stationmaster, nothing changed": warm,
    "stationmaster, one station changed": () => {
      touch();
      return warm();
    },
    "rumdl, nothing changed": theirs,
  });
  const anew = execOurs(["check", "--no-cache", "--format", "json"], corpus);
  if (execOurs(["check", "--cache-folder", caches.ours, "--format", "json"], corpus) !== anew)
    throw new Error("What was kept is not what is found.");
  title(`What was kept: ${number(count)} stations, all or all but one as before (P2, P3)`);
  table(results, ["wall s", "cpu s", "peak MiB"], "rumdl, nothing changed");
}

/** P2 where much is found, so that the report is long: stations that belong to no path, and whose sources are not there. */
async function found() {
  const corpus = `${corpusOf(count / 5)}-bare`;
  cpSync(corpusOf(count / 5), corpus, { recursive: true });
  for (const path of readdirSync(corpus))
    for (const name of ["path.yaml", "sources.json"]) rmSync(join(corpus, path, name));
  const caches = { ours: join(folder, "found"), rumdl: join(folder, "found-rumdl") };
  const results = await inTurns({
    "stationmaster, nothing kept": () => time([...ours, "check", "--no-cache"], corpus),
    "stationmaster, nothing changed": () => time([...ours, "check", "--cache-folder", caches.ours], corpus),
    "rumdl, nothing changed": () => time([rumdl(), "check", "--cache-dir", caches.rumdl, "."], corpus),
  });
  title(`Much found: ${number(count / 5)} stations with some 15 findings each`);
  table(results, ["wall s", "cpu s", "peak MiB"], "rumdl, nothing changed");
}

/** A folder for each station, checked from above them all, and from a folder that contains none of them. */
async function elsewhere() {
  const corpus = corpusOf(count / 5, "--per-path", "1");
  const away = join(folder, "away");
  mkdirSync(away, { recursive: true });
  const results = await inTurns({
    "from above": () => time([...ours, "check", "--no-cache"], corpus),
    "from elsewhere": () => time([...ours, "check", corpus, "--no-cache"], away),
  });
  title(`Where a check runs: ${number(count / 5)} folders of one station`);
  table(results, ["wall s", "cpu s", "peak MiB"], "from above");
}

/** P4: ten times the stations. */
async function growth() {
  const [few, many] = [corpusOf(count / 10), corpusOf(count)];
  const name = (stations) => `${number(stations)} stations`;
  const results = await inTurns({
    [name(count)]: () => time([...ours, "check", many, "--no-cache"]),
    [name(count / 10)]: () => time([...ours, "check", few, "--no-cache"]),
  });
  title("Ten times the stations (P4)");
  table(results, ["wall s", "cpu s", "peak MiB"], name(count / 10));
}

/** What a station costs where many machines share them: one part of four, looked at and kept, and all parts merged. */
async function parts() {
  const corpus = corpusOf(count);
  const shard = (part, ...more) => ["check", corpus, "--shard", `${part}/4`, ...more];
  const cache = ["--cache-folder", join(folder, "kept-part")];
  const names = [1, 2, 3, 4].map((part) => join(folder, `part-${part}.json`));
  names.forEach((name, at) => {
    execOurs(shard(at + 1, "--no-cache", "--output", `shard=${name}`), folder);
  });
  const stations = (part) => readFileSync(names[part - 1], "utf8").split('.station.md","findings"').length - 1;
  execOurs(shard(1, ...cache), folder);
  const results = await inTurns({
    "a part, looked at": () => time([...ours, ...shard(1, "--no-cache")]),
    "a part, as before": () => time([...ours, ...shard(1, ...cache)]),
    "all parts merged": () => time([...ours, "merge", ...names]),
  });
  const per = { "a part, looked at": stations(1), "a part, as before": stations(1), "all parts merged": count };
  for (const [name, list] of Object.entries(results)) {
    for (const each of list) each["cpu ms a station"] = (1000 * each["cpu s"]) / per[name];
  }
  const bytes = (files) => files.reduce((sum, file) => sum + statSync(file).size, 0);
  const kept = readdirSync(join(folder, "kept-part")).map((name) => join(folder, "kept-part", name));
  title(`In parts: ${number(count)} stations, a quarter of them`);
  table(results, ["wall s", "cpu s", "cpu ms a station", "peak MiB"]);
  console.log(
    `\nA station takes ${Math.round(bytes(names) / count)} bytes in its part, and ${Math.round(bytes(kept) / stations(1))} in what is kept.`,
  );
}

/** The linters in JavaScript, on fewer stations: they take their time. */
async function peers() {
  const corpus = corpusOf(count / 10);
  const results = await inTurns({
    stationmaster: () => time([...ours, "check", corpus, "--no-cache"]),
    rumdl: () => time([rumdl(), "check", "--no-cache", corpus]),
    "markdownlint-cli2": () => time(markdownlint(corpus)),
    "remark-cli": () => time(remark(corpus)),
  });
  title(`Linters side by side: ${number(count / 10)} stations, nothing kept`);
  table(results, ["wall s", "cpu s", "peak MiB"], "rumdl");
}

/** P5 and P6: from a key press to the findings of that version, in a workspace of all stations. */
async function edit() {
  const corpus = corpusOf(count);
  const results = await inTurns({
    stationmaster: () => latency("stationmaster", corpus, server),
    rumdl: () => latency("rumdl", corpus, [rumdl(), "server"]),
    "VS Code's Markdown server": () => {
      const { options, command } = markdownServer();
      return latency("markdown", corpus, command, options);
    },
  });
  title(`A key press to its findings among ${number(count)} stations (P5, P6)`);
  table(results, ["p50 ms", "p95 ms", "first ms", "idle ms", "idle MiB"], "rumdl");
}

function latency(name, corpus, command, options = []) {
  const file = join(folder, `${name}.json`);
  const pull = name === "rumdl" ? [] : ["--pull"];
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
    ...options,
    "--json",
    file,
    "--",
  ];
  runScript("tools/bench/latency.mjs", [...args, ...command]);
  const { p50, p95, first, idle, rssIdle } = JSON.parse(readFileSync(file, "utf8"));
  return { "p50 ms": p50, "p95 ms": p95, "first ms": first, "idle ms": idle, "idle MiB": rssIdle };
}

/** P7: what a writer asks for, right after a key press; no peer answers any of it, so milliseconds it is. */
function ask() {
  const file = join(folder, "asking.json");
  runScript("tools/bench/asking.mjs", ["--root", corpusOf(count), "--out", file, "--", ...server]);
  const at = (times, share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  const results = Object.entries(JSON.parse(readFileSync(file, "utf8"))).map(([name, times]) => {
    const sorted = times.sort((a, b) => a - b);
    return [name, [{ "p50 ms": at(sorted, 0.5), "p95 ms": at(sorted, 0.95) }]];
  });
  title(`Answers among ${number(count)} stations, and in a path of a thousand (P7)`);
  table(Object.fromEntries(results), ["p50 ms", "p95 ms"]);
}

/** What open views of the paths ask for after a pause in typing, among premium paths. */
function views() {
  const [library, file] = [join(folder, "premium"), join(folder, "views.json")];
  cpSync(corpusOf(1_000), library, { recursive: true });
  runScript("tools/bench/views.mjs", ["--root", library, "--out", file]);
  const { bytes, milliseconds } = JSON.parse(readFileSync(file, "utf8"));
  const results = bytes.map((sent, at) => ({ "KB sent": sent / 1_000, "cpu ms": milliseconds[at] }));
  title("Open views after a pause in typing, among 50 premium paths of 20 stations");
  table({ stationmaster: results }, ["KB sent", "cpu ms"]);
}

/** P9: one station, from nothing to the end. */
async function start() {
  const lone = join(folder, "lone");
  mkdirSync(lone, { recursive: true });
  const station = readdirSync(join(root, "samples/water-cycle")).find((name) => name.endsWith(".station.md"));
  writeFileSync(join(lone, station), readFileSync(join(root, "samples/water-cycle", station)));
  const times = 4 * runs;
  const results = await inTurns(
    {
      "node -e 0": () => time([process.execPath, "-e", "0"]),
      "stationmaster check": () => time([...ours, "check", "--no-cache"], lone),
      "stationmaster check, kept": () => time([...ours, "check", "--cache-folder", join(folder, "kept-lone")], lone),
    },
    times,
  );
  title(`One station, from start to end (P9; medians of ${times} runs)`);
  table(results, ["wall s", "cpu s", "peak MiB"], "node -e 0");
}

function corpusOf(stations, ...options) {
  const place = join(folder, ["corpus", stations, ...options].join("-"));
  if (!existsSync(place)) {
    const script = join(root, "tools/bench/corpus.mjs");
    execFileSync(process.execPath, [script, "--out", place, "--count", String(stations), ...options]);
  }
  return place;
}

/** Runs each in turn, as often as asked; the first round, which warms up the disk, does not count. */
async function inTurns(measures, times = runs) {
  const results = Object.fromEntries(Object.keys(measures).map((name) => [name, []]));
  for (let run = 0; run <= times; run++) {
    for (const [name, measure] of Object.entries(measures)) {
      const result = await measure();
      if (run > 0) results[name].push(result);
    }
  }
  return results;
}

/** Runs a command to its end: wall and processor seconds, and the most memory it held, with all processes that it started. */
async function time(command, cwd = folder) {
  const timed = existsSync("/usr/bin/time") ? ["/usr/bin/time", "-f", "%U %S %M", ...command] : command;
  const started = process.hrtime.bigint();
  const child = spawn(timed[0], timed.slice(1), { cwd, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  let together = 0;
  child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
  const looking = setInterval(() => (together = Math.max(together, memoryOf(child.pid))), 100);
  const [status] = await once(child, "close");
  clearInterval(looking);
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  if (status === null || status > 1) throw new Error(`${command.join(" ")} failed: ${stderr.slice(-500)}`);
  const [user, system, one] = (stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { "wall s": wall, "cpu s": user + system, "peak MiB": Math.max(one, together) / 1024 };
}

/** The memory in KiB of a process and all that it started; what they share is counted once. 0 where nothing reports it. */
function memoryOf(pid) {
  try {
    const own = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return children.reduce((sum, child) => sum + memoryOf(child), own);
  } catch {
    return 0;
  }
}

function execOurs(args, cwd) {
  return spawnSync(ours[0], [ours[1], ...args], { cwd, encoding: "utf8", maxBuffer: 1 << 30 }).stdout;
}

function runScript(script, args) {
  const { status, stderr } = spawnSync(process.execPath, [join(root, script), ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${script} failed: ${stderr}`);
}

function title(text) {
  console.log(`\n## ${text}\n`);
}

/** Medians as a Markdown table; with `peer`, each as a ratio to that one, too. */
function table(results, columns, peer) {
  const medians = Object.fromEntries(
    Object.entries(results).map(([name, list]) => [
      name,
      columns.map((column) => median(list.map((each) => each[column]))),
    ]),
  );
  const show = (value) => (Number.isFinite(value) ? value.toFixed(value < 100 ? 2 : 0) : "?");
  const ratio = (name) => (peer ? [`${show(medians[name][0] / medians[peer][0])} ×`] : []);
  const rows = Object.entries(medians).map(([name, row]) => [name, ...row.map(show), ...ratio(name)]);
  const header = ["", ...columns, ...(peer ? [`${columns[0].split(" ")[0]}, to ${peer}`] : [])];
  const lines = [header, ["---", ...header.slice(1).map(() => "--:")], ...rows];
  for (const line of lines) console.log(`| ${line.join(" | ")} |`);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
