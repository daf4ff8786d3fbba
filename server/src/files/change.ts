import type { TextEdit } from "../text/edit.ts";

/** A change of several files that is made as one: files are edited, then renamed, created and deleted, in this order. */
export interface Change {
  /** Edits of texts as they are now, by the files' present names. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  /** All at once: one may get the name that another gives up; see `inOrder`. */
  readonly renamed: readonly Renaming[];
  /** By the names that they have in the end, which may be one that a renamed file gives up. */
  readonly created: readonly { readonly file: string; readonly text: string }[];
  readonly deleted: readonly string[];
  /** What a person asked to give up, and is lost without a word: files, and entries of a `path.yaml` (see `identityOf`). */
  readonly givenUp?: readonly string[];
  /** What it leaves for a person to look after, in sentences; what they quote may be lost. */
  readonly notes?: readonly string[];
  /** Written text that goes because what stays says the same, such as the second of two equal fields of front matter. */
  readonly needless?: readonly string[];
}

export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** A change of nothing but texts; files without edits are left out. */
export function editsOnly(edits: Iterable<readonly [file: string, edits: readonly TextEdit[]]>): Change {
  const some = [...edits].filter(([, each]) => each.length > 0);
  return { edits: new Map(some), created: [], renamed: [], deleted: [] };
}

/** The edits of both, file by file. */
export function joinEdits(
  ...all: readonly ReadonlyMap<string, readonly TextEdit[]>[]
): ReadonlyMap<string, readonly TextEdit[]> {
  const joined = new Map<string, TextEdit[]>();
  for (const edits of all) {
    for (const [file, each] of edits) {
      const known = joined.get(file);
      if (known) known.push(...each);
      else if (each.length) joined.set(file, [...each]);
    }
  }
  return joined;
}

/** Renamings one by one, in an order in which no name is still in use; a ring of names is opened by a name in between. */
export function inOrder(renamings: readonly Renaming[]): readonly Renaming[] {
  const waiting = new Map(renamings.filter(({ from, to }) => from !== to).map((each) => [each.from, each]));
  const ordered: Renaming[] = [];
  while (waiting.size) {
    const free = [...waiting.values()].filter(({ to }) => !waiting.has(to));
    for (const each of free) {
      ordered.push(each);
      waiting.delete(each.from);
    }
    if (free.length) continue;
    const [first] = waiting.values();
    const between = `${first!.from}.moving`;
    ordered.push({ from: first!.from, to: between });
    waiting.delete(first!.from);
    waiting.set(between, { from: between, to: first!.to });
  }
  return ordered;
}
