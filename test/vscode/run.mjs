// Runs the suite in a real VS Code and ends with its exit code. Kinds, one or more: `node` (a Node extension host, as on the
// desktop), `web` (a web worker and a virtual workspace, as on vscode.dev), `packed` and `packed-web` (the same with the package,
// as VS Code installs it, and for Node in Restricted Mode) or `desktop` (an installed VS Code, or one that is downloaded).
//   node test/vscode/run.mjs [<kind> …] [--verbose]
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const verbose = process.argv.includes("--verbose");
const given = process.argv.slice(2).filter((word) => word !== "--verbose");

// It goes when this process ends, also by Ctrl-C.
const folder = mkdtempSync(join(tmpdir(), "stationmaster-vscode-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
let installedPath;

for (const kind of given.length ? given : ["node"]) {
  const code = await runKind(kind);
  if (code !== 0) process.exit(code);
}

async function runKind(name) {
  const [, packed, kind] = /^(packed-?)?(.*)$/.exec(name);
  // A copy: the tests edit the samples.
  const workspace = join(folder, name, "samples");
  cpSync(join(root, "samples"), workspace, { recursive: true });
  if (packed) installedPath ??= await installed();
  const extensionPath = packed ? installedPath : root;
  // In a web worker, tests lie inside the extension.
  const tests = join(extensionPath, "dist/test/suite.cjs");
  // VS Code trusts every virtual workspace.
  const trust = !packed || kind === "web";
  await build({
    entryPoints: [join(root, "test/vscode/suite/index.ts")],
    outfile: tests,
    bundle: true,
    format: "cjs",
    platform: "browser",
    external: ["vscode"],
    define: { TRUSTED: String(trust) },
    logLevel: "error",
  });
  if (kind === "desktop") return runOnDesktop({ tests, workspace });
  return runInBrowser({ extensionPath, tests, workspace, kind: kind || "node", trust });
}

/** Makes the package, has VS Code install it, and says where it lies then. */
async function installed() {
  const { packageExtension } = await import("../../tools/package.mjs");
  const { locateHost } = await import("./host/install.mjs");
  const { vscode, node } = locateHost();
  const file = await packageExtension(join(folder, "vsix"));
  const data = join(folder, "installed");
  const { status, stdout, stderr } = spawnSync(
    node,
    ["out/server-main.js", "--accept-server-license-terms", "--server-data-dir", data, "--install-extension", file],
    { cwd: vscode, encoding: "utf8" },
  );
  const name = readdirSync(join(data, "extensions")).find((each) => each.startsWith("stationmaster.stationmaster-"));
  if (status !== 0 || !name) throw new Error(`VS Code did not install ${file}:\n${stdout}${stderr}`);
  return join(data, "extensions", name);
}

async function runInBrowser({ extensionPath, tests, workspace, kind, trust }) {
  const { runExtensionTests } = await import("./host/host.mjs");
  const { code, noise, ms } = await runExtensionTests({
    extensionPath,
    testsPath: tests,
    workspace,
    kind,
    trust,
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

async function runOnDesktop({ tests, workspace }) {
  const { runTests } = await import("@vscode/test-electron");
  const program = ["/usr/share/code/code", "/Applications/Visual Studio Code.app/Contents/MacOS/Electron"].find(
    (file) => existsSync(file),
  );
  try {
    await runTests({
      ...(program && { vscodeExecutablePath: program }),
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
