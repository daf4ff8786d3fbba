import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createProtocolConnection, type PublishDiagnosticsParams } from "vscode-languageserver/node";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";
import { readers, serverInProcess } from "../support/server-in-process.ts";

const WATER = `
  -- water/path.yaml --
  title: Water
  stations:
    - rain.station.md
    - rivers.station.md
    - notes.md
  -- water/rain.station.md --
  # Rain

  Rivers are discussed in Station 2, seas in Station 7. [See](rivers.station.md)
  -- water/rivers.station.md --
  # Rivers

  Rivers rivers run [@noah].
  -- water/notes.md --
  # Notes

  Notes notes.
  -- water/books.bib --
  @book{noah, title = {On Rain}, doi = {10.1000/182.}}
  -- water/rain.ledger.jsonl --
  {"sentence":"sha256:00"}
  -- ice/01-ice.station.md --
  # Ice

  Ice ice is Station 3, [rain](../water/rain.station.md#drops).
  -- ice/02-snow.station.md --
  # Snow

  Snow snow falls.
`;

const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;

const everything = { settings: { scope: "workspace" } };

/** All that is found in the workspace, by the names of files. */
async function findings(client: LanguageClient): Promise<string> {
  const { items } = await client.pullWorkspace();
  const found = items.map(({ uri, ...report }) => `${uri} ${"items" in report ? JSON.stringify(report.items) : ""}`);
  return found.sort().join("\n");
}

/** Waits until all that is found is what a server that has just started finds. */
async function settlesAsIfFresh(client: LanguageClient): Promise<void> {
  const fresh = await LanguageClient.start(client.folder, everything);
  for (const [uri, { text }] of client.texts) await fresh.open(uri.slice(client.uri("").length + 1), text);
  const wanted = await fresh.until(async () => {
    const first = await findings(fresh);
    return first !== "" && (await findings(fresh)) === first && first;
  });
  try {
    await client.until(async () => (await findings(client)) === (await findings(fresh)));
  } catch {
    expect(await findings(client)).toBe(wanted);
  }
}

describe("what is known of the workspace is what lies on disk", () => {
  type Change = (at: (name: string) => string) => readonly (readonly [name: string, type: number])[];
  const changes: Readonly<Record<string, Change>> = {
    "when a folder is renamed and reported by its names only": (at) => {
      renameSync(at("ice"), at("winter"));
      return [
        ["ice", DELETED],
        ["winter", CREATED],
      ];
    },
    "when a folder is deleted": (at) => {
      rmSync(at("water"), { recursive: true });
      return [["water", DELETED]];
    },
    "when a file becomes a folder, and a folder a file": (at) => {
      rmSync(at("water/rivers.station.md"));
      mkdirSync(at("water/rivers.station.md"));
      writeFileSync(at("water/rivers.station.md/deep.station.md"), "# Deep\n\nDeep deep.\n");
      rmSync(at("ice"), { recursive: true });
      writeFileSync(at("ice"), "no folder any more");
      return [
        ["water/rivers.station.md", CHANGED],
        ["ice", CHANGED],
      ];
    },
    "when a file is reported as created and then as deleted, and is there": (at) => {
      writeFileSync(at("ice/03-hail.station.md"), "# Hail\n\nHail hail.\n");
      return [
        ["ice/03-hail.station.md", CREATED],
        ["ice/03-hail.station.md", DELETED],
      ];
    },
    "when a file is reported as deleted and then as created, and is gone": (at) => {
      rmSync(at("ice/02-snow.station.md"));
      return [
        ["ice/02-snow.station.md", DELETED],
        ["ice/02-snow.station.md", CREATED],
      ];
    },
    "when what only a path names changes and goes": (at) => {
      writeFileSync(at("water/notes.md"), "# Notes\n\nMore more.\n");
      rmSync(at("water/books.bib"));
      rmSync(at("water/rain.ledger.jsonl"));
      return [
        ["water/notes.md", CHANGED],
        ["water/books.bib", DELETED],
        ["water/rain.ledger.jsonl", DELETED],
      ];
    },
    "when a path goes": (at) => {
      rmSync(at("water/path.yaml"));
      return [["water/path.yaml", DELETED]];
    },
    "when a path goes and another way to write its name is deleted, too": (at) => {
      renameSync(at("water/path.yaml"), at("water/path.yml"));
      return [
        ["water/path.yml", CREATED],
        ["water/path.yaml", DELETED],
      ];
    },
  };

  test.each(Object.entries(changes))("%s", async (_, change) => {
    const client = await LanguageClient.start(folderWith(WATER), everything);
    await client.until(async () => (await findings(client)).includes("01-ice.station.md"));
    const told = change((name) => join(client.folder, name));
    for (const [name, type] of told)
      await client.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: client.uri(name), type }] });
    await settlesAsIfFresh(client);
  });

  test("but for open documents, which are as the editor has them", async () => {
    const client = await LanguageClient.start(folderWith(WATER), everything);
    await client.open("ice/02-snow.station.md");
    await client.type("ice/02-snow.station.md", "Snow snow", "Sleet sleet");
    for (const type of [CHANGED, DELETED]) {
      if (type === CHANGED) writeFileSync(join(client.folder, "ice/02-snow.station.md"), "# Snow\n\nNothing.\n");
      else rmSync(join(client.folder, "ice"), { recursive: true });
      const changes = ["ice/02-snow.station.md", "ice"].map((name) => ({ uri: client.uri(name), type }));
      for (const each of changes) await client.tell("workspace/didChangeWatchedFiles", { changes: [each] });
      await client.until(async () => !(await findings(client)).includes("01-ice.station.md") || type === CHANGED);
      expect(await client.rules("ice/02-snow.station.md")).toContain("no-repeated-word");
    }
    await client.close("ice/02-snow.station.md");
    await client.until(async () => !(await findings(client)).includes("02-snow.station.md"));
  });
});

test("a checkout that is reported file by file is taken in together", async () => {
  const client = await LanguageClient.start(folderWith(WATER));
  await client.open("water/rain.station.md");
  await client.until(async () => (await client.rules("water/rain.station.md")).includes("station-exists"));
  const names = Array.from({ length: 1_000 }, (_, at) => `many/${at % 100}/${at}-more.station.md`);
  for (const name of names) {
    mkdirSync(join(client.folder, dirname(name)), { recursive: true });
    writeFileSync(join(client.folder, name), "# More\n\nMore more of it.\n");
  }
  const before = client.refreshes;
  for (const name of names)
    await client.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: client.uri(name), type: CREATED }] });
  await client.until(async () => (await client.rules(names.at(-1)!)).includes("no-repeated-word"));
  expect(client.refreshes - before).toBeLessThan(50);
}, 60_000);

test("a file that changes is read once and checked twice at most, however often it is reported", async () => {
  const names = Array.from({ length: 200 }, (_, at) => `/water/${at % 10}/${at}-rain.station.md`);
  let falls = "falls";
  const textOf = (name: string) => `# Rain\n\nRain ${falls} falls on ${name}.\n`;
  // A pause is over when the test says so: by the clock, a busy machine would put one between two messages.
  const pauses = new Set<() => void>();
  const later = (milliseconds: number, run: () => void) => {
    if (milliseconds === 0) setTimeout(run);
    else pauses.add(run);
    return () => void pauses.delete(run);
  };
  const endPauses = () => {
    for (const run of pauses) {
      pauses.delete(run);
      run();
    }
  };
  const { reader, writer } = serverInProcess(names, async (name) => textOf(name), later);
  const connection = createProtocolConnection(reader, writer);
  onTestFinished(() => connection.dispose());
  const checked = new Map<string, number>();
  let rules: readonly unknown[] = [];
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    checked.set(uri, (checked.get(uri) ?? 0) + 1);
    if (uri.endsWith(names.at(-1)!)) rules = diagnostics.map(({ code }) => code);
  });
  connection.onRequest("workspace/configuration", () => [{ scope: "workspace" }]);
  connection.listen();
  const capabilities = { workspace: { configuration: true } };
  await connection.sendRequest("initialize", { processId: null, rootUri: "file:///water", capabilities });
  await connection.sendNotification("initialized", {});
  const wanted = { timeout: 15_000, interval: 20 };
  await vi.waitFor(() => {
    endPauses();
    expect(rules).toContain("no-repeated-word");
  }, wanted);

  const read = vi.spyOn(readers, "station");
  onTestFinished(() => read.mockRestore());
  checked.clear();
  falls = "snow";
  for (const type of [DELETED, CREATED, CHANGED]) {
    for (const name of names)
      await connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: `file://${name}`, type }],
      });
  }
  await connection.sendRequest("textDocument/hover", {
    textDocument: { uri: `file://${names[0]}` },
    position: { line: 0, character: 0 },
  });
  await vi.waitFor(() => {
    endPauses();
    expect(rules).not.toContain("no-repeated-word");
    expect(checked.size).toBe(names.length);
  }, wanted);
  const readings = names.map((name) => read.mock.calls.filter(([text]) => text === textOf(name)).length);
  expect([Math.min(...readings), Math.max(...readings)]).toEqual([1, 1]);
  expect(Math.max(...checked.values())).toBeLessThanOrEqual(2);
}, 60_000);

/** Tells the server that a file has changed on disk. */
function changedOnDisk(client: LanguageClient, name: string, type: number): Promise<void> {
  return client.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: client.uri(name), type }] });
}

describe("what is ignored", () => {
  const IGNORED = {
    ".gitignore": "ice/\n",
    "stationmaster.yaml": "ignore: [ice/]\n",
  };

  test.each(Object.entries(IGNORED))("by %s is not shown, nor read when it changes", async (name, text) => {
    const folder = folderWith(WATER);
    writeFileSync(join(folder, name), text);
    const client = await LanguageClient.start(folder, everything);
    await client.until(async () => (await findings(client)).includes("rain.station.md"));
    expect(await findings(client)).not.toContain("/ice/");
    writeFileSync(join(folder, "ice/03-more.station.md"), "# More\n\nMore more ice.\n");
    writeFileSync(join(folder, "water/rain.station.md"), "# Rain\n\nIt falls falls.\n");
    await changedOnDisk(client, "ice/03-more.station.md", CREATED);
    await changedOnDisk(client, "water/rain.station.md", CHANGED);
    await client.until(async () => (await findings(client)).includes("falls"));
    expect(await findings(client)).not.toContain("/ice/");
  });

  test.each(Object.entries(IGNORED))("by %s changes with it", async (name, text) => {
    const folder = folderWith(WATER);
    const client = await LanguageClient.start(folder, everything);
    await client.until(async () => (await findings(client)).includes("01-ice"));
    writeFileSync(join(folder, name), text);
    await changedOnDisk(client, name, CREATED);
    await client.until(async () => !(await findings(client)).includes("01-ice"));
    rmSync(join(folder, name));
    await changedOnDisk(client, name, DELETED);
    await client.until(async () => (await findings(client)).includes("01-ice"));
  });

  test("is checked where it is open", async () => {
    const folder = folderWith(WATER);
    writeFileSync(join(folder, ".gitignore"), "ice/\n");
    const client = await LanguageClient.start(folder, everything);
    await client.open("ice/02-snow.station.md");
    await client.until(async () => (await client.rules("ice/02-snow.station.md")).includes("no-repeated-word"));
  });
});
