import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ShowMessageParams, WorkspaceEdit } from "vscode-languageserver/node";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

/** Every way to speak of a file. */
const HILLS = `
  -- path.yaml --
  title: Water
  stations:
    - rain.station.md
    - "hills.station.md"
  -- hills.station.md --
  ---
  requires:
    - rain
  ---

  # Hills

  The [rain](rain.station.md), the [rain](./rain.station.md#falls), the [rain](<rain.station.md>), the [rain](<./rain.station.md?a#falls>
  "Title"), the [rain][r] and the [rain].

  [r]: rain.station.md
  [rain]: <rain.station.md> 'Title'
  -- below/seas.station.md --
  # Seas

  The [rain](../rain.station.md).
  -- rain.station.md --
  # Rain

  The [hills](hills.station.md).

  ## Falls

  The [falls](#falls), the [seas](<below/seas.station.md>).
`;

async function start(fixture = HILLS): Promise<LanguageClient> {
  const client = await LanguageClient.start(folderWith(fixture));
  // Whatever is opened is read with all that is beside it, and the workspace before long.
  await client.until(async () => (await client.request<unknown[]>("workspace/symbol", { query: "Seas" })).length > 0);
  return client;
}

/** Renames as an editor does: makes the edits the server asks for, then renames, then reports everything. */
async function rename(client: LanguageClient, from: string, to: string): Promise<void> {
  const files = [{ oldUri: client.uri(from), newUri: client.uri(to) }];
  const edit = await client.request<WorkspaceEdit>("workspace/willRenameFiles", { files });
  const names = stationsIn(client.folder);
  for (const name of names) {
    const before = readFileSync(join(client.folder, name), "utf8");
    const after = client.after(name, edit);
    if (after !== before) writeFileSync(join(client.folder, name), after);
  }
  mkdirSync(dirname(join(client.folder, to)), { recursive: true });
  renameSync(join(client.folder, from), join(client.folder, to));
  const changed = [...names, to].map((name) => ({ uri: client.uri(name), type: name === from ? 3 : 2 }));
  await client.tell("workspace/didChangeWatchedFiles", { changes: changed });
}

function stationsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:md|yaml)$/.test(name))
    .sort();
}

function bytes(folder: string): Record<string, string> {
  return Object.fromEntries(stationsIn(folder).map((name) => [name, readFileSync(join(folder, name), "latin1")]));
}

/** What is found of links, entries and prerequisites that lead nowhere. */
async function lost(client: LanguageClient): Promise<string[]> {
  const found: string[] = [];
  for (const name of stationsIn(client.folder)) {
    for (const { code, message } of await client.pull(name)) {
      if (["link-target", "station-exists", "prerequisites", "path-file"].includes(String(code)))
        found.push(`${name}: ${code} ${message}`);
    }
  }
  return found;
}

describe("a file that gets another name", () => {
  test.each([
    "heavy rain.station.md",
    "100%.station.md",
    "a%20b.station.md",
    "#1.station.md",
    "what?.station.md",
    "rain (heavy).station.md",
    "(rain.station.md",
    "<rain>.station.md",
    "a&amp;b.station.md",
    "a&copy=b.station.md",
    "a\"b'c`d.station.md",
    "[rain](x).station.md",
    "*rain*_x_.station.md",
    "rain: heavy.station.md",
    "http:rain.station.md",
    "- rain.station.md",
    " rain .station.md",
    "@rain, !x.station.md",
    "Rain.station.md",
    "雨🌧️e\u0301é.station.md",
    "\u202erain\u200b.station.md",
    "below/rain.station.md",
    "be low/deep (er)/rain #1.station.md",
  ])("is found under it, and has its links back when it is renamed back: %s", async (to) => {
    const client = await start();
    const before = bytes(client.folder);
    expect(await lost(client)).toEqual([]);
    await rename(client, "rain.station.md", to);
    expect(await lost(client)).toEqual([]);
    await rename(client, to, "rain.station.md");
    // A name that had to be quoted in YAML stays so.
    const unquoted = (all: Record<string, string>) => JSON.stringify(all).replace(/(- )\\"(rain[^"]*)\\"/g, "$1$2");
    expect(unquoted(bytes(client.folder))).toEqual(unquoted(before));
  });

  test("is found by whatever spells its name otherwise", async () => {
    const links = (name: string) => [
      name.replace("_", "\\_"),
      name.replace("_", "&#95;"),
      name.replace("_", "&lowbar;"),
      name.replace("h", "%68"),
      `${name}?(a(b))`,
      `<${name}?\\>>`,
    ];
    const stations = links("heavy_rain.station.md").map(
      (link, at) => `-- s${at}.station.md --\n# Seas ${at}\n\nThe [rain](${link}) falls.\n`,
    );
    const client = await start(`-- heavy_rain.station.md --\n# Rain\n${stations.join("")}`);
    await rename(client, "heavy_rain.station.md", "mist.station.md");
    for (const [at, link] of links("mist.station.md").entries())
      expect(readFileSync(join(client.folder, `s${at}.station.md`), "latin1")).toContain(
        `The [rain](${link}) falls.\n`,
      );
  });

  test("is found by a station that was changed on disk a moment ago", async () => {
    const client = await start();
    const seas = join(client.folder, "below/seas.station.md");
    writeFileSync(seas, `# Seas\n\nMore of it.\n\n${readFileSync(seas, "utf8")}`);
    await rename(client, "rain.station.md", "mist.station.md");
    expect(readFileSync(seas, "utf8")).toContain("\n\nThe [rain](../mist.station.md).\n");
    expect(await lost(client)).toEqual([]);
  });

  test("is found by each of 500 stations that link to it twice", async () => {
    const stations = Array.from(
      { length: 500 },
      (_, at) =>
        `-- s${at}.station.md --\n# Station ${at}\n\nThe [rain](rain.station.md), [rain](<rain.station.md>).\n`,
    );
    const client = await start(`-- rain.station.md --\n# Rain\n${stations.join("")}-- z.station.md --\n# Seas\n`);
    const before = bytes(client.folder);
    const to = "be low/100 % (rain) #1 <é>.station.md";
    await rename(client, "rain.station.md", to);
    expect(await lost(client)).toEqual([]);
    expect(readFileSync(join(client.folder, "s499.station.md"), "utf8")).not.toContain("rain.station.md");
    await rename(client, to, "rain.station.md");
    expect(bytes(client.folder)).toEqual(before);
  }, 60_000);
});

test("what else names a renamed station is named: pages that are no stations, and lists without endings", async () => {
  const client = await start(
    `${HILLS}  -- _toc.yml --\n  chapters:\n  - file: rain.station\n  -- README.md --\n  See [rain](rain.station.md).\n`,
  );
  const messages: string[] = [];
  client.connection.onNotification("window/showMessage", ({ message }: ShowMessageParams) => {
    messages.push(message);
  });
  await client.request<WorkspaceEdit>("workspace/willRenameFiles", {
    files: [{ oldUri: client.uri("rain.station.md"), newUri: client.uri("showers.station.md") }],
  });
  await client.until(() => messages.length > 0);
  expect(messages).toEqual([
    "“rain.station.md” is “showers.station.md” now, and these still name it: “README.md”, “_toc.yml”.",
  ]);
});
