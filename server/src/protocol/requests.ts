import {
  CodeActionRequest,
  DefinitionRequest,
  DocumentDiagnosticRequest,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  ExecuteCommandRequest,
  ReferencesRequest,
  type ServerCapabilities,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver";
import { definition } from "../features/definition.ts";
import { references } from "../features/find-references.ts";
import { highlight } from "../features/highlight.ts";
import { CODE_ACTION_KINDS, codeActions } from "./code-actions.ts";
import { commands } from "./commands.ts";
import { toDefinition, toLocation } from "./convert.ts";
import { diagnosticsOf, workspaceReports } from "./diagnostics.ts";
import { toPositions } from "./documents.ts";
import { type Entry, placeOf, request } from "./entry.ts";

/** Every request the server answers. What it offers a client is collected from here, so nothing is offered and missing. */
export const requests: readonly Entry[] = [
  request(
    DocumentDiagnosticRequest.type,
    { diagnosticProvider: { identifier: "stationmaster", interFileDependencies: true, workspaceDiagnostics: true } },
    async (connected, { textDocument }) => {
      const file = connected.uris.fileOf(textDocument.uri);
      await connected.session.loadAround(file);
      return { kind: "full" as const, items: diagnosticsOf(connected, file) };
    },
  ),
  request(WorkspaceDiagnosticRequest.type, {}, (connected, { previousResultIds }) => ({
    items: workspaceReports(connected, new Map(previousResultIds.map(({ uri, value }) => [uri, value]))),
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
  request(
    ExecuteCommandRequest.type,
    { executeCommandProvider: { commands: Object.keys(commands) } },
    (connected, { command, arguments: given }) => {
      const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
      if (!run) throw new Error(`There is no command “${command}”.`);
      return run(connected, given ?? []) as never;
    },
  ),
];

/** Everything that the table makes the server offer. */
export function offeredCapabilities(): ServerCapabilities {
  return Object.assign({}, ...requests.map(({ capabilities }) => capabilities));
}
