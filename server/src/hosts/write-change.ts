import { lstatSync, renameSync, rmSync, statSync } from "node:fs";
import { inOrder } from "../files/change.ts";
import { baseName } from "../files/names.ts";
import type { CheckedChange } from "../path/nothing-lost.ts";
import { applyEdits } from "../text/edit.ts";
import { replaceText, whyUnwritten, writeNew } from "./atomic-write.ts";
import { isThere, readText } from "./disk.ts";

/**
 * Makes a change of several files on disk: all of it or nothing. What was written before something failed is undone.
 * @param textOf the texts that the change was made for; a file that holds something else by now stops it all
 * @returns undefined, or a sentence that says why nothing was changed
 */
export function writeChange({ change }: CheckedChange, textOf: (file: string) => string): string | undefined {
  const refused = [...change.edits.keys(), ...change.renamed.map(({ from }) => from), ...change.deleted].flatMap(
    (file) => reasonAgainst(file, textOf) ?? [],
  )[0];
  if (refused) return refused;
  // What is deleted goes last.
  const givenUp = new Set(change.renamed.map(({ from }) => from));
  const renamings = inOrder(change.renamed);
  const wanted = [...change.created.map(({ file }) => file), ...renamings.map(({ to }) => to)];
  const taken = wanted.find((file) => isThere(file) && !givenUp.has(file));
  if (taken) return `There is already a file “${baseName(taken)}”, so nothing was changed.`;

  const release = holdSignals();
  const undo: (() => string | undefined)[] = [];
  try {
    for (const [file, edits] of change.edits) {
      const before = textOf(file);
      const after = applyEdits(before, edits);
      expectWritten(file, replaceText(file, before, after));
      undo.push(() => replaceText(file, after, before));
    }
    for (const { from, to } of renamings) {
      renameSync(from, to);
      undo.push(() => void renameSync(to, from));
    }
    for (const { file, text } of change.created) {
      expectWritten(file, writeNew(file, text));
      undo.push(() => void rmSync(file));
    }
    for (const file of change.deleted) {
      const like = statSync(file);
      rmSync(file);
      undo.push(() => writeNew(file, textOf(file), like));
    }
    return undefined;
  } catch (error) {
    // defense: undo-half-a-change
    const left = undo.reverse().flatMap((step) => failureOf(step) ?? []);
    const why = (error as Error).message;
    return left.length
      ? `${why} Not all that was changed before could be undone: ${left[0]}`
      : `Nothing was changed. ${why}`;
  } finally {
    release();
  }
}

/**
 * Lets nothing that asks the program to end, such as Ctrl+C, end it between two files. What comes meanwhile is passed over: all is
 * written in a moment.
 */
function holdSignals(): () => void {
  const ignore = () => {};
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, ignore);
  return () => {
    for (const signal of signals) process.off(signal, ignore);
  };
}

/** @throws Error where something could not be written */
function expectWritten(file: string, failed: string | undefined): void {
  if (failed) throw new Error(`${baseName(file)}: ${failed}`);
}

/** Takes a step back; why it could not, as a sentence. */
function failureOf(step: () => string | undefined): string | undefined {
  try {
    return step();
  } catch (error) {
    return whyUnwritten(error);
  }
}

function reasonAgainst(file: string, textOf: (file: string) => string): string | undefined {
  const read = readText(file);
  if (!("text" in read)) return `Nothing was changed. ${baseName(file)}: ${read.reason}`;
  if (lstatSync(file).isSymbolicLink()) return `Nothing was changed. ${baseName(file)} is a link to another file.`;
  // defense: no-stale-texts
  if (read.text === textOf(file)) return undefined;
  return `${baseName(file)} was changed in the meantime, so nothing was changed. Please try again.`;
}
