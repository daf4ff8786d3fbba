import { fileAt, writeNew, writeWhole } from "../disk.ts";
import { UsageError } from "./terminal.ts";

/**
 * Writes a file that is not there yet.
 * @throws UsageError where it can't be written
 */
export function writeNewFile(name: string, text: string): void {
  const failed = writeNew(fileAt(name), text);
  if (failed) throw new UsageError(`${name}: ${failed}`);
}

/**
 * Writes a file, or overwrites it.
 * @throws UsageError where it can't be written
 */
export function overwriteFile(name: string, text: string): void {
  const failed = writeWhole(fileAt(name), text);
  if (failed) throw new UsageError(`${name}: ${failed}`);
}
