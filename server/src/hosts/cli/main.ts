#!/usr/bin/env node
import { CommanderError } from "commander";
import { whyUnwritten } from "../disk.ts";
import { makeProgram } from "./program.ts";
import { UsageError } from "./terminal.ts";

let exitCode = 0;

const program = makeProgram(import.meta.url, (code) => {
  exitCode = code;
});

// A reader that goes away (“| head”) ends the run quietly; one that takes nothing more does not.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCode);
    if (stream === process.stdout) process.stderr.write(`stationmaster: Standard output: ${whyUnwritten(error)}\n`);
    process.exit(2);
  });
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    exitCode = 2;
    const text = error instanceof UsageError ? error.message : (whatSystemSays(error) ?? whatFailed(error));
    process.stderr.write(`stationmaster: ${text}\n`);
  }
}
process.exitCode = exitCode;

/** What is said where it is the system that fails: where in this program that was tells nobody anything. */
function whatSystemSays(error: unknown): string | undefined {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined) return undefined;
  if (/cwd$/.test(syscall)) return "The folder where this runs is gone.";
  return path === undefined ? undefined : `“${path}” could not be read or written (${code}).`;
}

function whatFailed(error: unknown): string {
  return `Something went wrong: ${(error as Error).stack ?? error}`;
}
