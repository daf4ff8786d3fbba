import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, posix, win32 } from "node:path";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { CompletionList } from "vscode-languageserver";
import { isFolder, readText, scan } from "../../server/src/hosts/disk.ts";
import { noting } from "../../server/src/hosts/sights.ts";
import { surroundings } from "../../server/src/hosts/surroundings.ts";
import { CLI, folderWith, stationmaster } from "../support/command-line.ts";
import { git } from "../support/git.ts";
import { LanguageClient } from "../support/language-client.ts";

afterEach(() => vi.unstubAllEnvs());

/** Names by which a text may try to reach what lies beside its workspace. */
const WAYS_OUT = [
  "../secret.station.md",
  "below/../../secret.station.md",
  "%2e%2e/secret.station.md",
  "..%5csecret.station.md",
  "%5c%5chost%5cshare%5csecret.station.md",
  "link.station.md",
  "linked/secret.station.md",
  "file:///etc/passwd",
  "/etc/passwd",
  "C:/secret.station.md",
];

/** A workspace beside which something lies that is nobody's business: whoever reads it finds a word that stands twice. */
function workspace(): string {
  const links = WAYS_OUT.map((way) => `[this](${way}#canary) and ![that](${way})`).join(", ");
  const folder = folderWith(`
    -- secret.station.md --
    # Canary

    Canary canary.
    -- secret.bib --
    @book{canary, title = {Canary}, doi = {10.1000/182.}}
    -- secret.png --
    Canary
    -- ws/inside.png --
    -- ws/.git/HEAD --
    ref: refs/heads/main
    -- ws/below/path.yaml --
    title: Below
    sources: [../../secret.bib, ../linked.bib]
    stations: [../../secret.station.md, ../link.station.md, ../linked/secret.station.md]
    -- ws/path.yaml --
    title: Water
    stations:
    ${["rain.station.md", ...WAYS_OUT].map((way) => `  - ${JSON.stringify(way)}`).join("\n    ")}
    -- ws/rain.station.md --
    # Rain

    Rain is Station 2, ${links} [@canary].
  `);
  const ws = join(folder, "ws");
  symlinkSync("../secret.station.md", join(ws, "link.station.md"));
  symlinkSync("../secret.png", join(ws, "linked.png"));
  symlinkSync("../secret.bib", join(ws, "linked.bib"));
  symlinkSync("..", join(ws, "linked"));
  return ws;
}

describe("what lies outside the workspace is not read", () => {
  test("by the command line, whatever a text names", async () => {
    const folder = workspace();
    const commands = [
      ["check", "--format", "json", "--no-cache"],
      ["check", "--fix", "--format", "json", "--no-cache"],
      ["stats"],
      ["sources"],
      ["export", "html", "rain.station.md"],
    ];
    const runs = await Promise.all(commands.map((command) => stationmaster(folder, command)));
    for (const { out, err } of runs) expect(out + err).not.toMatch(/Canary/);
    const { out } = runs[0]!;
    const { files, unreadable } = JSON.parse(out);
    const messages = (name: string): string[] =>
      files
        .find(({ file }: { file: string }) => file === name)
        .findings.map(({ message }: { message: string }) => message);
    for (const way of ["../secret.station.md", "link.station.md", "linked/secret.station.md", "/etc/passwd"])
      expect(messages("path.yaml")).toContain(`“${way}” is outside the workspace.`);
    // Each is reported twice, as a link and as a picture. A slash at the start is the root of the site, not of the disk.
    const named = WAYS_OUT.filter((way) => !way.startsWith("/")).flatMap((way) =>
      /^\w+:/.test(way) ? [`${way}#canary`, way] : [decodeURIComponent(way), decodeURIComponent(way)],
    );
    expect(
      messages("rain.station.md")
        .filter((message) => message.includes("outside"))
        .sort(),
    ).toEqual(named.map((name) => `“${name}” is outside the workspace. Please copy what is needed into it.`).sort());
    expect(unreadable).toEqual(
      ["link.station.md", "linked.bib"].map((file) => ({
        file,
        reason: "This lies outside the workspace, or is a link to there.",
      })),
    );
  });

  describe("nor are stored texts of sources even listed where their folder is a link to there", () => {
    const linked = () => {
      const folder = folderWith(`
        -- outside/canary.txt --
        Canary
        -- ws/path.yaml --
        title: Water
        -- ws/rain.station.md --
        # Rain
        -- ws/below/path.yaml --
        title: Below
        -- ws/below/texts/rain.txt --
        Rain
      `);
      const ws = join(folder, "ws");
      symlinkSync("../outside", join(ws, "sources"));
      symlinkSync("texts", join(ws, "below/sources"));
      return ws;
    };

    test("by a check", () => {
      const ws = linked();
      const around = (name: string) => noting(() => surroundings([join(ws, name)], [ws]));
      const listed = around("path.yaml").sights.filter(({ kind }) => kind === "names");
      expect(listed.map(({ file }) => file)).toEqual([ws]);
      expect(around("below/path.yaml").result.texts.map(({ file }) => file)).toContain(
        join(ws, "below/sources/rain.txt"),
      );
    });

    test("by the server", async () => {
      const ws = linked();
      const log = join(ws, "../disk.log");
      vi.stubEnv("DISK_LOG", log);
      vi.stubEnv("NODE_OPTIONS", `--require "${join(import.meta.dirname, "../support/disk-log.cjs")}"`);
      const client = await LanguageClient.startProcess(ws, { settings: { scope: "workspace" } });
      await client.open("rain.station.md");
      await client.open("below/path.yaml");
      await client.pull("rain.station.md");
      await client.pullWorkspace();
      const seen = readFileSync(log, "utf8");
      expect(seen).toContain(`readdirSync ${join(ws, "below/sources")}\n`);
      expect(seen).not.toMatch(/outside|[/]ws[/]sources/);
    });
  });

  test("by the server, whatever a text names or an editor reports", async () => {
    const client = await LanguageClient.start(workspace(), { settings: { scope: "workspace" } });
    await client.open("rain.station.md");
    const told = ["../secret.station.md", "link.station.md", "linked", "linked/secret.station.md", "../secret.bib"];
    await client.tell("workspace/didChangeWatchedFiles", {
      changes: told.map((name) => ({ uri: client.uri(name), type: 1 })),
    });
    await client.until(async () => (await client.rules("rain.station.md")).includes("link-target"));
    const seen = [await client.pull("rain.station.md"), (await client.pullWorkspace()).items];
    for (const words of ["Station 2", "](../", "](link", "[@"]) {
      for (const method of ["hover", "definition", "completion", "references"])
        seen.push(await client.at(`textDocument/${method}`, "rain.station.md", words, { context: {} }, 3));
    }
    seen.push(await client.ask("textDocument/documentLink", "rain.station.md"));
    const pictures = await client.at<CompletionList>("textDocument/completion", "rain.station.md", "![that](", {}, 8);
    expect(pictures.items.map(({ label }) => label)).toEqual(["inside.png"]);
    expect(JSON.stringify(seen)).not.toMatch(/Canary|secret\.station\.md","range|"target":"[^"]*(?:secret|passwd)/);
    expect(JSON.stringify(seen)).toContain("is outside the workspace");
  });

  test("on Windows, where backslashes part folders, too", async () => {
    vi.doMock("node:path", async () => ({ ...posix, resolve: win32.resolve, sep: win32.sep }));
    vi.resetModules();
    onTestFinished(() => void vi.doUnmock("node:path"));
    const { lookWithin } = await import("../../server/src/hosts/bounds.ts");
    const ws = workspace();
    const look = lookWithin([ws]);
    expect(look(`${ws}/..\\secret.station.md`)).toBe("outside");
    expect(look(`${ws}/below\\path.yaml`)).toBe("found");
  });

  test("but what was opened from elsewhere is read with what lies beside it, and nothing below", async () => {
    const folder = folderWith(`
      -- ws/rain.station.md --
      # Rain
      -- elsewhere/path.yaml --
      title: Elsewhere
      stations: [here.station.md, there.station.md]
      -- elsewhere/here.station.md --
      # Here

      There is Station 2, and no Station 5.
      -- elsewhere/there.station.md --
      # There
      -- elsewhere/below/more.station.md --
      # More
    `);
    const client = await LanguageClient.start(join(folder, "ws"), { settings: { scope: "workspace" } });
    await client.open("../elsewhere/here.station.md");
    const found = await client.pull("../elsewhere/here.station.md");
    expect(found.map(({ message }) => message)).toContain(
      "Station 5 does not exist on the path “Elsewhere”, which ends at Station 2.",
    );
    expect(JSON.stringify(await client.pullWorkspace())).not.toContain("more.station.md");
  });
});

/** A repository beside a folder that is none of its business, and whose files could all be fixed. */
function repository(pathFile: (outside: string) => string): { top: string; outside: string; repo: string } {
  const top = folderWith(`
    -- outside/kept.md --
    # Secret:

    Secret words.
    -- outside/kept.station.md --
    # Secret:

    Secret words.
    -- outside/kept.bib --
    @book{secret, title = {Secret Words}, author = {Noah, A.}, year = 2019, doi = {https://doi.org/10.1000/182}}
    -- repo/water/rain.station.md --
    # Rain

    Rain falls.
    -- repo/shared/books.bib --
    @book{noah, title = {On Rain}, author = {Noah, A.}, year = 2019, doi = {https://doi.org/10.1000/182}}
  `);
  const [outside, repo] = [join(top, "outside"), join(top, "repo")];
  git(repo, "init", "--quiet");
  symlinkSync("../../outside", join(repo, "water/linked"));
  writeFileSync(join(repo, "water/path.yaml"), pathFile(outside));
  return { top, outside, repo };
}

const shown = (folder: string) => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]);

describe("what lies outside a repository", () => {
  test.each([
    ["by a name with “..”", () => "../../outside"],
    ["by an absolute name", (outside: string) => outside],
    ["through a linked folder", () => "linked"],
  ])("is neither read nor fixed where a path names it %s", async (_, folderFor) => {
    const { repo, outside } = repository((place) => {
      const folder = folderFor(place);
      return `title: Water\nstations: [rain.station.md, ${folder}/kept.md, ${folder}/kept.station.md]\nsources: [${folder}/kept.bib]\n`;
    });
    const before = shown(outside);
    const { out, code } = await stationmaster(repo, ["check", "--fix", "--quiet", "--format", "json"]);
    expect(shown(outside)).toEqual(before);
    expect(code).toBe(1);
    const found = JSON.parse(out).files.filter(({ findings }: { findings: unknown[] }) => findings.length > 0);
    expect(found.map(({ file }: { file: string }) => file)).toEqual(["water/path.yaml"]);
    const messages = found[0].findings.map(({ message }: { message: string }) => message);
    expect(messages.every((message: string) => message.endsWith("is outside the workspace."))).toBe(true);
    expect(messages).toHaveLength(3);
    const page = await stationmaster(repo, ["export", "html", "water"]);
    expect(page.out).toContain("Rain falls");
    expect(page.out).not.toContain("Secret");
  });

  test("is not renamed when a path that names it changes", async () => {
    const { repo, top, outside } = repository(
      () => "title: Water\nstations: [rain.station.md, ../../outside/02-kept.station.md]\n",
    );
    cpSync(join(outside, "kept.station.md"), join(outside, "02-kept.station.md"));
    const before = shown(outside);
    await stationmaster(repo, ["move", "1", "--to", "2", "--path", "water"]);
    expect(shown(outside)).toEqual(before);
    expect(readdirSync(top).sort()).toEqual(["outside", "repo"]);
  });
});

test("sources of a path that lie elsewhere in the repository are read, and fixed where that folder was named, too", async () => {
  const { repo } = repository(() => "title: Water\nstations: [rain.station.md]\nsources: [../shared/books.bib]\n");
  const books = () => readFileSync(join(repo, "shared/books.bib"), "utf8");
  const before = books();
  const { out } = await stationmaster(repo, ["check", "water", "--fix", "--format", "json"]);
  expect(books()).toBe(before);
  expect(out).not.toContain("is outside the workspace");
  await stationmaster(repo, ["check", "water", "shared", "--fix"]);
  expect(books()).not.toBe(before);
});

describe("a scan ends, and finds each file once", () => {
  test("where links lead in circles, to the top, nowhere, or to another name; a folder has what it links to elsewhere", () => {
    const folder = folderWith("-- a/rain.station.md --\n# Rain\n-- a/b/snow.station.md --\n# Snow\n");
    const link = (name: string, to: string) => symlinkSync(to, join(folder, name));
    link("a/b/up", "..");
    link("a/loop", "loop");
    link("a/loop.station.md", "loop.station.md");
    link("a/everything", "/");
    link("a/folder.station.md", "b");
    link("a/nowhere.station.md", "gone.station.md");
    link("a/again.station.md", "rain.station.md");
    link("a/b/rain.station.md", "../rain.station.md"); // with another number, on another path
    expect(scan(folder).map((file) => file.slice(folder.length + 1))).toEqual([
      "a/b/rain.station.md",
      "a/b/snow.station.md",
      "a/loop.station.md",
      "a/nowhere.station.md",
      "a/rain.station.md",
    ]);
    expect(readText(join(folder, "a/loop.station.md"))).toMatchObject({ reason: "This link leads back to itself." });
    expect(readText(join(folder, "a/nowhere.station.md"))).toMatchObject({ reason: "There is no such file." });
  });
});

describe("what can't be read is reported once, and costs nothing else", () => {
  const RAIN = "-- rain.station.md --\n# Rain\n\nRain rain.\n-- below/snow.station.md --\n# Snow\n";

  test("a folder that may not be read, and too few open files", async () => {
    const folder = folderWith(RAIN);
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "below"), 0);
    // Nobody forbids root to read anything.
    const who = process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--clear-groups"] : [];
    const command = [...who, process.execPath, CLI, "check", "--format", "json", "--no-cache", "--threads", "1"];
    const { unreadable, files } = JSON.parse(run(folder, ["sh", "-c", 'ulimit -n 64; exec "$@"', "sh", ...command]));
    expect(unreadable).toEqual([{ file: "below", reason: "You may not look into this folder." }]);
    expect(files[0].file).toBe("rain.station.md");
    chmodSync(join(folder, "below"), 0o755);
    expect(isFolder(join(folder, "below"))).toBe(true);
  });
});

/** What a command prints, however it ends. */
function run(cwd: string, [command, ...args]: readonly string[]): string {
  try {
    return execFileSync(command!, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
