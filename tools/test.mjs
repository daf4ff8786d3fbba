// `npm test`: sets up what is missing and runs every test, the real editors included.
import { runNode, setUp } from "./setup.mjs";

const started = Date.now();
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

await setUp();
const { installHost } = await import("../test/vscode/host/install.mjs");
const { installClients } = await import("../test/clients/install.mjs");
const desktop = process.argv.includes("--desktop");
if (!desktop) await installHost();
installClients();

const editors = desktop
  ? [["the suite in a desktop VS Code", "test/vscode/run.mjs", "desktop"]]
  : [
      ["the suite in VS Code", "test/vscode/run.mjs", "node"],
      ["the suite in VS Code for the Web", "test/vscode/run.mjs", "web"],
      ["the suite in VS Code, with the package installed", "test/vscode/run.mjs", "packed"],
      ["findings in VS Code, by mouse and keyboard", "test/vscode/hands-on/findings.mjs"],
      ["a path in VS Code, by mouse and keyboard", "test/vscode/hands-on/path.mjs"],
      ["the preview in VS Code, by mouse and keyboard", "test/vscode/hands-on/preview.mjs"],
      ["what else a preview shows", "test/vscode/hands-on/preview-views.mjs"],
      ["the preview of a text that changes without pause", "test/vscode/hands-on/preview-load.mjs"],
      ["the preview in VS Code, under attack", "test/vscode/hands-on/attacks.mjs"],
      ["the preview in VS Code for the Web, under attack", "test/vscode/hands-on/attacks.mjs", "web"],
      ["sentences verified in VS Code", "test/vscode/hands-on/verification.mjs"],
      ["a server that dies in VS Code", "test/vscode/hands-on/crashes.mjs"],
    ];
const steps = [
  ["types, style, unused code, generated files, unit tests", "tools/check.mjs"],
  ["the build", "tools/bundle.mjs"],
  ["Neovim and Emacs", "test/clients/run.mjs"],
  ...editors,
];
for (const [name, ...command] of steps) {
  const since = Date.now();
  console.log(`\n── ${name}`);
  const code = await runNode(...command);
  if (code !== 0) {
    console.error(`\n✖ ${name}: failed after ${seconds(since)}.`);
    process.exit(1);
  }
  console.log(`✔ ${name} (${seconds(since)})`);
}
console.log(`\n✔ Everything passed in ${seconds(started)}.`);
