// Shows that each defense is needed: switches it off in a copy of the project, runs the test that stands guard over it, and
// expects that test to fail. Prints a line for each defense; ends with 1 if a test stayed green or a defense was not found.
//   node test/endurance/defenses.mjs [--only <part of a name>] [--part <number>/<parts>] [--at-once <number>]
import { execFile, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs, promisify } from "node:util";
import { defenses } from "./defenses/list.mjs";
import { filesIn, findMarks, guardOf, switchOff } from "./defenses/marks.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const files = filesIn(root);
const marks = findMarks(root);

/** A copy of the project's files, which shares its packages. */
function copyProject() {
  const copy = mkdtempSync(join(tmpdir(), "stationmaster-defenses-"));
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file), { verbatimSymlinks: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** A test that takes longer hangs without its defense. */
const LONGEST_TEST_MS = 300_000;

/** How many tests of a file fail in a copy of the project, how many of them because they ran out of time, and what is printed. */
function failuresOf(copy, test, named) {
  const report = join(copy, "defenses-report.json");
  rmSync(report, { force: true });
  const args = ["--no-install", "vitest", "run", test, "--reporter=json", `--outputFile=${report}`];
  if (named) args.push("-t", named);
  return new Promise((resolve) => {
    const child = spawn("npx", args, { cwd: copy, stdio: ["ignore", "ignore", "pipe"], detached: true });
    let hung = false;
    const end = () => {
      try {
        process.kill(-child.pid, "SIGKILL"); // with all that it has started
      } catch {
        // nothing is left of it
      }
    };
    const timer = setTimeout(() => {
      hung = true;
      end();
    }, LONGEST_TEST_MS);
    let printed = "";
    child.stderr.on("data", (data) => {
      printed += data;
    });
    child.on("close", () => {
      clearTimeout(timer);
      end();
      if (hung) return resolve({ failed: 1, late: 1, ran: 1, printed });
      try {
        const { numFailedTests, numPassedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
        const failures = testResults.flatMap(({ assertionResults }) => assertionResults);
        const late = failures.filter(({ failureMessages }) => /timed out/.test(failureMessages?.[0])).length;
        resolve({ failed: numFailedTests, late, ran: numFailedTests + numPassedTests, printed });
      } catch {
        resolve({ failed: 0, late: 0, ran: 0, printed });
      }
    });
  });
}

/** The same for a script that tries the build in VS Code: what it asserts counts, and nothing else that may go wrong with it. */
async function failureOf(copy, script) {
  const run = promisify(execFile);
  await run(process.execPath, ["tools/bundle.mjs"], { cwd: copy });
  const { code = 0, stderr } = await run(process.execPath, [script], { cwd: copy }).catch((error) => error);
  const failed = stderr.includes("AssertionError") ? 1 : 0;
  return { failed, late: 0, ran: code === 0 ? 1 : failed, printed: stderr };
}

/** Switches one defense off, and on again. Returns whether its test noticed, and in which words. */
async function without(copy, name) {
  const defense = defenses[name];
  const mark = marks.find((each) => each.name === name);
  if (!mark) return { noticed: false, words: "is not marked" };
  const file = join(copy, mark.file);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, switchOff(mark.file, text, name, defense));
  try {
    const guard = guardOf(files, defense);
    const { failed, late, ran, printed } = await (defense.script
      ? failureOf(copy, guard)
      : failuresOf(copy, guard, defense.named));
    if (ran === 0) return { noticed: false, words: `its test did not run: ${printed.trim().slice(-300)}` };
    // A busy machine makes a test late, too.
    return {
      noticed: failed > (defense.hangs ? 0 : late),
      words: `${failed} of ${ran} tests of ${guard} failed${late ? `, ${late} of them because they ran out of time` : ""}`,
    };
  } finally {
    writeFileSync(file, text);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: "" },
      part: { type: "string", default: "1/1" },
      "at-once": { type: "string", default: "1" },
    },
  });
  const [part, parts] = values.part.split("/").map(Number);
  const waiting = Object.keys(defenses).filter((name, at) => name.includes(values.only) && at % parts === part - 1);
  const all = waiting.length;
  let unnoticed = 0;
  const work = async () => {
    const copy = copyProject();
    try {
      for (let name = waiting.shift(); name; name = waiting.shift()) {
        const { noticed, words } = await without(copy, name);
        if (!noticed) unnoticed++;
        console.log(`${noticed ? "✔" : "✖"} without ${name}: ${words}`);
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: Number(values["at-once"]) }, work));
  console.log(`\n${all - unnoticed} of ${all} defenses are shown to be needed.`);
  process.exitCode = unnoticed ? 1 : 0;
}
