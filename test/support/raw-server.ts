import { type ChildProcess, spawn } from "node:child_process";
import { onTestFinished } from "vitest";
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
  /** What it has written beside its messages, once it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly err: string }>;
  readonly #child: ChildProcess;
  #rest = Buffer.alloc(0);
  #wake = (): void => {};

  /** What it has written beside its messages so far. */
  err = "";

  constructor(folder = folderWith(""), program = CLI) {
    const child = spawn(process.execPath, [program, "server", "--stdio"], { cwd: folder });
    this.#child = child;
    child.stderr.on("data", (data) => {
      this.err += data;
      this.#wake();
    });
    child.stdin.on("error", () => {}); // it may have ended
    child.stdout.on("data", (data: Buffer) => this.#read(data));
    this.ended = new Promise((resolve) => {
      child.on("close", (code) => {
        resolve({ code, err: this.err });
        this.#wake();
      });
    });
    onTestFinished(() => void child.kill("SIGKILL"));
  }

  send(...bytes: readonly (Buffer | string)[]): void {
    for (const each of bytes) this.#child.stdin!.write(each);
  }

  initialize(params = {}): void {
    const capabilities = { processId: null, rootUri: null, capabilities: {}, ...params };
    this.send(frame({ jsonrpc: "2.0", id: "initialize", method: "initialize", params: capabilities }));
    this.send(frame({ jsonrpc: "2.0", method: "initialized", params: {} }));
  }

  /** Sends all that is sent meanwhile in one piece, so that the server has the last of it before it answers the first. */
  atOnce(send: () => void): void {
    this.#child.stdin!.cork();
    send();
    this.#child.stdin!.uncork();
  }

  tell(method: string, params: object): void {
    this.send(frame({ jsonrpc: "2.0", method, params }));
  }

  ask(id: string | number, method: string, params: object): void {
    this.send(frame({ jsonrpc: "2.0", id, method, params }));
  }

  /** Its process. */
  get pid(): number {
    return this.#child.pid!;
  }

  /** What it has told by some method so far. */
  told<Params>(method: string): readonly Params[] {
    return this.messages.flatMap((message) => (message.method === method ? [message.params as Params] : []));
  }

  /** Closes its standard input. */
  hangUp(): void {
    this.#child.stdin!.end();
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
      if (this.#child.exitCode !== null) throw new Error("The server ended before it got there.");
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
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
