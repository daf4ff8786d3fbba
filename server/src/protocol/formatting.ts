import type { Range as LspRange, TextEdit } from "vscode-languageserver";
import { formatEdits } from "../features/format.ts";
import { formatOnType } from "../features/format-on-type.ts";
import { type Pasted, pasteInto } from "../features/paste.ts";
import { type CellWanted, goToCell, pipeTableAt } from "../features/table-cells.ts";
import { toggleEmphasis } from "../features/toggle-emphasis.ts";
import type { Station } from "../station/station.ts";
import { applyEdits, type TextEdit as OffsetEdit } from "../text/edit.ts";
import type { Range } from "../text/range.ts";
import { toTextEdits } from "./convert.ts";
import { linesOf, toOffsets, toPositions } from "./documents.ts";
import type {
  AtPosition,
  CellStep,
  EmphasisParams,
  EmphasisStep,
  InDocument,
  PasteParams,
  PositionRange,
} from "./messages.ts";
import { documentOf, placeOf, type Snapshot, stationAt } from "./snapshot.ts";

/** The edits that format a station, or the blocks of it that a range touches. */
export function formatting(snapshot: Snapshot, { textDocument, range }: InDocument & { range?: LspRange }): TextEdit[] {
  const { file, lines } = documentOf(snapshot, { textDocument });
  const station = stationAt(snapshot, file);
  if (!station) return [];
  const selection = range && toOffsets(lines, range);
  return toTextEdits(lines, formatEdits(station, readerOf(snapshot, station), selection));
}

/** The same for a selection, of which one that is empty or holds everything means the whole station. */
export function formattingOf(snapshot: Snapshot, file: string, selection: Range): readonly OffsetEdit[] {
  const station = stationAt(snapshot, file);
  if (!station) return [];
  const isWhole = selection.start === selection.end || (selection.start === 0 && selection.end === station.text.length);
  return formatEdits(station, readerOf(snapshot, station), isWhole ? undefined : selection);
}

/** The edits that follow a typed character. */
export function onTypeFormatting(
  snapshot: Snapshot,
  { textDocument, position, ch }: InDocument & { position: LspRange["start"]; ch: string },
): TextEdit[] {
  const { file, lines } = documentOf(snapshot, { textDocument });
  const station = stationAt(snapshot, file);
  if (!station) return [];
  const { start } = toOffsets(lines, { start: position, end: position });
  return toTextEdits(lines, formatOnType(station, readerOf(snapshot, station), start, ch));
}

/** Where the table around a place is; null where there is none. */
export function tableAround(snapshot: Snapshot, params: AtPosition): PositionRange | null {
  const { file, lines, offset } = placeOf(snapshot, params);
  const station = stationAt(snapshot, file);
  const table = station && pipeTableAt(station, offset);
  return table ? toPositions(lines, table.range) : null;
}

/** How to get to another cell of the table around a place; null where there is no such cell. */
export function cell(snapshot: Snapshot, { to, ...params }: AtPosition & { readonly to: CellWanted }): CellStep | null {
  const { file, lines, offset } = placeOf(snapshot, params);
  const station = stationAt(snapshot, file);
  const found = station && goToCell(station, readerOf(snapshot, station), offset, to);
  if (!found) return null;
  const after = linesOf(applyEdits(lines.text, found.edits), lines.encoding);
  return { edits: toTextEdits(lines, found.edits), selection: toPositions(after, found.selection) };
}

/** How what is selected becomes bold or italic, or no longer is; null where there are no such marks. */
export function emphasis(snapshot: Snapshot, params: EmphasisParams): EmphasisStep | null {
  const { file, lines } = documentOf(snapshot, params);
  const station = stationAt(snapshot, file);
  const selections = params.ranges.map((range) => toOffsets(lines, range));
  const found = station && toggleEmphasis(station, selections, params.emphasis);
  if (!found) return null;
  const after = linesOf(applyEdits(lines.text, found.edits), lines.encoding);
  return {
    edits: toTextEdits(lines, found.edits),
    selections: found.selections.map((range) => toPositions(after, range)),
  };
}

/** What pasted text becomes; null where it is to be pasted as it is, as it is at several places at once. */
export function paste(snapshot: Snapshot, { textDocument, range, ranges, text, html }: PasteParams): Pasted | null {
  const { file, lines } = documentOf(snapshot, { textDocument });
  const station = stationAt(snapshot, file);
  const [only, ...others] = ranges ?? (range ? [range] : []);
  if (!station || !only || others.length) return null;
  return pasteInto(station, toOffsets(lines, only), text, html) ?? null;
}

/** Reads other texts of a station in its language. */
function readerOf({ workspace }: Snapshot, { language }: Station): (text: string) => Station {
  return (text) => workspace.readers.station(text, language);
}
