import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixText } from "../../server/src/lint/fix.ts";
import { allRules } from "../../server/src/rules/all.generated.ts";
import { allExamples } from "../../server/src/rules/examples.generated.ts";
import { formOf } from "../../server/src/syntax/form.ts";
import { missedWord, shownWords, writtenWords } from "../../tools/shown-words.mjs";
import { fixtureLookUp, fixtureWorkspace, LONE_FILE, parseFixture } from "../support/fixture.ts";
import { anyText, readCorpus } from "../support/fuzz/inputs.ts";
import { randomFor } from "../support/fuzz/random.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const corpus = readCorpus(root);

/** Every rule is on, so that each fix is made. */
const severities = new Map(allRules.map(({ id }) => [id, "warning"] as const));

function fixed(text: string): ReturnType<typeof fixText> {
  return fixedIn(new Map([[LONE_FILE, text]]), LONE_FILE);
}

function fixedIn(files: ReadonlyMap<string, string>, file: string): ReturnType<typeof fixText> {
  const options = { given: { severities, wins: true }, lookUp: fixtureLookUp(files) };
  return fixText(fixtureWorkspace(files), file, files.get(file)!, options);
}

/** What a reader would miss of a text after its safe fixes, in the eyes of another Markdown library. */
function missedIn(text: string): string | undefined {
  return missedWord(text, fixed(text).text, formOf(text) === "markdown");
}

/** The rules whose fixes the law refuses: on texts that people write, each rule has to keep it by itself. */
function refusedIn(text: string): readonly string[] {
  return fixed(text).refused.map(({ rule }) => rule);
}

/** Blocks as courses have them, with what fixes have damaged: menus, formulas, names, quotations, other scripts. */
const words = fc.constantFrom(
  ..."rain the the of of and and Rain. falls THE the. AND and OR or a a An an it is is $r R + R$ $g > g_0$ `x  x` **File > Save As** “the the end” “Core Nation Blues” boyd, dependabot Sie sie zählen die die peut-être être 10 billion billion نمی\u200cدانم क्\u200dष שלום\u200e café cafe\u0301 co\u00adop zero\u200bwidth [the the](https://example.org/the-the) ![a a](b.png) <b>of of</b> iPhone Station station 3 Stn. 4 Station Two https://example.org/a_(b) _of of_ \\( a > b \\) 98\u00a0% @lin_dao [1] [edit] → :: | ~~the the~~ :smile: {#deep} {{site.url}} -- ... e.g. U.N.".split(
    " ",
  ),
  "Home > Water > Rain",
  "Insert > Chart does the rest.",
  "key term",
);
const line = fc.array(words, { minLength: 1, maxLength: 9 }).map((all) => all.join(" "));
/** Code that is open at a pipe is code to some readers, and cells to others. */
const cell = line.map((text) => text.replaceAll("`", ""));
const ending = fc.constantFrom("", ".", ":", ";", ",", " ", "  ", "\t", "\\", " →", "!");
const block = fc.oneof(
  fc.tuple(line, ending).map(([text, end]) => text + end),
  fc.tuple(line, ending, line).map(([text, end, next]) => `${text}${end}\n${next}`),
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), line, ending)
    .map(([depth, text, end]) => `${"#".repeat(depth)} ${text}${end}`),
  fc
    .array(fc.tuple(fc.constantFrom("- ", "* ", "1. ", "  - ", "- [ ] "), line, ending), { minLength: 1, maxLength: 4 })
    .map((items) => items.map((parts) => parts.join("")).join("\n")),
  fc
    .array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
    .map((rows) => rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")),
  line.map((text) => `> ${text}`),
  line.map((text) => `> [!NOTE]\n> ${text}`),
  line.map((text) => `\`\`\`sh\n${text}  \n\`\`\``),
  line.map((text) => `$$\n${text} > q\n=\n$$`),
  line.map((text) => `::: challenge\n${text}\n:::`),
  line.map((text) => `<div class="aside">\n${text}\n</div>`),
  line.map((text) => `<!-- stationmaster-disable-next hook: ${text.replaceAll("--", "")} -->`),
  fc.tuple(line, line).map(([term, text]) => `Key term: ${term} - ${text}`),
  line.map((text) => `**Key terms:** ${text} — ${text}`),
  fc.tuple(line, line).map(([above, text]) => `${above}\n: ${text}`),
  line.map((text) => `[^1]: ${text}`),
  fc.constantFrom(
    "---",
    "***",
    "Title\n---",
    "Title\n=====",
    "|---|---|",
    "[a]: b.md",
    "Share  Tweet  Pin it",
    "© 2024 A House",
  ),
);
const course = fc
  .tuple(
    fc.constantFrom("", "---\ntitle: Rain\n---\n\n", "# Rain\n\n", "Rain\n"),
    fc.array(block, { minLength: 1, maxLength: 9 }),
  )
  .map(([top, blocks]) => top + blocks.join("\n\n"));

/** How many texts are tried: 200, unless someone asks for more, which takes more time. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 200);
const TIME = Math.max(1, RUNS / 200) * 120_000;

describe("no safe fix takes a word from a reader", () => {
  test("of texts like those of courses", { timeout: TIME }, () => {
    fc.assert(
      fc.property(course, fc.constantFrom("\n", "\r\n"), (text, newline) => {
        expect(missedIn(text.replaceAll("\n", newline))).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  test("of random texts", { timeout: TIME }, () => {
    for (let number = 0; number < RUNS; number++) {
      const text = anyText(randomFor(7, number), corpus);
      expect(missedIn(text), JSON.stringify(text)).toBeUndefined();
    }
  });

  test("where the judge sees formulas as people do", () => {
    const text = "# Rain\n\n$$\n$g rain > q\n=\n$$\n\n| rain | rain |\n\n$$\nrain > q\n$$\n";
    for (const each of [text, text.replaceAll("\n", "\r\n")])
      expect(shownWords(each).letters).toEqual(["$$\n$g rain > q\n$$", "$$\nrain > q\n$$"]);
    expect(writtenWords("It <!--> rains\n<!-- here -->\non")).toEqual(["It", "rains", "on"]);
  });

  test("of any sample", () => {
    const names = readdirSync(join(root, "samples"), { recursive: true, encoding: "utf8" });
    for (const name of names.filter((each) => /\.station\.(?:md|txt)$/.test(each))) {
      const text = readFileSync(join(root, "samples", name), "utf8");
      expect(missedIn(text), name).toBeUndefined();
      expect(refusedIn(text), name).toEqual([]);
    }
  });

  test.each(allRules.map(({ id }) => id))("of any example of %s", (id) => {
    for (const { text } of allExamples[id]!) {
      const files = parseFixture(text);
      for (const [file, before] of files) {
        if (!/\.station\./.test(file)) continue;
        const { text: after, refused } = fixedIn(files, file);
        expect(missedWord(before, after, formOf(before) === "markdown"), before).toBeUndefined();
        expect(refused, before).toEqual([]);
      }
    }
  });
});
