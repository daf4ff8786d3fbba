// Neovim and Emacs drive the server over standard input and output: they find what the command line finds, and do to a
// path, with their own commands, what a person would.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "dist/cli.mjs");
const folder = mkdtempSync(join(tmpdir(), "stationmaster-clients-"));

const NEOVIM = ["nvim", "--clean", "--headless", "-u", "NONE", "-c"];

try {
  mkdirSync(join(folder, "bin"));
  const command = join(folder, "bin/stationmaster");
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`, { mode: 0o755 });
  findsWhatTheCommandLineFinds();
  const neovim = edit("Neovim", "lua", [...NEOVIM, `luafile ${join(root, "test/clients/neovim.lua")}`]);
  assert.equal(neovim.actions[0], "Remove the second “the”");
  assert.ok(!("from-vapor-to-rain.station.md" in neovim.onDisk), "Neovim renames the file");
  assert.match(neovim.onDisk["path.yaml"], /^ {2}- rain\.station\.md$/m);
  assert.equal(neovim.definitionAfter, "rain.station.md:1: # From Vapor to Rain");

  const emacs = edit("Emacs", "elisp", ["emacs", "--batch", "-l", join(root, "test/clients/emacs.el")]);
  assert.match(emacs.refused, /This editor can't rename or make files as a part of a change\./);
  assert.deepEqual(emacs.onDisk, emacs.renumbered, "Eglot renames no files: nothing is done by halves");
  assert.equal(emacs.definitionAfter, "from-vapor-to-rain.station.md:1: # From Vapor to Rain");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function findsWhatTheCommandLineFinds() {
  const samples = join(folder, "samples");
  cpSync(join(root, "samples"), samples, { recursive: true });
  const { files } = JSON.parse(run([process.execPath, cli, "check", "--hints", "--format", "json"], samples, [0, 1]));
  const found = runEditor([...NEOVIM, `luafile ${join(root, "test/clients/neovim-findings.lua")}`], samples, {
    STATIONMASTER_FILES: JSON.stringify(files.map(({ file }) => file)),
    STATIONMASTER_COUNTS: JSON.stringify(
      Object.fromEntries(files.map(({ file, findings }) => [file, findings.length])),
    ),
  });
  let count = 0;
  for (const { file, findings } of files) {
    const expected = findings.map(({ rule, message, range: { start, end } }) => ({
      rule,
      message,
      range: {
        start: { line: start.line - 1, character: start.column - 1 },
        end: { line: end.line - 1, character: end.column - 1 },
      },
    }));
    assert.deepEqual(Object.values(found[file] ?? {}), expected, file);
    count += expected.length;
  }
  assert.ok(files.length > 20 && count > 20, "the samples have findings");
  console.log(`Neovim shows the ${count} findings of the command line in ${files.length} files.`);
}

/** Has an editor work on a path as its script says, checks what every editor must show and do, and gives back the rest. */
function edit(name, language, command) {
  const place = join(folder, name);
  cpSync(join(root, "samples/water-cycle"), place, { recursive: true });
  run(["git", "init", "-q"], place);
  // A character of two UTF-16 units, four bytes, and something to fix.
  const rivers = join(place, "rivers-and-watersheds.station.md");
  writeFileSync(rivers, readFileSync(rivers, "utf8").replace("On a still night", "🌫 On the the still night"));
  const fixed = textsIn(place);
  fixed["rivers-and-watersheds.station.md"] = fixed["rivers-and-watersheds.station.md"].replace("the the", "the");
  const expected = expectedTexts(fixed, `${place}-expected`);

  const setup = join(folder, `setup.${language}`);
  const docs = readFileSync(join(root, "docs/editor.md"), "utf8");
  writeFileSync(setup, docs.split(`\`\`\`${language}\n`)[1].split("```")[0]);
  const seen = runEditor(command, place, { STATIONMASTER_SETUP: setup });

  const here = "rivers-and-watersheds.station.md:60:";
  assert.deepEqual(seen.findings, [`no-repeated-word ${here} the still night the chart may `]);
  assert.match(seen.hoverOfTerm, /Dew point\W+the temperature at which cooling air .* Used in 3 stations\./s);
  assert.match(seen.hoverOfStation, /Station 2: From Vapor to Rain.*Rising air cools.*2 stations earlier/s);
  assert.equal(seen.definition, "from-vapor-to-rain.station.md:1: # From Vapor to Rain");
  assert.deepEqual(
    seen.references.map((each) => each.slice(0, each.indexOf(" ") + 10)),
    [
      "from-vapor-to-rain.station.md:15: Dew point",
      "from-vapor-to-rain.station.md:17: dew point",
      "from-vapor-to-rain.station.md:40: dew point",
      `${here} dew point`,
      "water-underground.station.md:45: dew point",
    ],
  );
  for (const symbol of ["From Vapor to Rain", "How Clouds Form", "Dew point", "Precipitation", "Bridge"]) {
    assert.ok(
      seen.symbols.some((each) => each.endsWith(symbol)),
      `the outline has “${symbol}”`,
    );
  }
  assert.equal(seen.fixed, fixed["rivers-and-watersheds.station.md"]);
  const completions = ["3 Rivers and Their Watersheds", "2 From Vapor to Rain", "1 Water on the Move"];
  assert.deepEqual(seen.completions, completions);
  assert.equal(seen.completed, "As discussed in Station 3.");
  for (const [file, text] of Object.entries(seen.termRenamed)) assert.equal(text, expected.renamed[file], file);
  assert.equal(Object.keys(seen.termRenamed).length, 3, "the stations that use the term");
  assert.deepEqual(seen.renumbered, expected.renumbered);
  console.log(`${name} ${seen.version} shows, completes, fixes, renames and reorders.`);
  return { ...seen, onDisk: textsIn(place) };
}

/** The texts once a term has another name, and once Station 4 is Station 2, as the command line makes it. */
function expectedTexts(texts, place) {
  const renamed = Object.fromEntries(
    Object.entries(texts).map(([file, text]) => [
      file,
      text.replaceAll("dew point", "condensation point").replaceAll("Dew point", "Condensation point"),
    ]),
  );
  mkdirSync(place);
  for (const [file, text] of Object.entries(renamed)) writeFileSync(join(place, file), text);
  run([process.execPath, cli, "move", "4", "--to", "2"], place);
  return { renamed, renumbered: textsIn(place) };
}

/** The stations and the path of a folder. */
function textsIn(place) {
  const names = readdirSync(place).filter((name) => /\.station\.md$|^path\.yaml$/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(place, name), "utf8")]));
}

/** Runs an editor that writes what it saw as JSON. */
function runEditor(command, cwd, env) {
  const result = `${cwd}.json`;
  run(command, cwd, [0], {
    ...process.env,
    PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}`,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_STATE_HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CACHE_HOME: folder,
    STATIONMASTER_RESULT: result,
    ...env,
  });
  return JSON.parse(readFileSync(result, "utf8"));
}

/** Runs a program and gives back what it prints; shows what it said if it fails. */
function run([program, ...args], cwd, succeeds = [0], env = process.env) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env,
    encoding: "utf8",
    timeout: 120_000,
    maxBuffer: 100_000_000,
  });
  if (error?.code === "ENOENT") throw new Error(`Please install ${program}, or run “npm test”, which does.`);
  if (error || !succeeds.includes(status)) {
    throw new Error(`${program} failed${status === null ? "" : ` with ${status}`}:\n${error ?? ""}${stdout}${stderr}`);
  }
  return stdout;
}
