import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "vscode-languageserver/node";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

const root = join(import.meta.dirname, "../..");

/** Files that are as seldom as they are allowed: settings and paths with mistakes, names of no station, sources of all kinds. */
const ODD = `
  -- settings/stationmaster.yaml --
  preset: strickt
  rules: { heading-mark: loud, no-such-rule: error, sentence-length: { severity: hint, words: many } }
  -- settings/inner/stationmaster.yml --
  preset: strict
  rules: { list-lead-in: off }
  -- settings/inner/deep.station.md --
  # Deep:

  All experts agree. See Station 4.
  -- paths/path.yml --
  titel: Odd
  stations:
    - one.station.md
    - one.station.md
    - gone.station.md
    - notes.md
    - below/two.station.md
    - planned: Three
  sources: [books.bib, list.csl.json, more/refs.yaml, gone.bib]
  -- both/path.yaml --
  title: One
  stations: [one.station.md]
  -- both/path.yml --
  title: Two
  stations: [one.station.md, two.station.md]
  -- both/one.station.md --
  # One

  See Station 2.
  -- both/two.station.md --
  # Two
  -- paths/one.station.md --
  # One

  It is known [@knuth1997; @nobody]. This is is shown in Stations 2-9.
  -- paths/notes.md --
  # Notes:

  The next station is [here](below/two.station.md#nowhere), and Station 99 is not.
  -- paths/below/two.station.md --
  ---
  requires: [../one.station.md, 7]
  ---
  # Two

  <!-- stationmaster-disable-next hook -->

  Text [@miller; @doi2000].
  -- paths/beside.station.txt --
  Beside

  A path does not list this.
  -- paths/books.bib --
  @book{knuth1997, title = {The Art}, isbn = {0-201-89683-5}, year = 1997}
  @book{knuth1997, title = {The Art}
  @article{broken
  -- paths/list.csl.json --
  [{ "id": "miller", "type": "book", "DOI": "10.1/x y" }, { "id": "miller" }]
  -- paths/more/refs.yaml --
  - id: doi2000
    type: book
    title: *nothing
  -- paths/one.ledger.jsonl --
  {"sentence":"sha256:00"}
  not json
`;

/** Astral and joined characters, marks that combine, text from right to left, and what some take for ends of lines. */
const ODD_CHARACTERS = [
  "𝒙🧭 ",
  "👩\u200d👩\u200d👧 ",
  "e\u0301\u0323 ",
  "مطر ",
  "\u2028",
  "\u2029",
  "\u0085",
  "\v",
  "\f",
];

function inTurn(text: string, where: RegExp, pieces: readonly string[]): string {
  let at = 0;
  return text.replace(where, () => pieces[at++ % pieces.length]!);
}

/** The same files as another program, or another writer, would have left them. */
const WRITINGS: Readonly<Record<string, (text: string) => string>> = {
  "as they are": (text) => text,
  "with a byte order mark and CRLF": (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`,
  "with lone CR": (text) => text.replaceAll("\n", "\r"),
  "with odd characters and all ends of lines": (text) =>
    inTurn(
      inTurn(text, /(?<=\p{L} )(?=(?:the|of|and|is|a) )/gu, ODD_CHARACTERS).replace(/(?<=[.!?:] )(?=\p{Lu})/gu, "🌊 "),
      /\n/g,
      ["\r", "\r\n", "\n"], // in this order no two of them, one after the other, are one
    ),
};

describe.each(Object.keys(WRITINGS))("files %s", (name) => {
  test("are judged alike on the command line, unopened, opened and typed anew", async () => {
    const folder = writtenFolder(WRITINGS[name]!);
    const { files, printed } = await onCommandLine(folder);
    expect(files.length).toBeGreaterThan(50);
    expect(printed.length).toBeGreaterThan(250);
    const client = await LanguageClient.start(folder, { settings: { scope: "workspace" } });
    const unopened = () => inWorkspace(client, folder);
    // It says so when it has read everything.
    await client.until(() => client.refreshes > 0);
    expect(text(await unopened())).toBe(text(printed));
    const opened: string[] = [];
    const typed: string[] = [];
    for (const file of files) {
      const asEditorsHaveIt = readFileSync(join(folder, file), "utf8").replace(MARK, "");
      await client.open(file, asEditorsHaveIt);
      opened.push(...shown(file, await client.pull(file)));
      await client.replace(file, "");
      await client.replace(file, asEditorsHaveIt);
      typed.push(...shown(file, await client.pull(file)));
      await client.close(file);
    }
    expect(text(opened)).toBe(text(printed));
    expect(text(typed)).toBe(text(printed));
  });
});

/** The samples, a generated library, and the odd files, each put through a writing. */
function writtenFolder(writing: (text: string) => string): string {
  const folder = folderWith(ODD);
  cpSync(join(root, "samples"), join(folder, "samples"), { recursive: true });
  const corpus = ["--count", "20", "--per-path", "10", "--defects", "0.5"];
  execFileSync(process.execPath, [join(root, "tools/bench/corpus.mjs"), "--out", join(folder, "made"), ...corpus]);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith(".svg")) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, writing(readFileSync(file, "utf8")));
  }
  return folder;
}

interface Printed {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: Record<"start" | "end", { readonly line: number; readonly column: number; readonly offset: number }>;
  readonly related: readonly Pick<Printed, "message" | "range">[];
}

/** A byte order mark: the command line counts it, as a part of the file; what an editor shows and counts begins after it. */
const MARK = /^\uFEFF/;

/** What the command line finds: the files that it names, and a line a finding, at the place that an editor gives it. */
async function onCommandLine(folder: string): Promise<{ files: readonly string[]; printed: readonly string[] }> {
  const { out } = await stationmaster(folder, ["check", "--format", "json", "--hints"]);
  const { files } = JSON.parse(out) as { files: { file: string; findings: Printed[] }[] };
  for (const { file, findings } of files) {
    const starts = startsOf(readFileSync(join(folder, file), "utf8"));
    const places = findings.flatMap(({ range }) => [range.start, range.end]);
    const wrong = places.filter(({ line, column, offset }) => starts[line - 1]! + column - 1 !== offset);
    expect(wrong, `places in ${file}`).toEqual([]);
  }
  // Each file of a writing begins alike.
  const mark = MARK.test(readFileSync(join(folder, files[0]!.file), "utf8")) ? 1 : 0;
  const position = ({ line, column }: Printed["range"]["start"]) => `${line}:${line === 1 ? column - mark : column}`;
  const place = ({ start, end }: Printed["range"]) => `${position(start)}-${position(end)}`;
  const printed = files.flatMap(({ file, findings }) =>
    findings.map(({ rule, severity, message, range, related }) =>
      [
        file,
        place(range),
        severity,
        rule,
        message,
        ...related.map((each) => `${place(each.range)} ${each.message}`),
      ].join(" | "),
    ),
  );
  return { files: files.map(({ file }) => file), printed };
}

/** Where each line of a text starts; on purpose not by our own code. */
function startsOf(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)];
}

/** The findings in files that are not open. */
async function inWorkspace(client: LanguageClient, folder: string): Promise<readonly string[]> {
  const { items } = await client.pullWorkspace();
  return items.flatMap((item) =>
    item.kind === "full" ? shown(relative(folder, fileURLToPath(item.uri)), item.items) : [],
  );
}

const SEVERITIES = ["", "error", "warning", "information", "hint"];

/** Diagnostics as lines, written as those of the command line are. */
function shown(file: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  const place = ({ start, end }: Diagnostic["range"]) =>
    `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
  return diagnostics.map(({ range, severity, code, message, relatedInformation = [] }) =>
    [
      file,
      place(range),
      SEVERITIES[severity!],
      code,
      message,
      ...relatedInformation.map((each) => `${place(each.location.range)} ${each.message}`),
    ].join(" | "),
  );
}

/** Findings in an order that does not depend on how they came. */
function text(findings: readonly string[]): string {
  return [...findings].sort().join("\n");
}
