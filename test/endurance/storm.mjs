// Another branch is checked out while somebody types: so many files change at once, reported in one message and in as many
// messages as there are files. Prints how long hovers took meanwhile and when the findings were those of a fresh start.
//   node test/endurance/storm.mjs [--files 10000] [--scope paths]
// Ends with 1 if hovers (99 of 100) took longer than 250 ms in one message or 750 ms in many, findings longer than 5 s, the
// memory grew by more than 100 MB, or anything was found that a fresh start does not find. On a busy machine the time counts for
// which the server had the processor.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { AS_IN_VS_CODE, processorTime, startServer } from "./support/server.mjs";

await import("../../tools/bundle.mjs");

const { values } = parseArgs({
  options: { files: { type: "string", default: "10000" }, scope: { type: "string", default: "paths" } },
});
const count = Number(values.files);
const corpus = fileURLToPath(new URL("../../tools/bench/corpus.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "stationmaster-storm-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const work = join(folder, "work");
execFileSync(process.execPath, [corpus, "--out", work, "--count", String(count)]);
const names = readdirSync(work, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".station.md"));
const texts = new Map(names.sort().map((name) => [name, readFileSync(join(work, name), "utf8")]));
/** What is on one branch, and on another, on which each station has one mistake more. */
const states = [
  texts,
  new Map([...texts].map(([name, text]) => [name, text.replace(/\n\n(?=\w)/, "$&So so it is. ")])),
];
const open = names[0];
/** How long to wait for findings, in milliseconds. */
const LONGEST = 120_000;
const settings = { scope: values.scope };

/** Writes a state over the other, as a checkout does. */
function checkOut(state) {
  for (const [name, text] of state) writeFileSync(join(work, name), text);
  return [...state.keys()];
}

const rss = ({ child }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** The findings of all files in scope but the open one. */
async function othersFindings(server) {
  const { items } = await server.ask("workspace/diagnostic", { previousResultIds: [] });
  return items
    .map(({ uri, items: each }) => `${uri} ${JSON.stringify(each)}`)
    .sort()
    .join("\n");
}

/** Opens a station and waits until everything has been read, which the server reports, and its path's findings stay. */
async function ready(server) {
  await server.open(open);
  while (server.refreshes === 0) await pause(50);
  for (let last = ""; ; ) {
    const now = await othersFindings(server);
    if (now && now === last) return now;
    last = now;
    await pause(500);
  }
}

async function storm(server, told, text) {
  const before = rss(server);
  const [times, worked] = [[], []];
  let over = false;
  let typed = 0;

  const typing = (async () => {
    while (!over) {
      await server.edit(open, [{ text: `${text}\n${typed++}\n` }]);
      const [began, cpu] = [performance.now(), processorTime(server.child)];
      await server.about("textDocument/hover", open, { position: { line: 0, character: 3 } });
      times.push(performance.now() - began);
      if (cpu !== undefined) worked.push(processorTime(server.child) - cpu);
      await pause(20);
    }
  })();
  const changed = checkOut(told.state);
  const changes = changed.map((name) => ({ uri: server.uri(name), type: 2 }));
  let largest = 0;
  const fresh = await startServer(work, { settings });
  await fresh.open(open, text);
  const wanted = await ready(fresh);
  await fresh.stop();

  const [began, cpu] = [performance.now(), processorTime(server.child)];
  for (const part of told.one ? [changes] : changes.map((each) => [each]))
    await server.tell("workspace/didChangeWatchedFiles", { changes: part });
  let settled = Number.POSITIVE_INFINITY;
  let settledAfter = Number.POSITIVE_INFINITY;
  while (performance.now() - began < (settled < LONGEST ? 8_000 : LONGEST)) {
    largest = Math.max(largest, rss(server));
    if (settled > LONGEST && (await othersFindings(server)) === wanted) {
      settled = performance.now() - began;
      settledAfter = processorTime(server.child) - cpu;
    }
    await pause(50);
  }
  over = true;
  await typing;
  const [clock, processor] = [times, worked].map((all) => all.sort((a, b) => a - b));
  return { clock, processor, settled, settledAfter, before, largest };
}

const shownTimes = (sorted) =>
  `99 of 100 within ${at(sorted, 0.99).toFixed(0)} ms, the longest ${sorted.at(-1).toFixed(0)} ms`;

let failed = false;
for (const one of [true, false]) {
  checkOut(states[0]);
  const server = await startServer(work, {
    settings,
    nodeArgs: AS_IN_VS_CODE,
  });
  await ready(server);
  const result = await storm(server, { one, state: states[1] }, states[1].get(open));
  await server.stop();
  const most = one ? 250 : 750;
  const { clock, processor, settled, settledAfter, before, largest } = result;
  const slow = at(clock, 0.99) > most && !(processor.length > 0 && at(processor, 0.99) <= most);
  const late = settled > 5000 && !(settledAfter <= 5000);
  const bad = slow || late || largest - before > 100;
  failed ||= bad;
  console.log(
    `${bad ? "✖" : "✔"} ${count} files in ${one ? "one message" : "as many messages"}: ${clock.length} hovers, ${shownTimes(clock)} (at most ${most})${processor.length ? `; processor time, ${shownTimes(processor)}` : ""}; the findings were those of a fresh start after ${(settled / 1000).toFixed(1)} s, ${(settledAfter / 1000).toFixed(1)} s of the processor; memory grew by ${(largest - before).toFixed(0)} MB, from ${before.toFixed(0)} to ${largest.toFixed(0)}.`,
  );
}
process.exitCode = failed ? 1 : 0;
