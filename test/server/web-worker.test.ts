import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import type { PreviewAnswer } from "../../server/src/protocol/messages.ts";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";
import { startWebWorker } from "../support/web-worker.ts";

const root = join(import.meta.dirname, "../..");

test("the web worker, with nothing of Node's and no code made of text, finds in the samples what Node's server finds", async () => {
  const folder = folderWith("");
  cpSync(join(root, "samples"), folder, { recursive: true });
  const settings = { scope: "workspace" };
  const node = await LanguageClient.start(folder, { settings });
  await node.until(() => node.refreshes > 0);
  const expected = await node.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });

  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }): [string, Read] => {
    const file = join(parentPath, name);
    return [pathToFileURL(file).href, { text: readFileSync(file, "utf8") }];
  });
  const found = drawn(await foundByWorker([pathToFileURL(folder).href], new Map(texts), settings));
  expect(found.length).toBeGreaterThan(100);
  expect(found).toEqual(drawn(expected));
}, 60_000);

test("the web worker tells files of several file systems apart, whose paths may be the same", async () => {
  const texts = new Map([
    ["vscode-vfs://github/a/rain.station.md", { text: "# Rain\n\nRain rain falls.\n" }],
    ["memfs:/a/rain.station.md", { text: "# Rain\n\nRain falls falls.\n" }],
    ["memfs:/b/rain.station.md", { text: "# Rain\n\nIt it rains.\n" }],
  ]);
  const found = await foundByWorker(["vscode-vfs://github/a", "memfs:/a"], texts, { scope: "workspace" });
  const repeated = drawn(found).flatMap(
    (line) => /^(\S+) .*“(\w+)” appears twice/.exec(line)?.slice(1).join(" ") ?? [],
  );
  expect(repeated).toEqual(["memfs:/a/rain.station.md falls", "vscode-vfs://github/a/rain.station.md rain"]);
});

test("the web worker says why a file can't be read, and nothing of one that is gone", async () => {
  const files = new Map<string, Read | null>([
    ["memfs:/a/fog.station.md", {}],
    ["memfs:/a/rain.station.md", { code: "NoPermissions" }],
    ["memfs:/a/sea.station.md", { code: "Unavailable" }],
    ["memfs:/a/snow.station.md", null],
  ]);
  const found = await foundByWorker(["memfs:/a"], files, { scope: "workspace" });
  expect(drawn(found).map((line) => `${line.split(" ")[0]} ${/"message":"([^"]+)"/.exec(line)?.[1]}`)).toEqual([
    "memfs:/a/fog.station.md This is not UTF-8 text. Please save it as UTF-8.",
    "memfs:/a/rain.station.md You may not read this file.",
    "memfs:/a/sea.station.md It could not be read (Unavailable).",
  ]);
});

test("the web worker draws formulas in previews", async () => {
  const uri = "memfs:/a/rain.station.md";
  const files = new Map([[uri, { text: "# Rain\n\nIts speed is $v^2$.\n" }]]);
  const worker = await startedWorker(["memfs:/a"], files, {});
  const params = { textDocument: { uri }, id: "1", revision: 0 };
  const page = await worker.sendRequest<PreviewAnswer>("stationmaster/preview", params);
  expect(Object.values(page.changed).join("")).toContain("<msup><mi>v</mi><mn>2</mn></msup>");
});

/** What a client answers that is asked for a file: its text, or what went wrong; null where there is none. */
interface Read {
  readonly text?: string;
  readonly code?: string;
}

/** What the server of the web worker finds in the folders of a workspace, whose files are read like this. */
async function foundByWorker(
  folders: readonly string[],
  files: ReadonlyMap<string, Read | null>,
  settings: object,
): Promise<WorkspaceDiagnosticReport> {
  const worker = await startedWorker(folders, files, settings);
  return worker.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });
}

/** The server of the web worker, once it has read the folders of a workspace. */
async function startedWorker(
  folders: readonly string[],
  files: ReadonlyMap<string, Read | null>,
  settings: object,
): Promise<ReturnType<typeof startWebWorker>> {
  const worker = startWebWorker();
  onTestFinished(() => worker.dispose());
  const read = new Promise((resolve) => {
    worker.onRequest("workspace/diagnostic/refresh", () => {
      resolve(undefined);
      return null;
    });
  });
  worker.onRequest("stationmaster/listFiles", () => [...files.keys()]);
  worker.onRequest("stationmaster/readFile", ({ uri }: { uri: string }) => files.get(uri) ?? null);
  worker.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => settings));
  worker.onRequest("client/registerCapability", () => null);
  worker.listen();
  await worker.sendRequest("initialize", {
    processId: null,
    rootUri: folders[0],
    workspaceFolders: folders.map((uri) => ({ uri, name: "test" })),
    initializationOptions: { asks: true, rulePages: "test:/rules", showsReferences: true },
    capabilities: {
      workspace: { configuration: true, diagnostics: { refreshSupport: true } },
      textDocument: { diagnostic: {} },
    },
  });
  await worker.sendNotification("initialized", {});
  await read;
  return worker;
}

/** A line a finding, in one order. */
function drawn({ items }: WorkspaceDiagnosticReport): readonly string[] {
  return items
    .flatMap((item) =>
      (item.kind === "full" ? item.items : []).map((finding) => `${item.uri} ${JSON.stringify(finding)}`),
    )
    .sort();
}

test("what runs in a browser makes no code of text, and asks for nothing of Node's", () => {
  for (const name of ["browser-server.js", "browser-client.cjs", "preview.js"]) {
    const code = readFileSync(join(root, "dist", name), "utf8");
    expect(code.match(/\beval\)?\(|\bFunction\(["'`]|new Function\b/g) ?? [], name).toEqual([]);
    const asked = [...code.matchAll(/(?<![.\w])(?:__require|require|import)\(["']([^"']+)["']\)/g)].map(
      (match) => match[1],
    );
    expect(
      asked.filter((each) => each !== "vscode"),
      name,
    ).toEqual([]);
    // The environment is looked at only where there is one.
    const lines = code
      .split("\n")
      .filter((line) => /(?<![\w-])process\.(?!\s)/.test(line) && !/^\s*(\*|\/\/)/.test(line));
    expect(
      lines.filter((line) => !line.includes("typeof process")),
      name,
    ).toEqual([]);
  }
});
