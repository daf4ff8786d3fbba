// Talks to a real language server for long, and says where something that must hold does not.
//   node test/endurance/server.mjs [--edits 1000000] [--requests 10000] [--cancels 100000] [--only <words of a name>] [--seed 1]
// What is tried: requests under every kind of id, cancellations, how long a change of a large document and a cancellation take,
// and random edits, after which the server must know the text as one does that has opened it as it is. Ends with 1 if anything
// failed.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { randomFrom } from "./support/random.mjs";
import { AS_IN_VS_CODE, processorTime } from "./support/server.mjs";

await import("../../tools/bundle.mjs");

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values } = parseArgs({
  options: {
    edits: { type: "string", default: "1000000" },
    requests: { type: "string", default: "10000" },
    cancels: { type: "string", default: "100000" },
    only: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
  },
});

class Server {
  answers = new Map();
  twice = 0;
  #waiting = new Map();
  #parts = [];
  #length = 0;
  #next = 0;

  constructor(folder) {
    this.child = spawn(process.execPath, [...AS_IN_VS_CODE, join(root, "dist/cli.mjs"), "server", "--stdio"], {
      cwd: folder,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.child.stdout.on("data", (data) => this.#hear(data));
  }

  async start(folder, capabilities = { textDocument: { diagnostic: {} } }) {
    await this.ask("initialize", { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities });
    this.tell("initialized", {});
    return this;
  }

  send(message) {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    return this.child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  tell(method, params) {
    return this.send({ method, params });
  }

  ask(method, params, id = `own ${++this.#next}`) {
    const answer = new Promise((resolve) => this.#waiting.set(id, resolve));
    this.send({ id, method, params });
    return answer;
  }

  /** Until what was sent has been taken. */
  drained() {
    if (!this.child.stdin.writableNeedDrain) return undefined;
    return new Promise((resolve) => this.child.stdin.once("drain", resolve));
  }

  cpu() {
    return processorTime(this.child);
  }

  stop() {
    this.child.kill("SIGKILL");
  }

  #hear(data) {
    this.#parts.push(data);
    this.#length += data.length;
    if (this.#wanted && this.#length < this.#wanted) return;
    let rest = Buffer.concat(this.#parts);
    for (;;) {
      const start = rest.indexOf("\r\n\r\n") + 4;
      if (start < 4) break;
      const length = Number(/Content-Length: (\d+)/.exec(rest.toString("latin1", 0, start))[1]);
      this.#wanted = start + length;
      if (rest.length < this.#wanted) break;
      const message = JSON.parse(rest.toString("utf8", start, start + length));
      rest = rest.subarray(start + length);
      this.#wanted = 0;
      if (message.method !== undefined) {
        if (message.id !== undefined) this.send({ id: message.id, result: null });
        continue;
      }
      if (this.answers.has(message.id)) this.twice++;
      this.answers.set(message.id, message);
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    }
    this.#parts = [rest];
    this.#length = rest.length;
  }

  #wanted = 0;
}

const folder = mkdtempSync(join(tmpdir(), "stationmaster-endurance-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const uri = pathToFileURL(join(folder, "rain.station.md")).href;
const textDocument = { uri };
const open = (server, text) =>
  server.tell("textDocument/didOpen", { textDocument: { uri, languageId: "station", version: 0, text } });

const part = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const shown = (all) => {
  const sorted = [...all].sort((a, b) => a - b);
  return `median ${part(sorted, 0.5).toFixed(1)} ms, p99 ${part(sorted, 0.99).toFixed(1)} ms, worst ${sorted.at(-1).toFixed(1)} ms`;
};
const p99 = (all) =>
  part(
    [...all].sort((a, b) => a - b),
    0.99,
  );

/** Whether something took too long; on a busy machine only the processor's time says something. */
const isTooLong = (took, worked, limit) => p99(took) > limit && !(worked.length > 0 && p99(worked) <= limit);

const tries = {
  async "requests under every kind of id"() {
    const server = await new Server(folder).start(folder);
    const count = Number(values.requests);
    const ids = Array.from({ length: count / 2 }, (_, at) => at - count / 4).flatMap((id) => [id, String(id)]);
    await Promise.all(ids.map((id) => server.ask("workspace/symbol", { query: "x" }, id)));
    const missing = ids.filter((id) => !server.answers.has(id)).length;
    server.stop();
    return {
      told: `${ids.length} requests, ${missing} unanswered, ${server.twice} answered twice`,
      failed: missing + server.twice,
    };
  },

  async "cancellations of what is unknown, done, waiting or asked for twice"() {
    const server = await new Server(folder).start(folder);
    const count = Number(values.cancels);
    const random = randomFrom(Number(values.seed));
    const asked = [];
    for (let at = 0; at < count; at++) {
      if (at % 10 === 0) asked.push(server.ask("workspace/symbol", { query: "x" }, at));
      server.tell("$/cancelRequest", { id: [at - (at % 10), random(count), -at, `${at}`][random(4)] });
      await server.drained();
    }
    const all = await Promise.all(asked);
    const off = all.filter(({ error }) => error?.code === -32800).length;
    const wrong = all.filter(({ error }) => error && error.code !== -32800).length;
    server.stop();
    return {
      told: `${count} cancellations, ${all.length} requests answered, ${off} of them canceled, ${server.twice} answered twice`,
      failed: wrong + server.twice,
    };
  },

  async "what is canceled ends at once"() {
    const many = join(folder, "many");
    execFileSync(process.execPath, [join(root, "tools/bench/corpus.mjs"), "--out", many, "--count", "2000"]);
    const server = await new Server(many).start(many);
    server.tell("workspace/didChangeConfiguration", { settings: { stationmaster: { scope: "workspace" } } });
    for (let before = -1, now = 0; now !== before; ) {
      before = now;
      await new Promise((resolve) => setTimeout(resolve, 500));
      now = ((await server.ask("stationmaster/paths", {})).result ?? []).length;
    }
    const [took, worked, used] = [[], [], []];
    let failed = 0;
    for (let at = 0; at < 101; at++) {
      server.tell("workspace/didChangeConfiguration", { settings: { stationmaster: { scope: "workspace" } } });
      const answer = server.ask("workspace/diagnostic", { previousResultIds: [] }, at);
      await server.ask("workspace/symbol", { query: "zzz" });
      const [began, cpu] = [performance.now(), server.cpu()];
      server.tell("$/cancelRequest", { id: at });
      const { error } = await answer;
      const answered = server.cpu();
      took.push(performance.now() - began);
      if (error?.code !== -32800) failed++;
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (cpu === undefined) continue;
      worked.push(answered - cpu);
      used.push(server.cpu() - answered);
    }
    server.stop();
    rmSync(many, { recursive: true, force: true });
    // The first comes to stations that nobody has read yet, and their whole path.
    const [cold] = [took.shift(), worked.shift()];
    const cpu = used.length ? `; processor time until then: ${shown(worked)}, in the next 100 ms: ${shown(used)}` : "";
    return {
      told: `101 times, ${failed} not stopped; answered after ${shown(took)}, the first after ${cold.toFixed(1)} ms${cpu}`,
      failed: failed + isTooLong(took, worked, 50) + (used.length > 0 && p99(used) > 50),
    };
  },

  ...Object.fromEntries(
    [
      ["100 KB", 100_000, 5],
      ["1 MB", 1_000_000, 15],
    ].map(([size, bytes, limit]) => [
      `a change of a document of ${size}`,
      async () => {
        const file = join(folder, "one.station.md");
        execFileSync(process.execPath, [
          join(root, "tools/bench/corpus.mjs"),
          "--single",
          file,
          "--bytes",
          String(bytes),
        ]);
        const text = readFileSync(file, "utf8");
        rmSync(file);
        const lines = text.split("\n").length;
        const server = await new Server(folder).start(folder);
        open(server, text);
        await server.ask("textDocument/documentSymbol", { textDocument });
        const random = randomFrom(Number(values.seed));
        const [idle, took, worked] = [[], [], []];
        for (let version = 1; version <= 300; version++) {
          // What the question itself costs stands beside it.
          let began = performance.now();
          await server.ask("no/such/method", {});
          idle.push(performance.now() - began);
          const start = { line: random(lines), character: 0 };
          const before = server.cpu();
          began = performance.now();
          server.tell("textDocument/didChange", {
            textDocument: { uri, version },
            contentChanges: [{ range: { start, end: start }, text: "x" }],
          });
          await server.ask("no/such/method", {});
          took.push(performance.now() - began);
          if (before !== undefined) worked.push(server.cpu() - before);
        }
        server.stop();
        const cpu = worked.length ? `; processor time: ${shown(worked)}` : "";
        return {
          told: `300 changes, each with a question after it: ${shown(took)}; the question alone: ${shown(idle)}${cpu}; at most ${limit} ms are wanted`,
          failed: isTooLong(took, worked, limit),
        };
      },
    ]),
  ),

  async "random edits"() {
    const count = Number(values.edits);
    const random = randomFrom(Number(values.seed));
    const folder = mkdtempSync(join(tmpdir(), "stationmaster-edits-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, "path.yaml"), "title: Water\nstations: [rain.station.md, snow.station.md]\n");
    writeFileSync(
      join(folder, "snow.station.md"),
      "# Snow\n\n**Key term:** Flake — frozen rain.\n\nA drop froze, as Station 1 says.\n",
    );
    const uri = pathToFileURL(join(folder, "rain.station.md")).href;
    const textDocument = { uri };
    const open = (server, text) =>
      server.tell("textDocument/didOpen", { textDocument: { uri, languageId: "station", version: 0, text } });
    const server = await new Server(folder).start(folder);
    const PIECES = [
      "rain ",
      "\n",
      "\n\n",
      "# ",
      "## ",
      "- ",
      "| a | b |\n|---|---|\n",
      "**",
      "[^a]",
      "`",
      "> ",
      "🌧️",
      "é",
      "\r\n",
      "\r",
      "1. ",
      "Station 2 ",
      "flakes ",
      "**Key term:** Drop — water.\n\n",
      "",
    ];
    let text = "# Rain\n\nIt falls.\n";
    open(server, text);
    let failed = 0;
    let compared = 0;
    const QUESTIONS = [
      ["textDocument/diagnostic", {}],
      ["textDocument/documentSymbol", {}],
      ["textDocument/foldingRange", {}],
      ["textDocument/semanticTokens/full", {}],
      ["textDocument/documentLink", {}],
      ["textDocument/codeLens", {}],
      ["textDocument/formatting", { options: { tabSize: 2, insertSpaces: true } }],
      ["workspace/symbol", { query: "r" }],
      ["stationmaster/export", { whole: false }],
      ["stationmaster/preview", { id: "a", revision: 0, view: "station" }],
    ];
    const before = (position) => ({ start: { line: 0, character: 0 }, end: position });
    /** What is asked of a place, and of all that comes before it. */
    const questionsAt = (position) => [
      ["textDocument/hover", { position }],
      ["textDocument/completion", { position }],
      ["textDocument/references", { position, context: { includeDeclaration: true } }],
      ["textDocument/selectionRange", { positions: [position] }],
      ["textDocument/definition", { position }],
      ["textDocument/documentHighlight", { position }],
      ["textDocument/prepareRename", { position }],
      ["textDocument/rename", { position, newName: "Fog" }],
      ["textDocument/prepareCallHierarchy", { position }],
      ["textDocument/onTypeFormatting", { position, ch: "\n", options: { tabSize: 2, insertSpaces: true } }],
      ["textDocument/inlayHint", { range: before(position) }],
      ["textDocument/semanticTokens/range", { range: before(position) }],
      ["textDocument/rangeFormatting", { range: before(position), options: { tabSize: 2, insertSpaces: true } }],
      ["textDocument/codeAction", { range: before(position), context: { diagnostics: [] } }],
    ];
    /** An answer without what counts up: its id, and the keys of a page's blocks. */
    const comparable = ({ result, error }) => {
      const { resultId, revision, order, ...rest } = result ?? error ?? {};
      return order ? order.map((key) => [rest.changed[key], rest.ranges[key], rest.marks[key]]) : rest;
    };
    const told = async (asked, places) => {
      const questions = [...QUESTIONS, ...places.flatMap(questionsAt)];
      const all = await Promise.all(questions.map(([method, more]) => asked.ask(method, { textDocument, ...more })));
      return JSON.stringify(all.map(comparable), (key, value) => (key === "version" ? undefined : value));
    };
    for (let version = 1; version <= count; version++) {
      const starts = [0];
      for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
      const line = random(starts.length);
      const ended = text.slice(starts[line], starts[line + 1] ?? text.length).replace(/[\r\n]+$/, "").length;
      const at = random(ended + 1);
      const until = Math.min(ended, at + random(text.length > 3000 ? 60 : 8));
      const whole = (place) => (/^[\udc00-\udfff]/.test(text.slice(starts[line] + place)) ? place - 1 : place);
      const [start, end] = [whole(at), whole(until)];
      const by = text.length > 3000 ? "" : PIECES[random(PIECES.length)];
      server.tell("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: { line, character: start }, end: { line, character: end } }, text: by }],
      });
      text = text.slice(0, starts[line] + start) + by + text.slice(starts[line] + end);
      if (version % 100 === 0) await server.drained();
      if (version % 5000 === 0 || version === count) {
        const fresh = await new Server(folder).start(folder);
        open(fresh, text);
        const finished = server.tell("textDocument/didSave", { textDocument }); // nobody is typing any more
        const lines = text.split(/\r\n|\n|\r/);
        const places = Array.from({ length: 5 }, () => random(lines.length)).map((line) => ({
          line,
          character: random(lines[line].length + 1),
        }));
        const [known, wanted] = [await told(server, places), await told(fresh, places), finished];
        fresh.stop();
        compared++;
        if (known !== wanted) {
          failed++;
          mkdirSync(join(root, "dist/test"), { recursive: true });
          writeFileSync(
            join(root, `dist/test/edits-${version}.json`),
            JSON.stringify({ text, known, wanted }, null, 1),
          );
        }
      }
    }
    server.stop();
    return {
      told: `${count} edits, compared ${compared} times with a fresh server by ${QUESTIONS.length} answers and ${questionsAt().length} at each of 5 places, ${failed} differed`,
      failed,
    };
  },
};

let failures = 0;
for (const [name, run] of Object.entries(tries).filter(([name]) => name.includes(values.only))) {
  const began = Date.now();
  const { told, failed } = await run();
  if (failed) failures++;
  console.log(`${failed ? "✖" : "✔"} ${name}: ${told} (${((Date.now() - began) / 1000).toFixed(0)} s)`);
}
process.exitCode = failures ? 1 : 0;
