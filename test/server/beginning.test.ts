import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CodeAction, TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import type { CommandAnswer } from "../../server/src/protocol/messages.ts";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

const WATER = `
  -- water/path.yaml --
  title: Water
  stations:
    - rain.station.md
  -- water/rain.station.md --
  # Rain
`;

function start(fixture: string): Promise<LanguageClient> {
  return LanguageClient.start(folderWith(fixture));
}

function run(client: LanguageClient, command: string, ...given: readonly unknown[]): Promise<CommandAnswer> {
  return client.execute(`stationmaster.${command}`, ...given) as Promise<CommandAnswer>;
}

/** Answers questions in turn, by what is typed, or by the title of what is chosen, and gives the last answer. */
async function answer(
  client: LanguageClient,
  first: CommandAnswer,
  ...typed: readonly string[]
): Promise<CommandAnswer> {
  let now = first;
  for (const each of typed) {
    const chosen = now.choose?.choices.find(({ title }) => title === each);
    const asked = now.ask && { command: now.ask.command, arguments: [...now.ask.arguments, each] };
    const next = chosen ?? asked;
    if (!next) throw new Error(`Nothing asks for “${each}”: ${JSON.stringify(now)}`);
    now = (await client.execute(next.command, ...next.arguments)) as CommandAnswer;
  }
  return now;
}

/** The text of a file that an edit makes. */
function created({ documentChanges = [] }: WorkspaceEdit, uri: string): string {
  expect(documentChanges).toContainEqual(expect.objectContaining({ kind: "create", uri }));
  const texts = documentChanges.flatMap((step) => ("edits" in step && step.textDocument.uri === uri ? step.edits : []));
  return texts.map((edit) => (edit as TextEdit).newText).join("");
}

/** Makes on disk what the last edit makes, as an editor would. */
function make(client: LanguageClient): void {
  for (const step of client.edits.at(-1)!.edit.documentChanges ?? []) {
    if (!("kind" in step) || step.kind !== "create") continue;
    const file = join(client.folder, step.uri.slice(client.uri("").length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, created(client.edits.at(-1)!.edit, step.uri));
  }
}

describe("New Learning Path", () => {
  test("asks for two titles, and makes a path.yaml and its first station to be filled in", async () => {
    const client = await start("");
    const last = await answer(client, await run(client, "beginPath"), "The Water Cycle", "Rain & Snow");
    expect(last).toEqual({
      save: [client.uri("path.yaml"), client.uri("rain-snow.station.md")],
      open: client.uri("rain-snow.station.md"),
      snippet: expect.stringMatching(/^# Rain & Snow\n\n\$\{2:Open with something/),
    });
    const { edit } = client.edits[0]!;
    expect(created(edit, client.uri("path.yaml"))).toMatch(
      /^title: The Water Cycle$[\s\S]*^stations:\n {2}- rain-snow.station.md$/m,
    );
    expect(created(edit, client.uri("rain-snow.station.md"))).toMatch(/^# Rain & Snow\n\nOpen with something/);
  });

  test("makes a folder for the path where there is one already", async () => {
    const client = await start(WATER);
    const last = await answer(client, await run(client, "beginPath", client.uri("water")), "Über Wind", "Breeze");
    expect(last.open).toBe(client.uri("water/uber-wind/breeze.station.md"));
    expect(created(client.edits[0]!.edit, client.uri("water/uber-wind/path.yaml"))).toContain("title: Über Wind");
  });

  test("is refused outside of the workspace", async () => {
    const client = await start("");
    await expect(run(client, "beginPath", "file:///elsewhere", "A", "B")).rejects.toThrow("outside of the workspace");
  });
});

describe("New Station", () => {
  test("with no file open, is listed on the only path there is", async () => {
    const client = await start(WATER);
    const last = await answer(client, await run(client, "newStation"), "Rivers");
    expect(last).toMatchObject({
      open: client.uri("water/rivers.station.md"),
      save: [client.uri("water/path.yaml"), client.uri("water/rivers.station.md")],
    });
    expect(client.after("water/path.yaml", client.edits[0]!.edit)).toMatch(/- rain.*\n {2}- rivers.station.md\n$/);
  });

  test("asks for the path where there are several and nothing says which", async () => {
    const client = await start(
      `${WATER}\n  -- wind/path.yaml --\n  title: Wind\n  stations: []\n  -- notes.md --\n  # Notes\n  `,
    );
    const first = await run(client, "newStation", client.uri("notes.md"));
    expect(first.choose?.choices.map(({ title, about }) => [title, about])).toEqual([
      ["Water", "1 station"],
      ["Wind", "0 stations"],
    ]);
    await answer(client, first, "Wind", "Breeze");
    expect(client.after("wind/path.yaml", client.edits[0]!.edit)).toBe("title: Wind\nstations: [breeze.station.md]\n");
  });

  test("is listed on the path above the station that is open, and lies beside that", async () => {
    const client = await start(`
      -- path.yaml --
      stations: [lessons/rain.station.md]
      -- lessons/rain.station.md --
      # Rain
      -- lessons/draft.station.md --
      # Draft
    `);
    for (const near of ["lessons/rain.station.md", "lessons/draft.station.md"]) {
      const last = await run(client, "newStation", client.uri(near), "Rivers");
      expect(last.open).toBe(client.uri("lessons/rivers.station.md"));
      expect(client.after("path.yaml", client.edits.at(-1)!.edit)).toContain(", lessons/rivers.station.md]");
    }
  });

  test("beside a station that is on no path, stays off the paths of other folders", async () => {
    const client = await start(`${WATER}\n  -- notes/idea.station.md --\n  # Idea\n  `);
    await run(client, "newStation", client.uri("notes/idea.station.md"), "Next Idea");
    const { documentChanges } = client.edits[0]!.edit;
    expect(documentChanges?.filter((step) => !("kind" in step))).toHaveLength(1);
    expect(created(client.edits[0]!.edit, client.uri("notes/next-idea.station.md"))).toMatch(/^# Next Idea/);
  });

  test("a title with marks of a snippet stays what it is", async () => {
    const client = await start(WATER);
    const { snippet } = await run(client, "newStation", undefined, "Costs of ${5} \\ more");
    expect(snippet).toMatch(/^# Costs of \\\$\{5\\\} \\\\ more\n/);
  });
});

describe("Make a Learning Path of These Files", () => {
  const COURSE = `
    -- README.md --
    # Water for Beginners
    -- 01-rain.md --
    # Rain

    Rain falls on hills. Lesson 2 follows it.
    -- 02-rivers.md --
    # Rivers

    Rivers run to the sea. Lesson 1 was about rain.
    -- CONTRIBUTING.md --
    # Contributing
  `;

  test("says what it found and what it left, lets a preset be chosen, and makes the path.yaml", async () => {
    const client = await start(COURSE);
    const first = await run(client, "makePathOfFiles", client.uri(""));
    expect(first.choose).toMatchObject({ question: "Make a learning path of 2 lessons?" });
    expect(first.choose?.detail).toBe(
      [
        "In the order of their names, by number:",
        "  1  01-rain.md",
        "  2  02-rivers.md",
        "",
        "Title: Water for Beginners (from README.md)",
        "Language: en (a guess: there is too little text to tell)",
        "Call: Lesson, as the text says “Lesson 2” and the like",
        "Written as a station: 0 of 2 lessons (with a hook: 2, a takeaway: 0, a bridge: 0, key terms: 0)",
        "Preset: adopt, since fewer than half are",
        "Left out: 2 files",
        "  about the repository: CONTRIBUTING.md",
        "  a README or an index: README.md",
      ].join("\n"),
    );
    const presets = await answer(client, first, "Choose What to Check...");
    expect(presets.choose?.choices.map(({ title }) => title)).toEqual([
      "adopt",
      "draft",
      "recommended",
      "strict",
      "premium",
    ]);
    expect(await answer(client, presets, "draft")).toMatchObject({ open: client.uri("path.yaml") });
    expect(created(client.edits[0]!.edit, client.uri("path.yaml"))).toMatch(
      /^title: Water for Beginners\n[\s\S]*^preset: draft\n[\s\S]*^stations:\n {2}- 01-rain.md\n {2}- 02-rivers.md\n/m,
    );
  });

  test("is refused where there is a path already, or nothing that may be a lesson", async () => {
    const client = await start(`${WATER}\n  -- code/main.c --\n  int main;\n  `);
    await expect(run(client, "makePathOfFiles", client.uri("water"))).rejects.toThrow("There is already a path.yaml");
    await expect(run(client, "makePathOfFiles", client.uri("code"))).rejects.toThrow(
      "no file here that may be a lesson",
    );
  });
});

describe("Paste as Station", () => {
  const PAGE = "Rain and Snow\n\nRain falls on hills. Snow waits there.\n\nClouds\n\nThey bring both of them.\n";

  test("makes a station in Markdown under its own title, and lists it", async () => {
    const client = await start(WATER);
    expect((await run(client, "newStationOfText", undefined, PAGE)).open).toBe(
      client.uri("water/rain-and-snow.station.md"),
    );
    const { edit } = client.edits[0]!;
    expect(created(edit, client.uri("water/rain-and-snow.station.md"))).toMatch(
      /^# Rain and Snow\n\nRain falls on hills. Snow waits there.\n/,
    );
    expect(client.after("water/path.yaml", edit)).toContain("- rain-and-snow.station.md");
  });

  test("asks for a title where the text has none", async () => {
    const client = await start(WATER);
    const text = "- They bring **rain**.\n- They bring snow.\n";
    const last = await answer(client, await run(client, "newStationOfText", undefined, text), "Weather");
    expect(last.open).toBe(client.uri("water/weather.station.md"));
    expect(created(client.edits[0]!.edit, last.open!)).toBe(`# Weather\n\n${text}`);
  });

  test("is refused where nothing was copied", async () => {
    const client = await start(WATER);
    await expect(run(client, "newStationOfText", undefined, " \n")).rejects.toThrow("There is no text to paste.");
  });
});

describe("Add Source", () => {
  test("asks for what is missing, and writes a list that the path.yaml names", async () => {
    const client = await start(WATER);
    const first = await run(client, "newSource");
    const last = await answer(client, first, "https://doi.org/10.1038/171737a0", "On Rain", "Smith, Ann (1953)");
    expect(last).toEqual({
      save: [client.uri("water/sources.yaml"), client.uri("water/path.yaml")],
      message: "Added. Cite it as [@smith1953].",
    });
    const { edit } = client.edits[0]!;
    expect(created(edit, client.uri("water/sources.yaml"))).toContain('DOI: "10.1038/171737a0"');
    expect(client.after("water/path.yaml", edit)).toMatch(/^sources: sources.yaml\nstations:$/m);
  });

  test("takes a title for a book, and asks for its publisher; that and the author may be unknown", async () => {
    const client = await start(WATER);
    await answer(client, await run(client, "newSource"), "The Rain Book", "Cloud Press", "");
    expect(created(client.edits[0]!.edit, client.uri("water/sources.yaml"))).toContain(
      "- id: the-rain-book\n  type: book\n  title: The Rain Book\n  publisher: Cloud Press\n",
    );
  });

  test("needs a path", async () => {
    const client = await start("-- notes.md --\n# Notes\n");
    await expect(run(client, "newSource", {})).rejects.toThrow("Sources belong to a learning path.");
  });
});

describe("what there is to begin with", () => {
  test.each([
    ["an empty folder", "", { kind: "nothing" }],
    ["a README alone", "-- README.md --\n# Water\n", { kind: "nothing" }],
    ["lessons", "-- a/rain.md --\n# Rain\n", { kind: "lessons" }],
    ["a station", "-- rain.station.txt --\nRain\n", { kind: "lessons" }],
  ])("in a folder with %s", async (_, fixture, expected) => {
    const client = await start(fixture);
    expect(await client.request("stationmaster/beginning", {})).toEqual(expected);
  });

  test("on a path without stations", async () => {
    const client = await start("-- path.yaml --\ntitle: Water\nstations: []\n");
    const path = client.uri("path.yaml");
    expect(await client.request("stationmaster/beginning", {})).toEqual({ kind: "path without stations", path });
  });

  test("after each first step, something else", async () => {
    const client = await start("");
    await answer(client, await run(client, "beginPath"), "Water", "Rain");
    make(client);
    expect(existsSync(join(client.folder, "path.yaml"))).toBe(true);
    await client.tell("workspace/didChangeWatchedFiles", {
      changes: ["path.yaml", "rain.station.md"].map((name) => ({ uri: client.uri(name), type: 1 })),
    });
    await client.until(async () => {
      const paths = await client.request<readonly { readonly stations: number }[]>("stationmaster/paths", {});
      return paths.length === 1 && paths[0]!.stations === 1;
    });
  });
});

describe("what the light bulb adds", () => {
  const PATH = `
    -- path.yaml --
    title: Water
    stations:
      - rain.station.md
    -- rain.station.md --
    # Rain

    It rains. It pours.

    ## Clouds

    Rain comes from clouds. Clouds come from the sea.
    -- rivers.station.md --
    # Rivers
  `;

  async function actionsFor(client: LanguageClient, name: string, rule: string): Promise<readonly CodeAction[]> {
    await client.open(name);
    const diagnostic = await client.until(async () => (await client.pull(name)).find(({ code }) => code === rule));
    return client.actions(name, diagnostic!);
  }

  test("a station that no path.yaml lists is added to the one of its folder", async () => {
    const client = await start(PATH);
    const actions = await actionsFor(client, "rivers.station.md", "path-file");
    const add = actions.find(({ title }) => title === "Add to “Water”");
    expect(client.after("path.yaml", add!.edit!)).toMatch(/- rain.station.md\n {2}- rivers.station.md\n$/);
    expect(actions.findIndex(({ title }) => title.startsWith("Suppress"))).toBeGreaterThan(actions.indexOf(add!));
  });

  test("a takeaway is a snippet for a client that knows such edits, and plain text for any other", async () => {
    const plain = await start(PATH);
    const isWanted = ({ title }: CodeAction) => title === "Add a takeaway";
    const written = (await actionsFor(plain, "rain.station.md", "takeaway")).find(isWanted);
    expect(plain.after("rain.station.md", written!.edit!)).toMatch(
      /\n\n\*\*Takeaway:\*\* The one sentence that stays.\n$/,
    );
    const rich = await LanguageClient.start(folderWith(PATH), {
      workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
    });
    const offered = (await actionsFor(rich, "rain.station.md", "takeaway")).find(isWanted);
    expect(offered!.edit!.documentChanges).toMatchObject([
      { edits: [{ snippet: { kind: "snippet", value: "\n\n**Takeaway:** ${1:The one sentence that stays}." } }] },
    ]);
  });
});
