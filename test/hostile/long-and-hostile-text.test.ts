import { describe, expect, test } from "vitest";
import type { CodeAction, CompletionItem, CompletionList, DocumentSymbol, Hover } from "vscode-languageserver";
import { plain, plainly } from "../../client/src/plain.ts";
import { shorten, shortSentence } from "../../server/src/text/shorten.ts";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

/** What VS Code takes for links in its messages, and for icons in labels. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const ICON = /(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/;

const TRAPS = [
  "[run](command:workbench.action.terminal.new)",
  "![x](https://example.org/track.png)",
  "<img src=x onerror=alert(1)>",
  "$(trash) $(sync~spin)",
  "<https://example.org> www.example.org",
  '[a](https://example.org "title")',
];

describe("what VS Code shows of a file in messages, labels and questions", () => {
  test.each(TRAPS)("has no links and no icons, and says the same: %s", (text) => {
    const shown = plain(`Remove “${text}”?`);
    expect([LINK.test(shown), ICON.test(shown)]).toEqual([false, false]);
    expect(shown.replaceAll("\u200b", "")).toBe(`Remove “${text}”?`);
  });

  test("is known to have them otherwise", () => {
    expect([TRAPS.filter((each) => LINK.test(each)).length, TRAPS.filter((each) => ICON.test(each)).length]).toEqual([
      3, 1,
    ]);
  });

  test("is cut", () => expect(plain("x".repeat(1_000_000)).length).toBeLessThan(400));

  test("also where something is refused", async () => {
    await expect(plainly(Promise.reject(new Error(`No: ${TRAPS[0]}`)))).rejects.toThrow("]\u200b(command:");
    const canceled = new Error("Canceled");
    await expect(plainly(Promise.reject(canceled))).rejects.toBe(canceled);
    expect(await plainly(Promise.resolve(1))).toBe(1);
  });
});

test("a text is cut between its words, and between its characters", () => {
  expect(shorten("Rain falls on hills", 12)).toBe("Rain falls…");
  expect(shorten("Rain falls", 10)).toBe("Rain falls");
  expect(shorten("🌊".repeat(10), 6)).toBe("🌊🌊…");
  expect(shortSentence(`There is no file “${"x".repeat(300)}” here. Did you mean “x”?`)).toBe(
    `There is no file “${"x".repeat(199)}…” here. Did you mean “x”?`,
  );
});

/** Everything that the server says of a workspace whose texts are one text. */
async function saidOf(text: string, title = text) {
  const quoted = JSON.stringify(text);
  const folder = folderWith(`
    -- path.yaml --
    title: ${quoted}
    stations: [one.station.md, two.station.md, { planned: ${quoted} }]
    sources: [sources.json]
    rules: { ${quoted}: ${quoted} }
    -- sources.json --
    [{ "id": "key", "type": "book", "title": ${quoted}, "author": [{ "family": ${quoted} }], "URL": ${quoted} }]
    -- one.station.md --
    # ${title}

    Rain falls, as Station 2 says, and Station 3, and Station 9 [@key].[^1] See [it](two.station.md#${text.replace(/[^a-z]/g, "-")}).

    ## ${text}

    Key term: ${text} — ${text}.

    <!-- stationmaster-disable-next ${text.replace(/[<>]/g, "")} -->

    The next part is [this](<${text.replace(/[<>]/g, "")}>) and [this][${text}].

    | ${text.replaceAll("|", "")} | ${text.replaceAll("|", "")} |
    | --- | --- |
    | a | b |

    [^1]: ${text}
    -- two.station.md --
    # ${title}

    It says what Station 1 says.

    Takeaway: ${text}.
  `);
  const client = await LanguageClient.start(folder, { settings: { scope: "workspace" } });
  await client.until(() => client.refreshes > 0);
  await client.open("one.station.md");
  await client.open("path.yaml");
  const hovers: Hover[] = [];
  for (const words of ["Station 2", "Station 3", "@key", "[^1]."]) {
    const hover = await client.at<Hover | null>("textDocument/hover", "one.station.md", words);
    if (hover) hovers.push(hover);
  }
  const completions = await Promise.all(
    ["Station 2", "[@key", "two.station.md#"].map((words) =>
      client.at<CompletionList>("textDocument/completion", "one.station.md", words, {}, words.length),
    ),
  );
  const items = completions.flatMap((list) => list.items);
  const resolved = await Promise.all(
    items.map((item) => client.request<CompletionItem>("completionItem/resolve", item)),
  );
  const lenses = await client.ask<unknown>("textDocument/codeLens", "one.station.md");
  const hints = await client.ask<unknown>("textDocument/inlayHint", "one.station.md", {
    range: { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } },
  });
  const symbols = [
    await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", "one.station.md"),
    await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", "path.yaml"),
    await client.request<DocumentSymbol[]>("workspace/symbol", { query: "" }),
  ];
  const hierarchy = await client.at<object[]>("textDocument/prepareCallHierarchy", "one.station.md", "Station 2");
  const diagnostics = [...(await client.pull("one.station.md")), ...(await client.pull("path.yaml"))];
  const actions: CodeAction[] = [];
  for (const diagnostic of diagnostics) actions.push(...(await client.actions("one.station.md", diagnostic)));
  return { hovers, resolved, lenses, hints, symbols, hierarchy, diagnostics, actions };
}

/** The texts in an answer that are shown, by the keys under which they stand. */
function shownIn(value: unknown, key = ""): readonly { readonly key: string; readonly text: string }[] {
  if (typeof value === "string")
    return /^(?:newText|insertText|uri|href|target|filterText|data|about|file)$/.test(key)
      ? []
      : [{ key, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === "edit" || name === "data" ? [] : shownIn(each, Number.isInteger(Number(name)) ? key : name),
  );
}

describe("what the server says of files whose texts are long", () => {
  test("can be read at once", async () => {
    const said = await saidOf("x".repeat(6_000), "y".repeat(20_000));
    expect(said.hovers.length).toBeGreaterThan(2);
    expect(said.resolved.length).toBeGreaterThan(3);
    expect(said.diagnostics.length).toBeGreaterThan(5);
    const long = shownIn(said).filter(({ key, text }) => text.length > (key === "value" ? 7_000 : 2_001)); // of some lines
    expect(long.map(({ key, text }) => `${key}: ${text.slice(0, 60)}`)).toEqual([]);
    for (const { documentation } of said.resolved) expect(typeof (documentation ?? "")).toBe("string");
    expect(Math.max(...said.diagnostics.map(({ message }) => `${message}`.length))).toBeLessThan(1_000);
  });
});

describe("what the server says of files whose texts are traps", () => {
  test.each(TRAPS)("%s", async (trap) => {
    const { hovers, resolved, lenses, symbols, hierarchy } = await saidOf(trap);
    expect(hovers.length).toBeGreaterThan(2);
    for (const { contents } of hovers) {
      const { kind, value } = contents as { kind: string; value: string };
      expect(kind).toBe("markdown");
      expect(value).not.toMatch(/(?<!\\)\]\(|(?<!\\)<(?!https:\/\/)|(?<!\\)!\[|(?<!\\)\$\(/);
    }
    // What is no Markdown is shown as it stands; lenses and lists, unlike hints, would show icons.
    for (const { documentation } of resolved) expect(typeof (documentation ?? "")).toBe("string");
    const labels = shownIn([lenses, resolved, symbols, hierarchy]).filter(({ key }) =>
      ["title", "label", "name", "containerName"].includes(key),
    );
    for (const { text } of labels) expect(text).not.toMatch(ICON);
    // As it is typed it is found, and as it is written it is put in.
    const named = resolved.filter(({ label }) => label.includes("\u200b"));
    for (const { label, filterText } of named) expect(filterText).toContain(label.replaceAll("\u200b", ""));
    expect(named.length > 0).toBe(ICON.test(trap));
  });
});
