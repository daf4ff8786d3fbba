import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import { folderWith } from "./support/command-line.ts";
import { LanguageClient } from "./support/language-client.ts";
import { startWebWorker } from "./support/web-worker.ts";

const root = join(import.meta.dirname, "..");

test("the web worker, with nothing of Node's and no code made of text, finds in the samples what Node's server finds", async () => {
  const folder = folderWith("");
  cpSync(join(root, "samples"), folder, { recursive: true });
  const settings = { scope: "workspace" };
  const node = await LanguageClient.start(folder, { settings });
  await node.until(() => node.refreshes > 0);
  const expected = await node.request<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });

  const worker = startWebWorker();
  const read = new Promise((resolve) => {
    worker.onRequest("workspace/diagnostic/refresh", () => {
      resolve(undefined);
      return null;
    });
  });
  worker.onRequest("stationmaster/listFiles", () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  worker.onRequest("stationmaster/readFile", ({ file }: { file: string }) =>
    existsSync(file) ? readFileSync(file, "utf8") : null,
  );
  worker.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => settings));
  worker.onRequest("client/registerCapability", () => null);
  worker.listen();
  const rootUri = pathToFileURL(folder).href;
  await worker.sendRequest("initialize", {
    processId: null,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "test" }],
    initializationOptions: { asks: true, rulePages: "test:/rules", showsReferences: true },
    capabilities: {
      workspace: { configuration: true, diagnostics: { refreshSupport: true } },
      textDocument: { diagnostic: {} },
    },
  });
  await worker.sendNotification("initialized", {});
  await read;
  const found = await worker.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds: [] });

  expect(drawn(found).length).toBeGreaterThan(100);
  expect(drawn(found)).toEqual(drawn(expected));
  worker.dispose();
}, 60_000);

/** A line a finding, in one order. */
function drawn({ items }: WorkspaceDiagnosticReport): readonly string[] {
  return items
    .flatMap((item) =>
      (item.kind === "full" ? item.items : []).map(
        (finding) => `${fileURLToPath(item.uri)} ${JSON.stringify(finding)}`,
      ),
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
    const lines = code.split("\n").filter((line) => /\bprocess\.(?!\s)/.test(line) && !/^\s*(\*|\/\/)/.test(line));
    expect(
      lines.filter((line) => !line.includes("typeof process")),
      name,
    ).toEqual([]);
  }
});
