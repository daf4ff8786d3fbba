import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver/node";
import { exportPage } from "../../server/src/features/export.ts";
import { preview } from "../../server/src/features/preview.ts";
import { readBibtex } from "../../server/src/hosts/bibtex.ts";
import { readTex } from "../../server/src/hosts/tex.ts";
import { lintFile } from "../../server/src/lint/lint.ts";
import { readSourceFile } from "../../server/src/path/sources.ts";
import { makeWorkspace } from "../../server/src/path/workspace.ts";
import { readFrontMatter } from "../../server/src/syntax/front-matter.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { slice } from "../../server/src/text/range.ts";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { cpuSeconds } from "../support/cpu-time.ts";
import { bibtexBombs, families, largestRead, yamlBombs } from "../support/families.ts";
import { LONE_FILE, ROOT, station } from "../support/fixture.ts";
import { LanguageClient } from "../support/language-client.ts";

const PATH = `title: Water\ntier: premium\nstations: [station.station.md, snow.station.md]\n`;

/** All that is found in a station of a premium path, as messages. */
function found(text: string): readonly string[] {
  const files = [
    { file: LONE_FILE, text },
    { file: `${ROOT}/snow.station.md`, text: "# Snow\n\nSnow is rain, as Station 1 says.\n" },
    { file: `${ROOT}/path.yaml`, text: PATH },
    { file: `${ROOT}/sources.json`, text: '[{ "id": "a", "type": "book", "title": "Rain" }]' },
  ];
  const failed: string[] = [];
  const findings = lintFile(makeWorkspace({ station, bibtex: readBibtex }, files), LONE_FILE, {
    given: {},
    lookUp: () => "missing",
    onRuleFailed: (rule, _, error) => failed.push(`${rule}: ${error}`),
  });
  expect(failed).toEqual([]);
  return findings.map(({ message }) => message);
}

function textOf(name: string, share = 1): string {
  const { text, full } = families.find((family) => family.name === name)!;
  return text(Math.max(2, Math.round(full * share)));
}

/** The longest text of a family that is read. */
function longestOf(name: string): string {
  const family = families.find((each) => each.name === name)!;
  return HEAD + family.text(largestRead(family, HEAD));
}

const HEAD = "# Rain\n\n";

describe("a text on which programs have hung", () => {
  test("is opened in a server that answers all that is asked of it, and draws no more than it should", async () => {
    const client = await LanguageClient.startProcess(folderWith(`-- path.yaml --\n${PATH}`));
    const name = "station.station.md";
    for (const { name: family } of families) {
      for (const head of ["# Rain\n\n", "Rain\n\n"]) {
        const text = head + textOf(family, 1 / 100);
        await client.open(name, text);
        const position = client.position(name, text.slice(head.length, head.length + 1));
        const diagnostics = await client.pull(name);
        expect(diagnostics.length, family).toBeLessThanOrEqual(1_000);
        expect(diagnostics.filter(({ message }) => String(message).includes("longer than")).length, family).toBe(0);
        await client.ask("textDocument/hover", name, { position });
        await client.ask("textDocument/documentSymbol", name);
        const preview = await client.ask<{ changed: Record<string, string> }>("stationmaster/preview", name, {
          id: family + head,
          revision: 0,
          view: "station",
        });
        // A block has tags around it, however short it is.
        const lines = text.split(/[\n\r]/).length;
        const drawn = Object.values(preview.changed).join("").length;
        expect(drawn, family).toBeLessThan(2_000 + 100 * lines + 20 * text.length);
        await client.close(name);
      }
    }
    await client.open(name, "# Rain\n\nRain rain falls.\n");
    expect(await client.rules(name)).toContain("no-repeated-word");
  }, 120_000);

  // Each of these once took time that grew with the square of its size.
  test.each([
    "spaces in a line",
    "spaces in a heading",
    "code and spaces at ends of lines",
    "headings and spaces that do not break",
    "comments that silence a sentence",
    "comments that silence all that follows",
    "comments that let be heard again",
    "uses of key terms",
    "one key term of many words",
    "citations",
    "open brackets in a claim",
    "spaces in a row of dashes",
    "periods in a link",
    "closing marks in an item",
    "backslashes in a cell",
    "open quotes before a figure",
    "names before a figure",
    "capitals before a figure",
    "question marks above a list",
    "colons in the first line of a box",
    "tabs in the first line of a box",
    "tabs in a shortcode",
    "comments without ends beside a picture",
    "comments without ends below a heading",
  ])("is checked in time that grows with it: %s", (name) => {
    expect(cpuSeconds(() => found(longestOf(name)))).toBeLessThan(2);
  });

  test.each([
    ["one line", 1, "This file is longer than 100,000 characters, so it was not checked. Is it a station?"],
    ["a long document", 1, "This file is longer than 100,000 characters, so it was not checked. Is it a station?"],
    ["nested quotations", 1, "This Markdown is nested too deeply to be read, so it was not checked."],
    ["blank lines in nested lists", 1, "This Markdown is nested too deeply to be read, so it was not checked."],
    ["nested emphasis", 0.4, "This text has too many “*” or “_” to be read, so it was not checked."],
    ["an address of asterisks", 1, "This text has too many “*” or “_” to be read, so it was not checked."],
    [
      "character references",
      0.16,
      "This text has too many character references such as “&amp;” to be read, so it was not checked.",
    ],
    ["headings", 0.1, "This text has too many lines to be read, so it was not checked."],
    ["pictures in pictures", 0.1, "This text has too many links and citations to be read, so it was not checked."],
  ])("that goes beyond a limit has one finding, which says so: %s", (name, share, message) => {
    expect(found(HEAD + textOf(name, share))).toEqual([message]);
  });
});

test("of very many findings the heaviest are shown, and how many there are besides", async () => {
  const client = await LanguageClient.startProcess(folderWith(""));
  const name = "rain.station.md";
  await client.open(name, `# Rain\n\n${"Rain rain falls.\n\n".repeat(3_000)}[a](missing.md)\n`);
  const shown = await client.pull(name);
  expect(shown).toHaveLength(1_000);
  expect(shown.map(({ code }) => code)).toContain("link-target");
  const more = shown.filter(({ code }) => code === undefined);
  expect(more.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^And 2,\d{3} more findings\. They are shown once there are fewer\.$/),
  ]);
  await client.replace(name, `# Rain\n\n${"Rain rain falls.\n\n".repeat(300)}`);
  expect((await client.pull(name)).filter(({ code }) => code === undefined)).toEqual([]);
});

test("a text of five million characters is left unread until it is shorter, and does not hold up who types in it", async () => {
  const client = await LanguageClient.startProcess(folderWith(""));
  const name = "rain.station.md";
  const opened = Date.now();
  await client.open(name, `# Rain\n\n${"Rain rain falls.\n\n".repeat(280_000)}`);
  const found = async () => (await client.pull(name)).map(({ code, severity }) => ({ code, severity }));
  const unread = [{ code: "readable", severity: DiagnosticSeverity.Information }];
  expect(await found()).toEqual(unread);
  const opening = Date.now() - opened;
  const began = Date.now();
  for (let edit = 0; edit < 20; edit++) await client.type(name, "Rain rain", "Rain");
  expect(await found()).toEqual(unread);
  // Reading it anew at each edit would take some 800 times as long as opening it; 5 times is usual.
  expect(Date.now() - began).toBeLessThan(60 * opening);
  await client.replace(name, "# Rain\n\nRain rain falls.\n");
  expect((await found()).map(({ code }) => code)).toContain("no-repeated-word");
});

/** The largest size at which a text stays within a length. */
function fitting(text: (size: number) => string, longest: number): number {
  let size = 1;
  while (size < longest && text(2 * size).length <= longest) size *= 2;
  for (let step = size; step >= 1; step = Math.floor(step / 2)) if (text(size + step).length <= longest) size += step;
  return size;
}

/** The largest size at which a piece of YAML is read. */
function bombSize(name: string): number {
  return name === "a list that holds itself" ? 1 : fitting(yamlBombs[name]!, 64 * 1024 - 10);
}

describe("YAML that grows as it is read", () => {
  test.each(Object.entries(yamlBombs))("is read within limits, or refused: %s", (name, text) => {
    let read: ReturnType<typeof readYaml> | undefined;
    const seconds = cpuSeconds(() => {
      read = readYaml(text(bombSize(name)));
    });
    expect(seconds).toBeLessThan(1);
    expect(read!.problems.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(read!.problems)).not.toMatch(/stack|Maximum|undefined/);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test.each([
    ["laughs that multiply", "Aliases (*name) are not supported here. Please write the value out."],
    ["one list that stands for many", "Aliases (*name) are not supported here. Please write the value out."],
    ["a chain of merges", "Aliases (*name) are not supported here. Please write the value out."],
    ["a list that holds itself", "Aliases (*name) are not supported here. Please write the value out."],
    ["nested brackets", "This is nested more than 32 levels deep."],
    ["nested lists in one line", "This is nested more than 32 levels deep."],
    ["nested by indentation", "This is nested more than 32 levels deep."],
  ])("has one finding in a station, which says why: %s", (name, message) => {
    const size = name.includes("in one line") ? 100 : 300;
    const findings = found(`---\n${yamlBombs[name]!(size)}\n---\n\n# Rain\n\nRain falls.\n`);
    expect(findings.filter((each) => each === message)).toHaveLength(1);
  });

  const bombs: readonly [string, number, string][] = [
    ["laughs that multiply", 9, "*a0: Aliases (*name) are not supported here. Please write the value out."],
    ["a chain of merges", 1_000, "*a0: Aliases (*name) are not supported here. Please write the value out."],
    ["nested brackets", 10_000, "all of it: This is nested more than 32 levels deep."],
    ["many keys", 20_000, "all of it: This is longer than 65536 characters. Please shorten it."],
  ];

  test.each(bombs)("has one problem at its place, told within 0.2 seconds: %s", (name, size, problem) => {
    const bomb = yamlBombs[name]!(size);
    const text = `---\n${bomb}\n---\n\n# Rain\n`;
    let read = readFrontMatter(text); // the first one warms up
    const seconds = cpuSeconds(() => {
      read = readFrontMatter(text);
    });
    expect(seconds).toBeLessThan(0.2);
    const said = read!.problems.map(({ range, message }) => `${slice(text, range)}: ${message}`);
    expect(said.map((each) => each.replace(bomb, "all of it"))).toEqual([problem]);
  });

  test("has one finding at its place in a server", async () => {
    const client = await LanguageClient.startProcess(folderWith(""));
    const name = "rain.station.md";
    await client.open(name, "---\ntier: standard\n---\n\n# Rain\n");
    await client.pull(name);
    for (const [bomb, size, problem] of bombs) {
      const written = yamlBombs[bomb]!(size);
      const text = `---\n${written}\n---\n\n# Rain\n`;
      await client.replace(name, text);
      const found = await client.pull(name);
      const readable = found.filter(({ code }) => code === "readable");
      const said = readable.map(({ range, message }) => `${slice(text, client.offsets(text, range))}: ${message}`);
      // This many keys are too long for a station, too, which is said in place of all else.
      const expected = text.length > 100_000 ? expect.stringMatching(/^-: This file is longer than/) : problem;
      expect(said.map((each) => each.replace(written, "all of it"))).toEqual([expected]);
    }
  });

  test("costs its path findings on the command line, and no other path any", async () => {
    const folder = folderWith("-- snow/path.yaml --\ntitle: Snow\nstations: [{ planned: Snow }]\n");
    const names = Object.keys(yamlBombs).sort();
    for (const name of names) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "path.yaml"), yamlBombs[name]!(Math.ceil(bombSize(name) / 8)));
      // Without a station beside it, it may be anybody's.
      writeFileSync(join(folder, name, "rain.station.md"), "# Rain\n");
    }
    const { out, code } = await stationmaster(folder, ["check", "--no-cache", "--format", "json"]);
    const { files } = JSON.parse(out);
    const found: string[] = files.flatMap(({ file, findings }: { file: string; findings: unknown[] }) =>
      findings.length > 0 && file.endsWith("path.yaml") ? [file] : [],
    );
    expect(found).toEqual(names.map((name) => `${name}/path.yaml`));
    expect(code).toBe(1);
  });

  test("has one finding where it is too long", () => {
    const findings = found(`---\ntitle: ${"Rain ".repeat(14_000)}\n---\n\n# Rain\n\nRain falls.\n`);
    expect(findings.filter((each) => each.includes("longer than"))).toHaveLength(1);
  });

  test("has one finding where there is too much in it", () => {
    const findings = found(`---\n${yamlBombs.commas!(20_000)}\n---\n\n# Rain\n\nRain falls.\n`);
    expect(findings.filter((each) => each.includes("too many entries"))).toHaveLength(1);
  });
});

describe("a path.yaml that lists very many stations", () => {
  /** What is found in a path.yaml, and in a station beside it. */
  function foundIn(pathFile: string): readonly string[] {
    const files = [
      { file: `${ROOT}/path.yaml`, text: pathFile },
      { file: LONE_FILE, text: "# Rain\n\nRain rain falls, as Station 1 says.\n" },
    ];
    const workspace = makeWorkspace({ station, bibtex: readBibtex }, files);
    const options = { given: {}, lookUp: () => "missing" as const };
    return files.flatMap(({ file }) => lintFile(workspace, file, options).map(({ message }) => message));
  }

  test.each<[string, (at: number) => string]>([
    ["one that is there", () => "- station.station.md\n"],
    ["one that is missing", () => "- a\n"],
    ["one that is planned", () => "- planned: a\n"],
    ["each with another name", (at) => `- ${at}.md\n`],
  ])("is checked within two seconds, or refused as too long: %s", (_, entry) => {
    const pathFile = (size: number) => `stations:\n${Array.from({ length: size }, (_, at) => entry(at)).join("")}`;
    const most = pathFile(fitting(pathFile, 64 * 1024));
    expect(cpuSeconds(() => foundIn(most))).toBeLessThan(2);
    const refused = foundIn(pathFile(100_000)).filter((each) => each.includes("longer than"));
    expect(refused).toEqual(["This is longer than 65536 characters. Please shorten it."]);
  });
});

describe("BibTeX that grows as it is read", () => {
  test.each(Object.entries(bibtexBombs))("is read in time that grows with its length: %s", (_, text) => {
    const seconds = (size: number) => cpuSeconds(() => readSourceFile("/sources.bib", text(size), readBibtex).sources);
    const half = seconds(10_000);
    expect(half).toBeLessThan(4);
    expect(seconds(20_000)).toBeLessThan(2.6 * Math.max(0.3, half));
  });

  test("reads no other file, and fills in no string that stands for itself", () => {
    const text = "@string{a = b}\n@string{b = a}\n@book{k, title = a, note = {\\input{/etc/passwd}}}\n";
    const fields = JSON.stringify([...readBibtex(text).entries[0]!.fields.values()]);
    expect(fields).not.toContain("root:");
    expect(fields).toContain("a");
  });
});

/** A place for pages that has no pictures. */
const host = { webPictures: false, stationAddress: () => "#", pictureAddress: () => undefined };

test.each([
  ["sentences", "Go. ".repeat(24_000)],
  ["headings of one letter", "## a\n".repeat(4_900)],
])("a page is cut where it would have more than eight times as much HTML as its text: %s", (_, written) => {
  const text = `# Rain\n\n${written}`;
  const workspace = makeWorkspace({ station, bibtex: readBibtex }, [{ file: LONE_FILE, text }]);
  const { blocks } = preview(workspace, LONE_FILE, [], host)!;
  expect(blocks.reduce((sum, { html }) => sum + html.length, 0)).toBeLessThan(Math.max(100_000, 8 * text.length) + 200);
  expect(blocks.at(-1)!.html).toContain("The rest of this page is too large to be shown.");
});

test("a sentence with very many findings is marked with the heaviest", () => {
  const text = `# Rain\n\n${"![[]()".repeat(8_000)}\n`;
  const workspace = makeWorkspace({ station, bibtex: readBibtex }, [{ file: LONE_FILE, text }]);
  const findings = lintFile(workspace, LONE_FILE, { given: {}, lookUp: () => "missing" });
  const marks = preview(workspace, LONE_FILE, findings, host)!.blocks.flatMap((block) => block.marks);
  expect(findings.length).toBeGreaterThan(7_000);
  expect(marks.length).toBeLessThan(1_000);
});

test("of a table with more cells than can be drawn while somebody types, the rest is left out of a preview alone", () => {
  const row = `${"|water".repeat(60)}|\n`;
  const text = `# Rain\n\n${row}${"|-".repeat(60)}|\n${row.repeat(200)}\n|fog|\n|-|\n|dew|\n`;
  const workspace = makeWorkspace({ station, bibtex: readBibtex }, [{ file: LONE_FILE, text }]);
  const html = preview(workspace, LONE_FILE, [], host)!
    .blocks.map((block) => block.html)
    .join("");
  expect(html.split("<td>").length - 1).toBe(50 * 60);
  expect(html.split("The rest of this table is too large to be shown.")).toHaveLength(3);
  const exported = exportPage(workspace, LONE_FILE, false, { pictureAddress: () => undefined })!.html;
  expect(exported.split("<td>").length - 1).toBe(200 * 60 + 1);
});

test("of more formulas than can be drawn while somebody types, the rest is shown as it is written in a preview alone", () => {
  const formula = `$${"x+".repeat(100)}y$`;
  const text = `# Rain\n\n${`It is ${formula}.\n\n`.repeat(300)}`;
  const workspace = makeWorkspace({ station, bibtex: readBibtex }, [{ file: LONE_FILE, text }]);
  const html = preview(workspace, LONE_FILE, [], { ...host, readTex })!
    .blocks.map((block) => block.html)
    .join("");
  expect(html.split("<math>").length - 1).toBe(199);
  expect(html.split(formula).length - 1).toBe(101);
  const exported = exportPage(workspace, LONE_FILE, false, { pictureAddress: () => undefined, readTex })!.html;
  expect(exported.split("<math>").length - 1).toBe(300);
});

test("a long title, name or definition is not drawn in full wherever it is mentioned", () => {
  const long = `Rain ${"water ".repeat(10_000)}`;
  const often = 50;
  const text = `# Rain\n\n**Key term:** Fog — ${long}\n\n${"Fog [@a] is in Station 2.\n\n".repeat(often)}`;
  const files = [
    { file: `${ROOT}/path.yaml`, text: "title: Water\nstations: [station.station.md, snow.station.md]\n" },
    { file: `${ROOT}/snow.station.md`, text: `# ${long}\n\nSnow falls.\n` },
    { file: `${ROOT}/sources.json`, text: JSON.stringify([{ id: "a", title: long, author: [{ literal: long }] }]) },
    { file: LONE_FILE, text },
  ];
  const { blocks } = preview(makeWorkspace({ station, bibtex: readBibtex }, files), LONE_FILE, [], host)!;
  const drawn = blocks.reduce((sum, { html }) => sum + html.length, 0);
  expect(drawn).toBeLessThan(10 * long.length + often * 3_000);
  expect(drawn).toBeGreaterThan(long.length);
  expect(blocks.at(-1)!.html).not.toContain("The rest of this page");
});
