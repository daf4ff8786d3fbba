import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ProtocolRequestType,
  ResponseError,
  type ServerCapabilities,
  type TextDocumentIdentifier,
} from "vscode-languageserver";
import type { LearningPath } from "../path/learning-path.ts";
import { pathsOf } from "../path/workspace.ts";
import { offsetAt, type Position } from "../text/lines.ts";
import type { TextLines } from "./documents.ts";
import type { ClientRequests, InDocument, Uri } from "./messages.ts";
import type { Session } from "./session.ts";
import type { Uris } from "./uris.ts";

/** A connected client with all that a request needs to be answered. */
export interface Connected {
  readonly session: Session;
  readonly uris: Uris;
  readonly connection: Connection;
  readonly client: ClientFeatures;
  /** Ends when all that has changed on disk, as far as the client has told of it, is known. */
  takenIn(): Promise<void>;
}

/** What the client can do, as far as answers depend on it. */
export interface ClientFeatures {
  /** Whether it asks for diagnostics itself. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly documentChanges: boolean;
  /** Whether completions may have stops to go through with the tab key. */
  readonly snippets: boolean;
  /** Whether it shows a word on a completion beside its label. */
  readonly completionDetails: boolean;
  /** Whether it can rename, make and delete files as a part of a change. */
  readonly changesFiles: boolean;
  /** Whether it can ask a person before it makes a change. */
  readonly confirmsChanges: boolean;
  /** Whether it shows which words lead to a definition. */
  readonly definitionLinks: boolean;
  /** Whether it shows a hover as Markdown, not only as plain text. */
  readonly hoverMarkdown: boolean;
  /** Whether its `stationmaster.showReferences` command can show all that speaks of a place. */
  readonly showsReferences: boolean;
  /** The requests by which it is told that what it shows over texts is out of date. */
  readonly refreshes: readonly string[];
  /** Whether it shows an outline as a tree. */
  readonly nestedSymbols: boolean;
  /** Whether its `stationmaster.ask` command can ask the user for a line of text. */
  readonly asks: boolean;
  /** Whether it can be told for which files there is formatting. */
  readonly choosesFormatters: boolean;
  /** Whether it answers what its settings are. */
  readonly sendsConfiguration: boolean;
  /** Whether it can be asked to tell when its settings change. */
  readonly tellsConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly changesFolders: boolean;
  /** Where the pages of the rules are, if the client has brought them along. */
  readonly rulePages: string | undefined;
}

/** One request of the protocol: what it makes the server offer, and how it is answered. */
export interface Entry {
  readonly capabilities: ServerCapabilities;
  register(connected: Connected): void;
}

/**
 * An entry of the table in `requests.ts`. What is asked of a document is answered once its surroundings have been read: a
 * station is not spoken of without its path. What was called off by then is not answered, and neither is a question about a
 * place or a change of a text that is another by then: it would be answered for another place.
 * @param answer whoever takes long looks at the token between two steps
 */
export function request<Params, Result, Partial, Error, Registration>(
  type: ProtocolRequestType<Params, Result, Partial, Error, Registration>,
  capabilities: ServerCapabilities,
  answer: (connected: Connected, params: Params, token: CancellationToken) => Result | Promise<Result>,
): Entry {
  return {
    capabilities,
    register: (connected) => {
      connected.connection.onRequest(type, (async (
        params: object & Params & { textDocument?: TextDocumentIdentifier },
        token: CancellationToken,
      ) => {
        const { session } = connected;
        // defense: no-answer-after-the-end
        if (session.ended) throw new ResponseError(ErrorCodes.InvalidRequest, "This server has been shut down.");
        const uri = params?.textDocument?.uri;
        const file = uri === undefined ? undefined : connected.uris.fileOf(uri);
        const asked = file === undefined ? undefined : session.documents.get(file);
        if (file !== undefined) await session.loadAround(file);
        // A command changes what is there by now, which is often what the command before it has made.
        else if ("command" in params) await connected.takenIn();
        goOn(token);
        // defense: refuse-questions-about-old-text
        if (asked && session.documents.get(file!) !== asked && isOfItsText(params)) {
          throw new ResponseError(LSPErrorCodes.ContentModified, "The text has changed meanwhile.");
        }
        const answered = session.inTime(file === undefined ? [] : [file], () => ({
          answer: answer(connected, params, token),
        }));
        if (!answered) throw new ResponseError(LSPErrorCodes.RequestFailed, "This took too long, so it was stopped.");
        return answered.answer;
      }) as never);
    },
  };
}

/** An entry for a request of our own; its type is that of `messages.ts`. */
export function ownRequest<Method extends keyof ClientRequests>(
  method: Method,
  answer: (
    connected: Connected,
    params: ClientRequests[Method]["params"],
    token: CancellationToken,
  ) => ClientRequests[Method]["result"] | Promise<ClientRequests[Method]["result"]>,
): Entry {
  type Own = ClientRequests[Method];
  return request(new ProtocolRequestType<Own["params"], Own["result"], never, void, void>(method), {}, answer);
}

/** @throws ResponseError where a client does not wait for an answer any more */
export function goOn(token: CancellationToken): void {
  // defense: stop-when-canceled
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "This was called off.");
}

/** Whether a request holds for the text that it was sent with only: it names a place, or asks for a change of the whole. */
function isOfItsText(params: object): boolean {
  return ["position", "positions", "range", "ranges", "options"].some((key) => key in params);
}

/** A file that a request names, with its text. */
export function documentOf(
  { session, uris }: Connected,
  { textDocument }: InDocument,
): { readonly file: string; readonly lines: TextLines } {
  const file = uris.fileOf(textDocument.uri);
  return { file, lines: session.linesOf(file) };
}

/** The path that a request names by its `path.yaml`, its folder or another of its files; the first where there are several. */
export function pathOf({ session, uris }: Connected, uri: Uri): LearningPath | undefined {
  const file = uris.fileOf(uri);
  return session.workspace.paths.get(file) ?? pathsOf(session.workspace, file)[0];
}

/** The place that a request asks about. */
export function placeOf(
  connected: Connected,
  params: InDocument & { readonly position: Position },
): { readonly file: string; readonly lines: TextLines; readonly offset: number } {
  const { file, lines } = documentOf(connected, params);
  return { file, lines, offset: offsetAt(lines.text, lines.starts, params.position, lines.encoding) };
}
