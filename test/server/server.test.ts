import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnostic, TextDocumentEdit } from "vscode-languageserver/node";
import type { CommandAnswer } from "../../server/src/protocol/messages.ts";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

const WATER = `
  -- stationmaster.yaml --
  preset: draft
  rules: { heading-mark: warning, list-lead-in: information, sentence-length: { severity: information, words: 12 } }
  -- path.yaml --
  title: Water
  stations:
    - rain.station.md
    - rivers.station.md
  -- rain.station.md --
  # Rain

  Rivers are discussed in Station 2, seas in Station 12.

  ## Practices:

  People keep it.

  - In barrels
  -- rivers.station.md --
  # Rivers

  See Station 7.
`;

describe("findings", () => {
  test("are sent to a client that does not ask for them, and follow what is typed", async () => {
    const client = await LanguageClient.start(folderWith(WATER), { pull: false });
    const rules = () =>
      client.published
        .get(client.uri("rain.station.md"))
        ?.diagnostics.map(({ code }) => code)
        .join(" ");
    await client.open("rain.station.md");
    await client.until(() => rules() === "station-exists heading-mark list-lead-in");
    await client.type("rain.station.md", "Station 12", "Station 1 or 2");
    await client.until(() => rules() === "heading-mark list-lead-in");
    expect(client.published.get(client.uri("rain.station.md"))!.version).toBe(2);
  });

  test("of the other stations of an open station's path are there too, and go when it is closed", async () => {
    const client = await LanguageClient.start(folderWith(WATER), { pull: false });
    const others = () => client.published.get(client.uri("rivers.station.md"))?.diagnostics.length;
    await client.open("rain.station.md");
    await client.until(() => others() === 1);
    await client.close("rain.station.md");
    await client.until(() => others() === 0);
  });

  test.each([
    ["open", []],
    ["paths", ["path.yaml", "rain.ledger.jsonl", "rivers.station.md", "stationmaster.yaml"]],
    [
      "workspace",
      [
        "elsewhere/lone.station.md",
        "elsewhere/stationmaster.yaml",
        "path.yaml",
        "rain.ledger.jsonl",
        "rivers.station.md",
        "stationmaster.yaml",
      ],
    ],
  ])("are shown as far as the scope “%s” reaches", async (scope, names) => {
    const folder = folderWith(
      `${WATER}  -- elsewhere/lone.station.md --\n  # Lone\n  -- rain.ledger.jsonl --\n  {}\n  -- elsewhere/stationmaster.yaml --\n  preset: draft\n`,
    );
    const client = await LanguageClient.start(folder, { settings: { scope } });
    await client.open("rain.station.md");
    const found = async () =>
      (await client.pullWorkspace()).items.map(({ uri }) => uri.slice(client.uri("").length + 1)).sort();
    await client.until(async () => String(await found()) === String(names));
  });

  test("speak of the unsaved text, and of the file again once it is closed", async () => {
    const folder = folderWith(WATER);
    const client = await LanguageClient.start(folder);
    await client.open("rivers.station.md");
    await client.open("rain.station.md");
    await client.type("rain.station.md", "Practices:", "Practices");
    expect(await client.rules("rain.station.md")).not.toContain("heading-mark");
    await client.close("rain.station.md");
    await client.until(async () => {
      const { items } = await client.pullWorkspace();
      return items.some(
        (item) => item.uri === client.uri("rain.station.md") && JSON.stringify(item).includes("heading-mark"),
      );
    });
  });

  test("follow the settings and the files on disk while the editor runs", async () => {
    const folder = folderWith(WATER);
    const client = await LanguageClient.start(folder);
    await client.open("rain.station.md");
    await client.until(async () => (await client.rules("rain.station.md")).includes("station-exists"));
    const seas = "abcdefghij".split("").map((name) => `  - planned: ${name}`);
    writeFileSync(
      join(folder, "path.yaml"),
      `title: Water\nstations:\n  - rain.station.md\n  - rivers.station.md\n${seas.join("\n")}\n`,
    );
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri("path.yaml"), type: 2 }],
    });
    await client.until(async () => !(await client.rules("rain.station.md")).includes("station-exists"));
    rmSync(join(folder, "stationmaster.yaml"));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri("stationmaster.yaml"), type: 3 }],
    });
    client.settings = { preset: "draft", rules: { "list-lead-in": "hint" } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
    await client.until(async () => String(await client.rules("rain.station.md")) === "list-lead-in");
  });

  test("wait with opinions about the sentence being typed, not with errors", async () => {
    const client = await LanguageClient.start(folderWith(WATER));
    await client.open("rain.station.md");
    await client.until(async () => (await client.rules("rain.station.md")).length === 3);
    await client.type("rain.station.md", "seas in", "and all of the wide seas in");
    expect(await client.rules("rain.station.md")).toEqual(["station-exists", "heading-mark", "list-lead-in"]);
    const refreshed = client.refreshes;
    await client.type("rain.station.md", "keep it", "keep it all");
    expect(await client.rules("rain.station.md")).toContain("sentence-length");
    await client.type("rain.station.md", "wide seas", "very wide seas");
    expect(await client.rules("rain.station.md")).not.toContain("sentence-length");
    await client.until(async () => (await client.rules("rain.station.md")).includes("sentence-length"));
    expect(client.refreshes).toBeGreaterThan(refreshed);
  });

  test("wait with opinions about the space after the word being typed, in the last line, too", async () => {
    const client = await LanguageClient.start(folderWith("-- rain.station.md --\n# Rain\n\nIt rains.\n"));
    await client.open("rain.station.md");
    const opinions = async () =>
      (await client.rules("rain.station.md")).filter(
        (rule) => rule === "no-trailing-space" || rule === "final-newline",
      );
    await client.type("rain.station.md", "It rains.\n", "It rains. It ");
    expect(await opinions()).toEqual([]);
    await client.type("rain.station.md", "It rains. It ", "It rains. It snows on  ");
    expect(await opinions()).toEqual([]);
    // A pause ends no line.
    const refreshed = client.refreshes;
    await client.until(() => client.refreshes > refreshed);
    expect(await opinions()).toEqual([]);
    await client.type("rain.station.md", "# Rain", "# Much Rain");
    expect(await opinions()).toEqual(["no-trailing-space", "final-newline"]);
  });

  test.each(["utf-8", "utf-16", "utf-32"])("have the same places in %s", async (encoding) => {
    const folder = folderWith(WATER.replace("Rivers are", "Ĝis 🌊👩\u200d🚀 rivers are"));
    const client = await LanguageClient.start(folder, { encodings: [encoding] });
    expect(client.encoding).toBe(encoding);
    await client.open("rain.station.md");
    await client.until(async () => (await client.rules("rain.station.md")).includes("station-exists"));
    const text = client.texts.get(client.uri("rain.station.md"))!.text;
    const places = (await client.pull("rain.station.md")).map(({ range }) => {
      const { start, end } = client.offsets(text, range);
      return text.slice(start, end);
    });
    expect(places).toContain("Station 12");
  });

  test("of a list of sources come and go as it is typed, and are there when it is closed", async () => {
    const folder = folderWith(`${WATER}  -- sources.bib --\n  @book{noah, title={On Rain}, doi = {10.1000/182.}}\n`);
    writeFileSync(join(folder, "stationmaster.yaml"), "preset: draft\n");
    const client = await LanguageClient.start(folder, { settings: { scope: "paths" } });
    await client.open("rain.station.md");
    const closed = async () =>
      (await client.pullWorkspace()).items.find(({ uri }) => uri === client.uri("sources.bib")) as unknown;
    await client.until(async () => JSON.stringify(await closed())?.includes("source-identifier"));
    await client.open("sources.bib");
    expect(await client.rules("sources.bib")).toEqual(["source-identifier"]);
    const [fix] = await client.actions("sources.bib", (await client.pull("sources.bib"))[0]!);
    expect(client.after("sources.bib", fix!.edit!)).toContain("doi = {10.1000/182}}");
    await client.type("sources.bib", "182.", "182");
    expect(await client.rules("sources.bib")).toEqual([]);
  });

  test("of the first list of sources that is BibTeX are those of its text", async () => {
    const client = await LanguageClient.start(folderWith(WATER));
    await client.open("rain.station.md");
    expect(await client.rules("rain.station.md")).toContain("station-exists");
    await client.open("new.bib", "@book{noah, doi = {1}}\n");
    await client.until(async () => String(await client.rules("new.bib")) === "source-identifier");
  });

  test("link to the page of their rule", async () => {
    const client = await LanguageClient.start(folderWith(WATER));
    await client.open("rivers.station.md");
    const [first] = await client.until(async () => (await client.pull("rivers.station.md")).slice(0, 1));
    expect(first?.codeDescription).toEqual({ href: "test:/rules/station-exists" });
  });
});

describe("changes", () => {
  async function found(client: LanguageClient, name: string, rule: string): Promise<Diagnostic> {
    return (await client.until(async () => (await client.pull(name)).find(({ code }) => code === rule))) as Diagnostic;
  }

  test("a quick fix fixes what is found, of the version it was computed for", async () => {
    const client = await LanguageClient.start(folderWith(WATER));
    await client.open("rain.station.md");
    const [fix] = await client.actions("rain.station.md", await found(client, "rain.station.md", "heading-mark"));
    expect(fix).toMatchObject({ title: "Remove the “:”", kind: "quickfix", isPreferred: true });
    expect(client.after("rain.station.md", fix!.edit!)).toContain("## Practices\n");
    expect((fix!.edit!.documentChanges![0] as TextDocumentEdit).textDocument.version).toBe(1);
  });

  test("fix all makes every safe change", async () => {
    const client = await LanguageClient.start(folderWith(WATER));
    await client.open("rain.station.md");
    const at = await found(client, "rain.station.md", "heading-mark");
    const [all, ...more] = await client.actions("rain.station.md", at, ["source.fixAll"]);
    expect(more).toEqual([]);
    expect(all!.kind).toBe("source.fixAll.stationmaster");
    expect(client.after("rain.station.md", all!.edit!)).toContain("## Practices\n");
  });

  test("suppressing asks for a reason, writes it down, and silences the finding", async () => {
    const client = await LanguageClient.start(folderWith(WATER));
    await client.open("rain.station.md");
    const at = await found(client, "rain.station.md", "station-exists");
    const action = (await client.actions("rain.station.md", at)).find(({ title }) => title.startsWith("Suppress"))!;
    const asked = (await client.execute(action.command!.command, ...action.command!.arguments!)) as CommandAnswer;
    const { command, arguments: given } = asked.ask!;
    await expect(client.execute(command, ...given, " ")).rejects.toThrow("A suppression needs a reason.");
    await client.execute(command, ...given, "it is a joke");
    const text = client.after("rain.station.md", client.edits[0]!.edit);
    expect(text).toContain("<!-- stationmaster-disable-next station-exists: it is a joke -->\nRivers are");
    await client.close("rain.station.md");
    await client.open("rain.station.md", text);
    expect(await client.rules("rain.station.md")).not.toContain("station-exists");
  });

  test("suppressing comes after all that fixes something, once, and asks which of several findings is meant", async () => {
    const text = "# Rain\n\nIt rains on the the hills, as Station 42 shows.\n";
    const client = await LanguageClient.start(
      folderWith(`-- path.yaml --\nstations: [rain.station.md]\n-- rain.station.md --\n${text}`),
    );
    await client.open("rain.station.md");
    const at = await found(client, "rain.station.md", "no-repeated-word");
    const line = { start: { line: 2, character: 0 }, end: { line: 2, character: 47 } };
    const actions = await client.actions("rain.station.md", { ...at, range: line });
    const titles = actions.map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith("Suppress"))).toEqual(["Suppress a Finding Here..."]);
    expect(titles.at(-1)).toBe("Suppress a Finding Here...");
    const { command, arguments: given } = actions.at(-1)!.command!;
    const { choose } = (await client.execute(command, ...given!)) as CommandAnswer;
    expect(choose!.choices.map(({ about }) => about)).toEqual(
      expect.arrayContaining(["no-repeated-word", "station-exists"]),
    );
    const one = choose!.choices.find(({ about }) => about === "no-repeated-word")!;
    const { ask } = (await client.execute(one.command, ...one.arguments)) as CommandAnswer;
    await client.execute(ask!.command, ...ask!.arguments, "it is a stutter");
    expect(client.after("rain.station.md", client.edits[0]!.edit)).toContain(
      "<!-- stationmaster-disable-next no-repeated-word: it is a stutter -->",
    );
  });

  test("converting rewrites the paste form", async () => {
    const client = await LanguageClient.start(folderWith("-- a.station.txt --\nRain\n\nRain falls on us all.\n"));
    await client.open("a.station.txt");
    await client.pull("a.station.txt");
    await client.execute("stationmaster.convertToMarkdown", client.uri("a.station.txt"));
    expect(client.after("a.station.txt", client.edits[0]!.edit)).toBe("# Rain\n\nRain falls on us all.\n");
  });

  test("what was converted is offered the name of a station in Markdown, and the path follows", async () => {
    const files = "-- path.yaml --\nstations: [a.station.txt, b.station.txt]\n-- a.station.txt --\nRain\n\nIt falls.\n";
    const client = await LanguageClient.start(
      folderWith(`${files}-- b.station.txt --\nSnow\n\nSee [it](a.station.txt).\n`),
    );
    await client.open("a.station.txt");
    await client.pull("a.station.txt");
    const converted = await client.execute("stationmaster.convertToMarkdown", client.uri("a.station.txt"));
    const { offer } = converted as CommandAnswer;
    expect(offer!.title).toBe("Rename to a.station.md");
    const { save } = (await client.execute(offer!.command, ...offer!.arguments)) as CommandAnswer;
    expect(save).toContain(client.uri("a.station.md"));
    const { edit } = client.edits[1]!;
    const renamed = { kind: "rename", oldUri: client.uri("a.station.txt"), newUri: client.uri("a.station.md") };
    expect(edit.documentChanges).toContainEqual(expect.objectContaining(renamed));
    expect(client.after("path.yaml", edit)).toBe("stations: [a.station.md, b.station.txt]\n");
    expect(client.after("b.station.txt", edit)).toContain("[it](a.station.md)");
    await expect(client.execute(offer!.command, client.uri("path.yaml"))).rejects.toThrow("already");
  });

  test("a new station is written and put on the path in one change", async () => {
    const client = await LanguageClient.start(folderWith(WATER));
    await client.open("rain.station.md");
    await client.pull("rain.station.md");
    expect(await client.execute("stationmaster.newStation", client.uri("rain.station.md"), "Oceans")).toMatchObject({
      open: client.uri("oceans.station.md"),
    });
    const { edit } = client.edits[0]!;
    expect(edit.documentChanges).toContainEqual(
      expect.objectContaining({ kind: "create", uri: client.uri("oceans.station.md") }),
    );
    expect(client.after("path.yaml", edit)).toMatch(/- rivers.station.md\n {2}- oceans.station.md\n$/);
  });

  test("a command that fails says why, and the server goes on", async () => {
    const client = await LanguageClient.start(folderWith(WATER));
    await client.open("rain.station.md");
    await expect(client.execute("stationmaster.convertToMarkdown", client.uri("nowhere.md"))).rejects.toThrow(
      "Please open a station first.",
    );
    await expect(client.execute("constructor")).rejects.toThrow("There is no command “constructor”.");
    expect(await client.execute("stationmaster.checkPath", client.uri("rain.station.md"))).toMatchObject({
      message: expect.stringContaining("Checked 2 stations of “Water”: 2 errors"),
    });
  });

  test("the whole path is checked with no station open, too: the only one, or the one that is chosen", async () => {
    const none = await LanguageClient.start(folderWith("-- notes.txt --\nRain.\n"));
    await expect(none.execute("stationmaster.checkPath", null)).rejects.toThrow(
      "There is no learning path here yet. “New Learning Path” begins one.",
    );
    const one = await LanguageClient.start(folderWith(WATER));
    expect(await one.execute("stationmaster.checkPath", null)).toMatchObject({
      message: expect.stringContaining("Checked 2 stations of “Water”"),
    });
    const two = await LanguageClient.start(
      folderWith(
        "-- a/path.yaml --\ntitle: A\nstations: [x.station.md]\n-- a/x.station.md --\n# X\n-- b/path.yaml --\ntitle: B\nstations: [y.station.md]\n-- b/y.station.md --\n# Y\n-- c/z.station.md --\n# Z\n",
      ),
    );
    expect(await two.execute("stationmaster.checkPath", null)).toMatchObject({
      choose: { choices: [{ title: "A", arguments: [two.uri("a/path.yaml")] }, { title: "B" }] },
    });
    await expect(two.execute("stationmaster.checkPath", two.uri("c/z.station.md"))).rejects.toThrow(
      "This station is not on a learning path.",
    );
  });
});
