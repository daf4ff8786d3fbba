import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { sealWith } from "../../server/src/hosts/cli/cache-secret.ts";
import { openCache } from "../../server/src/hosts/cli/check-cache.ts";
import { fileAt } from "../../server/src/hosts/disk.ts";
import { folderForAll, folderWith, stationmaster, stationmasterProcess, writeFiles } from "../support/command-line.ts";
import { diskFault } from "../support/disk-fault.ts";
import { faultyProgram } from "../support/faulty.ts";
import { git } from "../support/git.ts";

/** The secret that the tests share with what they try. */
const SECRET = "a secret of these tests";
const seal = sealWith(SECRET);
beforeAll(() => void vi.stubEnv("STATIONMASTER_CACHE_KEY", SECRET));
afterAll(() => void vi.unstubAllEnvs());

const samples = join(import.meta.dirname, "../../samples");

/** Two samples in a folder of their own, and two paths that link to each other. */
function library(folder = folderWith("")): string {
  writeFiles(
    folder,
    `
    -- lib/path-a/path.yaml --
    title: A
    stations: [rain.station.md, rivers.station.md]
    -- lib/path-a/rain.station.md --
    # Rain

    Rain falls, as [Seas](../path-b/seas.station.md#waves) and Station 2 tell. ![A drop](drop.png)
    -- lib/path-a/rivers.station.md --
    # Rivers

    Rivers run run to the sea.
    -- lib/path-b/seas.station.md --
    # Seas

    ## Waves

    Waves break.
    -- lib/path-a/drop.png --
    no picture
  `,
  );
  for (const name of ["constitution", "personal-finance"])
    cpSync(join(samples, name), join(folder, "lib", name), { recursive: true });
  return folder;
}

const check = async (folder: string, ...args: string[]) =>
  (await stationmaster(folder, ["check", "lib", "--hints", "--format", "json", ...args])).out;
const kept = (folder: string) => check(folder, "--cache-folder", "cache");
const anew = (folder: string) => check(folder, "--no-cache");

/** The one file of findings in a cache. */
function packOf(folder: string): string {
  const [name, ...others] = readdirSync(join(folder, "cache")).filter((each) => !each.endsWith(".report"));
  expect(others).toEqual([]);
  return join(folder, "cache", name!);
}

/** The last report in a cache, beside the findings. */
const reportOf = (folder: string) => packOf(folder).replace(/json$/, "report");

/** Changes what is kept of findings, so that it shows where it came from; it is as whole as before. The last report is taken away. */
function forge(folder: string, change: (body: string) => string): void {
  rmSync(reportOf(folder), { force: true });
  forgeFile(packOf(folder), change);
}

function forgeFile(file: string, change: (body: string) => string): void {
  const text = readFileSync(file, "utf8");
  const [head = "", body = ""] = [text.slice(0, text.indexOf("\n")), text.slice(text.indexOf("\n") + 1)];
  const changed = change(body);
  expect(changed).not.toBe(body);
  writeFileSync(file, `${head.replace(/\S+$/, seal(`${basename(file)}\n`, changed))}\n${changed}`);
}

/** Marks everything that is kept. */
const mark = (folder: string) => forge(folder, (body) => body.replaceAll("appears twice in a row", "WAS KEPT"));

test("what is kept is what would be found, byte for byte, and is not looked for again", async () => {
  const folder = library();
  const first = await anew(folder);
  expect(await kept(folder)).toBe(first);
  expect(await kept(folder)).toBe(first);
  mark(folder);
  expect(await kept(folder)).toContain("“run” WAS KEPT");
  expect(await anew(folder)).toBe(first);
  // Another kind of check has a cache of its own.
  expect(await check(folder, "--cache-folder", "cache", "--preset", "strict")).not.toContain("WAS KEPT");
}, 30_000);

test("what another version of the program has kept is passed over", async () => {
  const folder = folderWith("-- lib/rivers.station.md --\n# Rivers\n\nRivers run run to the sea.\n");
  await kept(folder);
  mark(folder);
  const program = await faultyProgram("check-cache", [
    {
      file: "server/src/rules/no-repeated-word.ts",
      before: "        const remove = ",
      code: 'if (times === 2) yield { range, message: "ANOTHER VERSION" };',
    },
  ]);
  const args = ["check", "lib", "--format", "json", "--hints", "--cache-folder", "cache"];
  const { out } = await stationmasterProcess(folder, args, "", {}, program);
  expect(out).not.toContain("WAS KEPT");
  expect(out).toContain("ANOTHER VERSION");
}, 30_000);

const changes: readonly [string, (lib: string) => void][] = [
  ["a station", (lib) => appendFileSync(`${lib}/path-a/rivers.station.md`, "\nThe the end.\n")],
  [
    "a station, in its size and time of change the same",
    (lib) => {
      const file = `${lib}/path-a/rivers.station.md`;
      const { atime, mtime } = statSync(file);
      writeFileSync(file, readFileSync(file, "utf8").replace("run run", "sun run"));
      utimesSync(file, atime, mtime);
    },
  ],
  ["a new station beside others", (lib) => writeFileSync(`${lib}/path-a/lakes.station.md`, "# Lakes\n")],
  ["a station that is gone", (lib) => rmSync(`${lib}/path-a/rivers.station.md`)],
  ["the order of a path", (lib) => writeFileSync(`${lib}/path-a/path.yaml`, "title: A\nstations: [rain.station.md]\n")],
  [
    "a path where there was none",
    (lib) => writeFileSync(`${lib}/path-b/path.yaml`, "title: B\nstations: [no.station.md]\n"),
  ],
  [
    "a path above others",
    (lib) => writeFileSync(`${lib}/path.yaml`, "title: All\nstations: [path-b/seas.station.md]\n"),
  ],
  ["settings above", (lib) => writeFileSync(`${lib}/../stationmaster.yaml`, "rules: { no-repeated-word: off }\n")],
  ["a picture that is gone", (lib) => rmSync(`${lib}/path-a/drop.png`)],
  [
    "a heading elsewhere that is linked to",
    (lib) => writeFileSync(`${lib}/path-b/seas.station.md`, "# Seas\n\n## Tides\n"),
  ],
  ["a linked folder that has another name", (lib) => renameSync(`${lib}/path-b`, `${lib}/path-c`)],
  ["a list of sources", (lib) => writeFileSync(`${lib}/personal-finance/sources.yaml`, "[]\n")],
  ["a ledger", (lib) => appendFileSync(`${lib}/constitution/the-bill-of-rights.ledger.jsonl`, "{}\n")],
  [
    "the stored text of a source",
    (lib) => {
      const sources = `${lib}/constitution/sources`;
      writeFileSync(join(sources, readdirSync(sources)[0]!), "Nothing.");
    },
  ],
  [
    "a picture that is a link out of the folder",
    (lib) => {
      rmSync(`${lib}/path-a/drop.png`);
      symlinkSync("/etc/hostname", `${lib}/path-a/drop.png`);
    },
  ],
];

let found = "";
/** A library that has been checked, by which this was found. */
const checkedLibrary = folderForAll(async (folder) => {
  found = await kept(library(folder));
});

test("a copy of what was checked is known", async () => {
  const folder = checkedLibrary();
  mark(folder);
  expect(await kept(folder)).toContain("“run” WAS KEPT");
});

describe("a change is seen:", () => {
  /** How old a file is from which on the cache goes by what the system says of it, in milliseconds, and some more. */
  const LONG = 2_200;

  test.each([
    ...changes.map(([name, change]) => [name, change, 0] as const),
    ...changes
      .slice(0, 2)
      .map(([name, change]) => [`${name}, of files that lie there for long`, change, LONG] as const),
  ])(
    "%s",
    async (_, change, age) => {
      // No copy where files lie there for long: the cache knows these very files by their times and places on disk, too.
      const folder = age ? library() : checkedLibrary();
      await pause(age);
      const before = age ? await kept(folder) : found;
      change(join(folder, "lib"));
      const after = await anew(folder);
      expect(after).not.toBe(before);
      expect(await kept(folder)).toBe(after);
      expect(await kept(folder)).toBe(after);
    },
    30_000,
  );

  test("the day, where something was verified, and nowhere else", async () => {
    const folder = checkedLibrary();
    forge(folder, (body) => body.replace(/"\d{4}-\d\d-\d\d"(?=[\],])/g, '"2001-01-01"'));
    forge(folder, (body) => body.replaceAll("promises", "WAS KEPT").replaceAll("appears twice in a row", "WAS KEPT"));
    const { files } = JSON.parse(await kept(folder)) as { files: { file: string; findings: { message: string }[] }[] };
    const old = files.filter(({ findings }) => findings.some(({ message }) => message.includes("WAS KEPT")));
    expect(old.map(({ file }) => file)).toContain("lib/path-a/rivers.station.md");
    expect(old.map(({ file }) => file).filter((file) => file.startsWith("lib/constitution"))).toEqual([]);
  }, 30_000);
});

test("what was checked out anew, elsewhere, is known by what it holds", async () => {
  const folder = library();
  git(folder, "init", "--quiet");
  await kept(folder);
  mark(folder);
  const elsewhere = folderWith("");
  cpSync(folder, elsewhere, { recursive: true });
  expect(await kept(elsewhere)).toContain("WAS KEPT");
  const station = join(elsewhere, "lib/path-a/rivers.station.md");
  utimesSync(station, 0, 0);
  expect(await kept(elsewhere)).toContain("WAS KEPT");
  appendFileSync(station, "\nThe end.\n");
  expect(await kept(elsewhere)).not.toContain("“run” WAS KEPT");
}, 30_000);

describe("a cache that is no cache is passed over:", () => {
  test("cut off anywhere, or with a byte changed anywhere", async () => {
    const folder = folderWith("-- a.station.md --\n# A\n\nThe the.\n");
    await stationmaster(folder, ["check", "--cache-folder", "cache"]);
    const file = packOf(folder);
    const whole = readFileSync(file);
    const at = (pack: Uint8Array) => {
      writeFileSync(file, pack);
      return openCacheAt(folder, file).find([fileAt("a.station.md", folder)]);
    };
    expect(at(whole)?.files).toHaveLength(1);
    for (let length = 0; length < whole.length; length++) expect(at(whole.subarray(0, length))).toBeUndefined();
    for (let byte = 0; byte < whole.length; byte++) {
      const broken = Buffer.from(whole);
      broken[byte]! ^= 1;
      // Only the place of its first line's end may vary without harm.
      expect(at(broken)).toBeUndefined();
    }
  }, 60_000);

  test.each([
    ["empty JSON", "{}"],
    ["a list", "[]"],
    ["null", "null"],
    ["another shape", '{"started":0,"names":["a"],"sights":[[9,9,"x"]],"groups":[{}],"grouping":{}}'],
  ])(
    "whole, and yet %s",
    async (_, body) => {
      const folder = checkedLibrary();
      forge(folder, () => body);
      expect(await kept(folder)).toBe(found);
    },
    30_000,
  );

  test("a folder that can't be written to", async () => {
    const folder = library();
    writeFileSync(join(folder, "file"), "");
    expect(await check(folder, "--cache-folder", "file/cache")).toBe(await anew(folder));
    if (existsSync("/proc")) expect(await check(folder, "--cache-folder", "/proc/no/cache")).toBe(await anew(folder));
  }, 30_000);
});

test("only what is a cache's own is removed from its folder when it is old", async () => {
  const folder = folderWith(`
    -- mine/notes.txt --
    mine
    -- mine/a.json --
    mine
    -- a.station.md --
    # A
  `);
  const own = ["json", "report"].map((kind) => `mine/abcdefghijklmnopqrstuvwxyz_.${kind}`);
  for (const name of own.flatMap((each) => [each, `${each}.17.tmp`])) writeFileSync(join(folder, name), "");
  for (const name of readdirSync(join(folder, "mine"))) utimesSync(join(folder, "mine", name), 0, 0);
  await stationmaster(folder, ["check", "--cache-folder", "mine"]);
  const left = readdirSync(join(folder, "mine")).filter((name) => !/^[\w-]{27}\.(?:json|report)$/.test(name));
  expect(left.sort()).toEqual(["a.json", "notes.txt"]);
  expect(own.filter((name) => existsSync(join(folder, name)))).toEqual([]);
});

test.each([
  ["a folder", (file: string) => mkdirSync(file)],
  ["a link to a file that is none of ours", (file: string) => symlinkSync("../mine.txt", file)],
  ["a pipe", (file: string) => execFileSync("sh", ["-c", `mkfifo "${file}"`])],
])("%s in place of a cache does no harm", async (_, make) => {
  const folder = folderWith("-- lib/a.station.md --\n# A:\n\nThe the.\n-- mine.txt --\nmine\n");
  const first = await kept(folder);
  const file = packOf(folder);
  rmSync(reportOf(folder));
  rmSync(file);
  make(file);
  expect(await kept(folder)).toBe(first);
  expect(readdirSync(join(folder, "cache"))).toHaveLength(2);
  expect(readFileSync(join(folder, "mine.txt"), "utf8")).toBe("mine\n");
});

test("a file that changes as soon as it has been read is not known by what it was", async () => {
  const folder = folderWith("-- lib/a.station.md --\n# A\n\nThe the end.\n");
  const save = join(folder, "lib/a.station.md");
  const env = diskFault({ save, text: "# A\n\nThe end end.\n", after: "readFileSync" });
  const args = ["check", "lib", "--hints", "--format", "json", "--cache-folder", "cache"];
  expect((await stationmasterProcess(folder, args, "", env)).out).toContain("“the” appears twice");
  expect(await kept(folder)).toBe(await anew(folder));
  expect(await kept(folder)).toContain("“end” appears twice");
});

test("checks at the same time do not disturb each other", async () => {
  const folder = library();
  const first = await anew(folder);
  for (let round = 0; round < 2; round++) {
    expect(new Set(await Promise.all(Array.from({ length: 6 }, () => kept(folder))))).toEqual(new Set([first]));
    appendFileSync(join(folder, "lib/path-a/rain.station.md"), "");
  }
  expect(readFileSync(packOf(folder), "utf8")).toMatch(/^stationmaster-cache 2 /);
}, 60_000);

/** A cache as the command opens it, by its file. */
function openCacheAt(folder: string, file: string): ReturnType<typeof openCache> {
  const started = Date.now();
  return openCache(file, { workFolder: fileAt(folder), roots: [fileAt(folder)], started, seen: [], seal });
}
