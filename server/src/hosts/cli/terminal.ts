import pc from "picocolors";
import type { Paint } from "../../lint/report-text.ts";
import { grouped } from "../../text/count.ts";
import { inert, inertLines } from "../../text/inert.ts";

/** Colors where standard output shows them and nobody asked to do without. */
export function paintFor(color: boolean): Paint {
  return pc.createColors(isColored(color));
}

/** Whether standard output is written to in colors, if they are not unwanted. */
export function isColored(color: boolean): boolean {
  return (
    (color && process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb") ||
    (color && process.env.FORCE_COLOR !== undefined && process.env.FORCE_COLOR !== "0")
  );
}

/** How wide lines may be: the terminal's width within reason; where there is none, what `COLUMNS` says, or 100. */
export function columns(): number {
  const width = process.stdout.columns || Number.parseInt(process.env.COLUMNS ?? "", 10) || 100;
  return Math.max(40, Math.min(width, 120));
}

/** A line on standard error that counts up while a long run goes on; silent where nobody watches. */
export function startProgress(total: number): { step(done: number): void; end(): void } {
  const watched = process.stderr.isTTY === true && total > 200;
  let last = performance.now();
  let shown = false;
  return {
    step(done) {
      if (!watched || performance.now() - last < 100) return;
      last = performance.now();
      shown = true;
      process.stderr.write(`\r\u001b[KChecking ${grouped(done)} of ${grouped(total)} …`);
    },
    end() {
      if (shown) process.stderr.write("\r\u001b[K");
    },
  };
}

/** Begins at the top of an empty screen; what stood on it can be scrolled back to. Nothing where no terminal listens. */
export function clearScreen(): void {
  if (process.stdout.isTTY && process.env.TERM !== "dumb")
    process.stdout.write(`${"\n".repeat(process.stdout.rows ?? 0)}\u001b[H\u001b[J`);
}

/** Writes a line on standard error. */
export function tell(text: string): void {
  process.stderr.write(`stationmaster: ${/* defense: inert-standard-error */ inert(text)}\n`);
}

/** Says on standard output what was done. */
export function say(text: string): Promise<void> {
  return print(`${inertLines(text)}\n`);
}

/** Whether a person is there to answer a question. */
export function isAttended(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** Asks a question that is answered with yes or no; anything else is no, and so is the end of the input. */
export async function confirm(question: string): Promise<boolean> {
  const { createInterface } = await import("node:readline");
  await print(`${inert(question)} [y/N] `);
  for await (const answer of createInterface({ input: process.stdin })) return /^\s*y(?:es)?\s*$/i.test(answer);
  return false;
}

/** Writes all of a text to standard output as it is, also where that is a pipe. */
export function print(text: string): Promise<void> {
  return written(process.stdout, text);
}

/** The same to standard error. */
export function printAside(text: string): Promise<void> {
  return written(process.stderr, text);
}

function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve());
  });
}

/** A mistake in how the command was called, or something in its way: one line, exit code 2. */
export class UsageError extends Error {}
