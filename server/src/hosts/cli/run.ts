import { CommanderError } from "commander";
import { inertLines } from "../../text/inert.ts";
import { makeProgram } from "./program.ts";
import { tell, UsageError } from "./terminal.ts";

/** What the command line ends with when it was called in a wrong way, or something was in its way. */
export const FAILED = 2;

/**
 * Runs the command line once, and says on standard error what stopped it. Never rejects.
 * @param args what follows the command's name
 * @param home where the command's own script lies, as a URL
 * @returns the exit code
 */
export async function run(args: readonly string[], home: string): Promise<number> {
  let exitCode = 0;
  const program = makeProgram({
    home,
    end: (code) => {
      exitCode = code;
    },
  });
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : FAILED;
    reportFailure(error);
    return FAILED;
  }
  return exitCode;
}

/** Says on standard error what stopped a run. */
export function reportFailure(error: unknown): void {
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
