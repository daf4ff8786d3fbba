import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Reports a program and each that it starts: when they end, how much memory and processor time they took. */
const METER = `import { writeFileSync } from "node:fs"; import { isMainThread } from "node:worker_threads";
  const tell = () => writeFileSync(process.env.METER + process.pid, JSON.stringify(process.resourceUsage()));
  if (isMainThread) process.on("exit", tell);
  if (process.send) process.on("SIGTERM", () => process.exit());`;

/**
 * Runs a program of Node to its end.
 * @returns what `spawnSync` does, and how much memory in MB and how many seconds it took, of the processors or by the clock,
 * whichever is less, with all programs that it started; neither where it was killed
 */
export function metered(args, options) {
  const folder = mkdtempSync(join(tmpdir(), "stationmaster-meter-"));
  const env = {
    ...process.env,
    ...options.env,
    METER: `${folder}/`,
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(METER)}`,
  };
  try {
    const began = performance.now();
    const run = spawnSync(process.execPath, args, { ...options, env });
    const byTheClock = (performance.now() - began) / 1000;
    const told = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
    if (!existsSync(join(folder, `${run.pid}`))) return run;
    // On a busy machine the clock counts what others do, too; the processors count what is done side by side.
    const sum = (value) => told.reduce((all, each) => all + value(each), 0);
    return {
      ...run,
      memory: sum(({ maxRSS }) => maxRSS) / 1024,
      seconds: Math.min(byTheClock, sum(({ userCPUTime, systemCPUTime }) => userCPUTime + systemCPUTime) / 1e6),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
