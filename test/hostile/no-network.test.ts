import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import type { Hover } from "vscode-languageserver";
import { folderWith, stationmasterProcess } from "../support/command-line.ts";
import { commit, git, repository } from "../support/git.ts";
import { LanguageClient } from "../support/language-client.ts";

/** A path that speaks of the web wherever it can. */
const WEB = `
  -- path.yaml --
  title: https://example.org
  tier: premium
  stations: [one.station.md, two.station.md]
  sources: [https://example.org/sources.bib, sources.bib]
  extends: https://example.org/path.yaml
  -- sources.bib --
  @online{web, title = {Rain}, url = {https://example.org/rain}, doi = {10.1000/182}, year = 2020}
  -- stationmaster.yaml --
  $schema: https://example.org/schema.json
  preset: https://example.org/preset.yaml
  -- one.station.md --
  # One

  ![rain](https://example.org/rain.png) [Rain](https://example.org) falls, as Station 2 says [@web; @doi:10.1000/182].

  <img src="https://example.org/x.png"><script src="https://example.org/x.js"></script>
  -- two.station.md --
  # Two

  [one](//example.org/one.station.md) \`https://example.org\`
`;

afterEach(() => void vi.unstubAllEnvs());

/** Has all programs that are started note their connections; gives what was noted. */
function watched(folder: string): () => string {
  const log = join(folder, "network.log");
  writeFileSync(log, "");
  vi.stubEnv("NODE_OPTIONS", `--require "${join(import.meta.dirname, "../support/network-log.cjs")}"`);
  vi.stubEnv("NETWORK_LOG", log);
  return () => readFileSync(log, "utf8");
}

test("connections are known to be noted, also those of threads", () => {
  const log = watched(folderWith(""));
  const dial = 'fetch("http://127.0.0.1:49151/").catch(() => {})';
  execFileSync(process.execPath, ["--eval", dial]);
  expect(log()).toContain("connect");
  const inThread = watched(folderWith(""));
  const thread = `new (require("node:worker_threads").Worker)(${JSON.stringify(dial)}, { eval: true })`;
  execFileSync(process.execPath, ["--eval", thread]);
  expect(inThread()).toContain("connect");
});

test("no command asks anything of the network", async () => {
  const folder = folderWith(WEB);
  const log = watched(folderWith(""));
  for (const args of [
    ["check", ".", "--hints", "--threads", "2", "--no-cache"],
    ["check", ".", "--fix"],
    ["verify", "."],
    ["stats", "."],
    ["sources", ".", "--format", "html"],
    ["sources", "add", "web", "https://example.org/rain.html"],
    ["export", "html", "."],
    ["export", "site", ".", "--output", "site"],
  ]) {
    const { code, out, err } = await stationmasterProcess(folder, args);
    expect(code, `${args.join(" ")}: ${err}`).toBeLessThan(3);
    expect(`${out}${err}`).not.toBe("");
  }
  expect(log()).toBe("");
}, 120_000);

test("nor does the server", async () => {
  const folder = folderWith(WEB);
  const log = watched(folderWith(""));
  const client = await LanguageClient.startProcess(folder, { settings: { scope: "workspace" } });
  await client.until(() => client.refreshes > 0);
  await client.open("one.station.md");
  expect(await client.pull("one.station.md")).not.toEqual([]);
  expect(await client.at<Hover | null>("textDocument/hover", "one.station.md", "@web")).not.toBeNull();
  await client.ask("textDocument/documentLink", "one.station.md");
  const preview = { id: "1", revision: 0, webPictures: true };
  expect(JSON.stringify(await client.ask("stationmaster/preview", "one.station.md", preview))).toContain("rain.png");
  expect(await client.ask("stationmaster/export", "one.station.md", { whole: true })).not.toBeNull();
  await client.pullWorkspace();
  expect(log()).toBe("");
}, 120_000);

test("nor does Git, in a clone that lacks texts and names a program to fetch them with", async () => {
  const origin = repository(WEB);
  writeFileSync(join(origin, "one.station.md"), "# One\n\nIt rains.\n");
  commit(origin);
  git(origin, "config", "uploadpack.allowFilter", "true");
  const clone = join(folderWith(""), "clone");
  git(origin, "clone", "--quiet", "--filter=blob:none", pathToFileURL(origin).href, clone);
  const marker = join(clone, "was-run");
  git(clone, "config", "remote.origin.url", "ssh://example.invalid/x");
  git(clone, "config", "protocol.ssh.allow", "always");
  git(clone, "config", "core.sshCommand", `touch '${marker}';`);
  for (const args of [
    ["diff", "HEAD~1..HEAD"],
    ["check", "--since", "HEAD~1"],
  ]) {
    const { code, err } = await stationmasterProcess(clone, args);
    expect(code).toBe(2);
    expect(err).toMatch(/^stationmaster: Git says: .+\n$/);
    expect(existsSync(marker)).toBe(false);
  }
  expect(() => git(clone, "cat-file", "-p", "HEAD~1:one.station.md")).toThrow();
  expect(existsSync(marker)).toBe(true); // Git itself does run it
});
