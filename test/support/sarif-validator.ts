import { execFile } from "node:child_process";
import { chmodSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** What the official validator of SARIF has against a log. */
export async function validated(file: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const tool = createRequire(require.resolve("@microsoft/sarif-multitool/package.json"));
  const folder = dirname(tool.resolve(`@microsoft/sarif-multitool-${process.platform}/package.json`));
  const program = join(folder, process.platform === "win32" ? "Sarif.Multitool.exe" : "Sarif.Multitool");
  if (process.platform !== "win32") chmodSync(program, 0o755);
  const { stdout } = await promisify(execFile)(program, ["validate", file, "--rule-kind", "Sarif"]);
  // It passes over in silence what is no SARIF, or not called so; of ours that it has read, it never fails to say this.
  if (!stdout.includes("informationUri")) return stdout;
  return stdout
    .split("\n")
    .filter((line) => /\): (?:error|warning) /.test(line) && !line.includes("informationUri"))
    .join("\n");
}
