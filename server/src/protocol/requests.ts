import {
  CodeActionRequest,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  type ServerCapabilities,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver";
import { CODE_ACTION_KINDS, codeActions } from "./code-actions.ts";
import { commands } from "./commands.ts";
import { diagnosticsOf, workspaceReports } from "./diagnostics.ts";
import { type Entry, request } from "./entry.ts";

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
