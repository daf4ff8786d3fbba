import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  CompletionResolveRequest,
  DefinitionRequest,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  MessageType,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  ResponseError,
  SelectionRangeRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type ServerCapabilities,
  ShowMessageNotification,
  WillRenameFilesRequest,
  WorkspaceDiagnosticRequest,
  WorkspaceSymbolRequest,
} from "vscode-languageserver";
import { codeLenses } from "../features/code-lens.ts";
import { completionDocumentation } from "../features/completion.ts";
import { definition } from "../features/definition.ts";
import { documentLinks } from "../features/document-links.ts";
import { exportPage } from "../features/export.ts";
import { fileRename } from "../features/file-rename.ts";
import { references } from "../features/find-references.ts";
import { folds } from "../features/folding.ts";
import { highlight } from "../features/highlight.ts";
import { hover } from "../features/hover.ts";
import { inlayHints } from "../features/inlay-hints.ts";
import { outline } from "../features/outline.ts";
import { partAt } from "../features/path-view.ts";
import { preview, showsFormulas } from "../features/preview.ts";
import { rename, renameTarget } from "../features/rename.ts";
import { selectionRanges } from "../features/selection-range.ts";
import { semanticTokens } from "../features/semantic-tokens.ts";
import { referredToBy, refersTo, stationsAt } from "../features/station-links.ts";
import { workspaceSymbols } from "../features/workspace-symbols.ts";
import { belongingsOf } from "../files/belongings.ts";
import { isStationFile } from "../files/kinds.ts";
import type { TexReader } from "../render/math.ts";
import { offsetAt } from "../text/lines.ts";
import { LONGEST_TEXT, shorten } from "../text/shorten.ts";
import { beginning } from "./beginning.ts";
import { beginningCommands } from "./beginning-commands.ts";
import { isBesideMarkdown, isLeftToMarkdown, movedLinksLeft, showsHeadings } from "./beside-markdown.ts";
import { CODE_ACTION_KINDS, codeActions } from "./code-actions.ts";
import { commands, type Runs } from "./commands.ts";
import { type CompletionData, completionList } from "./completion-items.ts";
import { answered, safeChange, toDefinition, toLocation } from "./convert.ts";
import { diagnosticsOf, workspaceReports } from "./diagnostics.ts";
import { toOffsets, toPositions } from "./documents.ts";
import {
  type Connected,
  type Entry,
  filesOf,
  inTime,
  ownRequest,
  ownTask,
  request,
  snapshotOf,
  task,
} from "./entry.ts";
import { cell, emphasis, formatting, onTypeFormatting, paste, tableAround } from "./formatting.ts";
import { toHover } from "./hover.ts";
import type { InDocument, ServerCommands } from "./messages.ts";
import { pathCommands } from "./path-commands.ts";
import { previewHost } from "./previews.ts";
import {
  toCodeLens,
  toDocumentLink,
  toDocumentSymbols,
  toFoldingRange,
  toHierarchyItem,
  toSelectionRange,
  toWorkspaceSymbol,
} from "./reading-aids.ts";
import { SEMANTIC_TOKENS, toSemanticTokens } from "./semantic-tokens.ts";
import { documentOf, placeOf, versionOf } from "./snapshot.ts";
import { verificationCommands } from "./verification-commands.ts";
import { paths, sentenceAtPlace, sentences, stations, verification } from "./views.ts";

const allCommands: Runs<ServerCommands> = {
  ...commands,
  ...beginningCommands,
  ...pathCommands,
  ...verificationCommands,
};

/** What draws the formulas of a station, or of its whole path; undefined where there are none. */
async function texReaderFor(connected: Connected, params: InDocument, whole: boolean): Promise<TexReader | undefined> {
  const { session } = connected;
  const snapshot = snapshotOf(connected);
  const { file } = documentOf(snapshot, params);
  return showsFormulas(snapshot.workspace, file, whole) ? session.host.texReader() : undefined;
}

/** Every request the server answers. What it offers a client is collected from here, so nothing is offered and missing. */
export const requests: readonly Entry[] = [
  request(
    DocumentDiagnosticRequest.type,
    { diagnosticProvider: { identifier: "stationmaster", interFileDependencies: true, workspaceDiagnostics: true } },
    (snapshot, params) => {
      const { file } = documentOf(snapshot, params);
      return { kind: "full" as const, items: diagnosticsOf(snapshot, file) };
    },
  ),
  task(WorkspaceDiagnosticRequest.type, {}, async (connected, { previousResultIds }, token) => ({
    items: await workspaceReports(connected, new Map(previousResultIds.map(({ uri, value }) => [uri, value])), token),
  })),
  request(CodeActionRequest.type, { codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] } }, codeActions),
  request(DefinitionRequest.type, { definitionProvider: true }, (snapshot, params) => {
    const { file, lines, offset } = placeOf(snapshot, params);
    if (isLeftToMarkdown(snapshot, file, offset)) return null;
    const found = definition(snapshot.workspace, file, offset);
    return found ? toDefinition(snapshot, lines, found) : null;
  }),
  request(ReferencesRequest.type, { referencesProvider: true }, (snapshot, params) => {
    const { file, offset } = placeOf(snapshot, params);
    if (isLeftToMarkdown(snapshot, file, offset)) return null;
    const places = references(snapshot.workspace, file, offset, params.context.includeDeclaration);
    return places.map((place) => toLocation(snapshot, place));
  }),
  request(DocumentHighlightRequest.type, { documentHighlightProvider: true }, (snapshot, params) => {
    const { file, lines, offset } = placeOf(snapshot, params);
    return highlight(snapshot.workspace, file, offset).map(({ range, defines }) => ({
      range: toPositions(lines, range),
      kind: defines ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  }),
  request(PrepareRenameRequest.type, { renameProvider: { prepareProvider: true } }, (snapshot, params) => {
    const { file, lines, offset } = placeOf(snapshot, params);
    const target = answered(renameTarget(snapshot.workspace, file, offset, lines.text));
    return { range: toPositions(lines, target.range), placeholder: target.name };
  }),
  task(RenameRequest.type, {}, async (connected, params) => {
    const change = inTime(connected, filesOf(connected, params), (snapshot) => {
      const { file, offset } = placeOf(snapshot, params);
      return answered(rename(snapshot.workspace, file, offset, params.newName));
    });
    const { edit, notes } = await safeChange(connected, change);
    await showNotes(connected, notes);
    return edit;
  }),
  task(WillRenameFilesRequest.type, {}, async (connected, { files }) => {
    const { session, uris, client } = connected;
    const textOf = (file: string) => session.linesOf(file).text;
    const renamings = files
      .map(({ oldUri, newUri }) => ({ from: uris.fileOf(oldUri), to: uris.fileOf(newUri) }))
      .filter((renaming) => !session.ownRenamings.includes(renaming, textOf));
    if (renamings.length === 0) return null;
    // What was renamed a moment ago may not have been reported yet.
    const stations = renamings.flatMap(({ from, to }) =>
      isStationFile(from) || session.stationOf(from) ? [from, to] : [],
    );
    await session.filesChanged(stations.flatMap((file) => [file, ...belongingsOf(file).map((each) => each.file)]));
    const isLeft = await movedLinksLeft(connected, files);
    const follow = () =>
      inTime(connected, [], ({ workspace }) => fileRename(workspace, renamings, client.changesFiles, isLeft));
    // The files get their new names whatever is answered, so what has changed on disk is taken in, and is no reason to refuse.
    await session.staleFile([...follow().change.edits.keys()]);
    const { change, note } = follow();
    if (note) await showNotes(connected, [note]);
    const { edit, notes } = await safeChange(connected, change, { renamedByEditor: renamings, isLeft });
    await showNotes(connected, notes);
    return edit;
  }),
  ownRequest("stationmaster/paths", paths),
  ownTask("stationmaster/stations", stations),
  ownTask("stationmaster/beginning", beginning),
  ownRequest("stationmaster/partAt", ({ workspace, uris }, { textDocument, part, index }) => {
    return partAt(workspace, uris.fileOf(textDocument.uri), part, index) ?? null;
  }),
  ownRequest("stationmaster/verification", verification),
  ownRequest("stationmaster/sentences", sentences),
  ownTask("stationmaster/sentenceAt", async (connected, params) => {
    // It is asked for a command, which is refused where the ledger says something else by then.
    await connected.takenIn();
    return inTime(connected, filesOf(connected, params), (snapshot) => sentenceAtPlace(snapshot, params));
  }),
  ownTask("stationmaster/preview", async (connected, params) => {
    const { previews } = connected.session;
    const readTex = await texReaderFor(connected, params, params.view === "path");
    return inTime(connected, filesOf(connected, params), (snapshot) => {
      const { workspace, lintOptions, today } = snapshot;
      const { file } = documentOf(snapshot, params);
      const host = previewHost(workspace, lintOptions.lookUp, { webPictures: params.webPictures === true, readTex });
      const page = preview(workspace, file, snapshot.lastShown(file), host, { ...params, today });
      const version = (name: string) => versionOf(snapshot, name);
      return page ? previews.answer(params.id, params.revision, page, version(file), version) : null;
    });
  }),
  ownTask("stationmaster/export", async (connected, params) => {
    const readTex = await texReaderFor(connected, params, params.whole === true);
    return inTime(connected, filesOf(connected, params), (snapshot) => {
      const { pictureAddress } = previewHost(snapshot.workspace, snapshot.lintOptions.lookUp);
      const { file } = documentOf(snapshot, params);
      return exportPage(snapshot.workspace, file, params.whole === true, { pictureAddress, readTex }) ?? null;
    });
  }),
  ownTask("stationmaster/printPdf", async ({ session, uris }, { html, file }) => {
    if (session.host.printPdf) return (await session.host.printPdf(html, uris.fileOf(file))) ?? null;
    return "A PDF can't be made in the browser. Please export a web page, and print that.";
  }),
  request(HoverRequest.type, { hoverProvider: true }, (snapshot, params) => {
    const { file, lines, offset } = placeOf(snapshot, params);
    const found = hover(snapshot.workspace, file, offset, snapshot.today);
    return found ? toHover(snapshot, lines, found) : null;
  }),
  request(CodeLensRequest.type, { codeLensProvider: {} }, (snapshot, params) => {
    const { file, lines } = documentOf(snapshot, params);
    return codeLenses(snapshot.workspace, file, snapshot.today).map((lens) => toCodeLens(snapshot, file, lines, lens));
  }),
  request(InlayHintRequest.type, { inlayHintProvider: true }, (snapshot, params) => {
    const { file, lines } = documentOf(snapshot, params);
    if (!snapshot.settings.inlayHints) return [];
    return inlayHints(snapshot.workspace, file, toOffsets(lines, params.range)).map(({ offset, text }) => ({
      position: toPositions(lines, { start: offset, end: offset }).start,
      label: text,
      paddingLeft: true,
    }));
  }),
  request(SemanticTokensRequest.type, { semanticTokensProvider: SEMANTIC_TOKENS }, (snapshot, params) => {
    const { file, lines } = documentOf(snapshot, params);
    const whole = { start: 0, end: lines.text.length };
    return toSemanticTokens(lines, semanticTokens(snapshot.workspace, file, whole, snapshot.beingTyped(file)));
  }),
  request(SemanticTokensRangeRequest.type, {}, (snapshot, params) => {
    const { file, lines } = documentOf(snapshot, params);
    const range = toOffsets(lines, params.range);
    return toSemanticTokens(lines, semanticTokens(snapshot.workspace, file, range, snapshot.beingTyped(file)));
  }),
  request(DocumentLinkRequest.type, { documentLinkProvider: {} }, (snapshot, params) => {
    const { file, lines } = documentOf(snapshot, params);
    const links = documentLinks(snapshot.workspace, file, snapshot.lintOptions.lookUp);
    return links.map((link) => toDocumentLink(snapshot, lines, link));
  }),
  request(FoldingRangeRequest.type, { foldingRangeProvider: true }, (snapshot, params) => {
    const { file, lines } = documentOf(snapshot, params);
    return folds(snapshot.workspace, file).map((fold) => toFoldingRange(lines, fold));
  }),
  request(SelectionRangeRequest.type, { selectionRangeProvider: true }, (snapshot, params) => {
    const { file, lines } = documentOf(snapshot, params);
    return params.positions.map((position) => {
      const offset = offsetAt(lines.text, lines.starts, position, lines.encoding);
      return toSelectionRange(lines, offset, selectionRanges(snapshot.workspace, file, offset));
    });
  }),
  request(DocumentSymbolRequest.type, { documentSymbolProvider: true }, (snapshot, params) => {
    const { file } = documentOf(snapshot, params);
    if (isBesideMarkdown(snapshot, file)) return null;
    return toDocumentSymbols(snapshot, file, outline(snapshot.workspace, file));
  }),
  request(WorkspaceSymbolRequest.type, { workspaceSymbolProvider: true }, (snapshot, { query }) =>
    workspaceSymbols(snapshot.workspace, query, showsHeadings(snapshot)).map((symbol) =>
      toWorkspaceSymbol(snapshot, symbol),
    ),
  ),
  request(CallHierarchyPrepareRequest.type, { callHierarchyProvider: true }, (snapshot, params) => {
    const { file, offset } = placeOf(snapshot, params);
    return stationsAt(snapshot.workspace, file, offset).map((station) => toHierarchyItem(snapshot, station));
  }),
  request(CallHierarchyIncomingCallsRequest.type, {}, (snapshot, { item }) =>
    referredToBy(snapshot.workspace, snapshot.uris.fileOf(item.uri)).map(({ station, ranges }) => ({
      from: toHierarchyItem(snapshot, station),
      fromRanges: ranges.map((range) => toPositions(snapshot.linesOf(station.file), range)),
    })),
  ),
  request(CallHierarchyOutgoingCallsRequest.type, {}, (snapshot, { item }) => {
    const { file, lines } = documentOf(snapshot, { textDocument: item });
    return refersTo(snapshot.workspace, file).map(({ station, ranges }) => ({
      to: toHierarchyItem(snapshot, station),
      fromRanges: ranges.map((range) => toPositions(lines, range)),
    }));
  }),
  task(
    CompletionRequest.type,
    { completionProvider: { resolveProvider: true, triggerCharacters: ["@", "[", "(", "#", "/", "-", ":", " "] } },
    completionList,
  ),
  request(CompletionResolveRequest.type, {}, ({ workspace }, item) => {
    const { file, about } = item.data as CompletionData;
    const documentation = about && completionDocumentation(workspace, file, about);
    return documentation ? { ...item, documentation: shorten(documentation, LONGEST_TEXT) } : item;
  }),
  request(DocumentFormattingRequest.type, { documentFormattingProvider: true }, formatting),
  request(DocumentRangeFormattingRequest.type, { documentRangeFormattingProvider: true }, formatting),
  request(
    DocumentOnTypeFormattingRequest.type,
    { documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n", moreTriggerCharacter: ["|"] } },
    onTypeFormatting,
  ),
  ownRequest("stationmaster/table", tableAround),
  ownRequest("stationmaster/cell", cell),
  ownRequest("stationmaster/emphasis", emphasis),
  ownRequest("stationmaster/paste", paste),
  task(
    ExecuteCommandRequest.type,
    { executeCommandProvider: { commands: Object.keys(allCommands) } },
    async (connected, { command, arguments: given }) => {
      const run = Object.hasOwn(allCommands, command) ? allCommands[command as keyof ServerCommands] : undefined;
      if (!run) throw new Error(`There is no command “${command}”.`);
      try {
        const worked = inTime(connected, [], (snapshot) => run(snapshot, given ?? []));
        return (typeof worked === "function" ? await worked(connected) : worked) as never;
      } catch (error) {
        // Editors show an error with its code and the name of the request; our own client shows what was refused.
        if (!connected.client.asks || !(error instanceof ResponseError)) throw error;
        return { refused: error.message } as never;
      }
    },
  ),
];

/** Everything that the table makes the server offer. */
export function offeredCapabilities(): ServerCapabilities {
  return Object.assign({}, ...requests.map(({ capabilities }) => capabilities));
}

/** Shows what a change that an editor makes leaves for a person to look after. */
async function showNotes({ connection }: Connected, notes: readonly string[]): Promise<void> {
  if (notes.length === 0) return;
  const message = notes.join(" ");
  await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
}
