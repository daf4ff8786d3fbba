import {
  type CodeAction,
  CodeActionKind,
  CodeActionRequest,
  type Connection,
  type Diagnostic,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  type ProtocolRequestType,
  type ServerCapabilities,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver";
import { fixAllEdits, quickFixes } from "../features/quick-fixes.ts";
import { intersects } from "../text/range.ts";
import { commands } from "./commands.ts";
import { toDiagnostic, toWorkspaceEdit } from "./convert.ts";
import { toOffsets } from "./documents.ts";
import type { Session } from "./session.ts";
import type { Uris } from "./uris.ts";

/** A connected client with all that a request needs to be answered. */
export interface Connected {
  readonly session: Session;
  readonly uris: Uris;
  readonly connection: Connection;
  readonly client: ClientFeatures;
}

/** What the client can do, as far as answers depend on it. */
export interface ClientFeatures {
  /** Whether it asks for diagnostics itself. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly documentChanges: boolean;
  /** Whether its `stationmaster.ask` command can ask the user for a line of text. */
  readonly asks: boolean;
  readonly sendsConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly changesFolders: boolean;
  /** Where the pages of the rules are, if the client has brought them along. */
  readonly rulePages: string | undefined;
}

/** One request of the protocol: what it makes the server offer, and how it is answered. */
interface Entry {
  readonly capabilities: ServerCapabilities;
  register(connected: Connected): void;
}

function request<Params, Result, Partial, Error, Registration>(
  type: ProtocolRequestType<Params, Result, Partial, Error, Registration>,
  capabilities: ServerCapabilities,
  answer: (connected: Connected, params: Params) => Result | Promise<Result>,
): Entry {
  return {
    capabilities,
    register: (connected) => {
      connected.connection.onRequest(type, (params: Params) => answer(connected, params) as never);
    },
  };
}

const FIX_ALL = `${CodeActionKind.SourceFixAll}.stationmaster`;

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
  request(
    CodeActionRequest.type,
    { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] } },
    (connected, { textDocument, range, context }) => {
      const file = connected.uris.fileOf(textDocument.uri);
      const wanted = (kind: string) =>
        context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
      const actions: CodeAction[] = [];
      if (wanted(CodeActionKind.QuickFix))
        actions.push(...quickFixActions(connected, file, toOffsets(connected.session.linesOf(file), range)));
      if (context.only && wanted(FIX_ALL)) actions.push(...fixAllActions(connected, file));
      return actions;
    },
  ),
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

export function diagnosticsOf(connected: Connected, file: string): Diagnostic[] {
  const lines = connected.session.linesOf(file);
  return connected.session.shown(file).map((finding) => toDiagnostic(connected, lines, finding));
}

/** What changed since the client last asked: findings of files that are not open, and nothing for those out of scope. */
function workspaceReports(connected: Connected, previous: ReadonlyMap<string, string>) {
  const { session, uris } = connected;
  const inScope = new Set(session.filesInScope().filter((file) => !session.documents.has(file)));
  const reports = [...inScope].map((file) => {
    const uri = uris.uriOf(file);
    const { id } = session.found(file);
    if (previous.get(uri) === id) return { kind: "unchanged", uri, version: null, resultId: id };
    return { kind: "full", uri, version: null, resultId: id, items: diagnosticsOf(connected, file) };
  });
  const gone = [...previous.keys()].filter((uri) => {
    const file = uris.fileOf(uri);
    return !inScope.has(file) && !session.documents.has(file);
  });
  return [
    ...reports,
    ...gone.map((uri) => ({ kind: "full", uri, version: null, resultId: "none", items: [] })),
  ] as never[];
}

function quickFixActions(connected: Connected, file: string, range: { start: number; end: number }): CodeAction[] {
  const { session, client, uris } = connected;
  const lines = session.linesOf(file);
  const findings = session.found(file).findings;
  const fixes = quickFixes(findings, range).map(
    ({ title, finding, edits, preferred }): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(connected, lines, finding)],
      isPreferred: preferred,
      edit: toWorkspaceEdit(connected, file, edits),
    }),
  );
  if (!session.stationOf(file) || !client.asks) return fixes;
  const here = findings.filter((finding) => intersects(finding.range, range));
  const suppressions = here.map(
    (finding): CodeAction => ({
      title: `Suppress “${finding.rule}” here …`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(connected, lines, finding)],
      command: {
        title: "Suppress here",
        command: "stationmaster.ask",
        arguments: [
          {
            prompt: `Why is this in order? The reason is kept beside the text.`,
            placeholder: "It is a quotation",
            command: "stationmaster.suppress",
            arguments: [uris.uriOf(file), finding.rule, finding.range.start, session.documents.get(file)?.version],
          },
        ],
      },
    }),
  );
  return [...fixes, ...suppressions];
}

function fixAllActions(connected: Connected, file: string): CodeAction[] {
  const { session } = connected;
  const edits = fixAllEdits(session.workspace, file, session.linesOf(file).text, session.lintOptions());
  if (edits.length === 0) return [];
  return [
    { title: "Mend everything that is safe to mend", kind: FIX_ALL, edit: toWorkspaceEdit(connected, file, edits) },
  ];
}
