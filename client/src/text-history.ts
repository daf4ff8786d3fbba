import type * as vscode from "vscode";

interface Change {
  /** The version of the text that the change made. */
  readonly version: number;
  readonly parts: readonly vscode.TextDocumentContentChangeEvent[];
}

/** At most this many changes of a text are remembered; a page that is older is about to be drawn again. */
const MOST = 1_000;

/** Remembers how texts change, so that a place in an earlier version is found in the present one. */
export class TextHistory {
  readonly #changes = new Map<string, Change[]>();
  /** The versions from which on all changes of a text are known. */
  readonly #from = new Map<string, number>();

  note({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    const changes = this.#changes.get(uri) ?? [];
    changes.push({ version: document.version, parts: contentChanges });
    if (changes.length > MOST) this.#from.set(uri, changes.shift()!.version);
    this.#changes.set(uri, changes);
  }

  /** Forgets a text that is closed: when it is opened again, its versions are counted from the start. */
  forget(uri: vscode.Uri): void {
    this.#changes.delete(uri.toString());
    this.#from.delete(uri.toString());
  }

  /**
   * Where an offset of a version of a text is now, in UTF-16 code units; nothing if the version is too old to tell.
   * Within words that were replaced it is as near as can be.
   */
  offsetNow(uri: vscode.Uri, version: number, offset: number): number | undefined {
    if (version < (this.#from.get(uri.toString()) ?? 0)) return undefined;
    const later = (this.#changes.get(uri.toString()) ?? []).filter((change) => change.version > version);
    return later.flatMap(({ parts }) => parts).reduce(moved, offset);
  }
}

/** VS Code gives the parts of a change from the end of the text to its beginning, so each can be made after the other. */
function moved(offset: number, { rangeOffset, rangeLength, text }: vscode.TextDocumentContentChangeEvent): number {
  if (offset >= rangeOffset + rangeLength) return offset + text.length - rangeLength;
  return offset > rangeOffset ? Math.min(offset, rangeOffset + text.length) : offset;
}
