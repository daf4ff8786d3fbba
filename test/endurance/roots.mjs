// Runs the server and the command line over texts that name what lies outside of their workspace, and has strace write down every
// file that they ask the system for. Prints what was asked for outside: nothing may be, but for the program's own files and those
// of the system, and for the links that the texts name, of which is read where they lead.
//   node test/endurance/roots.mjs
// Needs strace. Ends with 1 if anything outside was opened or asked about.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "./support/server.mjs";

await import("../../tools/bundle.mjs");

const began = Date.now();
const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "dist/cli.mjs");
const folder = mkdtempSync(join(tmpdir(), "stationmaster-roots-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Where nothing may be looked at. */
const outside = join(folder, "outside");
const ways = (from) => [
  `${from}outside/secret.station.md`,
  `${from}outside/picture.png`,
  `below/../${from}outside/secret.station.md`,
  `%2e%2e/outside/secret.station.md`,
  "..%5coutside%5csecret.station.md",
  "..\\outside\\secret.station.md",
  `${outside}/secret.station.md`,
  `file://${outside}/secret.station.md`,
  "\\\\host\\share\\secret.station.md",
  "C:\\secret.station.md",
  "link.station.md",
  "linked/secret.station.md",
  "linked.bib",
  "/etc/passwd",
  "../../../../../../etc/passwd",
  "/proc/self/environ",
];

function write(name, text) {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const list = (names) => names.map((name) => `  - ${JSON.stringify(name)}\n`).join("");
const links = ways("../").flatMap((way) => [`[a](<${way}#b>)`, `![c](<${way}>)`, `[d]: <${way}>`]);
write("outside/secret.station.md", "# Secret\n");
write("outside/secret.bib", "@book{a}\n");
write("outside/picture.png", "");
write("outside/path.yaml", "stations: [secret.station.md]\n");
write("ws/.git/HEAD", "ref: refs/heads/main\n");
write("ws/path.yaml", `title: A\nsources:\n${list(ways("../"))}stations:\n  - rain.station.md\n${list(ways("../"))}`);
write("ws/below/path.yaml", `title: B\nsources: ../linked.bib\nstations:\n${list(ways("../../"))}`);
write(
  "ws/rain.station.md",
  `---\nrequires: [../outside/secret.station.md]\n---\n# Rain\n\nStation 2.\n\n${links.join("\n\n")}\n`,
);
symlinkSync("../outside/secret.station.md", join(folder, "ws/link.station.md"));
symlinkSync("../outside/secret.bib", join(folder, "ws/linked.bib"));
symlinkSync("../outside", join(folder, "ws/linked"));
symlinkSync("../outside", join(folder, "ws/sources"));
const ws = join(folder, "ws");

const log = join(folder, "strace.log");
const strace = [
  "strace",
  "-f",
  "-qq",
  "-e",
  "trace=%file",
  "-e",
  "signal=none",
  "-s",
  "4096",
  "-o",
  log,
  process.execPath,
];
if (spawnSync("strace", ["-V"]).error) {
  console.error("There is no strace here. Please install it.");
  process.exit(1);
}

let failed = 0;
let calls = 0;

/** Looks through what a program asked the system for. */
function judge(what) {
  const lines = readFileSync(log, "utf8").split("\n");
  calls += lines.length;
  const bad = lines.filter((line) => {
    if (/\breadlink(?:at)?\(/.test(line)) return false;
    const [, name] = /"((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
    if (!name) return false;
    return (
      name.startsWith(outside) ||
      /secret|passwd|environ|picture\.png/.test(name.startsWith(ws) ? "" : name) ||
      // Through a link the system would be asked about what it leads to, but for calls that do not follow.
      (/\/ws\/(?:linked\/|sources\b(?!\.)|link\.station\.md|linked\.bib)/.test(name) &&
        !/\blstat\(|AT_SYMLINK_NOFOLLOW/.test(line))
    );
  });
  failed += bad.length;
  console.log(`${bad.length ? "✖" : "✔"} ${what}: ${lines.length} calls, ${bad.length} of them outside`);
  for (const line of bad.slice(0, 10)) console.log(`  ${line.slice(0, 200)}`);
}

const commands = [
  ["check", "--no-cache"],
  ["check", "--fix", "--no-cache"],
  ["check", "--threads", "2", "--cache-folder", join(folder, "cache")],
  ["check", "--cache-folder", join(folder, "cache")],
  ["stats"],
  ["sources"],
  ["verify"],
  ["export", "html", "rain.station.md"],
  ["export", "html", "."],
  ["export", "site", ".", "--output", join(folder, "site")],
  ["move", "rain.station.md", "--to", "2", "--dry-run"],
];
for (const args of commands) {
  spawnSync(strace[0], [...strace.slice(1), cli, ...args], { cwd: ws, env: { ...process.env, HOME: folder } });
  judge(`stationmaster ${args.join(" ").replaceAll(folder, "…")}`);
}

const server = await startServer(ws, { program: strace, settings: { scope: "workspace" } });
await server.open("rain.station.md");
await server.open("path.yaml");
const text = readFileSync(join(ws, "rain.station.md"), "utf8").split("\n");
for (const name of [...ways("../"), "linked"])
  await server.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: server.uri(name), type: 1 }] });
for (const name of ["rain.station.md", "path.yaml"]) {
  await server.findings(name);
  await server.about("textDocument/documentLink", name);
}
await server.ask("workspace/diagnostic", { previousResultIds: [] });
for (const [line, words] of text.entries()) {
  const position = { line, character: Math.max(0, words.indexOf("(") + 2) };
  for (const method of ["hover", "definition", "completion", "references"])
    await server
      .about(`textDocument/${method}`, "rain.station.md", { position, context: { includeDeclaration: true } })
      .catch(() => {});
}
for (const way of ways("../")) {
  const changes = [{ text: `# Rain\n\n![a](${way.slice(0, -3)}` }];
  await server.edit("rain.station.md", changes);
  const position = { line: 2, character: changes[0].text.length };
  await server.about("textDocument/completion", "rain.station.md", { position });
}
await server.stop();
judge("the server");
const seconds = ((Date.now() - began) / 1000).toFixed(0);
console.log(`${ways("").length} ways out, ${calls} calls watched, ${failed} outside, in ${seconds} s.`);
process.exitCode = failed ? 1 : 0;
