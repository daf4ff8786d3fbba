import { parentPort, workerData } from "node:worker_threads";
import { type Checking, checkTargets } from "./check-targets.ts";
import { targetsOf } from "./targets.ts";

// What runs in each thread of a check: files in, findings out.
parentPort!.on("message", async (files: readonly string[]) => {
  parentPort!.postMessage(await checkTargets(targetsOf(files), workerData as Checking));
});
