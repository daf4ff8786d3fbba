import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, stationmasterProcess } from "../support/command-line.ts";

const FORMATS = ["json", "ndjson", "sarif", "github", "gitlab", "rdjson", "junit", "checkstyle", "markdown", "html"];

/** What does not belong to the question: in which order files are named, how many threads check, where and when. */
const WAYS: readonly (readonly [name: string, args: readonly string[], env: NodeJS.ProcessEnv])[] = [
  ["four threads, the other way round", ["broken-numbers", "broken", "--threads", "4"], {}],
  ["one thread, each file named", ["--threads", "1"], {}],
  ["what earlier checks found", ["broken", "broken-numbers"], {}],
  [
    "Turkish, in a zone that is a day ahead",
    ["broken", "broken-numbers", "--no-cache"],
    { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati" },
  ],
  [
    "no language, in a zone that is a day behind",
    ["broken", "broken-numbers", "--no-cache"],
    { LC_ALL: "C", LANG: "", TZ: "Pacific/Pago_Pago" },
  ],
];

test("the same files give the same bytes, whoever checks them, and how", async () => {
  const folder = folderWith("");
  for (const name of ["broken", "broken-numbers"])
    cpSync(join(import.meta.dirname, "../../samples", name), join(folder, name), { recursive: true });
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:station\.(?:md|txt)|yaml|json|bib)$/.test(name))
    .sort()
    .reverse();
  const reports = folderWith("");
  const run = async (args: readonly string[], env: NodeJS.ProcessEnv) => {
    const outputs = FORMATS.flatMap((format) => ["--output", `${format}=${join(reports, format)}`]);
    const { code, out, err } = await stationmasterProcess(folder, ["check", "--hints", ...args, ...outputs], "", env);
    return {
      code,
      out,
      err,
      ...Object.fromEntries(FORMATS.map((format) => [format, readFileSync(join(reports, format), "utf8")])),
    };
  };
  const first = await run(["broken", "broken-numbers", "--threads", "2", "--no-cache"], {});
  expect(first.code).toBe(1);
  expect(first.out.length).toBeGreaterThan(5_000);
  for (const [name, args, env] of WAYS) {
    const named = args.some((each) => each.startsWith("broken")) ? args : [...files, ...args];
    expect(await run(named, env), name).toEqual(first);
  }
}, 120_000);
