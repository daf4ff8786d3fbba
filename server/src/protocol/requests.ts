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
import { asksForPictures, completionDocumentation, completions } from "../features/completion.ts";
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
import { preview } from "../features/preview.ts";
import { rename, renameTarget } from "../features/rename.ts";
import { selectionRanges } from "../features/selection-range.ts";
import { semanticTokens } from "../features/semantic-tokens.ts";
import { referredToBy, refersTo, stationsAt } from "../features/station-links.ts";
import { workspaceSymbols } from "../features/workspace-symbols.ts";
import { folderOf } from "../files/names.ts";
import { offsetAt } from "../text/lines.ts";
import { LONGEST_TEXT, shorten } from "../text/shorten.ts";
import { CODE_ACTION_KINDS, codeActions } from "./code-actions.ts";
import { commands, type Runs } from "./commands.ts";
import { type CompletionData, toCompletionItem } from "./completion-items.ts";
import { answered, safeChange, toDefinition, toLocation } from "./convert.ts";
import { diagnosticsOf, workspaceReports } from "./diagnostics.ts";
import { toOffsets, toPositions } from "./documents.ts";
import { documentOf, type Entry, ownRequest, placeOf, request } from "./entry.ts";
import { formatting, onTypeFormatting, paste } from "./formatting.ts";
import { toHover } from "./hover.ts";
import type { ServerCommands } from "./messages.ts";
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
import { verificationCommands } from "./verification-commands.ts";
import { paths, sentences, stations, verification } from "./views.ts";

const allCommands: Runs<ServerCommands> = { ...commands, ...pathCommands, ...verificationCommands };

/** Every request the server answers. What it offers a client is collected from here, so nothing is offered and missing. */
export const requests: readonly Entry[] = [
  request(
    DocumentDiagnosticRequest.type,
    { diagnosticProvider: { identifier: "stationmaster", interFileDependencies: true, workspaceDiagnostics: true } },
    (connected, params) => {
      const { file } = documentOf(connected, params);
      return { kind: "full" as const, items: diagnosticsOf(connected, file) };
    },
  ),
  request(WorkspaceDiagnosticRequest.type, {}, async (connected, { previousResultIds }, token) => ({
    items: await workspaceReports(connected, new Map(previousResultIds.map(({ uri, value }) => [uri, value])), token),
  })),
  request(CodeActionRequest.type, { codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] } }, codeActions),
  request(DefinitionRequest.type, { definitionProvider: true }, (connected, params) => {
    const { file, lines, offset } = placeOf(connected, params);
    const found = definition(connected.session.workspace, file, offset);
    return found ? toDefinition(connected, lines, found) : null;
  }),
  request(ReferencesRequest.type, { referencesProvider: true }, (connected, params) => {
    const { file, offset } = placeOf(connected, params);
    const places = references(connected.session.workspace, file, offset, params.context.includeDeclaration);
    return places.map((place) => toLocation(connected, place));
  }),
  request(DocumentHighlightRequest.type, { documentHighlightProvider: true }, (connected, params) => {
    const { file, lines, offset } = placeOf(connected, params);
    return highlight(connected.session.workspace, file, offset).map(({ range, defines }) => ({
      range: toPositions(lines, range),
      kind: defines ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  }),
  request(PrepareRenameRequest.type, { renameProvider: { prepareProvider: true } }, (connected, params) => {
    const { file, lines, offset } = placeOf(connected, params);
    const target = answered(renameTarget(connected.session.workspace, file, offset, lines.text));
    return { range: toPositions(lines, target.range), placeholder: target.name };
  }),
  request(RenameRequest.type, {}, async (connected, params) => {
    const { file, offset } = placeOf(connected, params);
    return safeChange(connected, answered(rename(connected.session.workspace, file, offset, params.newName)));
  }),
  request(WillRenameFilesRequest.type, {}, async (connected, { files }) => {
    const { session, uris, connection } = connected;
    const textOf = (file: string) => session.linesOf(file).text;
    const renamings = files
      .map(({ oldUri, newUri }) => ({ from: uris.fileOf(oldUri), to: uris.fileOf(newUri) }))
      .filter((renaming) => !session.ownRenamings.includes(renaming, textOf));
    if (renamings.length === 0) return null;
    const follow = () => fileRename(session.workspace, renamings, connected.client.changesFiles);
    // The files get their new names whatever is answered, so what has changed on disk is taken in, and is no reason to refuse.
    await session.staleFile([...follow().change.edits.keys()]);
    const { change, note } = follow();
    if (note)
      await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message: note });
    return safeChange(connected, change);
  }),
  ownRequest("stationmaster/paths", paths),
  ownRequest("stationmaster/stations", stations),
  ownRequest("stationmaster/verification", verification),
  ownRequest("stationmaster/sentences", sentences),
  ownRequest("stationmaster/preview", (connected, params) => {
    const { session } = connected;
    const { file } = documentOf(connected, params);
    const { lookUp } = session.lintOptions();
    const page = preview(
      session.workspace,
      file,
      session.lastShown(file),
      previewHost(session.workspace, lookUp, params.webPictures === true),
      { ...params, today: session.host.today() },
    );
    const versionOf = (name: string) => session.documents.get(name)?.version;
    return page ? session.previews.answer(params.id, params.revision, page, versionOf(file), versionOf) : null;
  }),
  ownRequest("stationmaster/export", (connected, params) => {
    const { session } = connected;
    const { pictureAddress } = previewHost(session.workspace, session.lintOptions().lookUp);
    return (
      exportPage(session.workspace, documentOf(connected, params).file, params.whole === true, pictureAddress) ?? null
    );
  }),
  ownRequest("stationmaster/printPdf", async ({ session, uris }, { html, file }) => {
    if (session.host.printPdf) return (await session.host.printPdf(html, uris.fileOf(file))) ?? null;
    return "A PDF can't be made in the browser. Please export a web page, and print that.";
  }),
  request(HoverRequest.type, { hoverProvider: true }, (connected, params) => {
    const { file, lines, offset } = placeOf(connected, params);
    const found = hover(connected.session.workspace, file, offset, connected.session.host.today());
    return found ? toHover(connected, lines, found) : null;
  }),
  request(CodeLensRequest.type, { codeLensProvider: {} }, (connected, params) => {
    const { file, lines } = documentOf(connected, params);
    return codeLenses(connected.session.workspace, file, connected.session.host.today()).map((lens) =>
      toCodeLens(connected, file, lines, lens),
    );
  }),
  request(InlayHintRequest.type, { inlayHintProvider: true }, (connected, params) => {
    const { file, lines } = documentOf(connected, params);
    if (!connected.session.settings.inlayHints) return [];
    return inlayHints(connected.session.workspace, file, toOffsets(lines, params.range)).map(({ offset, text }) => ({
      position: toPositions(lines, { start: offset, end: offset }).start,
      label: text,
      paddingLeft: true,
    }));
  }),
  request(SemanticTokensRequest.type, { semanticTokensProvider: SEMANTIC_TOKENS }, (connected, params) => {
    const { file, lines } = documentOf(connected, params);
    const whole = { start: 0, end: lines.text.length };
    return toSemanticTokens(lines, semanticTokens(connected.session.workspace, file, whole));
  }),
  request(SemanticTokensRangeRequest.type, {}, (connected, params) => {
    const { file, lines } = documentOf(connected, params);
    return toSemanticTokens(lines, semanticTokens(connected.session.workspace, file, toOffsets(lines, params.range)));
  }),
  request(DocumentLinkRequest.type, { documentLinkProvider: {} }, (connected, params) => {
    const { file, lines } = documentOf(connected, params);
    const links = documentLinks(connected.session.workspace, file, connected.session.lintOptions().lookUp);
    return links.map((link) => toDocumentLink(connected, lines, link));
  }),
  request(FoldingRangeRequest.type, { foldingRangeProvider: true }, (connected, params) => {
    const { file, lines } = documentOf(connected, params);
    return folds(connected.session.workspace, file).map((fold) => toFoldingRange(lines, fold));
  }),
  request(SelectionRangeRequest.type, { selectionRangeProvider: true }, (connected, params) => {
    const { file, lines } = documentOf(connected, params);
    return params.positions.map((position) => {
      const offset = offsetAt(lines.text, lines.starts, position, lines.encoding);
      return toSelectionRange(lines, offset, selectionRanges(connected.session.workspace, file, offset));
    });
  }),
  request(DocumentSymbolRequest.type, { documentSymbolProvider: true }, (connected, params) => {
    const { file } = documentOf(connected, params);
    return toDocumentSymbols(connected, file, outline(connected.session.workspace, file));
  }),
  request(WorkspaceSymbolRequest.type, { workspaceSymbolProvider: true }, (connected, { query }) =>
    workspaceSymbols(connected.session.workspace, query).map((symbol) => toWorkspaceSymbol(connected, symbol)),
  ),
  request(CallHierarchyPrepareRequest.type, { callHierarchyProvider: true }, (connected, params) => {
    const { file, offset } = placeOf(connected, params);
    return stationsAt(connected.session.workspace, file, offset).map((station) => toHierarchyItem(connected, station));
  }),
  request(CallHierarchyIncomingCallsRequest.type, {}, (connected, { item }) =>
    referredToBy(connected.session.workspace, connected.uris.fileOf(item.uri)).map(({ station, ranges }) => ({
      from: toHierarchyItem(connected, station),
      fromRanges: ranges.map((range) => toPositions(connected.session.linesOf(station.file), range)),
    })),
  ),
  request(CallHierarchyOutgoingCallsRequest.type, {}, (connected, { item }) => {
    const { file, lines } = documentOf(connected, { textDocument: item });
    return refersTo(connected.session.workspace, file).map(({ station, ranges }) => ({
      to: toHierarchyItem(connected, station),
      fromRanges: ranges.map((range) => toPositions(lines, range)),
    }));
  }),
  request(
    CompletionRequest.type,
    { completionProvider: { resolveProvider: true, triggerCharacters: ["@", "[", "(", "#", "/", "-", ":", " "] } },
    async (connected, params) => {
      const { session } = connected;
      const { workspace } = session;
      const { file, lines, offset } = placeOf(connected, params);
      const { lookUp } = session.lintOptions();
      const near = asksForPictures(lines.text, offset) ? await session.host.pictures(folderOf(file)) : [];
      const pictures = near.filter((picture) => lookUp(picture) === "found"); // no links to what lies elsewhere
      const typed = params.context?.triggerCharacter;
      const { items, more } = completions(workspace, file, lines.text, offset, { pictures, typed });
      return { isIncomplete: more, items: items.map((item, at) => toCompletionItem(connected, file, lines, item, at)) };
    },
  ),
  request(CompletionResolveRequest.type, {}, ({ session }, item) => {
    const { file, about } = item.data as CompletionData;
    const documentation = about && completionDocumentation(session.workspace, file, about);
    return documentation ? { ...item, documentation: shorten(documentation, LONGEST_TEXT) } : item;
  }),
  request(DocumentFormattingRequest.type, { documentFormattingProvider: true }, formatting),
  request(DocumentRangeFormattingRequest.type, { documentRangeFormattingProvider: true }, formatting),
  request(
    DocumentOnTypeFormattingRequest.type,
    { documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n", moreTriggerCharacter: ["|"] } },
    onTypeFormatting,
  ),
  ownRequest("stationmaster/paste", paste),
  request(
    ExecuteCommandRequest.type,
    { executeCommandProvider: { commands: Object.keys(allCommands) } },
    (connected, { command, arguments: given }) => {
      const run = Object.hasOwn(allCommands, command) ? allCommands[command as keyof ServerCommands] : undefined;
      if (!run) throw new Error(`There is no command “${command}”.`);
      return run(connected, given ?? []) as never;
    },
  ),
];

/** Everything that the table makes the server offer. */
export function offeredCapabilities(): ServerCapabilities {
  return Object.assign({}, ...requests.map(({ capabilities }) => capabilities));
}
