// Runs the suite in a real VS Code and ends with its exit code: `node` (a Node extension host, as on the desktop),
// `web` (a web worker, as on vscode.dev) or `desktop` (an installed VS Code, or one that is downloaded).
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const kind = process.argv[2] ?? "node";
const tests = join(root, "dist/test/suite.cjs");

await build({
  entryPoints: [join(root, "test/vscode/suite/index.ts")],
  outfile: tests,
  bundle: true,
  format: "cjs",
  platform: "browser",
  external: ["vscode"],
  logLevel: "error",
});

// A copy: the tests edit the samples. It goes when this process ends, also by Ctrl-C.
const folder = mkdtempSync(join(tmpdir(), "stationmaster-vscode-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const workspace = join(folder, "samples");
cpSync(join(root, "samples"), workspace, { recursive: true });
process.exitCode = kind === "desktop" ? await runOnDesktop() : await runInBrowser();

async function runInBrowser() {
  const { runExtensionTests } = await import("./host/host.mjs");
  const verbose = process.argv.includes("--verbose");
  const { code, noise, ms } = await runExtensionTests({
    extensionPath: root,
    testsPath: tests,
    workspace,
    kind,
    timeout: 180_000,
    onTestLine: (line) => console.log(line),
    ...(verbose && { onNoise: (line) => console.error(line) }),
  });
  if (code !== 0 && !verbose) {
    const errors = noise.filter(
      (line) => line.startsWith("error ") && !/ENOPRO|Canceled|\[Service Worker\]/.test(line),
    );
    console.error(["VS Code's whole log: --verbose.", ...errors.slice(0, 5)].join("\n"));
  }
  console.log(
    `The suite ${code === 0 ? "passed" : code === 124 ? "ran out of time" : "failed"} in ${(ms / 1000).toFixed(0)} s.`,
  );
  return code;
}

async function runOnDesktop() {
  const { runTests } = await import("@vscode/test-electron");
  const installed = ["/usr/share/code/code", "/Applications/Visual Studio Code.app/Contents/MacOS/Electron"].find(
    (file) => existsSync(file),
  );
  try {
    await runTests({
      ...(installed && { vscodeExecutablePath: installed }),
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      launchArgs: [workspace, "--disable-extensions"],
    });
    return 0;
  } catch (error) {
    console.error(String(error));
    return 1;
  }
}
