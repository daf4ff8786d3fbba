// Neovim drives the same server over standard input and output, and finds what the command line finds.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "dist/cli.mjs");
const folder = mkdtempSync(join(tmpdir(), "stationmaster-neovim-"));
try {
  const samples = join(folder, "samples");
  cpSync(join(root, "samples"), samples, { recursive: true });
  const { stdout } = spawnSync(process.execPath, [cli, "check", "--hints", "--format", "json"], {
    cwd: samples,
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  const { files } = JSON.parse(stdout);
  const result = join(folder, "found.json");
  execFileSync(
    "nvim",
    ["--clean", "--headless", "-u", "NONE", "-c", `luafile ${join(root, "test/clients/neovim.lua")}`],
    {
      cwd: samples,
      stdio: ["ignore", "inherit", "inherit"],
      timeout: 120_000,
      env: {
        ...process.env,
        XDG_STATE_HOME: folder,
        XDG_DATA_HOME: folder,
        XDG_CACHE_HOME: folder,
        STATIONMASTER_COMMAND: JSON.stringify([process.execPath, cli, "server", "--stdio"]),
        STATIONMASTER_FILES: JSON.stringify(files.map(({ file }) => file)),
        STATIONMASTER_COUNTS: JSON.stringify(
          Object.fromEntries(files.map(({ file, findings }) => [file, findings.length])),
        ),
        STATIONMASTER_RESULT: result,
      },
    },
  );
  const found = JSON.parse(readFileSync(result, "utf8"));
  let count = 0;
  for (const { file, findings } of files) {
    const expected = findings.map(({ rule, message, range: { start, end } }) => ({
      rule,
      message,
      range: {
        start: { line: start.line - 1, character: start.column - 1 },
        end: { line: end.line - 1, character: end.column - 1 },
      },
    }));
    assert.deepEqual(Object.values(found[file] ?? {}), expected, file);
    count += expected.length;
  }
  assert.ok(files.length > 20 && count > 20, "the samples have findings");
  console.log(`Neovim shows the ${count} findings of the command line in ${files.length} files.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
