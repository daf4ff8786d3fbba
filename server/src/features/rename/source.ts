import { type Change, editsOnly } from "../../files/change.ts";
import { keysNaming } from "../../path/bibtex-source.ts";
import type { Refusal } from "../../path/refusal.ts";
import type { Source } from "../../path/source.ts";
import { textOf, type Workspace } from "../../path/workspace.ts";
import type { TextEdit } from "../../text/edit.ts";
import { definitionsOf, type Place, unique } from "../definition.ts";
import { usesOf } from "../find-references.ts";
import type { SourceSubject } from "../subject.ts";

/** The keys that Pandoc reads in running text, without braces: https://pandoc.org/MANUAL.html#citation-syntax */
const KEY = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*$/u;

/** Gives a source another key, in its list, also where other entries refer to it, and in every citation on the paths that use the list. */
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
  const places = [
    ...definitionsOf(subject),
    ...paths.flatMap((path) => usesOf(workspace, { ...subject, path })),
    ...(source ? placesInList(workspace, source) : []),
  ];
  const edits = new Map<string, TextEdit[]>();
  for (const { file, range } of unique(places)) edits.set(file, [...(edits.get(file) ?? []), { range, newText: key }]);
  return editsOnly(edits);
}

/** Where other entries of a BibTeX file name a source, such as the book that a chapter is in. */
function placesInList(workspace: Workspace, { file, key }: Source): readonly Place[] {
  const text = textOf(workspace, file);
  const read = workspace.readers.bibtex;
  if (!/\.bib$/i.test(file) || text === undefined || !read) return [];
  return keysNaming(text, read(text).entries, key).map((range) => ({ file, range }));
}
