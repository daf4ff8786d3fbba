import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

const SAMPLE = join(import.meta.dirname, "../../samples/constitution");

const BILL = "how-a-bill-becomes-law";
const AMENDED = "how-the-constitution-is-amended";
const RIGHTS = "the-bill-of-rights";

/** A copy of the premium sample. */
function sample(): string {
  const folder = folderWith("");
  cpSync(SAMPLE, folder, { recursive: true });
  return folder;
}

/** The sample with two of its stations in a folder that is passed over where nobody names it. */
function withDrafts(): string {
  const folder = sample();
  mkdirSync(join(folder, ".drafts"));
  for (const name of [AMENDED, RIGHTS])
    for (const ending of [".station.md", ".ledger.jsonl"])
      renameSync(join(folder, name + ending), join(folder, ".drafts", name + ending));
  const path = readFileSync(join(folder, "path.yaml"), "utf8");
  writeFileSync(join(folder, "path.yaml"), path.replace(/- (?=how-the|the-)/g, "- .drafts/"));
  return folder;
}

describe("ledgers of stations in a folder that is not looked into", () => {
  test("count on the command line", async () => {
    const folder = withDrafts();
    expect((await stationmaster(folder, ["check", "."])).code).toBe(0);
    expect((await stationmaster(folder, ["verify", "--report"])).out).toContain("");
  });

  test("count in an editor", async () => {
    const client = await LanguageClient.start(withDrafts());
    await client.open(`${BILL}.station.md`);
    const { items } = await client.pullWorkspace();
    expect(items.flatMap((item) => (item.kind === "full" ? item.items : []))).toEqual([]);
    expect(items.length).toBeGreaterThan(3);
  });
});
