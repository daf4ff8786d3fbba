import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Station } from "../server/src/station/station.ts";
import { MASK, type Prose } from "../server/src/syntax/prose.ts";
import type { Block, Tree } from "../server/src/syntax/tree.ts";
import { contains, type Range } from "../server/src/text/range.ts";
import { cpuSeconds } from "./support/cpu-time.ts";
import { station } from "./support/fixture.ts";
import { outline } from "./support/outline.ts";

const seed = readFileSync(
  new URL("../samples/global-governance/security-cooperation.station.txt", import.meta.url),
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

/** Asks a station for everything that is computed when first asked. */
function allRanges(read: Station): readonly Range[] {
  const { tree, passages, keyTerms, references, citations, suppressions, sections, tables, lists } = read;
  return [
    ...tree.problems.map(({ range }) => range),
    ...tree.definitions.map(({ range }) => range),
    ...passages.flatMap(({ range, sentences, prose }) => [
      range,
      prose.range,
      ...sentences.map((each) => each.range),
      ...prose.marks.map((each) => each.range),
    ]),
    ...keyTerms.flatMap(({ range, label, termRange, definitionRange, separator }) => [
      range,
      label,
      termRange,
      definitionRange,
      ...(separator ? [separator] : []),
    ]),
    ...references.flatMap((each) => (each.kind === "number" ? [each.range, each.phrase, ...each.ends] : [each.range])),
    ...citations.flatMap(({ range, keyRange }) => [range, keyRange]),
    ...suppressions.flatMap(({ range, rules }) => [range, ...rules.map((each) => each.range)]),
    ...[...sections, ...tables, ...lists].map(({ range }) => range),
    ...lists.flatMap(({ items }) => items.map(({ range }) => range)),
  ];
}

/** What is wrong with the ranges of a tree: blocks that lie outside of what holds them, or over each other. */
function misplaced(tree: Tree): readonly string[] {
  const wrong: string[] = [];
  const within = (outer: Range, inner: Range, what: string) => {
    if (!contains(outer, inner)) wrong.push(`${what} ${inner.start}-${inner.end} leaves ${outer.start}-${outer.end}`);
  };
  const inOrder = (ranges: readonly Range[], what: string) => {
    ranges.forEach((range, at) => {
      if (at > 0 && range.start < ranges[at - 1]!.end) wrong.push(`${what} ${range.start} overlaps the one before`);
    });
  };
  const visit = (outer: Range, blocks: readonly Block[]) => {
    inOrder(
      blocks.map(({ range }) => range),
      "block",
    );
    for (const block of blocks) {
      within(outer, block.range, block.type);
      switch (block.type) {
        case "heading":
        case "paragraph":
          within(block.range, block.prose.range, "prose");
          break;
        case "quote":
        case "footnoteDefinition":
          visit(block.range, block.blocks);
          break;
        case "list":
          inOrder(
            block.items.map(({ range }) => range),
            "item",
          );
          for (const item of block.items) {
            within(block.range, item.range, "item");
            visit(item.range, item.blocks);
          }
          break;
        case "table":
          inOrder(
            block.rows.map(({ range }) => range),
            "row",
          );
          if (block.delimiter) within(block.range, block.delimiter, "delimiter");
          for (const row of block.rows) {
            within(block.range, row.range, "row");
            inOrder(
              row.cells.map(({ range }) => range),
              "cell",
            );
            for (const cell of row.cells) within(row.range, cell.range, "cell");
          }
          break;
        case "code":
        case "html":
        case "break":
          break;
      }
    }
  };
  visit({ start: 0, end: tree.text.length }, tree.blocks);
  return wrong;
}

/** What is wrong with a prose: its pieces must cover its text, and say what their source says. */
function misread(source: string, { text, masked, pieces, range, marks }: Prose): readonly string[] {
  const wrong: string[] = [];
  let at = 0;
  let from = range.start;
  for (const part of pieces) {
    if (part.text !== at) wrong.push(`a gap in the text at ${at}`);
    if (part.source < from) wrong.push(`the source goes back at ${part.source}`);
    at = part.text + part.length;
    from = part.source + part.sourceLength;
    if (part.length !== part.sourceLength) continue;
    const seen = text.slice(part.text, at);
    const written = source.slice(part.source, from);
    const plain = (shown: string) => shown.replace(/\s/g, " ").replace(/[\0\p{Surrogate}]/gu, "\ufffd");
    if (part.length > 1 && plain(seen) !== plain(written))
      wrong.push(`${JSON.stringify(written)} is read as ${JSON.stringify(seen)}`);
  }
  if (at !== text.length) wrong.push("the text goes on behind its last piece");
  if (from > range.end) wrong.push("the source goes on behind the prose");
  if (masked.length !== text.length) wrong.push("the masks have another length");
  for (let index = 0; index < masked.length; index++) {
    if (masked[index] !== MASK && masked[index] !== text[index]) wrong.push(`a mask changed ${index}`);
  }
  for (const mark of marks)
    if (mark.text.start < 0 || mark.text.end > text.length) wrong.push(`${mark.kind} leaves the text`);
  return wrong;
}

describe("reading any text", () => {
  test("never throws, and every range lies in the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const whole = { start: 0, end: text.length };
        for (const range of allRanges(station(text))) {
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(contains(whole, range)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("gives a tree whose parts lie side by side in what holds them", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(misplaced(station(text).tree)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("gives prose that says what its source says", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(station(text).passages.flatMap(({ prose }) => misread(text, prose))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("gives sentences that hold all of a passage's text, in order", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { prose, sentences } of station(text).passages) {
          const held = sentences.map(({ start, end }) => prose.text.slice(start, end)).join("");
          expect(held.replace(/\s/g, "")).toBe(prose.text.replace(/\s/g, ""));
          sentences.forEach(({ start }, at) => {
            expect(start).toBeGreaterThanOrEqual(sentences[at - 1]?.end ?? 0);
          });
        }
      }),
      { numRuns: 400 },
    );
  });

  test("gives the same again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(outline(station(text))).toBe(outline(station(text)));
      }),
      { numRuns: 500 },
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
      { numRuns: 400 },
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
