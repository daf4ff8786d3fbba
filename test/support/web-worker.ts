import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, Script } from "node:vm";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  type DataCallback,
  type Message,
  type ProtocolConnection,
} from "vscode-languageserver/node";

/**
 * The server of the web worker, in a world that has what pages have and nothing of Node's: no require, no process. Code is made
 * neither of text nor of WebAssembly there.
 */
export function startWebWorker(): ProtocolConnection {
  const messages = { toServer: (_: Message) => {}, toClient: (_: Message) => {} };
  const copied = (message: unknown) => JSON.parse(JSON.stringify(message));
  const scope: Record<string, unknown> = {
    addEventListener: () => {},
    postMessage: (message: unknown) => setImmediate(() => messages.toClient(copied(message))),
    ...{ console, crypto, setTimeout, clearTimeout, queueMicrotask, TextDecoder, TextEncoder, URL, performance },
  };
  scope.self = scope;
  const world = createContext(scope, { codeGeneration: { strings: false, wasm: false } });
  new Script(readFileSync(join(import.meta.dirname, "../../dist/browser-server.js"), "utf8")).runInContext(world);
  // Values of its own world, as a worker gets them.
  const parse = new Script("JSON.parse").runInContext(world);
  messages.toServer = (message) =>
    (scope.onmessage as (event: object) => void)({ data: parse(JSON.stringify(message)) });
  return createProtocolConnection(new Reader(messages), new Writer(messages));
}

interface Messages {
  toServer(message: Message): void;
  toClient(message: Message): void;
}

class Reader extends AbstractMessageReader {
  readonly #messages: Messages;

  constructor(messages: Messages) {
    super();
    this.#messages = messages;
  }

  listen(callback: DataCallback) {
    this.#messages.toClient = callback;
    return { dispose: () => {} };
  }
}

class Writer extends AbstractMessageWriter {
  readonly #messages: Messages;

  constructor(messages: Messages) {
    super();
    this.#messages = messages;
  }

  async write(message: Message): Promise<void> {
    setImmediate(() => this.#messages.toServer(message));
  }

  end(): void {}
}
