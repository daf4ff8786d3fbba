import { describe, expect, test } from "vitest";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CodeLens,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Range,
  SelectionRange,
  SemanticTokens,
  SymbolInformation,
} from "vscode-languageserver/node";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

const WATER = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md, rivers.station.txt]
  -- rain.station.md --
  # Rain

  🌊 Rain makes rivers, as Station 2 says.

  ## Where

  Key term: Drop — a *bit* of water.
  -- rivers.station.txt --
  Rivers

  Drops flow, see Station 1.
`;

async function water(options: Parameters<typeof LanguageClient.start>[1] = {}): Promise<LanguageClient> {
  const client = await LanguageClient.start(folderWith(WATER), options);
  await client.open("rain.station.md");
  await client.pull("rain.station.md");
  await client.open("rivers.station.txt");
  return client;
}

/** The words of a document at a range. */
function wordsAt(client: LanguageClient, name: string, range: Range): string {
  const { text } = client.texts.get(client.uri(name))!;
  const { start, end } = client.offsets(text, range);
  return text.slice(start, end);
}

describe("the server answers", () => {
  test("what the words under the pointer stand for, as Markdown or as plain text", async () => {
    const ask = async (client: LanguageClient) => {
      const position = client.position("rivers.station.txt", "Drops");
      const answer = await client.ask<Hover>("textDocument/hover", "rivers.station.txt", { position });
      expect(wordsAt(client, "rivers.station.txt", answer.range!)).toBe("Drops");
      return answer.contents;
    };
    expect(await ask(await water())).toEqual({
      kind: "markdown",
      value: "**Drop**\n\na bit of water.\n\n*Defined in Station 1, “Rain”. Used in 1 station.*",
    });
    expect(await ask(await water({ rich: false }))).toMatchObject({ kind: "plaintext" });
  });

  test("a rule's hover with a link to its page", async () => {
    const client = await water();
    await client.type("rain.station.md", "## Where", "<!-- stationmaster-disable acronym-expanded: no -->\n\n## Where");
    const position = client.position("rain.station.md", "acronym-expanded: no");
    const answer = await client.ask<Hover>("textDocument/hover", "rain.station.md", { position });
    const { value } = answer.contents as { value: string };
    expect(value).toContain("`known:` in its `path.yaml`");
    expect(value).toMatch(/\[More on acronym-expanded\]\(test:\/rules\/acronym-expanded\)$/);
  });

  test("of the unsaved text, with nothing in it coming alive", async () => {
    const client = await water();
    await client.type("rain.station.md", "a *bit*", "a [bit](command:quit) <b>so</b> \\*much\\*");
    const position = client.position("rivers.station.txt", "Drops");
    const answer = await client.ask<Hover>("textDocument/hover", "rivers.station.txt", { position });
    const { value } = answer.contents as { value: string };
    expect(value).toContain("\n\na bit ");
    expect(value).toContain("\\*much\\* of water.");
    expect(value).not.toMatch(/command:|(?<!\\)</);
  });

  test("who refers to a station, with a command where the client has one", async () => {
    const ask = async (client: LanguageClient) => {
      const lenses = await client.ask<CodeLens[]>("textDocument/codeLens", "rain.station.md");
      return lenses.map(({ command }) => [command!.title, command!.command, command!.arguments]);
    };
    const client = await water();
    expect(await ask(client)).toEqual([
      [
        "Referred to by 1 station",
        "stationmaster.showReferences",
        [client.uri("rain.station.md"), { line: 0, character: 0 }],
      ],
      ["1 min · 14 words", "", undefined],
      [
        "Used in 1 station",
        "stationmaster.showReferences",
        [client.uri("rain.station.md"), client.position("rain.station.md", "Drop —")],
      ],
    ]);
    expect((await ask(await water({ rich: false }))).map(([, command]) => command)).toEqual(["", "", ""]);
  });

  test("titles after references, unless they are turned off", async () => {
    const ask = (client: LanguageClient) =>
      client.ask<InlayHint[]>("textDocument/inlayHint", "rain.station.md", {
        range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
      });
    const client = await water();
    expect(await ask(client)).toEqual([
      { label: "Rivers", paddingLeft: true, position: client.position("rain.station.md", " says") },
    ]);
    client.settings = { inlayHints: false };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
    await client.until(async () => (await ask(client)).length === 0);
  });

  test("anew what depends on other files, when they have changed", async () => {
    const client = await water();
    const asked = () => ["codeLens", "inlayHint", "semanticTokens"].map((each) => client.askedAgain.get(each) ?? 0);
    await client.until(() => asked().every((times) => times > 0));
    const before = asked();
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri("path.yaml"), type: 2 }],
    });
    await client.until(() => asked().every((times, at) => times > before[at]!));
  });

  test.each(["utf-8", "utf-16"])("colors, counted in %s", async (encoding) => {
    const client = await water({ encodings: [encoding] });
    const { data } = await client.ask<SemanticTokens>("textDocument/semanticTokens/full", "rain.station.md");
    const start = { line: 0, character: 0 };
    const words: string[] = [];
    for (let at = 0; at < data.length; at += 5) {
      const [lines, characters, length] = data.slice(at, at + 3) as [number, number, number];
      start.character = lines ? characters : start.character + characters;
      start.line += lines;
      const end = { line: start.line, character: start.character + length };
      words.push(wordsAt(client, "rain.station.md", { start: { ...start }, end }));
    }
    expect(words).toEqual(["🌊 Rain makes rivers, as", "Station 2", "says.", "Key term:", "Drop", "a *bit* of water."]);
    const range = { start: client.position("rain.station.md", "Key"), end: client.position("rain.station.md", "Drop") };
    const part = await client.ask<SemanticTokens>("textDocument/semanticTokens/range", "rain.station.md", {
      range,
    });
    expect(part.data.slice(0, 3)).toEqual([6, 0, 9]);
  });

  test("no color for a takeaway that no label names while it is typed, and asks to be asked again then", async () => {
    const text = "# Rain\n\nIt pours.\n\n## Clouds\n\nThey gather.\n\nIt rains.\n";
    const client = await LanguageClient.start(folderWith(`-- rain.station.md --\n${text}`));
    await client.open("rain.station.md");
    const count = async () => {
      const { data } = await client.ask<SemanticTokens>("textDocument/semanticTokens/full", "rain.station.md");
      return data.length / 5;
    };
    await client.type("rain.station.md", "It rains.", "Rain comes from clouds.");
    const asked = client.askedAgain.get("semanticTokens") ?? 0;
    const whileTyped = await count();
    await client.until(async () => (await count()) === whileTyped + 1);
    await client.until(() => (client.askedAgain.get("semanticTokens") ?? 0) > asked);
  });

  test("links to files", async () => {
    const client = await water();
    expect(await client.ask<DocumentLink[]>("textDocument/documentLink", "rivers.station.txt")).toEqual([
      {
        range: {
          start: client.position("rivers.station.txt", "Station 1"),
          end: client.position("rivers.station.txt", "."),
        },
        target: client.uri("rain.station.md"),
      },
    ]);
  });

  test("what folds", async () => {
    const client = await water();
    expect(await client.ask<FoldingRange[]>("textDocument/foldingRange", "rain.station.md")).toEqual([
      { startLine: 4, endLine: 6, kind: "region" },
    ]);
  });

  test("how selections grow, for each cursor", async () => {
    const client = await water();
    const positions = [client.position("rain.station.md", "bit"), client.position("rain.station.md", "rivers")];
    const [first, second] = await client.ask<SelectionRange[]>("textDocument/selectionRange", "rain.station.md", {
      positions,
    });
    expect(wordsAt(client, "rain.station.md", first!.range)).toBe("bit");
    expect(wordsAt(client, "rain.station.md", first!.parent!.range)).toBe("*bit*");
    expect(wordsAt(client, "rain.station.md", second!.range)).toBe("rivers");
  });

  test("an outline, as a tree or as a list", async () => {
    const client = await water();
    const [top] = await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", "rain.station.md");
    expect([top!.name, top!.children![0]!.name, top!.children![0]!.children![0]!.name]).toEqual([
      "Rain",
      "Where",
      "Drop",
    ]);
    const plain = await water({ rich: false });
    const list = await plain.ask<SymbolInformation[]>("textDocument/documentSymbol", "rain.station.md");
    expect(list.map(({ name }) => name)).toEqual(["Rain", "Where", "Drop"]);
    expect(list[0]!.location.uri).toBe(plain.uri("rain.station.md"));
  });

  test("symbols of the workspace", async () => {
    const client = await water();
    const found = await client.connection.sendRequest<SymbolInformation[]>("workspace/symbol", { query: "riv" });
    expect(found.map(({ name, containerName, location }) => [name, containerName, location.uri])).toEqual([
      ["2 Rivers", "Water", client.uri("rivers.station.txt")],
    ]);
  });

  test("which stations refer to which", async () => {
    const client = await water();
    const [item] = await client.ask<CallHierarchyItem[]>("textDocument/prepareCallHierarchy", "rain.station.md", {
      position: client.position("rain.station.md", "Rain"),
    });
    expect(item).toMatchObject({ name: "1 Rain", detail: "Water" });
    const calls = async (direction: string) =>
      client.connection.sendRequest<CallHierarchyIncomingCall[]>(`callHierarchy/${direction}Calls`, { item });
    const [incoming] = await calls("incoming");
    expect(incoming!.from.name).toBe("2 Rivers");
    expect(wordsAt(client, "rivers.station.txt", incoming!.fromRanges[0]!)).toBe("Station 1");
    const [outgoing] = await calls("outgoing");
    expect(wordsAt(client, "rain.station.md", outgoing!.fromRanges[0]!)).toBe("Station 2");
  });
});
