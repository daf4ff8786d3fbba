import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { fingerprints } from "../../server/src/lint/fingerprint.ts";
import type { LintFinding } from "../../server/src/lint/lint.ts";
import { reportGithub } from "../../server/src/lint/report-github.ts";
import { reportGitlab } from "../../server/src/lint/report-gitlab.ts";
import { reportJson, reportNdjson } from "../../server/src/lint/report-json.ts";
import { reportMarkdown } from "../../server/src/lint/report-markdown.ts";
import { reportSarif, sarifShortfall } from "../../server/src/lint/report-sarif.ts";
import { type Paint, reportText } from "../../server/src/lint/report-text.ts";
import { reportCheckstyle, reportJunit } from "../../server/src/lint/report-xml.ts";
import { reportPage } from "../../server/src/render/report-page.ts";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { station } from "../support/fixture.ts";
import { randomFor } from "../support/fuzz/random.ts";
import { readXml, reportOf } from "../support/hostile-reports.ts";
import { expectSound, Page } from "../support/page.ts";
import { validated } from "../support/sarif-validator.ts";

const RAIN = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md]
  -- rain.station.md --
  # Rain

  It rains on hills, as Station 9 shows.  It runs.
`;
/** Colors nothing. */
const paint = new Proxy({} as Paint, { get: () => (text: string) => text });
const CHECK = ["check", "--rule", "station-length=off", "--rule", "term-used=off", "--rule", "sections=off"];

describe("stationmaster check in each format", () => {
  const run = async (...args: string[]) => (await stationmaster(folderWith(RAIN), [...CHECK, ...args])).out;

  test("ndjson: a line a finding, and one that sums up", async () => {
    const lines = (await run("--format", "ndjson"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ file, rule, summary }) => rule ?? summary ?? file)).toContain("station-exists");
    expect(lines.at(-1)).toEqual({ version: 1, summary: expect.objectContaining({ files: 2, errors: 1 }) });
  });

  test("github: commands for annotations, the heaviest first", async () => {
    const [first] = (await run("--format", "github")).split("\n");
    expect(first).toBe(
      "::error file=rain.station.md,line=3,endLine=3,col=23,endColumn=32,title=Stationmaster%3A station-exists::Station 9 does not exist on the path “Water”, which ends at Station 1.",
    );
  });

  test("rdjson: a suggestion, put in by bytes, is what --fix would write", async () => {
    const folder = folderWith("-- rain.station.md --\n# Rain\n\n“Ünder 𝄞” the the hill it rains  on us.\n");
    const { out } = await stationmaster(folder, [...CHECK, "--format", "rdjson", "--rule", "no-repeated-word=error"]);
    interface Place {
      readonly line: number;
      readonly column: number;
    }
    interface Diagnostic {
      readonly code: { readonly value: string };
      readonly location: { readonly path: string };
      readonly suggestions: readonly { readonly range: { start: Place; end: Place }; readonly text: string }[];
    }
    const { diagnostics } = JSON.parse(out) as { diagnostics: readonly Diagnostic[] };
    const repeated = diagnostics.find(({ code }) => code.value === "no-repeated-word")!;
    expect(repeated).toMatchObject({ severity: "ERROR", location: { path: "rain.station.md" } });
    const { range, text } = repeated.suggestions[0]!;
    const line = readFileSync(join(folder, "rain.station.md"), "utf8").split("\n")[range.start.line - 1]!;
    const bytes = Buffer.from(line);
    expect(range.end.line).toBe(range.start.line);
    const fixed = [bytes.subarray(0, range.start.column - 1), text, bytes.subarray(range.end.column - 1)].join("");
    expect(fixed).toBe("“Ünder 𝄞” the hill it rains  on us.");
  });

  test("gitlab: fingerprints stay while text is written elsewhere, and change with their sentence", async () => {
    const folder = folderWith(RAIN);
    const read = async () => {
      const { out } = await stationmaster(folder, [...CHECK, "--format", "gitlab"]);
      const found = JSON.parse(out) as {
        check_name: string;
        fingerprint: string;
        severity: string;
        location: object;
      }[];
      return found.find(({ check_name }) => check_name === "station-exists")!;
    };
    const file = join(folder, "rain.station.md");
    const first = await read();
    expect(first).toMatchObject({ severity: "major", location: { path: "rain.station.md", lines: { begin: 3 } } });
    writeFileSync(file, "# Rain\n\nAnother line.\n\nIt rains  on hills, as Station 9 shows. It runs on.\n");
    const second = await read();
    expect(second).toMatchObject({ fingerprint: first.fingerprint, location: { lines: { begin: 5 } } });
    writeFileSync(file, "# Rain\n\nIt rains on fields, as Station 9 shows.\n");
    expect((await read()).fingerprint).not.toBe(first.fingerprint);
  });

  test("junit: errors are failures, the rest passes", async () => {
    const { elements } = readXml(await run("--format", "junit"));
    expect(elements.find((each) => each.startsWith("testsuite|rain"))).toMatch(
      /^testsuite\|rain\.station\.md\|\d+\|1\|0$/,
    );
    expect(elements.filter((each) => each.startsWith("failure"))).toHaveLength(1);
  });

  test("checkstyle", async () => {
    const { elements } = readXml(await run("--format", "checkstyle"));
    expect(elements).toContain(
      "error|3|23|error|Station 9 does not exist on the path “Water”, which ends at Station 1.|stationmaster.station-exists",
    );
  });

  test("markdown: a summary for a comment", async () => {
    const out = await run("--format", "markdown");
    expect(out).toMatch(/^### Stationmaster: 1 error/);
    expect(out).toContain("\n**rain.station.md**\n\n");
    expect(out).toContain(
      "- ✖ line 3: Station 9 does not exist on the path “Water”, which ends at Station 1. (`station-exists`)\n",
    );
  });

  test("html: a sound page of its own", async () => {
    const out = await run("--format", "html");
    await expectSound(new Page(out), "report");
    expect(out).toContain("Station 9 does not exist");
    expect(new Page(out).all("script", "link", "img")).toEqual([]);
  });

  test("sarif: the official validator has nothing against it, fixes and related places included", async () => {
    const folder = folderWith("");
    const samples = join(import.meta.dirname, "../../samples");
    const file = join(folder, "out.sarif");
    await stationmaster(samples, [
      "check",
      "broken",
      "broken-numbers",
      "--hints",
      "--quiet",
      "--output",
      `sarif=${file}`,
    ]);
    await stationmaster(samples, ["check", "broken", "broken-numbers", "--hints", "--output", `sarif=${file}`]);
    expect(await validated(file)).toBe("");
    const log: Log = JSON.parse(readFileSync(file, "utf8"));
    const { results = [], tool, columnKind } = log.runs[0]!;
    expect(columnKind).toBe("utf16CodeUnits");
    expect(results.length).toBeGreaterThan(100);
    expect(results.some(({ fixes }) => fixes?.length)).toBe(true);
    expect(results.some(({ relatedLocations }) => relatedLocations?.length)).toBe(true);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules![ruleIndex!]!.id).toBe(ruleId);
  }, 60_000);

  test("several at once, into files, beside what is printed", async () => {
    const folder = folderWith(RAIN);
    const outputs = ["sarif=reports/out.sarif", "junit=junit.xml", "json=out.json"].flatMap((each) => [
      "--output",
      each,
    ]);
    const { out, code } = await stationmaster(folder, [...CHECK, ...outputs]);
    expect(out).toContain("station-exists");
    expect(code).toBe(1);
    expect(JSON.parse(readFileSync(join(folder, "out.json"), "utf8")).summary.errors).toBe(1);
    readXml(readFileSync(join(folder, "junit.xml"), "utf8"));
    JSON.parse(readFileSync(join(folder, "reports/out.sarif"), "utf8"));
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("what can't be written is told, and the others are; a link is replaced, not followed", async () => {
    const folder = folderWith(RAIN);
    const outside = join(folderWith("-- kept.txt --\nkept"), "kept.txt");
    symlinkSync(outside, join(folder, "out.json"));
    const outputs = ["--output", "junit=.", "--output", "json=out.json", "--force"];
    const { err, code } = await stationmaster(folder, [...CHECK, ...outputs]);
    expect([err, code]).toEqual(["stationmaster: .: This is a folder.\n", 2]);
    expect(JSON.parse(readFileSync(join(folder, "out.json"), "utf8")).version).toBe(1);
    expect(readFileSync(outside, "utf8")).toBe("kept\n");
  });

  test.each([
    [["--format", "sarfi"], "There is no format “sarfi”. Did you mean “sarif”?"],
    [["--output", "sarfi=x"], "There is no format “sarfi”. Did you mean “sarif”?"],
    [["--output", "json=rain.station.md"], "A report would overwrite “rain.station.md”. Please choose another name."],
    [["--output", "out.sarif"], "--output expects a format and a file, such as sarif=out.sarif; got “out.sarif”."],
    [
      ["--output", "constructor=x"],
      "There is no format “constructor”. Known: text, json, ndjson, sarif, github, gitlab, rdjson, junit, checkstyle, markdown, html, shard.",
    ],
  ])("says what is wrong with %j", async (args, message) => {
    const { err, code } = await stationmaster(folderWith(RAIN), ["check", ...args]);
    expect([err, code]).toEqual([`stationmaster: ${message}\n`, 2]);
  });
});

describe("whatever files are called and findings say", () => {
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ..."\u001b[31m \n \r\n \t \0 \u0007 \ufffe \ud800 \u202e \u2028 < > & \" ' ]]> <!-- --> ::error ::stop-commands:: %0A , : @team #12 ** `` | [a](b) <script> </li> ##[error] é 😀".split(
            " ",
          ),
          " ",
        ),
        fc.string({ unit: "binary", maxLength: 3 }),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join(""));
  const reports = fc
    .tuple(hostile, hostile, hostile)
    .map(([file, text, message]) =>
      reportOf(`a/${file}`, `${text}x`, [
        { message, fix: { title: message, edits: [{ range: { start: 0, end: 1 }, newText: file }] } },
      ]),
    );

  test("reports are whole, and nobody obeys what stands in them", () => {
    fc.assert(
      fc.property(reports, (report) => {
        for (const xml of [reportJunit(report), reportCheckstyle(report)]) readXml(xml);
        expect(JSON.parse(reportGitlab(report))).toHaveLength(1);
        expect(JSON.parse([...reportJson(report)].join("")).files).toHaveLength(1);
        expect(
          [...reportNdjson(report)]
            .join("")
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line)),
        ).toHaveLength(2);
        const [result] = (JSON.parse(reportSarif(report, "1")) as Log).runs[0]!.results!;
        const { uri } = result!.locations![0]!.physicalLocation!.artifactLocation!;
        expect(uri).toMatch(/^a\/(?:[\w.!~*'()/-]|%[0-9A-F]{2})*$/);
        const github = reportGithub(report);
        expect(github).toMatch(/^::error file=[^:,\r\n]*,line=1,[^\r\n]*\n$/);
        const markdown = reportMarkdown(report);
        for (const text of [github, markdown]) expect(text).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
        expect(markdown.replaceAll("<!-- -->", "").replaceAll("\\<", "")).not.toMatch(/<[a-z/!]/i);
        expect(markdown).not.toMatch(/(?<!\\)[@#](?=team|12)/);
        const page = new Page(reportPage(report));
        expect(page.all("script", "b", "img", "a")).toEqual([]);
        expect(page.all("li")).toHaveLength(1);
      }),
    );
  });

  test("no row of the text begins a command, however it is wrapped", () => {
    const message = `${"a ".repeat(40)}::error file=x::b ::warning::c`;
    const rows = [...reportText(reportOf("a.station.md", "x", [{ message }]), { paint, columns: 40 })]
      .join("")
      .split("\n");
    expect(rows.filter((row) => /^\s*::/.test(row))).toEqual([]);
  });

  test("of very many findings in one file the text shows the heaviest, and how many there are besides", () => {
    const findings = Array.from({ length: 1_200 }, (_, at) => ({
      severity: at < 1_199 ? ("hint" as const) : ("error" as const),
    }));
    const shown = (some: typeof findings) =>
      [...reportText(reportOf("a.station.md", "x", some), { paint, columns: 80 })].join("");
    const text = shown(findings);
    expect(text.match(/^ {2}[·✖] /gm)).toHaveLength(999);
    expect(text).toContain("✖ error");
    expect(text).toContain("\n  And 201 more findings here; “--format json” lists all of them.\n");
    expect(shown(findings.slice(0, 999))).not.toContain("more finding");
  });

  test("sarif keeps the heaviest of more results than GitHub takes, and says so", () => {
    const text = "x";
    const findings = Array.from({ length: 25_001 }, (_, at) => ({
      severity: at ? ("hint" as const) : ("error" as const),
    }));
    const report = reportOf("a.station.md", text, [...findings.slice(1), findings[0]!]);
    const { results, invocations } = (JSON.parse(reportSarif(report, "1")) as Log).runs[0]!;
    expect([results!.length, results![0]!.level]).toEqual([25_000, "error"]);
    expect(invocations![0]!.toolExecutionNotifications![0]!.message.text).toBe(
      "A run holds 25,000 results at most, so 1 of the lowest severity are left out.",
    );
    expect(sarifShortfall(report)).toBeDefined();
    expect(sarifShortfall(reportOf("a.station.md", text, findings.slice(1)))).toBeUndefined();
  });

  test("sarif is no larger than GitHub takes, whatever its messages say", () => {
    // Text that can't be compressed to less.
    const random = randomFor(1, 0);
    const noise = () => String.fromCharCode(0x4e00 + random.below(0x4000));
    const text = "x\n".repeat(1_000);
    const fits = (log: string) => gzipSync(log).length <= 200_000;
    const reportWith = (length: number) =>
      reportOf(
        "a.station.md",
        text,
        Array.from({ length: 500 }, (_, at) => ({
          severity: at % 10 ? ("warning" as const) : ("error" as const),
          message: Array.from({ length }, noise).join(""),
          fix: {
            title: "Change it",
            edits: [{ range: { start: at, end: at + 1 }, newText: Array.from({ length }, noise).join("") }],
          },
        })),
      );
    const [small, fixes, many] = [20, 130, 1_000].map((length) => {
      const log = reportSarif(reportWith(length), "1", fits);
      expect(gzipSync(log).length).toBeLessThan(200_000);
      const { results, invocations } = (JSON.parse(log) as Log).runs[0]!;
      const notes = invocations![0]!.toolExecutionNotifications!.map(({ message }) => message.text);
      return { notes, results: results!.length, errors: results!.filter(({ level }) => level === "error").length };
    });
    const bare = "The report would be too large, so it holds no fixes and no related places.";
    expect(small).toEqual({ notes: [], results: 500, errors: 50 });
    expect(fixes).toEqual({ notes: [bare], results: 500, errors: 50 });
    const left = "The report would be too large, so 438 more of the lowest severity are left out.";
    expect(many).toEqual({ notes: [bare, left], results: 62, errors: 50 });
  });

  test("markdown says how many it had no room for", () => {
    const report = reportOf(
      "a.station.md",
      "x",
      Array.from({ length: 3_000 }, () => ({})),
    );
    const markdown = reportMarkdown(report);
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toMatch(/\nAnd 1,\d{3} more\.\n$/);
  });

  test("findings in one sentence are told apart, and one in no sentence is known by its line", () => {
    const text = "# Rain\n\nIt rains. It runs.\n\n| a | b |\n";
    const at = (start: number, rule = "readable") => ({
      rule,
      file: "a",
      severity: "error" as const,
      range: { start, end: start + 1 },
      message: "",
    });
    const of = (source: string, findings: LintFinding[]) => fingerprints(source, station(source), findings);
    const [first, second, third, other] = of(text, [at(8), at(9), at(18), at(18, "hook")]);
    expect(second).toBe(`${first}-2`);
    expect(new Set([first, third, other]).size).toBe(3);
    expect(of(text.replace("It runs.", "It ends."), [at(8), at(9)])).toEqual([first, second]);
    expect(of(text, [at(28)])).toEqual(of(`${text.slice(0, 8)}Now ${text.slice(8)}`, [at(32)]));
  });
});
