import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar, type StateStack } from "vscode-textmate";
import { dedent } from "../../server/src/text/dedent.ts";
import { cpuSeconds } from "../support/cpu-time.ts";

const file = fileURLToPath(new URL("../../syntaxes/station.tmLanguage.json", import.meta.url));
const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
await oniguruma.loadWASM(new Uint8Array(readFileSync(wasm)).buffer);
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) =>
    scope === "text.station" ? textmate.parseRawGrammar(readFileSync(file, "utf8"), file) : null,
});
const grammar = (await registry.loadGrammar("text.station")) as IGrammar;

/** Draws a text with carets and the innermost scope under everything that has one; plain text has none. */
function draw(text: string): string {
  let state: StateStack | null = null;
  return dedent(text)
    .split("\n")
    .flatMap((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      const notes = tokens.flatMap(({ startIndex, endIndex, scopes }) => {
        const scope = scopes.at(-1)!;
        const words = line.slice(startIndex, Math.min(endIndex, line.length));
        if (scopes.length === 1 || !words.trim()) return [];
        return [`${" ".repeat(startIndex)}${"^".repeat(words.length)} ${scope.replace(/\.station$/, "")}`];
      });
      return [line, ...notes];
    })
    .join("\n");
}

function check(text: string, drawn: string): void {
  expect(draw(text)).toBe(dedent(drawn));
}

/** The words of one line that have a scope, with it. */
function scoped(line: string, scope: RegExp): readonly string[] {
  const { tokens } = grammar.tokenizeLine(line, null);
  return tokens
    .filter(({ scopes }) => scopes.some((each) => scope.test(each)))
    .map(({ startIndex, endIndex }) => line.slice(startIndex, endIndex));
}

function references(line: string): string {
  const { tokens } = grammar.tokenizeLine(line, null);
  let found = "";
  for (const { startIndex, endIndex, scopes } of tokens) {
    if (scopes.some((scope) => scope.includes("link.reference.station"))) found += line.slice(startIndex, endIndex);
    else if (found && !found.endsWith("|")) found += "|";
  }
  return found.replace(/\|$/, "");
}

describe("a key-term callout", () => {
  test("has a label, a term and a dash", () => {
    check(
      "Key term: Collective security — a system of states.",
      `
      Key term: Collective security — a system of states.
      ^^^^^^^^^ keyword.other.key-term.label
                ^^^^^^^^^^^^^^^^^^^ entity.name.type.key-term
                                    ^ punctuation.separator.key-term
      `,
    );
  });

  test("is labeled as the reader of stations takes it", () => {
    const label = /label\.station$/;
    expect(scoped("**Key term** – Delta — land.", label).join("")).toBe("Key term** –");
    expect(scoped("Takeaway — It rains.", label)).toEqual(["Takeaway —"]);
    expect(scoped("**Takeaway** — it rains.", label).join("")).toBe("Takeaway** —");
    expect(scoped("Takeaway – the kind in cartons – is dear.", label)).toEqual([]);
    // Only the server knows whether this is the end of the station.
    expect(scoped("Bridge — Where does it go?", label)).toEqual([]);
    expect(scoped("Next-door: it rains.", label)).toEqual([]);
  });

  test("can be bold and quoted", () => {
    check(
      "> **Key term:** *Delta* — land.",
      `
      > **Key term:** *Delta* — land.
      ^^ punctuation.definition.quote.begin
        ^^ punctuation.definition.bold
          ^^^^^^^^^ keyword.other.key-term.label
                   ^^ punctuation.definition.bold
                      ^ punctuation.definition.italic
                       ^^^^^ markup.italic
                            ^ punctuation.definition.italic
                              ^ punctuation.separator.key-term
      `,
    );
  });
});

describe("a reference", () => {
  test.each([
    ["See Station 10.", "Station 10"],
    ["(Station 12) and Station Ten", "Station 12|Station Ten"],
    ["Stations 4 and 5; Stations 3, 5, and 9", "Stations 4 and 5|Stations 3, 5, and 9"],
    ["Stations 3-6, Stations 3–6, Stations 3 to 6", "Stations 3-6|Stations 3–6|Stations 3 to 6"],
    ["The previous station, the last two stations", "The previous station|the last two stations"],
    ["In Station 3 we saw, [Station 1](a.station.md)", "Station 3|Station 1"],
  ])("is colored: %s", (line, expected) => {
    expect(references(line)).toBe(expected);
  });

  test.each([
    "the International Space Station 3 crew",
    "police station 4 miles away",
    "`Station 99`",
    "https://example.org/Station-7",
    "[a](<Station 3.md>)",
    "## Station 3",
    "a Station 3.5 valve",
  ])("is none: %s", (line) => {
    expect(references(line)).toBe("");
  });
});

describe("a citation", () => {
  test.each([
    ["Rain falls [@usgs, p. 4; @noah-2019].", ["usgs", "noah-2019"]],
    ["So says @noah, and [-@{odd key}].", ["noah", "{odd key}"]],
    ["Write to a@example.org.", []],
  ])("is colored: %s", (line, keys) => {
    expect(scoped(line, /variable\.other\.citation/)).toEqual(keys);
  });
});

test("a suppression shows its rule and its reason", () => {
  check(
    "<!-- stationmaster-disable-next list-lead-in: it is a poem -->",
    `
    <!-- stationmaster-disable-next list-lead-in: it is a poem -->
    ^^^^ punctuation.definition.comment.begin
         ^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.control.suppression
                                    ^^^^^^^^^^^^ variable.parameter.rule
                                                ^ punctuation.separator.suppression
                                                 ^^^^^^^^^^^^^^ string.unquoted.reason
                                                               ^^^ punctuation.definition.comment.end
    `,
  );
});

test("Markdown is what it is elsewhere", () => {
  check(
    `
    # A *Title*
    Some **bold** and _italic_ and \`code\`, ~~gone~~.
    - [ ] a task[^1]
    | a \\| b | c |
    |---|:-:|
    `,
    `
    # A *Title*
    ^ punctuation.definition.heading
      ^^ entity.name.section
        ^ punctuation.definition.italic
         ^^^^^ markup.italic
              ^ punctuation.definition.italic
    Some **bold** and _italic_ and \`code\`, ~~gone~~.
         ^^ punctuation.definition.bold
           ^^^^ markup.bold
               ^^ punctuation.definition.bold
                      ^ punctuation.definition.italic
                       ^^^^^^ markup.italic
                             ^ punctuation.definition.italic
                                   ^ punctuation.definition.raw
                                    ^^^^ markup.inline.raw.string
                                        ^ punctuation.definition.raw
                                           ^^ punctuation.definition.strikethrough
                                             ^^^^ markup.strikethrough
                                                 ^^ punctuation.definition.strikethrough
    - [ ] a task[^1]
    ^ punctuation.definition.list.begin
      ^^^^ markup.list.task
                ^^ punctuation.definition.footnote.begin
                  ^ constant.other.reference.footnote
                   ^ punctuation.definition.footnote.end
    | a \\| b | c |
    ^ punctuation.definition.table
     ^^^ markup.table
        ^^ constant.character.escape
          ^^^ markup.table
             ^ punctuation.definition.table
              ^^^ markup.table
                 ^ punctuation.definition.table
    |---|:-:|
    ^ punctuation.definition.table
     ^^^ punctuation.separator.table
        ^ punctuation.definition.table
         ^^^ punctuation.separator.table
            ^ punctuation.definition.table
    `,
  );
});

test("fenced code and comments hold nothing else", () => {
  const lines = ["```text", "Station 3", "```", "<!-- Station 4", "Station 5 -->", "Station 6"];
  let state: StateStack | null = null;
  const found = lines.filter((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.some(({ scopes }) => scopes.some((scope) => scope.includes("reference")));
  });
  expect(found).toEqual(["Station 6"]);
});

test("the seed's key term and reference are found in its long lines", () => {
  const seed = new URL("../../samples/global-governance/security-cooperation.station.txt", import.meta.url);
  const lines = readFileSync(seed, "utf8").split("\n");
  expect(scoped(lines[5]!, /entity\.name\.type\.key-term/)).toEqual(["Collective security"]);
  expect(references(lines[6]!)).toBe("Station 10");
});

test("a long line takes a short time", { tags: "slow" }, () => {
  for (const part of ["*a **a ", "[a](", "`a ", "Station 1, ", "@a;", "| "]) {
    const line = part.repeat(Math.ceil(20_000 / part.length)); // editors color no longer lines
    expect(
      cpuSeconds(() => grammar.tokenizeLine(line, null)),
      part,
    ).toBeLessThan(4);
  }
});
