import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SAMPLE } from "../../client/src/sample-files.ts";
import { RULE_IDS } from "../../server/src/rules/rule-ids.generated.ts";
import { askingSections, codeOfText, sectionsWith } from "../support/bundle.ts";
import { filesOfZip } from "../support/zip.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "stationmaster-test-"));
let file: string;
let files: ReturnType<typeof filesOfZip>;
let packageExtension: (folder: string) => Promise<string>;
/** The code of its programs, in which esbuild names the file that each part comes from. */
let programs: readonly string[];

beforeAll(async () => {
  const tools = new URL("../../tools/", import.meta.url);
  ({ packageExtension } = await import(new URL("package.mjs", tools).href));
  file = await packageExtension(join(folder, "one"));
  files = filesOfZip(file);
  const { extensionPrograms } = await import(new URL("bundle-options.mjs", tools).href);
  const minified: BuildOptions[] = extensionPrograms.filter(({ minify }: BuildOptions) => minify);
  const readable = minified.map((options) => build({ ...options, minify: false, write: false }));
  const names = new Set(minified.flatMap(({ entryPoints }) => Object.keys(entryPoints ?? {})));
  const packed = [...files].filter(([name]) => /\.[cm]?js$/.test(name) && !names.has(parse(name).name));
  programs = [
    ...packed.map(([, { bytes }]) => bytes.toString()),
    ...(await Promise.all(readable)).flatMap(({ outputFiles = [] }) => outputFiles.map(({ text }) => text)),
  ];
  expect(programs).toHaveLength([...files.keys()].filter((name) => /\.[cm]?js$/.test(name)).length);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** All that may be in the package. */
const MAY = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(changelog|readme|NOTICE)\.md$/,
  /^extension\/LICENSE\.txt$/,
  /^extension\/package(\.nls)?\.json$/,
  /^extension\/images\/(icon\.png|view\.svg|station-(dark|light)\.svg|walkthrough\/[a-z]+-(light|dark)\.png)$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^extension\/(schemas|syntaxes)\/[\w.-]+\.json$/,
  /^extension\/samples\/water-cycle\/([\w-]+\.station\.md|path\.yaml|sources\.bib|images\/[\w-]+\.svg)$/,
  /^extension\/dist\/(client\.cjs|server\.mjs|satteri\.wasm|rules\.json|preview\.(js|css)|browser-(client\.cjs|server\.js))$/,
  /^extension\/dist\/(chunk|bibtex|guess-language|pdf|tex)-\w+\.mjs$/,
];

test("the extension's package holds what it needs and nothing else, and is small", () => {
  const names = [...files.keys()];
  expect(names.filter((name) => !MAY.some((may) => may.test(name)))).toEqual([]);
  const used = MAY.filter((may) => names.some((name) => may.test(name)));
  expect(used).toEqual(MAY);
  expect(names.length).toBeLessThan(70);
  expect(statSync(file).size).toBeLessThan(5_000_000);
});

test("it has the sample that is copied for a newcomer, as it stands in the project", () => {
  const below = `extension/samples/${SAMPLE.folder}/`;
  const names = [...files.keys()].filter((name) => name.startsWith(below)).map((name) => name.slice(below.length));
  expect(names.sort()).toEqual([...SAMPLE.files].sort());
});

test("it has the page of each rule, as it stands in the project", () => {
  const pages: Record<string, string> = JSON.parse(files.get("extension/dist/rules.json")!.bytes.toString());
  expect(Object.keys(pages).sort()).toEqual([...RULE_IDS].sort());
  for (const [id, page] of Object.entries(pages))
    expect(page, id).toBe(readFileSync(join(root, `docs/rules/${id}.md`), "utf8"));
});

test("its page is for writers, short, and shows no picture that VS Code does not", () => {
  const page = files.get("extension/readme.md")!.bytes.toString();
  const targets = [...page.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target!);
  // VS Code shows no picture there that is beside the page or in it.
  const { repository } = JSON.parse(files.get("extension/package.json")!.bytes.toString());
  expect(targets).toHaveLength(repository ? 2 : 0);
  expect(targets.filter((target) => !/^https:\/\/\S+$/.test(target))).toEqual([]);
  const words = page.replace(/\]\([^)]*\)/g, "").split(/\s+/);
  expect(words.length).toBeLessThan(280);
  expect(page).not.toMatch(/npm start|\bNode\b/);
});

test("it tells nothing of the computer it was made on", () => {
  for (const [name, { bytes, date }] of files) {
    expect(date, name).toBe("1980-1-2");
    const text = bytes.toString("latin1");
    expect(text.includes(root), name).toBe(false);
    expect(/sourceMappingURL=/.test(text), name).toBe(false);
    expect(/node_modules\/(vitest|mocha|fast-check)\//.test(text), name).toBe(false);
  }
});

test("it is made of the same bytes each time", async () => {
  const again = await packageExtension(join(folder, "two"));
  expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
}, 120_000);

test("its programs start nothing but the server, and a browser that prints; they ask for nothing over a network", () => {
  const modules = ["child_process", "cluster", "dgram", "dns", "http", "http2", "https", "net", "tls"];
  const asking = programs.flatMap((code) => sectionsWith(code, modules));
  expect([...new Set(asking)].sort()).toEqual([
    "node_modules/chrome-launcher",
    "node_modules/vscode-jsonrpc",
    "node_modules/vscode-languageclient",
    "node_modules/vscode-languageserver",
    "server/src/hosts/pdf.ts",
  ]);
  const fetching = programs.flatMap(askingSections);
  // It fetches WebAssembly where it is given an address; it is given bytes.
  expect(fetching).toEqual(["node_modules/@emnapi/core"]);
});

test("code is made of text in nothing but what tells functions apart for WebAssembly, and the server runs without", () => {
  const making = programs.flatMap(codeOfText);
  expect([...new Set(making)].sort()).toEqual(["node_modules/@emnapi/core", "node_modules/@emnapi/runtime"]);
  expect(files.get("extension/dist/client.cjs")!.bytes.toString()).toContain("--disallow-code-generation-from-strings");
});
