import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { ShowMessageParams, TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { applyEdits } from "../../server/src/text/edit.ts";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

const SAMPLE = join(import.meta.dirname, "../../samples/constitution");

const BILL = "how-a-bill-becomes-law";
const AMENDED = "how-the-constitution-is-amended";
const RIGHTS = "the-bill-of-rights";

/** A copy of the premium sample, in a folder of its own within another: all of its 55 facts are verified. */
function named(): string {
  const folder = folderWith("");
  cpSync(SAMPLE, join(folder, "path"), { recursive: true });
  return folder;
}

/** The same path without its `path.yaml`: the names of its files say where its stations stand. */
function numbered(): string {
  const folder = named();
  rmSync(join(folder, "path/path.yaml"));
  for (const [at, name] of [BILL, AMENDED, RIGHTS].entries())
    for (const ending of [".station.md", ".ledger.jsonl"])
      renameSync(join(folder, "path", name + ending), join(folder, "path", `0${at + 1}-${name}${ending}`));
  return folder;
}

/** How many facts of the path in a folder are verified, of how many. */
async function verified(folder: string, path = "path"): Promise<string> {
  const { out } = await stationmaster(folder, ["verify", path, "--format", "json"]);
  const { covered, due } = JSON.parse(out).paths[0].coverage;
  return `${covered} of ${due} facts`;
}

const ALL = "55 of 55 facts";

describe("what was verified stays verified on the command line", () => {
  test.each<[string, readonly string[], string]>([
    ["moved", ["move", "1", "--to", "2"], ALL],
    ["inserted", ["insert", "1", "Another One"], ALL],
    ["merged", ["merge", "1", "2"], ALL],
    ["split", ["split", "1", "--at", "The Second Vote"], ALL],
    ["removed", ["remove", "2", "--delete-file"], "36 of 36 facts"],
  ])("where a station is %s", async (_, args, expected) => {
    for (const folder of [named(), numbered()]) {
      expect(await verified(folder)).toBe(ALL);
      const { code, err } = await stationmaster(folder, [...args, "--path", "path"]);
      expect(code, err).toBe(0);
      expect(await verified(folder)).toBe(expected);
    }
  });

  test("and nothing is changed where a file stands in the way of a ledger", async () => {
    const folder = numbered();
    const inTheWay = join(folder, `path/02-${BILL}.ledger.jsonl`);
    writeFileSync(inTheWay, "mine\n");
    const { code, err } = await stationmaster(folder, ["move", "1", "--to", "2", "--path", "path"]);
    expect(code).toBe(2);
    expect(err).toContain(`There is already a file “02-${BILL}.ledger.jsonl”. Please rename or remove it first.`);
    expect(readFileSync(inTheWay, "utf8")).toBe("mine\n");
    expect(await verified(folder)).toBe(ALL);
  });
});

describe("what was verified stays verified in an editor", () => {
  const FIRST = { number: 1, title: "How a Bill Becomes Law" };

  test.each<[string, string, readonly unknown[], string]>([
    ["dragged in the view", "stationmaster.moveStation", [2], ALL],
    ["inserted", "stationmaster.insertStation", ["Another One", false], ALL],
    ["merged", "stationmaster.mergeStations", [], ALL],
    ["split", "stationmaster.splitStation", [{ line: 24, character: 0 }], ALL],
    ["removed", "stationmaster.removeStation", [true], "35 of 35 facts"],
  ])("where a station is %s", async (_, command, given, expected) => {
    for (const [folder, id] of [
      [named(), "path/path.yaml"],
      [numbered(), "path"],
    ] as const) {
      const client = await started(folder);
      await client.execute(command, { uri: client.uri(id), ...FIRST }, ...given);
      make(client, client.edits[0]!.edit);
      expect(await verified(folder)).toBe(expected);
    }
  });

  test("where a station's file is renamed in the explorer", async () => {
    const client = await started(named());
    await renameInExplorer(client, `path/${BILL}.station.md`, "path/bills.station.md");
    expect(await verified(client.folder)).toBe(ALL);
    expect(ledgers(client.folder)).toContain("bills.ledger.jsonl");
  });

  test("where a file's name in path.yaml is", async () => {
    const client = await started(named());
    const edit = await client.at<WorkspaceEdit>("textDocument/rename", "path/path.yaml", BILL, { newName: "bills" });
    make(client, edit);
    expect(await verified(client.folder)).toBe(ALL);
    expect(ledgers(client.folder)).toContain("bills.ledger.jsonl");
  });

  test("where their folder is", async () => {
    const client = await started(named());
    await renameInExplorer(client, "path", "law");
    expect(await verified(client.folder, "law")).toBe(ALL);
  });

  test("and a ledger that can't come along is reported", async () => {
    const client = await started(named(), { changesFiles: false });
    const messages: ShowMessageParams[] = [];
    client.connection.onNotification("window/showMessage", (message: ShowMessageParams) => {
      messages.push(message);
    });
    await renameInExplorer(client, `path/${BILL}.station.md`, "path/bills.station.md");
    expect(messages).toEqual([
      {
        type: 2,
        message: `Please also rename “${BILL}.ledger.jsonl” to “bills.ledger.jsonl”, so that what was verified stays with its station.`,
      },
    ]);
  });

  test("and an editor that asks about a renaming of ours while it makes it is told nothing new", async () => {
    const client = await started(numbered());
    await client.execute("stationmaster.moveStation", { uri: client.uri("path"), ...FIRST }, 2);
    const { edit } = client.edits[0]!;
    // Its edits come first.
    for (const step of edit.documentChanges ?? []) {
      if ("kind" in step) continue;
      const name = relative(client.folder, fileURLToPath(step.textDocument.uri));
      const text = client.after(name, edit);
      await client.open(name);
      await client.replace(name, text);
    }
    const files = (edit.documentChanges ?? []).flatMap((step) =>
      "kind" in step && step.kind === "rename" ? [{ oldUri: step.oldUri, newUri: step.newUri }] : [],
    );
    expect(files).toHaveLength(4);
    expect(await client.request("workspace/willRenameFiles", { files })).toBeNull();
  });
});

/** A server that has read everything. */
async function started(folder: string, options = {}): Promise<LanguageClient> {
  const client = await LanguageClient.start(folder, options);
  await client.until(() => client.refreshes > 0);
  return client;
}

/** Renames as an editor does: asks first, makes what it is answered, then renames. */
async function renameInExplorer(client: LanguageClient, from: string, to: string): Promise<void> {
  const files = [{ oldUri: client.uri(from), newUri: client.uri(to) }];
  const edit = await client.request<WorkspaceEdit | null>("workspace/willRenameFiles", { files });
  if (edit) make(client, edit);
  renameSync(join(client.folder, from), join(client.folder, to));
}

/** Makes a change on disk, one step after the other. */
function make(client: LanguageClient, { documentChanges, changes = {} }: WorkspaceEdit): void {
  const steps = documentChanges ?? Object.entries(changes).map(([uri, edits]) => ({ textDocument: { uri }, edits }));
  for (const step of steps) {
    if (!("kind" in step)) {
      const file = fileURLToPath(step.textDocument.uri);
      const text = readFileSync(file, "utf8");
      const edits = (step.edits as TextEdit[]).map(({ range, newText }) => ({
        range: client.offsets(text, range),
        newText,
      }));
      writeFileSync(file, applyEdits(text, edits));
    } else if (step.kind === "rename") {
      const to = fileURLToPath(step.newUri);
      mkdirSync(dirname(to), { recursive: true });
      renameSync(fileURLToPath(step.oldUri), to);
    } else if (step.kind === "create") writeFileSync(fileURLToPath(step.uri), "", { flag: "wx" });
    else rmSync(fileURLToPath(step.uri));
  }
}

function ledgers(folder: string): readonly string[] {
  return readdirSync(join(folder, "path")).filter((name) => name.endsWith(".ledger.jsonl"));
}

describe("a stored text that no longer holds a quote", () => {
  test("is found on the command line and in an editor, where a numbered station is checked alone, too", async () => {
    const folder = numbered();
    const source = join(folder, "path/sources/constitution.txt");
    const text = readFileSync(source, "utf8").replaceAll(/two ?thirds/gi, "two fourths");
    writeFileSync(source, text);
    const name = `path/01-${BILL}.station.md`;
    const { out } = await stationmaster(folder, ["check", name, "--format", "json", "--hints"]);
    const { files } = JSON.parse(out) as { files: { findings: { rule: string }[] }[] };
    const found = files.flatMap(({ findings }) => findings.map(({ rule }) => rule)).sort();
    expect(found).toContain("provenance-claim");
    const client = await started(folder);
    expect([...(await client.rules(name))].sort()).toEqual(found);
  });
});

describe("ledgers of stations in a folder that is not looked into", () => {
  /** The sample with two of its stations in a folder that is passed over where nobody names it. */
  function withDrafts(): string {
    const folder = join(named(), "path");
    mkdirSync(join(folder, ".drafts"));
    for (const name of [AMENDED, RIGHTS])
      for (const ending of [".station.md", ".ledger.jsonl"])
        renameSync(join(folder, name + ending), join(folder, ".drafts", name + ending));
    const path = readFileSync(join(folder, "path.yaml"), "utf8");
    writeFileSync(join(folder, "path.yaml"), path.replace(/- (?=how-the|the-)/g, "- .drafts/"));
    return folder;
  }

  test("count on the command line", async () => {
    const folder = withDrafts();
    expect((await stationmaster(folder, ["check", "."])).code).toBe(0);
    expect(await verified(folder, ".")).toBe(ALL);
  });

  test("count in an editor", async () => {
    const client = await LanguageClient.start(withDrafts());
    await client.open(`${BILL}.station.md`);
    const { items } = await client.pullWorkspace();
    expect(items.flatMap((item) => (item.kind === "full" ? item.items : []))).toEqual([]);
    expect(items.length).toBeGreaterThan(3);
  });
});
