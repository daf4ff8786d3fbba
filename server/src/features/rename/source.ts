import { type Change, editsOnly } from "../../files/change.ts";
import type { Refusal } from "../../path/refusal.ts";
import type { Workspace } from "../../path/workspace.ts";
import type { TextEdit } from "../../text/edit.ts";
import { definitionsOf, unique } from "../definition.ts";
import { usesOf } from "../find-references.ts";
import type { SourceSubject } from "../subject.ts";

/** The keys that Pandoc reads in running text, without braces: https://pandoc.org/MANUAL.html#citation-syntax */
const KEY = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*$/u;

/** Gives a source another key, in its list and in every citation on the paths that use the list. */
export function renameSource(workspace: Workspace, subject: SourceSubject, newKey: string): Change | Refusal {
  const key = newKey.replace(/^@/, "");
  if (!KEY.test(key)) {
    return {
      refused: `“${newKey}” can't be cited: a key has letters, digits and _, with single : . - / and the like between them.`,
    };
  }
  const taken = subject.path.sources.get(key);
  if (taken && key !== subject.key) return { refused: `There is already a source “${key}”.` };
  const { source } = subject;
  const paths = source
    ? [...workspace.paths.values()].filter(({ sourceFiles }) => sourceFiles.some(({ file }) => file === source.file))
    : [subject.path];
  const places = [...definitionsOf(subject), ...paths.flatMap((path) => usesOf(workspace, { ...subject, path }))];
  const edits = new Map<string, TextEdit[]>();
  for (const { file, range } of unique(places)) edits.set(file, [...(edits.get(file) ?? []), { range, newText: key }]);
  return editsOnly(edits);
}
