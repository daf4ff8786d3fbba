import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CodeAction, Location, LocationLink, ShowMessageParams, WorkspaceEdit } from "vscode-languageserver/node";
import type { PathStations } from "../../server/src/protocol/messages.ts";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

const WATER = `
  -- path.yaml --
  title: Water
  stations:
    - rain.station.md
    - rivers.station.md
    - seas.station.md
  -- rain.station.md --
  # Rain

  **Key term:** Drop — a bit of water.

  Rivers are in Station 2, seas in Station 3.
  -- rivers.station.md --
  # Rivers

  Drops run from [the rain](rain.station.md) into Station 3.
  -- seas.station.md --
  # Seas

  See Stations 1 and 2.
`;

async function start(options = {}): Promise<LanguageClient> {
  const client = await LanguageClient.start(folderWith(WATER), options);
  await client.open("rain.station.md");
  await client.pull("rain.station.md");
  return client;
}

/** The kinds and files of a change, in order. */
function steps({ documentChanges = [] }: WorkspaceEdit): string[] {
  const name = (uri: string) => uri.slice(uri.lastIndexOf("/") + 1);
  return documentChanges.map((step) => {
    if (!("kind" in step)) return `edit ${name(step.textDocument.uri)}`;
    return step.kind === "rename"
      ? `rename ${name(step.oldUri)} ${name(step.newUri)}`
      : `${step.kind} ${name(step.uri)}`;
  });
}

describe("what is asked of a place", () => {
  test("definition leads to the station, with the words that lead there", async () => {
    const client = await start();
    const [link] = await client.at<LocationLink[]>("textDocument/definition", "rain.station.md", "Station 2");
    expect(link!.targetUri).toBe(client.uri("rivers.station.md"));
    const text = client.texts.get(client.uri("rain.station.md"))!.text;
    const { start: from, end } = client.offsets(text, link!.originSelectionRange!);
    expect(text.slice(from, end)).toBe("Station 2");
  });

  test("references and highlights are those of the whole path, and of the station", async () => {
    const client = await start();
    const found = await client.at<Location[]>("textDocument/references", "rain.station.md", "Drop", {
      context: { includeDeclaration: true },
    });
    expect(found.map(({ uri }) => uri)).toEqual([client.uri("rain.station.md"), client.uri("rivers.station.md")]);
    expect(await client.at("textDocument/documentHighlight", "rain.station.md", "Drop")).toHaveLength(1);
  });

  test("the name to start from is told before renaming, or why there is none", async () => {
    const client = await start();
    expect(await client.at("textDocument/prepareRename", "rain.station.md", "Drop")).toMatchObject({
      placeholder: "Drop",
    });
    await expect(client.at("textDocument/prepareRename", "rain.station.md", "a bit")).rejects.toThrow(
      "Nothing here can be renamed",
    );
  });
});

describe("a rename", () => {
  test("changes every station, and names the versions it was made for", async () => {
    const client = await start();
    const edit = await client.at<WorkspaceEdit>("textDocument/rename", "rain.station.md", "Drop", {
      newName: "raindrop",
    });
    expect(steps(edit)).toEqual(["edit rain.station.md", "edit rivers.station.md"]);
    expect(edit.documentChanges).toMatchObject([{ textDocument: { version: 1 } }, { textDocument: { version: null } }]);
    expect(client.after("rivers.station.md", edit)).toContain("Raindrops run from");
  });

  test("is refused when a station was changed on disk meanwhile", async () => {
    const client = await start();
    await client.until(async () => {
      const [link] =
        (await client.at<LocationLink[] | null>("textDocument/definition", "rain.station.md", "Station 2")) ?? [];
      return link !== undefined;
    });
    writeFileSync(join(client.folder, "rivers.station.md"), "# Rivers\n\nNew drops.\n");
    const rename = () =>
      client.at<WorkspaceEdit>("textDocument/rename", "rain.station.md", "Drop", { newName: "raindrop" });
    await expect(rename()).rejects.toThrow(
      "“rivers.station.md” was changed on disk in the meantime. Nothing was changed; please try again.",
    );
    expect(client.after("rivers.station.md", await rename())).toBe("# Rivers\n\nNew raindrops.\n");
  });

  test("of a number moves the station", async () => {
    const client = await start();
    const edit = await client.at<WorkspaceEdit>("textDocument/rename", "rain.station.md", "Station 3", {
      newName: "1",
    });
    expect(client.after("path.yaml", edit)).toBe(
      "title: Water\nstations:\n  - seas.station.md\n  - rain.station.md\n  - rivers.station.md\n",
    );
    expect(client.after("rain.station.md", edit)).toContain("Rivers are in Station 3, seas in Station 1.");
    expect(client.after("seas.station.md", edit)).toContain("See Stations 2 and 3.");
  });

  test("of a number names the other paths of a station whose references follow", async () => {
    const client = await LanguageClient.start(
      folderWith(`
        -- water/path.yaml --
        title: Water
        stations:
          - rain.station.md
          - snow.station.md
        -- water/rain.station.md --
        # Rain

        See Station 2.
        -- water/snow.station.md --
        # Snow
        -- winter/path.yaml --
        title: Winter
        stations:
          - ../water/rain.station.md
          - ice.station.md
        -- winter/ice.station.md --
        # Ice
      `),
    );
    await client.until(async () => (await client.request<unknown[]>("workspace/symbol", { query: "Ice" })).length > 0);
    const shown: string[] = [];
    client.connection.onNotification(
      "window/showMessage",
      ({ message }: ShowMessageParams) => void shown.push(message),
    );
    const name = "water/rain.station.md";
    await client.open(name);
    await client.pull(name);
    const edit = await client.at<WorkspaceEdit>("textDocument/rename", name, "Station 2", { newName: "1" });
    expect(client.after(name, edit)).toContain("See Station 1.");
    expect(shown).toEqual(["“Rain” is also on “Winter”. Please check its numbers there."]);
  });

  test("of a number lets files with numbers in their names change places", async () => {
    const client = await LanguageClient.start(
      folderWith("-- S1.station.md --\n# Rain\n\nSee Station 2.\n-- S2.station.md --\n# Snow\n"),
    );
    await client.open("S1.station.md");
    await client.pull("S1.station.md");
    const edit = await client.at<WorkspaceEdit>("textDocument/rename", "S1.station.md", "Station 2", { newName: "1" });
    expect(steps(edit)).toEqual([
      "edit S1.station.md",
      "rename S1.station.md S1.station.md.moving",
      "edit S1.station.md.moving",
      "rename S2.station.md S1.station.md",
      "edit S1.station.md",
      "rename S1.station.md.moving S2.station.md",
    ]);
    expect(client.after("S1.station.md", edit)).toContain("See Station 1.");
  });

  test("of a file or folder keeps the links to it", async () => {
    const client = await start();
    const files = [{ oldUri: client.uri("rain.station.md"), newUri: client.uri("sky/showers.station.md") }];
    const edit = await client.request<WorkspaceEdit>("workspace/willRenameFiles", { files });
    expect(client.after("rivers.station.md", edit)).toContain("[the rain](sky/showers.station.md)");
    expect(client.after("path.yaml", edit)).toContain("- sky/showers.station.md\n");
  });
});

describe("a command", () => {
  const station = (client: LanguageClient, number: number, title: string) => ({
    uri: client.uri("path.yaml"),
    number,
    title,
  });

  test("moves a station in one change, that the writer looks at first", async () => {
    const client = await start();
    const answer = await client.execute("stationmaster.moveStation", station(client, 3, "Seas"), 1);
    expect(answer).toEqual({ message: "5 references in 3 stations updated." });
    const [{ edit, label, metadata }] = client.edits as [(typeof client.edits)[0]];
    expect([label, metadata]).toEqual(["Move station", { isRefactoring: true }]);
    expect(steps(edit)).toEqual([
      "edit path.yaml",
      "edit rain.station.md",
      "edit rivers.station.md",
      "edit seas.station.md",
    ]);
    expect(Object.values(edit.changeAnnotations!)).toEqual([
      { label: "Move station: 5 references in 3 stations", needsConfirmation: true },
    ]);
    const noted = edit
      .documentChanges!.flatMap((step) => ("edits" in step ? step.edits : []))
      .filter((each) => "annotationId" in each);
    expect(noted).toMatchObject([{ newText: "" }]);
    const last = edit.documentChanges!.at(-1)!;
    expect("edits" in last && last.edits.at(-1)).toEqual({
      range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } },
      newText: "",
      annotationId: expect.any(String),
    });
  });

  test("asks where to, with the titles that are there", async () => {
    const client = await start();
    const asked = await client.execute("stationmaster.moveStation", station(client, 2, "Rivers"));
    expect(asked).toMatchObject({
      choose: {
        question: "Move Station 2 “Rivers”",
        list: true,
        choices: [
          { title: "1  before “Rain”", command: "stationmaster.moveStation", arguments: [{ title: "Rivers" }, 1] },
          { title: "3  after “Seas”", command: "stationmaster.moveStation", arguments: [{ title: "Rivers" }, 3] },
        ],
      },
    });
  });

  test("asks which section a station is split at where the cursor is above all that could be meant", async () => {
    const client = await start();
    await client.type("rain.station.md", "Rivers are", "## Falling\n\nIt falls.\n\n## Running\n\nRivers are");
    const split = (line: number) => {
      return client.execute(
        "stationmaster.splitStation",
        { uri: client.uri("rain.station.md") },
        { line, character: 0 },
      );
    };
    for (const line of [0, 6]) {
      expect(await split(line)).toMatchObject({
        choose: { question: "Split Station 1 “Rain”", choices: [{ title: "Running", arguments: [{}, { line: 8 }] }] },
      });
    }
    expect(client.edits).toEqual([]);
    expect(await split(8)).toMatchObject({ open: client.uri("running.station.md") });
  });

  test("inserts, splits, merges and removes, files and all", async () => {
    const client = await start();
    expect(await client.execute("stationmaster.insertStation", station(client, 2, "Rivers"), "Snow")).toMatchObject({
      open: client.uri("snow.station.md"),
      snippet: expect.stringMatching(/^# Snow\n\n\$\{2:Open with/),
    });
    expect(steps(client.edits[0]!.edit)).toContain("create snow.station.md");
    await client.execute("stationmaster.mergeStations", station(client, 2, "Rivers"));
    expect(steps(client.edits[1]!.edit)).toContain("delete seas.station.md");
    expect(client.after("rivers.station.md", client.edits[1]!.edit)).toContain("## Seas\n");
    await client.execute("stationmaster.removeStation", station(client, 2, "Rivers"), true);
    expect(steps(client.edits[2]!.edit)).toContain("delete rivers.station.md");
    expect(client.after("rain.station.md", client.edits[2]!.edit)).toContain(
      "Rivers are in “Rivers”, seas in Station 2.",
    );
    await client.type("rain.station.md", "Rivers are", "## Falling\n\nRivers are");
    expect(
      await client.execute(
        "stationmaster.splitStation",
        { uri: client.uri("rain.station.md") },
        { line: 6, character: 8 },
        2,
      ),
    ).toMatchObject({
      open: client.uri("falling.station.md"),
    });
    expect(steps(client.edits[3]!.edit)).toContain("create falling.station.md");
  });

  test("asks before it deletes, and is refused where the path is another by now", async () => {
    const client = await start();
    const asked = await client.execute("stationmaster.removeStation", station(client, 2, "Rivers"));
    expect(asked).toMatchObject({ choose: { question: "Remove Station 2 “Rivers” from “Water”?" } });
    await expect(client.execute("stationmaster.moveStation", station(client, 2, "Seas"), 1)).rejects.toThrow(
      "The path has changed in the meantime.",
    );
    expect(client.edits).toEqual([]);
  });

  test("that renames files says so to an editor that can't", async () => {
    const client = await start({ changesFiles: false });
    await expect(client.execute("stationmaster.insertStation", station(client, 2, "Rivers"), "Snow")).rejects.toThrow(
      "This editor can't rename or make files",
    );
    await client.execute("stationmaster.moveStation", station(client, 3, "Seas"), 1);
    expect(client.edits[0]!.edit.changeAnnotations).toBeUndefined();
  });
});

describe("an editor that says less than VS Code", () => {
  const NEOVIM = { workspaceEdit: { resourceOperations: ["rename", "create", "delete"] } };

  test("renames files and is told versions if it names the operations only, as Neovim does", async () => {
    const client = await start({ workspace: NEOVIM });
    await client.open("path.yaml");
    const edit = await client.at<WorkspaceEdit>("textDocument/rename", "path.yaml", "rivers", {
      newName: "streams.station.md",
    });
    expect(steps(edit)).toContain("rename rivers.station.md streams.station.md");
    expect(edit.documentChanges![0]).toMatchObject({ textDocument: { uri: client.uri("path.yaml"), version: 1 } });
  });

  test("need not watch files: they are looked for when something is saved", async () => {
    const client = await start({ workspace: NEOVIM, pull: false });
    await client.open("path.yaml");
    renameSync(join(client.folder, "rivers.station.md"), join(client.folder, "streams.station.md"));
    await client.type("path.yaml", "rivers", "streams");
    await client.connection.sendNotification("textDocument/didSave", {
      textDocument: { uri: client.uri("path.yaml") },
    });
    await client.until(async () => {
      const found = await client.at<LocationLink[]>("textDocument/definition", "rain.station.md", "Station 2");
      return found[0]?.targetUri === client.uri("streams.station.md");
    });
  });

  test.each([
    [NEOVIM, ""],
    [{ configuration: true }, ""],
    [undefined, "workspace/didChangeConfiguration workspace/didChangeWatchedFiles"],
  ])("is asked to tell only what it can tell: %o", async (workspace, expected) => {
    const client = await start({ workspace, pull: false });
    await client.until(() => client.published.has(client.uri("rain.station.md")));
    await client.until(() => client.registered.length >= expected.split(" ").filter(Boolean).length);
    expect(client.registered.join(" ")).toBe(expected);
  });
});

describe("lines that are moved in path.yaml", () => {
  const titles = async (client: LanguageClient) => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: client.uri("path.yaml") },
      range,
      context: { diagnostics: [] },
    });
    return actions.map(({ title }) => title).filter((title) => title.startsWith("Update"));
  };
  const before = "  - rivers.station.md\n  - seas.station.md\n";
  const after = "  - seas.station.md\n  - rivers.station.md\n";

  test("take their references along when asked to, and nothing is asked once they agree", async () => {
    const client = await start();
    await client.open("path.yaml");
    expect(await titles(client)).toEqual([]);
    await client.type("path.yaml", before, after);
    expect(await titles(client)).toEqual(["Update 4 references in 3 stations"]);
    await client.execute("stationmaster.updateReferences", client.uri("path.yaml"));
    const { edit } = client.edits[0]!;
    const text = client.after("rain.station.md", edit);
    expect(text).toContain("Rivers are in Station 3, seas in Station 2.");
    for (const name of ["rivers.station.md", "seas.station.md"])
      writeFileSync(join(client.folder, name), client.after(name, edit));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: ["rivers.station.md", "seas.station.md"].map((name) => ({ uri: client.uri(name), type: 2 })),
    });
    await client.type("rain.station.md", "Station 2, seas in Station 3", "Station 3, seas in Station 2");
    await client.until(async () => (await titles(client)).length === 0);
    expect(readFileSync(join(client.folder, "seas.station.md"), "utf8")).toContain("See Stations 1 and 3.");
  });

  const answerOf = (client: LanguageClient) =>
    client.execute("stationmaster.updateReferences", client.uri("path.yaml"));
  const NOTHING = {
    message:
      "Nothing was changed: in this session, no earlier order of this path is known that its references still follow.",
  };
  const writeTexts = async (client: LanguageClient, texts: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(client.folder, name), text);
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: Object.keys(texts).map((name) => ({ uri: client.uri(name), type: 2 })),
    });
  };
  /** The other stations as a move on the command line leaves them. */
  const MOVED = {
    "rivers.station.md": "# Rivers\n\nDrops run from [the rain](rain.station.md) into Station 2.\n",
    "seas.station.md": "# Seas\n\nSee Stations 1 and 3.\n",
  };
  const isKnown = async (client: LanguageClient, words: string) =>
    client.until(async () => {
      const found = await client.request<{ location: Location }[] | null>("workspace/symbol", { query: words });
      return (found?.length ?? 0) > 0;
    });

  test("leave references alone that a pull brings with the new order, whichever comes first", async () => {
    for (const first of ["path", "stations"]) {
      const client = await start();
      await client.open("path.yaml");
      expect(await titles(client)).toEqual([]);
      const path = () => client.type("path.yaml", before, after);
      const stations = async () => {
        await writeTexts(client, {
          "rivers.station.md": MOVED["rivers.station.md"].replace("# Rivers", "# Rivers pulled"),
          "seas.station.md": MOVED["seas.station.md"],
        });
        await client.type("rain.station.md", "Station 2, seas in Station 3", "Station 3, seas in Station 2");
        await isKnown(client, "Rivers pulled");
      };
      for (const step of first === "path" ? [path, stations] : [stations, path]) await step();
      expect(await titles(client)).toEqual([]);
      expect(await answerOf(client)).toEqual(NOTHING);
      expect(client.edits).toEqual([]);
      await client.type("path.yaml", after, before);
      expect(await titles(client)).toEqual(["Update 4 references in 3 stations"]);
    }
  });

  test("leave a reference alone that was fixed by hand, and say where", async () => {
    const client = await start();
    await client.open("path.yaml");
    await client.type("path.yaml", before, after);
    await client.type("rain.station.md", "Station 2", "Station 3");
    expect(await titles(client)).toEqual(["Update 2 references in 2 stations"]);
    expect(await answerOf(client)).toEqual({
      message:
        "2 references in 2 stations updated. The references in “Rain” were changed in the meantime, so they stay as they are. Please check them.",
    });
    expect(steps(client.edits[0]!.edit)).toEqual(["edit rivers.station.md", "edit seas.station.md"]);
  });

  test("are asked about again after the change is undone or canceled", async () => {
    const client = await start();
    await client.open("path.yaml");
    await client.open("rivers.station.md");
    await client.open("seas.station.md");
    await client.type("path.yaml", before, after);
    await answerOf(client);
    const { edit } = client.edits[0]!;
    expect(await titles(client)).toEqual(["Update 4 references in 3 stations"]);
    const names = ["rain.station.md", "rivers.station.md", "seas.station.md"];
    const texts = names.map((name) => client.texts.get(client.uri(name))!.text);
    for (const name of names) await client.replace(name, client.after(name, edit));
    expect(await titles(client)).toEqual([]);
    for (const [at, name] of names.entries()) await client.replace(name, texts[at]!);
    expect(await titles(client)).toEqual(["Update 4 references in 3 stations"]);
    await client.type("rain.station.md", "Station 2", "Station 3");
    expect(await titles(client)).toEqual(["Update 2 references in 2 stations"]);
  });

  test("take references along that were written right before", async () => {
    const client = await start();
    await client.open("path.yaml");
    await client.type("rain.station.md", "Station 2, seas", "Station 2, streams in Station 2, seas");
    await client.type("path.yaml", before, after);
    expect(await titles(client)).toEqual(["Update 5 references in 3 stations"]);
  });

  test("take along the references of a station whose line is cut and pasted", async () => {
    const client = await start();
    await client.open("path.yaml");
    await client.type("rain.station.md", ", seas in Station 3", "");
    await client.open("rivers.station.md");
    await client.type("rivers.station.md", " into Station 3", "");
    await client.type("path.yaml", "  - seas.station.md\n", "");
    expect(await titles(client)).toEqual([]);
    await client.type("path.yaml", "stations:\n", "stations:\n  - seas.station.md\n");
    expect(await titles(client)).toEqual(["Update 3 references in 2 stations"]);
  });

  test("before the server was started are not known, and nothing is said of references that were not looked at", async () => {
    const client = await LanguageClient.start(
      folderWith(WATER.replace(/( +- rivers.station.md\n)( +- seas.station.md\n)/, "$2$1")),
    );
    await client.open("path.yaml");
    expect(await titles(client)).toEqual([]);
    expect(await answerOf(client)).toEqual(NOTHING);
  });

  test("that are moved back ask for nothing", async () => {
    const client = await start();
    await client.open("path.yaml");
    await client.type("path.yaml", before, after);
    await client.type("path.yaml", after, before);
    expect(await titles(client)).toEqual([]);
  });
});

test("the view of a path has every station with what there is to fix", async () => {
  const client = await start();
  await client.type("rain.station.md", "Station 3", "Station 9");
  const path = await client.until(async () => {
    const params = { path: client.uri("path.yaml") };
    const found = await client.request<PathStations | null>("stationmaster/stations", params);
    return found?.stations.length === 3 ? found : undefined;
  });
  expect(path?.stations[0]).toMatchObject({
    number: 1,
    title: "Rain",
    state: "written",
    file: client.uri("rain.station.md"),
    errors: 1,
  });
});
