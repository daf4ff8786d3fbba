import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { pathCommands } from "../server/src/protocol/path-commands.ts";
import { offeredCapabilities, requests } from "../server/src/protocol/requests.ts";
import { verificationCommands } from "../server/src/protocol/verification-commands.ts";
import { folderWith } from "./support/command-line.ts";
import { faultyProgram } from "./support/faulty.ts";
import { LanguageClient } from "./support/language-client.ts";
import { RawServer } from "./support/raw-server.ts";

let program: string;

/** A server in which every answer, every change, and what is done later fails where a text asks for it. */
beforeAll(async () => {
  const failing = (words: string) => `if (document.text.includes("${words}")) throw new Error("on purpose");`;
  program = await faultyProgram("faults", [
    {
      file: "server/src/protocol/server.ts",
      before: "  const session = new Session",
      code: EVERY_HANDLER_MAY_FAIL,
    },
    {
      file: "server/src/protocol/entry.ts",
      before: "        if (!answered) throw",
      code: `if (file && connected.session.documents.get(file)?.text.includes("FAIL TO ANSWER")) throw new Error("on purpose");`,
    },
    {
      file: "server/src/protocol/session.ts",
      before: "    this.documents.set(file, document);\n    this.typing =",
      code: failing("FAIL TO CHANGE"),
    },
    {
      file: "server/src/protocol/session.ts",
      before: "    this.documents.set(file, document);\n    this.#put(file, document.text);",
      code: `
        ${failing("FAIL TO OPEN")}
        if (document.text.includes("FAIL LATER")) this.host.later(1, () => { throw new Error("on purpose, later"); });
        if (document.text.includes("FAIL SOON")) queueMicrotask(() => { throw new Error("on purpose, soon"); });
        if (document.text.includes("FAIL A PROMISE")) void Promise.reject(new Error("on purpose, promised"));
      `,
    },
    {
      file: "server/src/protocol/session.ts",
      before: "    this.documents.delete(file);",
      code: `if (this.documents.get(file)?.text.includes("FAIL TO CLOSE")) throw new Error("on purpose");`,
    },
    {
      file: "server/src/protocol/session.ts",
      before: "    for (const file of files) if (!this.documents.has(file)) this.orders.forget(file);",
      code: `if (files.some((file) => file.includes("fail"))) throw new Error("on purpose");`,
    },
  ]);
}, 60_000);

/** Makes every handler that is registered fail where what it is told of asks for it, at once or when it is done. */
const EVERY_HANDLER_MAY_FAIL = `
  const registered = [];
  const failing = (handler) => (told, ...more) => {
    const words = JSON.stringify(told ?? null);
    if (words.includes("FAIL AT ONCE")) throw new Error("on purpose");
    const done = handler(told, ...more);
    if (!words.includes("FAIL IN THE END")) return done;
    return Promise.resolve(done).then(() => { throw new Error("on purpose"); });
  };
  const mayFail = (target) =>
    new Proxy(target, {
      get(_, name) {
        const value = target[name];
        if (name === "workspace") return mayFail(value);
        if (typeof value !== "function") return value;
        if (!/^on[A-Z]/.test(name)) return value.bind(target);
        return (...given) => {
          const [type] = given;
          const handler = given.pop();
          registered.push(given.length ? type.method ?? type : name);
          return value.call(target, ...given, failing(handler));
        };
      },
    });
  connection.onRequest("test/registered", () => registered);
  connection = mayFail(connection);
`;

const WELL = "# Rain\n\nRain rain falls.\n";

/** Whether a server still does what it is for. */
async function works(client: LanguageClient): Promise<void> {
  await client.open("well.station.md", WELL);
  expect(await client.rules("well.station.md")).toContain("no-repeated-word");
  await client.close("well.station.md");
}

const position = { line: 0, character: 1 };
const range = { start: position, end: position };
const PARAMS = {
  position,
  range,
  positions: [position],
  newName: "mist",
  ch: "\n",
  options: { tabSize: 2, insertSpaces: true },
  context: { diagnostics: [], includeDeclaration: true },
  ranges: [],
  text: "",
  id: "a",
  revision: 0,
  view: "station",
};

test("an answer that fails costs that answer", async () => {
  const client = await LanguageClient.start(folderWith("-- rain.station.md --\n# Rain\n"), { program });
  await client.open("rain.station.md", "# Rain\n\nFAIL TO ANSWER.\n");
  const methods: string[] = [];
  for (const { register } of requests) {
    register({ connection: { onRequest: ({ method }: { method: string }) => methods.push(method) } } as never);
  }
  expect(methods.length).toBeGreaterThan(Object.keys(offeredCapabilities()).length);
  const aboutDocuments = methods.filter((method) => method.startsWith("textDocument/"));
  for (const method of aboutDocuments) {
    await expect(client.ask(method, "rain.station.md", PARAMS), method).rejects.toMatchObject({
      code: -32603,
      message: expect.stringContaining("on purpose"),
    });
  }
  await works(client);
});

test.each(["FAIL TO OPEN", "FAIL LATER", "FAIL SOON", "FAIL A PROMISE", "FAIL TO CLOSE", "FAIL TO CHANGE"])(
  "what nobody waits for and fails costs nothing else: %s",
  async (words) => {
    const client = await LanguageClient.start(folderWith("-- rain.station.md --\n# Rain\n"), { program });
    if (words === "FAIL TO CHANGE") {
      await client.open("rain.station.md", WELL);
      await client.replace("rain.station.md", `${WELL}${words}`);
      await client.replace("rain.station.md", "# Rain\n\nSnow snow falls.\n");
      expect(await client.rules("rain.station.md")).toContain("no-repeated-word");
    } else {
      await client.open("rain.station.md", `${WELL}${words}`);
      await client.close("rain.station.md");
    }
    await client.tell("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri("fail.station.md"), type: 1 }],
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await works(client);
  },
);

const textDocument = { uri: "file:///nowhere/rain.station.md", languageId: "station", version: 1, text: WELL };
const file = { uri: textDocument.uri };

/** What a client may tell of or ask for without a method of our own, by the name of what hears it. */
const HEARD: Readonly<Record<string, readonly [method: string, params: object]>> = {
  onInitialized: ["initialized", {}],
  onDidOpenTextDocument: ["textDocument/didOpen", { textDocument }],
  onDidChangeTextDocument: ["textDocument/didChange", { textDocument, contentChanges: [{ text: "# Snow\n" }] }],
  onDidSaveTextDocument: ["textDocument/didSave", { textDocument: file }],
  onDidCloseTextDocument: ["textDocument/didClose", { textDocument: file }],
  onDidChangeWatchedFiles: ["workspace/didChangeWatchedFiles", { changes: [{ ...file, type: 1 }] }],
  "workspace/didCreateFiles": ["workspace/didCreateFiles", { files: [file] }],
  "workspace/didRenameFiles": ["workspace/didRenameFiles", { files: [{ oldUri: file.uri, newUri: file.uri }] }],
  "workspace/didDeleteFiles": ["workspace/didDeleteFiles", { files: [file] }],
  onDidChangeConfiguration: ["workspace/didChangeConfiguration", { settings: {} }],
  onDidChangeWorkspaceFolders: ["workspace/didChangeWorkspaceFolders", {}],
};
/** What is asked for once, at the start and the end, and told nothing that could make it fail. */
const ONCE = ["onInitialize", "onShutdown"];

describe.each(["FAIL AT ONCE", "FAIL IN THE END"])("whatever is heard may %s", (words) => {
  test("and costs nothing but itself, of all that is registered", async () => {
    const folder = folderWith("-- rain.station.md --\n# Rain\n");
    const server = new RawServer(folder, program);
    server.initialize({
      rootUri: pathToFileURL(folder).href,
      capabilities: { workspace: { workspaceFolders: true } },
    });
    let asked = 0;
    const ask = (method: string, params: object) => {
      server.ask(++asked, method, params);
      return server.answer(asked);
    };
    await ask("workspace/symbol", { query: "" });
    await server.until(() => (server.told("stationmaster/pathsChanged").length > 0 ? true : undefined));
    const registered = ((await ask("test/registered", {})).result as string[]).filter((name) => !ONCE.includes(name));
    expect(registered).toEqual(expect.arrayContaining(Object.keys(HEARD)));
    // Whatever else is registered has the name of the request that it answers, or answers those that there are not.
    const methods = registered.filter((name) => !Object.hasOwn(HEARD, name));
    expect(methods).toEqual(expect.arrayContaining(["workspace/executeCommand", "stationmaster/paths", "onRequest"]));
    const commands = Object.keys({ ...pathCommands, ...verificationCommands });
    const questions: [method: string, params: object][] = [
      ...methods.map((method): [string, object] => [method, { ...PARAMS, textDocument: file, file: "", html: "" }]),
      ...commands.map((command): [string, object] => ["workspace/executeCommand", { command, arguments: [words] }]),
    ];
    for (const [method, params] of questions) {
      if (method === "onRequest") continue; // it is told nothing but a name
      const { error } = await ask(method, { ...params, words });
      // What comes to its end without an answer of its own is refused with its own words.
      if (words === "FAIL AT ONCE") expect(error, method).toMatchObject({ code: -32603 });
      else expect(error?.code, method).toBeLessThan(0);
    }
    for (const [method, params] of Object.values(HEARD)) {
      const said = () => (JSON.stringify(server.told("window/logMessage")) + server.err).split("on purpose").length;
      const before = said();
      server.tell(method, { ...params, words, event: { added: [], removed: [], words } });
      await server.until(() => (said() > before ? true : undefined));
      server.tell("textDocument/didOpen", { textDocument });
      const { result } = await ask("textDocument/documentSymbol", { textDocument: file });
      expect((result as { name: string }[])[0]?.name, method).toBe("Rain");
      server.tell("textDocument/didClose", { textDocument: file });
    }
    expect((await ask("no/such/method", {})).error).toMatchObject({ code: -32601 });
  }, 60_000);
});
