import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";

const page = readFileSync(fileURLToPath(new URL("../../docs/command-line.md", import.meta.url)), "utf8");
const GROUPS = ["export"];

/** What the command itself says that can stand after some words. */
async function wordsBehind(...typed: string[]): Promise<readonly string[]> {
  const { out } = await stationmaster(tmpdir(), ["complete", "--", ...typed]);
  return out.split("\n").flatMap((line) => line.split("\t")[0] || []);
}

let commands: readonly (readonly string[])[] = [];
beforeAll(async () => {
  const names = (await wordsBehind(":")).filter((name) => name !== "help");
  const parts = await Promise.all(
    names.map(async (name) => {
      if (!GROUPS.includes(name)) return [[name]];
      return (await wordsBehind(name, ":")).map((part) => [name, part]);
    }),
  );
  commands = parts.flat();
}, 60_000);

describe("help", () => {
  test("every command and every option stands on the page of the command line", async () => {
    expect(commands.length).toBeGreaterThan(15);
    const missing: string[] = [];
    for (const command of commands) {
      if (!page.includes(`stationmaster ${command.join(" ")}`)) missing.push(command.join(" "));
      const options = (await wordsBehind(...command, ":-")).filter((option) => option !== "--help");
      for (const option of options)
        if (!new RegExp(`${option}(?![\\w-])`).test(page)) missing.push(`${command.join(" ")} ${option}`);
    }
    expect(missing).toEqual([]);
  }, 60_000);

  test.each(["60", "200"])(
    "fits into %s columns, and is never wider than 100",
    async (columns) => {
      for (const command of [[], ...commands]) {
        const { out, code } = await stationmaster(folderWith(""), [...command, "--help"], "", { COLUMNS: columns });
        expect(code).toBe(0);
        const widest = Math.min(100, Number(columns));
        // What is typed is not broken.
        const wide = out
          .split("\n")
          .filter((line) => line.length > widest && !/^ {2}(?:\S.* )?stationmaster|^Usage/.test(line));
        expect(wide, command.join(" ")).toEqual([]);
      }
    },
    120_000,
  );

  test("says of check what it reads and writes, how it ends, and shows examples that run", async () => {
    const { out } = await stationmaster(folderWith(""), ["check", "--help"], "", { COLUMNS: "80" });
    for (const title of ["Arguments", "Exit code", "Examples", "Exit codes", "Reads", "Writes", "See also"])
      expect(out).toContain(`\n${title}:\n`);
    expect(out).toContain("the set of rules to start from");
    expect(out).not.toContain("(default: )");
  });

  test.each([
    [
      ["verify", "--format", "json", "--output", "out"],
      ["verify", "--report", "json", "--out", "out"],
    ],
    [
      ["convert", "rain.station.txt", "--output", "out"],
      ["convert", "rain.station.txt", "--out", "out"],
    ],
    [
      ["export", "html", "rain.station.txt", "--output", "out"],
      ["export", "html", "rain.station.txt", "--out", "out"],
    ],
    [
      ["export", "pdf", "rain.station.txt", "--output", "out", "--browser", "x"],
      ["export", "pdf", "rain.station.txt", "--out", "out", "--browser", "x"],
    ],
    [
      ["export", "site", ".", "--output", "out"],
      ["export", "site", ".", "--out", "out"],
    ],
  ])("%j does what %j does, which help does not list", async (documented, alias) => {
    const runIn = async (args: readonly string[]) => {
      const folder = folderWith(
        "-- path.yaml --\nstations: [rain.station.txt]\n-- rain.station.txt --\nRain\n\nIt rains.\n",
      );
      const { out, err, code } = await stationmaster(folder, args);
      return { out, err, code, written: existsSync(join(folder, "out")) };
    };
    const expected = await runIn(documented);
    expect(expected.written || expected.code === 2).toBe(true);
    expect(await runIn(alias)).toEqual(expected);
    const { out } = await stationmaster(tmpdir(), [
      ...documented.slice(0, documented[0] === "export" ? 2 : 1),
      "--help",
    ]);
    expect(out).toContain("--output");
    expect(out).not.toMatch(/--(?:out|report)(?![\w-])/);
  });

  test("a wrong call shows its mistake, and no page", async () => {
    const { err, code } = await stationmaster(folderWith(""), ["move", "3"]);
    expect(err).toBe(
      "stationmaster: required option '--to <number>' not specified\n(“stationmaster --help” lists what there is.)\n",
    );
    expect(code).toBe(2);
  });
});
