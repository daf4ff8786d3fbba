// A server over a thousand stations is killed again and again, at random times while somebody types, and an editor starts
// another and opens the texts in it that it has. Prints how long it took until the findings of the open station were right, and
// whether anything typed was lost.
//   node test/endurance/restarts.mjs [--crashes 500] [--stations 1000] [--seed 1]
// Ends with 1 if 99 of 100 did not come within 2 s, neither by the clock nor by the processor's time, if one never came, or if a
// word that was typed was missing.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { randomFrom } from "./support/random.mjs";
import { processorTime, startServer } from "./support/server.mjs";

await import("../../tools/bundle.mjs");

const { values } = parseArgs({
  options: {
    crashes: { type: "string", default: "500" },
    stations: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
  },
});
const crashes = Number(values.crashes);
const random = randomFrom(Number(values.seed));
const MOST = 2_000;
const LONGEST = 30_000;
/** After this many crashes the server that tells what is right is replaced, too. */
const OFTEN = 50;

const corpus = fileURLToPath(new URL("../../tools/bench/corpus.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "stationmaster-restarts-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const work = join(folder, "work");
execFileSync(process.execPath, [corpus, "--out", work, "--count", values.stations]);
const names = readdirSync(work, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".station.md"));
/** What the editor has: three stations, the first two of one path. */
const texts = new Map([0, 1, -1].map((at) => [names.sort().at(at), readFileSync(join(work, names.at(at)), "utf8")]));
const [shown] = texts.keys();

const page = async (server, name) => (await server.about("stationmaster/export", name, { whole: false })).html;

/** Types words that stand nowhere else into the open texts until the server is killed. Gives back the words. */
async function typeUntilKilled(server, number) {
  const typed = [];
  const end = performance.now() + random(600);
  for (let at = 0; performance.now() < end || at === 0; at++) {
    const name = [...texts.keys()][random(texts.size)];
    const lines = texts.get(name).split("\n");
    const line = lines.findLastIndex((each, place) => /^\w/.test(each) && place < 1 + random(lines.length));
    if (line < 0) continue;
    const word = `typed${number}x${at} `;
    const start = { line, character: 0 };
    texts.set(name, lines.with(line, word + lines[line]).join("\n"));
    typed.push([name, word]);
    server.edit(name, [{ range: { start, end: start }, text: word }]).catch(() => {}); // it may be gone by now
    if (at % 4 === 0) server.findings(name).catch(() => {});
    await pause(random(20));
  }
  server.kill();
  await server.ended;
  return typed;
}

async function startWithTexts() {
  const server = await startServer(work);
  for (const [name, text] of texts) await server.open(name, text);
  return server;
}

const part = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const inOrder = (times) => times.sort((a, b) => a - b);

const [took, worked] = [[], []];
let [edits, lost, never] = [0, 0, 0];
let known = await startWithTexts();
let server = await startWithTexts();
for (let number = 1; number <= crashes; number++) {
  const typed = await typeUntilKilled(server, number);
  edits += typed.length;
  if (number % OFTEN === 0) {
    await known.stop();
    known = await startWithTexts();
  } else {
    for (const name of texts.keys()) await known.close(name);
    for (const [name, text] of texts) await known.open(name, text);
  }
  while (known.refreshes === 0) await pause(20);
  const wanted = JSON.stringify(await known.findings(shown));

  const began = performance.now();
  server = await startWithTexts();
  while (JSON.stringify(await server.findings(shown)) !== wanted && performance.now() - began < LONGEST) await pause(5);
  const time = performance.now() - began;
  const used = processorTime(server.child);
  took.push(time);
  if (used !== undefined) worked.push(used);
  if (time >= LONGEST) never++;
  for (const complaint of server.complaints) console.error(complaint);
  const pages = new Map();
  for (const name of texts.keys()) pages.set(name, await page(server, name));
  lost += typed.filter(([name, word]) => !pages.get(name).includes(word.trim())).length;
}
await known.stop();
await server.stop();

const [byClock, byProcessor] = [inOrder(took), inOrder(worked)].map((all) => part(all, 0.99));
const bad = lost > 0 || never > 0 || (byClock > MOST && !(byProcessor <= MOST));
const shownTimes = (all) =>
  `half within ${part(all, 0.5).toFixed(0)} ms, 99 of 100 within ${part(all, 0.99).toFixed(0)} ms, the longest ${all.at(-1).toFixed(0)} ms`;
console.log(
  `${bad ? "✖" : "✔"} ${crashes} crashes over ${values.stations} stations: right findings after a start, ${shownTimes(took)} (at most ${MOST})${worked.length ? `; processor time, ${shownTimes(worked)}` : ""}; ${never} never; of ${edits} words that were typed ${lost} were lost.`,
);
process.exitCode = bad ? 1 : 0;
