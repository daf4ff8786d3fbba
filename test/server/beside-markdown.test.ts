import { describe, expect, test } from "vitest";
import type { CompletionList, ShowMessageParams, WorkspaceEdit, WorkspaceSymbol } from "vscode-languageserver/node";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

const COURSE = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md, wells.station.md]
  -- rain.station.md --
  # Rain

  ## Clouds

  **Key term:** Vapor — water in the air.

  Wells come in Station 2. See [how](wells.station.md#how-deep), [all](wells.station.md), [notes](notes.txt).
  -- wells.station.md --
  # Wells

  ## How Deep

  Vapor is not deep. See [Clouds](rain.station.md#clouds).
  -- notes.txt --
  Nothing.
`;

/** What a server says of two stations to a client with or without a server for Markdown, in a language. */
async function answersOf(besideMarkdown: boolean, languageId: string) {
  const client = await LanguageClient.start(folderWith(COURSE), { besideMarkdown });
  await client.open("rain.station.md", undefined, languageId);
  await client.until(
    async () => ((await client.ask<unknown[] | null>("textDocument/codeLens", "rain.station.md")) ?? []).length > 0,
  );
  const count = async (method: string, words: string) => {
    const found = await client.at<unknown[] | null>(`textDocument/${method}`, "rain.station.md", words, {
      context: { includeDeclaration: true },
    });
    return found?.length ?? 0;
  };
  const completed = async (before: string, after: string, triggerCharacter?: string) => {
    await client.type("rain.station.md", before, after);
    const text = client.texts.get(client.uri("rain.station.md"))!.text;
    const offset = text.indexOf(after) + after.length;
    const lines = text.slice(0, offset).split("\n");
    const { items } = await client.ask<CompletionList>("textDocument/completion", "rain.station.md", {
      position: { line: lines.length - 1, character: lines.at(-1)!.length },
      context: triggerCharacter ? { triggerKind: 2, triggerCharacter } : { triggerKind: 1 },
    });
    await client.type("rain.station.md", after, before);
    return items.map(({ label }) => label);
  };
  const symbols = await client.request<readonly WorkspaceSymbol[]>("workspace/symbol", { query: "o" });
  return {
    outline: ((await client.ask<unknown[] | null>("textDocument/documentSymbol", "rain.station.md")) ?? []).length,
    symbols: symbols.map(({ name }) => name).sort(),
    definition: {
      heading: await count("definition", "Clouds"),
      linkToHeading: await count("definition", "how]"),
      addressOfHeading: await count("definition", "#how-deep"),
      linkToFile: await count("definition", "notes]"),
      addressOfFile: await count("definition", "notes.txt"),
      linkToStation: await count("definition", "all]"),
      reference: await count("definition", "Station 2"),
    },
    references: { heading: await count("references", "Clouds"), reference: await count("references", "Station 2") },
    completion: {
      headings: await completed("[how](wells.station.md#how-deep)", "[how](wells.station.md#", "#"),
      files: await completed("[all](wells.station.md)", "[all](", "("),
      filesAskedFor: await completed("[all](wells.station.md)", "[all]("),
    },
  };
}

describe("beside a server for Markdown", () => {
  test("what Markdown knows is left to it: headings, links and files", async () => {
    expect(await answersOf(true, "markdown")).toEqual({
      outline: 0,
      symbols: ["Vapor"],
      definition: {
        heading: 0,
        linkToHeading: 1,
        addressOfHeading: 0,
        linkToFile: 1,
        addressOfFile: 0,
        linkToStation: 1,
        reference: 1,
      },
      references: { heading: 0, reference: 5 },
      completion: { headings: [], files: ["wells.station.md"], filesAskedFor: [] },
    });
  });

  test("all of it is answered where there is none, and where the language is not Markdown", async () => {
    const all = {
      outline: 1,
      symbols: ["Clouds", "How Deep", "Vapor"],
      definition: {
        heading: 1,
        linkToHeading: 1,
        addressOfHeading: 1,
        linkToFile: 1,
        addressOfFile: 1,
        linkToStation: 1,
        reference: 1,
      },
      references: { heading: 2, reference: 5 },
      completion: { headings: ["wells", "how-deep"], files: ["wells.station.md"], filesAskedFor: ["wells.station.md"] },
    };
    expect(await answersOf(false, "markdown")).toEqual(all);
    // Symbols of a workspace are asked of no open document, so their headings go by the file's name.
    expect(await answersOf(true, "station")).toEqual({ ...all, symbols: ["Vapor"] });
  });

  test("call hierarchies are offered for stations alone, and for what a path lists", async () => {
    const client = await LanguageClient.start(folderWith(COURSE), { besideMarkdown: true });
    const patterns = () =>
      [...client.offered.values()]
        .filter(({ method }) => method === "textDocument/prepareCallHierarchy")
        .map(({ registerOptions }) =>
          (registerOptions as { documentSelector: object[] }).documentSelector.flatMap((filter) =>
            "pattern" in filter ? filter.pattern : [],
          ),
        );
    await client.open("path.yaml", undefined, "yaml");
    await client.until(() => patterns().length === 1);
    expect(patterns()).toEqual([["**/*.station.{md,txt}"]]);
    await client.type("path.yaml", "wells.station.md]", "wells.station.md, 'a [b].md']");
    await client.until(() => patterns().length === 1 && patterns()[0]!.length > 1);
    expect(patterns()).toEqual([
      ["**/*.station.{md,txt}", { baseUri: client.uri("").replace(/\/$/, ""), pattern: "a ?b?.md" }],
    ]);
  });

  test.each([
    ["never", true],
    ["prompt", false],
    ["always", false],
  ])(
    "relative links of a file that moves are kept once, with `updateLinksOnFileMove` set to %s",
    async (enabled, isOurs) => {
      const client = await LanguageClient.start(
        folderWith(`
        -- path.yaml --
        title: Water
        stations: [rain.station.md, rivers.station.md]
        -- rain.station.md --
        # Rain

        It feeds [rivers](rivers.station.md#falls).
        -- rivers.station.md --
        ---
        requires: [rain.station.md]
        ---

        # Rivers

        They come from [rain](rain.station.md).

        ## Falls
        -- notes.md --
        See [rivers](rivers.station.md).
      `),
        { besideMarkdown: true, otherSettings: { "markdown.updateLinksOnFileMove": { enabled } } },
      );
      const messages: string[] = [];
      client.connection.onNotification("window/showMessage", ({ message }: ShowMessageParams) => {
        messages.push(message);
      });
      await client.open("rain.station.md");
      await client.until(
        async () => (await client.request<unknown[]>("workspace/symbol", { query: "Rain" })).length > 0,
      );
      const files = [{ oldUri: client.uri("rivers.station.md"), newUri: client.uri("sub/rivers.station.md") }];
      const edit = await client.request<WorkspaceEdit>("workspace/willRenameFiles", { files });
      expect(client.after("rain.station.md", edit)).toContain("(sub/rivers.station.md#falls)");
      expect(client.after("path.yaml", edit)).toContain("sub/rivers.station.md");
      expect(client.after("rivers.station.md", edit)).toContain(isOurs ? "(../rain.station.md)" : "(rain.station.md)");
      expect(client.after("rivers.station.md", edit)).toContain('requires: ["../rain.station.md"]');
      const note = "“rivers.station.md” is “sub/rivers.station.md” now, and these still name it: “notes.md”.";
      expect(messages).toEqual(isOurs ? [note] : []);
    },
  );
});
