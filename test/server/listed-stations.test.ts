import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ListedUris, ServerNotifications } from "../../server/src/protocol/messages.ts";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { commit, git, repository } from "../support/git.ts";
import { LanguageClient } from "../support/language-client.ts";

const COURSE = `
  -- path.yaml --
  title: Water
  stations: [rain.md, unit 2/02-wells.md]
  -- rain.md --
  # Rain

  ## Clouds:

  Wells are explained in Station 2, seas in Station 7.
  -- unit 2/02-wells.md --
  # Wells

  [Clouds](../rain.md#clouds), [Sun](../rain.md#sun).
  -- notes.md --
  # Notes

  ## More:

  Nothing.
`;

/** What is found in the files of a course by the command line, as “file rule”. */
async function foundByCommand(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { out } = await stationmaster(folder, ["check", "--format", "json", ...args]);
  const files: readonly { file: string; findings: readonly { rule: string }[] }[] = JSON.parse(out).files;
  return files.flatMap(({ file, findings }) => findings.map(({ rule }) => `${file} ${rule}`)).sort();
}

describe("a Markdown file that a path.yaml lists is a station", () => {
  test("for the command line and an editor alike, open or not", async () => {
    const folder = folderWith(COURSE);
    const found = await foundByCommand(folder, "--hints");
    expect(found).toEqual(
      expect.arrayContaining(["rain.md heading-mark", "rain.md station-exists", "unit 2/02-wells.md link-target"]),
    );
    expect(found.join()).not.toContain("notes.md");
    const client = await LanguageClient.start(folder, { settings: { scope: "workspace" } });
    const shown = async () => {
      const { items } = await client.pullWorkspace();
      return items
        .flatMap(({ uri, ...report }) =>
          ("items" in report ? report.items : []).map(
            ({ code }) => `${decodeURI(uri).slice(client.uri("").length + 1)} ${String(code)}`,
          ),
        )
        .sort();
    };
    await client.until(async () => (await shown()).length === found.length);
    expect(await shown()).toEqual(found);
    await client.open("rain.md");
    await client.until(async () => (await client.rules("rain.md")).length > 0);
    const own = found.flatMap((each) => (each.startsWith("rain.md ") ? [each.slice("rain.md ".length)] : []));
    expect([...(await client.rules("rain.md"))].sort()).toEqual(own);
  });

  test("for a client, which learns of each list once", async () => {
    const client = await LanguageClient.start(folderWith(COURSE));
    const told: (readonly string[])[] = [];
    client.connection.onNotification(
      "stationmaster/listed",
      ({ uris }: ServerNotifications["stationmaster/listed"]) => {
        told.push(uris.map((uri) => uri.slice(client.uri("").length + 1)));
      },
    );
    await client.open("path.yaml");
    await client.until(async () => told.length > 0);
    await client.type("path.yaml", "title: Water", "title: Rain");
    await client.type("path.yaml", "rain.md", "rain.md, notes.md, new.station.md");
    await client.until(async () => told.length > 1);
    expect(told).toEqual([
      ["rain.md", "unit%202/02-wells.md"],
      ["rain.md", "notes.md", "unit%202/02-wells.md"],
    ]);
  });

  test("and a client learns which lists of sources paths name, and where others count", async () => {
    const files = {
      "water/path.yaml": "title: Water\nstations: [rain.station.md]\nsources: ../shared/books.json",
      "water/rain.station.md": "# Rain",
      "water/sources.yaml": "[]",
      "shared/books.json": "[]",
      "notes/a.station.md": "# A",
      "notes/a.bib": "",
      "app/sources.json": "{}",
      "app/path.yaml": "kind: Path",
    };
    const drawn = Object.entries(files).map(([name, text]) => `-- ${name} --\n${text}\n`);
    const client = await LanguageClient.start(folderWith(drawn.join("")));
    let known: readonly string[] = [];
    client.connection.onNotification("stationmaster/listed", ({ sources }: ListedUris) => {
      known = sources.map((uri) => uri.slice(client.uri("").length + 1)).sort();
    });
    await client.open("water/rain.station.md");
    await client.until(async () => known.length > 2);
    expect(known).toEqual(["notes", "shared/books.json", "water"]);
  });

  test("and any other Markdown that a client opens is none of the server's business", async () => {
    const client = await LanguageClient.start(folderWith(COURSE), { pull: false });
    const spokenOf = new Set<string>();
    client.connection.onNotification("stationmaster/status", ({ uri }) => void spokenOf.add(uri));
    await client.open("notes.md", undefined, "markdown");
    await client.open("rain.md", undefined, "markdown");
    await client.type("notes.md", "Nothing.", "See Station 9.");
    await client.until(async () => spokenOf.has(client.uri("rain.md")));
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const options = { tabSize: 2, insertSpaces: true };
    const position = client.position("notes.md", "Station 9");
    for (const [method, params] of Object.entries({
      codeAction: { range, context: { diagnostics: [] } },
      codeLens: {},
      completion: { position },
      definition: { position },
      documentHighlight: { position },
      documentLink: {},
      documentSymbol: {},
      foldingRange: {},
      formatting: { options },
      hover: { position },
      inlayHint: { range },
      onTypeFormatting: { position: { line: 5, character: 0 }, ch: "\n", options },
      rangeFormatting: { range, options },
      references: { position, context: { includeDeclaration: true } },
    })) {
      const answer = await client.ask<{ items?: unknown[] } | unknown[] | null>(
        `textDocument/${method}`,
        "notes.md",
        params,
      );
      expect([method, answer && "items" in answer ? answer.items : (answer ?? [])]).toEqual([method, []]);
    }
    expect(await client.ask("textDocument/semanticTokens/full", "notes.md")).toMatchObject({ data: [] });
    expect(await client.ask("stationmaster/preview", "notes.md", { id: "1", revision: 0, view: "station" })).toBeNull();
    expect([...spokenOf]).not.toContain(client.uri("notes.md"));
    expect(client.published.get(client.uri("notes.md"))?.diagnostics ?? []).toEqual([]);
  });

  test("as soon as the path lists what is open, and no longer than that", async () => {
    const client = await LanguageClient.start(folderWith(COURSE));
    await client.open("path.yaml", undefined, "yaml");
    await client.open("notes.md", undefined, "markdown");
    expect(await client.rules("notes.md")).toEqual([]);
    await client.type("path.yaml", "rain.md", "rain.md, notes.md");
    await client.until(async () => (await client.rules("notes.md")).includes("heading-mark"));
    await client.type("path.yaml", "rain.md, notes.md", "rain.md");
    expect(await client.rules("notes.md")).toEqual([]);
  });

  test("whose preview, hover and links are those of any other", async () => {
    const client = await LanguageClient.start(folderWith(COURSE));
    await client.open("rain.md");
    const preview = await client.ask("stationmaster/preview", "rain.md", { id: "1", revision: 0, view: "station" });
    expect(JSON.stringify(preview)).toContain("Wells are explained in");
    const at = { textDocument: { uri: client.uri("rain.md") }, position: client.position("rain.md", "Station 2") };
    expect(await client.request("textDocument/definition", at)).toMatchObject([
      { targetUri: client.uri("unit 2/02-wells.md") },
    ]);
  });

  test("for what is staged, for what changed since a commit, and for a review", async () => {
    const folder = repository(COURSE);
    const rain = join(folder, "rain.md");
    writeFileSync(rain, "# Rain\n\n## Clouds\n\n## Sun\n\n### More:\n\nWells are explained in Station 9.\n");
    expect((await stationmaster(folder, ["diff"])).out).toContain("Station 9");
    const changed = ["rain.md heading-mark", "rain.md station-exists"];
    expect(await foundByCommand(folder, "--since", "HEAD")).toEqual(expect.arrayContaining(changed));
    expect(await foundByCommand(folder, "--staged")).toEqual([]);
    git(folder, "add", "rain.md");
    expect(await foundByCommand(folder, "--staged")).toEqual(expect.arrayContaining(changed));
    commit(folder);
    expect(await foundByCommand(folder, "--since", "HEAD")).toEqual([]);
  });

  test("for export, statistics and sources", async () => {
    const folder = folderWith(COURSE);
    expect((await stationmaster(folder, ["export", "html", "rain.md"])).out).toContain("Wells are explained in");
    mkdirSync(join(folder, "site"));
    expect((await stationmaster(folder, ["export", "site", "--output", "site"])).code).toBe(0);
    expect((await stationmaster(folder, ["stats"])).out).toContain("2  Wells");
    expect((await stationmaster(folder, ["sources", "unit 2/02-wells.md"])).code).toBe(0);
    expect((await stationmaster(folder, ["move", "2", "--to", "1"])).out).toContain("1 reference");
  });

  test("whose headings are known to links of another path", async () => {
    const folder = folderWith(COURSE);
    mkdirSync(join(folder, "other"));
    writeFileSync(join(folder, "other/path.yaml"), "stations: [a.md]\n");
    writeFileSync(join(folder, "other/a.md"), "# A\n\n[Clouds](../rain.md#clouds), [Sun](../rain.md#sun).\n");
    const found = await foundByCommand(folder, "other");
    expect(found.filter((each) => each.includes("link-target"))).toEqual(["other/a.md link-target"]);
  });
});
