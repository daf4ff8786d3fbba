import { parentPort, workerData } from "node:worker_threads";
import { type Checking, checkGroups } from "./check-targets.ts";

// What runs in each thread of a check: groups of files in, what was found out.
parentPort!.on("message", async (groups: readonly (readonly string[])[]) => {
  parentPort!.postMessage(await checkGroups(groups, workerData as Checking));
});
