// Runs the command line and the language server where there is no network, under strace, and counts what they try to connect to.
// Needs Linux, root, and strace.
//   node test/endurance/no-network.mjs
// Ends with 1 if there was a call that opens or uses a connection to anywhere.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
await import("../../tools/bundle.mjs");
const cli = join(root, "dist/cli.mjs");
const folder = mkdtempSync(join(tmpdir(), "stationmaster-network-"));
const samples = join(root, "samples");

/** Runs a program without a network, and gives the calls that would use one. */
function callsOf(args, input = "") {
  const log = join(folder, "calls");
  const traced = [
    "-f",
    "-e",
    "trace=connect,sendto,sendmsg,bind,listen",
    "-o",
    log,
    "unshare",
    "-n",
    process.execPath,
    ...args,
  ];
  const { status, error } = spawnSync("strace", traced, { cwd: samples, input, maxBuffer: 1e9 });
  if (error) throw error;
  const calls = readFileSync(log, "utf8").split("\n");
  return { status, calls: calls.filter((line) => /\b(?:connect|sendto|sendmsg|bind|listen)\(/.test(line)) };
}

function message(body) {
  const text = JSON.stringify({ jsonrpc: "2.0", ...body });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

/** What an editor says to a server that it starts, lets look at a station, and ends. */
function session() {
  const uri = pathToFileURL(join(samples, "constitution/how-a-bill-becomes-law.station.md")).href;
  const textDocument = { uri };
  const text = readFileSync(fileURLToPath(uri), "utf8");
  const asked = [
    "textDocument/diagnostic",
    "textDocument/codeLens",
    "textDocument/documentLink",
    "textDocument/documentSymbol",
  ];
  return [
    {
      id: 1,
      method: "initialize",
      params: { processId: null, rootUri: pathToFileURL(samples).href, capabilities: {} },
    },
    { method: "initialized", params: {} },
    { method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "station", version: 1, text } } },
    ...asked.map((method, at) => ({ id: at + 2, method, params: { textDocument } })),
    { id: 10, method: "textDocument/hover", params: { textDocument, position: { line: 4, character: 5 } } },
    { id: 11, method: "workspace/diagnostic", params: { previousResultIds: [] } },
    { id: 12, method: "stationmaster/preview", params: { textDocument, id: "a", revision: 0, webPictures: true } },
    { id: 13, method: "stationmaster/export", params: { textDocument, whole: true } },
    { id: 14, method: "shutdown" },
    { method: "exit" },
  ]
    .map(message)
    .join("");
}

const runs = [
  ...[
    "check . --hints --no-cache",
    "check . --format sarif",
    "check --since HEAD",
    "stats .",
    "sources .",
    "verify .",
    "rules",
  ],
  ...["explain hook", "diff HEAD", "export html constitution"],
].map((line) => [cli, ...line.split(" ")]);

let wrong = 0;
const began = Date.now();
try {
  const { calls: control } = callsOf(["--eval", 'fetch("http://127.0.0.1:49151/").catch(() => {})']);
  if (control.length === 0) throw new Error("A call to the network is not seen.");
  for (const args of [...runs, [cli, "server", "--stdio"]]) {
    const { status, calls } = callsOf(args, args.includes("server") ? session() : "");
    if (calls.length === 0 && status !== null && status < 2) continue;
    wrong++;
    console.log(`✖ ${args.slice(1).join(" ")} (${status}): ${calls.slice(0, 3).join("; ")}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  `${runs.length} commands and a server, ${wrong} of which used the network; ${Math.round((Date.now() - began) / 1000)} s`,
);
process.exitCode = wrong ? 1 : 0;
