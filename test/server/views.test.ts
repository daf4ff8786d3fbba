import { describe, expect, test } from "vitest";
import type { ClientRequests, PathsChanged } from "../../server/src/protocol/messages.ts";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

const PREMIUM = 12;

/** Many premium paths of three stations with some sentences, and a path that is not premium. */
function library(): string {
  const stations = ["rain", "rivers", "seas"];
  const path = (name: string) => [
    `-- ${name}/path.yaml --\ntitle: ${name}\ntier: premium\nstations: [${stations.map((each) => `${each}.station.md`).join(", ")}]\n`,
    ...stations.map((each, at) => {
      const text = Array.from({ length: 30 }, (_, line) => `Water has ${line + 2} ways in ${each} of ${name}.`).join(
        " ",
      );
      return `-- ${name}/${each}.station.md --\n# ${each}\n\n${text} See Station ${((at + 1) % 3) + 1}.\n`;
    }),
  ];
  const names = Array.from({ length: PREMIUM }, (_, at) => `path${String(at + 1).padStart(2, "0")}`);
  const plain =
    "-- alone/path.yaml --\ntitle: Alone\nstations: [dew.station.md, { planned: Fog }]\n-- alone/dew.station.md --\n# Dew\n\nDew is wet.\n";
  return folderWith([...names.flatMap(path), plain].join(""));
}

type Method = keyof ClientRequests;

/** A client that listens to what is said of paths, and counts what it is sent. */
async function start() {
  const client = await LanguageClient.start(library());
  const told: PathsChanged[] = [];
  client.connection.onNotification("stationmaster/pathsChanged", (changed: PathsChanged) => void told.push(changed));
  const ask = <Name extends Method>(method: Name, params: ClientRequests[Name]["params"]) =>
    client.request<ClientRequests[Name]["result"]>(method, params);
  /** What is told, once something was done, of which something holds. */
  const toldOf = async (
    act: () => Promise<unknown>,
    holds: (changed: PathsChanged) => boolean,
  ): Promise<PathsChanged> => {
    const before = told.length;
    await act();
    return (await client.until(() => told.slice(before).find(holds)))!;
  };
  await client.open("path03/rivers.station.md");
  await client.until(async () => ((await ask("stationmaster/paths", {})).length > PREMIUM ? true : undefined));
  await client.until(() => told.find(({ paths }) => paths === undefined));
  return { client, told, ask, toldOf };
}

describe("the views of paths", () => {
  test("ask for paths, for the stations of one, and for the sentences of one of these", async () => {
    const { client, ask } = await start();
    const paths = await ask("stationmaster/paths", {});
    expect(paths.slice(0, 2)).toEqual([
      { file: client.uri("alone/path.yaml"), title: "Alone", stations: 2, verified: false },
      { file: client.uri("path01/path.yaml"), title: "path01", stations: 3, verified: true },
    ]);
    expect(await ask("stationmaster/stations", { path: client.uri("alone/path.yaml") })).toEqual({
      path: client.uri("alone/path.yaml"),
      stations: [
        { number: 1, title: "Dew", file: client.uri("alone/dew.station.md"), state: "written", parts: [] },
        { number: 2, title: "Fog", state: "planned", parts: [] },
      ],
    });
    const path = client.uri("path03/path.yaml");
    const verified = await ask("stationmaster/verification", { path });
    expect(verified?.coverage).toBe("0 of 93 sentences verified");
    expect(verified?.stations[1]).toMatchObject({
      number: 2,
      title: "rivers",
      coverage: "0 of 31 sentences verified",
      toDo: 31,
    });
    const sentences = await ask("stationmaster/sentences", { path, station: client.uri("path03/rivers.station.md") });
    expect(sentences[1]).toMatchObject({ text: "Water has 3 ways in rivers of path03.", state: "not verified" });
    expect(sentences).toHaveLength(31);
  });

  test("count in the status what they count, of a path.yaml that of its path", async () => {
    const client = await LanguageClient.start(
      folderWith(`
        -- path.yaml --
        title: Water
        stations: [rain.station.md, dew.station.md]
        -- rain.station.md --
        # Rain

        See Station 9.
        -- dew.station.md --
        # Dew

        Dew is wet.
      `),
    );
    const statuses = new Map<string, string>();
    client.connection.onNotification(
      "stationmaster/status",
      ({ uri, status }) => void statuses.set(uri, status?.text ?? "none"),
    );
    const says = (file: string, text: string) =>
      client.until(async () => statuses.get(client.uri(file)) === text || undefined);
    const toFix = async () => {
      const { stations } = await client.request<{ stations: { errors: number; warnings: number }[] }>(
        "stationmaster/stations",
        { path: client.uri("path.yaml") },
      );
      return stations.map(({ errors, warnings }) => errors + warnings);
    };
    await client.open("rain.station.md");
    await client.open("path.yaml");
    await says("rain.station.md", "Station 1: 1 to fix");
    await says("path.yaml", "Learning path: 1 to fix");
    expect(await toFix()).toEqual([1, 0]);
    await client.type("rain.station.md", "Station 9", "Stations 8 and 9");
    await says("path.yaml", "Learning path: 2 to fix");
    expect(await toFix()).toEqual([2, 0]);
  });

  test("show below a station what no outline of Markdown does, and find it in the text as it is", async () => {
    const client = await LanguageClient.start(
      folderWith(`
        -- path.yaml --
        stations: [rain.station.md]
        -- rain.station.md --
        # Rain

        **Key term:** Dew — water on leaves.

        ## Kinds

        Rain is of two kinds.

        | Kind | Drops |
        | ---- | ----- |
        | Fog | small |

        **Takeaway:** It rains.
      `),
    );
    await client.open("rain.station.md");
    const path = { path: client.uri("path.yaml") };
    const [station] = (await client.until(async () => {
      const found = await client.request<ClientRequests["stationmaster/stations"]["result"]>(
        "stationmaster/stations",
        path,
      );
      return found?.stations[0]?.state === "written" ? found.stations : undefined;
    }))!;
    const parts = station!.parts;
    expect(parts).toEqual([
      { kind: "term", name: "Dew" },
      { kind: "table", name: "Rain is of two kinds" },
      { kind: "takeaway", name: "Takeaway" },
    ]);
    const textAt = async (index: number) => {
      const textDocument = { uri: client.uri("rain.station.md") };
      const offset = await client.request<number | null>("stationmaster/partAt", {
        textDocument,
        part: parts[index],
        index,
      });
      const { text } = client.texts.get(textDocument.uri)!;
      return offset === null ? null : text.slice(offset).split("\n")[0];
    };
    expect([await textAt(0), await textAt(1), await textAt(2)]).toEqual([
      "Dew — water on leaves.",
      "Kind | Drops |",
      "**Takeaway:** It rains.",
    ]);
    await client.type("rain.station.md", "## Kinds", "More.\n\n## Kinds");
    expect(await textAt(2)).toBe("**Takeaway:** It rains.");
    await client.type("rain.station.md", "**Key term:** Dew — water on leaves.", "Dew is water.");
    expect(await textAt(0)).toBeNull();
  });

  test("find the path of any of its files", async () => {
    const { client, ask } = await start();
    const found = await ask("stationmaster/stations", { path: client.uri("path03/seas.station.md") });
    expect(found?.path).toBe(client.uri("path03/path.yaml"));
    expect(await ask("stationmaster/stations", { path: client.uri("elsewhere.md") })).toBeNull();
    expect(await ask("stationmaster/verification", { path: client.uri("elsewhere.md") })).toBeNull();
  });

  test("are told after a pause in typing which path has changed, and which station's sentences have", async () => {
    const { client, ask, toldOf } = await start();
    const path = client.uri("path03/path.yaml");
    const revisions = async () =>
      (await ask("stationmaster/verification", { path }))!.stations.map(({ revision }) => revision);
    const before = await revisions();
    const edit = () => client.type("path03/rivers.station.md", "has 3 ways", "has 33 ways");
    const changed = await toldOf(edit, ({ paths }) => paths !== undefined);
    expect(changed).toEqual({ list: false, paths: [path], verified: true });
    const now = await revisions();
    expect(now.map((revision, at) => revision === before[at])).toEqual([true, false, true]);
    await client.type("path03/rivers.station.md", "has 33 ways", "has 3 ways");
    expect(await revisions()).toEqual(before);
  });

  test("are told of a new title, and of what is found elsewhere because of a change", async () => {
    const { client, toldOf, ask } = await start();
    await client.open("alone/dew.station.md");
    await client.type("alone/dew.station.md", "Dew is wet.", "See [rivers](../path03/rivers.station.md#more).");
    await client.open("path03/path.yaml");
    const rename = () => client.type("path03/path.yaml", "title: path03", "title: Water");
    const title = await toldOf(rename, ({ list }) => list);
    expect(title.paths).toContain(client.uri("path03/path.yaml"));
    await ask("stationmaster/stations", { path: client.uri("alone/path.yaml") });
    const edit = () => client.type("path03/rivers.station.md", "# rivers\n", "# rivers\n\n## More\n");
    const alone = client.uri("alone/path.yaml");
    await toldOf(edit, ({ paths = [] }) => paths.includes(alone) && paths.includes(client.uri("path03/path.yaml")));
  });

  test("are told nothing where a change bears on no path", async () => {
    const { client, told, toldOf } = await start();
    await client.open("note.station.md", "# Note\n");
    await client.type("note.station.md", "# Note", "# Notes");
    const edit = () => client.type("path03/rivers.station.md", "has 3 ways", "has 33 ways");
    const { paths } = await toldOf(edit, ({ paths }) => paths !== undefined);
    expect(paths).toEqual([client.uri("path03/path.yaml")]);
    expect(told.filter((each) => each.paths?.length === 0)).toEqual([]);
  });
});

test("what is asked after a pause in typing does not grow with the workspace", async () => {
  const { client, ask, toldOf } = await start();
  const edit = () => client.type("path03/rivers.station.md", "has 3 ways", "has 33 ways");
  const { paths } = await toldOf(edit, (changed) => changed.paths !== undefined);
  const [path] = paths!;
  const station = client.uri("path03/rivers.station.md");
  const answers = [
    await ask("stationmaster/stations", { path: path! }),
    await ask("stationmaster/verification", { path: path! }),
    await ask("stationmaster/sentences", { path: path!, station }),
  ];
  expect(paths).toHaveLength(1);
  expect(JSON.stringify(answers).length).toBeLessThan(10_000);
});
