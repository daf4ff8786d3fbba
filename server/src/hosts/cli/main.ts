#!/usr/bin/env node
import { CommanderError } from "commander";
import { makeProgram } from "./program.ts";
import { UsageError } from "./terminal.ts";

let exitCode = 0;

const program = makeProgram(import.meta.url, (code) => {
  exitCode = code;
});

// A reader that goes away (“| head”) ends the run quietly.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCode);
    throw error;
  });
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    exitCode = 2;
    const text =
      error instanceof UsageError ? error.message : `Something went wrong: ${(error as Error).stack ?? error}`;
    process.stderr.write(`stationmaster: ${text}\n`);
  }
}
process.exitCode = exitCode;
