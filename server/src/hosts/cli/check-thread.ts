import { parentPort, workerData } from "node:worker_threads";
import { type Checked, type Checking, checkGroup } from "./check-targets.ts";

// What runs in each thread of a check: groups of files in, what was found out.
parentPort!.on("message", async (groups: readonly (readonly string[])[]) => {
  const checked: Checked[] = [];
  for (const files of groups) checked.push(await checkGroup(files, workerData as Checking));
  parentPort!.postMessage(checked);
});
