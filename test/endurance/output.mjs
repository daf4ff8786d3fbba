// Makes reports of messages, titles and file names that were put together at random from what does harm, in every format, and
// says where a build log would obey one, a character would steer a terminal, or a reader would not get what was said.
//   node test/endurance/output.mjs [--messages 1000000] [--seed 1] [--first 0] [--threads 2]
// Each fifth report is read by xmllint as XML, too, which must be installed. Ends with 1 if anything was wrong.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { nodePrograms } from "../../tools/bundle-options.mjs";

/** How many messages a report has. */
const TOGETHER = 50;

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    first: { type: "string", default: "0" },
    threads: { type: "string", default: "2" },
  },
});
const root = fileURLToPath(new URL("../..", import.meta.url));
await build({
  ...nodePrograms,
  absWorkingDir: root,
  entryPoints: { "hostile-run": "test/support/hostile-run.ts" },
  outdir: "dist/test",
  splitting: false,
});

const began = Date.now();
const threads = Number(values.threads);
const from = Math.floor(Number(values.first) / TOGETHER);
const end = from + Math.ceil(Number(values.messages) / TOGETHER);
const folder = mkdtempSync(join(tmpdir(), "stationmaster-output-"));
let wrong = 0;
let pages = 0;

/** Files in pieces that a command line can hold. */
function* pieces(files, size = 500) {
  for (let at = 0; at < files.length; at += size) yield files.slice(at, at + size);
}

try {
  await Promise.all(
    Array.from({ length: threads }, (_, at) => {
      const workerData = {
        seed: Number(values.seed),
        first: from + at,
        step: threads,
        end,
        messages: TOGETHER,
        folder,
      };
      const thread = new Worker(join(root, "dist/test/hostile-run.mjs"), { workerData });
      thread.on("message", (message) => {
        if (message.pages !== undefined) pages += message.pages;
        else {
          wrong++;
          console.log(`✖ report ${message.number} of seed ${values.seed}:\n  ${message.wrong.join("\n  ")}`);
        }
      });
      return new Promise((resolve, reject) => thread.on("exit", resolve).on("error", reject));
    }),
  );
  const xml = readdirSync(folder).map((name) => join(folder, name));
  for (const files of pieces(xml)) {
    try {
      execFileSync("xmllint", ["--noout", "--nonet", ...files], { stdio: ["ignore", "ignore", "pipe"] });
    } catch (error) {
      wrong++;
      console.log(`✖ xmllint: ${error.code === "ENOENT" ? "is not installed" : `${error.stderr}`.slice(0, 1000)}`);
    }
  }
  console.log(
    `${(end - from) * TOGETHER} messages in ${end - from} reports of ten formats, ${pages} of them as pages; ` +
      `${xml.length} files in XML, of each fifth report, for xmllint; ` +
      `${wrong} wrong; ${Math.round((Date.now() - began) / 1000)} s`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = wrong ? 1 : 0;
