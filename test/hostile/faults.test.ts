import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { pathCommands } from "../../server/src/protocol/path-commands.ts";
import { offeredCapabilities, requests } from "../../server/src/protocol/requests.ts";
import { verificationCommands } from "../../server/src/protocol/verification-commands.ts";
import { folderWith } from "../support/command-line.ts";
import { faultyProgram } from "../support/faulty.ts";
import { LanguageClient } from "../support/language-client.ts";
import { RawServer, type RawServerProcess } from "../support/raw-server.ts";

let program: string;

/** A server in which every answer, every change, and what is done later fails where a text asks for it. */
beforeAll(async () => {
  const fail = (words: string) => `throw new Error("on purpose: ${words}");`;
  const failing = (words: string) => `if (document.text.includes("${words}")) ${fail(words)}`;
  program = await faultyProgram("faults", [
    {
      file: "server/src/protocol/server.ts",
      before: "  const session = new Session",
      code: EVERY_HANDLER_MAY_FAIL,
    },
    {
      file: "server/src/protocol/entry.ts",
      before: "        return answer(connected, params, token);",
      code: `if (file && connected.session.documents.get(file)?.text.includes("FAIL TO ANSWER")) throw new Error("on purpose");`,
    },
    {
      file: "server/src/protocol/session/session.ts",
      before: "    this.documents = new Map(this.documents).set(file, document);\n    this.typing =",
      code: failing("FAIL TO CHANGE"),
    },
    {
      file: "server/src/protocol/session/session.ts",
      before:
        "    this.documents = new Map(this.documents).set(file, document);\n    this.#loading.put(file, document.text);",
      code: `
        ${failing("FAIL TO OPEN")}
        if (document.text.includes("FAIL LATER")) this.host.later(1, () => { ${fail("FAIL LATER")} });
        if (document.text.includes("FAIL SOON")) queueMicrotask(() => { ${fail("FAIL SOON")} });
        if (document.text.includes("FAIL A PROMISE")) void (async () => { ${fail("FAIL A PROMISE")} })();
      `,
    },
    {
      file: "server/src/protocol/session/session.ts",
      before: "    this.documents = new Map([...this.documents]",
      code: `if (this.documents.get(file)?.text.includes("FAIL TO CLOSE")) ${fail("FAIL TO CLOSE")}`,
    },
    {
      file: "server/src/protocol/session/session.ts",
      before: "    for (const file of files) if (!this.documents.has(file)) this.#orders.forget(file);",
      code: `if (files.some((file) => file.includes("fail"))) ${fail("FAIL TO TAKE IN")}`,
    },
  ]);
});

/** Makes every handler that is registered fail where what it gets asks for it, at once or when it is done. */
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
  const client = await LanguageClient.startProcess(folderWith("-- rain.station.md --\n# Rain\n"), { program });
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

const textDocument = { uri: "file:///nowhere/rain.station.md", languageId: "station", version: 1, text: WELL };
const file = { uri: textDocument.uri };

test.each([
  "FAIL TO OPEN",
  "FAIL LATER",
  "FAIL SOON",
  "FAIL A PROMISE",
  "FAIL TO CLOSE",
  "FAIL TO CHANGE",
  "FAIL TO TAKE IN",
])("what nobody waits for and fails is reported, and costs nothing else: %s", async (words) => {
  const server = RawServer.startProcess(folderWith(""), program);
  server.initialize({ rootUri: "file:///nowhere", capabilities: { textDocument: { diagnostic: {} } } });
  const open = (text: string) => server.tell("textDocument/didOpen", { textDocument: { ...textDocument, text } });
  const change = (text: string) => server.tell("textDocument/didChange", { textDocument, contentChanges: [{ text }] });
  const finds = async (id: string, word: string) => {
    server.ask(id, "textDocument/diagnostic", { textDocument: file });
    expect(JSON.stringify(await server.answer(id))).toContain(`“${word}” appears twice`);
  };
  if (words === "FAIL TO CHANGE") {
    open(WELL);
    change(`${WELL}${words}`);
    change("# Rain\n\nSnow snow falls.\n");
    await finds("changed", "snow");
  } else open(`${WELL}${words}`);
  server.tell("textDocument/didClose", { textDocument: file });
  if (words === "FAIL TO TAKE IN") {
    const changes = [{ uri: "file:///nowhere/fail.station.md", type: 1 }];
    server.tell("workspace/didChangeWatchedFiles", { changes });
  }
  await server.until(() => (saidBy(server).includes(`on purpose: ${words}`) ? true : undefined));
  open(WELL);
  await finds("opened", "rain");
});

/** All that a server has said of what went wrong in it. */
function saidBy(server: RawServerProcess): string {
  return JSON.stringify(server.told("window/logMessage")) + server.err;
}

/** What a client may report or ask for without a method of our own, by the name of what hears it. */
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
  test("be it the first thing", async () => {
    const server = RawServer.startProcess(folderWith(""), program);
    server.initialize({ initializationOptions: { words } });
    expect((await server.answer("initialize")).error).toMatchObject({ code: -32603 });
  });

  test("and costs nothing but itself, of all that is registered", async () => {
    const folder = folderWith("-- rain.station.md --\n# Rain\n");
    const server = RawServer.startProcess(folder, program);
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
      const said = () => saidBy(server).split("on purpose").length;
      const before = said();
      server.tell(method, { ...params, words, event: { added: [], removed: [], words } });
      await server.until(() => (said() > before ? true : undefined));
      server.tell("textDocument/didOpen", { textDocument });
      const { result } = await ask("textDocument/documentSymbol", { textDocument: file });
      expect((result as { name: string }[])[0]?.name, method).toBe("Rain");
      server.tell("textDocument/didClose", { textDocument: file });
    }
    expect((await ask("no/such/method", {})).error).toMatchObject({ code: -32601 });
  });
});
