import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import {
  type ApplyWorkspaceEditParams,
  type ClientCapabilities,
  type CodeAction,
  type ConfigurationParams,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentEdit,
  type TextEdit,
  type UnregistrationParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { serveStreams } from "../../server/src/hosts/node-server.ts";
import type { CommandAnswer } from "../../server/src/protocol/messages.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { lineStarts, offsetAt, type Position, type PositionEncoding, positionAt } from "../../server/src/text/lines.ts";
import { CLI } from "./command-line.ts";

interface ClientOptions {
  readonly pull?: boolean;
  readonly encodings?: readonly string[];
  readonly settings?: unknown;
  /** What is set for other programs, by the names of their sections. */
  readonly otherSettings?: Readonly<Record<string, unknown>>;
  /** Whether it can rename, make and delete files, and ask before it does. */
  readonly changesFiles?: boolean;
  /** Whether it shows Markdown, trees and references, as VS Code does. */
  readonly rich?: boolean;
  /** All that it says it can do with files, in place of what VS Code says. */
  readonly workspace?: ClientCapabilities["workspace"];
  /** Whether it opens its list of completions when it is told to. */
  readonly opensSuggestions?: boolean;
  /** Whether it has a server for Markdown of its own. */
  readonly besideMarkdown?: boolean;
}

interface ProcessOptions extends ClientOptions {
  /** The command line's script, where it is not the one that users get. */
  readonly program?: string;
  /** What that is started with. */
  readonly through?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** A server that a client can talk to, and end. */
interface Wire {
  readonly connection: ProtocolConnection;
  end(): Promise<void>;
}

/** A language client without an editor. It talks to the real server, byte by byte. */
export class LanguageClient {
  readonly connection: ProtocolConnection;
  readonly folder: string;
  /** What the server last sent for each address, for clients that do not ask. */
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly texts = new Map<string, { text: string; version: number }>();
  readonly edits: ApplyWorkspaceEditParams[] = [];
  settings: unknown;
  encoding: PositionEncoding = "utf-16";
  refreshes = 0;
  /** What the server has asked to be notified of. */
  readonly registered: string[] = [];
  /** What the server offers for some documents, by the ids of its registrations. */
  readonly offered = new Map<string, { readonly method: string; readonly registerOptions: unknown }>();
  /** How often the server has said that what is shown over a text is out of date, by kind. */
  readonly askedAgain = new Map<string, number>();
  #waiting: (() => void)[] = [];

  private constructor(connection: ProtocolConnection, folder: string, settings: unknown) {
    this.connection = connection;
    this.folder = folder;
    this.settings = settings;
  }

  /** Starts a server in this process. */
  static start(folder: string, options: ClientOptions = {}): Promise<LanguageClient> {
    return LanguageClient.#initialize(folder, wireInProcess(), options);
  }

  /** Starts a server as an editor does, in a process of its own: for what may take long, all memory, or the process itself. */
  static startProcess(folder: string, options: ProcessOptions = {}): Promise<LanguageClient> {
    return LanguageClient.#initialize(folder, wireToProcess(folder, options), options);
  }

  static async #initialize(
    folder: string,
    { connection, end }: Wire,
    {
      pull = true,
      encodings,
      settings = {},
      otherSettings = {},
      changesFiles = true,
      rich = true,
      workspace,
      besideMarkdown = false,
      opensSuggestions = false,
    }: ClientOptions,
  ): Promise<LanguageClient> {
    const client = new LanguageClient(connection, folder, settings);
    onTestFinished(end);
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      client.published.set(params.uri, params);
      client.#wake();
    });
    connection.onRequest("workspace/configuration", ({ items }: ConfigurationParams) =>
      items.map(({ section }) => (section === "stationmaster" ? client.settings : (otherSettings[section!] ?? null))),
    );
    connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
      client.registered.push(...registrations.map(({ method }) => method));
      for (const { id, method, registerOptions } of registrations) client.offered.set(id, { method, registerOptions });
      client.#wake();
      return null;
    });
    connection.onRequest("client/unregisterCapability", ({ unregisterations }: UnregistrationParams) => {
      for (const { id } of unregisterations) client.offered.delete(id);
      client.#wake();
      return null;
    });
    connection.onRequest("workspace/diagnostic/refresh", () => {
      client.refreshes++;
      client.#wake();
      return null;
    });
    for (const shown of ["codeLens", "inlayHint", "semanticTokens"]) {
      connection.onRequest(`workspace/${shown}/refresh`, () => {
        client.askedAgain.set(shown, (client.askedAgain.get(shown) ?? 0) + 1);
        client.#wake();
        return null;
      });
    }
    connection.onRequest("workspace/applyEdit", (params: ApplyWorkspaceEditParams) => {
      client.edits.push(params);
      return { applied: true };
    });
    connection.listen();
    const capabilities: ClientCapabilities = {
      ...(encodings && { general: { positionEncodings: [...encodings] } }),
      textDocument: {
        definition: { linkSupport: true },
        publishDiagnostics: { versionSupport: true },
        ...(pull && { diagnostic: {} }),
        ...(besideMarkdown && { callHierarchy: { dynamicRegistration: true } }),
        ...(rich && {
          hover: { contentFormat: ["markdown", "plaintext"] },
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        }),
      },
      workspace: workspace ?? {
        configuration: true,
        applyEdit: true,
        workspaceEdit: {
          documentChanges: true,
          ...(changesFiles && {
            resourceOperations: ["create", "rename", "delete"],
            changeAnnotationSupport: { groupsOnLabel: false },
          }),
        },
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        ...(pull && { diagnostics: { refreshSupport: true } }),
        ...(rich && {
          codeLens: { refreshSupport: true },
          inlayHint: { refreshSupport: true },
          semanticTokens: { refreshSupport: true },
        }),
      },
    };
    const { capabilities: offered } = await connection.sendRequest<{
      capabilities: { positionEncoding: PositionEncoding };
    }>("initialize", {
      processId: null,
      rootUri: pathToFileURL(folder).href,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "test" }],
      initializationOptions: {
        asks: true,
        rulePages: "test:/rules",
        showsReferences: rich,
        besideMarkdown,
        opensSuggestions,
      },
      capabilities,
    });
    client.encoding = offered.positionEncoding;
    await connection.sendNotification("initialized", {});
    return client;
  }

  /** Asks anything at all. */
  request<Answer>(method: string, params: object): Promise<Answer> {
    return this.connection.sendRequest<Answer>(method, params);
  }

  /** Tells anything at all. */
  tell(method: string, params: object): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** Asks about the place in a file where some words begin, or `within` characters further on. */
  at<Answer>(method: string, name: string, words: string, more: object = {}, within = 1): Promise<Answer> {
    const uri = this.uri(name);
    const text = this.texts.get(uri)?.text ?? readFileSync(join(this.folder, name), "utf8");
    const position = positionAt(text, lineStarts(text), text.indexOf(words) + within, this.encoding);
    return this.ask(method, name, { position, ...more });
  }

  uri(name: string): string {
    return pathToFileURL(join(this.folder, name)).href;
  }

  async open(
    name: string,
    text = readFileSync(join(this.folder, name), "utf8"),
    languageId = "station",
  ): Promise<void> {
    const uri = this.uri(name);
    this.texts.set(uri, { text, version: 1 });
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the first occurrence of some words, as typing would. */
  async type(name: string, before: string, after: string): Promise<void> {
    const uri = this.uri(name);
    const document = this.texts.get(uri)!;
    const start = document.text.indexOf(before);
    const position = (offset: number) => {
      const lines = document.text.slice(0, offset).split("\n");
      return { line: lines.length - 1, character: lines.at(-1)!.length };
    };
    const range = { start: position(start), end: position(start + before.length) };
    document.text = document.text.replace(before, () => after);
    document.version++;
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: document.version },
      contentChanges: [{ range, text: after }],
    });
  }

  /** Gives an open document another text as a whole. */
  async replace(name: string, text: string): Promise<void> {
    const uri = this.uri(name);
    const document = this.texts.get(uri)!;
    document.text = text;
    document.version++;
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: document.version },
      contentChanges: [{ text }],
    });
  }

  async close(name: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri(name) } });
    this.texts.delete(this.uri(name));
  }

  /** Any request about a document. */
  ask<Answer>(method: string, name: string, params: object = {}): Promise<Answer> {
    return this.connection.sendRequest(method, { textDocument: { uri: this.uri(name) }, ...params });
  }

  /** Where some words of an open document begin. */
  position(name: string, words: string): Position {
    const { text } = this.texts.get(this.uri(name))!;
    return positionAt(text, lineStarts(text), text.indexOf(words), this.encoding);
  }

  async pull(name: string): Promise<readonly Diagnostic[]> {
    const report = await this.connection.sendRequest<DocumentDiagnosticReport>("textDocument/diagnostic", {
      textDocument: { uri: this.uri(name) },
    });
    return report.kind === "full" ? report.items : [];
  }

  /** The rules that have found something in a file, in the order of the text. */
  async rules(name: string): Promise<readonly unknown[]> {
    return (await this.pull(name)).map(({ code }) => code);
  }

  pullWorkspace(): Promise<WorkspaceDiagnosticReport> {
    return this.connection.sendRequest("workspace/diagnostic", { previousResultIds: [] });
  }

  async actions(name: string, diagnostic: Diagnostic, only?: readonly string[]): Promise<readonly CodeAction[]> {
    return this.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: this.uri(name) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic], ...(only && { only }) },
    });
  }

  /** @throws Error where the command is refused */
  async execute(command: string, ...given: readonly unknown[]): Promise<unknown> {
    const answer: unknown = await this.connection.sendRequest("workspace/executeCommand", {
      command,
      arguments: given,
    });
    const { refused } = Object(answer) as CommandAnswer;
    if (refused !== undefined) throw new Error(refused);
    return answer;
  }

  /** The text of a file after a workspace edit. */
  after(name: string, edit: WorkspaceEdit): string {
    const uri = this.uri(name);
    const changes = (edit.documentChanges ?? []).filter((change): change is TextDocumentEdit => "edits" in change);
    const edits = changes
      .filter((change) => change.textDocument.uri === uri)
      .flatMap((change) => change.edits as TextEdit[]);
    const { text } = this.texts.get(uri) ?? { text: readFileSync(join(this.folder, name), "utf8") };
    return applyEdits(
      text,
      edits.map(({ range, newText }) => ({ range: this.offsets(text, range), newText })),
    );
  }

  offsets(text: string, range: Diagnostic["range"]): { start: number; end: number } {
    const starts = lineStarts(text);
    return {
      start: offsetAt(text, starts, range.start, this.encoding),
      end: offsetAt(text, starts, range.end, this.encoding),
    };
  }

  /** Asks again whenever the server has said something, until the answer is true. */
  async until<Answer>(question: () => Answer | Promise<Answer>): Promise<Answer> {
    // What takes long is asked for less and less often.
    for (let [pause, end] = [10, Date.now() + 50_000]; ; pause = Math.min(200, 2 * pause)) {
      if (Date.now() > end) throw new Error("The server did not get there within 50 seconds.");
      const answer = await question();
      if (answer) return answer;
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        setTimeout(resolve, pause);
      });
    }
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }
}

function wireInProcess(): Wire {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  serveStreams(toServer, toClient, (reason) => {
    throw new Error(`The server can't read a message: ${reason}`);
  });
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  return {
    connection,
    end: async () => {
      await connection.sendRequest("shutdown").catch(() => {});
      connection.dispose();
    },
  };
}

function wireToProcess(folder: string, { program = CLI, through = [], env = {} }: ProcessOptions): Wire {
  const [command, ...args] = [...through, process.execPath, program, "server", "--stdio"];
  const child = spawn(command!, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  child.on("exit", () => connection.dispose());
  return {
    connection,
    end: async () => {
      const timer = setTimeout(() => child.kill("SIGKILL"), 5_000); // one that hangs answers nothing
      child.once("exit", () => clearTimeout(timer));
      await connection.sendRequest("shutdown").catch(() => {});
      await connection.sendNotification("exit").catch(() => {});
      child.kill();
    },
  };
}
