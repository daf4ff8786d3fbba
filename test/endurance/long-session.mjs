// A long day in an editor: texts are opened, typed in, asked about and closed, and other branches are checked out. Then a snapshot
// of the server's memory tells how much is held, against the same after the first tenth, and which closed texts are still in it.
//   node test/endurance/long-session.mjs [--edits 100000] [--opens 5000] [--checkouts 200] [--hours 0]
// With --hours the same is done over and over for so long. Ends with 1 if more than 1.15 times as much is held, or any closed text.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startServer } from "./support/server.mjs";

await import("../../tools/bundle.mjs");

const { values } = parseArgs({
  options: {
    edits: { type: "string", default: "100000" },
    opens: { type: "string", default: "5000" },
    checkouts: { type: "string", default: "200" },
    hours: { type: "string", default: "0" },
  },
});
const [edits, opens, checkouts, hours] = ["edits", "opens", "checkouts", "hours"].map((name) => Number(values[name]));
const MOST_GROWTH = 1.15;
const FILES = 200;

const corpus = fileURLToPath(new URL("../../tools/bench/corpus.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "stationmaster-session-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const work = join(folder, "work");
execFileSync(process.execPath, [corpus, "--out", work, "--count", String(FILES)]);
const names = readdirSync(work, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".station.md"));
const texts = new Map(names.sort().map((name) => [name, readFileSync(join(work, name), "utf8")]));

const began = performance.now();
const server = await startServer(work, { nodeArgs: ["--heapsnapshot-signal=SIGUSR2", `--diagnostic-dir=${folder}`] });
await server.open(names[0]);

/** What stands in each text that is opened and nowhere else. */
let opened = 0;
const mark = (number) => `Marked${String(number).padStart(8, "0")}`;

/** A part of the day: texts opened, typed in and closed, some of them without a file. */
async function part(howManyEdits, howManyOpens, howManyCheckouts) {
  const each = Math.max(1, Math.round(howManyEdits / Math.max(1, howManyOpens)));
  for (let at = 0; at < howManyOpens; at++) {
    const number = opened++;
    const own = names[1 + (number % (FILES - 1))];
    const name = number % 10 === 0 ? `new-${number}.station.md` : own;
    await server.open(name, `# ${mark(number)}\n\n${texts.get(own)}`);
    for (let edit = 0; edit < each; edit++) {
      const position = { line: 0, character: 2 + mark(number).length };
      const isLast = edit === each - 1;
      const text = edit % 2 ? "" : "x";
      const range = { start: position, end: { ...position, character: position.character + (edit % 2) } };
      await server.edit(name, [{ range, text }]);
      if (isLast) await server.about("textDocument/hover", name, { position: { line: 0, character: 3 } });
    }
    if (number % 5 === 0) await server.findings(name);
    await server.close(name);
    if (howManyCheckouts && at % Math.ceil(howManyOpens / howManyCheckouts) === 0) await checkOut(number);
  }
  await server.findings(names[0]);
}

async function checkOut(number) {
  for (const [name, text] of texts) writeFileSync(join(work, name), number % 2 ? text : `${text}\nSo so it is.\n`);
  await server.tell("workspace/didChangeWatchedFiles", {
    changes: names.map((name) => ({ uri: server.uri(name), type: 2 })),
  });
}

/** How much is held once all is thrown away that is not, in MB, and how many closed texts. */
async function held() {
  await pause(3_000); // what waits for a pause in typing
  const before = new Set(readdirSync(folder));
  server.kill("SIGUSR2");
  let file;
  for (let size = -1; ; await pause(1_000)) {
    file = readdirSync(folder).find((name) => name.endsWith(".heapsnapshot") && !before.has(name));
    const now = file ? readFileSync(join(folder, file)).length : 0;
    if (now > 0 && now === size) break;
    size = now;
  }
  const snapshot = JSON.parse(readFileSync(join(folder, file), "utf8"));
  const { node_fields: fields } = snapshot.snapshot.meta;
  const size = fields.indexOf("self_size");
  let bytes = 0;
  for (let at = 0; at < snapshot.nodes.length; at += fields.length) bytes += snapshot.nodes[at + size];
  // A word may be remembered, a text may not.
  const marks = new Set(snapshot.strings.flatMap((text) => (text.length > 100 && text.match(/Marked\d{8}/g)) || []));
  return { megabytes: bytes / 2 ** 20, marks: marks.size };
}

const tenth = (number) => Math.ceil(number / 10);
await part(tenth(edits), tenth(opens), tenth(checkouts));
const warm = await held();
do {
  await part(edits - tenth(edits), opens - tenth(opens), checkouts - tenth(checkouts));
} while (performance.now() - began < hours * 3_600_000);
const end = await held();
await server.stop();

const growth = end.megabytes / warm.megabytes;
const bad = growth > MOST_GROWTH || end.marks > 0;
console.log(
  `${bad ? "✖" : "✔"} ${opened} texts opened and closed, ${opened * Math.round(edits / opens)} edits, ${checkouts} checkouts in ${((performance.now() - began) / 1000).toFixed(0)} s: ${warm.megabytes.toFixed(1)} MB held after a tenth, ${end.megabytes.toFixed(1)} MB at the end (${growth.toFixed(2)} times; at most ${MOST_GROWTH}), ${end.marks} closed texts still held.`,
);
process.exitCode = bad ? 1 : 0;
