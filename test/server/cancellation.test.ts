import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { folderWith } from "../support/command-line.ts";
import { RawServer } from "../support/raw-server.ts";

const CALLED_OFF = { code: -32800, message: "This was canceled." };

/** A server for a path that takes a while to check, all of which is to be checked. It has been read, but not checked yet. */
async function busyServer(): Promise<RawServer> {
  const folder = folderWith("");
  const names = Array.from({ length: 400 }, (_, at) => `s${at}.station.md`);
  writeFileSync(join(folder, "path.yaml"), `stations:\n${names.map((name) => `  - ${name}\n`).join("")}`);
  const paragraph = "Rain falls on the hills, and rivers carry it to the sea. The sun lifts it again.\n\n".repeat(10);
  for (const name of names) writeFileSync(join(folder, name), `# Water in ${name}\n\n${paragraph}`);
  const server = RawServer.start();
  const rootUri = pathToFileURL(folder).href;
  server.initialize({ rootUri, capabilities: { textDocument: { diagnostic: {} } } });
  server.tell("workspace/didChangeConfiguration", { settings: { stationmaster: { scope: "workspace" } } });
  for (let asked = 0, known = 0; known < 100; asked++) {
    server.ask(`known ${asked}`, "workspace/symbol", { query: "Water" });
    known = ((await server.answer(`known ${asked}`)).result as unknown[]).length;
  }
  return server;
}

const askLong = (server: RawServer, id: string | number) =>
  server.ask(id, "workspace/diagnostic", { previousResultIds: [] });
const askShort = (server: RawServer, id: string | number) => server.ask(id, "workspace/symbol", { query: "s399" });
const cancel = (server: RawServer, id: unknown) => server.tell("$/cancelRequest", { id });

/** How often each request was answered. */
function answered({ messages }: RawServer): ReadonlyMap<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const { id, method } of messages) {
    if (method === undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

test("what is canceled while it is worked on is stopped, and others are answered in between", async () => {
  const server = await busyServer();
  askLong(server, "long");
  askShort(server, "in between");
  expect((await server.answer("in between")).result).toHaveLength(1);
  expect(answered(server).get("long")).toBeUndefined();
  cancel(server, "long");
  cancel(server, "long");
  expect((await server.answer("long")).error).toEqual(CALLED_OFF);
  askLong(server, "again");
  expect((await server.answer("again")).result).toMatchObject({ items: { length: 401 } });
  expect([...answered(server).values()].every((count) => count === 1)).toBe(true);
}, 60_000);

test("what is canceled before it is begun is not begun", async () => {
  const server = await busyServer();
  server.atOnce(() => {
    for (let id = 0; id < 100; id++) {
      askShort(server, id);
      if (id % 3 === 0) cancel(server, id);
    }
    askShort(server, "last");
  });
  await server.answer("last");
  for (let id = 0; id < 100; id++) {
    const { result, error } = await server.answer(id);
    if (id % 3 === 0) expect(error).toEqual(CALLED_OFF);
    else expect(result).toHaveLength(1);
  }
});

test("what is canceled after its answer, or was never asked, changes nothing", async () => {
  const server = await busyServer();
  askShort(server, 7);
  await server.answer(7);
  for (const id of [7, 7, "7", 8, -1, 0.5, "", null, {}, undefined]) cancel(server, id);
  askShort(server, 8);
  askShort(server, "7");
  expect((await server.answer(8)).result).toHaveLength(1);
  expect((await server.answer("7")).result).toHaveLength(1);
  expect([...answered(server).values()].every((count) => count === 1)).toBe(true);
});

test("calling off one request leaves the one alone whose id only looks like it", async () => {
  const server = await busyServer();
  server.atOnce(() => {
    askShort(server, 1);
    askShort(server, "1");
    cancel(server, "1");
  });
  expect((await server.answer("1")).error).toEqual(CALLED_OFF);
  expect((await server.answer(1)).result).toHaveLength(1);
});
