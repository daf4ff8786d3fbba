import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Tells of a program, when it ends, how much memory and processor time it took. */
const METER = `import { writeFileSync } from "node:fs"; import { isMainThread } from "node:worker_threads";
  if (isMainThread) process.on("exit", () => writeFileSync(process.env.METER, JSON.stringify(process.resourceUsage())));`;

/**
 * Runs a program of Node to its end.
 * @returns what `spawnSync` does, and how much memory in MB and processor time in seconds it took; neither where it was killed
 */
export function metered(args, options) {
  const folder = mkdtempSync(join(tmpdir(), "stationmaster-meter-"));
  const usage = join(folder, "usage");
  const env = {
    ...process.env,
    ...options.env,
    METER: usage,
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(METER)}`,
  };
  try {
    const run = spawnSync(process.execPath, args, { ...options, env });
    if (!existsSync(usage)) return run;
    const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(usage, "utf8"));
    return { ...run, memory: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
