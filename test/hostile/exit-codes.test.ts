import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { harmIn } from "../support/build-log.ts";
import { CLI, folderWith, stationmasterProcess } from "../support/command-line.ts";
import { faultyProgram } from "../support/faulty.ts";

const RAIN = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md]
  -- rain.station.md --
  # Rain

  It rains, as Station 9 shows.
`;

describe("standard output", () => {
  test("that nobody reads on ends the run quietly, with the code of what was found, and reports are whole", async () => {
    const folder = folderWith(RAIN);
    // So long that the report is written in pieces.
    writeFileSync(join(folder, "snow.station.md"), `# Snow\n${"\nIt it snows.\n".repeat(1_000)}`);
    const args = ["check", "--format", "json", "--output", "junit=junit.xml", "--output", "sarif=out.sarif"];
    const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (data) => {
      err += data;
    });
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, err]).toEqual([1, ""]);
    expect(readFileSync(join(folder, "junit.xml"), "utf8")).toMatch(/<\/testsuites>\n$/);
    expect(JSON.parse(readFileSync(join(folder, "out.sarif"), "utf8")).runs).toHaveLength(1);
  });

  test("that can't be written is told in a line, and is no success", () => {
    const full = openSync("/dev/full", "w");
    try {
      const { status, stderr } = spawnSync(process.execPath, [CLI, "rules"], { stdio: ["ignore", full, "pipe"] });
      expect([status, `${stderr}`]).toEqual([
        2,
        "stationmaster: Standard output: It could not be written: the disk is full.\n",
      ]);
    } finally {
      closeSync(full);
    }
  });

  test("watching ends once nobody reads on", async () => {
    const folder = folderWith(RAIN);
    const child = spawn(process.execPath, [CLI, "check", "--watch"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "ignore"],
    });
    child.stdout.destroy();
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
  });
});

describe("what goes wrong within", () => {
  let program: string;

  beforeAll(async () => {
    program = await faultyProgram("exit-codes", [
      {
        file: "server/src/hosts/cli/deliver.ts",
        before: "  const written = await render(report, format, writing);",
        code: `
          const never = () => new Promise(() => setTimeout(() => {}, 60_000));
          const said = (words: string) => report.files.some(({ text }) => text.includes(words));
          if (said("Throw at once")) throw new Error("thrown at once\\n::error::x \\u001b[31m##[error]y");
          if (said("Throw later")) setTimeout(() => { throw new Error("thrown later"); });
          if (said("Reject")) void Promise.reject(new Error("rejected"));
          if (said("Throw later") || said("Reject")) await never();
        `,
      },
      {
        file: "server/src/rules/no-repeated-word.ts",
        before: "    for (const passage of station.passages) {",
        code: `if (station.text.includes("Rule breaks")) throw new Error("broken");`,
      },
      {
        file: "server/src/hosts/cli/check-process.ts",
        before: "    process.send!({ results",
        code: `if (groups.flat().some((file) => file.includes("process-breaks"))) throw new Error("broken");`,
      },
      {
        file: "server/src/rules/final-newline.ts",
        before: "    if (/[^",
        code: `
          for (const { 0: word, index } of text.matchAll(/Tick:|Tick;|Tuck,*/g)) {
            const range = { start: index, end: index + word.length };
            const newText = word.startsWith("Tuck") ? word + "," : { "Tick:": "Tick;", "Tick;": "Tick:" }[word]!;
            yield { range, message: "on purpose", fix: { title: "Change", edits: [{ range, newText }] } };
          }
        `,
      },
    ]);
  });

  test("never looks like findings, or like none", async () => {
    for (const [words, told] of [
      ["Throw at once", "thrown at once"],
      ["Throw later", "thrown later"],
      ["Reject", "rejected"],
    ]) {
      const folder = folderWith(`-- rain.station.md --\n# Rain:\n\n${words}.\n`);
      const { code, out, err } = await stationmasterProcess(folder, ["check", "--no-cache"], "", {}, program);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(`stationmaster: Something went wrong: Error: ${told}`);
      expect(harmIn(err)).toEqual([]);
    }
  });

  test.each([[[]], [["--quiet", "--fail-on", "never"]]])(
    "is told where a rule fails, beside what the others find: %j",
    async (options) => {
      const folder = folderWith(RAIN);
      writeFileSync(join(folder, "snow.station.md"), "# Snow\n\nRule breaks.\n");
      const args = ["check", "--no-cache", "--format", "json", ...options];
      const { code, out } = await stationmasterProcess(folder, args, "", {}, program);
      const { files, unreadable } = JSON.parse(out);
      const reason = "The rule “no-repeated-word” failed here. Please report this. (Error: broken)";
      expect([code, unreadable]).toEqual([2, [{ file: "snow.station.md", reason }]]);
      expect(files.find(({ file }: { file: string }) => file === "rain.station.md").findings).toContainEqual(
        expect.objectContaining({ rule: "station-exists" }),
      );
    },
  );

  test("in the processes that check is told once", async () => {
    // Enough that two processes share them, a folder each.
    const names = Array.from({ length: 100 }, (_, at) => `a/${at}`).concat("b/0");
    const folder = folderWith(names.map((name) => `-- ${name}-process-breaks.station.md --\n# Rain\n`).join(""));
    const { code, out, err } = await stationmasterProcess(
      folder,
      ["check", "--no-cache", "--threads", "2"],
      "",
      {},
      program,
    );
    expect([code, out]).toEqual([2, ""]);
    expect(err.match(/^.*Something went wrong.*$/gm)).toEqual(["stationmaster: Something went wrong: Error: broken"]);
  });

  test("is told where fixes never come to rest, and the file is left as it was", async () => {
    const texts = ["Tick:", "Tuck", "Rain"].map((word) => `# Rain:\n\n${word} falls.\n\n`);
    const names = ["a", "b", "c"].map((name) => `${name}.station.md`);
    const folder = folderWith("");
    for (const [at, text] of texts.entries()) writeFileSync(join(folder, names[at]!), text);
    const { code, out } = await stationmasterProcess(folder, ["check", "--fix", "--format", "json"], "", {}, program);
    const reason = "Its fixes bring about each other without end, so it was left as it was. Please report this.";
    expect(JSON.parse(out).unreadable).toEqual(names.slice(0, 2).map((file) => ({ file, reason })));
    expect(code).toBe(2);
    const after = names.map((name) => readFileSync(join(folder, name), "utf8"));
    expect(after).toEqual([texts[0], texts[1], "# Rain\n\nRain falls.\n"]);
    const piped = await stationmasterProcess(folder, ["check", "--fix", "--stdin"], texts[0], {}, program);
    expect([piped.code, piped.out]).toEqual([2, texts[0]]);
    expect(piped.err).toContain(reason);
  });
});

describe("colors", () => {
  const ESCAPE = "\u001b";
  const terminal = "--import data:text/javascript,process.stdout.isTTY=true";
  test.each<[string, NodeJS.ProcessEnv, boolean]>([
    ["a terminal", { NO_COLOR: "", TERM: "xterm", NODE_OPTIONS: terminal }, true],
    ["a pipe", { NO_COLOR: "", TERM: "xterm" }, false],
    ["a terminal and NO_COLOR", { NO_COLOR: "1", TERM: "xterm", NODE_OPTIONS: terminal }, false],
    ["a terminal that shows none", { NO_COLOR: "", TERM: "dumb", NODE_OPTIONS: terminal }, false],
    ["a pipe and FORCE_COLOR", { NO_COLOR: "", TERM: "xterm", FORCE_COLOR: "1" }, true],
  ])("with %s", async (_, env, colored) => {
    const folder = folderWith(RAIN);
    const { out } = await stationmasterProcess(folder, ["check"], "", env);
    expect(out.includes(ESCAPE)).toBe(colored);
    // Nothing but colors, and weights of letters.
    expect(out.replaceAll(/\u001b\[\d{1,2}m/g, "")).not.toContain(ESCAPE);
    expect((await stationmasterProcess(folder, ["check", "--no-color"], "", env)).out).not.toContain(ESCAPE);
  });
});
