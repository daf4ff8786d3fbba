// The programs that Stationmaster is measured against. They are installed beside the project's caches, once, without running
// any script of theirs.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const PACKAGES = {
  rumdl: ["rumdl@0.2.75"],
  "markdownlint-cli2": ["markdownlint-cli2@0.24.1"],
  "remark-cli": ["remark-cli@12.0.1", "remark-preset-lint-recommended@7.0.1", "remark-validate-links@13.1.0"],
  "vscode-markdown-languageserver": ["vscode-markdown-languageserver@0.5.0", "markdown-it@12.3.2"],
};

/** Installs a peer if it is missing. @returns the folder that its packages are in */
function installed(name) {
  const packages = PACKAGES[name];
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const place = join(base, "stationmaster", "bench", packages[0]);
  const mark = join(place, "installed.txt");
  if (!existsSync(mark) || readFileSync(mark, "utf8") !== packages.join("\n")) {
    mkdirSync(place, { recursive: true });
    console.error(`Installing ${packages.join(", ")} …`);
    const args = ["install", "--prefix", place, "--no-save", "--ignore-scripts", "--loglevel=error", ...packages];
    execFileSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
    writeFileSync(mark, packages.join("\n"));
  }
  return join(place, "node_modules");
}

/** The native program of rumdl: its package's own script would add the time that Node takes to start. */
export function rumdl() {
  const name = process.platform === "win32" ? "rumdl.exe" : "rumdl";
  const found = filesNamed(installed("rumdl"), name).find((file) => {
    return readFileSync(file).subarray(0, 2).toString() !== "#!";
  });
  if (!found) throw new Error("rumdl has no build for this platform, so there is nothing to compare with.");
  return found;
}

/** markdownlint-cli2 on the stations of a folder. */
export function markdownlint(folder) {
  const script = join(installed("markdownlint-cli2"), "markdownlint-cli2", "markdownlint-cli2-bin.mjs");
  return [process.execPath, script, `${folder}/**/*.md`, "--no-globs"];
}

/** remark-cli with its recommended rules and links on the stations of a folder. */
export function remark(folder) {
  const packages = installed("remark-cli");
  const plugins = ["remark-preset-lint-recommended", "remark-validate-links"];
  const settings = join(packages, "..", "remark.json");
  // Without a repository: links are looked up among the files.
  const used = plugins.map((plugin) => [join(packages, plugin, "index.js"), { repository: false }]);
  writeFileSync(settings, JSON.stringify({ plugins: used }));
  const cli = join(packages, "remark-cli", "cli.js");
  return [process.execPath, cli, folder, "--quiet", "--no-stdout", "--no-config", "--rc-path", settings];
}

/**
 * The language server that VS Code's own Markdown support is made of, its checks on as VS Code has them.
 * @returns the options that its client needs, and the command
 */
export function markdownServer() {
  const folder = join(installed("vscode-markdown-languageserver"), "vscode-markdown-languageserver");
  const { main } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const warning = { enabled: "warning" };
  const validate = {
    ...{ enabled: true, ignoredLinks: [], fileLinks: { ...warning, markdownFragmentLinks: "inherit" } },
    ...{ referenceLinks: warning, fragmentLinks: warning, duplicateLinkDefinitions: warning },
    unusedLinkDefinitions: { enabled: "hint" },
  };
  const settings = { markdown: { validate, server: { log: "off" } } };
  return {
    options: [
      ...["--markdown-it", join(folder, "package.json"), "--settings", JSON.stringify(settings)],
      ...["--init", JSON.stringify({ markdownFileExtensions: ["md"] })],
    ],
    command: [process.execPath, join(folder, main), "--stdio"],
  };
}

function filesNamed(folder, name) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
