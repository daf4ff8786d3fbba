// `npm start`: sets up what is missing, prints what is found in samples/, and opens them in VS Code. Press Ctrl+C to stop.
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { root, runNode, setUp } from "./setup.mjs";

await setUp();
if ((await runNode("tools/bundle.mjs")) !== 0) process.exit(1);
const checked = await runNode("dist/cli.mjs", "check", "samples");
if (checked === 2) process.exit(2);

const samples = join(root, "samples");
const hasDesktop =
  !process.env.STATIONMASTER_EMBEDDED &&
  spawnSync("code", ["--version"], { shell: process.platform === "win32" }).status === 0;
if (hasDesktop) {
  console.log("\nOpening the samples in VS Code. This ends when its window is closed.");
  const args = ["--new-window", "--wait", `--extensionDevelopmentPath=${root}`, samples];
  const code = spawn("code", args, { stdio: "inherit", shell: process.platform === "win32" });
  code.on("close", (status) => process.exit(status ?? 0));
} else {
  const { installHost } = await import("../test/vscode/host/install.mjs");
  await installHost({ browser: false });
  const { startServer } = await import("../test/vscode/host/host.mjs");
  const server = await startServer({ workspace: samples, extensionPath: root, driver: false, theme: "Dark 2026" });
  console.log(`\nThe samples are open in VS Code at\n\n  ${server.url}\n\nPress Ctrl+C to stop.`);
  // The server lives as long as this process, whichever way it ends.
  setInterval(() => {}, 1 << 30);
}
