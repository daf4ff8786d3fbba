// What the views cost after a pause in typing, in a library of premium paths: bytes that the server sends, and milliseconds of
// its processor. Both views are open, with the path that is edited opened up.
//   views.mjs --root DIR --out JSON [--edits 15]
// DIR is a library of `corpus.mjs`; its paths are made premium.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { AS_IN_VS_CODE, processorTime, startServer } from "../../test/endurance/support/server.mjs";

const { values } = parseArgs({
  options: { root: { type: "string" }, out: { type: "string" }, edits: { type: "string", default: "15" } },
});
const files = readdirSync(values.root, { recursive: true, encoding: "utf8" }).sort();
const paths = files.filter((name) => name.endsWith("path.yaml"));
for (const file of paths.map((name) => join(values.root, name))) {
  const text = readFileSync(file, "utf8");
  if (!/^tier:/m.test(text)) writeFileSync(file, `tier: premium\n${text}`);
}

const server = await startServer(values.root, { nodeArgs: AS_IN_VS_CODE });
let tell = () => {};
server.connection.onNotification("stationmaster/pathsChanged", (changed) => tell(changed));
const told = () => new Promise((resolve) => (tell = resolve));
const size = (message) => Buffer.byteLength(JSON.stringify(message));

const folder = dirname(paths[0]);
const station = files.find((name) => dirname(name) === folder && name.endsWith(".station.md"));
await server.open(station);
while ((await server.ask("stationmaster/paths", {})).length < paths.length) await told();

const revisions = new Map();
const results = { bytes: [], milliseconds: [] };
for (let edit = 0; edit <= Number(values.edits); edit++) {
  const start = { line: 4, character: 0 };
  const next = told();
  await server.edit(station, [{ range: { start, end: start }, text: "A" }]);
  const changed = await next;
  // The findings of the path are asked for by the editor anyway.
  await server.findings(station);
  await server.ask("workspace/diagnostic", { previousResultIds: [] });
  const worked = processorTime(server.child);
  let bytes = size(changed);
  const ask = async (method, params) => {
    const answer = await server.ask(method, params);
    bytes += size(answer);
    return answer;
  };
  if (changed.list) await ask("stationmaster/paths", {});
  for (const path of changed.paths ?? [server.uri(`${folder}/path.yaml`)]) {
    await ask("stationmaster/stations", { path });
    const { stations } = await ask("stationmaster/verification", { path });
    for (const { file, revision } of stations) {
      if (revisions.get(file) === revision) continue;
      revisions.set(file, revision);
      await ask("stationmaster/sentences", { path, station: file });
    }
  }
  if (edit === 0) continue; // everything is shown for the first time
  results.bytes.push(bytes);
  results.milliseconds.push(processorTime(server.child) - worked);
}
await server.stop();
writeFileSync(values.out, JSON.stringify(results));
