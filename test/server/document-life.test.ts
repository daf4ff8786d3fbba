import { readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  createProtocolConnection,
  type PublishDiagnosticsParams,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";
import { RawServer } from "../support/raw-server.ts";
import { serverInProcess } from "../support/server-in-process.ts";

const RAIN = "# Rain\n\nRain rain falls.\n";
const SNOW = "# Snow\n\nSnow falls.\n";

/** A server for a folder, told all of it at once; the answer to the last question shows that it has got there. */
function rawServer(fixture: string, capabilities = {}) {
  return rawServerFor(folderWith(fixture), RawServer.start(), capabilities);
}

/** The same for a folder that a server knows; its workspace is that folder, if it is no other. */
function rawServerFor(folder: string, server: RawServer, capabilities = {}, workspace = folder) {
  server.initialize({ rootUri: pathToFileURL(workspace).href, capabilities });
  const uri = (name: string) => pathToFileURL(join(folder, name)).href;
  let asked = 0;
  return {
    server,
    uri,
    open: (name: string, text: string, version: unknown = 1) =>
      server.tell("textDocument/didOpen", {
        textDocument: { uri: uri(name), languageId: "station", version, text },
      }),
    change: (name: string, text: string, version: unknown) =>
      server.tell("textDocument/didChange", { textDocument: { uri: uri(name), version }, contentChanges: [{ text }] }),
    close: (name: string) => server.tell("textDocument/didClose", { textDocument: { uri: uri(name) } }),
    /** The title that the server knows. */
    title: async (name: string) => {
      server.ask(++asked, "textDocument/documentSymbol", { textDocument: { uri: uri(name) } });
      const { result } = await server.answer(asked);
      return (result as { name: string }[] | null)?.[0]?.name;
    },
    /** What it has logged, without the folder. */
    logged: () =>
      server.told<{ message: string }>("window/logMessage").map(({ message }) => message.replace(`${folder}/`, "")),
  };
}

test("the status of a station that is open follows what other files of its path say", async () => {
  const folder = folderWith(
    "-- path.yaml --\nstations: [rain.station.md, rivers.station.md]\n-- rivers.station.md --\n# Rivers\n",
  );
  const client = await LanguageClient.start(folder);
  const texts: string[] = [];
  client.connection.onNotification("stationmaster/status", ({ uri, status }) => {
    if (uri === client.uri("rain.station.md")) texts.push(status?.text ?? "");
  });
  await client.open("rain.station.md", "# Rain\n\nIt falls, as Station 2 shows.\n");
  await client.until(() => texts.length > 0);
  const text = "stations: [rain.station.md]\n";
  await client.open("path.yaml", text);
  await client.until(() => texts.length > 1);
  expect(texts[0]).not.toBe(texts.at(-1));
  expect(texts.at(-1)).toMatch(/^Station 1: \d+ to fix$/);
});

test("a file that leaves its path has no status any more, and has one again when it is back", async () => {
  const client = await LanguageClient.start(
    folderWith(`
      -- path.yaml --
      stations: [rain.station.md]
      sources: books.json
      -- rain.station.md --
      # Rain
      -- books.json --
      [{ "id": "smith", "type": "book", "title": "Rain" }]
    `),
  );
  const statuses: string[] = [];
  client.connection.onNotification("stationmaster/status", ({ uri, status }) => {
    if (uri === client.uri("books.json")) statuses.push(status?.text ?? "none");
  });
  await client.open("path.yaml");
  await client.open("books.json");
  await client.until(() => statuses.length === 1);
  await client.type("path.yaml", "sources: books.json", "sources: others.json");
  await client.until(() => statuses.length === 2);
  await client.type("path.yaml", "sources: others.json", "sources: books.json");
  await client.until(() => statuses.length === 3);
  expect(statuses).toEqual([expect.stringMatching(/to fix$/), "none", statuses[0]]);
});

describe("the encoding of positions", () => {
  test.each<[unknown, string]>([
    [["utf-8"], "utf-8"],
    [["utf-16"], "utf-16"],
    [["utf-32"], "utf-32"],
    [["utf-32", "utf-16"], "utf-16"],
    [["utf-7", "utf-8"], "utf-8"],
    [[], "utf-16"],
    [undefined, "utf-16"],
    [null, "utf-16"],
    ["utf-8", "utf-16"],
    [{ 0: "utf-8", length: 1 }, "utf-16"],
    [["UTF-8", 8, null, {}, ["utf-8"], "__proto__"], "utf-16"],
  ])("is one that the client offers, or UTF-16: %j", async (positionEncodings, chosen) => {
    const { server } = rawServer("", { general: { positionEncodings } });
    expect(await server.answer("initialize")).toMatchObject({ result: { capabilities: { positionEncoding: chosen } } });
  });
});

/** Two numbers: a line, and a character in it. */
type Place = readonly [line: number, character: number];

describe.each(["utf-16", "utf-8"])("a change at a place that is nowhere, in %s", (encoding) => {
  const FAR = 2 ** 31 - 1;
  /** Where the character after the cloud in the first line begins; in either encoding, the cloud begins at 3, and 4 is within. */
  const end = encoding === "utf-8" ? 7 : 5;

  test("is made at the nearest place, and a reversed one from its end to its start", async () => {
    const { server, uri, open } = rawServer("", { general: { positionEncodings: [encoding] } });
    const textDocument = { uri: uri("rain.station.md") };
    let version = 1;
    const changed = async (...changes: readonly (readonly [start: Place, end: Place, text: string])[]) => {
      const place = ([line, character]: Place) => ({ line, character });
      const contentChanges = changes.map(([start, end, text]) => ({
        range: { start: place(start), end: place(end) },
        text,
      }));
      server.tell("textDocument/didChange", { textDocument: { ...textDocument, version: ++version }, contentChanges });
      server.ask(version, "textDocument/documentSymbol", { textDocument });
      // All that stands in the text is headings.
      return ((await server.answer(version)).result as { name: string }[]).map(({ name }) => name);
    };
    open("rain.station.md", "# a\u{1f327}b\n## c\n");
    expect(await changed([[0, 99], [0, FAR], "d"])).toEqual(["a\u{1f327}bd", "c"]);
    expect(await changed([[99, 0], [FAR, FAR], "## e"])).toEqual(["a\u{1f327}bd", "c", "e"]);
    expect(await changed([[0, 4], [0, 4], "f"])).toEqual(["af\u{1f327}bd", "c", "e"]);
    expect(await changed([[0, 3], [0, 4], ""])).toEqual(["a\u{1f327}bd", "c", "e"]);
    expect(await changed([[1, 4], [1, 3], "g"])).toEqual(["a\u{1f327}bd", "g", "e"]);
    expect(await changed([[0, end], [0, 4], "h"])).toEqual(["ahbd", "g", "e"]);
    expect(await changed([[FAR, 0], [1, 99], "\n## i"], [[0, 99], [0, 2], "j"])).toEqual(["j", "g", "i"]);
  });
});

describe("a client that reports documents in another order than the protocol has", () => {
  test("is understood, and told once of each oddity", async () => {
    const { open, change, close, title, logged } = rawServer("-- rain.station.md --\n# On disk\n");
    const name = "rain.station.md";
    change(name, "# Never open", 1);
    change(name, "# Never open", 2);
    close(name);
    expect(await title(name)).toBe("On disk");
    open(name, "# First", 0);
    expect(await title(name)).toBe("First");
    change(name, "# Jumped", 2 ** 31 - 1);
    expect(await title(name)).toBe("Jumped");
    expect(logged()).toHaveLength(2);
    for (const version of [2 ** 31 - 1, 3, -5, 3]) change(name, `# At ${version}`, version);
    expect(await title(name)).toBe("At 3");
    open(name, "# Opened twice", 1);
    expect(await title(name)).toBe("Opened twice");
    close(name);
    change(name, "# After the end", 9);
    expect(await title(name)).toBe("On disk");
    expect(logged()).toEqual([
      "rain.station.md was changed while it was not open: the change was ignored.",
      "rain.station.md was closed while it was not open.",
      "rain.station.md got a version that is not later than the previous one: changes are applied as they arrive.",
      "rain.station.md was opened twice: the second text is used.",
    ]);
  });

  test("hears nothing of documents that are none of ours", async () => {
    const { server, logged, title } = rawServer("");
    const textDocument = { uri: "git:/rain.station.md?%7B%7D", languageId: "station", version: 1, text: RAIN };
    server.tell("textDocument/didOpen", { textDocument });
    server.tell("textDocument/didChange", { textDocument, contentChanges: [{ text: SNOW }] });
    server.tell("textDocument/didClose", { textDocument });
    await title("rain.station.md");
    expect(logged()).toEqual([]);
  });
});

/** The first list of sources in BibTeX takes a while to read: what is sent in one go arrives before anything is answered. */
const SLOW_TO_LOAD = `
  -- path.yaml --
  stations:
    - rain.station.md
    - snow.station.md
  -- all.bib --
  @misc{a, title={A}}
  -- snow.station.md --
  # Snow

  Drops freeze.
`;

describe("a document that is closed", () => {
  /**
   * Opens a text, closes it at once or after some edits, and gives back what is said of it from then on.
   * @param last what is said of it in the end, if anything
   */
  async function afterClosing(onDisk: string | undefined, edits: number, last?: string): Promise<readonly string[]> {
    const folder = folderWith(SLOW_TO_LOAD);
    const { server, uri, open, change, close, title } = rawServerFor(folder, RawServer.startProcess(folder));
    if (onDisk !== undefined) writeFileSync(join(folder, "rain.station.md"), onDisk);
    server.atOnce(() => {
      open("rain.station.md", RAIN);
      for (let version = 2; version < edits + 2; version++) change("rain.station.md", `${RAIN}${version}\n`, version);
      close("rain.station.md");
      open("snow.station.md", SNOW);
    });
    const said = (name: string) =>
      server
        .told<PublishDiagnosticsParams>("textDocument/publishDiagnostics")
        .filter((params) => params.uri === uri(name));
    const saidOfRain = () =>
      said("rain.station.md").map(
        ({ diagnostics, version }) =>
          `${version}: ${diagnostics.filter(({ code }) => code === "no-repeated-word").length}`,
      );
    // The other files of a path are spoken of after the document that was opened, the path itself last of all; both may have
    // been spoken of already when the server gets to know that the first document is closed.
    while (said("path.yaml").length === 0 || (last && saidOfRain().at(-1) !== last)) await title("snow.station.md");
    const all = saidOfRain();
    // What is said of the open document has its version; it may come before the server knows that it is closed.
    const fromThenOn = all.findIndex((each) => each.startsWith("undefined"));
    return fromThenOn < 0 ? [] : all.slice(fromThenOn);
  }

  test.each([0, 1, 50])("is spoken of as it lies on disk only, after %d edits", async (edits) => {
    const said = await afterClosing("# Rain\n\nSnow snow falls. Ice ice melts.\n", edits, "undefined: 2");
    // Nothing at all may be said of it while no document of its path is open.
    for (const each of said) expect(["undefined: 0", "undefined: 2"]).toContain(each);
  });

  test("is not spoken of any more if there is no such file", async () => {
    for (const each of await afterClosing(undefined, 3)) expect(each).toBe("undefined: 0");
  });
});

describe("a document that is closed where reading takes a while", () => {
  test("is not spoken of before it has been read", async () => {
    const onDisk = new Map(
      ["path.yaml", "rain", "snow", "ice"].map((name) =>
        name === "path.yaml"
          ? ["/water/path.yaml", "stations: [rain.station.md, snow.station.md, ice.station.md]\n"]
          : [`/water/${name}.station.md`, `# ${name}\n`],
      ),
    );
    let goOn: (() => void) | undefined;
    let slow = false;
    const { reader, writer } = serverInProcess(onDisk.keys(), async (file) => {
      if (slow) await new Promise<void>((resolve) => (goOn = resolve));
      return onDisk.get(file);
    });
    const connection = createProtocolConnection(reader, writer);
    onTestFinished(() => connection.dispose());
    const said: string[] = [];
    let wake = () => {};
    connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }: PublishDiagnosticsParams) => {
      said.push(`${uri}: ${diagnostics.map(({ code }) => code)}`);
      wake();
    });
    const until = async (wanted: RegExp) => {
      while (!said.some((each) => wanted.test(each))) await new Promise<void>((resolve) => (wake = resolve));
    };
    connection.listen();
    const tell = (method: string, textDocument: object, more = {}) =>
      connection.sendNotification(`textDocument/${method}`, { textDocument, ...more });
    const [rain, snow] = ["file:///water/rain.station.md", "file:///water/snow.station.md"];
    await connection.sendRequest("initialize", { processId: null, rootUri: "file:///water", capabilities: {} });
    await connection.sendNotification("initialized", {});
    await tell("didOpen", { uri: snow, languageId: "station", version: 1, text: SNOW });
    await tell("didOpen", { uri: rain, languageId: "station", version: 1, text: RAIN });
    await until(/rain.*no-repeated-word/);
    slow = true;
    await tell("didClose", { uri: rain });
    said.length = 0;
    await tell("didChange", { uri: snow, version: 2 }, { contentChanges: [{ text: "# ice\n" }] });
    await until(/ice.station.md: .*unique-title/);
    expect(said.filter((each) => each.includes("rain"))).toEqual([]);
    goOn!();
    await until(/rain/);
    expect(said.find((each) => each.includes("rain"))).not.toContain("no-repeated-word");
  });
});

describe("what is typed while an answer is on its way", () => {
  const TERM = "# Rain\n\n**Key term:** Drop — a bit of water.\n\nDrops fall.\n";
  const position = { line: 2, character: 16 };
  const QUESTIONS: readonly (readonly [method: string, params: object])[] = [
    ["textDocument/rename", { position, newName: "raindrop" }],
    ["textDocument/references", { position, context: { includeDeclaration: true } }],
    ["textDocument/hover", { position }],
    ["textDocument/selectionRange", { positions: [position] }],
    ["textDocument/codeAction", { range: { start: position, end: position }, context: { diagnostics: [] } }],
    ["stationmaster/paste", { ranges: [{ start: position, end: position }], text: "a\tb\nc\td" }],
    ["textDocument/formatting", { options: { tabSize: 2, insertSpaces: true } }],
  ];

  test.each(QUESTIONS)("never mixes with it: %s", async (method, params) => {
    const capabilities = { workspace: { workspaceEdit: { documentChanges: true } } };
    const { server, uri, open, change } = rawServer(SLOW_TO_LOAD, capabilities);
    const ask = (id: string) => server.ask(id, method, { textDocument: { uri: uri("rain.station.md") }, ...params });
    open("rain.station.md", TERM);
    ask("in time");
    const wanted = await server.answer("in time");
    expect(wanted.error).toBeUndefined();
    // Each of these is asked for the text of just then, and the next text comes right after it.
    for (let version = 2; version < 40; version += 2) {
      ask(`before ${version}`);
      change("rain.station.md", `# Hail\n\nNothing  of the kind.\n${"\n".repeat(version)}`, version);
      change("rain.station.md", TERM, version + 1);
    }
    for (let version = 2; version < 40; version += 2) {
      const { result, error } = await server.answer(`before ${version}`);
      const versioned = JSON.stringify(wanted.result)?.replaceAll('"version":1', `"version":${version - 1}`);
      if (error) expect(error.code).toBe(-32801);
      else expect(JSON.stringify(result)).toBe(versioned);
    }
  });

  /** A server that is asked something of a text, after which the text changes, while the other files are still being read. */
  async function askedTooEarly(method: string, params: object): Promise<ReturnType<typeof rawServerFor>> {
    let goOn = (): void => {};
    const isRead = new Promise<void>((resolve) => (goOn = resolve));
    const onDisk = new Map([
      ["/water/path.yaml", "stations: [rain.station.md, snow.station.md]\n"],
      ["/water/snow.station.md", "# Snow\n\nDrops freeze.\n"],
    ]);
    const { input, output } = serverInProcess(onDisk.keys(), async (file) => {
      await isRead;
      return onDisk.get(file);
    });
    // What lies outside of the workspace is not read before it is opened.
    const raw = rawServerFor("/water", new RawServer(input, output), {}, "/workspace");
    await raw.server.answer("initialize");
    raw.open("rain.station.md", TERM);
    raw.server.ask("ask", method, { textDocument: { uri: raw.uri("rain.station.md") }, ...params });
    raw.change("rain.station.md", "# Hail\n", 2);
    // What is not known is refused at once: by then all of this has arrived.
    raw.server.ask("arrived", "no/such/method", {});
    await raw.server.answer("arrived");
    goOn();
    return raw;
  }

  test.each(QUESTIONS)("is why it is not answered if it comes first: %s", async (method, params) => {
    const { server, title } = await askedTooEarly(method, params);
    expect((await server.answer("ask")).error).toEqual({
      code: -32801,
      message: "The text has changed in the meantime.",
    });
    expect(await title("rain.station.md")).toBe("Hail");
  });

  test("is what an answer about the document as a whole speaks of", async () => {
    const { server } = await askedTooEarly("textDocument/documentSymbol", {});
    expect((await server.answer("ask")).result).toMatchObject([{ name: "Hail" }]);
  });
});

describe("a rename of what several files speak of", () => {
  const FILES = ["rain.station.md", "snow.station.md", "ice.station.md"];
  const WATER = `
    -- path.yaml --
    stations:
      - rain.station.md
      - snow.station.md
      - ice.station.md
    -- rain.station.md --
    # Rain

    **Key term:** Drop — a bit of water.
    -- snow.station.md --
    # Snow

    Drops freeze.
    -- ice.station.md --
    # Ice

    Drops are frozen.
  `;
  const rename = (client: LanguageClient) =>
    client.at<WorkspaceEdit>("textDocument/rename", "rain.station.md", "Drop", { newName: "raindrop" });
  const start = async () => {
    const client = await LanguageClient.start(folderWith(WATER));
    await client.open("rain.station.md");
    await client.until(async () => (await rename(client)).documentChanges!.length === 3);
    return client;
  };

  test("names the version of each that is open, and none of those that are closed", async () => {
    const client = await start();
    await client.open("snow.station.md");
    await client.replace("snow.station.md", "# Snow\n\nThe drops freeze.\n");
    await client.replace("snow.station.md", "# Snow\n\nMy drops freeze.\n");
    const { documentChanges } = await rename(client);
    expect(documentChanges).toMatchObject(
      [1, 3, null].map((version, at) => ({ textDocument: { uri: client.uri(FILES[at]!), version } })),
    );
    await client.close("snow.station.md");
    expect((await rename(client)).documentChanges).toMatchObject(
      [1, null, null].map((version) => ({ textDocument: { version } })),
    );
  });

  test.each<[string, (file: string) => void]>([
    ["changed", (file) => writeFileSync(file, "# Ice\n\nMore drops.\n")],
    ["changed by a blank line at its end", (file) => writeFileSync(file, "# Ice\n\nDrops are frozen.\n\n")],
    ["deleted", (file) => unlinkSync(file)],
    ["made unreadable as text", (file) => writeFileSync(file, Buffer.of(0xff, 0xfe, 0x41, 0))],
  ])("is refused as a whole where one was %s on disk, and made when it is asked for again", async (_, harm) => {
    const client = await start();
    harm(join(client.folder, "ice.station.md"));
    await expect(rename(client)).rejects.toMatchObject({
      code: -32801,
      message: "“ice.station.md” was changed on disk in the meantime. Nothing was changed; please try again.",
    });
    expect(client.edits).toEqual([]);
    const again = await rename(client);
    expect(client.after("snow.station.md", again)).toContain("Raindrops freeze.");
  });

  test("is made where one was given a byte order mark, which editors do not count", async () => {
    const client = await start();
    writeFileSync(join(client.folder, "ice.station.md"), "\ufeff# Ice\n\nDrops are frozen.\n");
    expect(client.after("ice.station.md", await rename(client))).toBe("\ufeff# Ice\n\nRaindrops are frozen.\n");
  });

  test("takes an open document as it is, whatever lies on disk", async () => {
    const client = await start();
    await client.open("ice.station.md");
    writeFileSync(join(client.folder, "ice.station.md"), "# Something else\n");
    expect(client.after("ice.station.md", await rename(client))).toContain("Raindrops are frozen.");
  });
});

test("a station that was opened without its folder has pictures beside it", async () => {
  const folder = folderWith(`
    -- rain.station.md --
    # Rain

    ![A drop](drops/drop.png) falls. ![Snow](gone.png) does the the same.
    -- drops/drop.png --
    A picture
    -- other/notes.txt --
    Nothing
  `);
  const client = await LanguageClient.start(join(folder, "other"));
  const station = "../rain.station.md";
  await client.open(station, readFileSync(join(folder, "rain.station.md"), "utf8"));
  const found = await client.rules(station);
  expect(found).toEqual(["no-repeated-word"]);
});
