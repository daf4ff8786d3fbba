import type { StreamMessageWriter } from "vscode-languageserver/node";
import { type OutlineEntry, outline } from "../../../server/src/features/outline.ts";
import { linesOf, toPositions } from "../../../server/src/protocol/documents.ts";
import { inertLabel } from "../../../server/src/text/inert.ts";
import { LONE_FILE } from "../fixture.ts";
import { serverInProcess } from "../server-in-process.ts";
import { OTHERS, whole, workspaceOf } from "./surroundings.ts";
import type { Input } from "./targets.ts";

const URI = `file://${LONE_FILE}`;
const textDocument = { uri: URI };

/** What may be asked of a document, by the parameters beside its address. */
const QUESTIONS: readonly (readonly [method: string, params: (place: Place) => object])[] = [
  ...[
    "diagnostic",
    "documentSymbol",
    "foldingRange",
    "documentLink",
    "codeLens",
    "semanticTokens/full",
    "formatting",
  ].map((name) => [`textDocument/${name}`, () => ({ options: { tabSize: 2, insertSpaces: true } })] as const),
  ...[
    "hover",
    "completion",
    "definition",
    "references",
    "documentHighlight",
    "prepareRename",
    "prepareCallHierarchy",
  ].map(
    (name) =>
      [`textDocument/${name}`, ({ position }: Place) => ({ position, context: { includeDeclaration: true } })] as const,
  ),
  ["textDocument/rename", ({ position }) => ({ position, newName: "mist" })],
  ["textDocument/selectionRange", ({ position }) => ({ positions: [position] })],
  ["textDocument/inlayHint", ({ range }) => ({ range })],
  ["textDocument/codeAction", ({ range }) => ({ range, context: { diagnostics: [] } })],
  [
    "textDocument/onTypeFormatting",
    ({ position }) => ({ position, ch: "\n", options: { tabSize: 2, insertSpaces: true } }),
  ],
  ["stationmaster/preview", () => ({ id: "a", revision: 0, view: "station" })],
  ["no/such/method", () => ({})],
];

interface Place {
  readonly position: { readonly line: number; readonly character: number };
  readonly range: { readonly start: Place["position"]; readonly end: Place["position"] };
}

type Message = { id?: number | string; method?: string; result?: unknown; error?: { code: number; message: string } };

/** A server in this process, and what it answered. */
class Talk {
  readonly #writer: StreamMessageWriter;
  readonly #waiting = new Map<number, (answer: Message) => void>();
  readonly wrong: string[] = [];
  #next = 1;

  constructor() {
    const { reader, writer } = serverInProcess(OTHERS.keys(), async (file) => OTHERS.get(file));
    this.#writer = writer;
    reader.listen((message) => this.#hear(message as Message));
  }

  /** Starts it, with a client that can do next to nothing or all of it. */
  async start(): Promise<void> {
    await this.ask("initialize", { processId: null, rootUri: "file:///fixture", capabilities: {} });
    this.tell("initialized", {});
  }

  tell(method: string, params: object): void {
    void this.#writer.write({ jsonrpc: "2.0", method, params } as never);
  }

  ask(method: string, params: object): Promise<Message> {
    const id = this.#next++;
    const answer = new Promise<Message>((resolve) => this.#waiting.set(id, resolve));
    void this.#writer.write({ jsonrpc: "2.0", id, method, params } as never);
    return answer;
  }

  get last(): number {
    return this.#next - 1;
  }

  #hear(message: Message): void {
    if (message.method !== undefined) {
      if (message.method === "window/logMessage") this.wrong.push(JSON.stringify(message));
      // What the server asks is answered with nothing, as a client may that does not know of it.
      if (message.id !== undefined) void this.#writer.write({ jsonrpc: "2.0", id: message.id, result: null } as never);
      return;
    }
    const waiting = this.#waiting.get(message.id as number);
    if (!waiting) this.wrong.push(`an answer to ${message.id}, which nobody waits for`);
    this.#waiting.delete(message.id as number);
    waiting?.(message);
  }
}

let talk: Promise<Talk> | undefined;

async function started(): Promise<Talk> {
  const each = new Talk();
  await each.start();
  return each;
}

/**
 * Opens, changes, asks, cancels and closes as the input says, on a server that has heard all the inputs before.
 * @returns what is wrong, or undefined
 */
export async function messages({ text, edits }: Input): Promise<string | undefined> {
  talk ??= started();
  const server = await talk;
  const answers: Promise<Message>[] = [];
  let plain = text;
  server.tell("textDocument/didOpen", { textDocument: { uri: URI, languageId: "station", version: 0, text } });
  for (const [at, { from, to, by }] of edits.entries()) {
    const wanted = { start: Math.floor((plain.length * from) / 1000), end: Math.floor((plain.length * to) / 1000) };
    const range = toPositions(linesOf(plain, "utf-16"), wanted);
    for (let count = 0; count < 3; count++) {
      const [method, params] = QUESTIONS[(from + to * 7 + by.length * 13 + count * 5) % QUESTIONS.length]!;
      const far = { line: 2 ** 31 - 1, character: 2 ** 31 - 1 };
      const position = (from + count) % 11 === 0 ? far : range.start;
      answers.push(server.ask(method, { textDocument, ...params({ position, range }) }));
      if ((to + count) % 5 === 0) server.tell("$/cancelRequest", { id: server.last });
      if ((to + count) % 7 === 0) server.tell("$/cancelRequest", { id: 999_999_999 });
    }
    const { start, end } = whole(plain, wanted);
    plain = plain.slice(0, start) + by + plain.slice(end);
    const all = from % 10 === 0;
    const change = all ? { text: plain } : { range, text: by };
    server.tell("textDocument/didChange", { textDocument: { uri: URI, version: at + 1 }, contentChanges: [change] });
  }
  const symbols = await server.ask("textDocument/documentSymbol", { textDocument });
  for (const { error } of await Promise.all(answers)) {
    // No such method, canceled, changed meanwhile, nothing to be renamed there.
    if (error && ![-32601, -32800, -32801, -32803].includes(error.code))
      server.wrong.push(`${error.code} ${error.message}`);
  }
  server.tell("textDocument/didClose", { textDocument });
  const named = (all: readonly OutlineEntry[]): string[] =>
    all.flatMap(({ name, children }) => [name, ...named(children)]);
  const wanted = named(outline(workspaceOf(plain), LONE_FILE)).map(inertLabel);
  const known = ((symbols.result ?? []) as { name: string }[]).map(({ name }) => name);
  if (JSON.stringify(known) !== JSON.stringify(wanted)) {
    server.wrong.push(`it knows ${JSON.stringify(known)}, but the text has ${JSON.stringify(wanted)}`);
  }
  return server.wrong.splice(0)[0];
}
