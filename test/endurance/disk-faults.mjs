// Runs `check --fix` on disks that fail, at random steps, and says how many files were neither as before nor as they
// should be, or were not reported as they were.
//   node test/endurance/disk-faults.mjs [--tries 200] [--seed 1] [--files 8] [--at-once 2]
// How often each error is met, in turn in the ways that there are for it: a step of writing fails in Node, or a call of the
// system (needs strace), once or from then on; or it is a disk that is really full or can only be read (needs root), or a file or
// folder that may not be written. Ends with 1 if anything was wrong.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { nodePrograms } from "../../tools/bundle-options.mjs";
import { chances } from "./support/random.mjs";

const { values } = parseArgs({
  options: {
    tries: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    files: { type: "string", default: "8" },
    "at-once": { type: "string", default: String(availableParallelism()) },
  },
});
const [tries, files] = [Number(values.tries), Number(values.files)];
const outdir = fileURLToPath(new URL("../../dist/test/disk-faults", import.meta.url)); // others build the usual one again
await build({ ...nodePrograms, outdir });
const FIX = [process.execPath, join(outdir, "cli.mjs"), "check", "--fix", "--format", "json"];
const isRoot = process.getuid?.() === 0;

/** Of different lengths, the longest as long as stations are. */
const texts = Array.from({ length: files }, (_, at) => "\nRain falls.\n".repeat(1 + Math.ceil((600 * at) / files)));
const nameOf = (at) => `${at}.station.md`;
const before = texts.map((rest) => `# Rain:\n${rest}`);
const after = texts.map((rest) => `# Rain\n${rest}`);

const FAULTY = new URL("../support/faulty-disk.mjs", import.meta.url).href;
const STEPS = ["openSync", "writeFileSync", "fchmodSync", "fsyncSync", "closeSync", "renameSync"];
const CALLS = ["fsync", "fchmod", "rename"];

/**
 * How an error comes about: what runs in place of --fix, with what in its environment; what is undone afterwards; and how many
 * files it costs at most.
 */
const ways = {
  step({ code, pick, upTo }) {
    const [step, time, lasting] = [pick(STEPS), upTo(files), pick([true, false])];
    const fault = JSON.stringify({ step, time, code, lasting });
    const env = { NODE_OPTIONS: `--import ${FAULTY}`, DISK_FAULT: fault };
    return { command: FIX, env, most: lasting ? files : 1, what: fault };
  },
  call({ code, pick, upTo }) {
    const [call, lasting] = [pick(CALLS), pick([true, false])];
    const inject = `inject=${call}:error=${code}:when=${upTo(files)}${lasting ? "+" : ""}`;
    const traced = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", `trace=${call}`, "-e", inject];
    return { command: [...traced, ...FIX], most: lasting ? files : 1, what: inject };
  },
  full({ upTo }) {
    // What takes less than a page takes a page, and so does the folder.
    const pages = before.reduce((sum, text) => sum + Math.ceil(text.length / 4096), 0) + upTo(4) - 1;
    return mounted(`mount -t tmpfs -o size=${pages * 4}k none disk`, `tmpfs of ${pages} pages`);
  },
  readOnly: () => mounted("mount -t tmpfs none disk", "read-only", "mount -o remount,ro disk"),
  forbidden({ folder, pick, upTo }) {
    const isFolder = pick([true, false, false]);
    const names = isFolder
      ? [folder]
      : Array.from({ length: upTo(files) }, () => join(folder, nameOf(upTo(files) - 1)));
    for (const name of names) chmodSync(name, isFolder ? 0o555 : 0o444);
    const bound = "-dac_override,-dac_read_search";
    const command = isRoot ? ["setpriv", `--bounding-set=${bound}`, `--inh-caps=${bound}`, ...FIX] : FIX;
    return { command, undo: () => chmodSync(folder, 0o755), most: files, what: `may not write ${names.join(" ")}` };
  },
};

/** Runs --fix on a disk of its own, on which the folder's files are. */
function mounted(mount, what, last = "true") {
  const script = `set -e; mkdir disk; ${mount}; mv *.station.md disk; ${last}
    code=0; (cd disk && "$@") || code=$?; cp disk/*.station.md .; ls -A disk | grep -v station.md$ >left || true
    umount disk; rmdir disk; [ -s left ] || rm left; exit $code`;
  return { command: ["unshare", "--mount", "sh", "-c", script, "sh", ...FIX], most: files, what };
}

const can = (program, ...args) => spawnSync(program, args, { stdio: "ignore" }).status === 0;
const mounts = can("unshare", "--mount", "mount", "-t", "tmpfs", "none", tmpdir());
const usual = can("strace", "-qq", "-o", "/dev/null", "true") ? [ways.step, ways.call] : [ways.step];
const ERRORS = {
  ENOSPC: mounts ? [...usual, ways.full] : usual,
  EROFS: mounts ? [...usual, ways.readOnly] : usual,
  EACCES: [...usual, ways.forbidden],
  EIO: usual,
  EDQUOT: usual,
};

function run([program, ...args], cwd, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "ignore"] });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (data) => {
      out += data;
    });
    child.on("close", (code) => resolve({ code, out }));
  });
}

/** What is wrong with what a run has left; nothing if no problems. */
function wrongs(folder, { code, out }, most) {
  const wrong = [];
  const left = [];
  for (let at = 0; at < files; at++) {
    const text = readFileSync(join(folder, nameOf(at)), "utf8");
    if (text === before[at]) left.push(nameOf(at));
    else if (text !== after[at]) wrong.push(`${nameOf(at)} was harmed`);
  }
  const others = readdirSync(folder).filter((name) => !name.endsWith(".station.md"));
  if (others.length > 0) wrong.push(`left over: ${others.join(" ")}`);
  const told = code === null || out === "" ? [] : (JSON.parse(out).unreadable ?? []).map(({ file }) => file);
  if (told.join(" ") !== left.join(" ")) wrong.push(`told of [${told}], and left were [${left}]`);
  if (code !== (left.length > 0 ? 2 : 0)) wrong.push(`ended with ${code}, and left were [${left}]`);
  if (left.length > most) wrong.push(`it cost [${left}]`);
  return { wrong, isMet: left.length > 0 };
}

const tally = Object.fromEntries(Object.keys(ERRORS).map((code) => [code, { met: 0, wrong: 0 }]));

/** Tries one way to meet an error, and says whether it was met. */
async function tryOnce(code, way, chance) {
  const folder = mkdtempSync(join(tmpdir(), "stationmaster-disk-"));
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const upTo = (most) => 1 + Math.floor(chance() * most);
  before.forEach((text, at) => {
    writeFileSync(join(folder, nameOf(at)), text);
  });
  const { command, env, undo, most, what } = way({ code, folder, pick, upTo });
  const result = await run(command, folder, env);
  undo?.();
  const { wrong, isMet } = wrongs(folder, result, most);
  rmSync(folder, { recursive: true });
  if (isMet || wrong.length > 0) tally[code].met++;
  if (wrong.length > 0) tally[code].wrong++;
  for (const each of wrong) console.log(`${code}, ${way.name}, ${what}: ${each}`);
}

const began = Date.now();
let tried = 0;

async function work(at) {
  const chance = chances(Number(values.seed) * 1_000 + at);
  for (const [code, own] of Object.entries(ERRORS))
    while (tally[code].met < tries) await tryOnce(code, own[tried++ % own.length], chance);
}

await Promise.all(Array.from({ length: Number(values["at-once"]) }, (_, at) => work(at)));
for (const [code, { met, wrong }] of Object.entries(tally))
  console.log(`${code}: met ${met} times (${ERRORS[code].map(({ name }) => name).join(", ")}), ${wrong} wrong`);
const seconds = Math.round((Date.now() - began) / 1000);
console.log(`${tried} runs of ${files} files each in ${seconds} s (seed ${values.seed})`);
process.exitCode = Object.values(tally).some(({ wrong }) => wrong > 0) ? 1 : 0;
