import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { LocationLink, MarkupContent } from "vscode-languageserver/node";
import { completions } from "../../server/src/features/completion.ts";
import { readBibtex } from "../../server/src/hosts/bibtex.ts";
import { readSourceFile } from "../../server/src/path/sources.ts";
import { pairOf, readYaml, textOf, textsOf } from "../../server/src/syntax/yaml.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { cursorFixture } from "../support/fixture.ts";
import { LanguageClient } from "../support/language-client.ts";
import { fixtureFindings } from "../support/odd-findings.ts";

const TEXT = "# Rain\n\nRain rain falls.\n";
const NOT_TEXT = "This is not UTF-8 text. Please save it as UTF-8.";
const little = Buffer.from(TEXT, "utf16le");
const big = Buffer.from(little).swap16();
const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

describe("a file that is no text", () => {
  const files: [string, Buffer][] = [
    ["UTF-16 with a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
    ["UTF-16 without a mark", little],
    ["UTF-16 the other way round with a mark", Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
    ["UTF-16 the other way round without a mark", big],
    ["Latin 1", Buffer.from("# Caf\xe9\n", "latin1")],
    ["a picture", PNG],
    ["nulls", Buffer.alloc(1_000)],
    ["a null in a text", Buffer.from("# Rain\0\n\nIt rains.\n")],
    ["half a character", Buffer.from("# Rain 😀").subarray(0, -1)],
  ];

  test.each(files)("is said to be none, once: %s", async (_, bytes) => {
    const folder = folderWith("");
    writeFileSync(join(folder, "rain.station.md"), bytes);
    const { code, out } = await stationmaster(folder, ["check", "--format", "json"]);
    const { files, unreadable } = JSON.parse(out);
    expect(code).toBe(2);
    expect(unreadable).toEqual([{ file: "rain.station.md", reason: NOT_TEXT }]);
    expect(files.flatMap(({ findings }: { findings: unknown[] }) => findings)).toEqual([]);
  });

  test.each(["", "\ufeff", "\n"])("is one finding where nothing is in it: %j", async (text) => {
    const folder = folderWith("");
    writeFileSync(join(folder, "rain.station.md"), text);
    const { code, out } = await stationmaster(folder, ["check", "--format", "json"]);
    const [{ findings }] = JSON.parse(out).files;
    expect(code).toBe(0);
    const heavy = findings.filter(({ severity }: { severity: string }) => /error|warning/.test(severity));
    expect(heavy.map(({ rule, severity }: Record<string, string>) => `${severity} ${rule}`)).toContain("warning title");
    expect(heavy.map(({ severity }: { severity: string }) => severity)).not.toContain("error");
  });

  test("is refused as standard input, too, whatever that is called, and nothing is no text without a title", async () => {
    const folder = folderWith("");
    const args = [
      "check",
      "--preset",
      "draft",
      "--format",
      "json",
      "--stdin",
      "--stdin-filename",
      "../../rain.station.md",
    ];
    for (const bytes of [PNG, ...files.slice(-3).map(([, each]) => each)]) {
      const refused = { code: 2, out: "", err: "stationmaster: Standard input is not UTF-8 text.\n" };
      expect(await stationmaster(folder, args, bytes)).toEqual(refused);
    }
    for (const [text, code, rules] of [
      ["", 0, ["title"]],
      ["- It rains.", 1, ["title"]],
      [TEXT.replace("Rain rain", "Rain"), 0, []],
    ] as const) {
      const run = await stationmaster(folder, args, text);
      const { files } = JSON.parse(run.out);
      expect(files.map(({ file }: { file: string }) => file)).toEqual(["../../rain.station.md"]);
      expect(files[0].findings.map(({ rule }: { rule: string }) => rule)).toEqual(rules);
      expect(run.code).toBe(code);
    }
  });

  test("costs a server that file alone; one in which nothing is has one finding", async () => {
    const names = files.map((_, at) => `${at}.station.md`);
    const folder = folderWith(`
      -- path.yaml --
      title: Water
      stations: [${names.join(", ")}, empty.station.md, mark.station.md, rain.station.md]
      -- rain.station.md --
      # Rain

      Rain rain falls, as Station 1 says.
    `);
    for (const [at, [, bytes]] of files.entries()) writeFileSync(join(folder, names[at]!), bytes);
    writeFileSync(join(folder, "empty.station.md"), "");
    writeFileSync(join(folder, "mark.station.md"), "\ufeff");
    const client = await LanguageClient.start(folder, { settings: { scope: "paths" } });
    await client.open("rain.station.md");
    const rules = async (name: string) => (await client.pull(name)).map(({ code }) => code);
    for (const name of names) expect(await client.pull(name)).toMatchObject([{ code: "readable", message: NOT_TEXT }]);
    for (const name of ["empty.station.md", "mark.station.md"]) expect(await rules(name)).toEqual(["title"]);
    expect(await rules("path.yaml")).toEqual([]);
    const [, name, other] = names as [string, string, string];
    for (const [bytes, found] of [
      ["Rain rain falls.\n", "no-repeated-word"],
      [files[1]![1], "readable"],
      ["", "title"],
    ] as const) {
      writeFileSync(join(folder, name), bytes);
      await client.tell("workspace/didChangeWatchedFiles", { changes: [{ uri: client.uri(name), type: 2 }] });
      await client.until(async () => (await rules(name)).includes(found));
    }
    await client.open(other, "# Rain\n");
    expect(await rules(other)).not.toContain("readable");
    await client.close(other);
    expect(await rules(other)).toEqual(["readable"]);
    await client.open("0.station.md", "# Rain\0\n\nRain rain falls.\n");
    expect(await rules("0.station.md")).toEqual(["readable"]);
    // An editor that is told to show a file in UTF-8 that is none puts stand-ins in, and would save them.
    await client.open("4.station.md", `${files[4]![1].toString("utf8")}\nCoffee in K\ufffdln.\n`);
    expect((await rules("4.station.md")).filter((rule) => rule === "no-lost-character")).toHaveLength(1);
    expect(await rules("rain.station.md")).toContain("no-repeated-word");
  });
});

test("a list of sources, settings and an order that are no text say so in an editor, too", async () => {
  const names = ["path.yaml", "stationmaster.yaml", "water/sources.bib", "water/01-rain.ledger.jsonl"];
  const folder = folderWith(`
    -- water/01-rain.station.md --
    # Rain
  `);
  for (const name of names) writeFileSync(join(folder, name), Buffer.from("title: Köln", "latin1"));
  const client = await LanguageClient.start(folder, { settings: { scope: "workspace" } });
  await client.open("water/01-rain.station.md");
  for (const name of names) {
    await client.until(async () => (await client.pull(name)).length > 0);
    expect(await client.pull(name)).toMatchObject([{ message: NOT_TEXT }]);
  }
});

describe("names that mean something to JavaScript", () => {
  /** Copied naively it would give every object something: below `__proto__` itself, below `constructor` one step further. */
  const harm = '{"polluted": 1, "prototype": {"polluted": 1}}';
  const names = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"];

  test.each(names)("are names like any other: %s", (name) => {
    // Without a backslash Markdown takes the underscores for emphasis.
    const said = name.replaceAll("_", "\\_");
    const found = fixtureFindings(`
      -- path.yaml --
      title: Water
      ${name}: ${harm}
      stations: [rain.station.md]
      rules:
        ${name}: off
      -- stationmaster.yaml --
      ${name}: ${harm}
      rules:
        ${name}: ${harm}
      -- sources.json --
      [{ "id": "${name}", "type": "book", "title": "Rain", "${name}": ${harm} }]
      -- rain.station.md --
      ---
      ${name}: ${harm}
      ---

      # Rain

      ## ${said}

      **Key term:** ${said} — a name [@${said}]. See [here](#${name.toLowerCase()}) and [there][${name}].[^${name}]

      [${name}]: rain.station.md
      [^${name}]: A note.
    `);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.prototype.toString.call({})).toBe("[object Object]");
    expect(found.failed).toEqual([]);
    expect(found.rules).not.toContain("citation-exists");
    expect(found.rules).not.toContain("link-target");
  });

  test.each(names)("are keys of sources like any other, also for strings in BibTeX: %s", (name) => {
    const bib = `@string{${name} = {Rain}}\n@book{${name}, ${name} = {y}, title = ${name}}\n`;
    const yaml = `- id: ${name}\n  type: book\n  title: Rain\n  ${name}: ${harm}\n`;
    for (const [file, text] of [
      ["/sources.bib", bib],
      ["/sources.yaml", yaml],
    ] as const) {
      const { sources, problems } = readSourceFile(file, text, readBibtex);
      expect(problems).toEqual([]);
      expect(sources.map(({ key, title }) => ({ key, title }))).toEqual([{ key: name, title: "Rain" }]);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("lead in an editor where others lead", async () => {
    const sources = names.map((id) => JSON.stringify({ id, type: "book", title: "On Rain" }));
    const client = await LanguageClient.start(
      folderWith(`
        -- path.yaml --
        title: Water
        stations: [rain.station.md, snow.station.md]
        -- snow.station.md --
        # Snow
        -- sources.json --
        [
        ${sources.join(",\n        ")}
        ]
      `),
    );
    const rain = "rain.station.md";
    await client.open(rain, "");
    for (const name of names) {
      const said = name.replaceAll("_", "\\_");
      const anchor = name.toLowerCase();
      await client.replace(
        rain,
        `# Rain\n\n## ${said}\n\n[@${said}] [here](#${anchor}) [there][${name}] [^${name}]\n\n[${name}]: snow.station.md\n\n[^${name}]: A note.\n`,
      );
      for (const [words, file, line, shown] of [
        [`@${said}`, "sources.json", 1 + names.indexOf(name), `*On Rain*.\n\n*Source “${name}”.*`],
        [`#${anchor}`, rain, 2, `**${name}**\n`],
        [`there][${name}`, "snow.station.md", 0, "**Station 2: Snow**"],
        [`^${name}`, rain, 8, "A note."],
      ] as const) {
        const [place] = await client.at<LocationLink[]>("textDocument/definition", rain, words);
        const { targetUri, targetSelectionRange } = place!;
        expect([targetUri, targetSelectionRange.start.line], words).toEqual([client.uri(file), line]);
        const { contents } = await client.at<{ contents: MarkupContent }>("textDocument/hover", rain, words);
        expect(contents.value.replaceAll("\\", ""), words).toContain(shown);
      }
    }
  });
});

describe("front matter", () => {
  test.each([
    ["---js\nprocess.exit(1)\n---\n\n# Rain\n", []],
    [
      "---\na: !!js/function 'process.exit(1)'\n---\n\n# Rain\n",
      ["!!js/function: This tag is not supported. Please remove it."],
    ],
    ["---\na: !!binary aGk=\n---\n\n# Rain\n", []],
    ["---\na: b\n...\n\n# Rain\n", []],
    ["---\na: b\n\n# Rain\n", []],
    ["\ufeff---\r\na: b\r\na: c\r\n---\r\n\r\n# Rain\r\n", ["a: “a” is here twice. Please keep one."]],
    ["---\ra: b\ra: c\r---\r\r# Rain\r", ["a: “a” is here twice. Please keep one."]],
    ["---", []],
    ["---\n", []],
    ["---\n---\n\n# Rain\n", []],
    ["---\na: b\n...\nc: d\n---\n\n# Rain\n", ["c: d: Only one block of settings can stand here."]],
    ["---\na: b\n...\n# c\n---\n\n# Rain\n", []],
    ["---\na:\n\t- b\n---\n\n# Rain\n", ["\t: A tab indents this line. Please use spaces."]],
  ])("is read or refused at its place, and never run: %j", (text, expected) => {
    expect(fixtureFindings(text).readable).toEqual(expected);
  });
});

test.each(["no", "1:30", "2026-01-01", "012", "0x1F", "1e3", "1.0", "12345678901234567890", "~a", "true"])(
  "a text in YAML stays as it was written, whatever else it could be: %s",
  (written) => {
    const { value, problems } = readYaml(`title: ${written}\ntitles: [${written}]\n`);
    expect(problems).toEqual([]);
    expect(textOf(pairOf(value, "title")?.value)).toBe(written);
    expect(textsOf(pairOf(value, "titles")?.value).map(({ text }) => text)).toEqual([written]);
  },
);

test("half a character, of which no address can be made, costs no answer", async () => {
  const client = await LanguageClient.start(
    folderWith(`
      -- path.yaml --
      title: Water
      tier: premium
      stations: [rain.station.md]
      -- sources.json --
      [{ "id": "b", "title": "Rain", "DOI": "10.1000/\\ud800" }, { "id": "\\ud800", "title": "Snow" }]
    `),
  );
  const name = "rain.station.md";
  await client.open(name, "# Rain\n\nIt falls [@{\ud800}] [@b].\n\nSee [this](\ud800.md).\n");
  await client.pull(name);
  for (const words of ["@{", "@b", "this"]) {
    const position = client.position(name, words);
    await client.ask("textDocument/hover", name, { position });
    await client.ask("textDocument/definition", name, { position });
  }
  await client.ask("textDocument/documentLink", name);
  await client.ask("stationmaster/preview", name, { id: "a", revision: 0, view: "station" });
});

test.each([
  ["İzmir Water", "The İzmir wa", "The İzmir Water"], // in small letters the first letter is two
  ["(GDP)", "The (gd", "The (GDP)"],
])("an odd term takes the place of what was typed of it: %s", (term, typed, expected) => {
  const fixture = cursorFixture(`
    -- path.yaml --
    title: Water
    stations: [rain.station.md]
    -- rain.station.md --
    # Rain

    **Key term:** ${term} — what falls.

    ${typed}$0
  `);
  const { workspace, files, file, offset } = fixture;
  const text = files.get(file)!;
  const offers = completions(workspace, file, text, offset).items.filter(({ kind }) => kind === "term");
  expect(applyEdits(text, offers).trimEnd().split("\n").at(-1)).toBe(expected);
});

test.each(["# Rain\n\nIt it falls.\n\n## Snow\n", "Rain\n\nIt it falls.\nSnow\n"])(
  "a byte order mark moves what is found, and changes nothing of it: %j",
  (text) => {
    const [bare, marked] = [text, `\ufeff${text}`].map((each) => fixtureFindings(each));
    expect(marked).toEqual(bare);
    expect(bare!.rules).toContain("no-repeated-word");
  },
);

test("a client that offers no encoding known here is answered in UTF-16", async () => {
  for (const [encodings, chosen] of [
    [["utf-8"], "utf-8"],
    [["utf-16"], "utf-16"],
    [["utf-32", "utf-16"], "utf-16"],
    [["utf-32"], "utf-32"],
    [[], "utf-16"],
    [["EBCDIC"], "utf-16"],
    [undefined, "utf-16"],
  ] as const) {
    const client = await LanguageClient.start(folderWith(""), encodings ? { encodings } : {});
    expect(client.encoding).toBe(chosen);
  }
});
