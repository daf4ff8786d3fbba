import { type Change, inOrder, type Renaming } from "../../files/change.ts";

/**
 * The renamings of the change that was last given to the client. An editor asks what a renaming means for other files also where
 * it makes one of ours, in which that stands already.
 */
export class OwnRenamings {
  #names = new Set<string>();
  #before = new Map<string, string>();

  /** Remembers the renamings of a change that is given to the client, and the texts that it edits as they are now. */
  remember({ edits, renamed }: Change, textOf: (file: string) => string): void {
    this.#names = new Set(inOrder(renamed).map(nameOf));
    this.#before = new Map(this.#names.size ? [...edits.keys()].map((file) => [file, textOf(file)]) : []);
  }

  /** Whether a renaming is one of them, and the change is being made: its edits come first. */
  includes(renaming: Renaming, textOf: (file: string) => string): boolean {
    return this.#names.has(nameOf(renaming)) && [...this.#before].every(([file, text]) => textOf(file) !== text);
  }
}

function nameOf({ from, to }: Renaming): string {
  return `${from}\n${to}`;
}
