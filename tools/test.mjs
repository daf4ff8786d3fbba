// `npm test`: sets up what is missing and runs every test, the real editors included.
import { desktopSteps, reasonIn, runStep, steps } from "./editor-steps.mjs";
import { setUp } from "./setup.mjs";

const started = Date.now();

await setUp();
const { installHost } = await import("../test/vscode/host/install.mjs");
const { installClients } = await import("../test/clients/install.mjs");
const desktop = process.argv.includes("--desktop");
if (!desktop) await installHost();
installClients();

await passes({ name: "types, style, unused code, generated files, unit tests", command: ["tools/check.mjs"] });
await passes({ name: "the build", command: ["tools/bundle.mjs"] });
// In CI, where nobody looks on, an editor that fails is asked once more. What passes then is a fault to be found, not a reason
// to throw away everything else.
const tries = process.env.CI ? 2 : 1;
const flaky = [];
for (const step of desktop ? desktopSteps : steps) await passes(step, tries);

for (const { name, reason } of flaky) console.log(`\n⚠ Flaky: ${name} failed once: ${reason}`);
console.log(`\n✔ Everything passed in ${secondsSince(started)} s.`);

/** Runs a step with its output shown, at most this many times until it passes; ends everything if it does not. */
async function passes(step, tries = 1) {
  const { name } = step;
  console.log(`\n── ${name}`);
  const { code, output, seconds } = await runStep(step, { shown: true });
  if (code === 0) {
    console.log(`✔ ${name} (${seconds.toFixed(0)} s)`);
    return;
  }
  console.error(`\n✖ ${name}: failed after ${seconds.toFixed(0)} s.`);
  if (tries === 1) process.exit(1);
  console.log("Running it again …");
  await passes(step, tries - 1);
  flaky.push({ name, reason: reasonIn(output) });
}

function secondsSince(time) {
  return ((Date.now() - time) / 1_000).toFixed(0);
}
