import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ErrorCodes, ResponseError } from "vscode-languageserver/node";
import { namedFiles } from "../../server/src/hosts/cli/named-files.ts";
import { readEditorSettings } from "../../server/src/protocol/settings.ts";
import { folderWith, stationmaster, stationmasterProcess } from "../support/command-line.ts";
import { git } from "../support/git.ts";
import { LanguageClient } from "../support/language-client.ts";

const RAIN = "# Rain\n\nRain rain falls on Station 9.\n";

describe("a pattern", () => {
  const RAINS = `-- ${"a".repeat(40)}c.station.md --\n# Rain\n`;
  afterEach(() => void vi.restoreAllMocks());

  test.each([
    ["of many stars", `${"*a".repeat(12)}b`, "This pattern has more than 5 stars between two slashes."],
    ["of choices that are repeated", "+(ab|abab)+(ab|abab)+(a|aa)b", "Nothing matches"],
    ["of many folders", `${"**/".repeat(50)}x`, "Nothing matches"],
    ["of open braces", "{".repeat(20_000), "This name or pattern is longer than 500 characters."],
    ["of a million numbers", "{1..1000000}", "Nothing matches"],
    ["of doublings", `${"{a,b}".repeat(20)}x`, "Nothing matches"],
  ])("%s costs a moment, and is reported", async (_, pattern, message) => {
    vi.spyOn(process, "cwd").mockReturnValue(folderWith(RAINS));
    await namedFiles(["*"]); // loads what matches
    const before = process.cpuUsage();
    await expect(namedFiles([pattern])).rejects.toThrow(message);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(50);
  });

  test("that never comes to an end is given up", async () => {
    const { code, err } = await stationmaster(folderWith(RAINS), ["check", "(a+)+$"]);
    expect(err).toContain("stationmaster: This pattern takes too long to match.");
    expect(code).toBe(2);
  });
});

describe("folders of a workspace", () => {
  const workspace = { workspaceFolders: true, configuration: true };
  const change = (client: LanguageClient, added: readonly string[], removed: readonly string[]) => {
    const folders = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: "water" }));
    return client.tell("workspace/didChangeWorkspaceFolders", {
      event: { added: folders(added), removed: folders(removed) },
    });
  };
  const names = async (client: LanguageClient) =>
    (await client.pullWorkspace()).items.map(({ uri }) => uri.slice(client.uri("..").length)).sort();

  test("may lie in each other, have one name, come and go, and end with a slash", async () => {
    const folder = folderWith(`
      -- a/water/rain.station.md --
      # Rain

      Rain rain.
      -- b/water/snow.station.md --
      # Snow

      Snow snow.
    `);
    const client = await LanguageClient.start(join(folder, "a"), { settings: { scope: "workspace" }, workspace });
    const become = (...wanted: readonly string[]) =>
      client.until(async () => String(await names(client)) === String(wanted));
    await become("/a/water/rain.station.md");
    await change(client, [`${client.uri("water")}/`, `${client.uri("../b/water")}/`], []);
    await become("/a/water/rain.station.md", "/b/water/snow.station.md");
    // The inner one goes, with a folder that shows when, and comes again: the outer one has its files all the time.
    await change(client, [], [client.uri("water"), client.uri("../b/water")]);
    await become("/a/water/rain.station.md");
    await change(client, [client.uri("water"), client.uri("../b/water")], []);
    await become("/a/water/rain.station.md", "/b/water/snow.station.md");
    await change(client, [], [client.uri("")]);
    await become("/a/water/rain.station.md", "/b/water/snow.station.md");
    await change(client, [], [client.uri("water"), client.uri("../b/water")]);
    await become();
  });

  test("have settings of their own, and take along the paths that were checked as a whole", async () => {
    const folder = folderWith(`
      -- a/stationmaster.yaml --
      rules: { no-repeated-word: off }
      -- a/path.yaml --
      title: Water
      stations: [rain.station.md]
      -- a/rain.station.md --
      # Rain

      Rain rain falls on Station 9.
      -- b/rain.station.md --
      # Rain

      Rain rain falls on Station 9.
    `);
    const client = await LanguageClient.start(join(folder, "a"), { workspace });
    await change(client, [client.uri("../b")], []);
    await client.until(async () => (await client.rules("../b/rain.station.md")).includes("no-repeated-word"));
    const rules = await client.rules("rain.station.md");
    expect(rules).toContain("station-exists");
    expect(rules).not.toContain("no-repeated-word");
    await client.execute("stationmaster.checkPath", client.uri("rain.station.md"));
    expect(await names(client)).toEqual(["/a/path.yaml", "/a/rain.station.md", "/a/stationmaster.yaml"]);
    await change(client, [], [client.uri("")]);
    await client.until(async () => (await names(client)).length === 0);
    expect(await client.rules("../b/rain.station.md")).toContain("no-repeated-word");
  });
});

describe("documents that are no files", () => {
  test.each([
    "untitled:Untitled-1",
    "vscode-vfs://github/someone/stations/rain.station.md",
    "memfs:/rain.station.md",
    "file:///nowhere/at/all/rain.station.md",
    "file:///nowhere/a%C3.station.md",
  ])("are checked where they are texts of their own: %s", async (uri) => {
    const client = await LanguageClient.start(folderWith(""));
    await client.tell("textDocument/didOpen", {
      textDocument: { uri, languageId: "station", version: 1, text: RAIN },
    });
    const report = await client.request("textDocument/diagnostic", { textDocument: { uri } });
    expect(JSON.stringify(report)).toContain("no-repeated-word");
  });

  test.each([
    "git:/rain.station.md?%7B%22ref%22%3A%22HEAD%22%7D",
    "output:extension-output-1",
    "vscode-notebook-cell:/notes.ipynb#W0sZmlsZQ%3D%3D",
    "vscode-local-history:/rain.station.md?1",
  ])("are left alone where they are states or parts of others: %s", async (uri) => {
    const client = await LanguageClient.start(folderWith(""));
    await client.tell("textDocument/didOpen", {
      textDocument: { uri, languageId: "station", version: 1, text: RAIN },
    });
    await client.tell("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges: [{ text: "" }] });
    expect(await client.request("textDocument/diagnostic", { textDocument: { uri } })).toMatchObject({ items: [] });
    expect(
      await client.request("textDocument/hover", { textDocument: { uri }, position: { line: 2, character: 6 } }),
    ).toBeNull();
  });
});

describe("settings", () => {
  const usual = readEditorSettings(undefined);

  const odd: readonly [string, unknown][] = [
    ["of wrong types", { scope: 7, preset: ["strict"], rules: "off", inlayHints: "no", verifier: {} }],
    ["that name what every object has", JSON.parse('{"__proto__":{"scope":"open"},"constructor":1}')],
    ["with rules that are none", { rules: JSON.parse('{"__proto__":"error","constructor":"error","hook":"loud"}') }],
    ["that are no map", [1, 2]],
    ["that are a text", "x".repeat(1_000_000)],
  ];

  test.each(odd)("%s count as not set", (_, given) => {
    const read = readEditorSettings(given);
    expect({ ...read, inlayHints: true }).toEqual({ ...usual, inlayHints: true });
    expect(({} as { scope?: string }).scope).toBeUndefined();
  });

  test("that are odd leave a server what it finds with none", async () => {
    const client = await LanguageClient.start(folderWith(`-- rain.station.md --\n${RAIN}`));
    await client.open("rain.station.md");
    const usual = await client.pull("rain.station.md");
    expect(usual.map(({ code }) => code)).toContain("no-repeated-word");
    const long = "x".repeat(1_000_000);
    const more = [{ scope: long, preset: long, rules: { [long]: "off", hook: long }, verifier: long }, null, [], "off"];
    const refused = new ResponseError(ErrorCodes.InternalError, "none");
    let answer: unknown;
    client.connection.onRequest("workspace/configuration", () => (answer === refused ? refused : [answer]));
    const become = async (settings: unknown, isFound: boolean) => {
      answer = settings;
      await client.tell("workspace/didChangeConfiguration", { settings: null });
      await client.until(async () => (await client.rules("rain.station.md")).includes("no-repeated-word") === isFound);
    };
    for (const given of [...odd.map(([, each]) => each), ...more, refused]) {
      await become({ rules: { "no-repeated-word": "off" } }, false);
      await become(given, true);
      expect(await client.pull("rain.station.md")).toEqual(usual);
    }
  });

  test("of a workspace that are a million characters long have one finding", async () => {
    const folder = folderWith(`-- rain.station.md --\n${RAIN}`);
    writeFileSync(join(folder, "stationmaster.yaml"), `preset: ${"x".repeat(1_000_000)}\n`);
    const client = await LanguageClient.start(folder, { settings: { scope: "workspace" } });
    await client.open("rain.station.md");
    await client.until(async () => (await client.pull("stationmaster.yaml")).length > 0);
    expect(await client.pull("stationmaster.yaml")).toMatchObject([
      { message: "This is longer than 65536 characters. Please shorten it." },
    ]);
    expect(await client.rules("rain.station.md")).toContain("no-repeated-word");
  });

  test("of a workspace name no program and match no expression", async () => {
    const folder = folderWith(`
      -- stationmaster.yaml --
      preset: /bin/sh
      formatter: ./run-me
      rules:
        __proto__: error
        constructor: { severity: error }
        sentence-length: { severity: warning, words: "(a+)+$" }
        heading-case: { severity: warning, words: ${JSON.stringify("x".repeat(50_000))} }
      -- rain.station.md --
      # Rain

      ${"a".repeat(50)} rain rain.
    `);
    writeFileSync(join(folder, "run-me"), "#!/bin/sh\ntouch ran\n", { mode: 0o755 });
    const { out, code } = await stationmaster(folder, ["check", "--format", "json", "--no-cache"]);
    expect(out).toContain("no-repeated-word");
    expect(code).toBeLessThan(2);
    expect(existsSync(join(folder, "ran"))).toBe(false);
  });
});

test("nothing of a workspace is run, whatever it is called and whatever its Git is told to run", async () => {
  const folder = folderWith(`-- rain.station.md --\n${RAIN}`);
  const ran = join(folder, "..", `${folder.split("/").at(-1)}-ran`);
  const program = `#!/bin/sh\necho "$0" >> ${ran}\n`;
  git(folder, "init", "--quiet");
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "-m", "a");
  for (const name of ["git", "node", "run.sh", "node_modules/.bin/git", ".git/hooks/post-index-change"]) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), program);
    chmodSync(join(folder, name), 0o755);
  }
  const throwing = `require("node:fs").appendFileSync(${JSON.stringify(ran)}, __filename)`;
  for (const name of ["stationmaster.config.js", ".stationmasterrc.js", "node_modules/satteri/index.js", "index.js"]) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), throwing);
  }
  for (const key of [
    "core.fsmonitor",
    "core.pager",
    "diff.external",
    "core.sshCommand",
    "diff.d.textconv",
    "diff.d.command",
    "filter.f.clean",
    "filter.f.smudge",
    "filter.f.process",
  ])
    execFileSync("git", ["config", key, join(folder, "run.sh")], { cwd: folder });
  writeFileSync(join(folder, ".gitattributes"), "* diff=d filter=f\n");
  writeFileSync(join(folder, "rain.station.md"), `${RAIN}\nMore.\n`);
  const commands = [
    ["check", "--no-cache"],
    ["check", "--since", "HEAD", "--no-cache"],
    ["check", "--staged"],
    ["diff", "HEAD"],
  ];
  const runs = await Promise.all(commands.map((command) => stationmasterProcess(folder, command)));
  const client = await LanguageClient.startProcess(folder);
  await client.open("rain.station.md");
  expect(await client.rules("rain.station.md")).toContain("no-repeated-word");
  expect(existsSync(ran)).toBe(false);
  expect(runs.map(({ code }) => code)).not.toContain(2);
});

test("two editors on one folder, and two checks that share what they keep, see what each would see alone", async () => {
  const folder = folderWith(`-- rain.station.md --\n${RAIN}\n-- snow.station.md --\n# Snow\n\nSnow snow.\n`);
  const cache = ["--cache-folder", join(folder, ".cache")];
  const [first, second] = [await LanguageClient.startProcess(folder), await LanguageClient.startProcess(folder)];
  await first.open("rain.station.md");
  await second.open("rain.station.md");
  await first.type("rain.station.md", "Rain rain", "Rain");
  expect(await first.rules("rain.station.md")).not.toContain("no-repeated-word");
  expect(await second.rules("rain.station.md")).toContain("no-repeated-word");
  const checks = await Promise.all(
    [cache, cache, ["--no-cache"]].map((more) => stationmasterProcess(folder, ["check", "--format", "json", ...more])),
  );
  const outs = new Set(checks.map(({ out }) => out));
  expect(outs.size).toBe(1);
  expect((await stationmaster(folder, ["check", "--format", "json", ...cache])).out).toBe(checks[0]!.out);
});

test("the clock, the time zone and the language of a computer change nothing that is found", async () => {
  const folder = folderWith(
    `-- path.yaml --\ntitle: İstanbul\nstations: [rain.station.md]\n-- rain.station.md --\n${RAIN}\n## IŞIK INDEX\n\nINDIVIDUAL individual title.\n`,
  );
  const lastYear =
    "const D = Date; const ago = 31_536_000_000; globalThis.Date = class extends D { constructor(...g) { g.length ? super(...g) : super(D.now() - ago); } static now() { return D.now() - ago; } };";
  const clock = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(lastYear)}` };
  const usual = { TZ: "UTC", LC_ALL: "C" };
  const turkish = { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", LANGUAGE: "tr" };
  const surroundings = [usual, turkish, { TZ: "America/St_Johns", LC_ALL: "ar_EG.UTF-8" }, clock];
  const runs = await Promise.all(
    surroundings.map((env) => stationmasterProcess(folder, ["check", "--format", "json", "--no-cache"], "", env)),
  );
  expect(runs[0]!.out).toContain("no-repeated-word");
  expect(new Set(runs.map(({ out, err }) => out + err)).size).toBe(1);
  const served = [];
  for (const env of [usual, { ...turkish, ...clock }]) {
    const client = await LanguageClient.startProcess(folder, { settings: { scope: "workspace" }, env });
    await client.until(() => client.refreshes > 0);
    served.push((await client.pullWorkspace()).items);
  }
  expect(JSON.stringify(served[0])).toContain("no-repeated-word");
  expect(served[1]).toEqual(served[0]);
});
