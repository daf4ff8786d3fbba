// Opens texts that have hung or felled programs which read Markdown in a real server, and asks all that an editor asks of them;
// checks them on the command line, too, as it is used, and with as little memory as the server has: 256 MB for what it keeps, so
// that no text fills the memory that there is. Prints a line a family: the time at the largest size that is not refused, at half of
// it, how these compare, and at its full size; how many times larger than the text its preview is; the longest time on the command
// line; what came of it. Time is that of the processors or of the clock, whichever is less: one grows where helpers of V8 work
// beside a program, the other where the machine has other things to do.
//   node test/endurance/families.mjs [--only <words of a name>] [--form markdown|paste] [--premium]
// Ends with 1 if anything took longer than 2 seconds, grew more than 2.6 times, drew more than 10 times the text and 100,000
// characters, had more than 1,000 diagnostics, or failed.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { nodePrograms } from "../../tools/bundle-options.mjs";
import { families, largestRead, mostDrawn } from "./support/families.mjs";
import { metered } from "./support/metered.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    form: { type: "string", default: "markdown" },
    premium: { type: "boolean", default: false },
  },
});

/** The longest that all may take together, in seconds, and how much longer at twice the size. */
const LONGEST = 2;
const MOST_GROWTH = 2.6;

/** At most this many diagnostics are shown of a text, the one that counts the others among them. */
const MOST_DIAGNOSTICS = 1_000;

/** What is said where a preview was cut may come on top. */
const ROOM = 1_000;

/** So little memory, in MB, is enough for any text. */
const WITH_LITTLE_MEMORY = "--max-old-space-size=256";

/** What takes no longer than this, in seconds, says nothing of how it grows. */
const NOISE = 0.3;

await build({ ...nodePrograms });
const cli = join(root, "dist/cli.mjs");

const folder = mkdtempSync(join(tmpdir(), "stationmaster-families-"));
const tier = values.premium ? "premium" : "standard";
writeFileSync(join(folder, "path.yaml"), `title: Water\ntier: ${tier}\nstations: [rain.station.md, snow.station.md]\n`);
writeFileSync(join(folder, "snow.station.md"), "# Snow\n\nSnow is rain that froze, as Station 1 says.\n");
writeFileSync(join(folder, "sources.json"), '[{ "id": "a", "type": "book", "title": "Rain" }]\n');
const file = join(folder, "rain.station.md");
const uri = pathToFileURL(file).href;

let child;
let connection;

async function startServer() {
  child = spawn(process.execPath, [WITH_LITTLE_MEMORY, cli, "server", "--stdio"], {
    cwd: folder,
    stdio: ["pipe", "pipe", "inherit"],
  });
  connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/configuration", ({ items }) => items.map(() => ({})));
  connection.onRequest("workspace/diagnostic/refresh", () => null);
  connection.listen();
  const folderUri = pathToFileURL(folder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: folderUri,
    workspaceFolders: [{ uri: folderUri, name: "families" }],
    capabilities: {
      textDocument: { diagnostic: {}, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
    },
  });
  await connection.sendNotification("initialized", {});
}

const TICKS = Number(spawnSync("getconf", ["CLK_TCK"], { encoding: "utf8" }).stdout) || 100;

/** Seconds by the clock, and those of the processors that the server has used, where the system tells. */
function clocks() {
  const clock = performance.now() / 1000;
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").replace(/^.*\)/s, "").trim().split(" ");
    return { clock, processors: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return { clock, processors: clock };
  }
}

const start = { line: 0, character: 0 };
const end = { line: 2 ** 31 - 1, character: 2 ** 31 - 1 };
const whole = { start, end };
const middle = { line: 2, character: 5 };

/** What an editor asks of a document that it shows, by the name of each question. */
const questions = {
  diagnostics: ["textDocument/diagnostic", {}],
  hover: ["textDocument/hover", { position: middle }],
  symbols: ["textDocument/documentSymbol", {}],
  definition: ["textDocument/definition", { position: middle }],
  references: ["textDocument/references", { position: middle, context: { includeDeclaration: true } }],
  completion: ["textDocument/completion", { position: middle }],
  lenses: ["textDocument/codeLens", {}],
  hints: ["textDocument/inlayHint", { range: whole }],
  tokens: ["textDocument/semanticTokens/full", {}],
  links: ["textDocument/documentLink", {}],
  folds: ["textDocument/foldingRange", {}],
  selections: ["textDocument/selectionRange", { positions: [middle] }],
  actions: ["textDocument/codeAction", { range: whole, context: { diagnostics: [] } }],
  formatting: ["textDocument/formatting", { options: { tabSize: 2, insertSpaces: true } }],
  preview: ["stationmaster/preview", { id: "a", revision: 0, view: "station" }],
};

/** Opens a text and asks about it. */
async function ask(text) {
  const textDocument = { uri };
  const tell = (method, params) => connection.sendNotification(`textDocument/${method}`, params);
  const took = {};
  const answers = {};
  let before = clocks();
  await tell("didOpen", { textDocument: { uri, languageId: "station", version: 1, text } });
  for (const [name, [method, params]] of Object.entries(questions)) {
    answers[name] = await connection
      .sendRequest(method, { textDocument, ...params })
      .catch(({ message }) => ({ failed: `${name}: ${message}` }));
    const now = clocks();
    took[name] = Math.min(now.clock - before.clock, now.processors - before.processors);
    before = now;
  }
  await tell("didClose", { textDocument });
  await connection.sendRequest("textDocument/hover", { textDocument, position: start });
  const drawn = Object.values(answers.preview?.changed ?? {}).join("").length;
  const items = answers.diagnostics.items ?? [];
  const failed = Object.values(answers).flatMap((answer) => answer?.failed ?? []);
  if (items.some(({ message }) => message.includes("took longer"))) failed.push("took longer than 5 seconds");
  const unread = items.find(
    ({ message }) => message.endsWith("so it was not checked.") || message.includes("Is it a station"),
  );
  return {
    took,
    total: Object.values(took).reduce((sum, each) => sum + each, 0),
    drawn: drawn / text.length,
    tooLarge: drawn > mostDrawn(text) + ROOM,
    items,
    unread,
    failed,
  };
}

/** How a text is checked on the command line. */
const checks = [
  [WITH_LITTLE_MEMORY, cli, "check", "--no-cache", "--format", "json"],
  [cli, "check"],
];

/** Checks a text on the command line: how it ended, and the processor seconds that it took. */
function check(text) {
  writeFileSync(file, text);
  const options = {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    env: { XDG_CACHE_HOME: join(folder, ".cache") },
  };
  const runs = checks.map((args) => metered([...args, file], options));
  rmSync(file);
  // A file with nulls is no text, which is said, too.
  const expected = text.includes("\0") ? [2] : [0, 1];
  const failed = runs.flatMap(({ status, signal, stdout }) =>
    stdout.length > 0 && expected.includes(status) ? [] : [`check ended with ${status ?? signal}`],
  );
  return { seconds: Math.max(...runs.map(({ seconds = 0 }) => seconds)), failed };
}

const number = (value) => value.toFixed(2).padStart(6);
let wrong = 0;
let tried = 0;
const began = Date.now();
const head = values.form === "paste" ? "Rain\n\n" : "# Rain\n\n";
console.log(
  "family, characters: seconds at half, at the largest that is read, growth, at full size, preview to text, command line's seconds",
);
await startServer();
for (const family of families) {
  const { name, text, full } = family;
  if (!name.includes(values.only)) continue;
  tried++;
  await ask("# Warm\n\nUp.\n");
  const largest = largestRead(family, head);
  const texts = [Math.ceil(largest / 2), largest, full].map((size) => head + text(size));
  const asked = [];
  for (const each of texts) asked.push(await ask(each));
  const checked = texts.map(check);
  const [half, most, all] = asked;
  const growth = most.total / Math.max(half.total, NOISE);
  const failures = [...asked, ...checked].flatMap(({ failed }) => failed);
  const took = Math.max(...checked.map(({ seconds }) => seconds));
  if (took > LONGEST || asked.some(({ total }) => total > LONGEST)) failures.push("too slow");
  if (growth > MOST_GROWTH) failures.push("grows too fast");
  if (asked.some(({ tooLarge }) => tooLarge)) failures.push("too large a preview");
  if (asked.some(({ items }) => items.length > MOST_DIAGNOSTICS)) failures.push("too many diagnostics");
  const slowest = Object.entries(most.took).sort(([, a], [, b]) => b - a)[0];
  const drawn = Math.max(...asked.map(({ drawn }) => drawn));
  const figures = [half.total, most.total, growth, all.total, drawn, took].map(number).join("");
  const result = failures.join("; ") || all.unread?.message || `${all.items.length} diagnostics`;
  if (failures.length) wrong++;
  console.log(
    `${failures.length ? "✖" : "✔"} ${name}, ${texts[1].length}:${figures}  ${result} (slowest: ${slowest[0]}${number(slowest[1])})`,
  );
}
child.kill();
rmSync(folder, { recursive: true, force: true });
console.log(`\n${tried} families in ${((Date.now() - began) / 1000).toFixed(0)} s, ${wrong} with something wrong.`);
process.exitCode = wrong ? 1 : 0;
