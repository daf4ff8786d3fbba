// `npm test`: sets up what is missing and runs every test, the real editors included.
import { runNode, setUp } from "./setup.mjs";

const started = Date.now();

await setUp();
const { installHost } = await import("../test/vscode/host/install.mjs");
const { installClients } = await import("../test/clients/install.mjs");
const desktop = process.argv.includes("--desktop");
if (!desktop) await installHost();
installClients();

const clients = ["Neovim and Emacs", "test/clients/run.mjs"];
const editors = desktop
  ? [["the suite in a desktop VS Code", "test/vscode/run.mjs", "desktop"], clients]
  : [
      ["the preview in VS Code, by mouse and keyboard", "test/vscode/hands-on/preview.mjs"],
      ["what else a preview shows", "test/vscode/hands-on/preview-views.mjs"],
      ["the suite in VS Code", "test/vscode/run.mjs", "node"],
      ["the suite in VS Code for the Web, with the package", "test/vscode/run.mjs", "packed-web"],
      ["the suite in VS Code's Restricted Mode, with the package installed", "test/vscode/run.mjs", "packed"],
      ["findings in VS Code, by mouse and keyboard", "test/vscode/hands-on/findings.mjs"],
      ["Restricted Mode in VS Code", "test/vscode/hands-on/restricted.mjs"],
      ["sentences verified in VS Code", "test/vscode/hands-on/verification.mjs"],
      ["a path in VS Code, by mouse and keyboard", "test/vscode/hands-on/path.mjs"],
      ["a server that dies in VS Code", "test/vscode/hands-on/crashes.mjs"],
      clients,
      ["the preview in VS Code, under attack", "test/vscode/hands-on/attacks.mjs"],
      ["the preview in VS Code for the Web, under attack", "test/vscode/hands-on/attacks.mjs", "web"],
    ];

await shown("types, style, unused code, generated files, unit tests", "tools/check.mjs");
await shown("the build", "tools/bundle.mjs");
// One at a time: an editor takes both processors, and two of them take longer than one after the other.
for (const [name, ...command] of editors) await shown(name, ...command);
console.log(`\n✔ Everything passed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);

/** Runs a step with its output shown. */
async function shown(name, ...command) {
  const since = Date.now();
  console.log(`\n── ${name}`);
  const code = await runNode(...command);
  const seconds = ((Date.now() - since) / 1000).toFixed(0);
  if (code !== 0) {
    console.error(`\n✖ ${name}: failed after ${seconds} s.`);
    process.exit(1);
  }
  console.log(`✔ ${name} (${seconds} s)`);
}
