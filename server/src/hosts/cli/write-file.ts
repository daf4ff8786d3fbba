import { type Content, writeNew } from "../atomic-write.ts";
import { fileAt } from "../disk.ts";
import { whyNotOverwritten, writeOwn } from "./own-files.ts";
import { print, say, UsageError } from "./terminal.ts";

/**
 * Writes a file that is not there yet.
 * @throws UsageError where it can't be written
 */
export function writeNewFile(name: string, text: string): void {
  const failed = writeNew(fileAt(name), text);
  if (failed) throw new UsageError(`${name}: ${failed}`);
}

/**
 * Better said before what a file shall hold is made.
 * @throws UsageError where something is that this program did not write
 */
export function expectOurs(name: string, isForced?: boolean): void {
  const refused = whyNotOverwritten(name, "report", isForced);
  if (refused) throw new UsageError(`${name}: ${refused}`);
}

/**
 * Writes a file, or overwrites one that this program wrote.
 * @param isForced whether anything may be overwritten
 * @throws UsageError where it can't be written
 */
export function overwriteFile(name: string, content: Content, isForced?: boolean): void {
  const failed = writeOwn(name, content, "report", isForced);
  if (failed) throw new UsageError(`${name}: ${failed}`);
}

/**
 * Prints a report, or writes it into the file that was asked for and says so.
 * @throws UsageError where it can't be written
 */
export async function deliverText(
  text: string,
  { output, force }: { readonly output?: string; readonly force?: boolean },
): Promise<void> {
  if (output === undefined) return print(text);
  overwriteFile(output, text, force);
  await say(`Wrote ${output}.`);
}
