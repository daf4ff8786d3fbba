import { markdownToMdast } from "satteri";
import { type Change, inOrder } from "../../server/src/files/change.ts";
import { isInside, resolveFile } from "../../server/src/files/names.ts";
import { readBibtex } from "../../server/src/hosts/bibtex.ts";
import type { Language } from "../../server/src/language/language.ts";
import type { LintFinding, LintOptions } from "../../server/src/lint/lint.ts";
import type { LearningPath } from "../../server/src/path/learning-path.ts";
import { makeWorkspace, type Readers, type Workspace } from "../../server/src/path/workspace.ts";
import { readStation, type Station } from "../../server/src/station/station.ts";
import type { MarkdownReader } from "../../server/src/syntax/markdown-reader.ts";
import { dedent } from "../../server/src/text/dedent.ts";
import { applyEdits, type TextEdit } from "../../server/src/text/edit.ts";
import { lineAt, lineStarts } from "../../server/src/text/lines.ts";
import { type Range, slice } from "../../server/src/text/range.ts";

/** Where the files of a fixture lie. */
export const ROOT = "/fixture";

/** A fixture without a `-- name --` line is this file. */
export const LONE_FILE = `${ROOT}/station.station.md`;

/** The Markdown reader that the command line uses. */
export const markdownReader = markdownToMdast as MarkdownReader;

/** A station read from a text, as every host reads it. */
export function station(text: string): Station {
  return readStation(text, markdownReader);
}

/** The same in a language. */
export function stationIn(language: Language, text: string): Station {
  return readStation(text, markdownReader, language);
}

/** What a range has said of it in a picture. */
export interface Note {
  readonly range: Range;
  readonly message: string;
}

/**
 * The files of a fixture. `-- name --` starts one; lines of carets are notes and no part of the text; a last line
 * `\ no newline` leaves out the file's final line end.
 */
export function parseFixture(fixture: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  let name = LONE_FILE;
  let lines: string[] = [];
  const finish = () => {
    if (lines.length === 0 && name === LONE_FILE) return;
    const bare = lines.at(-1) === "\\ no newline";
    files.set(name, bare ? lines.slice(0, -1).join("\n") : `${lines.join("\n")}\n`);
  };
  for (const line of dedent(fixture).split("\n")) {
    const header = /^-- (.+) --$/.exec(line);
    if (header) {
      finish();
      name = resolveFile(ROOT, header[1]!);
      lines = [];
    } else if (!isNote(line)) lines.push(line);
  }
  finish();
  return files;
}

/** A fixture with a cursor, which is written `$0` where it stands; two of them are a selection. */
export interface CursorFixture {
  readonly files: ReadonlyMap<string, string>;
  readonly workspace: Workspace;
  /** The file with the cursor. */
  readonly file: string;
  readonly offset: number;
  readonly selection: Range;
}

export function cursorFixture(fixture: string): CursorFixture {
  const marked = parseFixture(fixture);
  const [file, text] = [...marked].find(([, each]) => each.includes("$0"))!;
  const files = new Map(marked).set(file, text.replaceAll("$0", ""));
  const offset = text.indexOf("$0");
  const second = text.indexOf("$0", offset + 2);
  const selection = { start: offset, end: second < 0 ? offset : second - 2 };
  return { files, workspace: fixtureWorkspace(files), file, offset, selection };
}

export function fixtureWorkspace(files: ReadonlyMap<string, string>, languages?: readonly Language[]): Workspace {
  const readers: Readers = {
    station: (text, language) => stationIn(language, text),
    bibtex: readBibtex,
    rootOf: () => ROOT,
    languages,
  };
  return makeWorkspace(
    readers,
    [...files].map(([file, text]) => ({ file, text })),
  );
}

/** The first path of a fixture's files. */
export function fixturePath(fixture: string): LearningPath {
  const [path] = fixtureWorkspace(parseFixture(fixture)).paths.values();
  return path!;
}

/** What a fixture's rules may know of the disk: the fixture's own files, and their folders. */
export function fixtureLookUp(files: ReadonlyMap<string, string>): LintOptions["lookUp"] {
  const isThere = (place: string) => files.has(place) || [...files.keys()].some((file) => isInside(place, file));
  return (file) => (!isInside(ROOT, file) ? "outside" : isThere(file) ? "found" : "missing");
}

/** Draws a fixture with notes under its lines: the counterpart of `parseFixture`. */
export function drawFixture(files: ReadonlyMap<string, string>, notes: ReadonlyMap<string, readonly Note[]>): string {
  return [...files]
    .map(([file, text]) => {
      const header = files.size === 1 && file === LONE_FILE ? [] : [`-- ${file.slice(ROOT.length + 1)} --`];
      return [...header, drawNotes(text, notes.get(file) ?? [])].join("\n");
    })
    .join("\n");
}

/** Draws a text with carets and a message under every range that has one. */
export function drawNotes(text: string, notes: readonly Note[]): string {
  const starts = lineStarts(text);
  const byLine = new Map<number, string[]>();
  for (const { range, message } of [...notes].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  )) {
    const line = lineAt(starts, range.start);
    const start = starts[line]!;
    const lineEnd = start + text.slice(start).search(/[\n\r]|$/);
    const carets = "^".repeat(Math.max(1, Math.min(range.end, lineEnd) - range.start));
    const more = range.end > lineEnd + 1 ? "…" : "";
    const drawn = `${" ".repeat(range.start - start)}${carets}${more} ${message}`;
    byLine.set(line, [...(byLine.get(line) ?? []), drawn]);
  }
  const bare = !text.endsWith("\n");
  const lines = (bare ? text : text.slice(0, -1)).split("\n");
  const drawn = lines.flatMap((line, index) => [line, ...(byLine.get(index) ?? [])]);
  return [...drawn, ...(byLine.get(lines.length) ?? []), ...(bare ? ["\\ no newline"] : [])].join("\n");
}

/** The files as they are after a change. */
export function afterChange(files: ReadonlyMap<string, string>, change: Change): ReadonlyMap<string, string> {
  const after = new Map(files);
  for (const [file, edits] of change.edits) after.set(file, applyEdits(files.get(file)!, edits));
  for (const { from, to } of inOrder(change.renamed)) {
    if (after.has(to)) throw new Error(`${to} is there already.`);
    after.set(to, after.get(from)!);
    after.delete(from);
  }
  for (const { file, text } of change.created) {
    if (after.has(file)) throw new Error(`${file} is there already.`);
    after.set(file, text);
  }
  for (const file of change.deleted) after.delete(file);
  return new Map([...after].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The files as they were before a change, from what they became: each step taken back, the last one first. */
export function beforeChange(files: ReadonlyMap<string, string>, change: Change): ReadonlyMap<string, string> {
  const before = new Map(afterChange(files, change));
  for (const file of change.deleted) before.set(file, files.get(file)!);
  for (const { file } of change.created) before.delete(file);
  for (const { from, to } of [...inOrder(change.renamed)].reverse()) {
    before.set(from, before.get(to)!);
    before.delete(to);
  }
  for (const [file, edits] of change.edits)
    before.set(file, applyEdits(before.get(file)!, inverse(files.get(file)!, edits)));
  return before;
}

/** The edits that an editor makes to take edits of a text back. */
function inverse(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let moved = 0;
  return [...edits]
    .sort((a, b) => a.range.start - b.range.start)
    .map(({ range, newText }) => {
      const start = range.start + moved;
      moved += newText.length - (range.end - range.start);
      return { range: { start, end: start + newText.length }, newText: slice(text, range) };
    });
}

/** Files as a fixture has them. */
export function showFiles(files: ReadonlyMap<string, string>): string {
  return [...files].map(([file, text]) => `-- ${file.slice(ROOT.length + 1)} --\n${text}`).join("");
}

export function notesOf(findings: readonly LintFinding[]): readonly Note[] {
  return findings.map(({ range, message }) => ({ range, message }));
}

function isNote(line: string): boolean {
  return /^ *\^+…? \S/.test(line);
}
