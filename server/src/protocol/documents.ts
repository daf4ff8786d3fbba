import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { textOf, type Workspace } from "../path/workspace.ts";
import { lineStarts, offsetAt, type Position, type PositionEncoding, positionAt } from "../text/lines.ts";
import type { Range } from "../text/range.ts";

/** A text with its lines, in the encoding of positions that the client asked for. */
export interface TextLines {
  readonly text: string;
  readonly starts: readonly number[];
  readonly encoding: PositionEncoding;
}

/** An open document. */
export interface OpenDocument extends TextLines {
  readonly version: number;
  /** What the client calls its language, such as `markdown`. */
  readonly languageId: string;
}

/** Whether a client takes a document for a station, whatever its name is. Neovim writes `markdown.station`. */
export function isStationByLanguage({ languageId }: OpenDocument): boolean {
  return languageId.split(".").includes("station");
}

export function linesOf(text: string, encoding: PositionEncoding): TextLines {
  let starts: readonly number[] | undefined;
  return {
    text,
    encoding,
    get starts() {
      starts ??= lineStarts(text);
      return starts;
    },
  };
}

/** The lines of any file that a finding can stand in or point to, as the editor has it or else as it was read. */
export function linesIn(
  workspace: Workspace,
  documents: ReadonlyMap<string, OpenDocument>,
  encoding: PositionEncoding,
  file: string,
): TextLines {
  const open = documents.get(file);
  if (open) return open;
  return linesOf(textOf(workspace, file) ?? "", encoding);
}

/** The document after some changes, and the offset after the last of them. */
export function changeDocument(
  before: OpenDocument,
  version: number,
  changes: readonly TextDocumentContentChangeEvent[],
): { document: OpenDocument; offset: number | undefined } {
  let lines: TextLines = before;
  let offset: number | undefined;
  for (const change of changes) {
    let { text } = change;
    offset = undefined;
    if ("range" in change) {
      const { start, end } = toOffsets(lines, change.range);
      text = lines.text.slice(0, start) + change.text + lines.text.slice(end);
      offset = start + change.text.length;
    }
    lines = linesOf(text, before.encoding);
  }
  return { document: openDocument(lines, version, before.languageId), offset };
}

export function openDocument(lines: TextLines, version: number, languageId: string): OpenDocument {
  return {
    version,
    languageId,
    text: lines.text,
    encoding: lines.encoding,
    get starts() {
      return lines.starts;
    },
  };
}

/** A range of offsets as lines and characters. */
export function toPositions(lines: TextLines, { start, end }: Range): { start: Position; end: Position } {
  const at = (offset: number) => positionAt(lines.text, lines.starts, offset, lines.encoding);
  return { start: at(start), end: at(end) };
}

/** A range of lines and characters as offsets; places outside the text move to the nearest within, and a reversed range is turned. */
export function toOffsets(lines: TextLines, range: { readonly start: Position; readonly end: Position }): Range {
  const start = offsetAt(lines.text, lines.starts, range.start, lines.encoding);
  const end = offsetAt(lines.text, lines.starts, range.end, lines.encoding);
  return start <= end ? { start, end } : { start: end, end: start };
}
