import { existsSync, lstatSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type Change, inOrder } from "../text/change.ts";
import { applyEdits } from "../text/edit.ts";
import { baseName } from "../text/file.ts";
import { readText, replaceText } from "./disk.ts";

/**
 * Makes a change of several files on disk: all of it or nothing. What was written before something failed is undone.
 * @param textOf the texts that the change was made for; a file that holds something else by now stops it all
 * @returns undefined, or a sentence that says why nothing was changed
 */
export function writeChange(change: Change, textOf: (file: string) => string): string | undefined {
  const refused = [...change.edits.keys(), ...change.renamed.map(({ from }) => from), ...change.deleted].flatMap(
    (file) => reasonAgainst(file, textOf) ?? [],
  )[0];
  if (refused) return refused;
  const givenUp = new Set([...change.renamed.map(({ from }) => from), ...change.deleted]);
  const wanted = [...change.created.map(({ file }) => file), ...change.renamed.map(({ to }) => to)];
  const taken = wanted.find((file) => existsSync(file) && !givenUp.has(file));
  if (taken) return `There is a file “${baseName(taken)}” already, so nothing was changed.`;

  const undo: (() => void)[] = [];
  try {
    for (const [file, edits] of change.edits) {
      const before = textOf(file);
      const after = applyEdits(before, edits);
      const failed = replaceText(file, before, after);
      if (failed) throw new Error(`${baseName(file)}: ${failed}`);
      undo.push(() => replaceText(file, after, before));
    }
    for (const { from, to } of inOrder(change.renamed)) {
      renameSync(from, to);
      undo.push(() => renameSync(to, from));
    }
    for (const { file, text } of change.created) {
      writeFileSync(file, text, { flag: "wx" });
      undo.push(() => rmSync(file));
    }
    for (const file of change.deleted) {
      rmSync(file);
      undo.push(() => writeFileSync(file, textOf(file)));
    }
    return undefined;
  } catch (error) {
    for (const step of undo.reverse()) step();
    return `Nothing was changed. ${(error as Error).message}`;
  }
}

function reasonAgainst(file: string, textOf: (file: string) => string): string | undefined {
  const read = readText(file);
  if (!("text" in read)) return `Nothing was changed. ${baseName(file)}: ${read.reason}`;
  if (lstatSync(file).isSymbolicLink()) return `Nothing was changed. ${baseName(file)} is a link to another file.`;
  if (read.text === textOf(file)) return undefined;
  return `${baseName(file)} was changed meanwhile, so nothing was changed. Please try again.`;
}
