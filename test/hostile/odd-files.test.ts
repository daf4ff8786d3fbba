import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { metered } from "../endurance/support/metered.mjs";
import { CLI, folderWith, stationmaster } from "../support/command-line.ts";
import { diskFault } from "../support/disk-fault.ts";
import { LanguageClient } from "../support/language-client.ts";
import { WITHOUT_RIGHTS } from "../support/permissions.ts";

const CHECK = ["check", "--format", "json"];

test("pipes, sockets, devices, links in a circle and giant files are reported at once, and never waited for", async () => {
  const folder = folderWith("-- rain.station.md --\n# Rain:\n\nRain falls.\n");
  const at = (name: string) => join(folder, name);
  expect(spawnSync("sh", ["-c", "mkfifo pipe.station.md stationmaster.yaml"], { cwd: folder }).status).toBe(0);
  symlinkSync("/dev/zero", at("zero.station.md"));
  symlinkSync("circle.station.md", at("circle.station.md"));
  symlinkSync(".", at("loop"));
  symlinkSync("/", at("top"));
  writeFileSync(at("giant.station.md"), "");
  truncateSync(at("giant.station.md"), 10_000_000_000); // takes no room on the disk
  const socket = createServer().listen(at("socket.station.md"));
  onTestFinished(() => void socket.close());
  await once(socket, "listening");
  const { out, code } = await stationmaster(folder, [...CHECK, "--fix"]);
  expect(code).toBe(2);
  const { files, unreadable } = JSON.parse(out);
  expect(files.map(({ file }: { file: string }) => file)).toEqual(["rain.station.md"]);
  expect(unreadable).toEqual([
    { file: "circle.station.md", reason: "This link leads back to itself." },
    { file: "giant.station.md", reason: "This file is larger than 50 MB." },
    { file: "pipe.station.md", reason: "This is not a regular file." },
    { file: "socket.station.md", reason: "This is not a regular file." },
    { file: "stationmaster.yaml", reason: "This is not a regular file." },
    { file: "zero.station.md", reason: "This lies outside the workspace, or is a link to there." },
  ]);
  expect(readFileSync(at("rain.station.md"), "utf8")).toBe("# Rain\n\nRain falls.\n");
  const took = async (name: string) => {
    const began = performance.now();
    await stationmaster(folder, [...CHECK, "--no-cache", name]);
    return performance.now() - began;
  };
  const alone = await took("rain.station.md");
  await expect.poll(() => took("."), { timeout: 10_000 }).toBeLessThan(alone + 1_000);
});

test("a folder that can't be looked into is no empty one", () => {
  const folder = folderWith("-- rain.station.md --\n# Rain\n-- closed/snow.station.md --\n# Snow\n");
  chmodSync(join(folder, "closed"), 0);
  for (const [name, said] of [
    [".", "1 file checked, 1 could not be read"],
    ["closed", "✖ 0 files checked, 1 could not be read"],
  ] as const) {
    const [program, ...args] = [...WITHOUT_RIGHTS, process.execPath, CLI, "check", name];
    const { status, stdout } = spawnSync(program!, args, { cwd: folder, encoding: "utf8", env: { NO_COLOR: "1" } });
    expect(stdout).toContain("closed\n  ✖ not checked  You may not look into this folder.\n");
    expect(stdout).toContain(said);
    expect(status).toBe(2);
  }
  chmodSync(join(folder, "closed"), 0o755);
});

test("a file that may not be read, or is lost between a look at it and its reading, is reported once and costs itself", () => {
  const names = ["closed", "gone", "lost", "many", "rain"];
  const folder = folderWith(names.map((name) => `-- ${name}.station.md --\n# Rain\n`).join(""));
  const at = (name: string) => join(folder, `${name}.station.md`);
  chmodSync(at("closed"), 0);
  const faults = diskFault({ reading: { [at("gone")]: "ENOENT", [at("lost")]: "EIO", [at("many")]: "EMFILE" } });
  const [program, ...args] = [...WITHOUT_RIGHTS, process.execPath, CLI, ...CHECK, "--no-cache"];
  const env = { ...process.env, ...faults };
  const { status, stdout } = spawnSync(program!, args, { cwd: folder, encoding: "utf8", env });
  const { files, unreadable } = JSON.parse(stdout);
  expect(files.map(({ file }: { file: string }) => file)).toEqual(["rain.station.md"]);
  expect(unreadable).toEqual([
    { file: "closed.station.md", reason: "You may not read this file." },
    { file: "gone.station.md", reason: "There is no such file." },
    { file: "lost.station.md", reason: "It could not be read (EIO)." },
    { file: "many.station.md", reason: "It could not be read (EMFILE)." },
  ]);
  expect(status).toBe(2);
});

test("an editor is told the same of each such file beside its findings, and once of a folder that can't be looked into", async () => {
  const names = ["closed", "gone", "lost", "many", "rain"];
  const folder = folderWith(
    `${names.map((name) => `-- ${name}.station.md --\n# Rain:\n`).join("")}-- shut/snow.station.md --\n# Snow:\n-- sources --\nA file.\n`,
  );
  const at = (name: string) => join(folder, name);
  chmodSync(at("closed.station.md"), 0);
  chmodSync(at("shut"), 0);
  onTestFinished(() => chmodSync(at("shut"), 0o755));
  const faults = { gone: "ENOENT", lost: "EIO", many: "EMFILE" };
  const reading = Object.fromEntries(Object.entries(faults).map(([name, code]) => [at(`${name}.station.md`), code]));
  const client = await LanguageClient.startProcess(folder, {
    settings: { scope: "workspace" },
    through: WITHOUT_RIGHTS,
    env: diskFault({ reading }),
  });
  const logged: string[] = [];
  client.connection.onNotification("window/logMessage", ({ message }) => void logged.push(message));
  await client.open("rain.station.md");
  await client.until(() => client.refreshes > 0);
  const known = client.refreshes;
  await client.tell("workspace/didCreateFiles", { files: [] });
  await client.until(() => client.refreshes > known);
  const { items } = await client.pullWorkspace();
  const found = items.map((item) => [
    item.uri.slice(client.uri("").length),
    ...("items" in item ? item.items : []).map(({ code, message }) => `${code}: ${message}`),
  ]);
  expect(found.sort()).toEqual([
    ["/closed.station.md", "readable: You may not read this file."],
    ["/lost.station.md", "readable: It could not be read (EIO)."],
    ["/many.station.md", "readable: It could not be read (EMFILE)."],
  ]);
  expect(await client.rules("rain.station.md")).toContain("heading-mark");
  expect(logged).toEqual([`${at("shut")}: This folder can't be read, so nothing in it is checked.`]);
});

/** Makes folders in each other, from within: no name of them is longer than a system takes. */
const DIG = `
  const { mkdirSync, writeFileSync } = require("node:fs");
  for (const name of process.argv.slice(1)) {
    mkdirSync(name);
    process.chdir(name);
    writeFileSync("rain.station.md", "# Rain:\\n");
  }
`;

test("files in the deepest folders are checked and fixed, and what lies too deep for any name is reported", async () => {
  const folder = folderWith("");
  onTestFinished(() => void spawnSync("rm", ["-r", folder])); // which looks from within, too
  const longest = process.platform === "linux" ? 4095 : 1000;
  const digit = Array.from({ length: 10 }, (_, at) => `${at}`);
  const long = Array.from({ length: 20 }, () => "x".repeat(240));
  expect(spawnSync(process.execPath, ["-e", DIG, ...digit], { cwd: folder }).status).toBe(0);
  expect(spawnSync(process.execPath, ["-e", DIG, ...long], { cwd: folder }).status).toBe(0);
  const { out, code } = await stationmaster(folder, [...CHECK, "--fix"]);
  const { files, unreadable } = JSON.parse(out);
  const found: string[] = files.map(({ file }: { file: string }) => file);
  expect(found).toContain(`${digit.join("/")}/rain.station.md`);
  expect(Math.max(...found.map((file) => join(folder, file).length))).toBeGreaterThan(longest - 500);
  expect(unreadable.length).toBeGreaterThan(0);
  for (const { file, reason } of unreadable) {
    expect(join(folder, file).length).toBeGreaterThan(longest - 250);
    expect(reason).toContain("is longer than this system allows");
  }
  expect(code).toBe(2);
  expect(readFileSync(join(folder, ...digit, "rain.station.md"), "utf8")).toBe("# Rain\n");
});

test("names that differ in nothing but case, or in how a letter is written, are files of their own", async () => {
  const folder = folderWith("");
  const names = ["Rain.station.md", "rain.station.md", "caf\u00e9.station.md", "cafe\u0301.station.md"];
  for (const name of names) writeFileSync(join(folder, name), `# ${names.indexOf(name)}:\n`);
  const present = readdirSync(folder); // one or two of them where a system takes them for the same
  const texts = () => present.map((name) => readFileSync(join(folder, name), "utf8"));
  const before = texts();
  const { out } = await stationmaster(folder, [...CHECK, "--fix"]);
  expect(new Set(JSON.parse(out).files.map(({ file }: { file: string }) => file))).toEqual(new Set(present));
  expect(texts()).toEqual(before.map((text) => text.replace(":", "")));
});

test("settings are looked for up to a repository's top or the home folder, and no further", async () => {
  const off = "rules: { heading-mark: off }";
  const folder = folderWith(`
    -- stationmaster.yaml --
    ${off}
    -- repository/.git/HEAD --
    ref: refs/heads/main
    -- repository/a/b/rain.station.md --
    # Rain:
    -- home/a/rain.station.md --
    # Rain:
    -- loose/a/rain.station.md --
    # Rain:
  `);
  const home = { HOME: join(folder, "home"), USERPROFILE: join(folder, "home") };
  const places = ["home", "loose", "repository"];
  const heard = async () => {
    const { files } = JSON.parse((await stationmaster(folder, [...CHECK, ...places], "", home)).out);
    const heard = files.filter(({ findings }: { findings: { rule: string }[] }) =>
      findings.some(({ rule }) => rule === "heading-mark"),
    );
    return heard.map(({ file }: { file: string }) => file.split("/")[0]);
  };
  expect(await heard()).toEqual(["home", "repository"]);
  for (const top of ["repository", "home"]) writeFileSync(join(folder, top, "stationmaster.yaml"), `${off}\n`);
  expect(await heard()).toEqual([]);
});

test("settings above what is checked are reported where they can't be read or say something wrong, each once", async () => {
  const folder = folderWith(`
    -- .git/HEAD --
    ref: refs/heads/main
    -- a/rain.station.md --
    # Rain
    -- b/snow.station.md --
    # Snow
  `);
  const file = join(folder, "stationmaster.yaml");
  const unread = (reason: string) => ({ code: 2, unreadable: [{ file: "../stationmaster.yaml", reason }], found: [] });
  const wrong = (...found: string[]) => ({ code: 1, unreadable: [], found });
  for (const [make, expected] of [
    [() => {}, { code: 0, unreadable: [], found: [] }],
    [() => writeFileSync(file, Buffer.of(0xff)), unread("This is not UTF-8 text. Please save it as UTF-8.")],
    [() => spawnSync("mkfifo", [file]), unread("This is not a regular file.")],
    [() => symlinkSync("nowhere", file), unread("There is no such file.")],
    [
      () => writeFileSync(file, "rules: { heading-mrak: off }\n"),
      wrong("There is no rule “heading-mrak”. Did you mean “heading-mark”?"),
    ],
    [
      () => writeFileSync(join(folder, "path.yaml"), "titel: Water\nstations: [a/rain.station.md]\n"),
      wrong("There is no key “titel”. Did you mean “title”?"),
    ],
  ] as const) {
    rmSync(file, { force: true });
    make();
    const { code, out } = await stationmaster(join(folder, "a"), [...CHECK, "rain.station.md", "../b"]);
    const { files, unreadable = [] } = JSON.parse(out);
    const above = files.filter(({ file }: { file: string }) => file.endsWith(".yaml"));
    const found = above.flatMap(({ findings }: { findings: { message: string }[] }) =>
      findings.map(({ message }) => message),
    );
    expect({ code, unreadable, found }).toEqual(expected);
  }
}, 20_000);

test("a list of sources of 50 MB is reported at once", () => {
  const folder = folderWith(`
    -- path.yaml --
    title: Water
    sources: sources.bib
    stations: [rain.station.md]
    -- rain.station.md --
    # Rain

    Rain falls [@rain].
  `);
  const entry = "@book{rain, title = {Rain}, author = {Rain, A. and Snow, B.}}\n";
  writeFileSync(join(folder, "sources.bib"), entry.repeat(Math.floor(49_000_000 / entry.length)));
  const { stdout, status, seconds } = metered([CLI, ...CHECK, "--no-cache"], { cwd: folder, encoding: "utf8" });
  const messages = JSON.parse(stdout).files.flatMap(
    ({ file, findings }: { file: string; findings: { message: string }[] }) =>
      file === "sources.bib" ? findings.map(({ message }) => message) : [],
  );
  expect([status, messages]).toEqual([
    1,
    ["This list of sources is longer than four million characters, so it was not read."],
  ]);
  expect(seconds).toBeLessThan(2);
});

test("files called like options are files, found in a folder or named after “--”", async () => {
  const folder = folderWith("");
  const names = ["--fix.station.md", "--output=json=x.station.md", "-x.station.md", "@file.station.md"];
  for (const name of names) writeFileSync(join(folder, name), "# Rain:\n");
  for (const named of [[], ["--", ...names], ["--", "./--fix.station.md", ...names.slice(1)]]) {
    const { out } = await stationmaster(folder, [...CHECK, "--no-cache", ...named]);
    expect(JSON.parse(out).files.map(({ file }: { file: string }) => file)).toEqual(names);
  }
  const refused = await stationmaster(folder, ["check", "--since=--output=x"]);
  expect(refused.err).toBe("stationmaster: This folder is not in a Git repository.\n");
  for (const name of names) expect(readFileSync(join(folder, name), "utf8")).toBe("# Rain:\n");
});

test("standard input that never ends is read up to a limit, and no name of it leads anywhere", async () => {
  const folder = folderWith("");
  const child = spawn(process.execPath, [CLI, "check", "--stdin", "--fix", "--stdin-filename", "../../x"], {
    cwd: folder,
    stdio: ["pipe", "ignore", "pipe"],
  });
  let err = "";
  child.stderr.on("data", (data) => {
    err += data;
  });
  const more = Buffer.alloc(1_000_000, "# Rain\n");
  const feed = () => {
    while (child.stdin.write(more));
  };
  child.stdin.on("drain", feed).on("error", () => {});
  feed();
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(err).toBe("stationmaster: Standard input is longer than 50 MB.\n");
  expect(code).toBe(2);
});
