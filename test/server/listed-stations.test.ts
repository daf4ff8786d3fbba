import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ClientRequests } from "../../server/src/protocol/messages.ts";
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

  test("for a client that asks which of its documents are", async () => {
    const client = await LanguageClient.start(folderWith(COURSE));
    const uris = ["rain.md", "notes.md", "unit 2/02-wells.md", "gone.md"].map((name) => client.uri(name));
    const listed = () =>
      client.request<ClientRequests["stationmaster/listed"]["result"]>("stationmaster/listed", { uris });
    await client.until(async () => (await listed()).length > 0);
    expect(await listed()).toEqual([client.uri("rain.md"), client.uri("unit 2/02-wells.md")]);
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
