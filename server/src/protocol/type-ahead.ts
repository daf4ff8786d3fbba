import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { completions } from "../features/completion.ts";
import type { Workspace } from "../path/workspace.ts";
import type { OpenDocument } from "./documents.ts";

/** A word is worth a list from this many characters on. */
const FEWEST = 2;

/** Nobody types a longer word before it is completed, in UTF-16 code units. */
const LONGEST = 100;

/**
 * Where the word begins that a letter was just added to.
 * @param offset after what was typed
 * @returns undefined where something else was done, and where the word has only begun
 */
export function wordTyped(
  { text }: OpenDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  offset: number | undefined,
): number | undefined {
  const [change, ...others] = changes;
  if (offset === undefined || others.length || !/^[\p{L}\p{N}]$/u.test(change!.text)) return undefined;
  const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*$/u.exec(text.slice(Math.max(0, offset - LONGEST), offset))![0];
  return word.length < FEWEST ? undefined : offset - word.length;
}

/** Whether what was typed begins a key term or a part of a station, and is not the whole of it. */
export function canBeCompleted(workspace: Workspace, file: string, { text }: OpenDocument, offset: number): boolean {
  const { items } = completions(workspace, file, text, offset);
  return items.some(({ kind, label, range, newText }) => {
    const typed = text.slice(range.start, range.end);
    if (kind === "term") return typed !== newText;
    return kind === "skeleton" && label.toLowerCase().startsWith(typed.toLowerCase());
  });
}
