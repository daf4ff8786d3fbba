import type { Workspace } from "../../path/workspace.ts";
import type { Station } from "../../station/station.ts";
import type { TextEdit } from "../../text/edit.ts";
import type { Range } from "../../text/range.ts";

/** A change of how something is written that a writer can ask for at a place. */
export interface Refactoring {
  readonly id: string;
  readonly kind: "refactor.extract" | "refactor.inline" | "refactor.rewrite";
  /** What it would do at a selection; undefined where it does not apply. */
  offer(station: Station, selection: Range, around: Around | undefined): Rewrite | undefined;
}

/** Where a station stands, for what depends on its path. */
export interface Around {
  readonly workspace: Workspace;
  readonly file: string;
}

export interface Rewrite {
  /** Begins with a verb. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}
