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
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { sealWith } from "../../server/src/hosts/cli/cache-secret.ts";
import { lastReport } from "../../server/src/hosts/cli/last-report.ts";
import { fileAt } from "../../server/src/hosts/disk.ts";
import { digestOf } from "../../server/src/hosts/sights.ts";
import { folderForAll, folderWith, stationmaster, stationmasterProcess, writeFiles } from "../support/command-line.ts";
import { faultyProgram } from "../support/faulty.ts";
import { git } from "../support/git.ts";

/** The secret that the tests share with what they try. */
const SECRET = "a secret of these tests";
const seal = sealWith(SECRET);
beforeAll(() => void vi.stubEnv("STATIONMASTER_CACHE_KEY", SECRET));
afterAll(() => void vi.unstubAllEnvs());

/** Two paths that link to each other; a finding of one points into a station of the other. */
const LIBRARY = `
  -- lib/a/path.yaml --
  title: A
  stations: [rain.station.md, rivers.station.md]
  -- lib/a/rain.station.md --
  # Rain

  Rain falls, as [Seas](../b/seas.station.md#waves) tell. ![A drop](drop.png)
  -- lib/a/rivers.station.md --
  # Rivers

  Rivers run to to the sea.
  -- lib/b/seas.station.md --
  # Seas

  ## Waves

  Waves break.
  -- lib/a/drop.png --
  no picture
  -- known.json --
  {"version":1,"findings":{}}
`;

/** What is written into the last report, of one length, so that it shows where an answer came from. */
const [FOUND, MARK] = ["appears twice in a row", "FROM THE LAST REPORT!!"];

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly outputs: readonly string[];
}

/** Checks, with a cache or with none; with all that it writes into files. */
async function check(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, program?: string) {
  const files = args.flatMap((each) => /^\w+=(\w+\.out)$/.exec(each)?.[1] ?? []).map((name) => join(folder, name));
  for (const file of files) rmSync(file, { force: true });
  const names = args.some((each) => each.startsWith("lib")) ? args : ["lib", ...args];
  const run = await (program
    ? stationmasterProcess(folder, ["check", ...names], "", env, program)
    : stationmaster(folder, ["check", ...names], "", env));
  return {
    ...run,
    outputs: files.map((file) => (existsSync(file) ? readFileSync(file, "utf8") : "")),
  } satisfies Answer;
}

const kept = (folder: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}, program?: string) =>
  check(folder, [...args, "--cache-folder", "cache"], env, program);
const anew = (folder: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
  check(folder, [...args, "--no-cache"], env);

/** The file of the last report; there is one for a kind of check. */
function reportIn(folder: string): string {
  const [name, ...others] = readdirSync(join(folder, "cache")).filter((each) => each.endsWith(".report"));
  expect(others).toEqual([]);
  return join(folder, "cache", name!);
}

/** Changes a last report; it is as whole as before. */
function forge(file: string, change: (body: string) => string): void {
  const text = readFileSync(file, "utf8");
  const end = text.indexOf("\n");
  const body = change(text.slice(end + 1));
  expect(body).not.toBe(text.slice(end + 1));
  writeFileSync(file, `${text.slice(0, end).replace(/\S+$/, seal(`${basename(file)}\n`, body))}\n${body}`);
}

const mark = (folder: string) => forge(reportIn(folder), (body) => body.replaceAll(FOUND, MARK));

/** Changes the second line of a last report. */
const forgeHead = (file: string, change: (head: Record<string, unknown>) => unknown) =>
  forge(file, (body) => {
    const end = body.indexOf("\n");
    return JSON.stringify(change(JSON.parse(body.slice(0, end)))) + body.slice(end);
  });

/** A library that is in Git and was checked once; the report that was printed is kept. */
const checkedLibrary = folderForAll(async (folder) => {
  writeFiles(folder, LIBRARY);
  git(folder, "init", "--quiet");
  git(folder, "add", "lib");
  git(folder, "commit", "--quiet", "-m", "Begin");
  await kept(folder);
});

/** The same, whose report is marked. */
function markedLibrary(): string {
  const folder = checkedLibrary();
  mark(folder);
  return folder;
}

describe("a check of what has not changed writes what the last one wrote:", () => {
  const ways: readonly [string, readonly string[], NodeJS.ProcessEnv?][] = [
    ["text", []],
    ["text in colors", ["--hints"], { NO_COLOR: "", FORCE_COLOR: "1", COLUMNS: "50" }],
    ["JSON", ["--format", "json", "--hints"]],
    ["lines of JSON", ["--format", "ndjson"]],
    ["SARIF", ["--format", "sarif"]],
    ["GitLab's format", ["--format", "gitlab"]],
    ["reports in files", ["--output", "json=json.out", "--output", "text=text.out", "--output", "sarif=sarif.out"]],
    ["known findings left out", ["--baseline", "use", "--baseline-file", "known.json", "--hints"]],
    ["an exit code of its own", ["--fail-on", "never"]],
    ["a part of two", ["--shard", "1/2"]],
    ["files that are named", ["lib/a/rivers.station.md", "lib/a/rain.station.md"]],
  ];

  test.each(ways)(
    "%s",
    async (name, args, env = {}) => {
      const folder = folderWith(LIBRARY);
      if (name.startsWith("known")) {
        await stationmaster(folder, ["check", "lib", "--baseline", "write", "--baseline-file", "known.json"]);
        writeFileSync(
          join(folder, "lib/a/rain.station.md"),
          "# Rain\n\nIt rains rains. Some evidence is there.\n", // so that something known is gone, and something new is there
        );
      }
      const first = await anew(folder, args, env);
      expect(await kept(folder, args, env)).toEqual(first);
      expect(await kept(folder, args, env)).toEqual(first);
      if (!JSON.stringify(first).includes(FOUND)) return; // of the parts of a check, one has no such finding
      mark(folder);
      const marked = await kept(folder, args, env);
      expect(JSON.parse(JSON.stringify(marked).replaceAll(MARK, FOUND))).toEqual(first);
      expect(JSON.stringify(marked)).toContain(MARK);
    },
    60_000,
  );

  test("in a copy of the folder, by which the tests below begin", async () => {
    expect((await kept(markedLibrary())).out).toContain(MARK);
  });

  test("also where it was checked out anew, elsewhere, at other times", async () => {
    const folder = folderWith(LIBRARY);
    git(folder, "init", "--quiet");
    await kept(folder);
    mark(folder);
    const elsewhere = folderWith("");
    cpSync(folder, elsewhere, { recursive: true });
    for (const name of ["a/rain", "a/rivers", "b/seas"]) utimesSync(join(elsewhere, `lib/${name}.station.md`), 0, 0);
    expect((await kept(elsewhere)).out).toContain(MARK);
    appendFileSync(join(elsewhere, "lib/b/seas.station.md"), "\nThe end.\n");
    expect((await kept(elsewhere)).out).not.toContain(MARK);
  });

  test("what can't be written is reported", async () => {
    const folder = folderWith(LIBRARY);
    const args = ["--output", "json=reports/json"];
    await kept(folder, args);
    mark(folder);
    rmSync(join(folder, "reports"), { recursive: true });
    writeFileSync(join(folder, "reports"), "");
    const { code, out, err } = await kept(folder, args);
    expect(out).toContain(MARK);
    expect([code, err]).toEqual([2, expect.stringContaining("stationmaster: reports/json: ")]);
  });
});

describe("another report is made where another was asked for:", () => {
  test.each<[string, readonly string[], NodeJS.ProcessEnv?]>([
    ["another format", ["--format", "ndjson"]],
    ["wider rows", [], { COLUMNS: "110" }],
    ["colors", [], { NO_COLOR: "", FORCE_COLOR: "1" }],
    ["no hints, but errors only", ["--quiet"]],
    ["hints, too", ["--hints"]],
    ["another gate", ["--fail-on", "never"]],
    ["a most of warnings", ["--max-warnings", "1"]],
    ["a least coverage", ["--min-coverage", "50"]],
    ["another preset", ["--preset", "strict"]],
    ["another severity of a rule", ["--rule", "no-repeated-word=error"]],
    ["a report in a file", ["--output", "json=json.out"]],
    ["other names", ["lib/a"]],
    ["a part", ["--shard", "1/2"]],
    ["a format that is not kept", ["--format", "github"]],
    ["a report in a file that is not kept", ["--output", "html=html.out"]],
    ["known findings", ["--baseline", "write", "--baseline-file", "new.json"]],
    ["changes since a revision", ["--since", "HEAD"]],
    ["changes that are staged", ["--staged"]],
  ])(
    "%s",
    async (_, args, env = {}) => {
      const folder = markedLibrary();
      expect(await kept(folder, args, env)).toEqual(await anew(folder, args, env));
    },
    60_000,
  );

  test("fixes, and a text on standard input", async () => {
    const folder = markedLibrary();
    const text = "# Rivers\n\nRivers run to to the sea.\n";
    const piped = await stationmaster(
      folder,
      ["check", "--stdin", "--stdin-filename", "lib/a/rivers.station.md", "--cache-folder", "cache"],
      text,
    );
    expect(piped.out).toContain(FOUND);
    expect((await kept(folder, ["--fix"])).out).not.toContain(MARK);
    expect(readFileSync(join(folder, "lib/a/rivers.station.md"), "utf8")).toContain("Rivers run to the");
  });

  test.each([
    [
      "finds something else",
      "server/src/rules/no-repeated-word.ts",
      "        const remove = ",
      'if (times === 2) yield { range, message: "ANOTHER" };',
    ],
    [
      "writes it otherwise",
      "server/src/lint/report-text.ts",
      "  const { paint } = options;\n  const print",
      'if (file) return "ANOTHER";',
    ],
  ])(
    "another version of the program, which %s",
    async (_, file, before, code) => {
      const folder = markedLibrary();
      const program = await faultyProgram(`last-report-${digestOf(file)}`, [{ file, before, code }]);
      const { out } = await kept(folder, [], {}, program);
      expect(out).not.toContain(MARK);
      expect(out).toContain("ANOTHER");
    },
    60_000,
  );
});

describe("a change is seen:", () => {
  test.each<[string, (folder: string) => void]>([
    ["a station", (folder) => appendFileSync(join(folder, "lib/a/rivers.station.md"), "\nThe the end.\n")],
    ["a new station", (folder) => writeFileSync(join(folder, "lib/b/lakes.station.md"), "# Lakes\n")],
    ["a new folder", (folder) => writeFiles(folder, "-- lib/c/lakes.station.md --\n# Lakes\n")],
    ["a station that is gone", (folder) => rmSync(join(folder, "lib/a/rivers.station.md"))],
    ["a path", (folder) => writeFileSync(join(folder, "lib/a/path.yaml"), "title: A\nstations: [rain.station.md]\n")],
    [
      "settings above",
      (folder) => writeFileSync(join(folder, "stationmaster.yaml"), "rules: { no-repeated-word: off }\n"),
    ],
    ["a picture that is gone", (folder) => rmSync(join(folder, "lib/a/drop.png"))],
    ["a heading elsewhere", (folder) => writeFileSync(join(folder, "lib/b/seas.station.md"), "# Seas\n\n## Tides\n")],
    ["a folder of another name", (folder) => renameSync(join(folder, "lib/b"), join(folder, "lib/c"))],
    ["a file that can't be read", (folder) => symlinkSync("nowhere", join(folder, "lib/a/lost.station.md"))],
  ])(
    "%s",
    async (_, change) => {
      const folder = markedLibrary();
      change(folder);
      const after = await anew(folder);
      expect(await kept(folder)).toEqual(after);
      expect(await kept(folder)).toEqual(after);
    },
    60_000,
  );

  test("known findings, and that there are none any more", async () => {
    const folder = folderWith(LIBRARY);
    const file = join(folder, "known.json");
    const args = ["--baseline", "use", "--baseline-file", "known.json"];
    await stationmaster(folder, ["check", "lib/b", "--baseline", "write", "--baseline-file", "known.json"]);
    expect(await kept(folder, args)).toEqual(await anew(folder, args));
    mark(folder);
    expect((await kept(folder, args)).out).toContain(MARK);
    await stationmaster(folder, ["check", "lib/a", "--baseline", "write", "--baseline-file", "known.json"]);
    expect(await kept(folder, args)).toEqual(await anew(folder, args));
    rmSync(file);
    expect(await kept(folder, args)).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining("There is no known.json"),
    });
  }, 60_000);

  test("the day, where something was verified", async () => {
    const folder = folderWith("");
    cpSync(join(import.meta.dirname, "../../samples/constitution"), join(folder, "lib"), { recursive: true });
    const first = await kept(folder);
    forge(reportIn(folder), (body) => body.replace(/ files checked/, " FILES CHECKED"));
    expect((await kept(folder)).out).toContain("FILES CHECKED");
    forge(reportIn(folder), (body) => body.replace(/"\d{4}-\d\d-\d\d"(?=[\],])/, '"2001-01-01"'));
    expect(await kept(folder)).toEqual(first);
  }, 60_000);
});

test("what failed is tried again, not kept", async () => {
  const folder = folderWith(LIBRARY);
  symlinkSync("nowhere", join(folder, "lib/a/lost.station.md"));
  expect((await kept(folder)).code).toBe(2);
  expect(readdirSync(join(folder, "cache")).filter((name) => name.endsWith(".report"))).toEqual([]);
});

describe("a last report that is none is passed over:", () => {
  test("cut off anywhere, or with a byte changed anywhere", async () => {
    const folder = folderWith("-- a.station.md --\n# A\n\nThe the.\n");
    await stationmaster(folder, ["check", "--cache-folder", "cache"]);
    const file = reportIn(folder);
    const whole = readFileSync(file);
    const { asked } = JSON.parse(whole.toString().split("\n")[1]!) as { asked: string };
    const run = { workFolder: fileAt(folder), roots: [fileAt(folder)], started: Date.now(), seen: [], seal };
    const read = (bytes: Uint8Array) => {
      writeFileSync(file, bytes);
      return lastReport(file, { asked, outputs: 0 }, run);
    };
    expect(read(whole)).toMatchObject({ printed: expect.stringContaining("twice"), outputs: [], told: [], code: 0 });
    expect(lastReport(file, { asked: "otherwise", outputs: 0 }, run)).toBeUndefined();
    expect(lastReport(file, { asked, outputs: 1 }, run)).toBeUndefined();
    for (let length = 0; length < whole.length; length++) expect(read(whole.subarray(0, length))).toBeUndefined();
    for (let byte = 0; byte < whole.length; byte++) {
      const broken = Buffer.from(whole);
      broken[byte]! ^= 1;
      expect(read(broken)).toBeUndefined();
    }
  }, 60_000);

  test.each<[string, (file: string) => void]>([
    ["nothing below its first line", (file) => forge(file, () => "")],
    ["null", (file) => forge(file, () => "null\n")],
    ["no sights of that number", (file) => forgeHead(file, (head) => ({ ...head, names: [] }))],
    ["lengths below zero", (file) => forgeHead(file, (head) => ({ ...head, lengths: [-1, 5] }))],
    ["no texts", (file) => forgeHead(file, (head) => ({ ...head, lengths: [] }))],
    ["told in no list", (file) => forgeHead(file, (head) => ({ ...head, told: 1 }))],
    // What a terminal or a build log would obey. Each has as many bytes as what it replaces.
    ["a command to the terminal", (file) => forge(file, (body) => body.replace("Rivers", "\u001b[2Jrs"))],
    ["a sign without an image", (file) => forge(file, (body) => body.replace("Rivers", "\u202eers"))],
    ["a command to a build log", (file) => forge(file, (body) => body.replace("\nlib/a", "\n::x::"))],
    ["another command to a build log", (file) => forge(file, (body) => body.replace("Rivers", "##vso["))],
    ["a folder in its place", instead((file) => mkdirSync(file))],
    ["a link to a file that is none of ours", instead((file) => symlinkSync("../known.json", file))],
    ["a pipe", instead((file) => execFileSync("mkfifo", [file]))],
  ])(
    "%s",
    async (_, change) => {
      const folder = checkedLibrary();
      const first = await anew(folder);
      const known = readFileSync(join(folder, "known.json"), "utf8");
      change(reportIn(folder));
      expect(await kept(folder)).toEqual(first);
      expect(readFileSync(join(folder, "known.json"), "utf8")).toBe(known);
    },
    60_000,
  );

  test("a code that no check ends with", async () => {
    const folder = checkedLibrary();
    forgeHead(reportIn(folder), (head) => ({ ...head, code: 0.5 }));
    expect((await kept(folder)).code).toBe(1);
  });
});

/** Puts something else in the place of a file. */
function instead(make: (file: string) => unknown): (file: string) => void {
  return (file) => {
    rmSync(file);
    make(file);
  };
}
