// A language server as an editor has it, for scripts: the real process, told and asked over standard input and output.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";

const CLI = fileURLToPath(new URL("../../../dist/cli.mjs", import.meta.url));

/** What a client can do that asks for findings, watches files, and is told when to ask again. */
const CAPABILITIES = {
  textDocument: { diagnostic: {}, hover: { contentFormat: ["markdown"] } },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
};

/** How the extension starts its server. */
export const AS_IN_VS_CODE = ["--min-semi-space-size=16", "--max-semi-space-size=32"];

/** Milliseconds of a processor that a process's first thread has taken; undefined where the system does not tell. */
export function processorTime({ pid }) {
  const file = `/proc/${pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, "utf8").split(" ")[0]) / 1e6 : undefined;
}

/**
 * Starts a server.
 * @param program what is run in place of Node, such as `strace` with its arguments
 */
export async function startServer(
  folder,
  { program = [process.execPath], nodeArgs = [], settings = {}, ...initialization } = {},
) {
  const [command, ...args] = [...program, ...nodeArgs, CLI, "server", "--stdio"];
  const child = spawn(command, args, { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const versions = new Map();
  const server = {
    child,
    connection,
    ended,
    refreshes: 0,
    /** What it has complained of. */
    complaints: [],
    uri: (name) => pathToFileURL(join(folder, name)).href,
    ask: (method, params) => connection.sendRequest(method, params),
    tell: (method, params) => connection.sendNotification(method, params),
    async open(name, text = readFileSync(join(folder, name), "utf8")) {
      versions.set(name, 1);
      const textDocument = { uri: server.uri(name), languageId: "station", version: 1, text };
      await connection.sendNotification("textDocument/didOpen", { textDocument });
    },
    async edit(name, contentChanges) {
      const version = versions.get(name) + 1;
      versions.set(name, version);
      const textDocument = { uri: server.uri(name), version };
      await connection.sendNotification("textDocument/didChange", { textDocument, contentChanges });
    },
    close: (name) => connection.sendNotification("textDocument/didClose", { textDocument: { uri: server.uri(name) } }),
    about: (method, name, params = {}) =>
      connection.sendRequest(method, { textDocument: { uri: server.uri(name) }, ...params }),
    async findings(name) {
      return (await server.about("textDocument/diagnostic", name)).items;
    },
    async stop() {
      await connection.sendRequest("shutdown").catch(() => {});
      await connection.sendNotification("exit").catch(() => {});
      await ended;
    },
    kill(signal = "SIGKILL") {
      child.kill(signal);
    },
  };
  child.on("exit", () => {
    connection.dispose();
    child.stdin.destroy(); // one that nobody reads any more would keep this program waiting
  });
  child.stdin.on("error", () => {}); // it may have ended
  connection.onRequest("workspace/configuration", ({ items }) => items.map(() => settings));
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/diagnostic/refresh", () => {
    server.refreshes++;
    return null;
  });
  connection.onRequest("workspace/codeLens/refresh", () => null);
  connection.onNotification("window/logMessage", ({ message }) => server.complaints.push(message));
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "test" }],
    capabilities: CAPABILITIES,
    ...initialization,
  });
  await connection.sendNotification("initialized", {});
  return server;
}
