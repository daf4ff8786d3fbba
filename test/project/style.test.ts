import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "oxc-parser";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The worst of the words that docs/contributing/style.md replaces. */
const WORDS =
  /\bmend(?:s|ed|ing)?\b|\b(?:tells?|told) of\b|\bcall(?:s|ed)? off\b|\bamiss\b|\bby chance\b|\bso many\b|\banew\b|\bfull stops?\b|\bcolou?r(?<=our)|\blicence|\blabelled\b|\bmisspelt\b|\bcancell(?:ed|ing)\b|\bis no (?:valid|JSON)\b/gi;

/** A word or a part of a text that people read, and where it is. */
type Text = readonly [place: string, text: string];

test("messages, help and documentation use the words of the field", () => {
  const texts = [...documents(), ...messages(), ...manifest()];
  expect(texts.length).toBeGreaterThan(1000);
  expect(texts.flatMap(([place, text]) => (text.match(WORDS) ?? []).map((word) => `${place}: ${word}`))).toEqual([]);
});

test("the test knows the words", () => {
  const found = "Mend it, told of, called off, amiss, So many, anew, misspelt, is no JSON, colours; a licence".match(
    WORDS,
  );
  expect(found).toHaveLength(10);
});

/** All pages, without the style guide, which quotes the words, and without code, which may quote lessons. */
function documents(): readonly Text[] {
  return globSync(["*.md", "docs/**/*.md"], { cwd: root })
    .filter((file) => file !== "docs/contributing/style.md")
    .map((file) => [file, readFileSync(join(root, file), "utf8").replace(/^```.*?^```/gms, "")]);
}

/** The strings of the product that have more than one word. English word lists are in a folder of their own. */
function messages(): readonly Text[] {
  const files = globSync(["server/src/**/*.ts", "client/**/*.ts"], { cwd: root });
  return files.filter((file) => !/language\/english\/|\.generated\.ts$/.test(file)).flatMap(stringsIn);
}

function stringsIn(file: string): readonly Text[] {
  const found: Text[] = [];
  const take = (text: string | null | undefined) => {
    // Examples of rules are lessons; they have lines of their own.
    if (text && /\S\s\S/.test(text) && !/^\s*\n/.test(text)) found.push([file, text]);
  };
  const { program } = parseSync(file, readFileSync(join(root, file), "utf8"));
  new Visitor({
    Literal: ({ value }) => take(typeof value === "string" ? value : undefined),
    TemplateElement: ({ value }) => take(value.cooked),
  }).visit(program);
  return found;
}

function manifest(): readonly Text[] {
  return ["package.json", "package.nls.json", "action.yml", "templates/stationmaster.yml"].map((file) => [
    file,
    readFileSync(join(root, file), "utf8"),
  ]);
}
