import { type Change, editsOnly } from "../../files/change.ts";
import type { Refusal } from "../../path/refusal.ts";
import type { Workspace } from "../../path/workspace.ts";
import { definitionsOf } from "../definition.ts";
import { usesOf } from "../find-references.ts";
import { type FootnoteSubject, notesOf } from "../subject.ts";

/** Gives a footnote another name, at its note and at every mark. */
export function renameFootnote(workspace: Workspace, subject: FootnoteSubject, newName: string): Change | Refusal {
  const name = newName.replace(/^\[?\^?|\]$/g, "");
  if (!name || /[[\]\s]/.test(name)) return { refused: "The name of a footnote has no spaces or brackets." };
  const taken = notesOf(subject.station).some(
    ({ identifier }) => identifier.toLowerCase() === name.toLowerCase() && identifier !== subject.identifier,
  );
  if (taken) return { refused: `There is already a footnote “${name}”.` };
  const places = [...definitionsOf(subject), ...usesOf(workspace, subject)];
  return editsOnly([[subject.file, places.map(({ range }) => ({ range, newText: name }))]]);
}
