import { spawn } from "node:child_process";
import { PassThrough, type Readable, type Writable } from "node:stream";
import { onTestFinished } from "vitest";
import { serveStreams } from "../../server/src/hosts/node-server.ts";
import { CLI, folderWith } from "./command-line.ts";

/** A message as it goes over the wire. */
export function frame(message: unknown): Buffer {
  const body = Buffer.from(typeof message === "string" ? message : JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

interface Answer {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A language server to which any bytes can be sent. */
export class RawServer {
  /** What it has answered and told so far. */
  readonly messages: Answer[] = [];
  readonly #input: Writable;
  /** What is sent in one piece, while that is gathered. */
  #piece: Buffer[] | undefined;
  #rest = Buffer.alloc(0);
  #wake = (): void => {};
  #isOver = false;

  /** A server that reads the one stream and writes to the other. */
  constructor(input: Writable, output: Readable) {
    this.#input = input;
    output.on("data", (data: Buffer) => this.#read(data));
  }

  /** Starts a server in this process. */
  static start(onUnreadable: (reason: string) => void = neverUnreadable): RawServer {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    serveStreams(toServer, toClient, onUnreadable);
    return new RawServer(toServer, toClient);
  }

  /** Starts a server as an editor does, in a process of its own: for what is about the process, or ends it. */
  static startProcess(folder = folderWith(""), program = CLI): RawServerProcess {
    return new RawServerProcess(folder, program);
  }

  send(...bytes: readonly (Buffer | string)[]): void {
    for (const each of bytes) {
      if (this.#piece) this.#piece.push(Buffer.from(each));
      else this.#input.write(each);
    }
  }

  initialize(params = {}): void {
    const capabilities = { processId: null, rootUri: null, capabilities: {}, ...params };
    this.send(frame({ jsonrpc: "2.0", id: "initialize", method: "initialize", params: capabilities }));
    this.send(frame({ jsonrpc: "2.0", method: "initialized", params: {} }));
  }

  /** Sends all that is sent meanwhile in one piece, so that the server has the last of it before it answers the first. */
  atOnce(send: () => void): void {
    this.#piece = [];
    send();
    const piece = Buffer.concat(this.#piece);
    this.#piece = undefined;
    this.#input.write(piece);
  }

  tell(method: string, params: object): void {
    this.send(frame({ jsonrpc: "2.0", method, params }));
  }

  ask(id: string | number, method: string, params: object): void {
    this.send(frame({ jsonrpc: "2.0", id, method, params }));
  }

  /** What it has told by some method so far. */
  told<Params>(method: string): readonly Params[] {
    return this.messages.flatMap((message) => (message.method === method ? [message.params as Params] : []));
  }

  /** The answer to a request, once there is one. */
  answer(id: string | number): Promise<Answer> {
    return this.until(() => this.messages.find((message) => message.id === id && message.method === undefined));
  }

  /** Looks again whenever the server has said something, until there is something. */
  async until<Found>(look: () => Found | undefined): Promise<Found> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (this.#isOver) throw new Error("The server ended before it got there.");
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Whoever waits for something looks again. */
  protected wake(): void {
    this.#wake();
  }

  /** Nothing more is to be waited for. */
  protected over(): void {
    this.#isOver = true;
    this.#wake();
  }

  #read(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (;;) {
      const start = this.#rest.indexOf("\r\n\r\n") + 4;
      const length = Number(/Content-Length: (\d+)/.exec(this.#rest.toString("latin1", 0, Math.max(0, start)))?.[1]);
      if (start < 4 || this.#rest.length < start + length) break;
      this.messages.push(JSON.parse(this.#rest.toString("utf8", start, start + length)) as Answer);
      this.#rest = this.#rest.subarray(start + length);
    }
    this.#wake();
  }
}

/** A language server in a process of its own. */
export class RawServerProcess extends RawServer {
  readonly pid: number;
  /** What it has written beside its messages so far. */
  err = "";
  /** How it ended, and what it has written beside its messages by then. */
  readonly ended: Promise<{ readonly code: number | null; readonly err: string }>;
  readonly #input: Writable;

  constructor(folder: string, program: string) {
    const child = spawn(process.execPath, [program, "server", "--stdio"], { cwd: folder });
    super(child.stdin, child.stdout);
    this.pid = child.pid!;
    this.#input = child.stdin;
    child.stderr.on("data", (data) => {
      this.err += data;
      this.wake();
    });
    child.stdin.on("error", () => {}); // it may have ended
    this.ended = new Promise((resolve) => {
      child.on("close", (code) => {
        resolve({ code, err: this.err });
        this.over();
      });
    });
    onTestFinished(() => void child.kill("SIGKILL"));
  }

  /** Closes its standard input. */
  hangUp(): void {
    this.#input.end();
  }
}

function neverUnreadable(reason: string): never {
  throw new Error(`The server can't read a message: ${reason}`);
}
