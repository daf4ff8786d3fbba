import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Station } from "../../../server/src/station/station.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";
import { station } from "../../support/fixture.ts";
import { outline } from "../../support/outline.ts";
import { allRanges, misplaced, misread, missplit, outOfText } from "../../support/sound-reading.ts";

const seed = readFileSync(
  new URL("../../../samples/global-governance/security-cooperation.station.txt", import.meta.url),
  "utf8",
);

/** Pieces of stations and of Markdown, whole and broken, in any order. */
const piece = fc.constantFrom(
  ..."# ## > - * + 1. | |- --- *** ``` ~~~ <!-- --> <b> </b> [ ]( ) ]: [^1] [^1]: @key [@key] ** * _ ~~ ` \\ & &amp; &#10; $ ! ![ : — . ? “ ” ( 😀 é".split(
    " ",
  ),
  ...[
    "Key term:",
    "Takeaway:",
    "But ",
    "Station 3",
    "Stations 4-6 and 8",
    "the next station",
    "U.N. ",
    "Rain falls. ",
    "rain",
  ],
  ...[
    "| a | b |",
    "|---|---|",
    "<!-- stationmaster-disable-next hook: why -->",
    "https://un.org/a",
    "a@b.org",
    "---\na: b\n---\n",
  ],
  ...[" ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "\u00a0", "\u2028", "\ufeff", "\u0000", "\ud83d", "\ude00"],
);
const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")) },
  { weight: 2, arbitrary: fc.array(piece, { maxLength: 40 }).map((pieces) => `# Rain\n\n${pieces.join("")}`) },
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.nat(seed.length).map((length) => seed.slice(0, length)),
  fc.tuple(fc.nat(seed.length), piece).map(([at, inserted]) => seed.slice(0, at) + inserted + seed.slice(at)),
);

describe("reading any text", () => {
  test("never throws, and every range lies in the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(outOfText(station(text))).toEqual([]);
      }),
    );
  });

  test("gives a tree whose parts lie side by side in what holds them", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(misplaced(station(text).tree)).toEqual([]);
      }),
    );
  });

  test("gives prose that says what its source says", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(station(text).passages.flatMap(({ prose }) => misread(text, prose))).toEqual([]);
      }),
    );
  });

  test("gives sentences that hold all of a passage's text, in order", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(missplit(station(text))).toEqual([]);
      }),
    );
  });

  test("gives the same again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(outline(station(text))).toBe(outline(station(text)));
      }),
    );
  });
});

const plainWords = fc.constantFrom(
  ..."rain snow clouds rise and fall over the sea while wind turns vapor into water".split(" "),
);
const hardWords = fc.constantFrom(
  ...[
    "*wet*",
    "**cold**",
    "`code`",
    "~~old~~",
    "U.N.",
    "3.5",
    "e.g.",
    "&amp;",
    "\\*",
    "é",
    "😀",
    "[@key, p. 3]",
    "@lee2020",
  ],
  ...[
    "Station 3",
    "(Station 4)",
    "Stations 5, 6 and 7",
    "[Station 8](eight.md)",
    "the next station",
    "https://un.org/a_b",
    "“so”",
    "x_y",
  ],
);
const words = fc.array(fc.oneof({ weight: 3, arbitrary: plainWords }, hardWords), { minLength: 2, maxLength: 9 });
const sentence = fc
  .tuple(words, fc.constantFrom(".", ".", "!", "?"))
  .map(([all, mark]) => `Then ${all.join(" ")}${mark}`);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 3 }).map((all) => all.join(" "));
const heading = fc.array(plainWords, { minLength: 1, maxLength: 5 }).map((all) => `About ${all.join(" ")}`);
const cell = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: plainWords },
      hardWords.filter((word) => !word.includes("//")),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((all) => all.join(" "));

/** A part of a section, as its lines: one line is one line of the paste form. */
const part = fc.oneof(
  { weight: 3, arbitrary: paragraph.map((text) => [text]) },
  fc
    .tuple(fc.constantFrom("Key term:", "**Key term:**"), plainWords, sentence)
    .map(([label, term, definition]) => [`${label} ${term} — ${definition}`]),
  fc
    .tuple(fc.constantFrom("-", "*", "1."), fc.array(sentence, { minLength: 1, maxLength: 4 }))
    .map(([mark, items]) => items.map((item) => `${mark} ${item}`)),
  fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 4 }).map(([header, ...rows]) => {
    const line = ([a, b]: readonly [string, string]) => `| ${a} | ${b} |`;
    return [line(header!), "|---|---|", ...rows.map(line)];
  }),
  sentence.map((text) => [`> ${text}`]),
  fc.constant(["<!-- stationmaster-disable-next hook: a reason -->"]),
);
const section = fc.tuple(heading, paragraph, fc.array(fc.tuple(part, paragraph), { maxLength: 3 }));
const model = fc.record({
  title: heading,
  hook: paragraph,
  sections: fc.array(section, { maxLength: 3 }),
  end: fc.constantFrom<readonly string[]>(
    [],
    ["Rain is water."],
    ["Rain is water.", "But what is snow?"],
    ["Takeaway: rain is water.", "Bridge: what is snow?", "Read on →"],
  ),
});
type Model = typeof model extends fc.Arbitrary<infer Value> ? Value : never;

function asPaste({ title, hook, sections, end }: Model): string {
  const body = sections.flatMap(([name, first, parts]) => [
    name,
    first,
    ...parts.flatMap(([lines, after]) => [...lines, after]),
  ]);
  return [title, "", hook, ...body, ...end].join("\n");
}

/** In the Markdown form, with paragraphs wrapped after every third word or so. */
function asMarkdown({ title, hook, sections, end }: Model, newline: string): string {
  const wrapped = (text: string) =>
    text.replace(/((?:[^\s[\](]+ ){3})(?=[a-z])/g, (words: string) => `${words.trimEnd()}\n`);
  const blocks = sections.flatMap(([name, first, parts]) => [
    `## ${name}`,
    wrapped(first),
    ...parts.flatMap(([lines, after]) => [
      lines.length === 1 && /^[A-Z]/.test(lines[0]!) ? wrapped(lines[0]!) : lines.join("\n"),
      wrapped(after),
    ]),
  ]);
  return `${[`# ${title}`, wrapped(hook), ...blocks, ...end].join("\n\n")}\n`.replaceAll("\n", newline);
}

describe("both written forms", () => {
  test("give the same station", () => {
    fc.assert(
      fc.property(model, fc.constantFrom("\n", "\r\n"), (written, newline) => {
        const paste = station(asPaste(written));
        const markdown = station(asMarkdown(written, newline));
        expect(paste.tree.form).toBe("paste");
        expect(markdown.tree.form).toBe("markdown");
        expect(outline(markdown)).toBe(outline(paste));
        const headings = ({ sections }: Station) =>
          sections.map((each) => `${each.heading.prose.text}: ${each.passages.length}`);
        expect(headings(markdown)).toEqual(headings(paste));
        expect(markdown.suppressions.map(({ kind, reason }) => kind + reason)).toEqual(
          paste.suppressions.map(({ kind, reason }) => kind + reason),
        );
      }),
    );
  });
});

describe("a hard text is read in time", () => {
  const repeat = (unit: string) => unit.repeat(Math.ceil(100_000 / unit.length));
  const families: Readonly<Record<string, string>> = {
    "one line": repeat("a"),
    spaces: `Key term: a${repeat(" ")}b`,
    sentences: repeat("Rain falls. "),
    "sentences with emphasis": repeat("Rain *falls*. "),
    "sentences with footnotes": `${repeat("Rain.[^1] ")}\n\n[^1]: Note.`,
    "references in links": repeat("See [Station 3](a.md). "),
    "an enumeration of stations": `Stations ${repeat("1, ")}and 2.`,
    citations: repeat("It is [@a]. "),
    "citations and code": repeat("`a` is [@a]. "),
    "one citation of many keys": `It is [${repeat("@a; ")}@b].`,
    "open brackets": repeat("[a"),
    "open brackets before an at": `${repeat("[a")}@`,
    "open quotations": repeat("“a "),
    headings: repeat("## a\n\n"),
    "bare lines": repeat("a\nText.\n"),
    "list items": repeat("- a\n"),
    lists: repeat("- a\n\nText.\n\n"),
    "table rows": `| a | b |\n|---|---|\n${repeat("| c | d |\n")}`,
    "table cells": `|${repeat(" *a* |")}\n|${repeat("-|")}\n`,
    "rows without dashes": repeat("| *a* | b |\n"),
    "key terms": repeat("**Key term:** A — b.\n\n"),
    comments: repeat("<!-- stationmaster-disable hook: a -->\n\n"),
    "a comment that never ends": `a ${repeat("<!-- stationmaster-disable ")}`,
    "character references": repeat("&amp; "),
    escapes: repeat("\\("),
    "soft line breaks in a quotation": repeat("> a\n"),
    code: repeat("`a` "),
    "code over lines": repeat("`a\nb` "),
    addresses: repeat("www.a.b "),
    "an address of asterisks": `https://a.b?${repeat("*")}a`,
    "nested quotations": `${repeat("> ")}a`,
    "nested lists": `${repeat("- ")}a`,
    "nested emphasis": `${repeat("*a **b ")}${repeat("** *")}`,
    "provenance claims": repeat("every fact is "),
    underlines: repeat("a\n"),
    "front matter that never ends": `---\n${repeat("a: b\n")}`,
  };

  test.each(Object.entries(families))("%s", (_, family) => {
    for (const text of [family, `# Rain\n\n${family}`]) {
      const seconds = cpuSeconds(() => {
        allRanges(station(text));
      });
      expect(seconds).toBeLessThan(6);
    }
  });
});
