// `npm test`: sets up what is missing and runs every test, the real editors included.
import { atOnce, runKept, runNode, setUp } from "./setup.mjs";

const started = Date.now();

await setUp();
const { installHost } = await import("../test/vscode/host/install.mjs");
const { installClients } = await import("../test/clients/install.mjs");
const desktop = process.argv.includes("--desktop");
if (!desktop) await installHost();
installClients();

const clients = ["Neovim and Emacs", "test/clients/run.mjs"];
const together = desktop
  ? [clients, ["the suite in a desktop VS Code", "test/vscode/run.mjs", "desktop"]]
  : [
      ["the preview in VS Code, under attack", "test/vscode/hands-on/attacks.mjs"],
      ["the preview in VS Code for the Web, under attack", "test/vscode/hands-on/attacks.mjs", "web"],
      ["what else a preview shows", "test/vscode/hands-on/preview-views.mjs"],
      ["the suite in VS Code", "test/vscode/run.mjs", "node"],
      ["the suite in VS Code for the Web, with the package", "test/vscode/run.mjs", "packed-web"],
      ["the suite in VS Code's Restricted Mode, with the package installed", "test/vscode/run.mjs", "packed"],
      ["findings in VS Code, by mouse and keyboard", "test/vscode/hands-on/findings.mjs"],
      ["sentences verified in VS Code", "test/vscode/hands-on/verification.mjs"],
      ["a path in VS Code, by mouse and keyboard", "test/vscode/hands-on/path.mjs"],
      ["a server that dies in VS Code", "test/vscode/hands-on/crashes.mjs"],
      clients,
    ];
/** What tells how long something takes has the machine for itself. */
const alone = desktop
  ? []
  : [
      ["the preview in VS Code, by mouse and keyboard", "test/vscode/hands-on/preview.mjs"],
      ["the preview of a text that changes without pause", "test/vscode/hands-on/preview-load.mjs"],
    ];

await shown("types, style, unused code, generated files, unit tests", "tools/check.mjs");
await shown("the build", "tools/bundle.mjs");
for (const [name, ...command] of alone) await shown(name, ...command);
// Two at a time, the longest first: each waits for some of the time.
await atOnce(2, together, async ([name, ...command]) => {
  const { code, output, seconds } = await runKept(process.execPath, ...command);
  console.log(`\n── ${name}\n${output.trimEnd()}`);
  told(name, code, seconds);
});
console.log(`\n✔ Everything passed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);

/** Runs a step with its output shown. */
async function shown(name, ...command) {
  const since = Date.now();
  console.log(`\n── ${name}`);
  told(name, await runNode(...command), (Date.now() - since) / 1000);
}

function told(name, code, seconds) {
  if (code !== 0) {
    console.error(`\n✖ ${name}: failed after ${seconds.toFixed(0)} s.`);
    process.exit(1);
  }
  console.log(`✔ ${name} (${seconds.toFixed(0)} s)`);
}
