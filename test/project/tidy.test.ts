import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { english } from "../../server/src/language/english/english.ts";

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
  syntax: [
    ...["decode-named-character-reference", "hast-util-from-parse5", "hast-util-to-text", "jsonc-parser", "mdast"],
    ...["parse5", "smol-toml", "yaml"],
  ],
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

describe("ARCHITECTURE.md", () => {
  const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");

  test("can be read in one sitting: it has at most 1,300 words", () => {
    const words = page.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    expect(words.length).toBeLessThanOrEqual(1300);
  });

  test("names only files and folders that there are", () => {
    const names = [...page.matchAll(/`([\w./-]+\/[\w./-]*)`/g)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !existsSync(join(root, name)) && !existsSync(join(source, name)))).toEqual([]);
  });
});

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
    // A refusal to change a text names its line.
    const printing = new Set(["text/lines.ts", "lint/report.ts", "path/path-edits.ts", "path/refusal.ts"]);
    const wrong = core
      .map((file) => relative(source, file))
      .filter((file) => !printing.has(file) && /text\/lines\.ts|\burl?i\b/i.test(importsOf(file)));
    expect(wrong).toEqual([]);
  });
});

/** Words of English outside of its folder that are no text of a writer, by their files, and what they are. */
const ENGLISH_ELSEWHERE: Readonly<Record<string, string>> = {
  "features/rename/station.ts": "a number that is typed as a new name",
  "hosts/bibtex.ts": "BibTeX",
  "hosts/cli/commands/complete-action.ts": "names of arguments",
  "hosts/cli/own-files.ts": "what reports say of themselves",
  "hosts/git.ts": "Git's messages",
  "path/bibtex-source.ts": "BibTeX",
  "path/course/docusaurus-layout.ts": "JavaScript",
  "path/course/left-out.ts": "names of files",
  "path/course/translations.ts": "codes of languages",
  "path/path-edits.ts": "YAML",
  "path/source-identifiers.ts": "addresses",
  "path/source.ts": "BibTeX",
  "render/citation-styles.ts": "what a page says of sources",
  "render/html.ts": "HTML",
  "render/verification-page.ts": "what a page says of sentences",
  "rules/provenance-claim.ts": "addresses",
  "station/merge-front-matter.ts": "YAML",
  "syntax/bibtex.ts": "BibTeX",
  "syntax/yaml.ts": "the messages of the YAML parser",
};

describe("a language is known by its folder alone", () => {
  const outside = files.filter((file) => !relative(source, file).startsWith("language/"));

  test("which only the list of languages imports", () => {
    const languages = readdirSync(join(source, "language"), { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    );
    expect(languages.map(({ name }) => name)).toContain("english");
    const wrong = imports.filter(({ file, name }) => {
      const target = resolve("/", dirname(file), name).slice(1);
      const folder = languages.find((each) => target.startsWith(`language/${each.name}/`));
      return folder && !file.startsWith(`language/${folder.name}/`) && file !== "language/languages.ts";
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test("no expression and no list elsewhere holds words of English", () => {
    const found = outside.flatMap((file) => englishIn(file).map((words) => `${relative(source, file)}: ${words}`));
    const of = (line: string) => line.slice(0, line.indexOf(":"));
    expect(found.filter((line) => !(of(line) in ENGLISH_ELSEWHERE))).toEqual([]);
    expect(Object.keys(ENGLISH_ELSEWHERE).filter((file) => !found.some((line) => of(line) === file))).toEqual([]);
  });
});

/** The English words in a file's regular expressions, in the strings that it splits, and in its lists of words. */
function englishIn(file: string): readonly string[] {
  const text = readFileSync(file, "utf8");
  const found: string[] = [];
  const look = (words: string) => {
    const english = words.replace(/\\[pP]\{[^}]*\}|\\./g, " ").match(/(?<![\p{L}\p{N}-])\p{L}{2,}(?![\p{L}-])/gu) ?? [];
    if (english.some(isEnglish)) found.push(english.filter(isEnglish).join(" "));
  };
  const sourceOf = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);
  new Visitor({
    Literal: (node) => "regex" in node && look(node.regex.pattern),
    TaggedTemplateExpression: (node) => look(node.quasi.quasis.map(({ value }) => value.raw).join(" ")),
    CallExpression({ callee }) {
      if (callee.type !== "MemberExpression" || sourceOf(callee.property) !== "split") return;
      if (callee.object.type === "Literal" || callee.object.type === "TemplateLiteral") look(sourceOf(callee.object));
    },
    ArrayExpression({ elements }) {
      const words = elements.flatMap((each) =>
        each?.type === "Literal" && typeof each.value === "string" && /^\p{L}+(?: \p{L}+)*$/u.test(each.value)
          ? [each.value]
          : [],
      );
      // One word may be the name of a key; several make a list.
      if (words.length >= 3 && words.filter((word) => word.split(" ").some(isEnglish)).length >= 2)
        look(words.join(" "));
    },
  }).visit(parseSync(file, text).program);
  return found;
}

/** A function word, a number, or an abbreviation: what lists of English words have, and names of the program seldom. */
function isEnglish(word: string): boolean {
  const lower = word.toLowerCase();
  const { words, numbers, sentences } = english;
  return (
    words.isFunctionWord(lower) || numbers.includes(lower) || (lower.length > 2 && !sentences.isNoAbbreviation(lower))
  );
}

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
  expect(asking.sort()).toEqual([
    "server/src/hosts/cli/cache-files.ts",
    "server/src/hosts/cli/commands/check-action.ts",
  ]);
});

test("no expression takes a separator within a line for its end, but for those that read what rules say of themselves", () => {
  const client = join(root, "client");
  const clients = readdirSync(client, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  // With this flag `^` and `$` also match at U+2028 and U+2029, which end no line in an editor.
  const multiline = /(?:[^\s*/]\/|\bRegExp\(.*")[dgisuvy]*m[dgisuvy]*(?:"?[),.;\]]|$)/m;
  const wrong = [...files, ...clients.map((name) => join(client, name))]
    .filter((file) => multiline.test(readFileSync(file, "utf8")))
    .map((file) => relative(root, file));
  expect(wrong.sort()).toEqual(["server/src/hosts/cli/commands/explain-action.ts", "server/src/lint/rule-page.ts"]);
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
