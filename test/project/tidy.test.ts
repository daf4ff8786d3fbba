import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const source = join(root, "server/src");

/** The layers, left to right: each may import itself and what stands left of it. */
const LAYERS = [
  "text",
  "files",
  "language",
  "syntax",
  "station",
  "ledger",
  "path",
  "rules",
  "lint",
  "render",
  "features",
  "protocol",
  "hosts",
];

/** The packages that a layer may import; all others belong to the hosts. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  text: ["fastest-levenshtein", "get-east-asian-width"],
  files: [],
  language: ["pluralize", "stemmer", "syllable"],
  syntax: ["decode-named-character-reference", "jsonc-parser", "mdast", "parse5", "yaml"],
  station: ["github-slugger"],
  ledger: ["@noble/hashes/sha2.js", "@noble/hashes/utils.js", "fastest-levenshtein"],
  path: [],
  rules: [],
  lint: ["sarif"], // types only
  render: ["diff", "hast", "hast-util-sanitize", "hast-util-to-html", "hastscript"],
  features: [],
  protocol: ["vscode-languageserver"],
};

interface Import {
  readonly file: string;
  readonly layer: string;
  readonly name: string;
}

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => join(source, name));

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(file, "utf8");
  const names = [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)"([^"]+)"/g)].map((match) => match[1]!);
  return names.map((name) => ({ file: relative(source, file), layer: layerOf(file), name }));
});

function layerOf(file: string): string {
  return relative(source, file).split("/")[0]!;
}

function show({ file, name }: Import): string {
  return `${file} imports ${name}`;
}

describe("the layers of server/src", () => {
  test("are the folders that there are", () => {
    const folders = readdirSync(source, { withFileTypes: true }).map(({ name }) => name);
    expect(folders.sort()).toEqual([...LAYERS].sort());
    expect(imports.length).toBeGreaterThan(100);
  });

  test("import themselves and what stands left of them, nothing else", () => {
    const wrong = imports.filter(({ file, layer, name }) => {
      if (!name.startsWith(".")) return false;
      const target = resolve(dirname(join(source, file)), name);
      if (!target.startsWith(source)) return layer !== "hosts";
      return LAYERS.indexOf(layerOf(target)) > LAYERS.indexOf(layer);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test("import only the packages they are known to need", () => {
    const wrong = imports.filter(({ layer, name }) => {
      if (name.startsWith(".") || layer === "hosts") return false;
      return !PACKAGES[layer]!.includes(name);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test("are not asynchronous left of protocol/", () => {
    const core = files.filter((file) => LAYERS.indexOf(layerOf(file)) < LAYERS.indexOf("protocol"));
    const wrong = core.filter((file) =>
      /\basync\b|\bawait\b|\bPromise\b/.test(withoutComments(readFileSync(file, "utf8"))),
    );
    expect(wrong.map((file) => relative(source, file))).toEqual([]);
  });

  test("know lines and columns left of protocol/ only where reports print them", () => {
    const core = files.filter((file) => LAYERS.indexOf(layerOf(file)) < LAYERS.indexOf("protocol"));
    const printing = new Set(["text/lines.ts", "lint/report.ts"]);
    const wrong = core
      .map((file) => relative(source, file))
      .filter((file) => !printing.has(file) && /text\/lines\.ts|\burl?i\b/i.test(importsOf(file)));
    expect(wrong).toEqual([]);
  });
});

test("a rule knows no other rule", () => {
  const wrong = imports.filter(({ file, layer, name }) => {
    return layer === "rules" && !file.endsWith(".generated.ts") && name.startsWith("./") && name !== "./rule.ts";
  });
  expect(wrong.map(show)).toEqual([]);
});

test("the client knows nothing of the server but the types of the messages between them", () => {
  const client = join(root, "client");
  const names = readdirSync(client, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const messages = /import type \{[^}]*\} from "\.\.\/\.\.\/server\/src\/protocol\/messages\.ts";/g;
  const wrong = names.filter((name) =>
    /server\/src/.test(readFileSync(join(client, name), "utf8").replaceAll(messages, "")),
  );
  expect(names.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

test("the messages between server and client are types, and need nothing but types", () => {
  const text = withoutComments(readFileSync(join(source, "protocol/messages.ts"), "utf8"));
  const lines = text.split("\n").filter((line) => /^\S/.test(line) && line !== "}");
  expect(lines.filter((line) => !/^(?:import type|(?:export )?(?:interface|type)) /.test(line))).toEqual([]);
});

test("the clock, which may jump, is asked only about the times of files", () => {
  const client = join(root, "client");
  const clients = readdirSync(client, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const asking = [...files, ...clients.map((name) => join(client, name))]
    .filter((file) => withoutComments(readFileSync(file, "utf8")).includes("Date.now("))
    .map((file) => relative(root, file));
  expect(asking.sort()).toEqual(["server/src/hosts/cli/check-cache.ts", "server/src/hosts/cli/check.ts"]);
});

test("no expression takes a separator within a line for its end, but for those that read what rules say of themselves", () => {
  const client = join(root, "client");
  const clients = readdirSync(client, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  // With this flag `^` and `$` also match at U+2028 and U+2029, which end no line in an editor.
  const multiline = /(?:[^\s*/]\/|\bRegExp\(.*")[dgisuvy]*m[dgisuvy]*(?:"?[),.;\]]|$)/m;
  const wrong = [...files, ...clients.map((name) => join(client, name))]
    .filter((file) => multiline.test(readFileSync(file, "utf8")))
    .map((file) => relative(root, file));
  expect(wrong.sort()).toEqual(["server/src/hosts/cli/explain.ts", "server/src/lint/rule-page.ts"]);
});

function importsOf(file: string): string {
  return imports
    .filter((each) => each.file === file)
    .map(({ name }) => resolve("/", dirname(file), name).slice(1))
    .join(" ");
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|`(?:[^`\\]|\\[\s\S])*`|"(?:[^"\\\n]|\\.)*"/gm, "");
}
