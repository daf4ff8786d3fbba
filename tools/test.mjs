// `npm test`: sets up what is missing and runs every test, the real editors included.
import { desktopSteps, hostile, reasonIn, runStep, steps } from "./editor-steps.mjs";
import { atOnce, setUp } from "./setup.mjs";

const started = Date.now();

await setUp();
const { installHost } = await import("../test/vscode/host/install.mjs");
const { installClients } = await import("../test/clients/install.mjs");
const desktop = process.argv.includes("--desktop");
if (!desktop) await installHost();
installClients();

const before = [
  {
    name: "types, style, unused code, generated files; units, the command line and the server",
    command: ["tools/check.mjs"],
  },
  { name: "the build", command: ["tools/bundle.mjs"] },
  // Before the editors, not beside them: together they take as long, as each editor keeps a processor busy.
  hostile,
];
for (const step of before) {
  console.log(`\n── ${step.name}`);
  report(step, await runStep(step, { shown: true }));
}

// In CI, where nobody looks on, an editor that fails is asked once more. What passes then is a fault to be found, not a reason
// to throw away everything else.
const tries = process.env.CI ? 2 : 1;
const flaky = [];
// What each prints is shown when it has ended.
await atOnce(2, desktop ? desktopSteps : steps, (step) => passes(step, tries));

for (const { name, reason } of flaky) console.log(`\n⚠ Flaky: ${name} failed once: ${reason}`);
console.log(`\n✔ Everything passed in ${((Date.now() - started) / 1_000).toFixed(0)} s.`);

/** Runs a step at most this many times, until it passes; ends everything if it does not. */
async function passes(step, most) {
  const result = await runStep(step, { shown: false });
  console.log(`\n── ${step.name}\n${result.output.trimEnd()}`);
  // A step of several parts tries a part again by itself, and says so.
  for (const [, name, reason] of result.output.matchAll(/⚠ Flaky, and tried once more: (.*)\n\s*(.*)/g))
    flaky.push({ name, reason });
  if (result.code === 0 || most === 1) return report(step, result);
  console.log(`✖ ${step.name}: failed after ${result.seconds.toFixed(0)} s, and is run again.`);
  await passes(step, most - 1);
  flaky.push({ name: step.name, reason: reasonIn(result.output) });
}

/** Says how a step ended; the first that fails ends everything. */
function report({ name }, { code, seconds }) {
  if (code === 0) return console.log(`✔ ${name} (${seconds.toFixed(0)} s)`);
  console.error(`\n✖ ${name}: failed after ${seconds.toFixed(0)} s.`);
  process.exit(1);
}
