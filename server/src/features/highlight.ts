import type { Workspace } from "../path/workspace.ts";
import type { Range } from "../text/range.ts";
import { definitionsOf, unique } from "./definition.ts";
import { usesOf } from "./find-references.ts";
import { subjectAt } from "./subject.ts";

/** Highlight: all places of the open station that speak of what the cursor is on. */
export function highlight(workspace: Workspace, file: string, offset: number): readonly Highlight[] {
  const subject = subjectAt(workspace, file, offset);
  if (!subject) return [];
  const here = (places: readonly { readonly file: string; readonly range: Range }[], defines: boolean) =>
    unique(places.filter((place) => place.file === file)).map(({ range }) => ({ range, defines }));
  return [...here(definitionsOf(subject), true), ...here(usesOf(workspace, subject), false)];
}

export interface Highlight {
  readonly range: Range;
  readonly defines: boolean;
}
