import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ProtocolRequestType,
  ResponseError,
  type ServerCapabilities,
} from "vscode-languageserver";
import type { ClientFeatures } from "./client-features.ts";
import type { ClientRequests, InDocument } from "./messages.ts";
import type { Session } from "./session/session.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Uris } from "./uris.ts";

/** A connected client with all that a request needs to be answered. */
export interface Connected {
  readonly session: Session;
  readonly uris: Uris;
  readonly connection: Connection;
  readonly client: ClientFeatures;
  /** Ends when all that has changed on disk, as far as the client has reported it, is known. */
  takenIn(): Promise<void>;
}

/** One request of the protocol: what it makes the server offer, and how it is answered. */
export interface Entry {
  readonly capabilities: ServerCapabilities;
  register(connected: Connected): void;
}

/**
 * An entry of the table in `requests.ts` that is answered from a snapshot. What is asked of a document is answered once its
 * surroundings have been read: a station is not spoken of without its path. What was canceled by then is not answered, and
 * neither is a question about a place or a change of a text that is another by then: it would be answered for another place.
 */
export function request<Params, Result, Partial, Error, Registration>(
  type: ProtocolRequestType<Params, Result, Partial, Error, Registration>,
  capabilities: ServerCapabilities,
  answer: (snapshot: Snapshot, params: Params) => Result,
): Entry {
  return task(type, capabilities, (connected, params) =>
    inTime(connected, filesOf(connected, params), (snapshot) => answer(snapshot, params)),
  );
}

/**
 * An entry that needs more than one snapshot, or changes something. Whatever may take long in it is done `inTime`.
 * @param answer whoever takes long looks at the token between two steps
 */
export function task<Params, Result, Partial, Error, Registration>(
  type: ProtocolRequestType<Params, Result, Partial, Error, Registration>,
  capabilities: ServerCapabilities,
  answer: (connected: Connected, params: Params, token: CancellationToken) => Result | Promise<Result>,
): Entry {
  return {
    capabilities,
    register: (connected) => {
      connected.connection.onRequest(type, (async (params: object & Params, token: CancellationToken) => {
        const { session } = connected;
        // defense: no-answer-after-the-end
        if (session.ended) throw new ResponseError(ErrorCodes.InvalidRequest, "This server has been shut down.");
        const [file] = filesOf(connected, params);
        const asked = file === undefined ? undefined : session.documents.get(file);
        if (file !== undefined) await session.loadAround(file);
        // A command changes what is there by now, which is often what the command before it has made.
        else if ("command" in params) await connected.takenIn();
        goOn(token);
        // defense: refuse-questions-about-old-text
        if (asked && session.documents.get(file!) !== asked && isOfItsText(params)) {
          throw new ResponseError(LSPErrorCodes.ContentModified, "The text has changed in the meantime.");
        }
        return answer(connected, params, token);
      }) as never);
    },
  };
}

/** An entry for a request of our own that is answered from a snapshot; its type is that of `messages.ts`. */
export function ownRequest<Method extends keyof ClientRequests>(
  method: Method,
  answer: (snapshot: Snapshot, params: ClientRequests[Method]["params"]) => ClientRequests[Method]["result"],
): Entry {
  return request(typeOf(method), {}, answer);
}

/** An entry for a request of our own that needs more than one snapshot, or changes something. */
export function ownTask<Method extends keyof ClientRequests>(
  method: Method,
  answer: (
    connected: Connected,
    params: ClientRequests[Method]["params"],
    token: CancellationToken,
  ) => ClientRequests[Method]["result"] | Promise<ClientRequests[Method]["result"]>,
): Entry {
  return task(typeOf(method), {}, answer);
}

function typeOf<Method extends keyof ClientRequests>(method: Method) {
  type Own = ClientRequests[Method];
  return new ProtocolRequestType<Own["params"], Own["result"], never, void, void>(method);
}

/** Everything as it is at this moment. */
export function snapshotOf(connected: Connected): Snapshot {
  return connected.session.snapshot(connected);
}

/**
 * Works something out from a snapshot of this moment, as long as nothing may take.
 * @param files what it is about; empty where it is about no file in particular
 * @throws ResponseError where it takes too long
 */
export function inTime<Value>(
  connected: Connected,
  files: readonly string[],
  run: (snapshot: Snapshot) => Value,
): Value {
  const { session } = connected;
  const done = session.inTime(files, (workspace) => ({ value: run(session.snapshot(connected, workspace)) }));
  if (!done) throw new ResponseError(LSPErrorCodes.RequestFailed, "This took too long, so it was stopped.");
  return done.value;
}

/** The document that a request is about, if it is about one. */
export function filesOf({ uris }: Connected, params: unknown): readonly string[] {
  const uri = (params as Partial<InDocument> | undefined)?.textDocument?.uri;
  return uri === undefined ? [] : [uris.fileOf(uri)];
}

/** @throws ResponseError where a client does not wait for an answer any more */
export function goOn(token: CancellationToken): void {
  // defense: stop-when-canceled
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "This was canceled.");
}

/** Whether a request holds for the text that it was sent with only: it names a place, or asks for a change of the whole. */
function isOfItsText(params: object): boolean {
  return ["position", "positions", "range", "ranges", "options"].some((key) => key in params);
}
