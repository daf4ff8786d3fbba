#!/usr/bin/env node
import { CommanderError } from "commander";
import { inertLines } from "../../text/inert.ts";
import { whyUnwritten } from "../disk.ts";
import { makeProgram } from "./program.ts";
import { tell, UsageError } from "./terminal.ts";

let exitCode = 0;

const program = makeProgram(import.meta.url, (code) => {
  exitCode = code;
});

// Nothing that goes wrong may end with the code of findings, as Node would have it.
// defense: own-code-for-faults
process.on("uncaughtException", (error) => {
  if (process.listenerCount("uncaughtException") > 1) return; // a server goes on
  fail(error);
  process.exit(2);
});

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // defense: reader-that-has-enough
  if (error.code === "EPIPE") return; // a reader that has seen enough (“| head”) does not change what comes out
  tell(`Standard output: ${whyUnwritten(error)}`);
  process.exit(2);
});
process.stderr.on("error", () => {}); // there is nobody left to tell

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? 0 : 2;
  else fail(error);
}
process.exitCode = exitCode;

function fail(error: unknown): void {
  exitCode = 2;
  const known = error instanceof UsageError ? error.message : whatSystemSays(error);
  if (known !== undefined) tell(known);
  else
    process.stderr.write(`stationmaster: ${inertLines(`Something went wrong: ${(error as Error)?.stack ?? error}`)}\n`);
}

/** What is said where it is the system that fails: where in this program that was tells nobody anything. */
function whatSystemSays(error: unknown): string | undefined {
  const { code, syscall, path } = Object(error) as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined) return undefined;
  if (/cwd$/.test(syscall)) return "The folder where this runs is gone.";
  return path === undefined ? undefined : `“${path}” could not be read or written (${code}).`;
}
