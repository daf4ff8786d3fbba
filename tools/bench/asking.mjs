// How long the server takes to answer what a writer asks for: completion, hover, definition, references after a key press,
// and the rename of a station number that many stations refer to.
//   asking.mjs --root DIR --out JSON [--asks 60] -- COMMAND ARG...
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";

const cut = process.argv.indexOf("--");
const { values } = parseArgs({
  args: process.argv.slice(2, cut),
  options: { root: { type: "string" }, out: { type: "string" }, asks: { type: "string", default: "60" } },
});
const [program, ...args] = process.argv.slice(cut + 1);
/** How many stations refer to the number that is renamed. */
const REFERRING = 1_000;

/** A path of a thousand stations that all refer to two of them, beside the others. */
function writeStar(folder) {
  mkdirSync(folder, { recursive: true });
  const names = Array.from({ length: REFERRING + 10 }, (_, at) => `s${at + 1}.station.md`);
  names.forEach((name, at) => {
    const text = `# Topic ${at + 1}\n\nThis is like Station 5, and unlike Station 6.\n\n## More\n\nSome more is said here.\n`;
    writeFileSync(join(folder, name), text);
  });
  writeFileSync(join(folder, "path.yaml"), `title: Star\nstations:\n${names.map((name) => `  - ${name}\n`).join("")}`);
}

writeStar(join(values.root, "star"));
const child = spawn(program, args, { cwd: values.root, stdio: ["pipe", "pipe", "inherit"] });
const connection = createProtocolConnection(
  new StreamMessageReader(child.stdout),
  new StreamMessageWriter(child.stdin),
);
connection.onRequest("client/registerCapability", () => null);
connection.onRequest("workspace/configuration", ({ items }) => items.map(() => ({})));
connection.onRequest("workspace/diagnostic/refresh", () => null);
connection.listen();
const uriOf = (file) => pathToFileURL(file).href;
await connection.sendRequest("initialize", {
  processId: process.pid,
  rootUri: uriOf(values.root),
  workspaceFolders: [{ uri: uriOf(values.root), name: "corpus" }],
  capabilities: {
    textDocument: {
      diagnostic: {},
      completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
    },
    workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] } },
  },
});
await connection.sendNotification("initialized", {});

const folders = readdirSync(values.root, { withFileTypes: true }).filter(
  (each) => each.isDirectory() && each.name !== "star",
);
const folder = join(values.root, folders[0].name);
const file = findStation(folder);
let text = readFileSync(file, "utf8");
let version = 1;
const textDocument = { uri: uriOf(file) };
await connection.sendNotification("textDocument/didOpen", {
  textDocument: { ...textDocument, languageId: "station", version, text },
});

/** The first station below a folder that refers to another. */
function findStation(at) {
  const found = readdirSync(at, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort();
  return join(
    at,
    found.find((name) => /\bStation \d+/.test(readFileSync(join(at, name), "utf8"))),
  );
}

function position(offset) {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1).length };
}

async function insert(offset, words, removed = 0) {
  const range = { start: position(offset), end: position(offset + removed) };
  text = text.slice(0, offset) + words + text.slice(offset + removed);
  version++;
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { ...textDocument, version },
    contentChanges: [{ range, text: words }],
  });
}

const now = () => Number(process.hrtime.bigint()) / 1e6;
async function timed(method, params) {
  const started = now();
  const answer = await connection.sendRequest(method, params);
  return { ms: now() - started, answer };
}

// Until the whole workspace is known, nothing is measured.
for (let before = -1; ; ) {
  const { answer } = await timed("workspace/symbol", { query: "Topic 1010" });
  await new Promise((resolve) => setTimeout(resolve, 500));
  if (answer?.length && before === answer.length) break;
  before = answer?.length ?? -1;
}

const reference = /\bStation \d+/.exec(text).index;
const sentence = text.indexOf("\n\n", text.indexOf("\n## ")) + 2;
const term = /Key term:\*{0,2}\s+\*{0,2}(\w+)/.exec(text);
const asks = {
  "completion of a station": { method: "textDocument/completion", at: sentence, typed: "It is like Station " },
  "completion of a term": { method: "textDocument/completion", at: sentence, typed: "The co" },
  hover: { method: "textDocument/hover", at: reference + 2 },
  definition: { method: "textDocument/definition", at: reference + 2 },
  references: {
    method: "textDocument/references",
    at: term.index + term[0].length - 1,
    more: { context: { includeDeclaration: true } },
  },
};
const times = {};
for (const [name, { method, at, typed = "", more = {} }] of Object.entries(asks)) {
  times[name] = [];
  if (typed) await insert(at, typed);
  for (let count = 0; count < Number(values.asks); count++) {
    // A key press right before: nothing that is known of this version can have been kept.
    const end = text.length;
    await insert(end, "x");
    const { ms, answer } = await timed(method, { textDocument, position: position(at + typed.length), ...more });
    const found = answer?.items ?? answer;
    if (!found || found.length === 0) throw new Error(`${name}: there is no answer.`);
    times[name].push(ms);
    await insert(end, "", 1);
  }
  if (typed) await insert(at, "", typed.length);
}

const star = join(values.root, "star/s1.station.md");
const starText = readFileSync(star, "utf8");
const starDocument = { uri: uriOf(star) };
await connection.sendNotification("textDocument/didOpen", {
  textDocument: { ...starDocument, languageId: "station", version: 1, text: starText },
});
const renames = [];
times[`a number in ${REFERRING} stations`] = renames;
for (let count = 0; count < 7; count++) {
  const { ms, answer } = await timed("textDocument/rename", {
    textDocument: starDocument,
    position: { line: 2, character: starText.split("\n")[2].indexOf("Station 5") + 2 },
    newName: "6",
  });
  if (answer.documentChanges.length < REFERRING) throw new Error("The rename touches too few files.");
  renames.push(ms);
}
writeFileSync(values.out, JSON.stringify(times));
await connection.sendRequest("shutdown");
const ended = new Promise((resolve) => child.on("exit", resolve));
await connection.sendNotification("exit");
await ended;
connection.dispose();
