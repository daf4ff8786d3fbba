#!/usr/bin/env node
import { whyUnwritten } from "../atomic-write.ts";
import { FAILED, reportFailure, run } from "./run.ts";
import { tell } from "./terminal.ts";

// Nothing that goes wrong may end with the code of findings, as Node would have it.
// defense: own-code-for-faults
process.on("uncaughtException", (error) => {
  if (process.listenerCount("uncaughtException") > 1) return; // a server goes on
  reportFailure(error);
  process.exit(FAILED);
});

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // defense: reader-that-has-enough
  if (error.code === "EPIPE") return; // a reader that has seen enough (“| head”) does not change what comes out
  tell(`Standard output: ${whyUnwritten(error)}`);
  process.exit(FAILED);
});
process.stderr.on("error", () => {}); // there is nobody left to tell

process.exitCode = await run(process.argv.slice(2), import.meta.url);
