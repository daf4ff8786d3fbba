// Compares two builds of the command line: what they print for the same folders, in every format, with one process and with
// two, with nothing kept, with results kept, and once more where nothing has changed. Whoever makes a build faster shows by it
// that it says the same. Reports for merging name the build, so they are left out.
//   node test/endurance/two-builds.mjs OTHER/dist/cli.mjs FOLDER…
// Each folder is checked from within, and from a folder that does not contain it. Ends with 1 if anything differed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [other, ...folders] = process.argv.slice(2);
const own = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));
const all = ["json", "ndjson", "sarif", "github", "gitlab", "rdjson", "junit", "checkstyle", "markdown", "html"];
/** Those of which the last report is kept. */
const kept = ["json", "ndjson", "sarif", "gitlab", "text"];
const cache = ["--cache-folder", "CACHE"];
/** What it is called, options, formats of reports in files, and the environment. */
const ways = [
  ["text, one process", ["--threads", "1", "--no-cache"], all],
  ["text, hints, two processes", ["--threads", "2", "--no-cache", "--hints"], all],
  ["text in colors, 60 columns", ["--no-cache"], [], { FORCE_COLOR: "1", COLUMNS: "60" }],
  ["a cache, nothing kept", cache, all],
  ["a cache, all kept", cache, all],
  ["a cache, all kept, other formats", cache, kept],
  ["a cache, the last report kept", cache, kept],
  ["a cache, JSON", [...cache, "--format", "json"], []],
  ["a cache, JSON once more", [...cache, "--format", "json"], []],
  ["a cache, other settings", [...cache, "--quiet", "--preset", "strict"], []],
  ["a cache, other settings once more", [...cache, "--quiet", "--preset", "strict"], []],
];

const work = mkdtempSync(join(tmpdir(), "stationmaster-builds-"));
const elsewhere = join(work, "elsewhere");
mkdirSync(elsewhere);

/** Everything that a build says of a folder in one way: what it prints, its reports, its exit code. */
function outputOf(cli, folder, cwd, args, formats, env, cacheFolder) {
  const reports = join(work, "reports");
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports);
  const outputs = formats.flatMap((format) => ["--output", `${format}=${join(reports, format)}`]);
  const given = args.map((each) => (each === "CACHE" ? cacheFolder : each));
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, "check", folder, ...given, ...outputs], {
    cwd,
    env: { ...process.env, NO_COLOR: env.FORCE_COLOR ? "" : "1", ...env },
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  const written = formats.map((format) => {
    const file = join(reports, format);
    return [format, existsSync(file) ? readFileSync(file, "utf8") : undefined];
  });
  return new Map([["standard output", stdout], ["standard error", stderr], ["exit code", status], ...written]);
}

let compared = 0;
let differing = 0;
try {
  for (const folder of folders.map((each) => resolve(each))) {
    for (const cwd of [folder, elsewhere]) {
      for (const [name, args, formats, env = {}] of ways) {
        const of = (cli, number) => outputOf(cli, folder, cwd, args, formats, env, join(work, `cache-${number}`));
        const [ours, theirs] = [of(own, 1), of(resolve(other), 2)];
        for (const [part, text] of ours) {
          compared++;
          if (text === theirs.get(part)) continue;
          differing++;
          console.log(`✖ ${folder} from ${cwd === folder ? "within" : "elsewhere"}, ${name}: ${part} differs`);
        }
      }
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${compared} texts compared, ${differing} differed`);
process.exitCode = differing || compared === 0 ? 1 : 0;
