import { type Change, editsOnly, type Renaming } from "../../files/change.ts";
import { baseName, folderOf, resolveFile } from "../../files/names.ts";
import { followKey } from "../../ledger/follow-text.ts";
import { keysNaming } from "../../path/bibtex-source.ts";
import type { LearningPath } from "../../path/learning-path.ts";
import type { Refusal } from "../../path/refusal.ts";
import type { Source } from "../../path/source.ts";
import { storedTextName } from "../../path/stored-texts.ts";
import { textOf, type Workspace } from "../../path/workspace.ts";
import type { TextEdit } from "../../text/edit.ts";
import { definitionsOf, type Place, unique } from "../definition.ts";
import { usesOf } from "../find-references.ts";
import type { SourceSubject } from "../subject.ts";

/** The keys that Pandoc reads in running text, without braces: https://pandoc.org/MANUAL.html#citation-syntax */
const KEY = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*$/u;

/**
 * Gives a source another key, in its list, also where other entries refer to it, in every citation and ledger on the paths that use the list, and in the
 * name of its stored text.
 */
export function renameSource(workspace: Workspace, subject: SourceSubject, newKey: string): Change | Refusal {
  const key = newKey.replace(/^@/, "");
  if (!KEY.test(key)) {
    return {
      refused: `“${newKey}” can't be cited: a key has letters, digits and _, with single : . - / and the like between them.`,
    };
  }
  if (subject.path.sources.has(key) && key !== subject.key) return { refused: `There is already a source “${key}”.` };
  const { source } = subject;
  const unread = subject.path.sourceFiles.find(({ text, problems }) => text === "" && problems.length > 0);
  if (!source && unread)
    return { refused: `“${baseName(unread.file)}” can't be read, so the key can't be changed there.` };
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
  const renamed = key === subject.key ? [] : storedTexts(paths, subject.key, key);
  const taken = renamed.find(({ to }) => textOf(workspace, to) !== undefined)?.to ?? otherText(paths, subject.key, key);
  if (taken) return { refused: `There is already a file “${baseName(taken)}”. Please rename or remove it first.` };
  return { ...editsOnly([...edits, ...ledgerEdits(paths, subject.key, key)]), renamed };
}

/** The edits of the ledgers in which sentences were compared with a source. */
function ledgerEdits(
  paths: readonly LearningPath[],
  key: string,
  newKey: string,
): ReadonlyMap<string, readonly TextEdit[]> {
  const edits = new Map<string, readonly TextEdit[]>();
  for (const { ledger: found } of paths.flatMap(({ stops }) => stops)) {
    if (!found) continue;
    // Stations may share a ledger, and paths a station.
    const known = edits.get(found.file) ?? [];
    const isNew = ({ range }: TextEdit) => known.every((other) => other.range.start !== range.start);
    edits.set(found.file, [...known, ...followKey(found.ledger, key, newKey).filter(isNew)]);
  }
  return edits;
}

/** What becomes of the names of a source's stored texts. */
function storedTexts(paths: readonly LearningPath[], key: string, newKey: string): readonly Renaming[] {
  const found = paths.flatMap((path): Renaming[] => {
    const from = path.sourceTextFile(key);
    const others = [...path.sources.keys()].filter((other) => other !== key);
    return from === undefined
      ? []
      : [{ from, to: resolveFile(folderOf(from), storedTextName(newKey, { keys: () => others })) }];
  });
  return [...new Map(found.map((each) => [each.from, each])).values()].filter(({ from, to }) => from !== to);
}

/** A file that would be found for the new key before the one that is taken along. */
function otherText(paths: readonly LearningPath[], key: string, newKey: string): string | undefined {
  const found = paths.filter((path) => path.sourceText(key)).map((path) => path.sourceTextFile(newKey));
  return found.find((file) => file !== undefined && paths.every((path) => path.sourceTextFile(key) !== file));
}

/** Where other entries of a BibTeX file name a source, such as the book that a chapter is in. */
function placesInList(workspace: Workspace, { file, key }: Source): readonly Place[] {
  const text = textOf(workspace, file);
  const read = workspace.readers.bibtex;
  if (!/\.bib$/i.test(file) || text === undefined || !read) return [];
  return keysNaming(text, read(text).entries, key).map((range) => ({ file, range }));
}
