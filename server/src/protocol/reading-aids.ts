import {
  type CallHierarchyItem,
  type CodeLens,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type SelectionRange,
  type SymbolInformation,
  SymbolKind,
} from "vscode-languageserver";
import type { Lens } from "../features/code-lens.ts";
import type { LinkedFile } from "../features/document-links.ts";
import type { Fold } from "../features/folding.ts";
import type { OutlineEntry } from "../features/outline.ts";
import type { LinkedStation } from "../features/station-links.ts";
import type { WorkspaceSymbol } from "../features/workspace-symbols.ts";
import { CALLOUTS, isCalloutRole } from "../station/callouts.ts";
import { inertLabel } from "../text/inert.ts";
import type { Range } from "../text/range.ts";
import { toLocation } from "./convert.ts";
import { type TextLines, toPositions } from "./documents.ts";
import type { Snapshot } from "./snapshot.ts";

/** The protocol knows no kinds of its own for the parts of a lesson: these have fitting icons. */
const SYMBOL = {
  station: SymbolKind.File,
  section: SymbolKind.String,
  heading: SymbolKind.String,
  term: SymbolKind.Key,
  table: SymbolKind.Array,
  key: SymbolKind.Key,
  event: SymbolKind.Event,
} as const;

function symbolOf(kind: OutlineEntry["kind"]): SymbolKind {
  return SYMBOL[isCalloutRole(kind) ? CALLOUTS[kind].symbol : kind];
}

/** A lens; where the client can't show references it is words alone. */
export function toCodeLens(
  { uris, client }: Snapshot,
  file: string,
  lines: TextLines,
  { range, text: title, showsReferences, showsVerification }: Lens,
): CodeLens {
  const positions = toPositions(lines, range);
  if (showsVerification && client.asks) {
    return { range: positions, command: { title, command: "stationmaster.verification.focus" } };
  }
  if (!showsReferences || !client.showsReferences) return { range: positions, command: { title, command: "" } };
  const command = "stationmaster.showReferences";
  return { range: positions, command: { title, command, arguments: [uris.uriOf(file), positions.start] } };
}

/** A link to a file; to a place in it in the way of editors, `#line,character`. */
export function toDocumentLink(
  { linesOf, uris }: Snapshot,
  lines: TextLines,
  { range, target, at }: LinkedFile,
): DocumentLink {
  const start = at && toPositions(linesOf(target), at).start;
  const place = start ? `#${start.line + 1},${start.character + 1}` : "";
  return { range: toPositions(lines, range), target: uris.uriOf(target) + place };
}

export function toFoldingRange(lines: TextLines, { kind, range }: Fold): FoldingRange {
  const { start, end } = toPositions(lines, range);
  return {
    startLine: start.line,
    endLine: end.line,
    ...(kind === "section" && { kind: FoldingRangeKind.Region }),
    ...(kind === "comment" && { kind: FoldingRangeKind.Comment }),
  };
}

/** Ranges from the smallest to the largest, as a chain. */
export function toSelectionRange(lines: TextLines, offset: number, ranges: readonly Range[]): SelectionRange {
  const chain = ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => ({ range: toPositions(lines, range), ...(parent && { parent }) }),
    undefined,
  );
  return chain ?? { range: toPositions(lines, { start: offset, end: offset }) };
}

/** The outline as a tree, or as a list for clients that know no trees. */
export function toDocumentSymbols(
  snapshot: Snapshot,
  file: string,
  entries: readonly OutlineEntry[],
): DocumentSymbol[] | SymbolInformation[] {
  const lines = snapshot.linesOf(file);
  const asTree = ({ name, detail, kind, range, selection, children }: OutlineEntry): DocumentSymbol => ({
    name: inertLabel(name),
    detail,
    kind: symbolOf(kind),
    range: toPositions(lines, range),
    selectionRange: toPositions(lines, selection),
    children: children.map(asTree),
  });
  const asList = ({ name, kind, range, children }: OutlineEntry): SymbolInformation[] => [
    { name: inertLabel(name), kind: symbolOf(kind), location: toLocation(snapshot, { file, range }) },
    ...children.flatMap(asList),
  ];
  return snapshot.client.nestedSymbols ? entries.map(asTree) : entries.flatMap(asList);
}

export function toWorkspaceSymbol(snapshot: Snapshot, symbol: WorkspaceSymbol): SymbolInformation {
  const { name, kind, container } = symbol;
  const location = toLocation(snapshot, symbol);
  return { name: inertLabel(name), kind: SYMBOL[kind], location, containerName: inertLabel(container) };
}

export function toHierarchyItem({ linesOf, uris }: Snapshot, station: LinkedStation): CallHierarchyItem {
  const lines = linesOf(station.file);
  return {
    name: inertLabel(station.name),
    detail: inertLabel(station.detail),
    kind: SYMBOL.station,
    uri: uris.uriOf(station.file),
    range: toPositions(lines, station.range),
    selectionRange: toPositions(lines, station.selection),
  };
}
