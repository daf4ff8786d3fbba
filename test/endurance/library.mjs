// Checks a library of very many stations in which much is wrong, ten folders deep, of which each holds a thousand stations and the
// next folder, and says how much memory and time each format takes. What is more lies in folders of a hundred.
//   node test/endurance/library.mjs [--files 100000] [--format text]… [--most 4000] [--threads 2]
// Ends with 1 if a check took more than a number of megabytes, did not end with the code of findings, or did not report all that there
// is; for SARIF, if it is more than GitHub takes or does not say what is left out.
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { nodePrograms } from "../../tools/bundle-options.mjs";
import { metered } from "./support/metered.mjs";

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "100000" },
    format: { type: "string", multiple: true, default: ["text", "json", "sarif"] },
    most: { type: "string", default: "4000" },
    threads: { type: "string", default: String(availableParallelism()) },
  },
});
const files = Number(values.files);
const outdir = fileURLToPath(new URL("../../dist/test/library", import.meta.url)); // tests that run meanwhile build the usual one again
await build({ ...nodePrograms, outdir });

const folder = mkdtempSync(join(tmpdir(), "stationmaster-library-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const work = join(folder, "work");

/** How many folders lie in each other, how many stations in each of these, and how many in the folders of all others. */
const LEVELS = 10;
const IN_EACH = 1_000;
const TOGETHER = 100;

/** The folder of a station, by its number: each digit is a folder in the one before. */
function placeOf(at) {
  const level = Math.floor(at / IN_EACH);
  const digits =
    level < LEVELS ? "0123456789".slice(0, level + 1) : `${Math.floor(at / TOGETHER)}`.padStart(LEVELS, "0");
  return join(work, ...digits);
}

const textOf = (at) =>
  `# Rain ${at}:\n\nIt it rains in the the hills, as the previous station shows. Water runs down to [the sea](sea.md). \n\n## Of rain\n\n- one;\n- two.\n`;
for (let at = 0; at < files; at++) {
  const place = placeOf(at);
  if (at % TOGETHER === 0) mkdirSync(place, { recursive: true });
  writeFileSync(join(place, `${at}.station.md`), textOf(at));
}

/** What is wrong with a report. */
const judges = {
  text: (report) => [
    [!report.includes(`\n${files} files checked: `.replace(/\B(?=(\d{3})+ )/, ",")), "it does not sum up"],
  ],
  json(report) {
    const { summary } = JSON.parse(report);
    return [
      [summary.files !== files, `it reports ${summary.files} files`],
      [summary.errors < files || summary.warnings < 4 * files, "it does not report all findings"],
    ];
  },
  sarif(report, said) {
    const { results, invocations } = JSON.parse(report).runs[0];
    const notes = JSON.stringify(invocations);
    return [
      [results.length > 25_000, `it has ${results.length} results`],
      [
        results.slice(0, Math.min(files, 25_000)).some(({ level }) => level !== "error"),
        "it has not kept the heaviest",
      ],
      [gzipSync(report).length > 10_000_000, "it is more than 10 MB, compressed"],
      [
        results.length === 25_000 && !(/left out/.test(said) && /left out/.test(notes)),
        "it does not say what is left out",
      ],
    ];
  },
};

let failed = false;
for (const format of values.format) {
  const [report, errors] = ["report", "errors"].map((name) => join(folder, name));
  const [out, err] = [openSync(report, "w"), openSync(errors, "w")];
  const args = ["check", "--no-cache", "--threads", values.threads, "--format", format];
  const { status, memory, seconds } = metered([join(outdir, "cli.mjs"), ...args], {
    cwd: work,
    stdio: ["ignore", out, err],
  });
  closeSync(out);
  closeSync(err);
  const wrong = [
    [status !== 1, `it ended with ${status}`],
    [!(memory <= Number(values.most)), "it took too much memory"],
    ...(judges[format]?.(readFileSync(report, "utf8"), readFileSync(errors, "utf8")) ?? []),
  ].flatMap(([isWrong, what]) => (isWrong ? [what] : []));
  failed ||= wrong.length > 0;
  const size = Math.round(statSync(report).size / 1e6);
  console.log(
    `${format}: ${Math.round(memory)} MB of memory, ${Math.round(seconds)} s, a report of ${size} MB. ${wrong.join(", ")}`,
  );
}
process.exitCode = failed ? 1 : 0;
